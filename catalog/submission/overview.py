"""What the start page shows: the rounds with their proposals, what each of these lacks, and what came back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from catalog import clock
from catalog.audit import HistoryEntry, moves_of
from catalog.i18n import Bilingual
from catalog.proposals import checks
from catalog.proposals.fields import BY_KEY
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import UNIT_MAY_WRITE, State
from catalog.rounds import queries as rounds
from catalog.rounds.models import Round, RoundExtension
from catalog.submission import presenters
from catalog.submission.presenters import Task

# What the unit has to do comes first, what is over comes last.
LIST_ORDER = (
    State.CHANGES_REQUESTED, State.DRAFT, State.AWAITING_SIGNATURE, State.SUBMITTED, State.ACCEPTED, State.PUBLISHED,
    State.CLOSED, State.REJECTED, State.WITHDRAWN,
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A proposal; while the unit may write it also its sections, what it lacks, and what was said when it came back."""

    proposal: Proposal
    tasks: list[Task] = field(default_factory=list)
    missing: list[checks.Problem] = field(default_factory=list)
    said: HistoryEntry | None = None

    @property
    def done(self) -> int:
        """How many sections are complete."""
        return sum(task.is_complete for task in self.tasks)

    @property
    def is_ready(self) -> bool:
        """Whether it can be sent as it is: nothing is missing, and nobody asked for a change."""
        return bool(self.tasks) and not self.missing and not self.came_back

    @property
    def came_back(self) -> bool:
        """Whether the office or the unit's leader wants it changed."""
        return self.proposal.state == State.CHANGES_REQUESTED or self.said is not None

    @property
    def wanting(self) -> list[Task]:
        """The sections in which something has to be changed."""
        return [task for task in self.tasks if task.status in ("to_change", "wrong")]

    @property
    def gaps(self) -> list[tuple[checks.Problem, Bilingual]]:
        """What is missing, each by its shortest name."""
        return [(problem, self._short(problem)) for problem in self.missing]

    def _short(self, problem: checks.Problem) -> Bilingual:
        asked = BY_KEY[problem.key] if problem.key else None
        return asked.label if asked and checks.is_empty(self.proposal, asked) else problem.text


@dataclass(frozen=True)
class RoundGroup:
    """The proposals of one round, what needs doing first."""

    round: Round
    rows: list[Row] = field(default_factory=list)

    @property
    def aid_vnd(self) -> int:
        """Sum asked of donors by what was not withdrawn or rejected; an edit asks for nothing beside its proposal."""
        over = (State.WITHDRAWN, State.REJECTED)
        own = (row.proposal for row in self.rows if not row.proposal.is_amendment)
        return sum(proposal.aid_vnd for proposal in own if proposal.state not in over)

    def counts(self) -> list[tuple[str, int]]:
        """How many proposals are in each state that occurs."""
        states = [row.proposal.state for row in self.rows]
        return [(state, states.count(state)) for state in LIST_ORDER if state in states]

    def came_back(self) -> list[Row]:
        """What has to be changed and sent again."""
        return [row for row in self.rows if row.came_back]

    def ready(self) -> int:
        """How many can be sent as they are."""
        return sum(row.is_ready for row in self.rows)


def by_round(proposals: Sequence[Proposal], now_open: Round | None) -> list[RoundGroup]:
    """Proposals by round, in the order given; the open round stands first, with or without proposals."""
    moves = moves_of("proposal", [row.id for row in proposals if row.state in UNIT_MAY_WRITE])
    groups = [_group(round_, rows, moves) for round_, rows in groupby(proposals, lambda row: row.round)]
    first = [group for group in groups if group.round is now_open]
    if now_open and not first:
        first = [RoundGroup(now_open)]
    return first + [group for group in groups if group.round is not now_open]


def _group(round_: Round, proposals: Iterable[Proposal], moves: Mapping[int, Sequence[HistoryEntry]]) -> RoundGroup:
    ordered = sorted(proposals, key=lambda row: (LIST_ORDER.index(State(row.state)), row.code))
    return RoundGroup(round_, [_row(proposal, moves.get(proposal.id, ())) for proposal in ordered])


def _row(proposal: Proposal, moves: Sequence[HistoryEntry]) -> Row:
    if proposal.state not in UNIT_MAY_WRITE:
        return Row(proposal)
    said = presenters.answered(proposal, moves)
    return Row(proposal, presenters.tasks(proposal), checks.missing_to_submit(proposal), said)


@dataclass(frozen=True)
class Deadline:
    """When a unit has to have sent; `extension` is its own longer time, if it was given any."""

    closes_at: datetime
    extension: RoundExtension | None

    @property
    def words(self) -> str:
        """17:00 thứ Sáu, 19/5/2023 (giờ Việt Nam)."""
        return presenters.moment_in_words(self.closes_at)

    @property
    def days_left(self) -> int:
        """Days on the calendar until then: 0 on the last day."""
        return presenters.days_left(self.closes_at)

    @property
    def is_over(self) -> bool:
        """Whether it has passed."""
        return self.closes_at <= clock.now()

    @property
    def taken_until(self) -> str:
        """In the grace after it: until what hour what comes late is taken; before it nobody reads of that."""
        ends = self.closes_at + rounds.GRACE
        return f"{clock.to_local(ends):%H:%M}" if self.is_over and clock.now() < ends else ""


def deadline_of(round_: Round, unit_id: int | None) -> Deadline:
    """The deadline of a round for a unit."""
    own = rounds.extension(round_, unit_id)
    if own is not None and own.closes_at > round_.closes_at:
        return Deadline(own.closes_at, own)
    return Deadline(round_.closes_at, None)
