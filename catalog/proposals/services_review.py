"""Writes of the office beside the decisions: duplicates, corrections, its checklist and notes."""

import hashlib

from sqlalchemy import select

from catalog import audit, clock
from catalog.accounts.actor import Actor
from catalog.db import db, transaction
from catalog.errors import Invalid, NotAllowed, NotFound, Stale
from catalog.i18n import Bilingual
from catalog.proposals import checklist, mails, queries, services
from catalog.proposals.checklist import Verdict
from catalog.proposals.fields import TRANSLATABLE
from catalog.proposals.models import ChecklistTick, InternalNote, Proposal
from catalog.proposals.snapshots import label_of
from catalog.proposals.values import cleaned, errors_in
from catalog.proposals.workflow import ACTIONS, SENT, State
from catalog.text import clean

LONGEST_NOTE = 2000
NOTE_NEEDED = Bilingual("Hãy ghi nội dung (nhiều nhất {limit} ký tự).", "Write something (at most {limit} characters).")
# Where the other's code is kept, and what the unit is told.
SET_ASIDE = {
    "mark_duplicate": ("duplicate_of", Bilingual("Trùng với {other}.", "Duplicate of {other}.")),
    "merge": ("merged_into", Bilingual("Được gộp vào {other}.", "Merged into {other}.")),
}
ANOTHER = Bilingual("một đề xuất đã có", "a proposal that is there already")
GOES_ON = SENT - {State.REJECTED, State.WITHDRAWN}
NO_OTHER = Bilingual(
    "Không có đề xuất khác đang được xét hoặc công bố với mã này.",
    "There is no other proposal of this code that goes on.",
)
# Texts of one answer each; rows of tables are asked of the unit.
CORRECTABLE = frozenset(field.key for field in TRANSLATABLE)
NOT_CORRECTED = Bilingual(
    "Chưa sửa gì. Nội dung để trống thì đề nghị đơn vị bổ sung.", "Nothing is corrected. An empty answer is asked for."
)
BEING_AMENDED = Bilingual(
    "Đơn vị đang sửa đổi đề xuất này ({code}): sửa lỗi chữ trong bản sửa đổi đó.",
    "The unit is editing this proposal ({code}): correct it in that edit.",
)
CORRECTION = Bilingual(
    "{answer}\nTrước: {before}\nNay: {after}\nLý do: {reason}",
    "{answer}\nBefore: {before}\nNow: {after}\nReason: {reason}",
)


def set_aside(
    actor: Actor, code: str, action_key: str, other_code: str, comment: str, version: int | None = None
) -> Proposal:
    """End a proposal as a duplicate of another ("mark_duplicate") or merged into it ("merge"); no budget moves.

    The unit reads the other's code only where it is its own. Raises Invalid without words or a proposal that goes on.
    """
    if action_key not in SET_ASIDE:
        raise NotFound
    column, words = SET_ASIDE[action_key]
    with transaction() as session:
        # Both at once, in one order: two that are set aside for each other at the same moment would end both.
        pair = select(Proposal.id).where(Proposal.code.in_([code, other_code])).order_by(Proposal.id)
        session.scalars(pair.with_for_update()).all()
        proposal = services.load(actor, code, ACTIONS[action_key], version)
        other = session.scalar(queries.visible_to(actor).where(Proposal.code == other_code, Proposal.code != code))
        if other is None or other.is_amendment or other.state not in GOES_ON:
            raise Invalid({"other": NO_OTHER})
        if not clean(comment):
            raise Invalid({"comment": services.COMMENT_NEEDED})
        setattr(proposal, column, other.code)
        known = other.code if other.unit_id == proposal.unit_id else ANOTHER
        services.move(actor, proposal, ACTIONS[action_key], f"{clean(comment)}\n\n{words.format(other=known).vi}")
    return proposal


def correct(actor: Actor, code: str, key: str, text: str, reason: str, shown: str | None = None) -> Proposal:
    """Correct the Vietnamese of one answer for the unit, which is told of it with both texts.

    Raises Invalid without a reason or a change, Stale when the text is no longer as `shown`, its stamp, and NotAllowed
    while the unit edits what is published: accepting that would undo it.
    """
    with transaction():
        proposal = services.load(actor, code, ACTIONS["correct"])
        refuse_while_amended(proposal)
        before = getattr(proposal, key) if key in CORRECTABLE else ""
        if not before:
            raise NotFound
        if shown not in (None, text_stamp(before)):
            raise Stale
        text, reason = cleaned({key: text})[key], clean(reason)
        if errors := _errors_of_correction(key, before, text, reason):
            raise Invalid(errors)
        setattr(proposal, key, text)
        proposal.updated_at = clock.now()
        services.flush()
        audit.record(actor, "proposal:correct", proposal.id, changes={key: [before, text]}, comment=reason)
        told = CORRECTION.format(answer=label_of(key), before=before, after=text, reason=reason)
        mails.enqueue(ACTIONS["correct"].mail or "", proposal, told)
    return proposal


def refuse_while_amended(proposal: Proposal) -> None:
    """Raise NotAllowed while the unit edits what is published: it is corrected in that edit."""
    if edit := queries.open_amendment(proposal):
        raise NotAllowed(BEING_AMENDED.format(code=edit.code))


def text_stamp(text: str) -> str:
    """What tells whether a text still is as a page showed it."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _errors_of_correction(key: str, before: str, text: str, reason: str) -> dict[str, Bilingual]:
    errors = {}
    if problem := errors_in({key: text}, frozenset()).get(key) or (NOT_CORRECTED if text in ("", before) else None):
        errors["text"] = problem
    if not reason:
        errors["reason"] = services.COMMENT_NEEDED
    return errors


def add_note(actor: Actor, code: str, words: str) -> InternalNote:
    """Note something that only the office reads; the history tells that, not what. Raises Invalid."""
    with transaction() as session:
        proposal = services.load(actor, code, ACTIONS["add_note"])
        words = clean(words)
        if not 0 < len(words) <= LONGEST_NOTE:
            raise Invalid({"words": NOTE_NEEDED.format(limit=LONGEST_NOTE)})
        note = InternalNote(proposal_id=proposal.id, person_id=actor.person_id, words=words)
        session.add(note)
        audit.record(actor, "proposal:add_note", proposal.id)
    return note


def withdraw_note(actor: Actor, code: str, note_id: int) -> InternalNote:
    """Take one's own note back; it stays readable as withdrawn. Raises NotAllowed for a colleague's."""
    with transaction():
        proposal = services.load(actor, code, ACTIONS["withdraw_note"])
        note = db.session.get(InternalNote, note_id)
        if note is None or note.proposal_id != proposal.id or note.withdrawn_at:
            raise NotFound
        if note.person_id != actor.person_id:
            raise NotAllowed
        note.withdrawn_at = clock.now()
        audit.record(actor, "proposal:withdraw_note", proposal.id)
    return note


def check_point(actor: Actor, code: str, key: str, verdict: str, words: str = "", shown: str | None = None) -> None:
    """Say of a point of the checklist that it is "fine", "not_fine" (why, in words), or "open" again.

    Raises Invalid without words for what is not fine, and Stale when the point or the answers that it is about are no
    longer as `shown`, its stamp.
    """
    with transaction() as session:
        proposal = services.load(actor, code, ACTIONS["check_point"])
        points = {item.key: item for item in checklist.items(proposal, queries.ticks_of(actor, proposal))}
        if key not in points or verdict not in set(Verdict):
            raise NotFound
        item, words = points[key], clean(words)
        if shown not in (None, item.stamp):
            raise Stale
        if len(words) > checklist.LONGEST_WORDS or (verdict == Verdict.NOT_FINE and not words):
            raise Invalid({"words": checklist.WORDS_NEEDED.format(limit=checklist.LONGEST_WORDS)})
        if verdict == Verdict.OPEN:
            if item.tick:
                session.delete(item.tick)
        else:
            tick = item.tick or ChecklistTick(proposal_id=proposal.id, key=key)
            tick.verdict, tick.words, tick.answers_hash = verdict, words, item.answers_hash
            tick.person_id, tick.at = actor.person_id, clock.now()
            session.add(tick)
        services.flush()
        comment = f"{item.point.label.vi}: {checklist.VERDICT_NAMES[Verdict(verdict)].vi}. {words}".strip(". ")
        audit.record(actor, "proposal:check_point", proposal.id, comment=comment)
