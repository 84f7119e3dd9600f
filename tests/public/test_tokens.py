"""Forms without a session: where they come from, how old they are, and the trap for robots."""

from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from catalog import clock
from catalog.access import ANYONE
from catalog.public.tokens import FromElsewhere, OpenForm, Verdict, check, guarded, issue
from tests.code.test_routes import requests

AGES = {
    timedelta(0): Verdict.TOO_QUICK,
    timedelta(seconds=2): Verdict.TOO_QUICK,
    timedelta(seconds=4): Verdict.GOOD,
    timedelta(hours=23): Verdict.GOOD,
    timedelta(hours=25): Verdict.TOO_OLD,
}
# Headers of a browser, and whether the post is taken.
SENDERS = [
    ({"Sec-Fetch-Site": "same-origin"}, True),
    ({"Sec-Fetch-Site": "same-site"}, True),
    ({"Sec-Fetch-Site": "none"}, True),
    ({"Sec-Fetch-Site": "cross-site"}, False),
    ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, False),
    ({"Origin": "http://localhost"}, True),
    ({"Origin": "https://elsewhere.example.org"}, False),
    ({"Origin": "http://localhost.example.org"}, False),
    ({"Origin": "null"}, False),
    ({}, True),
]


class AskForm(OpenForm):
    """The least form."""

    purpose = "ask"


@pytest.fixture
def context(app: Flask):
    with app.app_context():
        yield


@pytest.mark.parametrize("age", AGES)
def test_a_token_is_good_from_three_seconds_to_a_day(context, age: timedelta) -> None:
    assert check("ask", issue("ask", clock.now() - age)) is AGES[age]


@pytest.mark.parametrize("change", [lambda token: token[:-1], lambda token: f"x{token}", lambda _: "", lambda _: "ſ.đ"])
def test_a_token_is_not_made_by_hand(context, change) -> None:
    assert check("ask", change(issue("ask", clock.now() - timedelta(minutes=1)))) is Verdict.FORGED


def test_a_token_is_good_for_its_own_form_only(context) -> None:
    assert check("follow", issue("ask", clock.now() - timedelta(minutes=1))) is Verdict.FORGED


def sent(app: Flask, token: str, website: str = "") -> tuple[bool, str, AskForm]:
    """Whether the form is taken, its own errors, and the form."""
    with app.test_request_context("/en/", method="POST", data={"token": token, "website": website}):
        form = AskForm()
        return form.validate(), " ".join(form.form_errors), form


def test_a_form_is_taken_once_it_has_been_read(app: Flask, context) -> None:
    token = issue("ask", clock.now() - timedelta(minutes=1))
    taken, errors, form = sent(app, token)
    assert (taken, errors, form.token.data, len(form.key)) == (True, "", token, 22)


def test_what_comes_too_early_may_be_sent_again_as_it_is(app: Flask, context) -> None:
    token = issue("ask")
    taken, errors, form = sent(app, token)
    assert (taken, errors[:26], form.token.data) == (False, "This was sent very quickly", token)


def test_what_comes_too_late_gets_a_new_token(app: Flask, context) -> None:
    taken, errors, form = sent(app, issue("ask", clock.now() - timedelta(days=2)))
    assert (taken, errors[:35]) == (False, "This page was open for more than a ")
    assert check("ask", form.token.data or "") is Verdict.TOO_QUICK


def test_the_trap_is_told_and_loses_nothing(app: Flask, context) -> None:
    taken, errors, form = sent(app, issue("ask", clock.now() - timedelta(minutes=1)), "https://example.org")
    assert (taken, errors, len(form.website.errors)) == (False, "", 1)


def test_an_opened_form_carries_a_new_token(app: Flask) -> None:
    with app.test_request_context("/en/"):
        first, second = AskForm(MultiDict()).token.data, AskForm().token.data
        assert first != second
        assert check("ask", second or "") is Verdict.TOO_QUICK


@pytest.mark.parametrize(("headers", "is_taken"), SENDERS)
def test_what_another_site_sends_is_refused(app: Flask, headers: dict[str, str], is_taken: bool) -> None:
    with app.test_request_context("/en/", method="POST", headers=headers):
        if is_taken:
            assert guarded(lambda: "taken")() == "taken"
        else:
            with pytest.raises(FromElsewhere):
                guarded(lambda: "taken")()


def test_every_public_post_is_guarded_and_nothing_else(app: Flask) -> None:
    open_posts = {
        endpoint
        for endpoint, method, _address in requests(app)
        if method == "POST" and ANYONE in app.view_functions[endpoint].access and not endpoint.startswith("accounts.")
    }
    guarded_views = {name for name, view in app.view_functions.items() if getattr(view, "is_guarded", False)}
    assert guarded_views == open_posts


def test_no_guarded_view_takes_a_post_of_another_site(app: Flask) -> None:
    client = app.test_client()
    for endpoint, method, address in requests(app):
        if method == "POST" and getattr(app.view_functions[endpoint], "is_guarded", False):
            refused = client.post(address, headers={"Sec-Fetch-Site": "cross-site"})
            taken = client.post(address, headers={"Sec-Fetch-Site": "same-origin"})
            assert (endpoint, refused.status_code, taken.status_code == 400) == (endpoint, 400, False)
