"""Addresses and forms with what no keyboard types: NUL, half characters, numbers of twenty digits."""

import pytest

pytestmark = [pytest.mark.both_databases, pytest.mark.demo]

HUGE = "9" * 20
PUBLIC = (
    "/en/projects/%00",
    "/en/projects?q=%00&type=%00&area=%00",
    "/en/projects?q=%ED%A0%80",
    f"/en/projects?page={HUGE}",
    "/en/projects/SD-2023-01?edition=%00",
    "/en/editions/%00",
    "/en/editions/%00/list.csv",
    "/invitation/%00",
    "/password-reset/%00",
)
DESKS = {
    "officer.213": ("/desk/proposals/%00", "/desk/proposals/%00/need", f"/desk/import/{HUGE}"),
    "reviewer": (
        "/desk/review/%00",
        "/desk/review?unit=%00&category=%00&round=%00",
        f"/desk/review?assignee={HUGE}",
        "/desk/review?assignee=%C2%B2",
        f"/desk/review?page={HUGE}&sort=--&tag=%C2%B2&q=%C2%B2",
        "/desk/translation/%00",
        "/desk/editions/%00",
    ),
    "admin": (
        "/desk/administration?unit=%00&role=%00",
        f"/desk/administration?unit={HUGE}",
        f"/desk/administration/people/{HUGE}",
        "/desk/administration/rounds/%00",
        f"/desk/administration/issuing-body/{HUGE}",
        f"/desk/administration/history?page={HUGE}",
    ),
}


def test_addresses_of_the_catalogue(client):
    assert [path for path in PUBLIC if client.get(path).status_code >= 500] == []


@pytest.mark.parametrize("who", DESKS)
def test_addresses_of_the_desks(sign_in, who):
    visitor = sign_in(f"{who}@example.org")
    assert [path for path in DESKS[who] if visitor.get(path).status_code >= 500] == []


@pytest.mark.parametrize(
    ("who", "path", "fields"),
    [
        ("officer.213", "/desk/proposals/BG-2023-02/need", {"need": "a\x00b\uffff", "do": "back"}),
        ("officer.213", "/desk/proposals/BG-2023-02/kind", {"category_key": "\x00", "do": "back"}),
        ("reviewer", "/desk/translation/SD-2023-04", {"target.need": "a\x00b", "save": "all"}),
    ],
)
def test_forms_store_what_is_left_of_it(sign_in, who, path, fields):
    assert sign_in(f"{who}@example.org").submit(path, fields).status_code == 303


def test_the_sign_in(client):
    assert client.submit("/sign-in", {"email": "a\x00@example.org", "password": "x\x00"}).status_code == 422
