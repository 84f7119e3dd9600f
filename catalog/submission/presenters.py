"""What the unit's pages show of proposals: tasks, deadlines, sums, what was said and done."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Any

from flask_babel import lazy_gettext as _l

from catalog import clock, i18n, money
from catalog.attachments import queries as attachments
from catalog.audit import HistoryEntry
from catalog.errors import NotFound
from catalog.i18n import Bilingual, attribute
from catalog.office import queries as office
from catalog.office.models import ExchangeRate
from catalog.proposals import checks, queries, requests
from catalog.proposals.answers import SectionAnswers
from catalog.proposals.changes import Change, unsent
from catalog.proposals.changes import changes as changes_in
from catalog.proposals.choices import FUNDING
from catalog.proposals.fields import BY_KEY, Kind, fields_of, section_of
from catalog.proposals.models import BudgetLine, Proposal
from catalog.proposals.requests import Question
from catalog.proposals.sections import SECTION_NAMES, Section
from catalog.proposals.snapshots import label_of
from catalog.proposals.workflow import ACTIONS, UNIT_MAY_WRITE, State
from catalog.text import Pieces, differences

# Section by section, as adjectives; never by colour alone.
STATUS_NAMES = {
    "not_started": _l("Not started"),
    "in_progress": _l("In progress"),
    "complete": _l("Complete"),
    "to_change": _l("To be changed"),
    "wrong": _l("Has an error"),
}

# What is done first of what is left to do.
NEXT_ORDER = ("to_change", "wrong", "in_progress", "not_started")

CREATED = _l("created the proposal")
ANSWERED_BACK = frozenset(
    "request_changes give_back reject mark_duplicate merge close reject_amendment lapse_amendment".split()
)


@dataclass(frozen=True)
class Task:
    """A section of the form with how far it is; `count` is how many answers the office wants changed, or are wrong."""

    section: Section
    number: int
    name: Bilingual
    status: str
    count: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to do in the section."""
        return self.status == "complete"


def tasks(proposal: Proposal) -> list[Task]:
    """The sections in order. Complete: something is there, and nothing is missing that sending or publishing needs."""
    problems = [*checks.missing_to_publish(proposal), *attachments.problems(proposal)]
    hits = checks.text_hits(proposal)
    asked = Counter(section_of(request.key) for request in proposal.change_requests if request.is_open)
    found = []
    for number, (section, name) in enumerate(SECTION_NAMES.items(), start=1):
        here = [problem for problem in problems if problem.section is section]
        gaps = [problem for problem in here if _is_gap(proposal, problem)]
        wrong = len(here) - len(gaps) + sum(hit.section is section for hit in hits)
        status = "to_change" if asked[section] else _status(proposal, section, bool(gaps), wrong)
        found.append(Task(section, number, name, status, asked[section] or wrong))
    return found


def next_task(tasks: Sequence[Task]) -> Task | None:
    """The section to go on with: what has to be changed, then what is begun, then the rest; None when all is done."""
    waiting = [task for task in tasks if not task.is_complete]
    return min(waiting, key=lambda task: NEXT_ORDER.index(task.status), default=None)


def _is_gap(proposal: Proposal, problem: checks.Problem) -> bool:
    """Whether something is merely not there yet, rather than wrong."""
    return problem.key not in BY_KEY or checks.is_empty(proposal, BY_KEY[problem.key])


def _status(proposal: Proposal, section: Section, has_gaps: bool, wrong: int) -> str:
    if not _is_started(proposal, section):
        return "not_started"
    if wrong:
        return "wrong"
    return "in_progress" if has_gaps else "complete"


def _is_started(proposal: Proposal, section: Section) -> bool:
    rows = {
        Section.BUDGET: proposal.budget_lines,
        Section.CONTRIBUTIONS: proposal.in_kind_needs,
        Section.FILES: proposal.attachments,
    }
    if rows.get(section):
        return True
    return any(
        getattr(proposal, row.key) if row.kind is Kind.FLAG else not checks.is_empty(proposal, row)
        for row in fields_of(section)
    )


@dataclass(frozen=True)
class Sums:
    """What a budget comes to, in đồng; `optional_vnd` may be left out; dollars at the newest rate, if any."""

    aid_vnd: int
    counterpart_vnd: int
    optional_vnd: int
    rate: ExchangeRate | None

    @property
    def total_vnd(self) -> int:
        """Aid and local contribution together."""
        return self.aid_vnd + self.counterpart_vnd

    @property
    def counterpart_percent(self) -> Decimal | None:
        """The local share of the total, with one decimal; None while there is no total."""
        if not self.total_vnd:
            return None
        return (Decimal(100 * self.counterpart_vnd) / self.total_vnd).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def words(self) -> str:
        """The total read out in Vietnamese, as on paper."""
        return money.in_words(self.total_vnd)

    @property
    def total_usd(self) -> int | None:
        """The total in US dollars."""
        return self.in_usd(self.total_vnd)

    def in_usd(self, amount_vnd: int) -> int | None:
        """An amount in US dollars."""
        return money.to_usd(amount_vnd, self.rate.vnd_per_usd) if self.rate else None


def sums(lines: Iterable[BudgetLine]) -> Sums:
    """The sums of budget lines, stored or just typed."""
    paid = dict.fromkeys(FUNDING, 0)
    optional = 0
    for line in lines:
        paid[line.funding] = paid.get(line.funding, 0) + line.amount_vnd
        optional += line.amount_vnd if line.optional else 0
    try:
        rate = office.exchange_rate(clock.today())
    except NotFound:
        rate = None
    return Sums(paid["aid"], paid["counterpart"], optional, rate)


def moment_in_words(moment: datetime) -> str:
    """17:00 thứ Sáu, 19/5/2023 (giờ Việt Nam)."""
    return str(i18n.moment_in_words(moment))


def days_left(moment: datetime) -> int:
    """Days on the calendar until a deadline: 0 on its last day."""
    return (clock.to_local(moment).date() - clock.today()).days


@dataclass(frozen=True)
class Event:
    """What somebody did, in words; edits of one person in a row are one event that names all that changed."""

    what: Any
    who: str
    at: datetime
    comment: str
    changed: list[str]
    # Answers that the office corrected, with what it made of them.
    corrected: list[tuple[Bilingual, Pieces]]


def events(entries: Sequence[HistoryEntry]) -> list[Event]:
    """The history as the unit reads it, the newest first; what the office does inside stays inside."""
    shown = [entry for entry in entries if _is_shown(entry)]
    found = []
    for _edit, group in groupby(shown, lambda entry: (entry.actor_id, 0 if _is_edit(entry) else entry.id)):
        rows = list(group)
        changed = dict.fromkeys(key for row in reversed(rows) if _is_edit(row) for key in row.changes)
        labels = [str(label_of(key)) for key in changed]
        found.append(
            Event(_what(rows[0]), rows[0].actor_name, rows[0].at, rows[0].comment, labels, _corrected(rows[0]))
        )
    return found


def _corrected(entry: HistoryEntry) -> list[tuple[Bilingual, Pieces]]:
    if _action_key(entry) != "correct":
        return []
    return [(label_of(key), differences(*texts)) for key, texts in entry.changes.items()]


def _is_edit(entry: HistoryEntry) -> bool:
    """Whether the unit wrote something that stays with it."""
    return entry.to_state is None and _action_key(entry) != "correct"


def _action_key(entry: HistoryEntry) -> str:
    return entry.event.partition(":")[2]


def _is_shown(entry: HistoryEntry) -> bool:
    action = ACTIONS.get(_action_key(entry))
    return action is None or action.by_unit or action.to is not None or action.mail is not None


def _what(entry: HistoryEntry) -> Any:
    action = ACTIONS.get(_action_key(entry))
    return action.done if action else CREATED


def answered(proposal: Proposal, entries: Sequence[HistoryEntry]) -> HistoryEntry | None:
    """The entry with what the office, or the unit's leader, said when the proposal came to its present state."""
    moves = (entry for entry in entries if entry.to_state)
    last = next(moves, None)
    return last if last and last.to_state == proposal.state and _action_key(last) in ANSWERED_BACK else None


def questions(proposal: Proposal, entries: Sequence[HistoryEntry]) -> list[Question]:
    """What the office asks, as long as the unit can answer it."""
    with_the_unit = proposal.state in UNIT_MAY_WRITE | {State.AWAITING_SIGNATURE}
    return requests.questions(proposal, entries) if with_the_unit else []


def changes(proposal: Proposal, entries: Sequence[HistoryEntry]) -> list[Change]:
    """What the unit changed since it last sent the proposal; nothing where it never did."""
    span = unsent(entries)
    names = {category.key: attribute(category, "name") for category in queries.categories()} if span else {}
    return changes_in(proposal, span, names) if span else []


def sendings(entries: Sequence[HistoryEntry]) -> list[HistoryEntry]:
    """How the proposal left last: the entry of its officer, then that of the leader where one approved it."""
    newest = sent(entries)
    if newest is None or _action_key(newest) == "submit":
        return [newest] if newest else []
    before = entries[entries.index(newest) + 1 :]
    return [entry for entry in (sent(before), newest) if entry]


def contents(sections: Sequence[SectionAnswers], proposal: Proposal) -> list[tuple[Bilingual, int]]:
    """How many answers and rows each section holds."""
    rows = {
        Section.BUDGET: len(proposal.budget_lines),
        Section.CONTRIBUTIONS: len(proposal.in_kind_needs),
        Section.FILES: len(proposal.attachments),
    }
    return [
        (section.name, sum(bool(answer.pieces) for answer in section.answers) + rows.get(section.key, 0))
        for section in sections
    ]


def sent(entries: Sequence[HistoryEntry]) -> HistoryEntry | None:
    """The entry of the newest sending; of a unit that signs off, by its officer or its leader."""
    return next((entry for entry in entries if _action_key(entry) in ("submit", "sign")), None)
