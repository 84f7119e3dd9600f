"""The texts of the site that belong to the office: what each is for, where it stands, how long it may be."""

from typing import NamedTuple

from catalog.i18n import Bilingual


class Message(NamedTuple):
    """A text by its key: its name, where visitors read it, the most characters, whether it has paragraphs and links."""

    name: Bilingual
    where: Bilingual
    limit: int
    is_rich: bool = False


PAGE = 20_000
MESSAGES = {
    "notice": Message(
        Bilingual("Thông báo", "Notice"),
        Bilingual("trên đầu mọi trang của danh mục", "on top of every page of the catalogue"),
        600,
        is_rich=True,
    ),
    "slogan": Message(
        Bilingual("Khẩu hiệu", "Slogan"),
        Bilingual("trang chủ và cuối mọi trang", "on the home page and at the foot of every page"),
        300,
    ),
    "no_reservation": Message(
        Bilingual("Có tên trong danh mục nghĩa là gì", "What being listed means"),
        Bilingual("trang chủ, danh mục, trang dự án và tài liệu", "on the home page, the list, projects and documents"),
        600,
    ),
    "hotline": Message(
        Bilingual("Tổng đài 111", "Hotline 111"),
        Bilingual("cuối mọi trang và trang bảo vệ trẻ em", "at the foot of every page, on the child protection page"),
        400,
    ),
    "privacy": Message(
        Bilingual("Bảo vệ thông tin của trẻ em", "Children's information"),
        Bilingual("cuối mọi trang", "at the foot of every page"),
        600,
    ),
    "privacy_page": Message(
        Bilingual("Quyền riêng tư: phần của cơ quan", "Privacy: what the office adds"),
        Bilingual("trang về quyền riêng tư", "on the privacy page"),
        PAGE,
        is_rich=True,
    ),
    "accessibility_page": Message(
        Bilingual("Tiếp cận: phần của cơ quan", "Accessibility: what the office adds"),
        Bilingual("trang về khả năng tiếp cận", "on the accessibility page"),
        PAGE,
        is_rich=True,
    ),
    "child_protection_page": Message(
        Bilingual("Bảo vệ trẻ em: địa chỉ tiếp nhận thông tin", "Child protection: addresses that take reports"),
        Bilingual("trang bảo vệ trẻ em", "on the child protection page"),
        PAGE,
        is_rich=True,
    ),
}
