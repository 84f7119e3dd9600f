"""What the office asks of a unit, answer by answer: what is collected, what is asked, and whether it was changed."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catalog.audit import HistoryEntry
from catalog.i18n import Bilingual
from catalog.proposals.changes import net
from catalog.proposals.fields import TABLES, section_of
from catalog.proposals.models import ChangeRequest, Proposal
from catalog.proposals.reasons import REASONS
from catalog.proposals.sections import Section
from catalog.proposals.snapshots import KEYS, label_of

LONGEST_WORDS = 2000
WORDS_NEEDED = Bilingual(
    "Chọn lý do hoặc ghi nội dung cần sửa (nhiều nhất {limit} ký tự).",
    "Choose a reason or say what to change (at most {limit} characters).",
)
NO_REASON = Bilingual("", "")
HEADING = Bilingual("Đề nghị sửa:", "To be changed:")


@dataclass(frozen=True)
class Question:
    """Something asked of one answer; `is_changed` tells whether the answer is another than when it was asked."""

    request: ChangeRequest
    is_changed: bool = False

    @property
    def key(self) -> str:
        """Key of the answer."""
        return self.request.key

    @property
    def label(self) -> Bilingual:
        """Name of the answer."""
        return label_of(self.request.key)

    @property
    def section(self) -> Section:
        """Where the answer is given."""
        return section_of(self.request.key)

    @property
    def is_table(self) -> bool:
        """Whether it is about the rows of a table rather than one field."""
        return self.request.key in TABLES

    @property
    def reason(self) -> Bilingual:
        """The reason in words; empty where none was chosen."""
        return REASONS.get(self.request.reason, NO_REASON)

    @property
    def words(self) -> str:
        """What the office wrote itself."""
        return self.request.words


def collected(proposal: Proposal) -> list[ChangeRequest]:
    """What is put together and not yet asked, in the order of the form."""
    return _in_order(request for request in proposal.change_requests if request.asked_at is None)


def asked(proposal: Proposal) -> list[ChangeRequest]:
    """What was asked and the office has not settled yet, in the order of the form."""
    return _in_order(request for request in proposal.change_requests if request.is_open)


def questions(proposal: Proposal, entries: Sequence[HistoryEntry]) -> list[Question]:
    """What was asked, with whether it was changed since; `entries` are the history, the newest first."""
    found = []
    for request in asked(proposal):
        since = [entry for entry in entries if request.asked_at and entry.at >= request.asked_at]
        found.append(Question(request, request.key in net(since)))
    return found


def _in_order(requests: Iterable[ChangeRequest]) -> list[ChangeRequest]:
    return sorted(requests, key=lambda request: KEYS.index(request.key))


def line(request: ChangeRequest, language: str = "vi") -> str:
    """A question in one paragraph: the answer, the reason, the office's words."""
    question = Question(request)
    return f"{question.label.in_(language)}: " + ". ".join(
        filter(None, (question.reason.in_(language), question.words))
    )


def message(words: str, requests: Sequence[ChangeRequest]) -> Bilingual:
    """What the unit is told: the words for the whole, then every question with its number."""
    return Bilingual(*(_message(language, words, requests) for language in Bilingual._fields))


def _message(language: str, words: str, requests: Sequence[ChangeRequest]) -> str:
    lines = [f"{number}. {line(request, language)}" for number, request in enumerate(requests, start=1)]
    listed = "\n".join([HEADING.in_(language), *lines]) if lines else ""
    return "\n\n".join(filter(None, (words, listed)))


def words_for_the_whole(comment: str) -> str:
    """What stands before the list of questions in a message that the history keeps."""
    return comment.partition(HEADING.vi)[0].rstrip() if HEADING.vi in comment else comment


def stamp(request: ChangeRequest | None) -> str:
    """What tells whether a collected question still is as a page showed it; empty where there was none."""
    if request is None:
        return ""
    return hashlib.sha256(f"{request.reason} {request.words}".encode()).hexdigest()[:16]
