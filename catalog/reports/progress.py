"""How far a call has come: its key figures beside those of the call before, and the units that have not sent."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from catalog.exchange.columns import Kind
from catalog.i18n import LANGUAGES, Bilingual, format_date, format_datetime
from catalog.office.models import ExchangeRate
from catalog.proposals.state_names import STATE_NAMES
from catalog.proposals.workflow import State
from catalog.reports.queries import UNSENT, Line, Standing
from catalog.reports.tables import (
    AMOUNTS,
    BENEFICIARIES,
    COUNT,
    DOLLARS,
    Cell,
    Column,
    Counted,
    Row,
    Table,
)
from catalog.rounds.models import Round
from catalog.units.models import KINDS, Unit

KEY_FIGURES = Bilingual("Số liệu chung", "Key figures")
FIGURE = Bilingual("Chỉ tiêu", "Figure")
# As wide as the largest of them, which are amounts.
NOW = Column("now", Bilingual("Đợt này", "This call"), 20, Kind.VND)
EARLIER = (
    Column("before", Bilingual("Đợt trước", "Call before"), 20, Kind.VND),
    Column("difference", Bilingual("Chênh lệch", "Difference"), 20, Kind.VND),
)
RESPONSES = {
    "asked": Bilingual("Đơn vị được đề nghị gửi đề xuất", "Units asked for proposals"),
    "sent": Bilingual("Đơn vị đã gửi", "Units that have sent"),
    "missing": Bilingual("Đơn vị chưa gửi", "Units that have not sent"),
}

NOT_SENT = Bilingual("Đơn vị chưa gửi đề xuất", "Who has not sent yet")
NOT_SENT_COLUMNS = (
    Column("kind", Bilingual("Cấp, loại", "Kind"), 18, Kind.TEXT),
    Column("standing", Bilingual("Tình hình", "Where it stands"), 26, Kind.TEXT),
    Column("drafts", Bilingual("Đang soạn", "Begun"), 10),
    Column("touched", Bilingual("Cập nhật gần nhất", "Last touched"), 16, Kind.TEXT),
    Column("deadline", Bilingual("Hạn gửi", "Deadline"), 22, Kind.TEXT),
    Column("late", Bilingual("Quá hạn (ngày)", "Days late"), 10),
    Column("people", Bilingual("Cán bộ phụ trách", "Officers"), 44, Kind.TEXT, is_private=True),
)
NOTHING_BEGUN = Bilingual("Chưa bắt đầu", "Nothing begun")
EXTENDED = Bilingual("{moment} (được gia hạn)", "{moment} (extended)")
NOBODY = Bilingual("Chưa có tài khoản", "No account yet")


class Response(NamedTuple):
    """How many units a round asked, and how many of them sent something that they did not take back."""

    asked: int
    sent: int

    @classmethod
    def of(cls, units: Iterable[Unit], lines: Iterable[Line], round_: Round) -> "Response":
        """Counted by codes: a unit that was renamed meanwhile is the same."""
        asked = {unit.code for unit in units}
        senders = {line.unit for line in lines if line.round_id == round_.id and line.state not in TAKEN_BACK}
        return cls(len(asked), len(asked & senders))

    @property
    def missing(self) -> int:
        """How many have not sent."""
        return self.asked - self.sent


TAKEN_BACK = (State.DRAFT, State.WITHDRAWN)


def key_figures(
    counted: Counted, rate: ExchangeRate | None, response: Response, before: Response | None = None
) -> Table:
    """Units, proposals, children and money of a round; beside them, where there is one, the round before."""
    measures = (COUNT, *BENEFICIARIES, *AMOUNTS, *((DOLLARS,) if rate else ()))
    rows = [
        _compared(key, name, Kind.INTEGER, getattr(response, key), before and getattr(before, key))
        for key, name in RESPONSES.items()
    ]
    for measure in measures:
        column = measure.column
        earlier = None if counted.before is None else sum(map(measure.of, counted.before))
        rows.append(_compared(column.key, column.heading, column.kind, sum(map(measure.of, counted.lines)), earlier))
    columns = (NOW, *EARLIER) if before else (NOW,)
    return Table("key-figures", KEY_FIGURES, FIGURE, columns, tuple(rows))


def _compared(key: str, name: Bilingual, kind: Kind, now: int, before: int | None) -> Row:
    values = (now,) if before is None else (now, before, now - before)
    return Row(key, name, tuple(Cell(value, kind) for value in values))


def not_sent(standings: Sequence[Standing]) -> Table:
    """The units that the office waits for, with what they have begun and whom to ask."""
    rows = tuple(
        Row(standing.unit.code, Bilingual(standing.unit.name_vi, standing.unit.name_en), _waited_for(standing))
        for standing in standings
    )
    return Table("not-sent", NOT_SENT, Bilingual("Đơn vị", "Unit"), NOT_SENT_COLUMNS, rows)


def _waited_for(standing: Standing) -> tuple[Cell, ...]:
    moment = Bilingual(*(format_datetime(standing.deadline, language) for language in LANGUAGES))
    touched = Bilingual(*(format_date(standing.touched_at, language) for language in LANGUAGES))
    people = "\n".join(f"{person.name} ({person.email})" for person in standing.people)
    return (
        Cell(KINDS[standing.unit.kind], Kind.TEXT),
        Cell(_stands(standing), Kind.TEXT),
        Cell(standing.drafts),
        Cell(touched, Kind.TEXT),
        Cell(EXTENDED.format(moment=moment) if standing.is_extended else moment, Kind.TEXT),
        Cell(standing.days_late),
        Cell(people or NOBODY, Kind.TEXT),
    )


def _stands(standing: Standing) -> Bilingual:
    """The furthest that anything of the unit has come."""
    return next((STATE_NAMES[state].office for state in UNSENT if state in standing.unsent), NOTHING_BEGUN)
