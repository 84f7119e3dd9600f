"""Proposals of any content for the fill-in workbook, the workbook of them, and what must be read back."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from catalog.exchange.drafts import lines_of, values_of
from catalog.exchange.reading import PreviewRow
from catalog.exchange.reading.categories import NAMES
from catalog.exchange.writing.workbook import FillIn, write
from catalog.i18n import Bilingual
from catalog.proposals.choices import AID_FORMS, FUNDING, PRIORITIES
from catalog.proposals.dac import DAC_NAMES
from catalog.proposals.fields import FIELDS, Kind
from catalog.proposals.models import BudgetLine, InKindNeed, Proposal
from catalog.proposals.rows import LineInput, NeedInput
from catalog.proposals.values import first_of_month, last_of_month
from catalog.text import clean

# What spreadsheets and readers like to take for something else.
TRAPS = [
    *("=1+1", "+84 204", "-- không --", "@lệnh", "'01", "007", "1,5", "4.5", "1E5", "TRUE", "Có", "#REF!", "nt"),
    *("_x000D_", "_x0041_", "a\tb", "a\n\n b", "<b>&amp;</b>", "18/05/2023"),
    *("Tiê\u0302\u0301ng", "Tr­êng häc", "\U0001f9d2"),
]  # fmt: skip
texts = st.one_of(st.text(max_size=60), st.sampled_from(TRAPS), st.text("ăâđêôơư ẤẾ\n,.", max_size=200)).map(clean)
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
counts = st.none() | st.integers(0, 10_000_000)
quantities = st.none() | st.decimals(0, 10**9, places=3) | st.integers(0, 10**9).map(Decimal)
costs = st.none() | st.integers(0, 10**13)

lines = st.builds(
    BudgetLine,
    id=st.none() | st.integers(1, 10**8),
    item=texts,
    quantity=quantities,
    unit=texts,
    unit_cost_vnd=costs,
    funding=st.sampled_from(list(FUNDING)),
    optional=st.booleans(),
)
needs = st.builds(
    InKindNeed, id=st.none() | st.integers(1, 10**8), item=texts.filter(bool), quantity=quantities, unit=texts
)
BY_KIND = {
    Kind.FLAG: st.booleans(),
    Kind.COUNT: counts,
    Kind.DATE: st.none() | days,
    Kind.TARGETS: st.lists(st.from_regex(r"(1[0-7]|[1-9])\.([0-9]{1,2}|[a-d])", fullmatch=True), unique=True),
}
BY_KEY = {
    "aid_form": st.sampled_from(["", *AID_FORMS]),
    "priority": st.sampled_from([None, *PRIORITIES]),
    "dac_code": st.sampled_from(["", *DAC_NAMES]),
    "category_key": st.sampled_from([None, *NAMES]),
    "commune_code": st.just("") | st.from_regex(r"[0-9]{5}", fullmatch=True),
    "planned_start": st.none() | days.map(lambda day: first_of_month(day.year, day.month)),
    "planned_end": st.none() | days.map(lambda day: last_of_month(day.year, day.month)),
}
proposals = st.builds(
    Proposal,
    version=st.none() | st.integers(1, 500),
    code=st.just("") | st.from_regex(r"[A-Z]{2,3}-20[0-9]{2}-[0-9]{2}", fullmatch=True),
    budget_lines=st.lists(lines, max_size=4),
    in_kind_needs=st.lists(needs, max_size=3),
    **{field.key: BY_KEY.get(field.key, BY_KIND.get(field.kind, texts)) for field in FIELDS},
)


def form(given: Sequence[Proposal] = (), category_key: str | None = None, **others: Any) -> FillIn:
    """A workbook for Sơn Động."""
    described: dict[str, Any] = {
        "unit_code": "220",
        "unit": Bilingual("Huyện Sơn Động", "Son Dong District"),
        "round_key": "2023",
        "round": Bilingual("Đợt vận động 2023", "Call 2023"),
        "deadline": datetime(2023, 5, 19, 10, tzinfo=UTC),
        "office": ["Sở Ngoại vụ tỉnh Bắc Giang"],
        "categories": NAMES,
        "communes": {"07246": Bilingual("Xã Xuân Lương", "Xuan Luong Commune")},
    }
    return FillIn(**described | others, category_key=category_key, proposals=given)


def workbook(*given: Proposal, category_key: str | None = None) -> bytes:
    """The workbook of these proposals."""
    return write(form(given, category_key))


def stored(proposal: Proposal) -> dict[str, Any]:
    """What a proposal holds, as a row of a preview gives it back."""
    return {
        "code": proposal.code,
        "version": proposal.version,
        **{field.key: getattr(proposal, field.key) for field in FIELDS},
        "lines": [
            LineInput(row.item, row.quantity, row.unit, row.unit_cost_vnd, row.funding, row.optional, row.id)
            for row in proposal.budget_lines
        ],
        "needs": [NeedInput(row.item, row.quantity, row.unit, row.id) for row in proposal.in_kind_needs],
    }


def said(row: PreviewRow) -> dict[str, Any]:
    """What a row makes of it."""
    return {"code": row.code, "version": row.version, **values_of(row), "lines": lines_of(row), "needs": row.needs}


def is_empty(proposal: Proposal) -> bool:
    """Whether nothing is in it: such a row is one that nobody filled in."""
    held = [value for key, value in stored(proposal).items() if key not in ("code", "version")]
    return all(value is None or value is False or value in ("", []) for value in held)
