"""Differences as pages show them: changed photos are seen, long paragraphs that stayed are folded away."""

from flask import Flask, render_template_string
from lxml import html

from catalog.attachments.queries import Files, ShownPhoto
from catalog.proposals.changes import Change, in_words_of
from catalog.proposals.models import Attachment
from tests.public.reading import parsed, text

LIST = "{% from '_macros/changes.html' import changes_list with context %}{{ changes_list(changes, files=files) }}"
LONG = "Đoạn dài không đổi. " * 9


def a_photo(number: int, origin: int | None = None) -> ShownPhoto:
    row = Attachment(id=number, origin_id=origin, kind="photo", name=f"{number}.jpg", width=600, height=400)
    row.sizes = {"480": "a" * 64}
    return ShownPhoto(row, number, None, [])


def a_row(number: int, caption: str) -> list[object]:
    return [f"{number}.jpg", caption, "", "", "", "", "", number]


def shown(app: Flask, changes: list[Change], files: Files | None = None) -> html.HtmlElement:
    with app.test_request_context("/desk/review", headers={"Accept-Language": "en"}):
        return parsed(render_template_string(LIST, changes=changes, files=files))


def test_photos_that_came_or_changed_are_seen(app: Flask) -> None:
    before = [a_row(1, "Lớp học"), a_row(2, "Sân trường"), a_row(3, "Bị gỡ")]
    after = [a_row(1, "Lớp học"), a_row(2, "Sân trường mới"), a_row(4, "Thư viện")]
    changes = in_words_of({"attachments": (before, after)}, {})
    # The second one is the copy that an edit made of row 2.
    page = shown(app, changes, Files([a_photo(1), a_photo(12, origin=2), a_photo(4)], []))
    assert [image.get("src") for image in page.iter("img")] == ["/desk/files/12/480", "/desk/files/4/480"]
    assert list(shown(app, changes).iter("img")) == []


def test_long_paragraphs_that_stayed_are_folded(app: Flask) -> None:
    edits = {"need": (f"Một.\n{LONG}\n{LONG}\nHai.", f"Mới.\n{LONG}\n{LONG}\nHai.")}
    page = shown(app, in_words_of(edits, {}))
    summaries = [text(summary) for summary in page.iter("summary")]
    assert len(summaries) == 2
    assert {said.partition(" ")[0] for said in summaries} == {"3"}
    assert list(shown(app, in_words_of({"need": ("Một.\nHai.", "Mới.\nHai.")}, {})).iter("summary")) == []
