"""The description of the API for programs (OpenAPI 3.1), made of the tables that it is read and answered by."""

from collections.abc import Sequence
from typing import Any

from catalog.api.limits import SECONDS
from catalog.api.operations import OPERATIONS, ROOT, Operation
from catalog.api.parameters import Parameter
from catalog.api.problems import MEDIA_TYPE, PROBLEMS
from catalog.api.schemas import COMPONENTS, components
from catalog.i18n import Bilingual

Described = dict[str, Any]
VERSION = "1.0.0"
TITLE = Bilingual("Dữ liệu mở của Danh mục viện trợ cho trẻ em", "Open data of the Children's Aid Catalogue")
ABOUT = Bilingual(
    "Chỉ đọc, không cần tài khoản, gọi được từ trang web của bên khác (CORS). Chỉ có nội dung đã công bố. Thời gian "
    "theo UTC; số tiền tính bằng đồng và đô la Mỹ nguyên, theo tỷ giá của danh mục (`edition.rate`). Số trẻ em dưới "
    "10 của nhóm nhạy cảm ghi là “<10”. Có tên trong danh mục không có nghĩa là kinh phí đã được giữ chỗ.",
    "Read-only, without an account, and open to pages of other sites (CORS). Released content only. Times are UTC; "
    "amounts are whole đồng and US dollars at the rate of the edition (`edition.rate`). Fewer than ten children of a "
    "sensitive group are given as “<10”. Being listed does not reserve funds.",
)
DONE = Bilingual("Nội dung được hỏi.", "What was asked for.")
SAME = Bilingual(
    "Không thay đổi so với bản có ETag nêu ở If-None-Match.", "The same as the answer with the ETag of If-None-Match."
)
HEADERS = {
    "ETag": Bilingual("Tên của câu trả lời này; gửi lại ở If-None-Match.", "Names this answer, for If-None-Match."),
    "RateLimit-Limit": Bilingual("Số lượt hỏi trong một phút.", "How many requests a minute has."),
    "RateLimit-Remaining": Bilingual("Số lượt còn lại.", "How many are left."),
    "RateLimit-Reset": Bilingual("Số giây đến phút tiếp theo.", "Seconds until the next minute."),
}
WAIT = Bilingual("Số giây cần chờ.", "Seconds to wait.")
NUMBER = {"type": "integer", "minimum": 0}


def describe(base_url: str, language: str, filters: Sequence[Parameter]) -> Described:
    """The OpenAPI document in one language; `filters` are the parameters that the list shares with its page."""
    return {
        "openapi": "3.1.0",
        "info": {"title": TITLE.in_(language), "version": VERSION, "description": ABOUT.in_(language)},
        "servers": [{"url": base_url}],
        "paths": {ROOT + operation.path: {"get": _operation(operation, language, filters)} for operation in OPERATIONS},
        "components": {
            "schemas": components(),
            "headers": {name: _header(name, about, language) for name, about in HEADERS.items()},
        },
    }


def parameters_of(operation: Operation, filters: Sequence[Parameter]) -> list[Parameter]:
    """The parameters of an operation, in the order in which they are told."""
    return [*(filters if operation.is_filtered else ()), *operation.parameters]


def _header(name: str, about: Bilingual, language: str) -> Described:
    schema = {"type": "string"} if name == "ETag" else NUMBER
    return {"description": about.in_(language), "schema": schema}


def _operation(operation: Operation, language: str, filters: Sequence[Parameter]) -> Described:
    told = [_parameter(parameter, language) for parameter in parameters_of(operation, filters)]
    if operation.path_about:
        name = operation.path.partition("{")[2].rstrip("}")
        about = {"description": operation.path_about.in_(language), "schema": {"type": "string", "minLength": 1}}
        told.insert(0, {"name": name, "in": "path", "required": True, **about})
    return {
        "operationId": operation.name,
        "summary": operation.summary.in_(language),
        "description": operation.about.in_(language),
        "parameters": told,
        "responses": _responses(operation, language),
    }


def _parameter(parameter: Parameter, language: str) -> Described:
    told: Described = {"name": parameter.name, "in": "query", "description": parameter.about.in_(language)}
    if not parameter.is_list:
        return told | {"schema": dict(parameter.schema)}
    several = {"type": "array", "items": dict(parameter.schema), "uniqueItems": True}
    return told | {"schema": several, "style": "form", "explode": not parameter.with_commas}


def _responses(operation: Operation, language: str) -> Described:
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS}
    done = {"schema": {"$ref": COMPONENTS + operation.answer}}
    return {
        "200": {"description": DONE.in_(language), "headers": headers, "content": {"application/json": done}},
        "304": {"description": SAME.in_(language), "headers": headers},
        **{str(status): _problem(status, language) for status in operation.problems},
    }


def _problem(status: int, language: str) -> Described:
    kind = PROBLEMS[status]
    told: Described = {
        "description": f"{kind.title.in_(language)}. {kind.advice.in_(language)}",
        "content": {MEDIA_TYPE: {"schema": {"$ref": f"{COMPONENTS}problem"}}},
    }
    if status == 429:
        schema = {"type": "integer", "minimum": 1, "maximum": SECONDS}
        told["headers"] = {"Retry-After": {"description": WAIT.in_(language), "required": True, "schema": schema}}
    return told
