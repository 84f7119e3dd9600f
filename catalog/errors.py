"""What can go wrong in the domain; `app.py` turns each kind into a page with its HTTP status."""

from collections.abc import Mapping

from catalog.i18n import Bilingual


class DomainError(Exception):
    """Something the domain refuses, in words for the user; `retry_after` says in how many seconds it may not."""

    status = 422
    retry_after: int | None = None
    default = Bilingual(vi="Không thực hiện được yêu cầu này.", en="This can't be done.")

    def __init__(self, message: Bilingual | None = None) -> None:
        self.message = message or self.default
        super().__init__(self.message.en)


class NotAllowed(DomainError):
    """The actor may not do this, or not in this state."""

    status = 403
    default = Bilingual(
        vi="Tài khoản của ông/bà không có quyền thực hiện việc này.", en="Your account is not allowed to do this."
    )


class NotFound(DomainError):
    """There is no such thing, or the actor may not know of it."""

    status = 404
    default = Bilingual(vi="Không tìm thấy nội dung này.", en="There is nothing here.")


class Stale(DomainError):
    """Somebody else saved in between."""

    status = 409
    default = Bilingual(
        vi="Nội dung này vừa được người khác lưu. Hãy xem bản mới rồi sửa lại; nội dung ông/bà nhập vẫn còn bên dưới.",
        en="Somebody else has just saved this. See the new version and change it again; what you typed is kept below.",
    )


class NotReady(DomainError):
    """Something is still missing; `problems` lists it."""

    default = Bilingual(vi="Còn thiếu nội dung, chưa thực hiện được.", en="Something is still missing.")

    def __init__(self, problems: list[Bilingual], message: Bilingual | None = None) -> None:
        self.problems = problems
        super().__init__(message)


class Invalid(DomainError):
    """Values that a rule of the domain refuses; `fields` tells which, by field key."""

    default = Bilingual(vi="Có nội dung chưa đúng.", en="Some values are not right.")

    def __init__(self, fields: Mapping[str, Bilingual], message: Bilingual | None = None) -> None:
        self.fields = dict(fields)
        super().__init__(message)
