"""The shape of the fill-in workbook: its sheets and columns, as they are written and known again when it comes back."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from catalog.i18n import Bilingual
from catalog.proposals.fields import FIELDS, Field, Kind
from catalog.proposals.rows import LONGEST_ITEM, LONGEST_UNIT

# In the first cell of the hidden row that names the columns of a sheet. The sheet is known by it wherever that row
# stands and whatever the sheet is called; the number grows when older readers could not read what is written.
MARK = "catalog-fill-in:{sheet}:1"
PROPOSALS, LINES, NEEDS, FACTS = "proposals", "lines", "needs", "facts"
SHEET_NAMES = {
    PROPOSALS: Bilingual("Đề xuất", "Proposals"),
    LINES: Bilingual("Dự toán", "Budget"),
    NEEDS: Bilingual("Hiện vật", "In kind"),
}

# The groups of the hidden sheet FACTS: what the workbook was made for, and what its drop-downs offer.
MADE_FOR, YES, FUNDING = "made_for", "yes", "funding"
# SDG targets that projects for children usually serve: offered, others may be typed.
TARGETS = (
    "1.2 1.3 2.1 2.2 3.2 3.4 3.6 3.8 4.1 4.2 4.5 4.7 4.a 4.c 5.2 5.3 6.1 6.2 8.7 10.2 11.2 11.7 16.1 16.2 16.9".split()
)

NUMBER, CODE, VERSION, TITLE_SHOWN, AMOUNT = "number", "code", "version", "title_shown", "amount"
SUMS = ("aid", "counterpart", "total")
# Columns that the workbook computes: never read.
COMPUTED = frozenset((TITLE_SHOWN, AMOUNT, *(f"sum_{part}" for part in SUMS)))


class ColumnKind:
    """Kinds of columns that no field of a proposal has."""

    NUMBER = "number"  # of the proposal within the workbook
    QUANTITY = "quantity"
    MONEY = "money"
    SHOWN = "shown"  # computed by the workbook


@dataclass(frozen=True)
class SheetColumn:
    """A column: `kind` of fields.Kind or ColumnKind, `width` in characters, `choices` names a group of FACTS."""

    key: str
    heading: Bilingual
    kind: str
    width: int
    help: Bilingual = Bilingual("", "")
    limit: int = 0
    required: bool = False
    choices: str = ""
    hidden: bool = False


WIDTHS = {
    Kind.TEXT: 28,
    Kind.LONG_TEXT: 46,
    Kind.LINES: 46,
    Kind.CHOICE: 24,
    Kind.FLAG: 11,
    Kind.COUNT: 13,
    Kind.MONTH: 12,
    Kind.DATE: 13,
    Kind.EMAIL: 26,
    Kind.TARGETS: 16,
}
NARROW = {"commune_code": 13, "letter_number": 18, "title": 40}
BUILDING_ONLY = Bilingual("Chỉ điền khi có xây dựng công trình. ", "Only where something is built. ")
CHOICES_OF = {Kind.FLAG: YES, Kind.TARGETS: "sdg_targets"}

_NUMBER = SheetColumn(
    NUMBER,
    Bilingual("Số", "No."),
    ColumnKind.NUMBER,
    6,
    Bilingual("Dùng ở các trang sau.", "The next sheets refer to it."),
)
_CODE = SheetColumn(
    CODE,
    Bilingual("Mã đề xuất", "Code"),
    Kind.TEXT,
    14,
    Bilingual("Hệ thống ghi; để trống với đề xuất mới.", "Filled in by the system; empty for a new proposal."),
)
# Of the stored proposal when the workbook was written: what was changed there since is not overwritten silently.
_VERSION = SheetColumn(VERSION, Bilingual("Phiên bản", "Version"), ColumnKind.NUMBER, 8, hidden=True)
_TOTALS = tuple(
    SheetColumn(f"sum_{part}", heading, ColumnKind.SHOWN, 18, Bilingual("Tự tính.", "Computed."))
    for part, heading in zip(
        SUMS,
        (
            Bilingual("Đề nghị viện trợ (đồng)", "Aid requested (VND)"),
            Bilingual("Vốn đối ứng (đồng)", "Local contribution (VND)"),
            Bilingual("Tổng kinh phí (đồng)", "Total (VND)"),
        ),
        strict=True,
    )
)


def proposal_columns(category_key: str | None, filled: Collection[str] = ()) -> list[SheetColumn]:
    """Columns of the sheet of proposals of one type of support, or with None of all types.

    A type's own workbook does not ask for the type. What only buildings are asked is there for the proposals that
    build, and what is `filled` already stays although the type does not ask for it.
    """
    fields = [
        field
        for field in FIELDS
        if field.key in filled or category_key is None or field.is_asked(category_key, has_construction=True)
    ]
    asked = (_of_field(field, category_key) for field in fields if not _told(field, category_key))
    return [_NUMBER, _CODE, *asked, *_TOTALS, _VERSION]


def _told(field: Field, category_key: str | None) -> bool:
    return field.key == "category_key" and category_key is not None


def _of_field(field: Field, category_key: str | None) -> SheetColumn:
    choices = CHOICES_OF.get(field.kind, field.key if field.kind is Kind.CHOICE else "")
    column = SheetColumn(
        field.key,
        field.label,
        field.kind,
        NARROW.get(field.key, WIDTHS[field.kind]),
        field.help,
        field.limit,
        field.required_to_submit,
        "commune_code" if field.key == "commune_code" else choices,
    )
    if field.asked_for is None or (category_key and field.is_asked(category_key, has_construction=False)):
        return column
    if field.is_asked(None, has_construction=True):
        vi, en = (f"{BUILDING_ONLY.in_(language)}{field.help.in_(language)}" for language in ("vi", "en"))
        column = replace(column, help=Bilingual(vi, en))
    return column


_TITLE_SHOWN = SheetColumn(
    TITLE_SHOWN, Bilingual("Tên đề xuất", "Title"), ColumnKind.SHOWN, 34, Bilingual("Tự hiện.", "Shown by itself.")
)
_ID = SheetColumn("id", Bilingual("Mã dòng", "Row"), ColumnKind.NUMBER, 8, hidden=True)
_OF_PROPOSAL = replace(
    _NUMBER,
    heading=Bilingual("Số đề xuất", "Proposal no."),
    width=10,
    help=Bilingual("Số ở cột đầu của trang Đề xuất.", "The number in the first column of the proposals."),
)
_QUANTITY = SheetColumn(
    "quantity",
    Bilingual("Số lượng", "Quantity"),
    ColumnKind.QUANTITY,
    12,
    Bilingual("Ví dụ: 12 hoặc 1,5", "As 12 or 1.5"),
)
_UNIT = SheetColumn("unit", Bilingual("Đơn vị tính", "Unit"), Kind.TEXT, 14, limit=LONGEST_UNIT)
LINE_COLUMNS = [
    _OF_PROPOSAL,
    _TITLE_SHOWN,
    SheetColumn("item", Bilingual("Nội dung chi", "Item"), Kind.TEXT, 48, limit=LONGEST_ITEM, required=True),
    _QUANTITY,
    _UNIT,
    SheetColumn(
        "unit_cost_vnd",
        Bilingual("Đơn giá (đồng)", "Unit cost (VND)"),
        ColumnKind.MONEY,
        18,
        Bilingual("Số đồng chẵn, ví dụ 4.500.000", "Whole đồng, as 4,500,000"),
    ),
    SheetColumn(
        "funding",
        Bilingual("Nguồn vốn", "Paid by"),
        Kind.CHOICE,
        20,
        Bilingual("Để trống là đề nghị viện trợ.", "Empty: aid requested."),
        choices=FUNDING,
    ),
    SheetColumn(
        "optional",
        Bilingual("Tùy chọn", "Optional"),
        Kind.FLAG,
        10,
        Bilingual("“Có” nếu không có cũng làm được.", "“Có” if it can be done without."),
        choices=YES,
    ),
    SheetColumn(
        AMOUNT, Bilingual("Thành tiền (đồng)", "Amount (VND)"), ColumnKind.SHOWN, 20, Bilingual("Tự tính.", "Computed.")
    ),
    _ID,
]
NEED_COLUMNS = [
    _OF_PROPOSAL,
    _TITLE_SHOWN,
    SheetColumn("item", Bilingual("Hiện vật, dịch vụ", "Goods or service"), Kind.TEXT, 60, limit=LONGEST_ITEM),
    _QUANTITY,
    _UNIT,
    _ID,
]
