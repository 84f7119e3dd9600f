"""All writes of edits of published proposals: begun, accepted into the proposal, ended when its call is closed.

Between the two an edit is a proposal that is written, sent and returned like any other; the published one stays as it
is. What the public reads changes with the next edition only.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select

from catalog import audit, clock
from catalog.accounts.actor import Actor
from catalog.attachments.services import delete_unused
from catalog.db import db, on_commit, transaction
from catalog.errors import NotAllowed
from catalog.i18n import Bilingual
from catalog.proposals import copies, queries, services
from catalog.proposals.fields import BY_KEY
from catalog.proposals.models import Attachment, BudgetLine, ChecklistTick, HitClearance, InKindNeed, Proposal
from catalog.proposals.rows import merged
from catalog.proposals.snapshots import ATTACHMENT_TEXTS, changes_between, snapshot
from catalog.proposals.workflow import ACTIONS, State

# A code with the number of the edit: SD-2023-01-S1 (S: sửa đổi).
CODE = "{code}-S{number}"
SAME_FILE = ("kind", "name", "media_type", "size", "sha256", "source_sha256", "width", "height", "sizes")
SAME_PHOTO = (*ATTACHMENT_TEXTS, "position")
SAME_TICK = ("key", "verdict", "words", "answers_hash", "person_id", "at")
NOT_PUBLISHED = Bilingual(
    "Đề xuất {code} không còn ở trạng thái đã công bố.", "Proposal {code} is no longer published."
)


def begin(actor: Actor, code: str) -> Proposal:
    """Begin an edit of a published proposal, or go on with the one that is open. Raises NotFound, NotAllowed."""
    with transaction() as session:
        _lock(code)
        original = services.load(actor, code, ACTIONS["amend"])
        if found := queries.open_amendment(original):
            return found
        names = ("round_id", "unit_id", "unit_name_vi", "unit_name_en", "assignee_id")
        made = Proposal(code=_code(original), amends=original, **{name: getattr(original, name) for name in names})
        _take_values(made, original)
        made.budget_lines += _copies(copies.lines_of(original), original.budget_lines, BudgetLine)
        made.in_kind_needs += _copies(copies.needs_of(original), original.in_kind_needs, InKindNeed)
        made.attachments += [_file_of(row, origin_id=row.id) for row in original.attachments]
        session.add(made)
        services.flush()
        _take_findings(made, original)
        audit.record(actor, "proposal:create", made.id, to_state=made.state, comment=original.code)
        audit.record(actor, "proposal:amend", original.id, comment=made.code)
    return made


def accept(actor: Actor, code: str, comment: str = "", version: int | None = None) -> Proposal:
    """Take an edit into the published proposal: eligible for the next edition, and not public before.

    Returns the edit, which is over. Its rows keep the ids of the published ones, so that English stays with what was
    not changed. Raises NotFound, NotAllowed, Stale.
    """
    with transaction():
        amendment = services.perform(actor, code, "accept_amendment", comment, version)
        original = amendment.amends
        if original is None or original.state != State.PUBLISHED:
            raise NotAllowed(NOT_PUBLISHED.format(code=original.code if original else code))
        before = snapshot(original)
        _take_values(original, amendment)
        _take_rows(original, amendment)
        gone = _take_files(original, amendment)
        _take_findings(original, amendment)
        original.updated_at = clock.now()
        services.flush()
        changes = changes_between(before, snapshot(original))
        audit.record(actor, "proposal:accept_amendment", original.id, comment=amendment.code, changes=changes)
        on_commit(lambda: delete_unused(gone))
    return amendment


def lapse(actor: Actor, original: Proposal, comment: str) -> None:
    """End the open edit of a proposal whose call is closed, inside that transaction."""
    with transaction():
        if amendment := queries.open_amendment(original):
            services.move(actor, amendment, ACTIONS["lapse_amendment"], comment)


def _lock(code: str) -> None:
    """Keep a proposal from other writers until the transaction ends: two of a unit may begin at once."""
    db.session.execute(select(Proposal.id).where(Proposal.code == code).with_for_update())


def _code(original: Proposal) -> str:
    known = db.session.scalar(select(func.count()).where(Proposal.amends_id == original.id)) or 0
    return CODE.format(code=original.code, number=known + 1)


def _take_values(target: Proposal, source: Proposal) -> None:
    for key in BY_KEY:
        value = getattr(source, key)
        setattr(target, key, list(value) if isinstance(value, list) else value)


def _copies(given: Sequence[Any], stored: Sequence[Any], model: type) -> list[Any]:
    made = merged((), given, model)
    for copied, row in zip(made, stored, strict=True):
        copied.origin_id = row.id
    return made


def _take_rows(original: Proposal, amendment: Proposal) -> None:
    lines = _with_origins(copies.lines_of(amendment), amendment.budget_lines)
    needs = _with_origins(copies.needs_of(amendment), amendment.in_kind_needs)
    original.budget_lines[:] = merged(original.budget_lines, lines, BudgetLine)
    original.in_kind_needs[:] = merged(original.in_kind_needs, needs, InKindNeed)


def _with_origins(given: Sequence[Any], rows: Sequence[BudgetLine | InKindNeed]) -> list[Any]:
    return [replace(one, id=row.origin_id) for one, row in zip(given, rows, strict=True)]


def _take_files(original: Proposal, amendment: Proposal) -> set[str]:
    """The files of an edit, each known by its content; returns the hashes of those that are gone."""
    stored = {row.source_sha256: row for row in original.attachments}
    wanted = {row.source_sha256: row for row in amendment.attachments}
    gone = [row for source, row in stored.items() if source not in wanted]
    for row in gone:
        original.attachments.remove(row)
    for source, row in wanted.items():
        if source in stored:
            _copy(stored[source], row, SAME_PHOTO)
        else:
            original.attachments.append(_file_of(row))
    return {name for row in gone for name in (row.sha256, *row.sizes.values())}


def _file_of(row: Attachment, **values: Any) -> Attachment:
    made = Attachment(person_id=row.person_id, created_at=row.created_at, **values)
    _copy(made, row, (*SAME_FILE, *SAME_PHOTO))
    return made


def _take_findings(target: Proposal, source: Proposal) -> None:
    """What the office found of answers stays with them: ticks of the checklist, places that show no child's details.

    Both name the very text that they are about, so that they say nothing of one that is changed.
    """
    known = {clearance.hit_key for clearance in target.clearances}
    for each in source.clearances:
        if each.hit_key not in known:
            target.clearances.append(HitClearance(hit_key=each.hit_key, person_id=each.person_id, at=each.at))
    ticks = {tick.key: tick for tick in _ticks(target)}
    for each in _ticks(source):
        tick = ticks.get(each.key) or ChecklistTick(proposal_id=target.id)
        _copy(tick, each, SAME_TICK)
        db.session.add(tick)


def _ticks(proposal: Proposal) -> list[ChecklistTick]:
    return list(db.session.scalars(select(ChecklistTick).where(ChecklistTick.proposal_id == proposal.id)))


def _copy(target: Any, source: Any, names: tuple[str, ...]) -> None:
    for name in names:
        setattr(target, name, getattr(source, name))
