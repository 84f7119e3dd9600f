"""What a page of the office shows of the questions to a unit: collected, asked before, and how they were answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.accounts.actor import Actor
from catalog.audit import HistoryEntry
from catalog.i18n import attribute
from catalog.proposals import changes, permissions, queries, requests
from catalog.proposals.changes import Change
from catalog.proposals.models import Proposal
from catalog.proposals.requests import Question
from catalog.proposals.workflow import ACTIONS
from catalog.review.forms import RequestForm


@dataclass(frozen=True)
class Asking:
    """Questions and changes by the key of their answer; `form` is what was sent and refused."""

    may: bool
    collected: dict[str, Question]
    asked: dict[str, Question]
    changed: dict[str, Change]
    form: RequestForm | None = None

    def is_refused(self, key: str) -> bool:
        """Whether the question about this answer was refused, or is on its way back from a sign-in."""
        return self.form is not None and self.form.key.data == key

    def typed(self, key: str) -> dict[str, str]:
        """What stands in the boxes of an answer: as refused, else as collected, else as asked and not changed yet."""
        if self.form is not None and self.is_refused(key):
            return {"reason": self.form.reason.data or "", "words": self.form.words.data or ""}
        known = self.collected.get(key)
        if known is None and key in self.asked and not self.asked[key].is_changed:
            known = self.asked[key]
        return {"reason": known.request.reason, "words": known.words} if known else {"reason": "", "words": ""}

    def errors(self, key: str) -> Sequence[str]:
        """Why the question about an answer was refused."""
        return self.form.words.errors if self.form is not None and self.is_refused(key) else ()

    def is_open(self, key: str) -> bool:
        """Whether the box of an answer is to be seen at once."""
        return key in self.collected or self.is_refused(key)

    def stamp(self, key: str) -> str:
        """What tells whether a colleague changes the question meanwhile."""
        known = self.collected.get(key)
        return requests.stamp(known.request if known else None)


def asking(actor: Actor, proposal: Proposal, entries: Sequence[HistoryEntry], form: RequestForm | None) -> Asking:
    """The questions and changes of a proposal; `entries` are its history, the newest first."""
    span = changes.resent(entries)
    names = {category.key: attribute(category, "name") for category in queries.categories()}
    return Asking(
        permissions.may(actor, ACTIONS["collect_request"], proposal),
        _by_key(map(Question, requests.collected(proposal))),
        _by_key(requests.questions(proposal, entries)),
        {change.key: change for change in changes.changes(proposal, span, names)} if span else {},
        form,
    )


def _by_key(found) -> dict[str, Question]:
    return {question.key: question for question in found}
