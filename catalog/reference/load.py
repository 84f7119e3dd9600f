"""Loading the shipped reference data: safe to repeat, and what the office changed stays as the office wants it."""

from typing import Any

from sqlalchemy import select

from catalog import audit
from catalog.accounts.actor import SYSTEM
from catalog.db import db, transaction
from catalog.reference.files import SOURCES, Source
from catalog.reference.models import ShippedRow
from catalog.reference.shipped import Cells, read


def load_reference() -> int:
    """Bring the shipped rows into the database; returns how many rows were added or changed.

    A row never shipped before is added unless the office already has one with its key. Of a row shipped before, a
    value follows the file only where the file has a new value and the database still holds the old one; a row the
    office removed stays removed. Nothing is ever deleted.
    """
    with transaction():
        written = {source.file: count for source in SOURCES if (count := _load(source))}
        if written:
            audit.record(SYSTEM, "reference:load", 0, changes={file: [0, count] for file, count in written.items()})
    return sum(written.values())


def _load(source: Source) -> int:
    remembered = db.session.scalars(select(ShippedRow).where(ShippedRow.file == source.file))
    shipped = {row.key: row for row in remembered}
    written = 0
    for cells in read(source.file):
        key = source.key_of(cells)
        if key not in shipped:
            db.session.add(ShippedRow(file=source.file, key=key, cells=cells))
            written += _add(source, cells)
        elif shipped[key].cells != cells:
            written += _follow(source, shipped[key].cells, cells)
            shipped[key].cells = cells
    db.session.flush()
    return written


def _add(source: Source, cells: Cells) -> bool:
    values = source.values(cells)
    if _stored(source, values):
        return False
    db.session.add(source.model(**values))
    return True


def _follow(source: Source, old_cells: Cells, new_cells: Cells) -> bool:
    """Carry what changed between two shipped versions of a row into the stored one; returns whether anything did."""
    old, new = source.values(old_cells), source.values(new_cells)
    row = _stored(source, old)
    if row is None:
        return False
    changed = [name for name in new if old[name] != new[name] and getattr(row, name) == old[name]]
    for name in changed:
        setattr(row, name, new[name])
    return bool(changed)


def _stored(source: Source, values: dict[str, Any]) -> Any:
    return db.session.scalar(select(source.model).filter_by(**source.identity_of(values)))
