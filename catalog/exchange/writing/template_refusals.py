"""Why a Word file of the office is not taken as a template, in words that say what to do instead."""

from catalog.errors import DomainError
from catalog.i18n import Bilingual

REFUSALS = {
    "too_big": Bilingual(
        "Tệp quá lớn: mẫu tối đa 5 MB và không quá phức tạp.",
        "The file is too big: a template has at most 5 MB and no more than it needs.",
    ),
    "not_word": Bilingual(
        "Đây không phải tệp Word (.docx). Hãy mở mẫu trong Word, lưu thành “Word Document (*.docx)” rồi gửi.",
        "This is no Word file (.docx). Open it in Word and save it as “Word Document (*.docx)”.",
    ),
    "strict": Bilingual(
        "Tệp ở dạng “Strict Open XML”. Hãy lưu lại thành “Word Document (*.docx)” thông thường.",
        "The file is “Strict Open XML”. Save it as an ordinary “Word Document (*.docx)”.",
    ),
    "broken": Bilingual(
        "Không đọc được tệp: tệp hỏng hoặc tải lên chưa trọn vẹn. Hãy mở bằng Word, lưu lại rồi gửi.",
        "The file cannot be read: it is damaged or incomplete. Open it in Word, save it again, send that.",
    ),
    "password": Bilingual("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi gửi.", "The file has a password. Remove it first."),
    "dangerous": Bilingual(
        "Tệp chứa khai báo XML không an toàn nên không được nhận.", "The file holds unsafe XML declarations."
    ),
    "macro": Bilingual(
        "Tệp chứa macro hoặc thành phần chạy được. Hãy lưu thành “Word Document (*.docx)”, không có macro.",
        "The file holds macros or other parts that run. Save it as “Word Document (*.docx)”, without macros.",
    ),
    "external": Bilingual(
        "Tệp có liên kết ra ngoài (“{what}”). Hãy bỏ mọi liên kết, ảnh liên kết và mẫu đính kèm.",
        "The file links to something outside (“{what}”). Remove all links, linked pictures and attached templates.",
    ),
    "embedded": Bilingual(
        "Tệp có đối tượng nhúng (tệp khác, biểu đồ, công thức, điều khiển). Mẫu chỉ gồm chữ, bảng, đường kẻ và ảnh.",
        "The file holds embedded things (other files, charts, controls). A template has text, tables, lines, pictures.",
    ),
    "field": Bilingual(
        "Tệp có trường tự động “{what}”. Mẫu chỉ dùng trường số trang (PAGE, NUMPAGES, SECTIONPAGES).",
        "The file has the automatic field “{what}”. A template uses page numbers only (PAGE, NUMPAGES, SECTIONPAGES).",
    ),
    "changes": Bilingual(
        "Tệp còn các thay đổi đang theo dõi. Hãy chấp nhận hoặc từ chối hết rồi lưu lại.",
        "The file holds tracked changes. Accept or reject all of them and save it again.",
    ),
    "comments": Bilingual("Tệp còn nhận xét. Hãy xóa hết rồi lưu lại.", "The file holds comments. Delete them first."),
    "footnotes": Bilingual(
        "Mẫu không dùng chú thích cuối trang. Hãy bỏ rồi lưu lại.", "A template has no footnotes. Remove them first."
    ),
    "picture": Bilingual("Ảnh trong mẫu phải là PNG hoặc JPEG.", "Pictures of a template are PNG or JPEG."),
    "unknown": Bilingual(
        "Không có chỗ điền “{what}”. Các chỗ điền có: {known}.",
        "There is no placeholder “{what}”. There are: {known}.",
    ),
    "not_alone": Bilingual(
        "Chỗ điền “{what}” phải đứng riêng một đoạn trong phần nội dung.",
        "The placeholder “{what}” stands alone in a paragraph of the text.",
    ),
    "marker": Bilingual(
        "Mẫu phải có đúng một đoạn “{{{{ appendices }}}}”, đứng riêng, ngoài bảng: các phụ lục được đặt ở đó.",
        "A template has exactly one paragraph “{{{{ appendices }}}}”, alone and outside of tables, for the appendices.",
    ),
}


class RefusedTemplate(DomainError):
    """A file that cannot be a template; `code` is a key of REFUSALS."""

    def __init__(self, code: str, **words: str) -> None:
        self.code = code
        super().__init__(REFUSALS[code].format(**words))
