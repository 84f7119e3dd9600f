"""Every sentence that reading a file can say, in one table: code, level, words."""

from dataclasses import dataclass
from typing import Any, Literal

from catalog.errors import DomainError
from catalog.i18n import Bilingual

Level = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Message:
    """Something said about a row (or, in the summary, about the file); `field` is a key of the row or None."""

    field: str | None
    level: Level
    code: str
    text: Bilingual


class UnreadableFile(DomainError):
    """The whole file could not be read, and why; nothing was imported."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(UNREADABLE[code])


UNREADABLE = {
    "empty": Bilingual("Tệp trống, không có nội dung nào.", "The file is empty."),
    "too_big": Bilingual(
        "Tệp quá lớn: tối đa 20 MB, 20.000 dòng và 200 cột. Hãy chia nhỏ tệp hoặc xóa các ô thừa ở xa bảng.",
        "The file is too big: at most 20 MB, 20,000 rows and 200 columns. Split it, or clear cells far from the table.",
    ),
    "broken": Bilingual(
        "Không mở được tệp: tệp hỏng hoặc tải lên chưa trọn vẹn. Hãy mở lại bằng Excel hoặc Word, lưu lại rồi gửi.",
        "The file cannot be opened: it is damaged or incomplete. Open it in Excel or Word, save it again, send that.",
    ),
    "password": Bilingual(
        "Tệp được bảo vệ bằng mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.",
        "The file is protected by a password. Remove the password and send it again.",
    ),
    "dangerous": Bilingual(
        "Tệp chứa khai báo không an toàn nên không được mở.",
        "The file contains unsafe declarations and was not opened.",
    ),
    "old_word": Bilingual(
        "Tệp Word đời cũ (.doc) chưa đọc được. Hãy lưu lại thành .docx rồi gửi.",
        "Old Word files (.doc) cannot be read. Save it as .docx and send that.",
    ),
    "other_office": Bilingual(
        "Loại tệp này chưa đọc được. Hãy lưu lại thành .xlsx hoặc .docx rồi gửi.",
        "This kind of file cannot be read. Save it as .xlsx or .docx and send that.",
    ),
    "pdf": Bilingual(
        "Đây là tệp PDF. Hãy gửi tệp Excel hoặc Word gốc.", "This is a PDF file. Send the original Excel or Word file."
    ),
    "picture": Bilingual(
        "Đây là tệp ảnh. Hãy gửi tệp Excel hoặc Word.", "This is a picture. Send the Excel or Word file."
    ),
    "unknown": Bilingual(
        "Không nhận ra loại tệp. Hãy gửi tệp xlsx, xls, ods, csv, txt hoặc docx.",
        "The kind of file is not recognised. Send an xlsx, xls, ods, csv, txt or docx file.",
    ),
    "no_translations": Bilingual(
        "Đây không phải tệp dịch tải từ hệ thống: thiếu cột Mã đề xuất, Tiếng Anh hoặc Khóa.",
        "This is no file for translators from here: the column Proposal, English or Key is missing.",
    ),
    "no_terms": Bilingual(
        "Không thấy dòng tiêu đề có “Tiếng Việt”, “Tiếng Anh” và “Nhóm”.",
        "There is no row of headings with “Vietnamese”, “English” and “Group”.",
    ),
    "no_table": Bilingual(
        "Không tìm thấy bảng dự án: cần một dòng tiêu đề có cột tên dự án (ví dụ: STT, Tên dự án, Địa điểm, Kinh phí).",
        "No table of projects was found: it needs a header row with a column for the project's name "
        "(for example: No., Project title, Location, Budget).",
    ),
    "fill_in_empty": Bilingual(
        "Mẫu này chưa được điền: trang Đề xuất không có đề xuất nào.",
        "This form has not been filled in: there is no proposal on the sheet Đề xuất.",
    ),
    "no_such_sheet": Bilingual("Tệp không có trang tính hoặc bảng này.", "The file has no such sheet or table."),
}

# code: (level, Vietnamese, English)
_TABLE: dict[str, tuple[Level, str, str]] = {
    # Rows that are left out
    "column_numbers": ("info", "Bỏ qua: dòng đánh số cột.", "Left out: a row of column numbers."),
    "only_number": ("info", "Bỏ qua: dòng chỉ có số thứ tự.", "Left out: a row with nothing but a number."),
    "repeated_header": ("info", "Bỏ qua: tiêu đề bảng lặp lại.", "Left out: the header repeated."),
    "section": (
        "info",
        "Bỏ qua: dòng tên nhóm, dùng làm nhóm của các dòng dưới.",
        "Left out: a section heading, taken as the section of the rows below.",
    ),
    "subtotal": ("info", "Bỏ qua: dòng cộng của nhóm.", "Left out: a subtotal."),
    "total": ("info", "Bỏ qua: dòng tổng cộng.", "Left out: a total."),
    "signature": ("info", "Bỏ qua: phần ký và nơi nhận.", "Left out: signature block."),
    "footnote": ("info", "Bỏ qua: ghi chú dưới bảng.", "Left out: a note beside the table."),
    "continuation": (
        "info",
        "Dòng này viết tiếp dòng {row}; nội dung đã được ghép vào dòng đó.",
        "This row continues row {row}; its text was added there.",
    ),
    "stray_text": ("warning", "Bỏ qua: dòng chữ không thuộc dự án nào.", "Left out: text that belongs to no project."),
    "after_signature": (
        "warning",
        "Bỏ qua: dòng nằm dưới phần ký. Nếu là dự án, hãy chuyển lên trên.",
        "Left out: it stands below the signatures. If it is a project, move it up.",
    ),
    "sum_differs": (
        "warning",
        "Tệp ghi {stated}, nhưng cộng các dòng được {computed}.",
        "The file says {stated}, but the rows add up to {computed}.",
    ),
    # How the row was put together
    "title_missing": ("error", "Thiếu tên dự án.", "The title is missing."),
    "appended": ("info", "Đã ghép thêm nội dung của dòng {row}.", "The text of row {row} was added."),
    "appended_amounts": (
        "warning",
        "Dòng {row} có số liệu riêng ({values}); chỉ ghép phần chữ, hãy kiểm tra.",
        "Row {row} has figures of its own ({values}); only its text was added, please check.",
    ),
    "merged_value": ("info", "Lấy từ ô gộp ở dòng {row}.", "Taken from the merged cell in row {row}."),
    "ditto": ("info", "Ghi “như trên”: lấy theo dòng {row}.", "It says “as above”: taken from row {row}."),
    "converted": (
        "info",
        "Chữ viết theo bảng mã {encoding}, đã đoán và chuyển sang Unicode.",
        "The text was in {encoding}; this was inferred, and it was converted to Unicode.",
    ),
    "hidden": ("warning", "Dòng này đang bị ẩn trong tệp.", "This row is hidden in the file."),
    "other_table": ("info", "Dòng {row} của {table}.", "Row {row} of {table}."),
    "section_place": (
        "info",
        "Địa điểm lấy theo tên nhóm “{section}”.",
        "Location taken from the section “{section}”.",
    ),
    "column_guessed": (
        "warning",
        "Cột “{heading}” được đoán là {meaning}.",
        "Column “{heading}” was taken for {meaning}.",
    ),
    "duplicate": ("warning", "Giống dòng {row} của chính tệp này.", "The same as row {row} of this very file."),
    # Amounts
    "amount_grouping": (
        "warning",
        "“{raw}” có thể hiểu hai cách; đã hiểu là {amount}.",
        "“{raw}” can be read in two ways; it was read as {amount}.",
    ),
    "amount_unit": (
        "warning",
        "“{raw}” quá lớn so với đơn vị của cột; đã hiểu là {amount}.",
        "“{raw}” is too large for the column's unit; it was read as {amount}.",
    ),
    "amount_range": (
        "warning",
        "“{raw}” là một khoảng; đã lấy mức cao: {amount}.",
        "“{raw}” is a range; its upper end was taken: {amount}.",
    ),
    "amount_approximate": (
        "warning",
        "“{raw}” là số gần đúng; đã ghi {amount}.",
        "“{raw}” is approximate; {amount} was entered.",
    ),
    "amount_shorthand": (
        "warning",
        "“{raw}” viết tắt; đã hiểu là {amount}.",
        "“{raw}” is shorthand; it was read as {amount}.",
    ),
    "amount_rounded": (
        "warning",
        "“{raw}” không phải số đồng chẵn; đã làm tròn thành {amount}.",
        "“{raw}” is not whole đồng; it was rounded to {amount}.",
    ),
    "amount_extra": (
        "warning",
        "“{raw}” có thêm nội dung khác; chỉ lấy {amount}.",
        "“{raw}” holds something else too; only {amount} was taken.",
    ),
    "amount_foreign": (
        "warning",
        "“{raw}” là ngoại tệ; hãy ghi số tiền bằng đồng.",
        "“{raw}” is in another currency; enter the amount in đồng.",
    ),
    "amount_negative": ("warning", "“{raw}” là số âm nên không ghi.", "“{raw}” is negative and was not entered."),
    "amount_unreadable": ("warning", "Không hiểu số tiền “{raw}”.", "The amount “{raw}” was not understood."),
    "unit_guessed": (
        "warning",
        "Tệp không ghi đơn vị tính; đã đoán là {unit}.",
        "The file states no money unit; {unit} was assumed.",
    ),
    "grouping_confirmed": (
        "info",
        "“{raw}” được hiểu là {amount}, khớp với các số khác trong bảng.",
        "“{raw}” was read as {amount}, which fits the other figures.",
    ),
    "total_derived": (
        "info",
        "Tổng kinh phí được cộng từ viện trợ và đối ứng: {amount}.",
        "The total was added up from aid and counterpart: {amount}.",
    ),
    "aid_derived": (
        "info",
        "Phần viện trợ = tổng trừ đối ứng: {amount}.",
        "The aid is the total less the counterpart: {amount}.",
    ),
    "counterpart_derived": (
        "info",
        "Vốn đối ứng = tổng trừ viện trợ: {amount}.",
        "The counterpart is the total less the aid: {amount}.",
    ),
    "only_total": (
        "info",
        "Tệp chỉ ghi tổng kinh phí, chưa tách viện trợ và đối ứng.",
        "The file states only the total, not aid and counterpart.",
    ),
    "only_aid": (
        "info",
        "Tệp chỉ ghi phần viện trợ, chưa có đối ứng và tổng kinh phí.",
        "The file states only the aid, neither counterpart nor total.",
    ),
    "only_counterpart": ("info", "Tệp chỉ ghi vốn đối ứng.", "The file states only the counterpart."),
    "total_differs": (
        "warning",
        "Tổng {total} khác viện trợ cộng đối ứng {sum}.",
        "The total of {total} is not aid plus counterpart, {sum}.",
    ),
    "part_exceeds_total": (
        "warning",
        "{part} lớn hơn tổng kinh phí {total}.",
        "{part} is more than the total of {total}.",
    ),
    "amount_in_text": (
        "warning",
        "Nội dung ghi “{raw}”, nhưng kinh phí là {amount}: hãy kiểm tra số nào đúng.",
        "The text says “{raw}”, but the amount is {amount}: check which is right.",
    ),
    "amount_missing": ("info", "Chưa có kinh phí.", "There is no amount."),
    "amount_small": (
        "warning",
        "{amount} quá nhỏ cho một dự án: kiểm tra đơn vị tính.",
        "{amount} is very little for a project: check the unit.",
    ),
    "amount_large": (
        "warning",
        "{amount} quá lớn cho một dự án: kiểm tra đơn vị tính.",
        "{amount} is very much for a project: check the unit.",
    ),
    # Children
    "children_missing": ("info", "Chưa có số trẻ em hưởng lợi.", "The number of children is missing."),
    "children_unreadable": (
        "warning",
        "Không hiểu số trẻ em trong “{raw}”.",
        "No number of children was understood in “{raw}”.",
    ),
    "children_approximate": (
        "warning",
        "“{raw}” là số gần đúng; đã ghi {number}.",
        "“{raw}” is approximate; {number} was entered.",
    ),
    "children_range": (
        "warning",
        "“{raw}” là một khoảng; đã lấy mức cao: {number}.",
        "“{raw}” is a range; its upper end was taken: {number}.",
    ),
    "children_added": (
        "warning",
        "“{raw}” có nhiều số; đã cộng thành {number}.",
        "“{raw}” holds several numbers; they add up to {number}.",
    ),
    "children_fraction": (
        "warning",
        "“{raw}” không phải số nguyên; có thể là {number}.",
        "“{raw}” is not a whole number; it may mean {number}.",
    ),
    "children_parts": (
        "info",
        "Số trẻ em = số em gái cộng số em trai: {number}.",
        "The number of children is girls plus boys: {number}.",
    ),
    "subgroup_exceeds": (
        "warning",
        "{group} ({number}) nhiều hơn số trẻ em ({children}).",
        "{group} ({number}) are more than the children ({children}).",
    ),
    "girls_boys_differ": (
        "warning",
        "Em gái và em trai cộng lại là {sum}, khác số trẻ em {children}.",
        "Girls and boys add up to {sum}, not to {children} children.",
    ),
    "children_differ": (
        "warning",
        "Cột ghi {column} trẻ em, nội dung ghi {text}.",
        "The column says {column} children, the text says {text}.",
    ),
    # Time
    "school_year": (
        "info",
        "Năm học được tính từ tháng 9 đến tháng 5: {period}.",
        "A school year was taken as September to May: {period}.",
    ),
    "whole_year": (
        "info",
        "Chỉ ghi năm; đã tính cả năm: {period}.",
        "Only years are given; whole years were taken: {period}.",
    ),
    "season": ("warning", "“{raw}” được đoán là {period}.", "“{raw}” was taken as {period}."),
    "period_guessed": ("warning", "“{raw}” được đoán là {period}.", "“{raw}” was taken as {period}."),
    "period_unreadable": ("warning", "Không hiểu thời gian “{raw}”.", "The period “{raw}” was not understood."),
    "end_before_start": ("warning", "Kết thúc trước khi bắt đầu.", "It ends before it starts."),
    # Category
    "category_guessed": ("info", "Loại hình được đoán là “{category}”.", "The category was taken to be “{category}”."),
    "category_unknown": ("info", "Chưa đoán được loại hình.", "The category could not be told."),
    "category_chosen": (
        "info",
        "Loại hình được chọn chung cho các dòng chưa có: “{category}”.",
        "The category chosen for all rows without one: “{category}”.",
    ),
    # Protection of children
    "personal_details": (
        "warning",
        "Có thể có thông tin riêng của trẻ em ({kind}): “{excerpt}”. Hãy xóa trước khi gửi.",
        "This may be a child's personal detail ({kind}): “{excerpt}”. Remove it before sending.",
    ),
    "contact_details": (
        "info",
        "Đầu mối liên hệ có {kind}: “{excerpt}”. Chỉ nên ghi chức danh và số của cơ quan.",
        "The contact holds {kind}: “{excerpt}”. Give the role and the office's number only.",
    ),
    # The fill-in workbook
    "fill_in": (
        "info",
        "Đây là mẫu điền sẵn: đọc được {proposals} đề xuất, {lines} dòng dự toán, {needs} dòng hiện vật.",
        "This is the fill-in workbook; it holds {proposals} proposals, {lines} budget lines and {needs} in-kind needs.",
    ),
    "cell_unreadable": (
        "warning",
        "{label}: không hiểu “{raw}”, mục này để trống.",
        "{label}: “{raw}” was not understood and is left out.",
    ),
    "cell_choice": (
        "warning",
        "{label}: “{raw}” không có trong danh sách, mục này để trống.",
        "{label}: “{raw}” is not in the list and is left out.",
    ),
    "number_repeated": (
        "warning",
        "Số {number} đã dùng ở dòng {row}; dự toán và hiện vật của số này thuộc dòng đó.",
        "The number {number} stands in row {row} already; budget lines and needs of it belong there.",
    ),
    "number_carried": (
        "info",
        "{sheet}, dòng {row}: chưa ghi số đề xuất, đã lấy theo dòng trên (số {number}).",
        "{sheet}, row {row}: no proposal number; that of the row above was taken ({number}).",
    ),
    "row_of_no_proposal": (
        "warning",
        "{sheet}, dòng {row}: không có đề xuất số {number}, dòng này chưa được nhập.",
        "{sheet}, row {row}: there is no proposal number {number}; the row was not brought in.",
    ),
    # The file
    "unknown_column": (
        "info",
        "Cột “{heading}” không nhận ra; nội dung được giữ trong ghi chú.",
        "Column “{heading}” was not recognised; its text is kept in the notes.",
    ),
    "other_sheet": (
        "warning",
        "{table} cũng có bảng dự án nhưng chưa được đọc.",
        "{table} holds a table of projects too; it was not read.",
    ),
    "encoding_guessed": (
        "info",
        "Bảng mã của tệp được đoán là {encoding}.",
        "The encoding of the file was taken to be {encoding}.",
    ),
    "mixed_units": (
        "info",
        "Các cột có đơn vị tính khác nhau: {units}.",
        "The columns have different money units: {units}.",
    ),
}

MESSAGES: dict[str, tuple[Level, Bilingual]] = {
    code: (level, Bilingual(vi, en)) for code, (level, vi, en) in _TABLE.items()
}


def message(code: str, field: str | None = None, **values: Any) -> Message:
    """The message of a code; values may be Bilingual."""
    level, text = MESSAGES[code]
    return Message(field, level, code, text.format(**values) if values else text)
