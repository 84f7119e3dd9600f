"""Tables of the files that units sent, of the rows that became proposals, and of the columns that people chose."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog import clock
from catalog.db import UTCDateTime, db
from catalog.rounds.models import Round
from catalog.units.models import Unit


class ImportFile(db.Model):
    """A file as it was sent, kept from its preview on; `brought_in_at` tells whether proposals were made of it."""

    __tablename__ = "import_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64))
    # What the officer decided on the preview: which column is which, corrected cells, rows left out, types of support.
    choices: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    brought_in_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    unit: Mapped[Unit] = relationship()
    round: Mapped[Round] = relationship()


class ImportedRow(db.Model):
    """The row of a file that a proposal was last brought in from, with what it said then.

    `values` are the proposal's fields and budget lines as plain values: what differs from them was changed by hand.
    """

    __tablename__ = "imported_row"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("import_file.id"), index=True)
    # Name of the sheet or table, empty where the format has none.
    sheet: Mapped[str] = mapped_column(String(255), default="")
    row: Mapped[int]
    values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    file: Mapped[ImportFile] = relationship()


class ColumnChoice(db.Model):
    """The columns that a person wants to see of a list, by their keys; who has none sees what everybody does."""

    __tablename__ = "column_choice"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    of: Mapped[str] = mapped_column("list", String(20), primary_key=True)
    columns: Mapped[list[str]] = mapped_column(JSON)
