"""The fill-in workbook: proposals, budget lines and in-kind needs to be filled in by a unit and sent back."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from catalog.exchange import workbook_shape as shape
from catalog.exchange.reading import legacy
from catalog.exchange.workbook_shape import PROPOSALS
from catalog.exchange.writing.workbook_guide import write_guide
from catalog.exchange.writing.workbook_sheets import Grid, Lists, Value
from catalog.i18n import Bilingual
from catalog.proposals.answers import CHOICES
from catalog.proposals.choices import FUNDING
from catalog.proposals.fields import BY_KEY, Kind
from catalog.proposals.models import Proposal

TITLE = Bilingual("Mẫu đề xuất dự án, khoản viện trợ cho trẻ em", "Proposals of projects and grants for children")
EMPTY_ROWS = {shape.PROPOSALS: 20, shape.LINES: 150, shape.NEEDS: 60}
NOTES = {
    shape.PROPOSALS: Bilingual(
        "Mỗi đề xuất một dòng. Mục có dấu * cần có khi gửi. Không ghi tên, ngày sinh, địa chỉ hay bệnh của trẻ em.",
        "One proposal a row. What is marked * is needed for sending. No child's name, birthday, address or illness.",
    ),
    shape.LINES: Bilingual(
        "Mỗi nội dung chi một dòng; thành tiền và tổng tự tính.", "One item a row; amounts and sums are computed."
    ),
    shape.NEEDS: Bilingual(
        "Hàng hóa, dịch vụ có thể nhận thay cho tiền, mỗi thứ một dòng.",
        "Goods and services that are as good as money, one a row.",
    ),
}


@dataclass(frozen=True)
class FillIn:
    """What a workbook is made for and of; `category_key` None for all types of support.

    office: who is asked, line by line. communes: names by code. guides: suggested unit costs, line by line.
    """

    unit_code: str
    unit: Bilingual
    round_key: str
    round: Bilingual
    deadline: datetime
    office: Sequence[str]
    categories: Mapping[str, Bilingual]
    communes: Mapping[str, Bilingual]
    category_key: str | None = None
    guides: Sequence[Bilingual] = ()
    proposals: Sequence[Proposal] = ()

    @property
    def title(self) -> Bilingual:
        """TITLE with the type of support, where it is for one."""
        if self.category_key is None:
            return TITLE
        name = self.categories[self.category_key]
        return Bilingual(f"{TITLE.vi}: {name.vi}", f"{TITLE.en}: {name.en}")


def write(form: FillIn) -> bytes:
    """The workbook, with the proposals given in its first rows."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        workbook.set_properties({"title": form.title.vi, "company": next(iter(form.office), "")})
        guide, *pages = [workbook.add_worksheet(name) for name in ("Hướng dẫn", *_names(shape.SHEET_NAMES))]
        lists = Lists(workbook, _facts(form))
        columns = (shape.proposal_columns(form.category_key, _filled(form)), shape.LINE_COLUMNS, shape.NEED_COLUMNS)
        for page, sheet, chosen, rows in zip(pages, shape.SHEET_NAMES, columns, _rows(form), strict=True):
            grid = Grid(workbook, page, sheet, chosen, lists)
            title = form.title if sheet == PROPOSALS else shape.SHEET_NAMES[sheet]
            grid.head(f"{title.vi} – {form.unit.vi} – {form.round.vi}", NOTES[sheet])
            grid.fill(rows, EMPTY_ROWS[sheet])
        write_guide(workbook, guide, form)
    return buffer.getvalue()


def _names(names: Mapping[str, Bilingual]) -> Iterable[str]:
    return (name.vi for name in names.values())


def _filled(form: FillIn) -> set[str]:
    """The fields that any of the proposals has an answer to; zero is one."""
    values = ((key, getattr(proposal, key)) for proposal in form.proposals for key in BY_KEY)
    return {key for key, value in values if value or (value == 0 and value is not False)}


def _facts(form: FillIn) -> dict[str, dict[str, str]]:
    """The hidden sheet: label by key, by group."""
    return {
        shape.MADE_FOR: {
            "unit": form.unit_code,
            "round": form.round_key,
            "category": form.category_key or "",
            "letters": "unicode" if _looks_legacy(form) else "",
        },
        shape.YES: {"yes": "Có", "no": "Không"},
        shape.FUNDING: {key: name.vi for key, name in FUNDING.items()},
        "category_key": {key: name.vi for key, name in form.categories.items()},
        "commune_code": {key: f"{key} – {name.vi}" for key, name in form.communes.items()},
        "sdg_targets": {key: key for key in shape.TARGETS},
        **{group: {str(key): name.vi for key, name in table.items()} for group, table in CHOICES.items()},
    }


def _looks_legacy(form: FillIn) -> bool:
    """Whether a reader could take a text for TCVN3 or VNI by mistake, so that it must be told not to."""
    texts = [getattr(proposal, key) for proposal in form.proposals for key in BY_KEY]
    texts += [
        text for p in form.proposals for row in (*p.budget_lines, *p.in_kind_needs) for text in (row.item, row.unit)
    ]
    return any(isinstance(text, str) and legacy.repair(text).legacy for text in texts)


Row = dict[str, Value]


def _rows(form: FillIn) -> tuple[list[Row], list[Row], list[Row]]:
    """What stands in the three sheets, by column key."""
    proposals, lines, needs = [], [], []
    for number, proposal in enumerate(form.proposals, start=1):
        sums: Row = {f"sum_{part}": getattr(proposal, f"{part}_vnd") for part in shape.SUMS}
        values: Row = {key: _value(proposal, key) for key in BY_KEY}
        kept: Row = {shape.CODE: proposal.code, shape.VERSION: proposal.version}
        proposals.append({shape.NUMBER: number, **kept, **values, **sums})
        shown: Row = {shape.NUMBER: number, shape.TITLE_SHOWN: proposal.title}
        for line in proposal.budget_lines:
            cost: Row = {"unit_cost_vnd": line.unit_cost_vnd, shape.AMOUNT: line.amount_vnd}
            paid: Row = {"funding": FUNDING[line.funding].vi, "optional": "Có" if line.optional else None}
            lines.append(shown | _item(line) | cost | paid)
        needs += [shown | _item(need) for need in proposal.in_kind_needs]
    return proposals, lines, needs


def _item(row: Any) -> Row:
    quantity: Decimal | None = row.quantity
    return {"item": row.item, "quantity": quantity, "unit": row.unit, "id": row.id}


def _value(proposal: Proposal, key: str) -> Value:
    """An answer as its cell shows it."""
    field, value = BY_KEY[key], getattr(proposal, key)
    if field.kind is Kind.FLAG:
        return "Có" if value else None
    if field.kind is Kind.TARGETS:
        return ", ".join(value or ())
    if key in CHOICES and value in CHOICES[key]:
        return CHOICES[key][value].vi
    return value
