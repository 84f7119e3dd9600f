"""A section: shown, saved with gaps, refused with everything still there, both texts where two people wrote."""

from typing import Any

import pytest
from flask import Flask

from catalog.proposals.safeguarding import KINDS
from catalog.proposals.sections import Section
from catalog.proposals.workflow import UNIT_MAY_WRITE, State
from tests.submission.pages import field, found, notices, summary
from tests.visitor import Visitor

# What is typed, and what stands in the field when the section is opened again.
TYPED: dict[str, dict[str, tuple[str, str]]] = {
    "place": {
        "title": ("Tủ  sách", "Tủ  sách"),
        "location": (" Xã Hữu Sản ", "Xã Hữu Sản"),
        "contact_email": ("phong.gd@example.org", "phong.gd@example.org"),
        "commune_code": ("07621", "07621"),
    },
    "kind": {
        "category_key": ("swimming", "swimming"),
        "aid_form": ("project", "project"),
        "has_construction": ("y", "y"),
        "sdg_targets": ("4.A 4.5", "4.a, 4.5"),
        "children": ("1.200", "1,200"),
        "girls": ("700", "700"),
        "boys": ("500", "500"),
        "age_from": ("0", "0"),
        "indirect": ("", ""),
    },
    "need": {"summary": ("Cho ai.", "Cho ai."), "need": ("Dòng 1\r\nDòng 2", "Dòng 1\nDòng 2")},
    "work": {"planned_start": ("3/2024", "03/2024"), "planned_end": ("tháng 2 năm 2025", "02/2025")},
    "contributions": {"sustainability": ("Nhà trường.", "Nhà trường.")},
    "approval": {
        "letter_number": ("12/UBND-VX", "12/UBND-VX"),
        "letter_date": ("18/5/2023", "18/05/2023"),
        "priority": ("2", "2"),
        "notes": ("Không.", "Không."),
    },
}


@pytest.mark.parametrize("section", TYPED)
def test_what_is_typed_is_kept(officer: Visitor, stored, section: str) -> None:
    address = f"{stored()}/{section}"
    answer = officer.submit(address, {name: typed for name, (typed, _) in TYPED[section].items()})
    assert answer.status_code == 303
    opened = officer.get(address)
    assert {name: field(opened, name) for name in TYPED[section]} == {
        name: shown for name, (_, shown) in TYPED[section].items()
    }


def test_every_section_is_saved_as_it_was_opened(officer: Visitor, stored, look) -> None:
    address = stored()
    version = look(address, lambda row: row.version)
    assert [officer.submit(f"{address}/{section}").status_code for section in Section] == [303] * len(Section)
    assert look(address, lambda row: row.version) == version


def test_a_gap_is_saved(officer: Visitor, stored, look) -> None:
    address = stored()
    officer.submit(f"{address}/place", {"title": "", "location": ""})
    assert look(address, lambda row: (row.title, row.location)) == ("", "")


NEXT = {
    "stay": "/place",
    "next": "/kind",
    "back": "",
    "no-such-button": "/place",
}


def test_buttons_lead_on(officer: Visitor, stored) -> None:
    address = stored()
    led = {button: officer.submit(f"{address}/place", button=f"do={button}").location for button in NEXT}
    assert led == {button: address + page for button, page in NEXT.items()}


def test_after_the_last_section_comes_the_check(officer: Visitor, stored) -> None:
    address = stored()
    assert officer.submit(f"{address}/approval", button="do=next").location == f"{address}/check"


# What is not right

REFUSED: list[tuple[str, dict[str, str], list[str]]] = [
    ("place", {"commune_code": "762"}, ["Commune code (5 digits): A commune code has exactly 5 digits."]),
    ("place", {"contact_email": "phong gd"}, ["Office e-mail: This is not an e-mail address."]),
    ("kind", {"children": "rất nhiều"}, ["Children who benefit directly: Enter a whole number, as 240 or 1.200."]),
    ("kind", {"girls": "100", "boys": "100"},
     ["Of these: boys: Girls and boys make 200, unlike the 240 children in all."]),
    ("kind", {"sdg_targets": "hòa bình"}, ["SDG targets: Enter targets such as 4.a, 4.5."]),
    ("kind", {"age_to": "16"}, ["Age, to: Children are under 16."]),
    ("need", {"summary": "x" * 161}, ["Summary in one sentence: It has 161 characters; 160 at most."]),
    ("work", {"planned_start": "mùa xuân"}, ["Start (month/year): Enter month and year, as 03/2024."]),
    ("work", {"planned_start": "05/2024", "planned_end": "04/2024"}, ["End (month/year): It ends before it starts."]),
    ("approval", {"letter_date": "31/02/2023"}, ["Date of the letter: Enter day, month and year, as 18/05/2023."]),
    ("approval", {"priority": "4"}, ["Priority for the unit: Choose one from the list."]),
]  # fmt: skip


def test_refused_with_everything_still_there(officer: Visitor, stored, look) -> None:
    address = stored()
    version = look(address, lambda row: row.version)
    for section, fields, errors in REFUSED:
        answer = officer.submit(f"{address}/{section}", fields)
        assert (answer.status_code, summary(answer)) == (422, errors)
        assert found(answer, "//title")[0].startswith("Error:")
        kept = {name: value for name, value in fields.items() if name != "priority"}
        assert {name: field(answer, name) for name in kept} == kept
    assert look(address, lambda row: row.version) == version


def test_the_error_stands_beside_its_field(officer: Visitor, stored) -> None:
    answer = officer.submit(f"{stored()}/kind", {"children": "x"})
    assert found(answer, "//p[@id='children-error']") == ["Error: Enter a whole number, as 240 or 1.200."]
    assert found(answer, "//input[@id='children']/@aria-describedby") == ["children-error"]
    assert found(answer, "//div[@class='error-summary']//a/@href") == ["#children"]


def test_a_child_that_may_be_recognised_is_pointed_out(officer: Visitor, stored) -> None:
    answer = officer.get(f"{stored(need='Em Nguyễn Văn An, 9 tuổi.')}/need")
    assert notices(answer) == [
        f"This may show who a child is; please write it without: Need: {KINDS['name'].en} “Em Nguyễn Văn An”"
    ]


# Two people


def test_both_texts_stand_on_the_page_of_a_conflict(app: Flask, officer: Visitor, stored, look) -> None:
    address = f"{stored()}/need"
    opened = officer.get(address)
    officer.submit(address, {"need": "Của người trước."})
    answer = officer.post(address, data=sent(opened, "need", "summary") | {"need": "Của người sau."})
    assert (answer.status_code, field(answer, "need")) == (409, "Của người sau.")
    assert found(answer, "//div[@class='stored']") == ["Stored now: Của người trước."]
    assert look(address, lambda row: row.need) == "Của người trước."
    assert officer.post(address, data=sent(answer, "need", "summary")).status_code == 303
    assert look(address, lambda row: row.need) == "Của người sau."


def sent(opened: Any, *names: str) -> dict[str, str]:
    """What a form sends that was opened before."""
    return {name: field(opened, name) or "" for name in ("csrf_token", "version", "base", *names)}


def test_another_section_saved_meanwhile_is_no_conflict(officer: Visitor, stored, look) -> None:
    address = stored()
    opened = officer.get(f"{address}/need")
    officer.submit(f"{address}/place", {"title": "Tủ sách"})
    answer = officer.post(f"{address}/need", data=sent(opened, "need", "summary") | {"need": "Có."})
    assert answer.status_code == 303
    assert look(address, lambda row: (row.title, row.need)) == ("Tủ sách", "Có.")


def test_the_same_sent_twice_is_saved_once_and_no_conflict(officer: Visitor, stored, look) -> None:
    address = f"{stored()}/need"
    opened = officer.get(address)
    data = sent(opened, "summary") | {"need": "Có."}
    saved = [(officer.post(address, data=data).status_code, look(address, lambda row: row.version)) for _ in range(2)]
    assert (saved[0], saved[0][0]) == (saved[1], 303)


def test_a_page_of_unknown_age_overwrites_nothing(officer: Visitor, stored, look) -> None:
    address = f"{stored()}/need"
    data = sent(officer.get(address), "summary") | {"need": "Có.", "version": "no number", "base": ""}
    assert officer.post(address, data=data).status_code == 409
    assert look(address, lambda row: row.need) == ""


def test_what_was_typed_is_kept_when_a_colleague_has_sent_the_proposal(officer: Visitor, stored) -> None:
    address = stored()
    opened = officer.get(f"{address}/need")
    officer.submit(f"{address}/check", {"declaration": "y"})
    answer = officer.post(f"{address}/need", data=sent(opened, "summary") | {"need": "Viết dở."})
    assert (answer.status_code, field(answer, "need")) == (403, "Viết dở.")
    code = address.split("/")[3]
    assert notices(answer)[0] == f"Proposal {code} is “Sent, being reviewed”: this can't be done now."


# Who and when


def test_sections_open_only_while_the_unit_may_write(officer: Visitor, stored) -> None:
    addresses = {state: stored(state) for state in State}
    opened = {state: officer.get(f"{address}/need") for state, address in addresses.items()}
    assert {state: (answer.status_code, answer.location) for state, answer in opened.items()} == {
        state: (200, None) if state in UNIT_MAY_WRITE else (303, address) for state, address in addresses.items()
    }


def test_another_units_proposal_looks_like_a_missing_one(visitor, stored) -> None:
    address, stranger = stored(), visitor("officer", "218")
    pages = ("", "/need", "/budget", "/check", "/receipt")
    assert [stranger.get(address + page).status_code for page in pages] == [404] * len(pages)
    token = field(stranger.get("/desk/proposals/new"), "csrf_token")
    posts = ("/need", "/check", "/withdraw", "/sign", "/give-back", "/restore")
    data = {"csrf_token": token, "declaration": "y", "version": "1"}
    assert [stranger.post(address + page, data=data).status_code for page in posts] == [404] * len(posts)
    missing = stranger.get("/desk/proposals/SD-2023-99")
    assert missing.status_code == 404


def test_a_leader_reads_and_does_not_write(visitor, stored) -> None:
    address, leader = stored(), visitor("leader")
    assert [leader.get(address + page).status_code for page in ("", "/need", "/check")] == [200, 403, 403]


def test_there_are_no_other_sections(officer: Visitor, stored) -> None:
    assert officer.get(f"{stored()}/photos").status_code == 404


# Questions of some types of support


def asked(response: Any) -> list[str]:
    """Which of the questions of some types stand on a page."""
    return [name for name in ("months", "hospital", "land", "design") if found(response, f"//*[@name='{name}']")]


def test_questions_follow_the_type_of_support(officer: Visitor, stored) -> None:
    expected = {
        ("scholarship", "work"): ["months"],
        ("scholarship", "approval"): [],
        ("medical_care", "work"): ["hospital"],
        ("classroom", "work"): [],
        ("classroom", "approval"): ["land", "design"],
    }
    addresses = {key: stored(category_key=key) for key, _ in expected}
    assert {(key, part): asked(officer.get(f"{addresses[key]}/{part}")) for key, part in expected} == expected


def test_another_type_loses_nothing_that_was_written(officer: Visitor, stored, look) -> None:
    address = stored(category_key="classroom")
    officer.submit(f"{address}/approval", {"land": "Trường quản lý 500 m²."})
    officer.submit(f"{address}/kind", {"category_key": "library"})
    assert asked(officer.get(f"{address}/approval")) == ["land"]
    officer.submit(f"{address}/approval", {"readiness": "Đủ."})
    assert look(address, lambda row: (row.land, row.design, row.readiness)) == ("Trường quản lý 500 m².", "", "Đủ.")
    assert "Trường quản lý 500 m²." in officer.get(f"{address}/check").text


def test_a_question_that_was_sent_stays_with_its_error(officer: Visitor, stored) -> None:
    address = stored(category_key="library")
    data = {name: field(officer.get(f"{address}/work"), name) for name in ("csrf_token", "version", "base")}
    answer = officer.post(f"{address}/work", data=data | {"months": "chín"})
    assert (answer.status_code, field(answer, "months")) == (422, "chín")
