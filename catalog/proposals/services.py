"""All writes of proposals: each call is one action, one transaction and one history entry."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import flag_modified

from catalog import audit, clock
from catalog.accounts import queries as accounts
from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.db import db, transaction
from catalog.errors import Invalid, NotAllowed, NotFound, NotReady, Stale
from catalog.i18n import Bilingual
from catalog.proposals import acceptance, checks, copies, mails, queries, requests
from catalog.proposals.changes import amended
from catalog.proposals.fields import BY_KEY
from catalog.proposals.models import BudgetLine, ChangeRequest, InKindNeed, Proposal
from catalog.proposals.permissions import may
from catalog.proposals.reasons import REASONS
from catalog.proposals.rows import LineInput, NeedInput, check_rows, merged
from catalog.proposals.snapshots import KEYS, changes_between, snapshot
from catalog.proposals.values import cleaned, contradictions, errors_in
from catalog.proposals.workflow import ACTIONS, Action, State, target
from catalog.rounds.models import Round
from catalog.rounds.queries import is_open_for
from catalog.text import clean
from catalog.units.models import Unit

NOT_AMENDED = Bilingual("Bản sửa đổi chưa sửa nội dung nào.", "The edit changes nothing yet.")
COMMENT_NEEDED = Bilingual("Hãy ghi lý do.", "Say why.")
WRONG_STATE = Bilingual(
    "Đề xuất {code} đang ở trạng thái “{state}”, không thực hiện được việc này.",
    "Proposal {code} is “{state}”: this can't be done now.",
)
ROUND_CLOSED = Bilingual(
    "{name} không mở vào lúc này, nên chưa gửi được đề xuất mới.", "{name} is not open now, so nothing new can be sent."
)


def create(
    actor: Actor,
    round_: Round,
    unit: Unit,
    values: Mapping[str, Any] = {},
    lines: Sequence[LineInput] = (),
    needs: Sequence[NeedInput] = (),
    draft_key: str | None = None,
    import_key: str | None = None,
    comment: str = "",
    copied_from: str = "",
) -> Proposal:
    """Make a draft, with gaps if need be; `comment` tells in the history where it came from.

    The same `draft_key` (a form) or `import_key` (a row of a file) makes it once: the second call returns the first
    one's proposal. Raises NotAllowed, Invalid.
    """
    with transaction():
        if not (actor.has(Right.PROPOSE) and actor.of_unit(unit.id)):
            raise NotAllowed
        if not (actor.is_system or is_open_for(round_, unit.id)):
            raise NotAllowed(ROUND_CLOSED.format(name=Bilingual(round_.name_vi, round_.name_en)))
        # One after the other within a unit, so that two forms at once take two codes and one form sent twice only one.
        db.session.get_one(Unit, unit.id, with_for_update=True)
        if made := _made_before(round_, unit, draft_key, import_key):
            return made
        origin = {"draft_key": draft_key, "import_key": import_key, "copied_from": copied_from}
        proposal = Proposal(code=_next_code(round_, unit), round=round_, unit=unit, **origin)
        _set_values(proposal, values)
        db.session.add(proposal)
        _set_lines(proposal, lines)
        _set_needs(proposal, needs)
        flush()
        audit.record(actor, "proposal:create", proposal.id, to_state=proposal.state, comment=comment)
    return proposal


def copy(actor: Actor, code: str, round_: Round, draft_key: str | None = None) -> Proposal:
    """Make a draft of an earlier proposal of the unit, in any state, or of one that its predecessors sent.

    The same `draft_key` makes it once. Raises NotFound, NotAllowed, and Invalid where a rule is younger than the text.
    """
    with transaction():
        source = copies.original(actor, code)
        return create(
            actor,
            round_,
            db.session.get_one(Unit, actor.unit_id),
            copies.values_of(source),
            copies.lines_of(source),
            copies.needs_of(source),
            draft_key=draft_key,
            comment=copies.COPIED.format(code=code).vi,
            copied_from=code,
        )


def save(
    actor: Actor,
    code: str,
    version: int,
    values: Mapping[str, Any] = {},
    lines: Sequence[LineInput] | None = None,
    needs: Sequence[NeedInput] | None = None,
    comment: str = "",
    import_key: str | None = None,
) -> Proposal:
    """Change fields, and budget lines or needs where given; what is not given stays.

    comment, import_key: where the changes came from, when they came from a row of a file.

    Raises NotFound, NotAllowed, Invalid, and Stale when `version` is not the stored one.
    """
    tables = [key for key, given in (("budget_lines", lines), ("in_kind_needs", needs)) if given is not None]
    with transaction():
        proposal = queries.proposal_to_edit(actor, code, tables)
        _check_write(actor, ACTIONS["edit"], proposal, version)
        keys = [key for key in KEYS if key in values or key in tables]
        before = snapshot(proposal, keys)
        _set_values(proposal, values)
        if lines is not None:
            _set_lines(proposal, lines)
        if needs is not None:
            _set_needs(proposal, needs)
        proposal.import_key = import_key or proposal.import_key
        if changed := bool(changes_between(before, snapshot(proposal, keys))):
            # Before the flush: one statement writes the answers, the moment and the version.
            proposal.updated_at = clock.now()
        flush()
        if changed:
            changes = changes_between(before, snapshot(proposal, keys))
            audit.record(actor, "proposal:edit", proposal.id, changes=changes, comment=comment)
    return proposal


def submit(actor: Actor, code: str, comment: str = "", version: int | None = None) -> Proposal:
    """Send a complete draft, or the answer to a request for changes. Raises NotReady with what is missing.

    What came back, from the office or from the unit's leader, was sent in time once and may be sent again after the
    end of the round; an edit of what is published knows no deadline.
    """
    with transaction():
        proposal = load(actor, code, ACTIONS["submit"], version)
        if not (actor.is_system or is_open_for(proposal.round, proposal.unit_id) or _may_be_late(proposal)):
            raise NotAllowed(ROUND_CLOSED.format(name=Bilingual(proposal.round.name_vi, proposal.round.name_en)))
        problems = [problem.text for problem in checks.missing_to_submit(proposal)]
        if proposal.is_amendment and not amended(proposal):
            problems.append(NOT_AMENDED)
        if problems:
            raise NotReady(problems)
        move(actor, proposal, ACTIONS["submit"], comment)
    return proposal


def _may_be_late(proposal: Proposal) -> bool:
    """Whether it was handed in before, when nobody could do so later than in the grace, or is an edit."""
    if proposal.is_amendment or proposal.submitted_at:
        return True
    return any(entry.event == "proposal:submit" for entry in audit.history_of("proposal", proposal.id))


def perform(actor: Actor, code: str, action_key: str, comment: str = "", version: int | None = None) -> Proposal:
    """Do one of the plain actions of the workflow (accept, reject, withdraw…).

    A request for changes asks all that was collected, and then needs no comment. Raises NotFound, NotAllowed, Invalid
    without a required comment, and Stale when somebody saved or collected since `version`.
    """
    action = ACTIONS.get(action_key)
    if action is None or not action.button:
        raise NotFound
    with transaction():
        proposal = load(actor, code, action, version)
        if action.four_eyes and (problem := acceptance.hindrance(actor, proposal)):
            raise NotAllowed(problem)
        move(actor, proposal, action, comment, _ask(proposal) if action.key == "request_changes" else ())
    return proposal


def publish(actor: Actor, proposal: Proposal) -> None:
    """Mark a proposal as published; called by the release of an edition, inside its transaction."""
    with transaction():
        _check(actor, ACTIONS["publish"], proposal)
        if proposal.state != State.PUBLISHED:
            move(actor, proposal, ACTIONS["publish"], "")


def assign(actor: Actor, code: str, person_id: int | None) -> Proposal:
    """Give a proposal to a reviewer, or to nobody."""
    with transaction():
        proposal = load(actor, code, ACTIONS["assign"], None)
        person = accounts.person(person_id) if person_id is not None else None
        if person and not (person.active and person.as_actor().has(Right.REVIEW)):
            raise NotFound
        before = proposal.assignee.name if proposal.assignee else ""
        proposal.assignee = person
        changes = {"assignee": [before, person.name if person else ""]}
        audit.record(actor, "proposal:assign", proposal.id, changes=changes)
    return proposal


def collect_request(
    actor: Actor, code: str, key: str, reason: str = "", words: str = "", shown: str | None = None
) -> Proposal:
    """Put a question about one answer to those that are to be asked, or change it.

    Raises Invalid with neither a reason nor words, and Stale when the question is no longer as `shown`, its stamp.
    """
    with transaction():
        proposal = load(actor, code, ACTIONS["collect_request"], None)
        words = clean(words)
        if key not in KEYS or reason not in ("", *REASONS):
            raise NotFound
        if not (reason or words) or len(words) > requests.LONGEST_WORDS:
            raise Invalid({"words": requests.WORDS_NEEDED.format(limit=requests.LONGEST_WORDS)})
        found = _collected(proposal, key, shown)
        if found is None:
            found = ChangeRequest(key=key)
            proposal.change_requests.append(found)
        found.reason, found.words, found.person_id = reason, words, actor.person_id
        _record_question(actor, proposal, "collect_request", found)
    return proposal


def drop_request(actor: Actor, code: str, key: str) -> Proposal:
    """Take a question back before it is asked."""
    with transaction():
        proposal = load(actor, code, ACTIONS["drop_request"], None)
        found = _collected(proposal, key)
        if found is None:
            raise NotFound
        _record_question(actor, proposal, "drop_request", found)
        proposal.change_requests.remove(found)
    return proposal


def settle_request(actor: Actor, code: str, key: str) -> Proposal:
    """Say that the answer to a question is fine now."""
    with transaction():
        proposal = load(actor, code, ACTIONS["settle_request"], None)
        found = next((request for request in requests.asked(proposal) if request.key == key), None)
        if found is None:
            raise NotFound
        found.settled_at = clock.now()
        _record_question(actor, proposal, "settle_request", found)
    return proposal


def _collected(proposal: Proposal, key: str, shown: str | None = None) -> ChangeRequest | None:
    found = next((request for request in requests.collected(proposal) if request.key == key), None)
    if shown is not None and requests.stamp(found) != shown:
        raise Stale
    return found


def _record_question(actor: Actor, proposal: Proposal, action_key: str, question: ChangeRequest) -> None:
    # A new version: who has the page open would send another mail, or accept another thing, than it shows.
    flag_modified(proposal, "state")
    audit.record(actor, f"proposal:{action_key}", proposal.id, comment=requests.line(question))


def load(actor: Actor, code: str, action: Action, version: int | None = None) -> Proposal:
    """A proposal to do an action with, inside its transaction. Raises NotFound, Stale, NotAllowed."""
    proposal = queries.proposal_by_code(actor, code)
    _check_write(actor, action, proposal, version)
    return proposal


def _check_write(actor: Actor, action: Action, proposal: Proposal, version: int | None) -> None:
    # First, so that who was overtaken by a colleague sees what happened rather than a refusal.
    if version is not None and version != proposal.version:
        raise Stale
    _check(actor, action, proposal)


def _check(actor: Actor, action: Action, proposal: Proposal) -> None:
    if may(actor, action, proposal):
        return
    if actor.has(action.right) and State(proposal.state) not in action.origins:
        names = proposal.names
        raise NotAllowed(WRONG_STATE.format(code=proposal.code, state=names.unit if action.by_unit else names.office))
    raise NotAllowed


def _ask(proposal: Proposal) -> list[ChangeRequest]:
    """Turn what was collected into what is asked."""
    asked = requests.collected(proposal)
    for request in asked:
        request.asked_at = clock.now()
    return asked


def move(actor: Actor, proposal: Proposal, action: Action, comment: str, asked: Sequence[ChangeRequest] = ()) -> None:
    """Bring a proposal to the state an action leads to, with its history entry and its mail."""
    comment = clean(comment).strip()
    if action.comment_required and not (comment or asked):
        raise Invalid({"comment": COMMENT_NEEDED})
    for request in requests.asked(proposal) if action.settles else ():
        if request not in asked:
            request.settled_at = clock.now()
    said = requests.message(comment, asked)
    before = proposal.state
    proposal.state = target(action, proposal.unit.signs_off) or before
    proposal.updated_at = clock.now()
    if proposal.state == State.SUBMITTED:
        proposal.submitted_at = clock.now()
        proposal.unit_name_vi, proposal.unit_name_en = proposal.unit.name_vi, proposal.unit.name_en
    flush()
    audit.record(
        actor, f"proposal:{action.key}", proposal.id, from_state=before, to_state=proposal.state, comment=said.vi
    )
    if proposal.state == State.AWAITING_SIGNATURE:
        mails.enqueue("to_sign", proposal, said)
    elif action.mail:
        mails.enqueue(action.mail, proposal, said)


def _made_before(round_: Round, unit: Unit, draft_key: str | None, import_key: str | None) -> Proposal | None:
    same = (Proposal.round_id == round_.id) & (Proposal.import_key == import_key)
    if draft_key:
        same = Proposal.draft_key == draft_key
    elif not import_key:
        return None
    return db.session.scalar(select(Proposal).where(Proposal.unit_id == unit.id, same))


def _next_code(round_: Round, unit: Unit) -> str:
    """The next free code of a unit in a round, as SD-2023-04."""
    head = f"{unit.abbreviation}-{round_.key}-"
    taken = db.session.scalars(select(Proposal.code).where(Proposal.code.startswith(head, autoescape=True))).all()
    numbers = [int(tail) for code in taken if (tail := code.removeprefix(head)).isdecimal()]
    return f"{head}{max(numbers, default=0) + 1:02}"


def _set_values(proposal: Proposal, values: Mapping[str, Any]) -> None:
    values = cleaned({key: value for key, value in values.items() if key in BY_KEY})
    if "category_key" in values:
        values["category_key"] = values["category_key"] or None
    categories = queries.categories() if values.get("category_key") else ()
    errors = errors_in(values, frozenset(category.key for category in categories))
    if not errors:
        for key, value in values.items():
            setattr(proposal, key, value)
        errors = contradictions(proposal)
    if errors:
        raise Invalid(errors)


def _set_lines(proposal: Proposal, lines: Sequence[LineInput]) -> None:
    check_rows("budget_lines", lines)
    proposal.budget_lines[:] = merged(proposal.budget_lines, lines, BudgetLine)


def _set_needs(proposal: Proposal, needs: Sequence[NeedInput]) -> None:
    check_rows("in_kind_needs", needs)
    proposal.in_kind_needs[:] = merged(proposal.in_kind_needs, needs, InKindNeed)


def flush() -> None:
    """Write, so that ids are there and a rule of the database that was broken by somebody else's write shows here."""
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Stale from error
