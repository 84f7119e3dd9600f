"""What the history says of accounts."""

from catalog.i18n import Bilingual

EVENTS = {
    "person:create": Bilingual(vi="tạo tài khoản quản trị", en="created an administrator"),
    "person:invite": Bilingual(vi="mời người dùng", en="invited a person"),
    "person:accept_invitation": Bilingual(vi="nhận lời mời, đặt mật khẩu", en="accepted the invitation"),
    "person:new_link": Bilingual(vi="cấp đường dẫn mới", en="issued a new link"),
    "person:change": Bilingual(vi="sửa tài khoản", en="changed an account"),
    "person:deactivate": Bilingual(vi="khóa tài khoản", en="deactivated an account"),
    "person:reactivate": Bilingual(vi="mở lại tài khoản", en="reactivated an account"),
    "person:end_sessions": Bilingual(vi="đăng xuất khỏi mọi thiết bị", en="ended all sessions"),
    "person:request_reset": Bilingual(vi="yêu cầu đặt lại mật khẩu", en="asked for a new password"),
    "person:reset_password": Bilingual(vi="đặt lại mật khẩu", en="chose a new password"),
    "person:change_password": Bilingual(vi="đổi mật khẩu", en="changed the password"),
    "person:set_language": Bilingual(vi="đổi ngôn ngữ", en="changed the language"),
    "person:set_mail_rhythm": Bilingual(vi="đổi cách nhận thư", en="changed how often mails come"),
    "person:choose_columns": Bilingual(vi="chọn cột của danh mục", en="chose the columns of a list"),
    "person:sign_in": Bilingual(vi="đăng nhập", en="signed in"),
    "person:sign_out": Bilingual(vi="đăng xuất", en="signed out"),
}
