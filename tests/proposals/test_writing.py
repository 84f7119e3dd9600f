"""Making and saving: what changes, what the history says, what is refused and in which words."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from catalog.accounts.actor import SYSTEM
from catalog.errors import Invalid, NotAllowed, Stale
from catalog.proposals import services
from catalog.proposals.models import Proposal
from catalog.proposals.rows import LineInput, NeedInput
from catalog.proposals.workflow import State
from tests.proposals import scene

pytestmark = pytest.mark.both_databases


def rows(proposal: Proposal) -> list[tuple[Any, ...]]:
    return [(line.position, line.item, line.amount_vnd, line.funding) for line in proposal.budget_lines]


# Making


def test_a_draft_may_have_gaps(officer, round_) -> None:
    made = services.create(officer, round_, scene.unit(), {"title": "Tủ sách"})
    assert (made.code, made.state, made.title, made.budget_lines) == ("SD-2023-01", State.DRAFT, "Tủ sách", [])
    assert scene.events(made) == [("proposal:create", None, "draft", "")]
    assert scene.newest(made).actor_id == officer.person_id


def test_codes_go_on_from_the_highest(officer, round_) -> None:
    codes = [services.create(officer, round_, scene.unit()).code for _ in range(3)]
    assert codes == ["SD-2023-01", "SD-2023-02", "SD-2023-03"]


def test_one_form_makes_one_proposal(officer, round_) -> None:
    first = services.create(officer, round_, scene.unit(), {"title": "Tủ sách"}, draft_key="key")
    again = services.create(officer, round_, scene.unit(), {"title": "Tủ sách"}, draft_key="key")
    assert again is first
    assert scene.events(first) == [("proposal:create", None, "draft", "")]


def test_one_row_of_a_file_makes_one_proposal(officer, round_) -> None:
    first = services.create(officer, round_, scene.unit(), {"title": "Tủ sách"}, import_key="row")
    assert services.create(officer, round_, scene.unit(), {"title": "Tủ sách"}, import_key="row") is first
    assert services.create(officer, scene.a_round("2024"), scene.unit(), import_key="row") is not first


def test_the_same_key_of_another_unit_is_another_form(officer, round_) -> None:
    services.create(officer, round_, scene.unit(), draft_key="key")
    other = services.create(scene.actor("officer", "218"), round_, scene.unit("218"), draft_key="key")
    assert other.code == "LNa-2023-01"


def test_nobody_makes_proposals_for_another_unit(officer, reviewer, round_) -> None:
    for actor, code in ((officer, "218"), (reviewer, "220"), (scene.actor("leader"), "220")):
        with pytest.raises(NotAllowed):
            services.create(actor, round_, scene.unit(code))


@pytest.mark.parametrize(("opens", "closes"), [(-7, -1), (1, 7)])
def test_nothing_new_in_a_closed_round(officer, opens: int, closes: int) -> None:
    closed = scene.a_round(opens=opens, closes=closes)
    with pytest.raises(NotAllowed) as refused:
        services.create(officer, closed, scene.unit())
    assert refused.value.message == (
        "Đợt vận động 2023 không mở vào lúc này, nên chưa gửi được đề xuất mới.",
        "Call 2023 is not open now, so nothing new can be sent.",
    )
    assert services.create(SYSTEM, closed, scene.unit()).state == State.DRAFT


# Saving


def test_a_save_records_what_changed(officer, proposal) -> None:
    saved = services.save(
        officer,
        proposal.code,
        proposal.version,
        {"title": "Tủ sách", "children": 250, "planned_start": date(2024, 3, 1)},
    )
    assert (saved.title, saved.children, saved.planned_start) == ("Tủ sách", 250, date(2024, 3, 1))
    assert scene.events(proposal)[1:] == [("proposal:edit", None, None, "")]
    assert scene.newest(proposal).changes == {
        "title": [scene.COMPLETE["title"], "Tủ sách"],
        "children": [240, 250],
        "planned_start": [None, "2024-03-01"],
    }


def test_a_save_of_the_same_is_no_edit(officer, proposal) -> None:
    version = proposal.version
    saved = services.save(officer, proposal.code, version, scene.COMPLETE)
    assert (len(scene.events(saved)), saved.version) == (1, version)


def test_texts_are_kept_in_one_spelling(officer, proposal) -> None:
    saved = services.save(officer, proposal.code, proposal.version, {"title": " Tu\u0309 sa\u0301ch\xa0xanh \u200b"})
    assert saved.title == "Tủ sách xanh"


def test_fields_outside_the_table_are_not_set(officer, proposal) -> None:
    saved = services.save(officer, proposal.code, proposal.version, {"state": "accepted", "unit_id": 1, "code": "X"})
    assert (saved.state, saved.code) == (State.DRAFT, "SD-2023-01")


def test_an_old_version_is_stale_and_changes_nothing(officer, proposal) -> None:
    old = proposal.version
    services.save(officer, proposal.code, old, {"title": "Của người trước"})
    with pytest.raises(Stale):
        services.save(officer, proposal.code, old, {"title": "Của người sau"})
    assert (proposal.title, len(scene.events(proposal))) == ("Của người trước", 2)


def test_budget_lines_keep_their_ids_and_take_the_order_given(officer, proposal) -> None:
    shelves, room = proposal.budget_lines
    ids = (room.id, shelves.id)
    lines = [
        LineInput("Sửa phòng đọc", Decimal(2), "phòng", 36_000_000, "counterpart", id=room.id),
        LineInput("Giá sách", Decimal(12), "chiếc", 4_500_000, id=shelves.id),
        LineInput("Sách", Decimal("1.5"), "nghìn cuốn", 45_000_001),
    ]
    saved = services.save(officer, proposal.code, proposal.version, lines=lines)
    assert rows(saved) == [
        (1, "Sửa phòng đọc", 72_000_000, "counterpart"),
        (2, "Giá sách", 54_000_000, "aid"),
        (3, "Sách", 67_500_002, "aid"),
    ]
    assert (saved.budget_lines[0].id, saved.budget_lines[1].id) == ids
    assert (saved.aid_vnd, saved.counterpart_vnd, saved.total_vnd) == (121_500_002, 72_000_000, 193_500_002)
    assert list(scene.newest(saved).changes) == ["budget_lines"]


def test_lines_that_are_not_given_go(officer, proposal) -> None:
    shelves, room = (line.id for line in proposal.budget_lines)
    saved = services.save(officer, proposal.code, proposal.version, lines=[])
    assert (rows(saved), saved.total_vnd) == ([], 0)
    assert scene.newest(saved).changes == {
        "budget_lines": [
            [
                ["Giá sách", "12", "chiếc", 4_500_000, "aid", False, shelves],
                ["Sửa phòng đọc", "1", "phòng", 36_000_000, "counterpart", False, room],
            ],
            [],
        ]
    }


def test_a_line_of_another_proposal_stays_where_it_is(officer, round_, proposal) -> None:
    other = scene.draft(officer, round_)
    line = LineInput("Của tôi", Decimal(1), "bộ", 1, id=other.budget_lines[0].id)
    services.save(officer, proposal.code, proposal.version, lines=[line])
    assert [row[1] for row in rows(proposal)] == ["Của tôi"]
    assert [row[1] for row in rows(other)] == ["Giá sách", "Sửa phòng đọc"]


def test_needs_are_kept_like_lines(officer, proposal) -> None:
    services.save(officer, proposal.code, proposal.version, needs=[scene.BOOKS, NeedInput("Tình nguyện viên")])
    needs = [(need.position, need.item, need.quantity, need.unit) for need in proposal.in_kind_needs]
    assert needs == [(1, "Sách thiếu nhi", Decimal(800), "cuốn"), (2, "Tình nguyện viên", None, "")]
    assert list(scene.newest(proposal).changes) == ["in_kind_needs"]


REFUSED_LINES = (
    LineInput("Giá sách", Decimal(-1), "chiếc", 1),
    LineInput("Giá sách", Decimal(1), "chiếc", -1),
    LineInput("Giá sách", Decimal(10**10), "chiếc", 1),
    LineInput("Giá sách", Decimal(1), "chiếc", 10**14),
    LineInput("Giá sách", Decimal(10**7), "chiếc", 10**7),
)


@pytest.mark.parametrize("line", REFUSED_LINES, ids=str)
def test_a_line_without_sense_is_refused(officer, proposal, line: LineInput) -> None:
    with pytest.raises(Invalid) as refused:
        services.save(officer, proposal.code, proposal.version, lines=[scene.SHELVES, line])
    assert refused.value.fields == {
        "budget_lines": (
            "Dòng 2: số lượng hoặc đơn giá không hợp lệ.",
            "Line 2: wrong quantity or unit cost.",
        )
    }


def test_words_of_a_row_that_are_too_long_are_refused(officer, proposal) -> None:
    for given in ({"lines": [LineInput("x" * 301, None, "", None)]}, {"lines": [LineInput("", None, "x" * 61, None)]}):
        with pytest.raises(Invalid) as refused:
            services.save(officer, proposal.code, proposal.version, **given)
        assert list(refused.value.fields) == ["budget_lines"]
    with pytest.raises(Invalid) as refused:
        services.save(officer, proposal.code, proposal.version, needs=[NeedInput("x" * 301)])
    assert list(refused.value.fields) == ["in_kind_needs"]


def test_a_need_without_sense_is_refused(officer, proposal) -> None:
    with pytest.raises(Invalid) as refused:
        services.save(officer, proposal.code, proposal.version, needs=[NeedInput("Sách", Decimal(-1))])
    assert list(refused.value.fields) == ["in_kind_needs"]


@pytest.mark.parametrize("kind", ["lines", "needs"])
def test_rows_have_an_end(officer, proposal, kind: str) -> None:
    row = scene.SHELVES if kind == "lines" else scene.BOOKS
    key = "budget_lines" if kind == "lines" else "in_kind_needs"
    with pytest.raises(Invalid) as refused:
        services.save(officer, proposal.code, proposal.version, **{kind: [row] * 101})
    assert refused.value.fields == {key: ("Nhiều nhất 100 dòng.", "At most 100 lines.")}
