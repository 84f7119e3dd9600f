"""The report of a call: which tables it has, and what is in each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from catalog import clock
from catalog.accounts.actor import Actor
from catalog.exchange.columns import BY_KEY
from catalog.i18n import Bilingual
from catalog.office.models import ExchangeRate, IssuingBody, Signer
from catalog.office.queries import issuing_body, signer
from catalog.reports import queries
from catalog.reports.progress import Response, key_figures, not_sent
from catalog.reports.queries import Line, Standing
from catalog.reports.subjects import (
    BAND_NAMES,
    BENEFITS,
    EXTENTS,
    FIRST_EXTENT,
    SECTORS,
    SIZES,
    STAGES,
    STATES,
    TYPES,
    UNIT_KINDS,
    UNITS,
)
from catalog.reports.tables import (
    AID,
    AMOUNTS,
    BENEFICIARIES,
    CHILDREN,
    COUNT,
    DOLLARS,
    PROPOSALS,
    Cell,
    Chart,
    Counted,
    Table,
    grouped,
)
from catalog.rounds.models import Round
from catalog.rounds.queries import round_by_key
from catalog.units.queries import units_on

MILLIONS = Bilingual("Viện trợ đề nghị (triệu đồng)", "Aid requested (VND million)")
BY_STATE = Bilingual("Số đề xuất theo tình trạng", "Proposals by state")
GIVEN = Bilingual(
    "Cộng theo số liệu đơn vị khai; một trẻ em có thể được tính ở nhiều đề xuất. Nhóm nào đơn vị không khai (em gái, "
    "em trai, dân tộc thiểu số, khuyết tật, hộ nghèo) thì không tính. Dùng nội bộ: số nhỏ chưa được che.",
    "Sums of what units stated; a child may be counted in several proposals. Where a unit did not state girls, boys, "
    "ethnic minority, disability or poverty, nobody is counted. For internal use: small counts are not hidden.",
)


@dataclass(frozen=True)
class Report:
    """The report of a round as it stood at a moment. Every one of `tables` adds up to the same proposals."""

    round: Round
    before: Round | None
    extent: str
    made_at: datetime
    rate: ExchangeRate | None
    issuer: IssuingBody | None
    signer: Signer | None
    key_figures: Table
    tables: tuple[Table, ...]
    not_sent: Table

    @property
    def all_tables(self) -> tuple[Table, ...]:
        """In the order of reading."""
        return (self.key_figures, self.not_sent, *self.tables)

    def name_of(self, round_: Round) -> Bilingual:
        """The name of one of its rounds."""
        return Bilingual(round_.name_vi, round_.name_en or round_.name_vi)

    def figure(self, key: str, place: int = 0) -> Cell:
        """One of the key figures: of this round, or with 1 of the round before."""
        return next(row.cells[place] for row in self.key_figures.rows if row.key == key)


def report(actor: Actor, key: str, extent: str = FIRST_EXTENT) -> Report:
    """The report of a round, of those proposals that a key of EXTENTS names; raises NotFound for an unknown round.

    It takes the same few queries however much was sent.
    """
    round_ = round_by_key(key)
    before, rate = queries.previous_round(round_), queries.newest_rate()
    standings = queries.standings(actor, round_)
    found = queries.lines(actor, [each for each in (round_, before) if each], rate)
    counted = _counted(found, round_, before, extent)
    return Report(
        round=round_,
        before=before,
        extent=extent,
        made_at=clock.now(),
        rate=rate,
        issuer=issuing_body(clock.today()),
        signer=signer(clock.today()),
        key_figures=key_figures(counted, rate, *_responses(found, standings, round_, before)),
        tables=tuple(tables_of(counted, standings, rate)),
        not_sent=not_sent([standing for standing in standings if not standing.sent]),
    )


def _counted(found: Sequence[Line], round_: Round, before: Round | None, extent: str) -> Counted:
    states = EXTENTS[extent].states
    every = [line for line in found if line.round_id == round_.id]
    earlier = [line for line in found if line.round_id != round_.id and line.state in states] if before else None
    return Counted(round_.key, [line for line in every if line.state in states], every, earlier)


def _responses(
    found: Sequence[Line], standings: Sequence[Standing], round_: Round, before: Round | None
) -> Iterable[Response]:
    """How many units were asked and how many sent, in this round and in the one before."""
    yield Response.of((standing.unit for standing in standings), found, round_)
    if before:
        yield Response.of(units_on(before.opens_on), found, before)


def tables_of(counted: Counted, standings: Sequence[Standing], rate: ExchangeRate | None) -> Iterable[Table]:
    """What is counted, put together in every way that the office tells of; without a rate no dollars."""
    sums = (*AMOUNTS, DOLLARS) if rate else AMOUNTS
    asked = {standing.unit.code: _name(standing) for standing in standings}
    millions, numbers = Chart(MILLIONS, (AID.column.key,), 1_000_000), Chart(PROPOSALS, (COUNT.column.key,))
    stages = Chart(BY_STATE, tuple(stage.column.key for stage in STAGES))
    groups = Chart(BY_KEY["children"].heading, tuple(each.column.key for each in BENEFICIARIES), across=True)
    yield grouped(counted, UNITS, sums, asked, STAGES, stages)
    yield grouped(counted, UNIT_KINDS, (CHILDREN, *sums))
    yield grouped(counted, SECTORS, (CHILDREN, *sums), chart=millions)
    yield grouped(counted, TYPES, (CHILDREN, *sums), chart=millions)
    yield grouped(counted, SIZES, (CHILDREN, *sums), BAND_NAMES, chart=numbers)
    yield replace(grouped(counted, BENEFITS, BENEFICIARIES, asked, chart=groups), note=GIVEN)
    yield grouped(counted, STATES, (CHILDREN, *sums), chart=numbers)


def _name(standing: Standing) -> Bilingual:
    return Bilingual(standing.unit.name_vi, standing.unit.name_en)
