"""What a proposal holds as plain JSON values, to tell what an action changed, and those values in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from catalog.i18n import Bilingual, format_number, format_vnd
from catalog.proposals.answers import value_in_words
from catalog.proposals.choices import CONSENTS, FUNDING
from catalog.proposals.fields import BY_KEY, TABLES, Kind, fields_of
from catalog.proposals.models import Attachment, BudgetLine, InKindNeed, Proposal
from catalog.proposals.sections import Section

# Every answer that the office can ask about, in the order of the form.
KEYS = tuple(
    key
    for section in Section
    for key in (
        *(field.key for field in fields_of(section)),
        *(key for key, where in TABLES.items() if where is section),
    )
)
TABLE_LABELS = {
    "budget_lines": Bilingual("Dự toán", "Budget"),
    "in_kind_needs": Bilingual("Nhu cầu hiện vật", "In-kind needs"),
    "attachments": Bilingual("Ảnh và tài liệu", "Photos and documents"),
}
OPTIONAL = Bilingual("có thể bỏ", "may be left out")
# Cells of a row, its id not counted, which older entries of the history do not have.
WIDTHS = {"budget_lines": 6, "in_kind_needs": 3, "attachments": 7}
# What people write of a photo or document, in the order of its row, after the name of the file.
ATTACHMENT_TEXTS = ("caption", "alternative_text", "credit", "consent", "consent_reference", "note")


def label_of(key: str) -> Bilingual:
    """The name of an answer: that of its field or table."""
    return TABLE_LABELS[key] if key in TABLE_LABELS else BY_KEY[key].label


def snapshot(proposal: Proposal, keys: Iterable[str] = (*BY_KEY, *WIDTHS)) -> dict[str, Any]:
    """Every answer by its key, or those of `keys`; rows as lists of their cells, the row's id last.

    Rows of an edit go by the ids of the published rows that they stand for.
    """
    return {key: _rows(proposal, key) if key in WIDTHS else plain(getattr(proposal, key)) for key in keys}


def _rows(proposal: Proposal, key: str) -> list[list[Any]]:
    if key == "budget_lines":
        return [
            [line.item, plain(line.quantity), line.unit, line.unit_cost_vnd, line.funding, line.optional, _id(line)]
            for line in proposal.budget_lines
        ]
    if key == "attachments":
        rows = proposal.attachments
        return [[row.name, *(getattr(row, text) for text in ATTACHMENT_TEXTS), _id(row)] for row in rows]
    return [[need.item, plain(need.quantity), need.unit, _id(need)] for need in proposal.in_kind_needs]


def _id(row: BudgetLine | InKindNeed | Attachment) -> int:
    return row.origin_id or row.id


def plain(value: Any) -> Any:
    """A value of a proposal as JSON keeps it."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else value


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """{key: [before, after]} of what differs, as the history keeps it; a row with another id only is the same row."""
    return {key: [before[key], after[key]] for key in after if not is_same(key, before[key], after[key])}


def is_same(key: str, before: Any, after: Any) -> bool:
    """Whether two values of an answer say the same."""
    if key in WIDTHS and before and after:
        return [cells(key, row) for row in before] == [cells(key, row) for row in after]
    return before == after


def cells(key: str, row: Sequence[Any]) -> Sequence[Any]:
    """A row of a table without its id."""
    return row[: WIDTHS[key]]


def in_words(key: str, value: Any, categories: Mapping[str, str]) -> str:
    """A value as JSON keeps it in the current language; `categories` are names by key, rows stand one a line."""
    if value in (None, "", []):
        return ""
    if key == "category_key":
        return categories.get(value, "")
    if key in TABLES:
        return "\n".join(row_in_words(key, row) for row in value)
    if key not in BY_KEY:
        return str(value)
    if BY_KEY[key].kind in (Kind.MONTH, Kind.DATE):
        value = date.fromisoformat(value)
    return value_in_words(BY_KEY[key], value)


def row_in_words(key: str, row: Sequence[Any]) -> str:
    """A row of a table: "Giá sách: 12 chiếc × 4.500.000 đồng (Đề nghị viện trợ)"; a file with what is said of it."""
    if key == "attachments":
        return " · ".join(str(CONSENTS.get(cell, cell)) for cell in cells(key, row) if cell)
    item, quantity, unit, *money = cells(key, row)
    words = [f"{item}:", format_number(Decimal(quantity)) if quantity else "?", unit]
    if money:
        cost, funding, optional = money
        words += ["×", format_vnd(cost) or "?", f"({FUNDING[funding]}{f', {OPTIONAL}' if optional else ''})"]
    return " ".join(filter(None, words))
