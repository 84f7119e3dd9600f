"""The document that a list is attached to: heading block, legal bases, body, signature, recipients (Decree 30/2020).

Number, date and signature stay blank: they are given by hand, and the stamp is never drawn.
"""

from collections.abc import Iterator

from catalog import money
from catalog.exchange.writing import notes
from catalog.exchange.writing.docx_styles import PORTRAIT_WIDTH
from catalog.exchange.writing.listing import Listing
from catalog.exchange.writing.wordml import BLANK, Cell, Text, Xml, joined, row, rule, table
from catalog.i18n import Bilingual

# Columns of the heading block: the organs, then the motto or what stands in its place.
HEADING = {"vi": (66, PORTRAIT_WIDTH - 66), "en": (112, PORTRAIT_WIDTH - 112)}
HALVES = (PORTRAIT_WIDTH / 2, PORTRAIT_WIDTH / 2)
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
WATCHWORD = "Độc lập - Tự do - Hạnh phúc"
WATCHWORD_LENGTH = 61  # millimetres, for the line under it that is as long
HALF_A_LETTER = 1.3  # millimetres: the line under the name of the organ is a third to a half as long
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
SIGNERS = Bilingual("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "FOR THE DIRECTOR\nDEPUTY DIRECTOR")
ROOM = "\n" * 5  # for signature and stamp
RECIPIENTS_TITLE = Bilingual("Nơi nhận:", "Recipients:")
RECIPIENTS = Bilingual(
    "- {parent} (để báo cáo);\n- Các đơn vị có đề xuất trong danh mục;\n- Các tổ chức phi chính phủ nước ngoài;\n"
    "- Lãnh đạo Sở;\n- Lưu: VT, NV.",
    "- {parent} (for report);\n- Units with proposals on the list;\n- Foreign non-governmental organisations;\n"
    "- Leaders of the Department;\n- File: VT, NV.",
)


def letter(listing: Listing, text: Text) -> Iterator[Xml]:
    """The document without its appendices."""
    language = text.language
    issuer, round_ = listing.issuer("name").in_(language), listing.round("name").in_(language)
    yield from _heading(listing, text)
    yield text.paragraph("Kind", KIND.in_(language))
    yield text.lines("Subject", f"{SUBJECT.in_(language)}\n({round_})")
    yield rule(PORTRAIT_WIDTH, 34)
    yield from _bases(listing, text)
    yield text.paragraph("Body", INTRODUCTION.in_(language).format(issuer=issuer, round=round_))
    values = _values(listing, language)
    for title, *paragraphs in BODY:
        yield text.paragraph("Part", title.in_(language))
        yield from (text.paragraph("Body", words.in_(language).format(**values)) for words in paragraphs)
    yield text.paragraph("Body", CLOSING.in_(language).format(issuer=issuer))
    yield text.paragraph("Body")
    yield from _signature(listing, text)


def _heading(listing: Listing, text: Text) -> Iterator[Xml]:
    """Who issues it on the left; the name of the State on the right, which a translation does not carry."""
    language = text.language
    widths = left, right = HEADING[language]
    name = listing.organ.in_(language).upper()
    organs = [
        text.paragraph("Organ", _parent(listing, language).upper()),
        text.paragraph("OrganName", name),
        rule(left, min(HALF_A_LETTER * len(name), left)),
    ]
    state = [text.paragraph("OrganName", STATE), text.paragraph("Motto", WATCHWORD), rule(right, WATCHWORD_LENGTH)]
    if language == "en":
        state = [text.paragraph("Guide", TRANSLATION)]
    number = NUMBER.in_(language).format(blank=BLANK, symbol=listing.edition.data["issuer"]["symbol"])
    day = PLACE_AND_DATE.in_(language).format(blank=BLANK, seat=listing.issuer("seat").in_(language))
    rows = (
        row([Cell(joined(organs)), Cell(joined(state))], widths),
        row([Cell(text.paragraph("Number", number)), Cell(text.paragraph("PlaceAndDate", day))], widths),
    )
    return table(widths, rows, bordered=False)


def _parent(listing: Listing, language: str) -> str:
    """The organ above, shortened as in headings and lists of recipients."""
    return listing.issuer("parent").in_(language).replace("Ủy ban nhân dân", "UBND")


def _bases(listing: Listing, text: Text) -> Iterator[Xml]:
    """The acts it stands on, each line with ";" and the last with "."."""
    acts = [basis.in_(text.language) for basis in listing.legal_bases]
    if approval := notes.approval(listing, text.language):
        acts.append(APPROVED.in_(text.language).format(approval=approval))
    for place, act in enumerate(acts, start=1):
        end = "." if place == len(acts) else ";"
        yield text.paragraph("Basis", BASIS.in_(text.language).format(act=act, end=end))


def _values(listing: Listing, language: str) -> dict[str, str | int]:
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


def _signature(listing: Listing, text: Text) -> Iterator[Xml]:
    """Who receives it, and who signs, with room to do so."""
    recipients = RECIPIENTS.in_(text.language).format(parent=_parent(listing, text.language))
    left = [
        text.paragraph("RecipientsTitle", RECIPIENTS_TITLE.in_(text.language)),
        text.lines("Recipients", recipients),
    ]
    signers = text.lines("Signer", SIGNERS.in_(text.language) + ROOM)
    return table(HALVES, [row([Cell(joined(left)), Cell(signers)], HALVES)], bordered=False)
