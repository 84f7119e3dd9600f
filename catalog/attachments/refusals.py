"""Why a file is refused, in words that say what to do instead."""

from catalog.errors import DomainError
from catalog.i18n import Bilingual

MOST_PIXELS = 40_000_000
MOST_PHOTO_BYTES = 15 * 2**20
MOST_DOCUMENT_BYTES = 10 * 2**20
# Of each kind, in one proposal.
MOST_PHOTOS = 8
MOST_DOCUMENTS = 8

REFUSALS = {
    "empty": Bilingual("Tệp trống, không có nội dung nào.", "The file is empty."),
    "photo_too_big": Bilingual(
        "Ảnh quá lớn: tối đa 15 MB. Hãy gửi ảnh nhỏ hơn.", "The photo is too big: at most 15 MB. Send a smaller one."
    ),
    "too_many_pixels": Bilingual(
        "Ảnh có quá nhiều điểm ảnh: tối đa 40 triệu (ví dụ 7.300 × 5.400). Hãy thu nhỏ ảnh rồi gửi lại.",
        "The photo has too many pixels: at most 40 million (as 7,300 × 5,400). Make it smaller and send it again.",
    ),
    "not_a_photo": Bilingual(
        "Đây không phải ảnh JPEG, PNG, WebP hoặc HEIC. Tài liệu PDF, Word, Excel gửi ở phần Tài liệu.",
        "This is no JPEG, PNG, WebP or HEIC photo. PDF, Word and Excel files go under Documents.",
    ),
    "broken_photo": Bilingual(
        "Không đọc được ảnh: ảnh hỏng hoặc tải lên chưa trọn vẹn. Hãy mở ảnh, lưu lại rồi gửi.",
        "The photo cannot be read: it is damaged or incomplete. Open it, save it again, send that.",
    ),
    "document_too_big": Bilingual(
        "Tài liệu quá lớn: tối đa 10 MB. Hãy chia nhỏ hoặc quét ở độ phân giải thấp hơn.",
        "The document is too big: at most 10 MB. Split it, or scan it at a lower resolution.",
    ),
    "not_a_document": Bilingual(
        "Chỉ nhận tệp pdf, docx và xlsx. Hãy lưu lại thành một trong các loại đó; ảnh gửi ở phần Ảnh.",
        "Only pdf, docx and xlsx files are taken. Save it as one of them; photos go under Photos.",
    ),
    "wrong_ending": Bilingual(
        "Tên tệp có đuôi “{ending}” nhưng nội dung là {kind}. Hãy mở tệp, lưu lại đúng loại rồi gửi.",
        "The name ends with “{ending}” but the content is {kind}. Open the file, save it as what it is, send that.",
    ),
    "broken_document": Bilingual(
        "Không mở được tài liệu: tệp hỏng, tải lên chưa trọn vẹn hoặc có lẫn nội dung khác. Hãy lưu lại rồi gửi.",
        "The document cannot be opened: it is damaged, incomplete or mixed with something else. Save it again.",
    ),
    "too_big": Bilingual(
        "Tài liệu quá lớn khi giải nén. Hãy chia nhỏ tài liệu.", "The document unpacks to too much. Split it."
    ),
    "password": Bilingual(
        "Tài liệu được bảo vệ bằng mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.",
        "The document is protected by a password. Remove the password and send it again.",
    ),
    "dangerous": Bilingual(
        "Tài liệu chứa khai báo không an toàn nên không được nhận.",
        "The document contains unsafe declarations and was not taken.",
    ),
    "active": Bilingual(
        "Tài liệu có macro, mã lệnh hoặc tệp đính kèm bên trong. Hãy lưu lại không kèm các phần đó hoặc in ra PDF.",
        "The document holds macros, scripts or embedded files. Save it without them, or print it to PDF.",
    ),
    "too_many_photos": Bilingual(
        "Mỗi đề xuất tối đa {limit} ảnh. Hãy xóa bớt một ảnh trước.",
        "A proposal has at most {limit} photos. Remove one first.",
    ),
    "too_many_documents": Bilingual(
        "Mỗi đề xuất tối đa {limit} tài liệu. Hãy xóa bớt một tài liệu trước.",
        "A proposal has at most {limit} documents. Remove one first.",
    ),
}


class RefusedFile(DomainError):
    """A file that is not taken; nothing of it was stored. `code` is a key of REFUSALS."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        super().__init__(REFUSALS[code].format(**values) if values else REFUSALS[code])
