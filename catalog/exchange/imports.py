"""Bringing a file in: a preview against what is stored, then all its rows in one transaction."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from types import SimpleNamespace
from typing import Any, NamedTuple

from sqlalchemy import select

from catalog import audit, clock, storage
from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.db import db, transaction
from catalog.errors import NotAllowed, NotFound
from catalog.exchange.drafts import NAMES_IN_ROW, import_key, lines_of, values_of
from catalog.exchange.models import ImportedRow, ImportFile
from catalog.exchange.reading import Message, Preview, PreviewRow, read
from catalog.exchange.reading.choices import of_table
from catalog.exchange.reading.preview import Update
from catalog.exchange.updates import given_by, leave_out, mark_known, stored_of
from catalog.i18n import Bilingual
from catalog.proposals import queries as proposals
from catalog.proposals import services, similar
from catalog.proposals.fields import BY_KEY
from catalog.proposals.models import Proposal
from catalog.proposals.values import contradictions, errors_in
from catalog.rounds import queries as rounds
from catalog.rounds import services as round_services
from catalog.rounds.models import Round, year_round
from catalog.text import fold
from catalog.units.models import Unit
from catalog.units.queries import unit_with_code

FILES_SHOWN = 50
# Instead of a value: the decision is made no more.
TAKEN_BACK = object()
ROW_COMMENT = Bilingual("Nhập từ tệp {file}, dòng {row}", "From the file {file}, row {row}")

UPDATE_COMMENT = Bilingual("Cập nhật từ tệp {file}, dòng {row}", "Updated from the file {file}, row {row}")
REFUSED = Bilingual("{label}: {text}", "{label}: {text}")
LEFT_EMPTY = Bilingual("{label}: {text} Mục này sẽ để trống.", "{label}: {text} It will be left empty.")
UNTICKED = Bilingual("Đơn vị đã bỏ chọn dòng này.", "You took the tick off this row.")
REPEATED = Bilingual("Bỏ qua: giống hệt dòng {row} của tệp này.", "Left out: the same as row {row} of this file.")
MADE_FOR_OTHERS = Bilingual(
    "Mẫu này được tải cho đơn vị mã {unit}, đợt {round}. Hãy kiểm tra có đúng tệp của đơn vị không.",
    "This form was made for the unit {unit} and the call {round}. Check that it is the right file.",
)
ALIKE = Bilingual(
    "Gần giống đề xuất {code}: “{title}”. Hãy kiểm tra trùng lặp.",
    "Much like proposal {code}: “{title}”. Check that it is not the same.",
)


def target(unit_code: str, round_key: str | None = None) -> tuple[Unit, Round]:
    """The unit and round that a file on the command line is for; raises NotFound for an unknown unit.

    Without a key: the open round, else the newest. A round that is not there is given as it would be made, not
    stored: old lists are brought in before anybody opened a round for them.
    """
    if round_key:
        round_ = rounds.find_round(round_key) or year_round(round_key)
    else:
        round_ = rounds.open_round() or next(iter(rounds.rounds()), None) or year_round(str(clock.today().year))
    return unit_with_code(unit_code, round_.opens_on), round_


def preview(data: bytes, filename: str, unit: Unit, round_: Round, kept: ImportFile | None = None) -> Preview:
    """Read a file and compare it with what the round already holds; stores nothing. Raises UnreadableFile.

    kept: the file as it is kept, with what was decided about it.
    """
    choices = kept.choices if kept else {}
    found = read(data, filename, choices=choices)
    chosen = of_table(choices, found.sheet)
    for row in _usable(found):
        if chosen.rows.get(row.row, {}).get("out"):
            leave_out(row, "unticked", "info", UNTICKED)
    _say_made_for(found, unit, round_)
    _check_values(_usable(found))
    _mark_repeated(_usable(found))
    mark_known(found, _usable(found), stored_of(unit, round_), chosen, kept)
    _mark_similar([row for row in _usable(found) if row.row not in found.updates], unit, round_)
    return found


def _say_made_for(found: Preview, unit: Unit, round_: Round) -> None:
    """A fill-in workbook of another unit or round is taken, but nobody should send it by mistake."""
    made_for = found.made_for.get("unit", unit.code), found.made_for.get("round", round_.key)
    if made_for != (unit.code, round_.key):
        text = MADE_FOR_OTHERS.format(unit=made_for[0], round=made_for[1])
        found.messages.append(Message(None, "warning", "made_for_others", text))


def _usable(found: Preview) -> list[PreviewRow]:
    return [row for row in found.rows if row.status in ("ok", "warning")]


def keep(actor: Actor, data: bytes, filename: str, unit: Unit, round_: Round) -> ImportFile:
    """Keep a file that was sent, between its preview and the decision."""
    if not (actor.has(Right.PROPOSE) and actor.of_unit(unit.id)):
        raise NotAllowed
    sha256 = storage.store(data)
    with transaction() as session:
        if round_.id is None:
            round_ = round_services.create_round(actor, round_.key, round_services.values_of(round_))
        kept = ImportFile(
            unit_id=unit.id, round_id=round_.id, person_id=actor.person_id, name=filename[-255:], sha256=sha256
        )
        session.add(kept)
        session.flush()
        audit.record(actor, "import:keep", kept.id, comment=kept.name)
    return kept


def kept_file(actor: Actor, file_id: int) -> ImportFile:
    """A kept file of the actor's own unit; raises NotFound."""
    kept = db.session.get(ImportFile, file_id)
    if kept is None or not (actor.has(Right.PROPOSE) and actor.of_unit(kept.unit_id)):
        raise NotFound
    return kept


def files_of_unit(unit_id: int) -> Sequence[ImportFile]:
    """The files that a unit sent, the newest first."""
    chosen = select(ImportFile).where(ImportFile.unit_id == unit_id).order_by(ImportFile.id.desc())
    return db.session.scalars(chosen.limit(FILES_SHOWN)).all()


def preview_kept(kept: ImportFile) -> Preview:
    """The preview of a kept file as of now."""
    return preview(storage.load(kept.sha256), kept.name, kept.unit, kept.round, kept)


def decide(
    actor: Actor, file_id: int, table: str | None, changes: Mapping[tuple[str, ...], Any], sheet: str | None = None
) -> ImportFile:
    """Keep decisions about a table of a file, each under its path in `choices.TableChoices`; TAKEN_BACK removes one.

    sheet: the sheet to be read from now on, where that changes. All other decisions stay as they are, also those of
    somebody else that the caller has not seen.
    """
    with transaction() as session:
        kept_file(actor, file_id)
        kept = session.get_one(ImportFile, file_id, with_for_update=True, populate_existing=True)
        choices: dict[str, Any] = deepcopy(kept.choices) | ({"sheet": sheet} if sheet else {})
        chosen = choices.setdefault("tables", {}).setdefault(table or "", {})
        told: dict[str, Any] = {"sheet": [kept.choices.get("sheet"), sheet]} if sheet else {}
        for path, value in changes.items():
            told["/".join(path)] = [_put(chosen, path, value), None if value is TAKEN_BACK else value]
        if choices != kept.choices:
            kept.choices = choices
            audit.record(actor, "import:decide", kept.id, comment=kept.name, changes=told)
    return kept


def _put(chosen: Any, path: tuple[str, ...], value: Any) -> Any:
    """Set a value under a path, or remove it; gives what stood there."""
    *folders, name = path
    for folder in folders:
        chosen = chosen.setdefault(folder, {})
    before = chosen.pop(name, None)
    if value is not TAKEN_BACK:
        chosen[name] = value
    return before


class Brought(NamedTuple):
    """Codes of the drafts that were made, and of those that were updated."""

    made: list[str]
    updated: list[str]


def bring_in(actor: Actor, kept: ImportFile) -> Brought:
    """Make proposals of a kept file's rows, or update those that rows made before; all or none.

    Rows that say nothing new do nothing, so that the same file may be sent twice.
    """
    brought = Brought([], [])
    with transaction() as session:
        session.get_one(Unit, kept.unit_id, with_for_update=True)
        found = preview_kept(kept)
        for row in _usable(found):
            update = found.updates.get(row.row)
            proposal = _update(actor, kept, row, update) if update else _make(actor, kept, row)
            (brought.updated if update else brought.made).append(proposal.code)
            came_from = {"file_id": kept.id, "sheet": found.sheet or "", "row": row.row}
            session.merge(ImportedRow(proposal_id=proposal.id, **came_from, values=given_by(row)))
        kept.brought_in_at = clock.now()
        codes = ", ".join((*brought.made, *brought.updated)) or "–"
        audit.record(actor, "import:bring_in", kept.id, comment=f"{kept.name}: {codes}")
    return brought


def _make(actor: Actor, kept: ImportFile, row: PreviewRow) -> Proposal:
    return services.create(
        actor,
        kept.round,
        kept.unit,
        values=values_of(row),
        lines=lines_of(row),
        needs=row.needs,
        import_key=import_key(row),
        comment=ROW_COMMENT.format(file=kept.name, row=row.row).vi,
    )


def _update(actor: Actor, kept: ImportFile, row: PreviewRow, update: Update) -> Proposal:
    """Store what the row changes; from then on the row is known by its new title and place."""
    values = {change.key: change.value for change in update.taken}
    tables = {
        name: values.pop(key) for key, name in (("budget_lines", "lines"), ("in_kind_needs", "needs")) if key in values
    }
    key = import_key(row)
    is_free = not proposals.is_import_key_taken(kept.round_id, kept.unit_id, key)
    return services.save(
        actor,
        update.code,
        update.version,
        values,
        **tables,
        comment=UPDATE_COMMENT.format(file=kept.name, row=row.row).vi,
        import_key=key if is_free else None,
    )


def _check_values(rows: Sequence[PreviewRow]) -> None:
    """Say what the rules of a proposal refuse: too long a text is an error, a contradicting count is left empty."""
    categories = frozenset(category.key for category in proposals.categories())
    for row in rows:
        values = values_of(row)
        errors = errors_in(values, categories)
        for key, text in errors.items():
            row.messages.append(Message(key, "error", "refused", REFUSED.format(label=BY_KEY[key].label, text=text)))
        if errors:
            continue
        for key, text in contradictions(SimpleNamespace(**values)).items():
            said = LEFT_EMPTY.format(label=BY_KEY[key].label, text=text)
            row.messages.append(Message(key, "warning", "left_empty", said))
            setattr(row, NAMES_IN_ROW.get(key, key), None)


def _mark_repeated(rows: Sequence[PreviewRow]) -> None:
    first: dict[str, int] = {}
    for row in rows:
        key = import_key(row)
        if key in first:
            leave_out(row, "repeated", "info", REPEATED.format(row=first[key]))
        first.setdefault(key, row.row)


def _mark_similar(rows: Sequence[PreviewRow], unit: Unit, round_: Round) -> None:
    """Point at a proposal of any unit with almost the same title; the office decides, so it never blocks."""
    stored = similar.titles_of_round(round_.id, unit.id)
    titles = [fold(title) for _code, title in stored]
    for row in rows:
        place = similar.closest(row.title, titles)
        if place is not None:
            code, title = stored[place]
            row.messages.append(Message("title", "warning", "similar", ALIKE.format(code=code, title=title)))
