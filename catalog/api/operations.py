"""What can be asked of the API: one table from which it is described and its answers are told apart."""

from dataclasses import dataclass

from catalog.api.parameters import COLUMN, CURSOR, EDITION, LANG, LIMIT, Parameter
from catalog.i18n import Bilingual

ROOT = "/api/v1"


@dataclass(frozen=True)
class Operation:
    """Something that can be asked: its path, its parameters and the name of the schema of its answer.

    Its name is that of its view. `is_filtered`: it takes the filters of the page too. `path_about` tells the part of
    the path that stands in braces.
    """

    name: str
    path: str
    answer: str
    summary: Bilingual
    about: Bilingual
    parameters: tuple[Parameter, ...] = (LANG,)
    is_filtered: bool = False
    path_about: Bilingual | None = None
    problems: tuple[int, ...] = (400, 406, 429, 503)


MISSING = (400, 404, 406, 429, 503)

OPERATIONS = (
    Operation(
        "start",
        "/",
        "start",
        Bilingual("Bắt đầu", "Where to begin"),
        Bilingual("Địa chỉ của mọi nội dung.", "The addresses of everything there is."),
    ),
    Operation(
        "projects",
        "/projects",
        "projects",
        Bilingual("Các dự án của một danh mục", "The projects of an edition"),
        Bilingual(
            "Cùng bộ lọc và thứ tự như trang danh sách; đọc hết bằng cách theo `links.next` cho đến khi là null. "
            "Trang tiếp theo vẫn thuộc danh mục đã bắt đầu đọc, kể cả khi vừa công bố danh mục mới.",
            "The same filters and sorting as the page with the list; follow `links.next` until it is null. "
            "Further pages are of the edition that was begun, even if a newer one is released meanwhile.",
        ),
        (LANG, EDITION, COLUMN, LIMIT, CURSOR),
        is_filtered=True,
        problems=MISSING,
    ),
    Operation(
        "project",
        "/projects/{code}",
        "one_project",
        Bilingual("Một dự án", "One project"),
        Bilingual(
            "Như lần công bố gần nhất, hoặc như danh mục nêu ở `edition`. Dự án đã rút khỏi danh mục: 410.",
            "As it was last released, or as the `edition` lists it. 410 if it was taken off the list.",
        ),
        (LANG, EDITION),
        path_about=Bilingual("Mã dự án, như SD-2023-01.", "The code of the project, as SD-2023-01."),
        problems=(400, 404, 406, 410, 429, 503),
    ),
    Operation(
        "editions",
        "/editions",
        "editions",
        Bilingual("Các danh mục đã công bố", "The released editions"),
        Bilingual("Mới nhất trước.", "The newest first."),
    ),
    Operation(
        "edition",
        "/editions/{key}",
        "one_edition",
        Bilingual("Một danh mục và các tệp của danh mục", "One edition and its documents"),
        Bilingual(
            "Danh mục đã công bố không thay đổi; mỗi tệp có SHA-256 để đối chiếu.",
            "A released edition never changes; files can be checked by their SHA-256.",
        ),
        path_about=Bilingual(
            "Mã danh mục, như 2023-1, hoặc latest.", "The key of the edition, as 2023-1, or latest for the newest."
        ),
        problems=MISSING,
    ),
    Operation(
        "facets",
        "/facets",
        "facets",
        Bilingual("Các bộ lọc và số dự án", "What to filter by, with counts"),
        Bilingual(
            "Số dự án của từng giá trị khi áp dụng các bộ lọc khác; giá trị không có dự án mang số 0.",
            "How many projects each value has with the other filters applied, zeros included.",
        ),
        (LANG, EDITION),
        is_filtered=True,
        problems=MISSING,
    ),
    Operation(
        "categories",
        "/categories",
        "categories",
        Bilingual("Các loại hỗ trợ", "The types of support"),
        Bilingual("Những loại có dự án trong danh mục.", "Those that the edition has projects of."),
        (LANG, EDITION),
        problems=MISSING,
    ),
    Operation(
        "areas",
        "/areas",
        "areas",
        Bilingual("Các địa bàn, đơn vị", "The areas"),
        Bilingual("Những đơn vị có dự án trong danh mục.", "The units that the edition has projects of."),
        (LANG, EDITION),
        problems=MISSING,
    ),
    Operation(
        "rounds",
        "/rounds",
        "rounds",
        Bilingual("Các đợt vận động", "The calls"),
        Bilingual(
            "Thời gian mở và đóng chung; cũng có dạng lịch (iCalendar).",
            "When they open and close for everybody; there is a calendar (iCalendar) too.",
        ),
    ),
)
BY_NAME = {operation.name: operation for operation in OPERATIONS}
