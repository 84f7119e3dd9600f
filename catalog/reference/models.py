"""What was shipped, remembered, so that a later version changes only what the office did not."""

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from catalog.db import db


class ShippedRow(db.Model):
    """One row of a reference file as it was last loaded: its cells by column name, as text."""

    __tablename__ = "shipped_row"

    file: Mapped[str] = mapped_column(String(30), primary_key=True)
    # The natural key, its parts joined by a space.
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    cells: Mapped[dict[str, str]] = mapped_column(JSON)
