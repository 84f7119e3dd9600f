"""What reading a file yields: rows with their messages, ready to be shown, chosen and imported."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from catalog.exchange.reading.columns import Header
from catalog.exchange.reading.grid import Row, Table
from catalog.exchange.reading.messages import Message, message
from catalog.i18n import Bilingual
from catalog.proposals.rows import LineInput, NeedInput

Status = Literal["ok", "warning", "error", "skipped"]


@dataclass(slots=True)
class PreviewRow:
    """One row of the file. Amounts are whole đồng, start and end "YYYY-MM"; texts are "" where nothing is said.

    row: its number in the file. left_out: why it is no project (a code of messages.py), or "". title: for a row that is
    left out, its words. beneficiaries: the cell about children as written. activities: one a line. category_key: a
    guess. notes: the remarks, and what stands in columns that were not understood. code, version: of the stored
    proposal that the row was written from. lines, needs: the rows of its tables, where the file details them; the
    amounts are then their sums. understood: of the fields that the officer corrected, what was read.
    """

    row: int
    left_out: str = ""
    number: str = ""
    title: str = ""
    location: str = ""
    section: str = ""
    children: int | None = None
    girls: int | None = None
    boys: int | None = None
    ethnic_minority: int | None = None
    with_disability: int | None = None
    poor_or_near_poor: int | None = None
    indirect: int | None = None
    age_from: int | None = None
    age_to: int | None = None
    beneficiaries: str = ""
    aid_vnd: int | None = None
    counterpart_vnd: int | None = None
    total_vnd: int | None = None
    start: str | None = None
    end: str | None = None
    category_key: str | None = None
    summary: str = ""
    need: str = ""
    objective: str = ""
    activities: str = ""
    results: str = ""
    sustainability: str = ""
    readiness: str = ""
    managing_agency: str = ""
    owner: str = ""
    implementer: str = ""
    contact: str = ""
    counterpart_source: str = ""
    notes: str = ""
    code: str = ""
    version: int | None = None
    commune_code: str = ""
    contact_email: str = ""
    aid_form: str = ""
    has_construction: bool = False
    dac_code: str = ""
    sdg_targets: list[str] = field(default_factory=list)
    months: int | None = None
    hospital: str = ""
    land: str = ""
    design: str = ""
    safeguarding: str = ""
    letter_number: str = ""
    letter_date: date | None = None
    priority: int | None = None
    lines: list[LineInput] = field(default_factory=list)
    needs: list[NeedInput] = field(default_factory=list)
    understood: dict[str, Any] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)

    @property
    def status(self) -> Status:
        """Follows the messages, also those added later: the worst level counts, information does not."""
        if self.left_out:
            return "skipped"
        levels = {said.level for said in self.messages}
        return "error" if "error" in levels else "warning" if "warning" in levels else "ok"

    def say(self, code: str, field_: str | None = None, **values: Any) -> None:
        """Add a message of messages.py."""
        self.messages.append(message(code, field_, **values))

    def as_json(self, language: str) -> dict[str, Any]:
        keys = (
            "row",
            "status",
            "title",
            "location",
            "children",
            "aid_vnd",
            "counterpart_vnd",
            "total_vnd",
            "start",
            "end",
        )
        return {key: getattr(self, key) for key in keys} | {
            "section": self.section or None,
            "messages": messages_as_json(self.messages, language),
        }


def messages_as_json(messages: Iterable[Message], language: str) -> list[dict[str, Any]]:
    """Messages as `flask import --json` prints them."""
    return [{"field": said.field, "level": said.level, "text": said.text.in_(language)} for said in messages]


@dataclass(frozen=True)
class Change:
    """What a row would change in a draft that is there: both in words, and the value to be stored.

    key: of a field or table of the proposal. by_hand: whether the draft was changed there since the file came in.
    taken: whether the file's is to be stored, and not what was changed by hand.
    """

    key: str
    label: Bilingual
    stored: str
    given: str
    value: Any
    by_hand: bool
    taken: bool


@dataclass(frozen=True)
class Update:
    """The draft that a row updates, with what differs."""

    code: str
    version: int
    changes: list[Change]

    @property
    def taken(self) -> list[Change]:
        """What will be stored."""
        return [change for change in self.changes if change.taken]


class Source(NamedTuple):
    """A table as it stands in the file, with its header; `offset` is added to the numbers of its rows."""

    table: Table
    header: Header
    offset: int = 0


@dataclass(slots=True)
class Preview:
    """A file as it was understood; nothing is stored yet.

    sheet: name of the sheet or table, None for text files. money_unit: as stated in the file ("triệu đồng"), None where
    nothing is. columns: heading of each field that was found. other_tables: names that `read(…, sheet=)` also takes.
    made_for: of a fill-in workbook, what it was made for: "unit" (code), "round" (key), "category" (key or "").
    sources: the tables that the rows were read from. sheets: names of all tables with something in them.
    beside: of a fill-in workbook, its other tables.
    updates: by the number of a row, the draft that it changes instead of making one.
    """

    file: str
    sheet: str | None
    money_unit: Bilingual | None
    rows: list[PreviewRow]
    columns: dict[str, str] = field(default_factory=dict)
    unknown_columns: list[str] = field(default_factory=list)
    other_tables: list[str] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    made_for: dict[str, str] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    beside: list[Table] = field(default_factory=list)
    updates: dict[int, Update] = field(default_factory=dict)

    def written(self, number: int) -> tuple[Source, Row] | None:
        """Where a row of that number stands in the file, with its cells; None where there is none."""
        for source in reversed(self.sources):
            for row in source.table.rows:
                if row.number + source.offset == number:
                    return source, row
        return None

    @property
    def projects(self) -> list[PreviewRow]:
        """The rows that are projects, with or without mistakes."""
        return [row for row in self.rows if not row.left_out]

    def summary(self, language: str) -> dict[str, Any]:
        """Counts by status, sums over the projects, and what is to be said of the whole file."""
        counts = Counter(row.status for row in self.rows)
        sums = {
            key: sum(getattr(row, key) or 0 for row in self.projects)
            for key in ("children", "aid_vnd", "counterpart_vnd", "total_vnd")
        }
        return {
            "rows": len(self.rows),
            **{status: counts[status] for status in ("ok", "warning", "error", "skipped")},
            **sums,
            "columns": self.columns,
            "unknown_columns": self.unknown_columns,
            "other_tables": self.other_tables,
            "messages": messages_as_json(self.messages, language),
        }

    def as_json(self, language: str = "vi") -> dict[str, Any]:
        """The shape that `flask import --json` promises."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "money_unit": self.money_unit.in_(language) if self.money_unit else None,
            "rows": [row.as_json(language) for row in self.rows],
            "summary": self.summary(language),
        }
