"""The mails of accounts, word for word, in both languages."""

from datetime import UTC, datetime

import pytest
import time_machine
from flask import current_app
from sqlalchemy import select

from catalog.accounts import services
from catalog.db import db
from catalog.mail import OutboxMessage
from tests.accounts import people
from tests.accounts.people import invited, member

pytestmark = pytest.mark.usefixtures("database")

START = datetime(2023, 5, 18, 8, 0, tzinfo=UTC)

INVITATION = {
    "vi": """Tài khoản sử dụng Danh mục dự án vận động viện trợ

Kính gửi ông/bà Nguyễn Thị Lan,

Ông/bà được cấp một tài khoản trên hệ thống Danh mục dự án vận động viện trợ.
Vai trò: Lãnh đạo đơn vị, Cán bộ đơn vị

Mời ông/bà mở đường dẫn dưới đây để đặt mật khẩu. Đường dẫn chỉ dùng được một lần, trước 15:00, 25/05/2023:

http://localhost/invitation/TOKEN

Địa chỉ đăng nhập: lan@example.org

Nếu thư này không dành cho ông/bà, xin vui lòng bỏ qua.
""",
    "en": """Your account for the aid-project catalogue

Dear Nguyễn Thị Lan,

You have been given an account for the aid-project catalogue.
Your role: Unit leader, Unit officer

Please open the address below to choose a password. It works once, until 15:00, 25 May 2023:

http://localhost/invitation/TOKEN

You will sign in as: lan@example.org

If this message is not meant for you, please ignore it.
""",
}
RESET = {
    "vi": """Đặt lại mật khẩu Danh mục dự án vận động viện trợ

Kính gửi ông/bà Nguyễn Thị Lan,

Có yêu cầu đặt lại mật khẩu cho tài khoản lan@example.org. Mời ông/bà mở đường dẫn dưới đây để đặt mật khẩu mới.
Đường dẫn chỉ dùng được một lần, trước 16:00, 18/05/2023:

http://localhost/password-reset/TOKEN

Nếu ông/bà không yêu cầu, xin vui lòng bỏ qua thư này; mật khẩu hiện tại vẫn giữ nguyên.
""",
    "en": """Choose a new password for the aid-project catalogue

Dear Nguyễn Thị Lan,

Somebody asked for a new password for the account lan@example.org. Please open the address below to choose one.
It works once, until 16:00, 18 May 2023:

http://localhost/password-reset/TOKEN

If it was not you, please ignore this message; your present password stays as it is.
""",
}


def newest_mail(token: str) -> str:
    """Subject and body, with the random token replaced by a word."""
    mail = people.newest_mail(current_app)
    assert mail["To"] == "lan@example.org"
    return f"{mail['Subject']}\n\n{mail.get_content()}".replace(token, "TOKEN")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_invitation(language: str) -> None:
    with time_machine.travel(START, tick=False):
        _, token = invited("lan@example.org", "officer", "leader", language=language, name="Nguyễn Thị Lan")
    assert newest_mail(token) == INVITATION[language]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_reset(language: str) -> None:
    with time_machine.travel(START, tick=False):
        member("lan@example.org", "reviewer", language=language, name="Nguyễn Thị Lan")
        services.request_reset("lan@example.org")
    token = people.newest_mail(current_app).get_content().partition("/password-reset/")[2].split()[0]
    assert newest_mail(token) == RESET[language]


def test_a_name_with_braces_is_only_a_name() -> None:
    invited("lan@example.org", "manager", name="{email} %s {0}")
    body = db.session.scalars(select(OutboxMessage.body)).first()
    assert body.splitlines()[0] == "Kính gửi ông/bà {email} %s {0},"
