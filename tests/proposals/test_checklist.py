"""The checklist of the office: what belongs to which proposal, how a point stands, and when it is open again."""

import pytest

from catalog.errors import Invalid, NotFound, Stale
from catalog.proposals import services
from catalog.proposals.checklist import LONGEST_WORDS, POINTS, VERDICT_NAMES, Item, Verdict, items
from catalog.proposals.fields import BY_KEY
from catalog.proposals.models import VERDICT_KEYS, ChecklistTick, Proposal
from catalog.proposals.queries import ticks_of
from catalog.proposals.reasons import REASONS
from catalog.proposals.services_review import check_point
from catalog.proposals.snapshots import KEYS
from catalog.proposals.workflow import State
from tests.proposals import scene

pytestmark = pytest.mark.both_databases
WORDS = "Chưa nêu số học sinh từng khối."


@pytest.fixture
def sent(officer, proposal) -> Proposal:
    """The draft, sent to the office."""
    return services.submit(officer, proposal.code)


def points(reviewer, proposal: Proposal) -> dict[str, Item]:
    return {item.key: item for item in items(proposal, ticks_of(reviewer, proposal))}


def standing(reviewer, proposal: Proposal) -> dict[str, str]:
    """The points that are not open."""
    return {key: item.verdict for key, item in points(reviewer, proposal).items() if item.verdict != Verdict.OPEN}


def test_the_table_names_answers_reasons_and_words_that_there_are() -> None:
    known = set(KEYS) | set(BY_KEY)
    assert [key for key, point in POINTS.items() if not {point.ask, *point.about} <= known] == []
    assert [key for key, point in POINTS.items() if point.reason not in ("", *REASONS)] == []
    assert {point.reason for point in POINTS.values()} - {""} == set(REASONS)
    words = [*(point.label for point in POINTS.values()), *VERDICT_NAMES.values()]
    assert [label for label in words if not all(label) or len(set(label)) == 1] == []
    assert max(map(len, POINTS)) <= ChecklistTick.key.type.length
    assert set(VERDICT_KEYS) == set(Verdict) - {Verdict.OPEN}


@pytest.mark.parametrize(
    ("values", "is_checked"),
    [({}, False), ({"category_key": "classroom"}, True), ({"has_construction": True}, True)],
)
def test_land_and_design_are_checked_where_something_is_built(round_, reviewer, values, is_checked) -> None:
    proposal = scene.proposal_in(State.SUBMITTED, round_, **values)
    assert ("land_design" in points(reviewer, proposal)) is is_checked
    if not is_checked:
        with pytest.raises(NotFound):
            check_point(reviewer, proposal.code, "land_design", "fine")


def test_a_point_is_found_fine_not_fine_and_open_again(reviewer, sent) -> None:
    check_point(reviewer, sent.code, "need_shown", "fine")
    check_point(reviewer, sent.code, "upkeep", "not_fine", f" {WORDS} ")
    assert standing(reviewer, sent) == {"need_shown": "fine", "upkeep": "not_fine"}
    tick = points(reviewer, sent)["upkeep"].tick
    assert (tick.words, tick.person_id) == (WORDS, reviewer.person_id)
    colleague = scene.actor("reviewer")
    check_point(colleague, sent.code, "upkeep", "fine")
    assert points(reviewer, sent)["upkeep"].tick.person_id == colleague.person_id
    check_point(reviewer, sent.code, "upkeep", "open")
    assert standing(reviewer, sent) == {"need_shown": "fine"}
    assert [comment for event, _, _, comment in scene.events(sent) if event == "proposal:check_point"] == [
        "Sự cần thiết có số liệu chứng minh: Đạt",
        f"Có phương án vận hành, duy trì: Chưa đạt. {WORDS}".rstrip("."),
        "Có phương án vận hành, duy trì: Đạt",
        "Có phương án vận hành, duy trì: Chưa xem",
    ]


@pytest.mark.parametrize(
    ("key", "verdict", "words", "error"),
    [
        ("upkeep", "not_fine", " ", Invalid),
        ("upkeep", "fine", "x" * (LONGEST_WORDS + 1), Invalid),
        ("upkeep", "perhaps", WORDS, NotFound),
        ("no-such-point", "fine", "", NotFound),
    ],
)
def test_what_is_refused_leaves_nothing(reviewer, sent, key: str, verdict: str, words: str, error) -> None:
    with pytest.raises(error):
        check_point(reviewer, sent.code, key, verdict, words)
    assert (standing(reviewer, sent), len(scene.events(sent))) == ({}, 2)


def test_a_point_is_open_again_when_the_answers_it_is_about_change(officer, reviewer, sent) -> None:
    for key in ("need_shown", "upkeep", "itemised", "clear_words"):
        check_point(reviewer, sent.code, key, "fine")
    services.perform(reviewer, sent.code, "request_changes", "Bổ sung.")
    row = sent.budget_lines[0]
    same = scene.LineInput(row.item, row.quantity, row.unit, row.unit_cost_vnd, id=row.id)
    services.save(officer, sent.code, sent.version, {"children": 250}, lines=[same, scene.ROOM])
    services.submit(officer, sent.code)
    assert set(standing(reviewer, sent)) == {"need_shown", "upkeep", "itemised", "clear_words"}
    services.perform(reviewer, sent.code, "request_changes", "Bổ sung.")
    dearer = scene.LineInput("Giá sách", scene.SHELVES.quantity, "chiếc", 5_000_000)
    services.save(officer, sent.code, sent.version, {"sustainability": "Nhà trường trả chi phí."}, lines=[dearer])
    services.submit(officer, sent.code)
    assert standing(reviewer, sent) == {"need_shown": "fine"}
    assert points(reviewer, sent)["upkeep"].tick.verdict == "fine"


def test_nobody_overwrites_what_a_colleague_found_or_judges_what_was_not_shown(officer, reviewer, sent) -> None:
    shown = points(reviewer, sent)["need_shown"].stamp
    check_point(scene.actor("reviewer"), sent.code, "need_shown", "fine", shown=shown)
    with pytest.raises(Stale):
        check_point(reviewer, sent.code, "need_shown", "not_fine", WORDS, shown)
    shown = points(reviewer, sent)["need_shown"].stamp
    services.perform(reviewer, sent.code, "request_changes", "Bổ sung.")
    services.save(officer, sent.code, sent.version, {"need": "Trường chưa có thư viện."})
    services.submit(officer, sent.code)
    with pytest.raises(Stale):
        check_point(reviewer, sent.code, "need_shown", "fine", shown=shown)
    assert standing(reviewer, sent) == {}


def test_a_unit_reads_nothing_of_it(officer, reviewer, sent) -> None:
    check_point(reviewer, sent.code, "upkeep", "not_fine", WORDS)
    assert ticks_of(officer, sent) == []
