"""The section of photos and documents: kept at once, described, and kept when something else on the page fails."""

import io
import json
import re
from typing import Any

import pytest
from flask import Flask
from lxml import html

from catalog import storage
from catalog.attachments.services import Description
from catalog.proposals.models import Attachment
from tests.attachments import build
from tests.submission.pages import field, found, notices, summary
from tests.visitor import Visitor

PHOTO = {"caption": "Điểm trường", "alternative_text": "Hai phòng", "credit": "Phòng GD", "consent": "no_child"}


def a_file(data: bytes, name: str) -> tuple[io.BytesIO, str]:
    return io.BytesIO(data), name


def rows(look: Any, address: str) -> list[Attachment]:
    return look(address, lambda proposal: list(proposal.attachments))


@pytest.fixture
def address(stored: Any) -> str:
    """The page of a draft's files."""
    return f"{stored()}/files"


@pytest.fixture
def with_photo(officer: Visitor, address: str, look: Any) -> int:
    """The id of a photo on that page."""
    officer.submit(address, {"photos": a_file(build.photo(), "truong.jpg")}, button="do=upload")
    return rows(look, address)[0].id


def test_files_are_kept_at_once(officer: Visitor, address: str, look: Any) -> None:
    files = {
        "photos": [a_file(build.photo(), "a.jpg"), a_file(build.heic(), "b.heic")],
        "documents": a_file(build.pdf(), "c.pdf"),
    }
    answer = officer.submit(address, files, button="do=upload")
    assert (answer.status_code, answer.location) == (303, f"{address}#photos")
    assert [(row.kind, row.name) for row in rows(look, address)] == [
        ("photo", "a.jpg"),
        ("photo", "b.jpg"),
        ("document", "c.pdf"),
    ]
    opened = officer.get(address)
    assert found(opened, "//fieldset[contains(@class, 'file-card')]/legend") == ["Photo 1", "Photo 2", "c.pdf"]


def test_what_is_written_is_kept(officer: Visitor, address: str, with_photo: int) -> None:
    answer = officer.submit(address, {f"file-{with_photo}-{key}": text for key, text in PHOTO.items()})
    assert (answer.status_code, answer.location) == (303, address)
    opened = officer.get(address)
    assert {key: field(opened, f"file-{with_photo}-{key}") for key in PHOTO} == PHOTO
    assert found(opened, "//p[@class='lacks']") == ["Ready to be published"]


def test_what_a_photo_lacks_is_said(officer: Visitor, address: str, with_photo: int) -> None:
    said = found(officer.get(address), "//p[@class='lacks']/span")
    assert said == ["no caption yet", "no description yet", "no credit yet", "no kind of consent chosen yet"]


def test_the_task_is_done_when_every_photo_may_be_published(officer: Visitor, address: str, with_photo: int) -> None:
    def status() -> list[str]:
        task = "//ol[@class='tasks']/li[contains(., 'Photos and documents')]/span"
        return found(officer.get(address.removesuffix("/files")), task)

    assert status() == ["In progress"]
    officer.submit(address, {f"file-{with_photo}-{key}": text for key, text in PHOTO.items()})
    assert status() == ["Complete"]


def test_a_refused_file_takes_nothing_with_it(officer: Visitor, address: str, with_photo: int, look: Any) -> None:
    fields = {
        "photos": [a_file(b"GIF89a", "vui.gif"), a_file(build.photo(90), "b.jpg")],
        f"file-{with_photo}-caption": "Điểm trường",
    }
    answer = officer.submit(address, fields, button="do=upload")
    assert answer.status_code == 422
    refused = "vui.gif: This is no JPEG, PNG, WebP or HEIC photo. PDF, Word and Excel files go under Documents."
    assert summary(answer) == [f"Add photos: {refused}"]
    assert found(answer, "//ul[@id='photos-error']/li") == [f"Error: {refused}"]
    assert field(answer, f"file-{with_photo}-caption") == "Điểm trường"
    assert [(row.name, row.caption) for row in rows(look, address)] == [("truong.jpg", "Điểm trường"), ("b.jpg", "")]


def test_a_photo_is_kept_when_a_field_fails(officer: Visitor, address: str, with_photo: int, look: Any) -> None:
    long = "x" * 301
    fields = {"photos": a_file(build.photo(90), "b.jpg"), f"file-{with_photo}-caption": long}
    answer = officer.submit(address, fields, button="do=next")
    assert (answer.status_code, summary(answer)) == (422, ["Caption: It has 301 characters; 300 at most."])
    assert found(answer, "//div[@class='error-summary']//a/@href") == [f"#file-{with_photo}-caption"]
    assert field(answer, f"file-{with_photo}-caption") == long
    assert found(answer, "//fieldset[contains(@class, 'file-card')]/legend") == ["Photo 1", "Photo 2"]
    assert [(row.name, row.caption) for row in rows(look, address)] == [("truong.jpg", ""), ("b.jpg", "")]
    again = sent(answer) | {f"file-{with_photo}-caption": "Điểm trường"}
    assert officer.post(address, data=again).status_code == 303
    assert rows(look, address)[0].caption == "Điểm trường"


def sent(opened: Any) -> dict[str, Any]:
    """What the form of a page sends."""
    form = next(form for form in html.fromstring(opened.text).forms if "base" in form.fields)
    return dict(form.form_values())


def test_two_who_describe_a_photo_see_both_texts(officer: Visitor, address: str, with_photo: int, look: Any) -> None:
    opened = officer.get(address)
    officer.submit(address, {f"file-{with_photo}-caption": "Của người trước"})
    data = sent(opened) | {f"file-{with_photo}-caption": "Của người sau"}
    answer = officer.post(address, data=data)
    assert (answer.status_code, field(answer, f"file-{with_photo}-caption")) == (409, "Của người sau")
    assert found(answer, "//div[@class='stored']") == ["Stored now: Caption: Của người trước"]
    assert rows(look, address)[0].caption == "Của người trước"
    assert officer.post(address, data=sent(answer)).status_code == 303
    assert rows(look, address)[0].caption == "Của người sau"


def test_a_file_added_meanwhile_is_no_conflict(officer: Visitor, address: str, with_photo: int, look: Any) -> None:
    opened, need = officer.get(address), officer.get(address.replace("/files", "/need"))
    officer.submit(address, {"photos": a_file(build.photo(90), "b.jpg")})
    data = sent(opened) | {f"file-{with_photo}-caption": "Điểm trường"}
    assert officer.post(address, data=data).status_code == 303
    data = sent(need) | {"need": "Cần."}
    assert officer.post(address.replace("/files", "/need"), data=data).status_code == 303
    assert [row.caption for row in rows(look, address)] == ["Điểm trường", ""]


BUTTONS = {
    "stay": "",
    "upload": "#photos",
    "next": "/../approval",
    "back": "/..",
    "up:{id}": "#file-{id}",
    "down:{id}": "#file-{id}",
    "remove:{id}": "?remove={id}#file-{id}",
    "nonsense:{id}": "",
}


@pytest.mark.parametrize("button", BUTTONS)
def test_buttons_lead_on(officer: Visitor, address: str, with_photo: int, button: str) -> None:
    led = officer.submit(address, button=f"do={button.format(id=with_photo)}").location
    wanted = address + BUTTONS[button].format(id=with_photo)
    assert led == re.sub(r"/\w+/\.\.", "", wanted)


def test_a_photo_is_removed_after_a_second_word(officer: Visitor, address: str, with_photo: int, look: Any) -> None:
    asked = officer.submit(address, button=f"do=remove:{with_photo}")
    assert len(rows(look, address)) == 1
    page = officer.get(asked.location.partition("#")[0])
    assert found(page, "//fieldset//strong") == ["Remove photo 1 for good?"]
    officer.submit(address, button=f"do=drop:{with_photo}")
    assert rows(look, address) == []
    assert officer.get(f"/desk/files/{with_photo}/64").status_code == 404


def test_what_is_typed_is_kept_when_the_proposal_was_sent(officer: Visitor, address: str, with_photo: int) -> None:
    opened = officer.get(address)
    officer.submit(f"{address.removesuffix('/files')}/check", {"declaration": "y"})
    data = sent(opened) | {f"file-{with_photo}-caption": "Viết dở"}
    answer = officer.post(address, data=data)
    assert (answer.status_code, field(answer, f"file-{with_photo}-caption")) == (403, "Viết dở")
    assert officer.get(address).location == address.removesuffix("/files")


# A script


def by_script(officer: Visitor, address: str, kind: str, data: bytes, name: str) -> Any:
    fields = {"csrf_token": field(officer.get(address), "csrf_token"), "kind": kind, "file": a_file(data, name)}
    return officer.post(f"{address}/new", data=fields)


def test_a_script_gets_the_place_of_the_new_file(officer: Visitor, address: str, look: Any) -> None:
    answer = by_script(officer, address, "photo", build.photo(), "a.jpg")
    row = rows(look, address)[0]
    assert (answer.status_code, found(answer, "//fieldset/@id")) == (201, [f"file-{row.id}"])
    answer = by_script(officer, address, "document", build.pdf(), "a.pdf")
    assert found(answer, "//input/@name") == [f"file-{rows(look, address)[1].id}-note"]


HOSTILE: list[tuple[str, bytes, str, int]] = [
    ("photo", b"GIF89a/*", "a.jpg", 422),
    ("photo", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", 422),
    ("photo", build.png_of_size(30_000, 30_000), "a.png", 422),
    ("document", b"MZ", "a.pdf", 422),
    ("document", build.docx_file(), "a.pdf", 422),
    ("video", build.photo(), "a.jpg", 404),
]


def test_hostile_files_are_refused_and_not_stored(app: Flask, officer: Visitor, address: str, look: Any) -> None:
    answers = [by_script(officer, address, kind, data, name).status_code for kind, data, name, _status in HOSTILE]
    assert answers == [status for *_rest, status in HOSTILE]
    assert rows(look, address) == []
    assert not (app.config["CATALOG"].data_dir / storage.ATTACHMENTS).exists()


def test_what_is_typed_is_saved_while_it_is_typed(officer: Visitor, address: str, with_photo: int, look: Any) -> None:
    opened = officer.get(address)
    data = sent(opened) | {f"file-{with_photo}-caption": "Điểm trường"}
    told = officer.post(address, data=data, headers={"Accept": "application/json"})
    assert (told.status_code, told.json["errors"]) == (200, {})
    data |= {"base": told.json["base"], f"file-{with_photo}-caption": "Điểm trường lẻ"}
    assert officer.post(address, data=data, headers={"Accept": "application/json"}).status_code == 200
    stale = officer.post(
        address, data=sent(opened) | {f"file-{with_photo}-caption": "Khác"}, headers={"Accept": "application/json"}
    )
    assert stale.status_code == 409
    assert rows(look, address)[0].caption == "Điểm trường lẻ"


def test_what_is_wrong_stays_out_while_it_is_typed(officer: Visitor, address: str, with_photo: int, look: Any) -> None:
    officer.submit(address, {"photos": a_file(build.photo(90), "b.jpg")})
    second = rows(look, address)[1].id
    data = sent(officer.get(address)) | {f"file-{with_photo}-caption": "x" * 301, f"file-{second}-caption": "Có"}
    told = officer.post(address, data=data, headers={"Accept": "application/json"})
    assert told.json["errors"] == {f"file-{with_photo}-caption": "It has 301 characters; 300 at most."}
    assert [row.caption for row in rows(look, address)] == ["", "Có"]
    assert set(json.loads(told.json["base"])) == {f"file-{with_photo}", f"file-{second}"}


# Seen by whom


def test_files_are_served_in_a_box_to_the_unit_and_the_office(
    officer: Visitor, visitor: Any, address: str, with_photo: int, look: Any
) -> None:
    officer.submit(address, {"documents": a_file(build.pdf(), "Quyết định.pdf")})
    document = rows(look, address)[1].id
    photo, paper = officer.get(f"/desk/files/{with_photo}/64"), officer.get(f"/desk/files/{document}")
    assert [(answer.status_code, answer.content_type) for answer in (photo, paper)] == [
        (200, "image/jpeg"),
        (200, "application/pdf"),
    ]
    for answer in (photo, paper):
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "private, max-age=600"
    assert photo.headers["Content-Disposition"].startswith("inline")
    assert paper.headers["Content-Disposition"] == (
        "attachment; filename=\"Quyet inh.pdf\"; filename*=UTF-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh.pdf"
    )
    stranger, office = visitor("officer", "218"), visitor("reviewer")
    for reader in (stranger, office):
        assert [
            reader.get(path).status_code for path in (f"/desk/files/{with_photo}/64", f"/desk/files/{document}")
        ] == [404, 404]
    officer.submit(f"{address.removesuffix('/files')}/check", {"declaration": "y"})
    assert [reader.get(f"/desk/files/{with_photo}/64").status_code for reader in (stranger, office)] == [404, 200]


def test_there_is_no_other_file(officer: Visitor, address: str, with_photo: int) -> None:
    paths = (f"/desk/files/{with_photo}", f"/desk/files/{with_photo}/65", "/desk/files/99/64", "/desk/files/99")
    assert [officer.get(path).status_code for path in paths] == [404] * len(paths)


def test_both_desks_show_what_was_sent(officer: Visitor, visitor: Any, address: str, with_photo: int) -> None:
    fields = {f"file-{with_photo}-{key}": text for key, text in PHOTO.items()}
    fields[f"file-{with_photo}-caption"] = "Em Nguyễn Văn An đọc sách"
    officer.submit(address, fields | {"documents": a_file(build.pdf(), "c.pdf")})
    own = address.removesuffix("/files")
    check = officer.get(f"{own}/check")
    assert found(check, "//figure//mark") == ["Em Nguyễn Văn An"]
    officer.submit(f"{own}/check", {"declaration": "y"})
    office = visitor("reviewer").get(own.replace("/proposals/", "/review/"))
    for page in (officer.get(own), office):
        assert found(page, "//figure//img/@alt") == ["Hai phòng"]
        assert found(page, "//ul[@class='documents']//a") == ["c.pdf"]
    assert found(office, "//figure//button") == ["“Em Nguyễn Văn An” shows no child's details"]


def test_an_unfinished_photo_is_pointed_out_before_sending(officer: Visitor, address: str, with_photo: int) -> None:
    check = officer.get(f"{address.removesuffix('/files')}/check")
    text = "Photo 1: no caption yet, no description yet, no credit yet, no kind of consent chosen yet."
    assert any(text in notice for notice in notices(check))
    assert found(check, f"//a[@href='{address}#file-{with_photo}']") == [text]


def test_an_empty_description_is_known() -> None:
    assert (
        Description().fingerprint()
        == Description.of(Attachment(**dict.fromkeys(Description().__dict__, ""))).fingerprint()
    )
