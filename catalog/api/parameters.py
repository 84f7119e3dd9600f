"""The parameters of the API: one table from which addresses are read and described."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import MultiDict

from catalog.api.problems import Refused
from catalog.exchange.columns import COLUMNS
from catalog.exchange.documents import DOCUMENT_LANGUAGES
from catalog.i18n import Bilingual

MOST = 100
USUAL = 20
NUMBER = re.compile(r"\d{1,15}")

UNKNOWN = Bilingual(
    "Không có tham số “{name}”; các tham số có: {known}.", "There is no parameter “{name}”, only {known}."
)
TWICE = Bilingual("Chỉ nêu “{name}” một lần.", "Give “{name}” once.")
NOT_ONE_OF = Bilingual(
    "“{name}” không nhận giá trị “{value}”; các giá trị có: {known}.", "“{name}” can't be “{value}”, only {known}."
)
NOT_BETWEEN = Bilingual(
    "“{name}” là số nguyên từ {least} đến {most}, không phải “{value}”.",
    "“{name}” is a whole number from {least} to {most}, not “{value}”.",
)
TOO_LONG = Bilingual("“{name}” dài nhất {most} ký tự.", "“{name}” has at most {most} characters.")


@dataclass(frozen=True)
class Parameter:
    """A parameter in the query of an address; `schema` (JSON Schema) is that of one value.

    One that `is_list` takes several values, each once more in the address or with commas between.
    """

    name: str
    about: Bilingual
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string", "maxLength": 200})
    is_list: bool = False
    with_commas: bool = False

    def read(self, typed: list[str]) -> Any:
        """The value of what an address says; the usual one where it says nothing. Raises Refused."""
        if self.is_list:
            parts = dict.fromkeys(part for value in typed for part in value.split(",") if part)
            return tuple(self._value(part) for part in parts)
        if len(typed) > 1:
            raise Refused({self.name: TWICE.format(name=self.name)})
        return self._value(typed[0]) if typed else self.schema.get("default")

    def _value(self, typed: str) -> Any:
        schema, told = self.schema, {"name": self.name, "value": typed}
        if "enum" in schema and typed not in schema["enum"]:
            raise Refused({self.name: NOT_ONE_OF.format(**told, known=", ".join(schema["enum"]))})
        if schema["type"] == "integer":
            least, most = schema["minimum"], schema["maximum"]
            if not (NUMBER.fullmatch(typed) and typed.isascii() and least <= int(typed) <= most):
                raise Refused({self.name: NOT_BETWEEN.format(**told, least=least, most=most)})
            return int(typed)
        if len(typed) > schema.get("maxLength", len(typed)):
            raise Refused({self.name: TOO_LONG.format(name=self.name, most=schema["maxLength"])})
        return typed


LANG = Parameter(
    "lang",
    Bilingual("Ngôn ngữ của lời văn, và của thông báo lỗi.", "The languages of the words, and that of problems."),
    {"type": "string", "enum": list(DOCUMENT_LANGUAGES), "default": "both"},
)
EDITION = Parameter(
    "edition",
    Bilingual(
        "Mã danh mục đã công bố, như 2023-1; mặc định là danh mục mới nhất.",
        "The key of a released edition, as 2023-1; the newest one if it is left out.",
    ),
)
LIMIT = Parameter(
    "limit",
    Bilingual("Số dự án của một trang.", "How many projects a page has."),
    {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
)
CURSOR = Parameter(
    "cursor",
    Bilingual(
        "Trang tiếp theo; lấy nguyên từ `links.next`. Chỉ dùng với cùng bộ lọc.",
        "The next page, as `links.next` gives it; good for the same filters only.",
    ),
    {"type": "string", "maxLength": 500},
)
COLUMN = Parameter(
    "columns",
    Bilingual(
        "Chỉ lấy các cột này; mặc định lấy tất cả, kể cả dự toán và ảnh.",
        "Only these columns; everything, budget and photos too, if it is left out.",
    ),
    {"type": "string", "enum": [column.key for column in COLUMNS]},
    is_list=True,
    with_commas=True,
)


def read(arguments: MultiDict[str, str], parameters: Iterable[Parameter]) -> dict[str, Any]:
    """The values of an address by name; raises Refused with everything that is wrong in it."""
    known = {parameter.name: parameter for parameter in parameters}
    values: dict[str, Any] = {}
    errors: dict[str, Bilingual] = {
        name: UNKNOWN.format(name=name, known=", ".join(known)) for name in arguments if name not in known
    }
    for name, parameter in known.items():
        try:
            values[name] = parameter.read(arguments.getlist(name))
        except Refused as refused:
            errors |= refused.errors
    if errors:
        raise Refused(errors)
    return values
