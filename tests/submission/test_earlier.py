"""Copying on the page, similar proposals while typing and at the check, the form as a download."""

from io import BytesIO
from zipfile import is_zipfile

import pytest
from flask import Flask

from catalog.db import transaction
from catalog.proposals.workflow import State
from catalog.rounds.queries import round_by_key
from tests.proposals import scene
from tests.submission.pages import found, notices
from tests.visitor import Visitor, form_of

TITLE = scene.COMPLETE["title"]
SIMILAR = "//ul[@class='similar']/li"


def test_an_earlier_proposal_is_copied_with_one_click(officer: Visitor, stored, look) -> None:
    source = stored(State.REJECTED, planned_start=scene.DAY)
    code = source.rpartition("/")[2]
    page = officer.get("/desk/proposals/earlier")
    data = dict(form_of(page, f"{source}/copy").form_values())
    answers = [officer.post(f"{source}/copy", data=data) for _click in range(2)]
    assert answers[0].status_code == 303
    assert answers[0].location == answers[1].location != source
    copied = officer.get(answers[0].location)
    assert notices(copied)[0] == f"Proposal {answers[0].location.rpartition('/')[2]} is there, copied from {code}."
    assert f"Copied from {code}." in notices(copied)[2]
    assert found(copied, "//ul[@class='inline-list']//a/@href")[0] == f"{answers[0].location}/kind#children"
    assert look(answers[0].location, lambda row: (row.title, row.planned_start)) == (TITLE, None)


def test_a_copy_says_so_only_until_it_is_sent(officer: Visitor, stored) -> None:
    for state, shown in ((State.DRAFT, 1), (State.CHANGES_REQUESTED, 0)):
        page = officer.get(stored(state, copied_from="SD-2022-03"))
        assert len(found(page, "//ul[@class='inline-list']")) == shown


def test_nothing_is_copied_while_no_round_is_open(app: Flask, officer: Visitor, stored) -> None:
    source = stored(State.CLOSED)
    data = dict(form_of(officer.get("/desk/proposals/earlier"), f"{source}/copy").form_values())
    with app.app_context(), transaction():
        round_ = round_by_key("2023")
        round_.opens_at, round_.closes_at = round_.opens_at.replace(year=2001), round_.closes_at.replace(year=2002)
    assert found(officer.get("/desk/proposals/earlier"), "//form[contains(@action, '/copy')]") == []
    assert officer.post(f"{source}/copy", data=data).location == "/desk/proposals"


def test_what_cannot_be_copied(officer: Visitor, visitor, stored) -> None:
    own, foreign = stored(State.DRAFT), stored(State.PUBLISHED, "218")
    data = dict(form_of(officer.get("/desk/proposals/earlier"), f"{own}/copy").form_values())
    assert officer.post(f"{foreign}/copy", data=data).status_code == 404
    assert officer.post(f"{own}/copy", data={**data, "draft_key": ""}).status_code == 404
    assert officer.post(f"{own}/copy", data={**data, "csrf_token": ""}).status_code == 400
    assert found(visitor("leader").get(own), "//form[contains(@action, '/copy')]") == []


def test_what_is_similar_is_told_while_typing(officer: Visitor, stored) -> None:
    """Not what another unit has not sent; of what it sent neither text nor amount."""
    secret = stored(State.DRAFT, "218", title=f"{TITLE} 2")
    sent = stored(State.SUBMITTED, "218", need="Bí mật", title=f"{TITLE} 3")
    answer = officer.get("/desk/proposals/similar", query_string={"title": TITLE})
    code = sent.rpartition("/")[2]
    assert found(answer, SIMILAR) == [
        f"{code} {TITLE} 3 Luc Nam District · Call 2023 · Sent to the Department Why: almost the same title"
    ]
    assert found(answer, f"{SIMILAR}//a") == []
    assert secret.rpartition("/")[2] not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_nothing_similar_leaves_nothing(officer: Visitor) -> None:
    assert officer.get("/desk/proposals/similar", query_string={"title": "Cầu treo"}).text.strip() == ""


@pytest.mark.parametrize("page", ["place", "check"])
def test_what_is_similar_stands_on_the_page_without_a_script(officer: Visitor, stored, page: str) -> None:
    other, own = stored(State.PUBLISHED), stored()
    links = found(officer.get(f"{own}/{page}"), f"{SIMILAR}/a/@href")
    assert links == [other]


def test_a_new_title_that_is_known_is_pointed_out(officer: Visitor, stored) -> None:
    stored(State.PUBLISHED)
    made = officer.submit("/desk/proposals/new", {"title": TITLE})
    assert notices(officer.get(made.location))[1].startswith("Similar proposals are known")


@pytest.mark.parametrize(("fmt", "kind"), [("docx", "application/vnd.openxmlformats"), ("pdf", "application/pdf")])
def test_the_form_is_downloaded_by_the_unit(officer: Visitor, visitor, stored, fmt: str, kind: str) -> None:
    address = stored()
    for reader in (officer, visitor("leader")):
        answer = reader.get(f"{address}/form.{fmt}")
        assert (answer.status_code, answer.content_type.startswith(kind)) == (200, True)
        assert answer.headers["Content-Disposition"] == (
            f"attachment; filename=phieu-de-xuat-{address.rpartition('/')[2]}.{fmt}"
        )
        assert answer.data[:5] == b"%PDF-" or is_zipfile(BytesIO(answer.data))
    assert visitor("officer", "218").get(f"{address}/form.{fmt}").status_code == 404
    assert officer.get(f"{address}/form.odt").status_code == 404
