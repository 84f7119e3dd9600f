"""One-time links: where each kind leads, how long it is good for, and the mail that carries it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from catalog.i18n import Bilingual


@dataclass(frozen=True)
class LinkKind:
    """One purpose of a link."""

    path: str
    lifetime: timedelta
    subject: Bilingual
    body: Bilingual


@dataclass(frozen=True)
class Link:
    """A new link as the administrator sees it once; only its hash is kept."""

    purpose: str
    address: str
    expires_at: datetime


LINK_KINDS = {
    "invite": LinkKind(
        path="/invitation/",
        lifetime=timedelta(days=7),
        subject=Bilingual(
            vi="Tài khoản sử dụng Danh mục dự án vận động viện trợ",
            en="Your account for the aid-project catalogue",
        ),
        body=Bilingual(
            vi="""Kính gửi ông/bà {name},

Ông/bà được cấp một tài khoản trên hệ thống Danh mục dự án vận động viện trợ.
Vai trò: {roles}

Mời ông/bà mở đường dẫn dưới đây để đặt mật khẩu. Đường dẫn chỉ dùng được một lần, trước {until}:

{address}

Địa chỉ đăng nhập: {email}

Nếu thư này không dành cho ông/bà, xin vui lòng bỏ qua.
""",
            en="""Dear {name},

You have been given an account for the aid-project catalogue.
Your role: {roles}

Please open the address below to choose a password. It works once, until {until}:

{address}

You will sign in as: {email}

If this message is not meant for you, please ignore it.
""",
        ),
    ),
    "reset": LinkKind(
        path="/password-reset/",
        lifetime=timedelta(minutes=60),
        subject=Bilingual(
            vi="Đặt lại mật khẩu Danh mục dự án vận động viện trợ",
            en="Choose a new password for the aid-project catalogue",
        ),
        body=Bilingual(
            vi="""Kính gửi ông/bà {name},

Có yêu cầu đặt lại mật khẩu cho tài khoản {email}. Mời ông/bà mở đường dẫn dưới đây để đặt mật khẩu mới.
Đường dẫn chỉ dùng được một lần, trước {until}:

{address}

Nếu ông/bà không yêu cầu, xin vui lòng bỏ qua thư này; mật khẩu hiện tại vẫn giữ nguyên.
""",
            en="""Dear {name},

Somebody asked for a new password for the account {email}. Please open the address below to choose one.
It works once, until {until}:

{address}

If it was not you, please ignore this message; your present password stays as it is.
""",
        ),
    ),
}
