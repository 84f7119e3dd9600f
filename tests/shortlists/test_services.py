"""Sharing keeps what is listed under an address of its own, not too often, and not for ever."""

import pytest
import time_machine
from flask import Flask

from catalog.accounts.guesses import LIMIT, TooManyGuesses
from catalog.clock import now
from catalog.db import db
from catalog.errors import DomainError, NotFound
from catalog.shortlists import queries, services
from catalog.shortlists.models import SharedShortlist
from tests.public.shelf import frozen, release

SOURCE = "203.0.113.7"
CODES = ("SD-2023-02", "SD-2023-01")


@pytest.fixture
def listed(app: Flask) -> Flask:
    """Two projects in the newest edition, and one in the edition before only."""
    release(app, frozen("SD-2023-01"), frozen("SD-2023-03"))
    release(app, frozen("SD-2023-01"), frozen("SD-2023-02", title="Mới"), number=2)
    return app


@pytest.mark.both_databases
def test_a_shared_list_keeps_what_is_listed_in_its_order(listed: Flask) -> None:
    with listed.app_context():
        token = services.share((*CODES, "SD-2023-03", "XX-1"), SOURCE).token
        assert queries.shared(token).codes == list(CODES)
        assert services.share(CODES, SOURCE).token != token
        assert len(token) >= 22  # 128 bits


@pytest.mark.both_databases
def test_a_shared_list_is_forgotten_after_its_time(listed: Flask) -> None:
    with listed.app_context():
        token = services.share(CODES, SOURCE).token
        later = now() + services.KEPT_FOR
        assert services.forget_expired() == 0
        with time_machine.travel(later, tick=False):
            with pytest.raises(NotFound):
                queries.shared(token)
            newer = services.share(CODES, SOURCE).token
            assert services.forget_expired() == 1
        assert [row.token for row in db.session.query(SharedShortlist)] == [newer]


def test_nobody_fills_the_table(listed: Flask) -> None:
    with listed.app_context():
        for _ in range(LIMIT):
            services.share(CODES, SOURCE)
        with pytest.raises(TooManyGuesses):
            services.share(CODES, SOURCE)
        services.share(CODES, "198.51.100.9")
        assert db.session.query(SharedShortlist).count() == LIMIT + 1


def test_an_empty_list_is_not_shared(listed: Flask) -> None:
    with listed.app_context():
        with pytest.raises(DomainError) as refused:
            services.share(("SD-2023-03",), SOURCE)
        assert refused.value.message.en == "There is no project on the list."


def test_entries_are_as_the_newest_edition_has_them(listed: Flask) -> None:
    with listed.app_context():
        edition = services.latest_edition()
        found = queries.shortlist(edition, ("XX-1", "SD-2023-03", *CODES))
        assert [entry.text("title") for entry in found.entries] == ["Mới", "Thư viện số SD-2023-01"]
        assert [(entry.code, entry.edition.key) for entry in found.gone] == [("SD-2023-03", "2023-1")]
        assert (found.unknown, found.children, found.sum("aid_usd")) == (("XX-1",), 480, 4_000)
        assert queries.shortlist(None, CODES) == queries.Shortlist((), (), CODES)
