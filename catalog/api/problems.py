"""What went wrong, told to programs: application/problem+json (RFC 9457) in the language that they asked in."""

import json
from typing import Any, NamedTuple

from flask import Response, current_app, request

from catalog.errors import DomainError
from catalog.i18n import LANGUAGES, Bilingual

PREFIX = "/api/"
MEDIA_TYPE = "application/problem+json"


class Kind(NamedTuple):
    """A kind of problem: its name in the address of its type, its title, and what to do about it."""

    name: str
    title: Bilingual
    advice: Bilingual


PROBLEMS = {
    400: Kind(
        "wrong-parameter",
        Bilingual("Tham số không đúng", "A parameter is not right"),
        Bilingual(
            "Có tham số không có trong bản mô tả, lặp lại hoặc mang giá trị không nhận; `errors` nêu từng tham số.",
            "A parameter is unknown, given twice or has a value that is not accepted; `errors` names each.",
        ),
    ),
    404: Kind(
        "not-found",
        Bilingual("Không tìm thấy", "Not found"),
        Bilingual(
            "Không có nội dung này, hoặc nội dung chưa được công bố.", "There is no such thing, or it is not released."
        ),
    ),
    405: Kind(
        "read-only",
        Bilingual("Chỉ đọc", "Read-only"),
        Bilingual("Dùng GET, HEAD hoặc OPTIONS.", "Use GET, HEAD or OPTIONS."),
    ),
    406: Kind(
        "only-json",
        Bilingual("Chỉ có JSON", "Only JSON is given"),
        Bilingual(
            "Tiêu đề Accept phải nhận application/json, hoặc bỏ tiêu đề này.",
            "Let the Accept header take application/json, or leave it out.",
        ),
    ),
    410: Kind(
        "withdrawn",
        Bilingual("Đã rút khỏi danh mục", "Taken off the list"),
        Bilingual(
            "Dự án không còn trong danh mục mới nhất; `?edition=` cho xem bản đã công bố trước đó.",
            "The newest edition no longer lists the project; `?edition=` gives it as it was released before.",
        ),
    ),
    429: Kind(
        "too-many-requests",
        Bilingual("Quá nhiều lượt hỏi", "Too many requests"),
        Bilingual(
            "Chờ số giây ghi ở tiêu đề Retry-After rồi hỏi lại.",
            "Wait the seconds of Retry-After, then ask again.",
        ),
    ),
    500: Kind(
        "our-fault",
        Bilingual("Lỗi của hệ thống", "Something went wrong on our side"),
        Bilingual("Lỗi đã được ghi lại. Vui lòng thử lại.", "It was noted. Please try again."),
    ),
    503: Kind(
        "unavailable",
        Bilingual("Tạm thời không trả lời được", "Not available just now"),
        Bilingual("Vui lòng thử lại sau ít phút.", "Please try again in a moment."),
    ),
}


class Refused(DomainError):
    """Parameters that are not accepted; `errors` says of each why."""

    status = 400
    default = PROBLEMS[400].advice

    def __init__(self, errors: dict[str, Bilingual]) -> None:
        self.errors = errors
        told = (" ".join(error.in_(language) for error in errors.values()) for language in LANGUAGES)
        super().__init__(Bilingual(*told))


class Withdrawn(DomainError):
    """A project that was taken off the list."""

    status = 410
    default = PROBLEMS[410].advice


def is_program() -> bool:
    """Whether the request came to the API, and so wants no page."""
    return request.path.startswith(PREFIX)


def language_asked() -> str:
    """The language of a problem: that of `?lang=`, else the one that the program likes best, else English."""
    asked = request.args.get("lang", "")
    return asked if asked in LANGUAGES else request.accept_languages.best_match(("en", "vi"), "en") or "en"


def answer(status: int, error: Exception | None = None) -> Response:
    """A problem by its status; what a rule of the domain says of it stands in its detail."""
    kind, language = PROBLEMS.get(status, PROBLEMS[500]), language_asked()
    detail = error.message if isinstance(error, DomainError) else kind.advice
    told: dict[str, Any] = {
        "type": f"{current_app.config['CATALOG'].base_url}/{language}/api#{kind.name}",
        "title": kind.title.in_(language),
        "status": status,
        "detail": detail.in_(language),
    }
    if isinstance(error, Refused):
        told["errors"] = [{"parameter": name, "detail": words.in_(language)} for name, words in error.errors.items()]
    response = Response(json.dumps(told, ensure_ascii=False) + "\n", status, mimetype=MEDIA_TYPE)
    response.content_language.add(language)
    return response
