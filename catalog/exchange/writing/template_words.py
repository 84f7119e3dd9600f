"""What the office may put into its own Word file: the placeholders, and what stands in their place."""

from catalog.exchange.writing import notes
from catalog.exchange.writing.letter import RECIPIENTS_TITLE, STATE, WATCHWORD, Letter, facts, letter
from catalog.exchange.writing.listing import Listing
from catalog.exchange.writing.wordml import Text, Xml, joined
from catalog.i18n import Bilingual

# Stands alone in a paragraph of the text: the appendices begin a page of their own there.
APPENDICES = "appendices"
APPENDICES_SAID = Bilingual(
    "các phụ lục: bảng danh mục và thông tin chi tiết", "the appendices: the list and the records"
)
# Each stands alone in a paragraph, which is repeated for every line.
LINES = {
    "subject": Bilingual("trích yếu", "what the document is about"),
    "bases": Bilingual("các căn cứ pháp lý", "the acts it stands on"),
    "body": Bilingual("toàn bộ nội dung chính", "the whole text between the acts and the signature"),
    "recipients": Bilingual("nơi nhận", "who receives it"),
    "signer_title": Bilingual("quyền hạn, chức vụ của người ký", "the title of who signs"),
}
# Stand anywhere in a line, in headers and footers too.
FACTS = {
    "parent": Bilingual("tên cơ quan chủ quản", "the body above the office"),
    "organ": Bilingual("tên cơ quan ban hành", "the office"),
    "number": Bilingual("số, ký hiệu, để trống số", "the number, left blank, and the symbol"),
    "place_and_date": Bilingual("địa danh và ngày, để trống ngày", "the seat, and the date left blank"),
    "kind": Bilingual("tên loại văn bản", "the kind of document"),
    "round": Bilingual("tên đợt vận động", "the name of the call"),
    "edition": Bilingual("mã danh mục", "the key of the edition"),
    "count": Bilingual("số dự án, khoản viện trợ", "how many projects and grants"),
    "sectors": Bilingual("số lĩnh vực", "how many sectors"),
    "total": Bilingual("tổng kinh phí dự kiến", "the estimated budget"),
    "aid": Bilingual("đề nghị viện trợ", "the aid requested"),
    "in_words": Bilingual("đề nghị viện trợ bằng chữ", "the aid requested, in Vietnamese words"),
    "counterpart": Bilingual("vốn đối ứng", "the counterpart"),
    "rate": Bilingual("tỷ giá quy đổi và ngày", "the exchange rate and its day"),
    "source": Bilingual("nguồn của tỷ giá", "who says the rate"),
    "approval": Bilingual("văn bản phê duyệt danh mục", "the document that approves the list"),
    "division": Bilingual("phòng đầu mối", "the division to turn to"),
    "days": Bilingual("số ngày làm việc để trả lời", "working days within which it answers"),
    "mark": Bilingual("dòng “bản dịch không chính thức”", "the mark of an unofficial translation"),
    "signer_name": Bilingual("họ tên người ký", "the name of who signs"),
}
KNOWN = {**FACTS, **LINES, APPENDICES: APPENDICES_SAID}


def values_of(listing: Listing, language: str) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """What stands in place of FACTS, and the lines in place of LINES but the body."""
    said = letter(listing, language)
    known = {name: str(value) for name, value in facts(listing, language).items()}
    own = {name: getattr(said, name) for name in ("parent", "organ", "number", "place_and_date", "kind", "mark")}
    known |= own | {
        "signer_name": said.signer_name,
        "round": listing.round("name").in_(language),
        "edition": listing.edition.key,
        "approval": notes.approval(listing, language),
    }
    lines = {"subject": said.subject, "bases": said.bases, "recipients": said.recipients, "signer_title": said.signers}
    return {name: known[name] for name in FACTS}, lines


def body(said: Letter, text: Text) -> Xml:
    """The text of the document between the acts and the signature."""
    paragraphs = [text.paragraph("Body", said.introduction)]
    for title, words in said.parts:
        paragraphs.append(text.paragraph("Part", title))
        paragraphs += (text.paragraph("Body", each) for each in words)
    return joined([*paragraphs, text.paragraph("Body", said.closing)])


def placeholders(language: str) -> Letter:
    """The document with its placeholders instead of words: where the office starts when it makes its own."""
    put = {name: f"{{{{ {name} }}}}" for name in KNOWN}
    own = {name: put[name] for name in ("parent", "organ", "number", "place_and_date", "kind", "signer_name")}
    return Letter(
        **own,
        state=() if language == "en" else (STATE, WATCHWORD),
        mark=put["mark"],
        subject=(put["subject"],),
        bases=(put["bases"],),
        introduction=put["body"],
        parts=(),
        closing="",
        recipients_title=RECIPIENTS_TITLE.in_(language),
        recipients=(put["recipients"],),
        signers=(put["signer_title"],),
    )
