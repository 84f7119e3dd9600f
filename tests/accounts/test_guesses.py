"""At most ten wrong guesses in any fifteen minutes, for an account and for a source, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from catalog.accounts import guesses, services
from catalog.accounts.guesses import LIMIT, WINDOW, TooManyGuesses
from catalog.accounts.models import GuessCount
from catalog.db import db
from catalog.errors import Invalid
from tests.accounts.people import PASSWORD, add, member

pytestmark = pytest.mark.both_databases

START = datetime(2023, 5, 18, 8, 0, tzinfo=UTC)
WRONG = "not the password"
HOME, ELSEWHERE = "192.0.2.1", "198.51.100.7"


def guess(email: str = "a@example.org", password: str = WRONG, source: str = HOME) -> str:
    """What came of one attempt to sign in."""
    try:
        services.sign_in(email, password, source, "")
    except Invalid:
        return "wrong"
    except TooManyGuesses as refusal:
        return f"wait {refusal.retry_after}"
    return "in"


@pytest.mark.usefixtures("database")
class TestLimits:
    def test_an_account_takes_ten_guesses_from_wherever_they_come(self) -> None:
        with time_machine.travel(START, tick=False) as clock:
            member("a@example.org", "reviewer")
            sources = [f"192.0.2.{number}" for number in range(LIMIT)]
            assert [guess(source=source) for source in sources] == ["wrong"] * LIMIT
            assert guess(source=ELSEWHERE) == "wait 900"
            clock.shift(timedelta(minutes=5))
            assert guess(password=PASSWORD, source=ELSEWHERE) == "wait 600"  # the right one is refused as well
            clock.shift(timedelta(minutes=10))
            assert guess(password=PASSWORD, source=ELSEWHERE) == "in"

    def test_a_source_takes_ten_guesses_whatever_the_account(self) -> None:
        member("a@example.org", "reviewer")
        assert [guess(f"{number}@example.org") for number in range(LIMIT)] == ["wrong"] * LIMIT
        assert guess(password=PASSWORD).startswith("wait")
        assert guess(password=PASSWORD, source=ELSEWHERE) == "in"

    def test_an_address_that_does_not_exist_is_counted_alike(self) -> None:
        with time_machine.travel(START, tick=False):
            member("a@example.org", "reviewer")
            known = [guess("a@example.org", source=HOME) for _ in range(LIMIT + 1)]
            unknown = [guess("nobody@example.org", source=ELSEWHERE) for _ in range(LIMIT + 1)]
            assert known == unknown == ["wrong"] * LIMIT + ["wait 900"]

    def test_the_window_slides(self) -> None:
        with time_machine.travel(START, tick=False) as clock:
            assert [guess() for _ in range(5)] == ["wrong"] * 5
            clock.shift(timedelta(minutes=10))
            assert [guess() for _ in range(6)] == ["wrong"] * 5 + ["wait 300"]
            clock.shift(timedelta(minutes=5))
            assert [guess() for _ in range(6)] == ["wrong"] * 5 + ["wait 600"]

    def test_a_right_password_clears_the_account_but_not_the_source(self) -> None:
        member("a@example.org", "reviewer")
        member("b@example.org", "reviewer")
        for _ in range(LIMIT - 1):
            guess("b@example.org")
        assert guess("a@example.org", PASSWORD) == "in"
        assert guess("b@example.org") == "wrong"
        assert guess("b@example.org").startswith("wait")

    def test_one_customer_of_ipv6_is_one_source(self) -> None:
        sources = [f"2001:db8:1:2::{number:x}" for number in range(1, LIMIT + 2)]
        answers = [guess(f"{number}@example.org", source=source) for number, source in enumerate(sources)]
        assert answers[:LIMIT] == ["wrong"] * LIMIT
        assert answers[LIMIT].startswith("wait")
        assert guess(source="2001:db8:1:3::1") == "wrong"

    def test_asking_for_a_new_password_is_counted_too(self) -> None:
        member("a@example.org", "reviewer")
        for email in ("a@example.org", "nobody@example.org"):
            for number in range(LIMIT):
                services.count_reset_request(email, f"192.0.2.{number}" if email[0] == "a" else f"192.0.3.{number}")
            with pytest.raises(TooManyGuesses):
                services.count_reset_request(email, ELSEWHERE)

    def test_the_present_password_cannot_be_guessed_on_the_account_page(self) -> None:
        actor = member("a@example.org", "reviewer").as_actor()
        for number in range(LIMIT):
            with pytest.raises(Invalid):
                services.change_password(actor, WRONG, "ba con gà gáy lúc bình minh", f"192.0.2.{number}", "")
        with pytest.raises(TooManyGuesses):
            services.change_password(actor, PASSWORD, "ba con gà gáy lúc bình minh", ELSEWHERE, "")

    def test_counts_tell_no_address_and_go_when_they_are_old(self) -> None:
        with time_machine.travel(START, tick=False) as clock:
            guess("a@example.org")
            keys = db.session.scalars(select(GuessCount.key)).all()
            assert [key.split(":")[:2] for key in sorted(keys)] == [["sign-in", "account"], ["sign-in", "source"]]
            assert [key for key in keys if "example" in key or HOME in key] == []
            clock.shift(WINDOW + timedelta(seconds=1))
            guess("b@example.org", source=ELSEWHERE)
            assert len(db.session.scalars(select(GuessCount.key)).all()) == 2


def test_guesses_at_the_same_moment_count_too(app: Flask) -> None:
    add(app, "a@example.org", "reviewer")

    def one(number: int) -> str:
        with app.app_context():
            return guess(source=f"192.0.2.{number}")[:5]

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(one, range(2 * LIMIT)))
    assert sorted(answers) == ["wait "] * LIMIT + ["wrong"] * LIMIT


def test_the_refusal_says_when_to_come_back() -> None:
    refusal = guesses.TooManyGuesses(61)
    assert refusal.message == ("Đã thử quá nhiều lần. Vui lòng thử lại sau 2 phút.",
                               "Too many attempts. Please try again in 2 min.")  # fmt: skip
