"""Words that several documents share: the name of the list, and what a reader must know of it."""

from datetime import date

from catalog.exchange.columns import COLUMNS
from catalog.exchange.writing.listing import Listing
from catalog.i18n import Bilingual, format_date, format_number, format_usd, format_vnd

TITLE = Bilingual(
    "Danh mục dự án, khoản viện trợ cho trẻ em vận động viện trợ phi chính phủ nước ngoài",
    "List of projects and grants for children calling for foreign non-governmental aid",
)
# For what is filled in by hand.
BLANK = " " * 6
GRAND_TOTAL = Bilingual("Tổng cộng", "Grand total")
NO_RESERVATION = Bilingual(
    "Việc có tên trong danh mục không có nghĩa là kinh phí đã được bố trí hoặc giữ chỗ. Khoản viện trợ chỉ được tiếp "
    "nhận và sử dụng sau khi cấp có thẩm quyền của Việt Nam phê duyệt theo quy định của pháp luật.",
    "Being listed does not mean that funds have been allocated or reserved. Aid may be received and used only after "
    "approval by the competent Vietnamese authority as provided by law.",
)
PRIVACY = Bilingual(
    "Danh mục không nêu thông tin cá nhân của trẻ em. Số trẻ em khuyết tật dưới 10 được ghi là “<10”.",
    "This list holds no child's personal information. Fewer than ten children with disabilities are given as “<10”.",
)
HOTLINE = Bilingual(
    "Khi biết trẻ em bị xâm hại hoặc có nguy cơ bị xâm hại, gọi Tổng đài điện thoại quốc gia bảo vệ trẻ em 111 "
    "(miễn phí, 24 giờ mỗi ngày).",
    "If you know of a child who is abused or at risk of abuse, call the National Child Protection Hotline 111 "
    "(free of charge, 24 hours a day).",
)
ROUNDING = Bilingual(
    "Số tiền USD được quy đổi theo tỷ giá này và làm tròn đến 1 USD, nên tổng có thể chênh lệch nhỏ.",
    "Amounts in USD are converted at this rate and rounded to one dollar, so that sums may differ slightly.",
)
CHOSEN = Bilingual("{count} trong {all} cột: {names}", "{count} of {all} columns: {names}")
AMOUNT = Bilingual("{vnd} (tương đương {usd})", "{usd} ({vnd})")


def amount(vnd: int, usd: int, language: str) -> str:
    """An amount in both currencies: 1.500.000 đồng (tương đương 64 USD), or USD 64 (VND 1,500,000)."""
    return AMOUNT.in_(language).format(vnd=format_vnd(vnd, language), usd=format_usd(usd, language))


def total(listing: Listing, part: str, language: str) -> str:
    """What a part of the budget comes to over the list: "total", "aid" or "counterpart"."""
    return amount(listing.sum(f"{part}_vnd"), listing.sum(f"{part}_usd"), language)


def reach(listing: Listing, language: str) -> str:
    """Where the office is reached: what of address, telephone and e-mail is known, on lines of their own."""
    issuer = listing.edition.data["issuer"]
    told = (
        (Bilingual("Địa chỉ", "Address"), listing.issuer("address").in_(language)),
        (Bilingual("Điện thoại", "Telephone"), issuer["phone"]),
        (Bilingual("Thư điện tử", "E-mail"), issuer["email"]),
    )
    return "\n".join(f"{name.in_(language)}: {value}" for name, value in told if value)


# The kinds of documents that approve a list, in English; they are typed in Vietnamese.
APPROVALS = {
    "quyết định": "Decision",
    "kế hoạch": "Plan",
    "thông báo": "Notice",
    "tờ trình": "Submission",
    "công văn": "Official letter",
}


def approval(listing: Listing, language: str) -> str:
    """Quyết định số 123/QĐ-UBND ngày 05 tháng 6 năm 2023; "" where no document approves the list."""
    edition = listing.edition
    if not edition.approval_number:
        return ""
    if language == "en":
        kind = APPROVALS.get(edition.approval_kind.lower(), "Document")
        dated = f" of {format_date(edition.approval_date, 'en')}" if edition.approval_date else ""
        return f"{kind} No. {edition.approval_number}{dated}"
    dated = f" ngày {official_date(edition.approval_date)}" if edition.approval_date else ""
    return f"{edition.approval_kind or 'Văn bản'} số {edition.approval_number}{dated}"


def official_date(day: date) -> str:
    """05 tháng 6 năm 2023: zeros before days under ten and before January and February only (Decree 30/2020)."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"{day.day:02} tháng {month} năm {day.year}"


def chosen(listing: Listing, language: str) -> str:
    """The columns that a reader chose for the flat table; "" where it has all."""
    if len(listing.columns) == len(COLUMNS):
        return ""
    names = "; ".join(column.heading.in_(language) for column in listing.columns)
    return CHOSEN.in_(language).format(count=len(listing.columns), all=len(COLUMNS), names=names)


def about(listing: Listing, language: str) -> list[tuple[str, str]]:
    """What this file is, as pairs of a topic and what to say of it; topics without anything are left out."""
    edition = listing.edition
    issuer = "\n".join(filter(None, (listing.issuer(name).in_(language) for name in ("name", "division"))))
    facts = (
        (TOPICS["edition"], f"{edition.key} · {listing.round('name').in_(language)}"),
        (TOPICS["released"], format_date(edition.released_at, language)),
        (TOPICS["approval"], approval(listing, language)),
        (TOPICS["issuer"], "\n".join(filter(None, (issuer, reach(listing, language))))),
        (TOPICS["selection"], listing.selection.in_(language) if listing.selection else ""),
        (TOPICS["count"], format_number(len(listing.entries), language)),
        (TOPICS["children"], format_number(listing.sum("children"), language)),
        *((TOPICS[part], total(listing, part, language)) for part in ("total", "aid", "counterpart")),
        (TOPICS["rate"], f"{listing.rate(language)}. {listing.rate_source.in_(language)}.\n{ROUNDING.in_(language)}"),
        (TOPICS["bases"], "\n".join(f"- {basis.in_(language)}" for basis in listing.legal_bases)),
        (TOPICS["columns"], chosen(listing, language)),
        (TOPICS["address"], listing.address(f"/{language}/editions/{edition.key}") if listing.base_url else ""),
        (TOPICS["note"], NO_RESERVATION.in_(language)),
        (TOPICS["privacy"], PRIVACY.in_(language)),
        (TOPICS["hotline"], HOTLINE.in_(language)),
    )
    return [(topic.in_(language), text) for topic, text in facts if text]


TOPICS = {
    "edition": Bilingual("Danh mục", "Edition"),
    "released": Bilingual("Ngày công bố", "Released on"),
    "approval": Bilingual("Văn bản phê duyệt", "Approved by"),
    "issuer": Bilingual("Cơ quan ban hành", "Issued by"),
    "selection": Bilingual("Trích theo bộ lọc", "Selection"),
    "count": Bilingual("Số dự án, khoản viện trợ", "Projects and grants"),
    "children": Bilingual("Trẻ em hưởng lợi trực tiếp (lượt)", "Children who benefit directly (may be counted twice)"),
    "total": Bilingual("Tổng kinh phí dự kiến", "Estimated budget"),
    "aid": Bilingual("Đề nghị viện trợ", "Aid requested"),
    "counterpart": Bilingual("Vốn đối ứng", "Counterpart"),
    "rate": Bilingual("Tỷ giá quy đổi", "Exchange rate"),
    "bases": Bilingual("Căn cứ", "Legal bases"),
    "columns": Bilingual("Cột đã chọn của trang Dữ liệu", "Columns chosen for the sheet Data"),
    "address": Bilingual("Địa chỉ trên mạng", "On the web"),
    "note": Bilingual("Lưu ý", "Please note"),
    "privacy": Bilingual("Bảo vệ trẻ em", "Protection of children"),
    "hotline": Bilingual("Tổng đài 111", "Hotline 111"),
}
