"""A row of a file as what a proposal holds: values, budget lines, and the key that makes it the same row again."""

import hashlib
from decimal import Decimal
from typing import Any

from catalog.exchange.reading import PreviewRow
from catalog.i18n import Bilingual
from catalog.money import format_vnd
from catalog.proposals.rows import LineInput
from catalog.proposals.values import first_of_month, last_of_month
from catalog.text import fold

AID_ITEM = "Kinh phí đề nghị viện trợ (chưa chi tiết)"
COUNTERPART_ITEM = "Vốn đối ứng của địa phương (chưa chi tiết)"
BENEFICIARIES = Bilingual("Đối tượng hưởng lợi theo tệp: {text}", "Beneficiaries as in the file: {text}")
UNDIVIDED = Bilingual("Tổng kinh phí theo tệp: {amount}", "Total as in the file: {amount}")
# What a row of a file and a proposal call alike.
COPIED = (
    *("title", "location", "summary", "need", "objective", "activities", "results"),
    *("managing_agency", "owner", "implementer", "contact", "counterpart_source", "sustainability", "readiness"),
    *("children", "girls", "boys", "ethnic_minority", "with_disability", "poor_or_near_poor", "indirect"),
    *("age_from", "age_to", "category_key", "aid_form", "has_construction", "dac_code", "sdg_targets", "months"),
    *("commune_code", "contact_email", "hospital", "land", "design", "safeguarding"),
    *("letter_number", "letter_date", "priority"),
)
# And what has another name there.
NAMES_IN_ROW = {"planned_start": "start", "planned_end": "end"}


def import_key(row: PreviewRow) -> str:
    """What makes a row the same row when its file comes again: title and place, however they are spelt."""
    return hashlib.sha256(f"{fold(row.title)}\n{fold(row.location)}".encode()).hexdigest()


def values_of(row: PreviewRow) -> dict[str, Any]:
    """The fields of a proposal as the row gives them, by their keys."""
    values: dict[str, Any] = {key: getattr(row, key) for key in COPIED}
    values["notes"] = _notes(row)
    values["planned_start"] = first_of_month(*_year_month(row.start)) if row.start else None
    values["planned_end"] = last_of_month(*_year_month(row.end)) if row.end else None
    return values


def _notes(row: PreviewRow) -> str:
    """The remarks, and what no field takes: the words about the children, a total that was not divided."""
    lines = [row.notes] if row.notes else []
    if row.beneficiaries and not row.beneficiaries.isdecimal():
        lines.append(BENEFICIARIES.format(text=row.beneficiaries).vi)
    if row.total_vnd and row.aid_vnd is None:
        lines.append(UNDIVIDED.format(amount=format_vnd(row.total_vnd, "vi")).vi)
    return "\n".join(lines)


def _year_month(text: str) -> tuple[int, int]:
    year, month = text.split("-")
    return int(year), int(month)


def lines_of(row: PreviewRow) -> list[LineInput]:
    """The lines of a file that details them; else its sums, as one line for the aid and one for the counterpart."""
    if row.lines:
        return row.lines
    sums = ((AID_ITEM, row.aid_vnd, "aid"), (COUNTERPART_ITEM, row.counterpart_vnd, "counterpart"))
    return [LineInput(item, Decimal(1), "", amount, funding) for item, amount, funding in sums if amount]
