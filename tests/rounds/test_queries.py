"""The deadline to the second, the grace after it, and the extension of a unit: one rule for everything."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from catalog import clock
from catalog.accounts.actor import SYSTEM
from catalog.db import transaction
from catalog.errors import NotAllowed
from catalog.proposals import services
from catalog.proposals.workflow import State
from catalog.rounds import services as rounds
from catalog.rounds.models import Round, RoundExtension
from catalog.rounds.queries import deadline, is_open_for, open_round_for
from tests.proposals import scene

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
# 17:00 in Viet Nam, seven hours ahead of UTC all the year.
CLOSES = datetime(2023, 5, 19, 17, tzinfo=HANOI)
SECOND, GRACE = timedelta(seconds=1), timedelta(minutes=30)
DAY = timedelta(days=1)


def make_round(key: str = "2023", opens: datetime = CLOSES - 14 * DAY, closes: datetime = CLOSES) -> Round:
    values = {"name_vi": f"Đợt {key}", "name_en": f"Call {key}", "opens_at": opens, "closes_at": closes}
    return rounds.create_round(SYSTEM, key, values)


def extend(round_: Round, code: str, until: datetime) -> None:
    with transaction() as session:
        session.add(RoundExtension(round_id=round_.id, unit_id=scene.unit(code).id, closes_at=until))


@pytest.fixture
def round_(database) -> Iterator[Round]:
    return make_round()


# Moment, seconds of Viet Nam time: may the unit without, with a later and with an earlier "extension" send?
TABLE = [
    ("2023-05-05T16:59:59", False, False, False),
    ("2023-05-05T17:00:00", True, True, True),
    ("2023-05-19T16:59:59", True, True, True),
    ("2023-05-19T17:00:00", True, True, True),  # the deadline has passed: the grace
    ("2023-05-19T17:29:59", True, True, True),
    ("2023-05-19T17:30:00", False, True, False),
    ("2023-05-22T12:00:00", False, True, False),
    ("2023-05-22T12:29:59", False, True, False),
    ("2023-05-22T12:30:00", False, False, False),
]


@pytest.mark.both_databases
@pytest.mark.parametrize(("moment", "plain", "extended", "shortened"), TABLE)
def test_who_may_send_when(round_: Round, moment: str, plain: bool, extended: bool, shortened: bool) -> None:
    extend(round_, "218", datetime(2023, 5, 22, 12, tzinfo=HANOI))
    extend(round_, "215", CLOSES - 3 * DAY)
    expected = {"220": plain, "218": extended, "215": shortened}
    with time_machine.travel(datetime.fromisoformat(moment).replace(tzinfo=HANOI), tick=False):
        units = {code: scene.unit(code).id for code in expected}
        assert {code: is_open_for(round_, unit_id) for code, unit_id in units.items()} == expected
        assert {code: open_round_for(unit_id) is round_ for code, unit_id in units.items()} == expected


def test_an_extension_never_shortens(round_: Round) -> None:
    extend(round_, "218", CLOSES + DAY)
    extend(round_, "215", CLOSES - DAY)
    ends = {code: deadline(round_, scene.unit(code).id) for code in ("220", "218", "215")}
    assert ends == {"220": CLOSES, "218": CLOSES + DAY, "215": CLOSES}


def test_seventeen_hours_are_ten_in_utc_all_the_year(round_: Round) -> None:
    assert deadline(round_, None).astimezone(UTC).hour == 10
    ends = [make_round(f"2024-{month}", closes=datetime(2024, month, 5, 17, tzinfo=HANOI)) for month in (1, 7)]
    assert [deadline(end, None).astimezone(UTC).hour for end in ends] == [10, 10]
    assert [clock.to_local(deadline(end, None)).hour for end in ends] == [17, 17]


def test_of_several_rounds_the_one_that_ends_first(round_: Round) -> None:
    make_round("2024", closes=CLOSES + 30 * DAY)
    own = scene.unit().id
    seen = {}
    for moment in (CLOSES - SECOND, CLOSES, CLOSES + 30 * DAY, CLOSES + 30 * DAY + GRACE):
        with time_machine.travel(moment, tick=False):
            found = open_round_for(own)
            seen[moment] = found and found.key
    # In the grace what is still open comes first; drafts of the earlier round can be sent all the same.
    assert list(seen.values()) == ["2023", "2024", "2024", None]


def test_in_the_grace_drafts_are_begun_and_sent(round_: Round) -> None:
    officer = scene.actor("officer")
    with time_machine.travel(CLOSES + GRACE - SECOND, tick=False):
        proposal = scene.draft(officer, round_)
        assert services.submit(officer, proposal.code).state == State.SUBMITTED


def test_after_the_grace_nothing_is_begun_and_nothing_new_sent(round_: Round) -> None:
    officer, other = scene.actor("officer"), scene.actor("officer", "218")
    extend(round_, "218", CLOSES + DAY)
    with time_machine.travel(CLOSES, tick=False):
        proposal, theirs = scene.draft(officer, round_), scene.draft(other, round_)
    with time_machine.travel(CLOSES + GRACE, tick=False):
        with pytest.raises(NotAllowed):
            scene.draft(officer, round_)
        with pytest.raises(NotAllowed):
            services.submit(officer, proposal.code)
        assert services.submit(other, theirs.code).state == State.SUBMITTED


def test_what_came_back_is_answered_whenever(round_: Round) -> None:
    officer = scene.actor("officer")
    came_back = scene.proposal_in(State.CHANGES_REQUESTED, round_)
    with time_machine.travel(CLOSES + 40 * DAY, tick=False):
        assert services.submit(officer, came_back.code).state == State.SUBMITTED
