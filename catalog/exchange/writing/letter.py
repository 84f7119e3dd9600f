"""What the document says that a list is attached to, for every format alike (Decree 30/2020/NĐ-CP).

Number, date and signature stay blank: they are given by hand, and the stamp is never drawn.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from catalog import money
from catalog.exchange.writing import notes
from catalog.exchange.writing.listing import Listing
from catalog.exchange.writing.notes import BLANK
from catalog.i18n import Bilingual

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
WATCHWORD = "Độc lập - Tự do - Hạnh phúc"
TRANSLATION = "(Unofficial translation)"

NUMBER = Bilingual("Số:{blank}/KH-{symbol}", "No.:{blank}/KH-{symbol}")
PLACE_AND_DATE = Bilingual("{seat}, ngày{blank}tháng{blank}năm{blank}", "{seat}, date:{blank}{blank}")
KIND = Bilingual("KẾ HOẠCH", "PLAN")
SUBJECT = Bilingual(
    "Vận động viện trợ phi chính phủ nước ngoài\ncho các dự án, khoản viện trợ vì trẻ em",
    "Mobilisation of foreign non-governmental aid\nfor projects and grants for children",
)
BASIS = Bilingual("Căn cứ {act}{end}", "Pursuant to the {act}{end}")
APPROVED = Bilingual("{approval} phê duyệt danh mục", "{approval} approving the list")
INTRODUCTION = Bilingual(
    "{issuer} ban hành Kế hoạch vận động viện trợ phi chính phủ nước ngoài cho các dự án, khoản viện trợ vì trẻ em "
    "({round}) như sau:",
    "The {issuer} issues this Plan to mobilise foreign non-governmental aid for projects and grants for children "
    "({round}), as follows:",
)
# Parts of the body and their paragraphs, with what is filled in from the list.
BODY = (
    (
        Bilingual("I. MỤC ĐÍCH", "I. PURPOSE"),
        Bilingual(
            "Vận động, thu hút viện trợ phi chính phủ nước ngoài cho các dự án, khoản viện trợ mà đối tượng hưởng lợi "
            "là trẻ em trên địa bàn tỉnh, nhất là trẻ em nghèo, trẻ em dân tộc thiểu số, trẻ em có hoàn cảnh khó khăn.",
            "To call for and attract foreign non-governmental aid for projects and grants that benefit children in the "
            "province, above all poor children, children of ethnic minorities and children in difficult circumstances.",
        ),
    ),
    (
        Bilingual("II. NỘI DUNG", "II. CONTENT"),
        Bilingual(
            "1. Danh mục gồm {count} dự án, khoản viện trợ thuộc {sectors} lĩnh vực tại Phụ lục I; thông tin chi tiết "
            "của từng dự án, khoản viện trợ tại Phụ lục II kèm theo Kế hoạch này.",
            "1. Appendix I to this Plan lists the projects and grants, {count} in all, by sector; Appendix II gives "
            "the details of each.",
        ),
        Bilingual("2. Tổng kinh phí dự kiến: {total}. Trong đó:", "2. Estimated total budget: {total}. Of this:"),
        Bilingual("- Đề nghị viện trợ: {aid}; bằng chữ: {in_words};", "- Aid requested: {aid};"),
        Bilingual("- Vốn đối ứng: {counterpart}.", "- Counterpart: {counterpart}."),
        Bilingual(
            "3. Tỷ giá quy đổi: {rate}; nguồn: {source}. {rounding}",
            "3. Exchange rate: {rate}; source: {source}. {rounding}",
        ),
    ),
    (
        Bilingual("III. TỔ CHỨC THỰC HIỆN", "III. IMPLEMENTATION"),
        Bilingual(
            "1. {division} là đầu mối tiếp nhận đề nghị của nhà tài trợ, trả lời trong {days} ngày làm việc và phối "
            "hợp với đơn vị đề xuất cung cấp thông tin, tổ chức khảo sát thực tế.{reach}",
            "1. The {division} receives the requests of donors, answers within {days} working days and, together with "
            "the proposing unit, gives information and arranges visits.{reach}",
        ),
        Bilingual(
            "2. Các đơn vị có đề xuất trong danh mục chuẩn bị vốn đối ứng, hồ sơ và điều kiện thực hiện theo nội dung "
            "đã đề xuất; thông báo ngay cho {organ} khi có thay đổi.",
            "2. Units with proposals on the list prepare the counterpart, papers and conditions as proposed, and "
            "inform the {organ} at once of any change.",
        ),
        Bilingual(f"3. {notes.NO_RESERVATION.vi}", f"3. {notes.NO_RESERVATION.en}"),
        Bilingual(f"4. {notes.PRIVACY.vi} {notes.HOTLINE.vi}", f"4. {notes.PRIVACY.en} {notes.HOTLINE.en}"),
    ),
)
CLOSING = Bilingual(
    "Trên đây là Kế hoạch vận động viện trợ phi chính phủ nước ngoài cho các dự án, khoản viện trợ vì trẻ em của "
    "{issuer}./.",
    "This is the Plan of the {issuer} to mobilise foreign non-governmental aid for projects and grants for children./.",
)
# Until the office says who signs and who receives the document.
SIGNERS = Bilingual("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "FOR THE DIRECTOR\nDEPUTY DIRECTOR")
RECIPIENTS_TITLE = Bilingual("Nơi nhận:", "Recipients:")
RECIPIENTS = Bilingual(
    "{parent} (để báo cáo)\nCác đơn vị có đề xuất trong danh mục\nCác tổ chức phi chính phủ nước ngoài\n"
    "Lãnh đạo Sở\nLưu: VT, NV",
    "{parent} (for report)\nUnits with proposals on the list\nForeign non-governmental organisations\n"
    "Leaders of the Department\nFile: VT, NV",
)


@dataclass(frozen=True)
class Letter:
    """The document without its appendices.

    `state` is empty in a translation, which does not carry its name but a mark where the office wants one. The name
    of who signs stands under the room for signature and stamp; "" where it is written by hand.
    """

    parent: str
    organ: str
    state: tuple[str, ...]
    mark: str
    number: str
    place_and_date: str
    kind: str
    subject: tuple[str, ...]
    bases: tuple[str, ...]
    introduction: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    closing: str
    recipients_title: str
    recipients: tuple[str, ...]
    signers: tuple[str, ...]
    signer_name: str


def letter(listing: Listing, language: str) -> Letter:
    """The document in one language."""
    issuer, round_ = listing.issuer("name").in_(language), listing.round("name").in_(language)
    values = facts(listing, language)
    title, name = listing.signer or (SIGNERS, "")
    return Letter(
        parent=_short(listing.issuer("parent").in_(language)).upper(),
        organ=listing.organ.in_(language).upper(),
        state=() if language == "en" else (STATE, WATCHWORD),
        mark=TRANSLATION if language == "en" and listing.marks_translation else "",
        number=NUMBER.in_(language).format(blank=BLANK, symbol=listing.edition.data["issuer"]["symbol"]),
        place_and_date=PLACE_AND_DATE.in_(language).format(blank=BLANK, seat=listing.issuer("seat").in_(language)),
        kind=KIND.in_(language),
        subject=tuple(f"{SUBJECT.in_(language)}\n({round_})".split("\n")),
        bases=tuple(_bases(listing, language)),
        introduction=INTRODUCTION.in_(language).format(issuer=issuer, round=round_),
        parts=tuple(
            (title.in_(language), tuple(words.in_(language).format(**values) for words in paragraphs))
            for title, *paragraphs in BODY
        ),
        closing=CLOSING.in_(language).format(issuer=issuer),
        recipients_title=RECIPIENTS_TITLE.in_(language),
        recipients=tuple(_recipients(listing, language)),
        signers=tuple(title.in_(language).upper().split("\n")),
        signer_name=name,
    )


def usual_recipients(parent: Bilingual) -> Bilingual:
    """Who receives it as long as the office has not said so, a line each, from the full name of the organ above."""
    return RECIPIENTS.format(parent=Bilingual(_short(parent.vi), parent.en))


def _short(organ: str) -> str:
    """An organ as in headings and lists of recipients."""
    return organ.replace("Ủy ban nhân dân", "UBND")


def _bases(listing: Listing, language: str) -> Iterator[str]:
    """The acts it stands on, each line with ";" and the last with "."."""
    acts = [basis.in_(language) for basis in listing.legal_bases]
    if approval := notes.approval(listing, language):
        acts.append(APPROVED.in_(language).format(approval=approval))
    for place, act in enumerate(acts, start=1):
        yield BASIS.in_(language).format(act=act, end="." if place == len(acts) else ";")


def _recipients(listing: Listing, language: str) -> Iterator[str]:
    """Those who receive it, each line with "- … ;" and the last with "."."""
    named = listing.recipients if listing.recipients.vi else usual_recipients(listing.issuer("parent"))
    each = named.in_(language).split("\n")
    for place, line in enumerate(each, start=1):
        yield f"- {line}{'.' if place == len(each) else ';'}"


def facts(listing: Listing, language: str) -> dict[str, str | int]:
    """What is filled into the body."""
    reach = notes.reach(listing, language).replace("\n", "; ")
    return {
        "count": len(listing.entries),
        "sectors": len(listing.sectors),
        **{part: notes.total(listing, part, language) for part in ("total", "aid", "counterpart")},
        "in_words": money.in_words(listing.sum("aid_vnd")),
        "rate": listing.rate(language),
        "source": listing.rate_source.in_(language),
        "rounding": notes.ROUNDING.in_(language),
        "division": listing.issuer("division").in_(language),
        "days": listing.edition.data["issuer"]["answer_days"],
        "reach": f" {reach}." if reach else "",
        "organ": listing.organ.in_(language),
    }
