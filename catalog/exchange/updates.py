"""Rows of a file that came in before: which draft each belongs to, and what it would change there."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from catalog.db import db
from catalog.exchange.drafts import import_key, lines_of, values_of
from catalog.exchange.models import ImportedRow, ImportFile
from catalog.exchange.reading import Message, Preview, PreviewRow
from catalog.exchange.reading.choices import TableChoices
from catalog.exchange.reading.preview import Change, Update
from catalog.i18n import Bilingual, attribute
from catalog.proposals import queries as proposals
from catalog.proposals.fields import BY_KEY, TABLES
from catalog.proposals.models import Proposal
from catalog.proposals.snapshots import in_words, is_same, label_of, plain, snapshot
from catalog.proposals.state_names import STATE_NAMES
from catalog.proposals.values import cleaned, contradictions
from catalog.proposals.workflow import ACTIONS, State
from catalog.rounds.models import Round
from catalog.text import fold
from catalog.units.models import Unit

SAME = 88  # of 100, titles folded and their words sorted
OVER = frozenset({State.WITHDRAWN, State.REJECTED})
KNOWN = Bilingual("Bỏ qua: đã nhập trước đây, là đề xuất {code}.", "Left out: brought in before, as proposal {code}.")
SENT = Bilingual(
    "Bỏ qua: khác đề xuất {code} ở {labels}, nhưng đề xuất đó đang ở trạng thái “{state}” nên không cập nhật được.",
    "Left out: it differs from proposal {code} in {labels}, but that one is “{state}” and can't be updated.",
)
WILL_UPDATE = Bilingual("Sẽ cập nhật {code}: {labels}.", "It will update {code}: {labels}.")
BY_HAND = Bilingual(
    "Đơn vị đã sửa {labels} của {code} sau khi nhập; giữ nội dung đã sửa nếu không chọn khác.",
    "{labels} of {code} was changed by hand since; that stays unless you choose otherwise.",
)
CONTRADICTS = Bilingual("Không cập nhật được {code}. {label}: {text}", "{code} can't be updated. {label}: {text}")
CODE_UNKNOWN = Bilingual("Không có đề xuất mã {code} trong đợt này.", "There is no proposal {code} in this round.")
CODE_TAKEN = Bilingual(
    "Mã {code} đã dùng cho dòng {row}; dòng này thành bản nháp mới.",
    "Code {code} belongs to row {row}; this row becomes a new draft.",
)


@dataclass(frozen=True)
class Stored:
    """A proposal of the unit in the round, with the row that it last came in from."""

    proposal: Proposal
    row: ImportedRow | None

    def came_from(self, kept: ImportFile | None, sheet: str | None, number: int) -> bool:
        """Whether it was made of this very row of this very file."""
        return (
            kept is not None
            and self.row is not None
            and (self.row.file_id, self.row.sheet, self.row.row) == (kept.id, sheet or "", number)
        )


def stored_of(unit: Unit, round_: Round) -> list[Stored]:
    """What the unit has in the round, in the order of the codes."""
    if round_.id is None:
        return []
    chosen = (
        select(Proposal, ImportedRow)
        .outerjoin(ImportedRow, ImportedRow.proposal_id == Proposal.id)
        .where(Proposal.round_id == round_.id, Proposal.unit_id == unit.id, Proposal.amends_id.is_(None))
        .options(selectinload(Proposal.budget_lines), selectinload(Proposal.in_kind_needs))
    )
    return [Stored(proposal, row) for proposal, row in db.session.execute(chosen.order_by(Proposal.code))]


def updatable_codes(kept: ImportFile) -> Sequence[str]:
    """The proposals that a row of a kept file may update: those of its unit and round that can still be changed."""
    chosen = select(Proposal.code).where(
        Proposal.round_id == kept.round_id,
        Proposal.unit_id == kept.unit_id,
        Proposal.amends_id.is_(None),
        Proposal.state.in_(ACTIONS["edit"].origins),
    )
    return db.session.scalars(chosen.order_by(Proposal.code)).all()


def mark_known(
    found: Preview, rows: Sequence[PreviewRow], stored: Sequence[Stored], chosen: TableChoices, kept: ImportFile | None
) -> None:
    """Give every row that belongs to a proposal its update, or leave it out where nothing can or need be done."""
    names = {category.key: attribute(category, "name") for category in proposals.categories()} if stored else {}
    for row, target in _targets(found, rows, stored, chosen, kept):
        changes = _changes(row, target, names, chosen.rows.get(row.row, {}).get("take", ()))
        proposal, labels = target.proposal, _listed(changes)
        row.code = proposal.code
        if not changes:
            leave_out(row, "known", "info", KNOWN.format(code=proposal.code))
        elif State(proposal.state) not in ACTIONS["edit"].origins:
            state = STATE_NAMES[State(proposal.state)].unit
            leave_out(row, "sent", "warning", SENT.format(code=proposal.code, state=state, labels=labels))
        else:
            found.updates[row.row] = Update(proposal.code, proposal.version, changes)
            _say(row, proposal, changes)


def leave_out(row: PreviewRow, code: str, level: Any, text: Bilingual) -> None:
    """Take a row out of what will be brought in, and say why before all else."""
    row.left_out = code
    row.messages.insert(0, Message(None, level, code, text))


def _listed(changes: Sequence[Change]) -> Bilingual:
    return Bilingual(*(", ".join(change.label.in_(language) for change in changes) for language in ("vi", "en")))


def _say(row: PreviewRow, proposal: Proposal, changes: Sequence[Change]) -> None:
    taken = [change for change in changes if change.taken]
    kept = [change for change in changes if change.by_hand and not change.taken]
    if taken:
        text = WILL_UPDATE.format(code=proposal.code, labels=_listed(taken))
        row.messages.append(Message(None, "info", "will_update", text))
    if kept:
        text = BY_HAND.format(code=proposal.code, labels=_listed(kept))
        row.messages.append(Message(None, "warning", "by_hand", text))
    values = {key: getattr(proposal, key) for key in BY_KEY} | {
        change.key: change.value for change in taken if change.key not in TABLES
    }
    for key, text in contradictions(SimpleNamespace(**values)).items():
        said = CONTRADICTS.format(code=proposal.code, label=BY_KEY[key].label, text=text)
        row.messages.append(Message(key, "error", "contradicts", said))


# Which proposal a row belongs to -----------------------------------------------------------------------------------


def _targets(
    found: Preview, rows: Sequence[PreviewRow], stored: Sequence[Stored], chosen: TableChoices, kept: ImportFile | None
) -> list[tuple[PreviewRow, Stored]]:
    """Pairs of rows and what they update: as chosen, by the code in the file, by the row that made it, by title and
    place; at last a title that was corrected, where only one fits."""
    by_code = {one.proposal.code: one for one in stored}
    by_key = {one.proposal.import_key: one for one in stored if one.proposal.import_key}
    by_row = {one.row.row: one for one in stored if one.row and one.came_from(kept, found.sheet, one.row.row)}
    claimed: dict[str, int] = {}
    pairs, rest = [], []
    for row in rows:
        wanted = chosen.rows.get(row.row, {}).get("proposal")
        if wanted == "new":
            continue
        target = by_code.get(wanted or row.code) or by_row.get(row.row) or by_key.get(import_key(row))
        if row.code and row.code not in by_code:
            row.messages.append(Message(None, "warning", "code_unknown", CODE_UNKNOWN.format(code=row.code)))
        if target and target.proposal.code in claimed:
            said = CODE_TAKEN.format(code=target.proposal.code, row=claimed[target.proposal.code])
            row.messages.append(Message(None, "warning", "code_taken", said))
        elif target:
            claimed[target.proposal.code] = row.row
            pairs.append((row, target))
        else:
            rest.append(row)
    free = [one for one in stored if one.row and one.proposal.code not in claimed and one.proposal.state not in OVER]
    return pairs + _alike(rest, free)


def _alike(rows: Sequence[PreviewRow], stored: Sequence[Stored]) -> list[tuple[PreviewRow, Stored]]:
    """Rows whose title was corrected: the same place, numbers in the title and children or aid, and only one fits."""
    by_place: dict[str, list[Stored]] = {}
    for one in stored:
        by_place.setdefault(fold(one.proposal.location), []).append(one)
    by_place.pop("", None)
    fitting = [(row, one) for row in rows for one in by_place.get(fold(row.location), ()) if _is_alike(row, one)]
    times = Counter(key for row, one in fitting for key in (row.row, one.proposal.code))
    return [(row, one) for row, one in fitting if times[row.row] == times[one.proposal.code] == 1]


def _is_alike(row: PreviewRow, one: Stored) -> bool:
    proposal = one.proposal
    if not ((row.children and row.children == proposal.children) or (row.aid_vnd and row.aid_vnd == proposal.aid_vnd)):
        return False
    title, other = fold(row.title), fold(proposal.title)
    same_numbers = re.findall(r"\d+", title) == re.findall(r"\d+", other)
    return same_numbers and fuzz.token_sort_ratio(title, other) >= SAME


# What a row changes ------------------------------------------------------------------------------------------------


def given_by(row: PreviewRow) -> dict[str, Any]:
    """All that a row says of a proposal as plain values, by the keys of fields and tables."""
    tables = {
        "budget_lines": [
            [
                line.item.strip(),
                plain(line.quantity),
                line.unit.strip(),
                line.unit_cost_vnd,
                line.funding,
                line.optional,
            ]
            for line in lines_of(row)
        ],
        "in_kind_needs": [[need.item.strip(), plain(need.quantity), need.unit.strip()] for need in row.needs],
    }
    return {key: plain(value) for key, value in cleaned(values_of(row)).items()} | tables


def _changes(row: PreviewRow, target: Stored, names: Mapping[str, str], take: Sequence[str]) -> list[Change]:
    """Where the file says something that neither the draft nor its earlier row says; an empty cell changes nothing.

    A row that was written from this very version of the draft has seen what was changed by hand.
    """
    given = given_by(row)
    stored = snapshot(target.proposal, given)
    before = target.row.values if target.row else {}
    has_seen = row.version is not None and row.version == target.proposal.version
    values = values_of(row) | {
        "budget_lines": _with_ids(lines_of(row), target.proposal.budget_lines),
        "in_kind_needs": _with_ids(row.needs, target.proposal.in_kind_needs),
    }
    changes = []
    for key, value in given.items():
        is_known = key in before and is_same(key, value, before[key])
        if _is_empty(value) or is_known or is_same(key, value, stored[key]):
            continue
        by_hand = not has_seen and (key not in before or not is_same(key, _or_none(stored[key]), _or_none(before[key])))
        words = in_words(key, stored[key], names), in_words(key, value, names)
        changes.append(Change(key, label_of(key), *words, values[key], by_hand, not by_hand or key in take))
    return changes


def _with_ids(given: Sequence[Any], stored: Sequence[Any]) -> list[Any]:
    """Rows of a table with the id of the stored row that they were written from, or of the same item, so that its
    translation stays with it."""
    known = {row.id for row in stored}
    told = {row.id for row in given} & known
    ids = {(row.item, getattr(row, "funding", "")): row.id for row in stored if row.id not in told}
    return [
        row if row.id in known else replace(row, id=ids.pop((row.item.strip(), getattr(row, "funding", "")), None))
        for row in given
    ]


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [])


def _or_none(value: Any) -> Any:
    return None if _is_empty(value) else value
