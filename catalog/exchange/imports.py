"""Bringing a file in: a preview against what is stored, then all its rows in one transaction."""

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from catalog.exchange.reading.preview import Preview, PreviewRow, read
from rapidfuzz import fuzz, process
from sqlalchemy import select

from catalog import audit, clock, storage
from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.db import db, transaction
from catalog.errors import NotAllowed, NotFound
from catalog.exchange.models import ImportFile
from catalog.exchange.reading.messages import message
from catalog.i18n import Bilingual
from catalog.proposals import queries as proposals
from catalog.proposals import services
from catalog.proposals.fields import BY_KEY
from catalog.proposals.models import Proposal
from catalog.proposals.services import LineInput
from catalog.proposals.values import contradictions, errors_in, first_of_month, last_of_month
from catalog.rounds import queries as rounds
from catalog.rounds.models import Round
from catalog.text import fold
from catalog.units.models import Unit
from catalog.units.queries import unit_by_code

FILES_SHOWN = 50
SIMILAR = 88  # of 100, titles folded and their words sorted
AID_ITEM = "Kinh phí đề nghị viện trợ (chưa chi tiết)"
COUNTERPART_ITEM = "Vốn đối ứng của địa phương (chưa chi tiết)"
ROW_COMMENT = Bilingual("Nhập từ tệp {file}, dòng {row}", "From the file {file}, row {row}")
COPIED = ("title", "location", "objective", "activities", "implementer", "owner", "contact", "category_key", "notes")
COUNTS = ("children", "girls", "boys", "ethnic_minority", "with_disability", "poor_or_near_poor")


def target(actor: Actor, unit_code: str, round_key: str | None = None) -> tuple[Unit, Round]:
    """The unit and round that a file is for; raises NotFound, NotAllowed."""
    round_ = rounds.round_by_key(round_key) if round_key else rounds.open_round()
    if round_ is None:
        raise NotFound(rounds.NO_OPEN_ROUND)
    unit = unit_by_code(unit_code, round_.opens_on)
    if not (actor.has(Right.PROPOSE) and actor.of_unit(unit.id)):
        raise NotAllowed
    return unit, round_


def preview(data: bytes, filename: str, unit: Unit, round_: Round) -> Preview:
    """Read a file and compare it with what the round already holds; stores nothing. Raises UnreadableFile."""
    found = read(data, filename)
    rows = [row for row in found.rows if row.status not in ("skipped", "error")]
    _check_values(rows)
    _mark_known(rows, unit, round_)
    _mark_similar([row for row in rows if row.status != "skipped"], unit, round_)
    return found


def keep(actor: Actor, data: bytes, filename: str, unit: Unit, round_: Round) -> ImportFile:
    """Keep a file that was sent, between its preview and the decision."""
    sha256 = storage.store(data)
    with transaction() as session:
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
    return preview(storage.load(kept.sha256), kept.name, kept.unit, kept.round)


def bring_in(actor: Actor, kept: ImportFile) -> list[str]:
    """Make proposals of a kept file's rows, all or none; returns their codes.

    Rows that were brought in before make nothing again, so that the same file may be sent twice.
    """
    with transaction():
        found = preview_kept(kept)
        codes = [_make(actor, kept, row).code for row in found.rows if row.status in ("ok", "warning")]
        kept.brought_in_at = clock.now()
        audit.record(actor, "import:bring_in", kept.id, comment=f"{kept.name}: {', '.join(codes) or '–'}")
    return codes


def _make(actor: Actor, kept: ImportFile, row: PreviewRow) -> Proposal:
    return services.create(
        actor,
        kept.round,
        kept.unit,
        values=_values(row),
        lines=_lines(row),
        import_key=_import_key(row),
        comment=ROW_COMMENT.format(file=kept.name, row=row.row).vi,
    )


def _import_key(row: PreviewRow) -> str:
    """What makes a row the same row when its file comes again: title and place, however they are spelt."""
    return hashlib.sha256(f"{fold(row.title or '')}\n{fold(row.location or '')}".encode()).hexdigest()


def _values(row: PreviewRow) -> dict[str, Any]:
    values: dict[str, Any] = {key: getattr(row, key) or "" for key in COPIED}
    values |= {key: getattr(row, key) for key in COUNTS}
    values["planned_start"] = first_of_month(*_year_month(row.start)) if row.start else None
    values["planned_end"] = last_of_month(*_year_month(row.end)) if row.end else None
    return values


def _year_month(text: str) -> tuple[int, int]:
    year, month = text.split("-")
    return int(year), int(month)


def _lines(row: PreviewRow) -> list[LineInput]:
    """The sums of a file as one line for the aid and one for the counterpart: units detail them afterwards."""
    sums = ((AID_ITEM, row.aid_vnd, "aid"), (COUNTERPART_ITEM, row.counterpart_vnd, "counterpart"))
    return [LineInput(item, Decimal(1), "", amount, funding) for item, amount, funding in sums if amount]


def _check_values(rows: Sequence[PreviewRow]) -> None:
    """Say what the rules of a proposal refuse: too long a text is an error, a contradicting count is left empty."""
    categories = frozenset(category.key for category in proposals.categories())
    for row in rows:
        values = _values(row)
        errors = errors_in(values, categories)
        for key, text in errors.items():
            row.add(message("field_refused", key, label=BY_KEY[key].label, text=text))
        if errors:
            continue
        for key, text in contradictions(Proposal(**values)).items():
            row.add(message("field_left_empty", key, label=BY_KEY[key].label, text=text))
            row.leave_empty(key)


def _mark_known(rows: Sequence[PreviewRow], unit: Unit, round_: Round) -> None:
    keys = [_import_key(row) for row in rows]
    chosen = select(Proposal.import_key, Proposal.code).where(
        Proposal.round_id == round_.id, Proposal.unit_id == unit.id, Proposal.import_key.in_(keys)
    )
    known = dict(db.session.execute(chosen).tuples().all())
    first: dict[str, int] = {}
    for row, key in zip(rows, keys, strict=True):
        if key in known:
            row.skip(message("already_imported", None, code=known[key]))
        elif key in first:
            row.skip(message("same_as_row", None, row=first[key]))
        first.setdefault(key, row.row)


def _mark_similar(rows: Sequence[PreviewRow], unit: Unit, round_: Round) -> None:
    """Point at a proposal of any unit with almost the same title; the office decides, so it never blocks."""
    stored = proposals.titles_of_round(round_.id, unit.id)
    titles = [fold(title) for _code, title in stored]
    for row in rows:
        best = process.extractOne(fold(row.title or ""), titles, scorer=fuzz.token_sort_ratio, score_cutoff=SIMILAR)
        if best:
            code, title = stored[best[2]]
            row.add(message("similar_proposal", "title", code=code, title=title))
