"""The official form of one proposal as content: what is said, in which order, for every format alike.

The paper is Vietnamese only: it goes with the unit's letter under Decree 30/2020. What is given by hand stays blank:
number and date of the letter, the signer's title and name; a stamp is never drawn.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import force_locale

from catalog import clock, money
from catalog.errors import NotFound
from catalog.exchange.writing import notes
from catalog.exchange.writing.cells import safe
from catalog.exchange.writing.letterhead import Letterhead, letterhead
from catalog.i18n import format_date, format_number, format_vnd
from catalog.office import queries as office
from catalog.office.models import ExchangeRate
from catalog.proposals import checks
from catalog.proposals.answers import in_words
from catalog.proposals.choices import FUNDING
from catalog.proposals.fields import BY_KEY
from catalog.proposals.models import Attachment, BudgetLine, InKindNeed, Proposal
from catalog.proposals.workflow import State

TITLE = ("PHIẾU ĐỀ XUẤT DỰ ÁN, KHOẢN VIỆN TRỢ", "PHI CHÍNH PHỦ NƯỚC NGOÀI")
CODE = "Mã đề xuất: {code}"
ADDRESSEE = "Kính gửi: {name}."
# What is no final text says so on the paper.
MARKS = {
    State.DRAFT: "BẢN NHÁP",
    State.CHANGES_REQUESTED: "BẢN NHÁP",
    State.WITHDRAWN: "BẢN NHÁP",
    State.AWAITING_SIGNATURE: "BẢN TRÌNH KÝ",
}
TO_FILL_IN = "." * 60
NO_DONOR_YET = "Đang vận động."
PERIOD = "Từ tháng {start} đến tháng {end}."
SIGNER = "LÃNH ĐẠO ĐƠN VỊ ĐỀ XUẤT"
SIGNER_GUIDE = "(Ký, ghi rõ chức vụ, họ tên, đóng dấu)"
RECIPIENTS = "Nơi nhận:"
CLOSING = "Đơn vị cam kết các thông tin nêu trên là đúng và không có thông tin để nhận biết riêng một trẻ em nào."

# Headings of a project document (domain brief, §1.4) with the fields they tell: the first without its label.
BEFORE_COST = (
    ("Tên dự án, khoản viện trợ", "title category_key aid_form has_construction dac_code sdg_targets priority"),
    ("Bên cung cấp viện trợ", ""),
    ("Cơ quan chủ quản", "managing_agency"),
    ("Chủ khoản viện trợ", "owner"),
    ("Đơn vị thực hiện, đầu mối liên hệ", "implementer contact contact_email"),
    ("Thời gian thực hiện", "planned_start months"),
    ("Địa điểm thực hiện", "location commune_code"),
    ("Bối cảnh, sự cần thiết", "need summary"),
    ("Mục tiêu", "objective"),
    ("Đối tượng thụ hưởng", "children ethnic_minority with_disability poor_or_near_poor indirect"),
    ("Hoạt động", "activities hospital"),
    ("Kết quả dự kiến", "results"),
)
AFTER_COST = (
    ("Điều kiện sẵn sàng", "readiness land design"),
    ("Hiệu quả, tính bền vững", "sustainability"),
    ("Bảo vệ trẻ em", "safeguarding"),
)
COST, GOODS, PAPERS = "Tổng vốn", "Nhu cầu hiện vật", "Ảnh và tài liệu kèm theo"
# Told elsewhere: with another field, with the cost, in the heading; and notes are for the desk, not for paper.
NOT_BY_HEADING = frozenset(
    {
        "planned_end",
        "girls",
        "boys",
        "age_from",
        "age_to",
        "counterpart_source",
        "letter_number",
        "letter_date",
        "notes",
    }
)


@dataclass(frozen=True)
class Column:
    """A column of the budget: its width in millimetres, how its cells stand."""

    heading: str
    width: float
    align: str = "left"


COLUMNS = (
    Column("TT", 10, "center"),
    Column("Nội dung", 51),
    Column("Số lượng", 17, "right"),
    Column("Đơn vị tính", 19, "center"),
    Column("Đơn giá (đồng)", 25, "right"),
    Column("Thành tiền (đồng)", 27, "right"),
    Column("Nguồn vốn", 16, "center"),
)


@dataclass(frozen=True)
class Item:
    """A numbered heading with what it says: `details` are paragraphs under it, each with its label or ""."""

    heading: str
    text: str = ""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Form:
    """The whole paper. `rows` are the lines of the budget, `sums` its last rows: a label and an amount in đồng."""

    head: Letterhead
    mark: str
    subject: str
    code: str
    addressee: str
    before_table: tuple[Item, ...]
    rows: tuple[tuple[str, ...], ...]
    sums: tuple[tuple[str, str], ...]
    after_table: tuple[Item, ...]
    recipients: tuple[str, ...]
    closing: str = CLOSING
    title: tuple[str, ...] = TITLE


def form_of(proposal: Proposal) -> Form:
    """The form of a proposal as it is stored now, in Vietnamese whatever the language of the page."""
    issuer = office.issuing_body(clock.today())
    with force_locale("vi"):
        before = (*(_item(proposal, *part) for part in BEFORE_COST), _cost(proposal))
        after = (*_goods(proposal), *(_item(proposal, *part) for part in AFTER_COST), *_papers(proposal))
        numbered = tuple(_numbered((*before, *after)))
        return Form(
            head=letterhead(proposal),
            mark=MARKS.get(State(proposal.state), ""),
            subject=f"({safe(proposal.round.name_vi)})",
            code=CODE.format(code=proposal.code),
            addressee=ADDRESSEE.format(name=issuer.name_vi) if issuer else "",
            before_table=numbered[: len(before)],
            rows=tuple(_line(number, line) for number, line in enumerate(proposal.budget_lines, start=1)),
            sums=_sums(proposal),
            after_table=numbered[len(before) :],
            recipients=(f"- {issuer.name_vi};" if issuer else "- Như trên;", "- Lưu: VT."),
        )


def _numbered(items: tuple[Item, ...]) -> Iterator[Item]:
    for number, item in enumerate(items, start=1):
        yield Item(f"{number}. {item.heading}:", item.text, item.details)


def _item(proposal: Proposal, heading: str, keys: str) -> Item:
    first, *others = keys.split() or [""]
    details = _details(proposal, others)
    if first == "activities" and proposal.activities:
        lines = tuple(("-", line) for line in _said(proposal, first).split("\n") if line)
        return Item(heading, "", lines + details)
    if first == "children":
        details += _ages(proposal)
    made = {"": NO_DONOR_YET, "planned_start": _period(proposal), "children": _children(proposal)}
    told = made[first] if first in made else _said(proposal, first)
    return Item(heading, told or TO_FILL_IN, details)


def _details(proposal: Proposal, keys: list[str]) -> tuple[tuple[str, str], ...]:
    """The fields that are given, each with its label; a box that is not ticked says nothing."""
    said = ((BY_KEY[key].label.vi, _said(proposal, key)) for key in keys if getattr(proposal, key) is not False)
    return tuple((f"- {label}:", text) for label, text in said if text)


def _said(proposal: Proposal, key: str) -> str:
    field = BY_KEY[key]
    return "" if checks.is_empty(proposal, field) else safe(in_words(proposal, field))


def _period(proposal: Proposal) -> str:
    """Nothing while neither end is known."""
    if not (proposal.planned_start or proposal.planned_end):
        return ""
    return PERIOD.format(start=_month(proposal.planned_start), end=_month(proposal.planned_end))


def _month(day: date | None) -> str:
    """3/2024, but 02/2024: zeros before January and February only, as in the date of a letter."""
    if day is None:
        return "....../........"
    return f"{day.month:02}/{day.year}" if day.month <= 2 else f"{day.month}/{day.year}"


def _children(proposal: Proposal) -> str:
    """118 trẻ em, trong đó: 61 em gái, 57 em trai."""
    if proposal.children is None:
        return ""
    parts = ((proposal.girls, "em gái"), (proposal.boys, "em trai"))
    told = ", ".join(f"{format_number(count)} {name}" for count, name in parts if count is not None)
    return f"{format_number(proposal.children)} trẻ em{', trong đó: ' if told else ''}{told}"


def _ages(proposal: Proposal) -> tuple[tuple[str, str], ...]:
    if proposal.age_from is None or proposal.age_to is None:
        return ()
    return (("- Độ tuổi:", f"từ {proposal.age_from} đến {proposal.age_to}"),)


def _cost(proposal: Proposal) -> Item:
    """What it costs, in figures and words and in dollars, who pays it, and at which rate."""
    rate = _rate()
    sums = (("Vốn viện trợ", proposal.aid_vnd), ("Vốn đối ứng", proposal.counterpart_vnd))
    details = [(f"- {label}:", _amount(amount, rate)) for label, amount in sums]
    details += _details(proposal, ["counterpart_source"])
    if rate:
        told = f"{format_vnd(rate.vnd_per_usd)}/USD, ngày {format_date(rate.date)} ({safe(rate.source_vi)})."
        details.append(("- Tỷ giá quy đổi:", told))
    details.append(("Dự toán chi tiết:", ""))
    return Item(COST, _amount(proposal.total_vnd, rate), tuple(details))


def _amount(vnd: int, rate: ExchangeRate | None) -> str:
    """90.000.000 đồng (tương đương 3.830 USD). Bằng chữ: Chín mươi triệu đồng."""
    figures = notes.amount(vnd, money.to_usd(vnd, rate.vnd_per_usd), "vi") if rate else format_vnd(vnd)
    return f"{figures}. Bằng chữ: {money.in_words(vnd)}."


def _rate() -> ExchangeRate | None:
    try:
        return office.exchange_rate(clock.today())
    except NotFound:
        return None


def _line(number: int, line: BudgetLine) -> tuple[str, ...]:
    item = f"{line.item} (có thể bỏ)" if line.optional else line.item
    payer = "Viện trợ" if line.funding == "aid" else "Đối ứng"
    cells = (str(number), item, format_number(line.quantity), line.unit)
    return tuple(map(safe, (*cells, format_number(line.unit_cost_vnd), format_number(line.amount_vnd), payer)))


def _sums(proposal: Proposal) -> tuple[tuple[str, str], ...]:
    amounts = ((FUNDING["aid"].vi, proposal.aid_vnd), (FUNDING["counterpart"].vi, proposal.counterpart_vnd))
    return tuple((label, format_number(amount)) for label, amount in (*amounts, ("Tổng cộng", proposal.total_vnd)))


def _goods(proposal: Proposal) -> Iterator[Item]:
    if proposal.in_kind_needs:
        yield Item(GOODS, "", tuple(("-", _need(need)) for need in proposal.in_kind_needs))


def _need(need: InKindNeed) -> str:
    if need.quantity is None:
        return f"{safe(need.item)};"
    return f"{safe(need.item)}: {format_number(need.quantity)} {safe(need.unit)}".rstrip() + ";"


def _papers(proposal: Proposal) -> Iterator[Item]:
    if proposal.attachments:
        yield Item(PAPERS, "", tuple(("-", _paper(paper)) for paper in proposal.attachments))


def _paper(paper: Attachment) -> str:
    kind = "Ảnh" if paper.kind == "photo" else "Tài liệu"
    return f"{kind}: {safe(paper.caption or paper.name)};"
