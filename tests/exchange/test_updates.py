"""A corrected file updates the drafts it made: which row belongs to which, what changes, what stays."""

import pytest

from catalog.accounts.actor import SYSTEM
from catalog.audit import history_of
from catalog.db import transaction
from catalog.exchange import imports
from catalog.exchange.models import ImportFile
from catalog.proposals import services
from catalog.proposals.models import Proposal
from catalog.proposals.queries import proposal_by_code
from catalog.rounds.queries import open_round
from catalog.units.queries import unit_by_code
from tests.proposals import scene

HEADER = "STT\tTên dự án\tĐịa điểm\tSố trẻ em\tMục tiêu\tĐề nghị viện trợ (đồng)\tVốn đối ứng (đồng)"
LIBRARY = "1\tThư viện thân thiện cho Trường Tiểu học\tXã Tân Sơn\t365\tCó nơi đọc sách\t217.000.000\t15.000.000"
POOL = "2\tBể bơi di động cho trẻ em\tXã Hộ Đáp\t300\tBiết bơi\t150.000.000\t"


def table(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows]).encode("utf-8-sig")


@pytest.fixture
def round_(database):
    return scene.a_round()


@pytest.fixture
def send(round_):
    """Keep a file of Sơn Động, as `send(LIBRARY, POOL)`."""

    def keep(*rows: str, name: str = "a.txt", **more: str) -> ImportFile:
        return imports.keep(SYSTEM, table(*rows, **more), name, unit_by_code("220", scene.DAY), open_round())

    return keep


@pytest.fixture
def first(send) -> ImportFile:
    """The list as it came in at first: two drafts."""
    kept = send(LIBRARY, POOL)
    assert imports.bring_in(SYSTEM, kept) == (["SD-2023-01", "SD-2023-02"], [])
    return kept


def changes(kept: ImportFile) -> dict[int, tuple[str, dict[str, bool]]]:
    """By row: the code it updates, and each field that differs with whether the file's will be taken."""
    updates = imports.preview_kept(kept).updates
    return {row: (update.code, {one.key: one.taken for one in update.changes}) for row, update in updates.items()}


def left_out(kept: ImportFile) -> list[tuple[int, str]]:
    return [(row.row, row.left_out) for row in imports.preview_kept(kept).rows if row.left_out]


def stored(code: str = "SD-2023-01") -> Proposal:
    return proposal_by_code(SYSTEM, code)


def by_hand(code: str, **values: object) -> None:
    """Somebody changes the draft on its page."""
    services.save(SYSTEM, code, stored(code).version, values)


def _move(proposal: Proposal, state: str) -> None:
    """Put a draft straight into a state that is reached by sending it."""
    proposal.submitted_at = proposal.created_at
    proposal.state = state


@pytest.mark.both_databases
def test_what_differs_is_stored_and_told_in_the_history(first, send):
    second = send(LIBRARY.replace("365", "370").replace("217.000", "220.000"), POOL, name="sửa.txt")
    assert changes(second) == {2: ("SD-2023-01", {"children": True, "budget_lines": True})}
    assert left_out(second) == [(3, "known")]
    assert imports.bring_in(SYSTEM, second) == ([], ["SD-2023-01"])
    assert (stored().children, stored().aid_vnd, stored().counterpart_vnd) == (370, 220_000_000, 15_000_000)
    entry = history_of("proposal", stored().id)[0]
    assert (entry.event, entry.comment) == ("proposal:edit", "Cập nhật từ tệp sửa.txt, dòng 2")
    assert sorted(entry.changes) == ["budget_lines", "children"]
    assert left_out(second) == [(2, "known"), (3, "known")]


def test_lines_keep_their_id_so_that_translations_stay(first, send):
    before = [line.id for line in stored().budget_lines]
    imports.bring_in(SYSTEM, send(LIBRARY.replace("217.000", "220.000")))
    assert [line.id for line in stored().budget_lines] == before


def test_a_corrected_title_finds_its_draft(first, send):
    second = send(LIBRARY.replace("Trường Tiểu học", "trường Tiểu học Tân Sơn"))
    assert changes(second) == {2: ("SD-2023-01", {"title": True})}
    imports.bring_in(SYSTEM, second)
    assert stored().title == "Thư viện thân thiện cho trường Tiểu học Tân Sơn"
    assert left_out(send(LIBRARY.replace("Trường Tiểu học", "trường Tiểu học Tân Sơn"))) == [(2, "known")]


@pytest.mark.parametrize(
    "row",
    [
        LIBRARY.replace("Xã Tân Sơn", "Xã Hộ Đáp").replace("Trường", "các Trường"),
        LIBRARY.replace("Trường Tiểu học", "2 Trường Tiểu học"),
        LIBRARY.replace("365", "366").replace("217", "218").replace("Trường", "các Trường"),
        LIBRARY.replace("Thư viện thân thiện", "Nước sạch, nhà vệ sinh"),
    ],
)
def test_another_project_is_not_taken_for_a_corrected_one(first, send, row):
    assert changes(send(row)) == {}
    assert imports.bring_in(SYSTEM, send(row)) == (["SD-2023-03"], [])


def test_two_that_fit_are_none(first, send):
    rows = [LIBRARY.replace("Trường", word) for word in ("các Trường", "những Trường")]
    assert changes(send(*rows)) == {}


def test_the_code_in_the_file_tells_whatever_the_title_is(first, send):
    rows = [f"{LIBRARY.replace('Thư viện thân thiện', 'Phòng đọc')}\tSD-2023-01", f"{POOL}\tSD-2099-77"]
    second = send(*rows, header=f"{HEADER}\tMã đề xuất")
    assert changes(second) == {2: ("SD-2023-01", {"title": True})}
    assert [said.code for said in imports.preview_kept(second).rows[1].messages if said.level == "warning"] == [
        "code_unknown"
    ]


def test_a_code_twice_is_one_update(first, send):
    rows = [f"{LIBRARY.replace('365', '370')}\tSD-2023-01", f"{POOL.replace('Bể', 'Hai bể')}\tSD-2023-01"]
    second = send(*rows, header=f"{HEADER}\tMã đề xuất")
    assert list(changes(second)) == [2]
    assert [said.code for said in imports.preview_kept(second).rows[1].messages if said.level == "warning"] == [
        "code_taken", "similar",
    ]  # fmt: skip


def test_another_units_code_is_none(first, send):
    other = imports.keep(SYSTEM, table(POOL), "b.txt", unit_by_code("219", scene.DAY), open_round())
    [code] = imports.bring_in(SYSTEM, other).made
    second = send(f"{LIBRARY}\t{code}", header=f"{HEADER}\tMã đề xuất")
    assert (changes(second), left_out(second)) == ({}, [(2, "known")])


@pytest.mark.both_databases
def test_what_was_changed_by_hand_stays_unless_chosen(first, send):
    by_hand("SD-2023-01", children=400, objective="Có nơi đọc sách cho cả xã")
    second = send(LIBRARY.replace("365", "370"))
    assert changes(second) == {2: ("SD-2023-01", {"children": False})}
    imports.bring_in(SYSTEM, second)
    assert (stored().children, stored().objective) == (400, "Có nơi đọc sách cho cả xã")
    third = send(LIBRARY.replace("365", "380"))
    imports.decide(SYSTEM, third.id, None, {("rows", "2", "take"): ["children"]})
    assert changes(third) == {2: ("SD-2023-01", {"children": True})}
    imports.bring_in(SYSTEM, third)
    assert (stored().children, stored().objective) == (380, "Có nơi đọc sách cho cả xã")


def test_an_empty_cell_erases_nothing(first, send):
    assert left_out(send(LIBRARY.replace("365", ""))) == [(2, "known")]


def test_what_was_sent_is_left_alone_and_told(first, send):
    with transaction():
        _move(stored(), "submitted")
    second = send(LIBRARY.replace("365", "370"))
    assert (changes(second), left_out(second)) == ({}, [(2, "sent")])
    assert "Đã gửi" in imports.preview_kept(second).rows[0].messages[0].text.vi
    assert imports.bring_in(SYSTEM, second) == ([], [])
    assert stored().children == 365


def test_what_was_sent_back_is_updated(first, send):
    with transaction():
        _move(stored(), "changes_requested")
    assert imports.bring_in(SYSTEM, send(LIBRARY.replace("365", "370"))).updated == ["SD-2023-01"]


def test_a_contradiction_with_the_draft_is_an_error(first, send):
    by_hand("SD-2023-01", girls=200, boys=165)
    second = send(LIBRARY.replace("365", "370"))
    assert imports.preview_kept(second).rows[0].status == "error"
    assert imports.bring_in(SYSTEM, second) == ([], [])


def test_a_cell_corrected_after_bringing_in_updates_its_own_draft(first):
    imports.decide(SYSTEM, first.id, None, {("rows", "2", "cells"): {"title": "Phòng đọc", "children": 50}})
    assert changes(first) == {2: ("SD-2023-01", {"title": True, "children": True})}


def test_a_row_can_be_tied_to_a_proposal_or_made_anew(first, send):
    second = send(LIBRARY.replace("365", "370"), "3\tSân chơi\tXã B\t10\t\t\t")
    imports.decide(SYSTEM, second.id, None, {("rows", "2", "proposal"): "new", ("rows", "3", "proposal"): "SD-2023-02"})
    assert changes(second)[3][0] == "SD-2023-02"
    assert list(changes(second)) == [3]


@pytest.mark.both_databases
def test_all_or_nothing(first, send, monkeypatch):
    """The second row can't be stored: what the first changed must go too."""
    second = send(LIBRARY.replace("365", "370"), POOL.replace("300", "310"))
    original = imports._update
    monkeypatch.setattr(imports, "_update", lambda *given: original(*given) if given[2].row < 3 else 1 / 0)
    with pytest.raises(ZeroDivisionError):
        imports.bring_in(SYSTEM, second)
    assert (stored().children, stored("SD-2023-02").children) == (365, 300)
