"""The official form: what a clerk prints, the same in Word and as PDF, whatever was typed."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx.oxml.ns import qn
from flask_babel import force_locale

from catalog.db import transaction
from catalog.errors import NotFound
from catalog.exchange import official_form
from catalog.exchange.writing import form
from catalog.exchange.writing.letterhead import letterhead
from catalog.office.models import ExchangeRate
from catalog.proposals.fields import BY_KEY
from catalog.proposals.models import BudgetLine, InKindNeed, Proposal
from catalog.proposals.workflow import State
from tests.exchange.writing.lists import document
from tests.exchange.writing.test_docx import lines
from tests.proposals import scene

SAID = Path(__file__).with_name("said-form.txt")
FULL = {
    "summary": "240 học sinh có nơi đọc sách.",
    "need": "Trường có 240 học sinh.\nChưa có phòng đọc.",
    "activities": "Sửa phòng đọc\nMua 800 cuốn sách",
    "results": "Thư viện mở cửa mỗi ngày.",
    "aid_form": "project",
    "has_construction": True,
    "dac_code": "11220",
    "sdg_targets": ["4.a", "4.1"],
    "priority": 1,
    "commune_code": "07627",
    "managing_agency": "UBND tỉnh Bắc Giang",
    "owner": "UBND huyện Sơn Động",
    "contact": "Văn phòng UBND huyện",
    "contact_email": "vp@example.org",
    "girls": 120,
    "boys": 120,
    "ethnic_minority": 180,
    "with_disability": 4,
    "poor_or_near_poor": 60,
    "age_from": 6,
    "age_to": 11,
    "indirect": 1_500,
    "planned_start": date(2024, 2, 1),
    "planned_end": date(2024, 11, 30),
    "counterpart_source": "Ngân sách huyện.",
    "sustainability": "Trường cử người trông thư viện.",
    "readiness": "Đã có phòng.",
    "land": "Đất của trường.",
    "design": "Sửa theo mẫu.",
    "safeguarding": "Không đăng ảnh rõ mặt.",
    "notes": "Không in ra giấy.",
}
HOSTILE = r"#import \ $x$ <b> = *đậm* _a_ @ref // `raw` \u{41} #sys.inputs ]]> & 'a' -- ..."
PAGE = (210, 297)
MILLIMETRE = 72 / 25.4


@pytest.fixture
def proposal(database: Any) -> Proposal:
    """One that is sent, with something in every answer."""
    made = scene.proposal_in(State.SUBMITTED, scene.a_round(), **FULL)
    with transaction() as session:
        rate = ExchangeRate(date=date(2023, 5, 1), vnd_per_usd=23_500, source_vi="Kho bạc Nhà nước", source_en="-")
        session.query(ExchangeRate).delete()
        session.add(rate)
        made.code = "SD-2023-01"
        made.budget_lines.append(
            BudgetLine(position=2, item="Sửa phòng", quantity=1, unit="phòng", unit_cost_vnd=36_000_000, optional=True)
        )
        made.budget_lines[-1].funding = "counterpart"
    return made


def told_by_pdf(data: bytes) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def both(proposal: Proposal) -> tuple[str, str]:
    """All letters of the Word file and of the PDF, without the numbers of its pages: readers guess where spaces are."""
    file = document(official_form.render(proposal, "docx"))
    word = "".join(text.text or "" for text in file.element.body.iter(qn("w:t")))
    pages = told_by_pdf(official_form.render(proposal, "pdf"))
    numbered = (page.removeprefix(str(number)) if number > 1 else page for number, page in enumerate(pages, start=1))
    # The bold italic that comes with Typst draws ơ as two glyphs, of which readers make a second letter.
    pdf = re.sub("Nơinhơ?ận:ơ?", "Nơinhận:", "".join("".join(numbered).split()))
    return "".join(word.split()), pdf


def test_it_says_what_a_clerk_has_read_and_approved(proposal: Proposal) -> None:
    said = "\n".join(lines(official_form.render(proposal, "docx")))
    assert f"{said}\n" == SAID.read_text(encoding="utf-8")


def test_the_pdf_says_the_same(proposal: Proposal) -> None:
    word, pdf = both(proposal)
    assert Counter(pdf) == Counter(word)
    content = form.form_of(proposal)
    headings = ["".join(item.heading.split()) for item in (*content.before_table, *content.after_table)]
    places = [pdf.index(heading) for heading in headings]
    assert places == sorted(places)


def test_hostile_text_stands_as_it_was_written(proposal: Proposal) -> None:
    with transaction():
        for key in ("title", "need", "activities", "letter_number"):
            setattr(proposal, key, f"{HOSTILE}\u202e\u200f")
        proposal.budget_lines[0].item = proposal.budget_lines[0].unit = HOSTILE
        proposal.in_kind_needs.append(InKindNeed(position=2, item=HOSTILE))
    text = "\n".join(lines(official_form.render(proposal, "docx")))
    assert text.count(HOSTILE) == 7
    word, pdf = both(proposal)
    assert Counter(pdf) == Counter(word)
    assert pdf.count("".join(HOSTILE.split())) == 7
    assert "\u202e" not in text + pdf


def test_every_field_is_told_or_left_out_on_purpose() -> None:
    told = {key for _heading, keys in (*form.BEFORE_COST, *form.AFTER_COST) for key in keys.split()}
    assert told | form.NOT_BY_HEADING == set(BY_KEY)
    assert told & form.NOT_BY_HEADING == set()


def test_what_is_not_given_leaves_room(database: Any) -> None:
    bare = scene.proposal_in(State.SUBMITTED, scene.a_round(), objective="")
    said = {item.heading: item.text for item in form.form_of(bare).before_table}
    assert said["9. Mục tiêu:"] == form.TO_FILL_IN
    assert said["6. Thời gian thực hiện:"] == form.TO_FILL_IN


@pytest.mark.parametrize("state", State)
def test_what_is_not_final_says_so(proposal: Proposal, state: State) -> None:
    with transaction():
        proposal.state = state
    mark = form.MARKS.get(state, "")
    text = list(lines(official_form.render(proposal, "docx")))
    assert [line for line in text if line in form.MARKS.values()] == ([mark] if mark else [])
    pages = told_by_pdf(official_form.render(proposal, "pdf"))
    assert [any(mark in page for mark in form.MARKS.values()) for page in pages] == [bool(mark)] * len(pages)


@pytest.mark.parametrize(
    ("code", "parent", "organ", "place"),
    [
        ("220", (), ("ỦY BAN NHÂN DÂN", "HUYỆN SƠN ĐỘNG"), "Sơn Động"),
        ("213", (), ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ BẮC GIANG"), "Bắc Giang"),
        ("SYT", ("UBND TỈNH BẮC GIANG",), ("SỞ Y TẾ",), "Bắc Giang"),
        ("HCTD", (), ("HỘI CHỮ THẬP ĐỎ TỈNH BẮC GIANG",), "Bắc Giang"),
    ],
)
def test_the_heading_is_that_of_the_unit(
    database: Any, code: str, parent: tuple[str, ...], organ: tuple[str, ...], place: str
) -> None:
    head = letterhead(scene.proposal_in(State.DRAFT, scene.a_round(), code))
    assert (head.parent, head.organ) == (parent, organ)
    assert head.number == "Số:      /      "
    assert head.place_and_date == f"{place}, ngày      tháng      năm      "


def test_number_and_date_of_the_letter_as_the_decree_writes_them(proposal: Proposal) -> None:
    with transaction():
        proposal.letter_number, proposal.letter_date = "05/UBND-GD", date(2023, 6, 5)
    head = letterhead(proposal)
    assert (head.number, head.place_and_date) == ("Số: 05/UBND-GD", "Sơn Động, ngày 05 tháng 6 năm 2023")


def test_pages_are_those_of_the_decree(proposal: Proposal) -> None:
    file = document(official_form.render(proposal, "docx"))
    margins = [file.sections[0].left_margin, file.sections[0].right_margin, file.sections[0].top_margin]
    assert [round(margin.mm) for margin in margins] == [30, 15, 20]
    with pypdfium2.PdfDocument(official_form.render(proposal, "pdf")) as pdf:
        assert {tuple(round(side / MILLIMETRE) for side in page.get_size()) for page in pdf} == {PAGE}
    pages = told_by_pdf(official_form.render(proposal, "pdf"))
    assert [page.split()[0] for page in pages] == ["ỦY", "2", "3"][: len(pages)]


def test_it_is_vietnamese_on_an_english_page_and_made_once(proposal: Proposal) -> None:
    here = [official_form.render(proposal, kind) for kind in official_form.FORMATS]
    with force_locale("en"):
        assert [official_form.render(proposal, kind) for kind in official_form.FORMATS] == here


def test_there_is_no_other_format(proposal: Proposal) -> None:
    with pytest.raises(NotFound):
        official_form.render(proposal, "odt")
