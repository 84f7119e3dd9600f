"""What a report counts, and what it puts proposals together by."""

from dataclasses import dataclass

from catalog.exchange.columns import BY_KEY
from catalog.i18n import Bilingual
from catalog.proposals.state_names import STATE_NAMES
from catalog.proposals.workflow import State
from catalog.reports.queries import Line
from catalog.reports.tables import Column, Stage, Subject
from catalog.units.models import KINDS

MILLION = 1_000_000


@dataclass(frozen=True)
class Extent:
    """Which of the proposals that were sent a report counts."""

    name: Bilingual
    states: frozenset[State]


ENDED = frozenset({State.REJECTED, State.WITHDRAWN})
PUBLIC = frozenset({State.PUBLISHED, State.CLOSED})
EXTENTS = {
    "sent": Extent(Bilingual("Tất cả đề xuất đã gửi", "All that were sent"), frozenset(State)),
    "standing": Extent(
        Bilingual("Trừ đề xuất đã rút, không được chấp nhận", "Without those withdrawn or rejected"),
        frozenset(State) - ENDED,
    ),
    "accepted": Extent(Bilingual("Đã chấp nhận", "Accepted"), PUBLIC | {State.ACCEPTED}),
    "published": Extent(Bilingual("Đã công bố", "Published"), PUBLIC),
}
FIRST_EXTENT = "sent"

STAGES = tuple(
    Stage(Column(key, Bilingual(vi, en)), frozenset(states))
    for key, vi, en, states in (
        ("reviewed", "Đang thẩm định", "Being reviewed", {State.SUBMITTED}),
        ("asked", "Đơn vị đang bổ sung", "Back at the unit",
         {State.CHANGES_REQUESTED, State.AWAITING_SIGNATURE, State.DRAFT}),
        ("accepted", "Đã chấp nhận", "Accepted", {State.ACCEPTED}),
        ("published", "Đã công bố", "Published", PUBLIC),
        ("ended", "Đã rút, không chấp nhận", "Ended", ENDED),
    )
)  # fmt: skip
# Up to which sum asked of a donor, in đồng; the last band has no end.
BANDS = (
    (100 * MILLION, Bilingual("Dưới 100 triệu đồng", "Under VND 100 million")),
    (500 * MILLION, Bilingual("Từ 100 đến dưới 500 triệu đồng", "VND 100 to under 500 million")),
    (1_000 * MILLION, Bilingual("Từ 500 triệu đến dưới 1 tỷ đồng", "VND 500 million to under 1 billion")),
    (5_000 * MILLION, Bilingual("Từ 1 đến dưới 5 tỷ đồng", "VND 1 to under 5 billion")),
    (None, Bilingual("Từ 5 tỷ đồng trở lên", "VND 5 billion and more")),
)
BAND_NAMES = {str(place): name for place, (_end, name) in enumerate(BANDS)}


def _band(line: Line) -> str:
    return next(str(place) for place, (end, _name) in enumerate(BANDS) if end is None or line.aid_vnd < end)


STATE_ORDER = tuple(state for stage in STAGES for state in sorted(stage.states))
STATES = Subject(
    "states",
    Bilingual("Theo tình trạng", "By state"),
    Bilingual("Tình trạng", "State"),
    of=lambda line: line.state,
    name=lambda line: STATE_NAMES[line.state].office,
    place=lambda line: STATE_ORDER.index(line.state),
    filter="state",
)
UNITS = Subject(
    "units",
    Bilingual("Theo đơn vị", "By unit"),
    Bilingual("Đơn vị", "Unit"),
    of=lambda line: line.unit,
    name=lambda line: line.unit_name,
    filter="unit",
)
UNIT_KINDS = Subject(
    "kinds",
    Bilingual("Theo cấp, loại đơn vị", "By kind of unit"),
    Bilingual("Cấp, loại đơn vị", "Kind of unit"),
    of=lambda line: line.unit_kind,
    name=lambda line: KINDS[line.unit_kind],
    place=lambda line: list(KINDS).index(line.unit_kind),
)
SECTORS = Subject(
    "sectors",
    Bilingual("Theo lĩnh vực", "By sector"),
    BY_KEY["sector"].heading,
    of=lambda line: line.sector.vi,
    name=lambda line: line.sector,
    place=lambda line: line.position,
)
TYPES = Subject(
    "types",
    Bilingual("Theo loại hỗ trợ", "By type of support"),
    BY_KEY["category"].heading,
    of=lambda line: line.category,
    name=lambda line: line.category_name,
    place=lambda line: line.position,
    filter="category",
)
SIZES = Subject(
    "sizes",
    Bilingual("Theo mức viện trợ đề nghị", "By amount of aid requested"),
    Bilingual("Mức viện trợ một đề xuất", "Aid of one proposal"),
    of=_band,
    name=lambda line: BAND_NAMES[_band(line)],
)
BENEFITS = Subject(
    "beneficiaries",
    Bilingual("Đối tượng hưởng lợi", "Beneficiaries"),
    UNITS.heading,
    of=UNITS.of,
    name=UNITS.name,
    filter="unit",
)
