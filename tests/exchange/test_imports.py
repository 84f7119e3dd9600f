"""Bringing files in: what a preview says of what is stored already, all rows or none, nothing twice."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select

from catalog import clock
from catalog.accounts.actor import SYSTEM
from catalog.audit import history_of
from catalog.db import db
from catalog.errors import NotAllowed, NotFound
from catalog.exchange import imports
from catalog.exchange.reading import UnreadableFile
from catalog.proposals.models import Proposal
from catalog.proposals.queries import proposal_by_code
from catalog.rounds.queries import rounds
from catalog.rounds.services import create_round
from catalog.settings import PROJECT

pytestmark = pytest.mark.both_databases

FILES = PROJECT / "tests" / "data" / "district-files"


def sent(path: Path) -> tuple[bytes, str]:
    return path.read_bytes(), path.name


def table(*rows: str) -> bytes:
    """A text file with the given rows under a header."""
    header = "STT\tTên dự án\tĐịa điểm\tSố trẻ em\tEm gái\tEm trai\tĐề nghị viện trợ (đồng)"
    return "\n".join([header, *rows]).encode("utf-8-sig")


@pytest.fixture
def bring_in(database):
    """Send a file for a unit: `bring_in(data, name, "220")` gives the codes made."""
    opens = datetime(2023, 5, 4, tzinfo=UTC)
    names = {"name_vi": "Đợt vận động 2023", "name_en": "Call 2023"}
    create_round(SYSTEM, "2023", names | {"opens_at": opens, "closes_at": clock.now() + timedelta(days=9)})

    def bring(data: bytes, name: str, unit: str = "220") -> list[str]:
        target = imports.target(unit)
        return imports.bring_in(SYSTEM, imports.keep(SYSTEM, data, name, *target)).made

    return bring


def said(data: bytes, unit: str = "220") -> list[tuple[int, str, list[str]]]:
    """(row, status, codes of the messages other than plain information) of a preview."""
    found = imports.preview(data, "list.txt", *imports.target(unit))
    return [(row.row, row.status, [m.code for m in row.messages if m.level != "info"]) for row in found.rows]


def test_a_row_becomes_a_draft(bring_in):
    codes = bring_in(*sent(FILES / "son-dong-2023-phu-luc.xlsx"))
    assert codes == ["SD-2023-01", "SD-2023-02", "SD-2023-03", "SD-2023-04"]
    made = proposal_by_code(SYSTEM, "SD-2023-02")
    assert (made.state, made.title) == ("draft", "Xây dựng 02 phòng học mầm non tại điểm trường lẻ xã Hữu Sản")
    assert (made.children, made.girls, made.boys, made.ethnic_minority) == (58, 27, None, 55)
    assert (made.aid_vnd, made.counterpart_vnd, made.total_vnd) == (1_250_000_000, 147_500_000, 1_397_500_000)
    assert [(line.quantity, line.funding) for line in made.budget_lines] == [(Decimal(1), "aid"), (1, "counterpart")]
    assert (made.planned_start, made.planned_end) == (date(2024, 2, 1), date(2024, 10, 31))
    assert made.category_key == "classroom"
    [entry] = history_of("proposal", made.id)
    assert (entry.event, entry.comment) == ("proposal:create", "Nhập từ tệp son-dong-2023-phu-luc.xlsx, dòng 12")


def test_the_same_file_twice_makes_nothing_twice(bring_in):
    data, name = sent(FILES / "luc-ngan-2023.xlsx")
    assert len(bring_in(data, name, "219")) == 4
    assert bring_in(data, name, "219") == []
    assert bring_in(data, "renamed.xlsx", "219") == []
    assert db.session.scalar(select(func.count()).select_from(Proposal)) == 4


def test_another_unit_may_send_the_same(bring_in):
    row = table("1\tNước sạch cho trường\tXã A\t100\t\t\t200.000.000")
    assert (len(bring_in(row, "a.txt", "220")), len(bring_in(row, "a.txt", "219"))) == (1, 1)


def test_what_is_known_repeated_or_alike_is_said(bring_in):
    first = table("1\tThư viện thân thiện cho Trường Tiểu học xã Tân Sơn\tXã Tân Sơn\t365\t\t\t217.000.000")
    bring_in(first, "a.txt")
    again = table(
        "1\tThư viện thân thiện cho Trường Tiểu học xã Tân Sơn\tXã Tân Sơn\t365\t\t\t217.000.000",
        "2\tThư viện thân thiện cho Trường tiểu học Tân Sơn\tXã Tân Sơn\t365\t\t\t217.000.000",
        "3\tBể bơi di động cho trẻ em\tXã A\t300\t\t\t150.000.000",
        "4\tBể bơi di động cho trẻ em\tXã A\t300\t\t\t150.000.000",
    )
    assert [(row, status) for row, status, _ in said(again)] == [
        (2, "skipped"),
        (3, "warning"),
        (4, "ok"),
        (5, "skipped"),
    ]
    assert said(again)[1][2] == ["similar"]


def test_a_contradiction_is_left_empty_and_said(bring_in):
    data = table("1\tHọc bổng cho học sinh nghèo\tXã A\t100\t70\t50\t100.000.000")
    [(_, status, messages)] = said(data)
    assert (status, "left_empty" in messages) == ("warning", True)
    [code] = bring_in(data, "a.txt")
    made = proposal_by_code(SYSTEM, code)
    assert (made.children, made.girls, made.boys) == (100, 70, None)


def test_too_long_a_text_is_an_error_and_the_others_come_in(bring_in):
    data = table(
        f"1\t{'Trường ' * 60}\tXã A\t100\t\t\t100.000.000", "2\tSân chơi cho trẻ em\tXã B\t100\t\t\t100.000.000"
    )
    assert [(row, status) for row, status, _ in said(data)] == [(2, "error"), (3, "ok")]
    assert len(bring_in(data, "a.txt")) == 1


def test_a_preview_stores_nothing(bring_in):
    said(table("1\tSân chơi cho trẻ em\tXã B\t100\t\t\t100.000.000"))
    assert db.session.scalar(select(func.count()).select_from(Proposal)) == 0


def test_all_rows_or_none(bring_in, monkeypatch):
    """The third row can't be stored: the first two must go too."""
    rows = [f"{n}\tCông trình số {n * 1111}\tXã {n}\t100\t\t\t100.000.000" for n in range(1, 4)]
    original = imports.lines_of
    monkeypatch.setattr(imports, "lines_of", lambda row: original(row) if row.row < 4 else 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bring_in(table(*rows), "a.txt")
    assert db.session.scalar(select(func.count()).select_from(Proposal)) == 0


def test_a_file_that_is_none(bring_in):
    with pytest.raises(UnreadableFile):
        imports.preview(b"%PDF-1.7 nothing", "list.pdf", *imports.target("220"))


def test_only_for_ones_own_unit(bring_in, person):
    officer = person("officer@example.org", "officer", unit="220")
    kept = imports.keep(SYSTEM, *sent(FILES / "luc-ngan-2023.xlsx"), *imports.target("219"))
    with pytest.raises(NotAllowed):
        imports.keep(officer, *sent(FILES / "luc-ngan-2023.xlsx"), *imports.target("219"))
    with pytest.raises(NotFound):
        imports.kept_file(officer, kept.id)


@pytest.mark.parametrize(
    ("key", "round_key", "unit_name"), [("2023", "2023", "Huyện Việt Yên"), (None, None, "Thị xã Việt Yên")]
)
def test_an_old_list_before_anybody_opened_a_round(database, key, round_key, unit_name):
    """As on an empty database: the round is made with the file, and the unit is the one of its time."""
    unit, round_ = imports.target("222", key)
    assert (unit.name_vi, round_.id, round_.key) == (unit_name, None, round_key or str(clock.today().year))
    data = table("1\tSân chơi cho trẻ em\tXã B\t100\t\t\t100.000.000")
    imports.preview(data, "a.txt", unit, round_)
    assert rounds() == []
    codes = imports.bring_in(SYSTEM, imports.keep(SYSTEM, data, "a.txt", unit, round_)).made
    assert codes == [f"VY-{round_.key}-01"]
    assert [made.key for made in rounds()] == [round_.key]


def test_a_total_that_the_file_does_not_divide_is_kept_in_the_notes(bring_in):
    data = "STT\tTên dự án\tĐịa điểm\tTổng kinh phí (đồng)\n1\tSân chơi cho trẻ em\tXã B\t100.000.000".encode()
    [code] = bring_in(data, "a.txt")
    made = proposal_by_code(SYSTEM, code)
    assert (made.total_vnd, made.notes) == (0, "Tổng kinh phí theo tệp: 100.000.000 đồng")
