"""A draft list as a release freezes it, in memory: to be looked at, and written as documents, before it is stored."""

import hashlib
import json
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from catalog import clock
from catalog.attachments.models import ReleasedPhoto
from catalog.editions.models import Edition, Entry, Revision
from catalog.editions.queries import Candidate
from catalog.editions.readiness import NO_BODY
from catalog.editions.snapshot import edition_data, entry_data
from catalog.errors import NotReady
from catalog.office import queries as office
from catalog.office.models import Recipients, Signer
from catalog.text import clean

# What a release sets on the draft.
SET_BY_RELEASE = (
    *("state", "released_at", "released_by", "vnd_per_usd", "rate_date", "data"),
    *("approval_kind", "approval_number", "approval_date", "approval_signer"),
)


@dataclass(frozen=True)
class Approval:
    """The document that approves a list, where there is one."""

    kind: str = ""
    number: str = ""
    dated: date | None = None
    signer: str = ""


NO_APPROVAL = Approval()


@dataclass(frozen=True)
class Frozen:
    """An edition and its entries as they would be released; neither is in the database's session."""

    edition: Edition
    entries: list[Entry]
    approval: Approval

    @property
    def digest(self) -> str:
        """Names all that documents can show of it: two with the same digest make the same documents."""
        ground = {name: getattr(self.edition, name) for name in SET_BY_RELEASE}
        rows = [(entry.position, entry.number, entry.data) for entry in self.entries]
        reason = self.edition.revision and self.edition.revision.reason
        return hashlib.sha256(json.dumps([ground, reason, rows], sort_keys=True, default=str).encode()).hexdigest()


def freeze(draft: Edition, candidates: Sequence[Candidate], approval: Approval, by: str, at: datetime) -> Frozen:
    """What a release of the draft at a moment, by a person of that name, would make of it; `draft` stays as it is.

    Raises NotReady where there is no issuing body.
    """
    today = clock.to_local(at).date()
    body, rate, bases = office.issuing_body(today), office.exchange_rate(today), office.legal_bases(today)
    if body is None:
        raise NotReady([NO_BODY], NO_BODY)
    edition = Edition(
        id=draft.id,
        key=draft.key,
        round_id=draft.round_id,
        number=draft.number,
        state="released",
        released_at=at,
        released_by=by,
        vnd_per_usd=rate.vnd_per_usd,
        rate_date=rate.date,
        approval_kind=clean(approval.kind),
        approval_number=clean(approval.number),
        approval_date=approval.dated,
        approval_signer=clean(approval.signer),
        data=edition_data(draft.round, body, bases, rate, *_said_by_the_office(today))
        | {"valid_until": _valid_until(today, body.list_months)},
        revision=_revision(draft),
    )
    entries = [_entry(edition, place, each) for place, each in enumerate(candidates, start=1)]
    return Frozen(edition, entries, approval)


def _valid_until(released: date, months: int | None) -> str | None:
    """The last day on which a list of a day is valid, as ISO text; None where it is so until a newer one."""
    if months is None:
        return None
    year, month = divmod(released.year * 12 + released.month - 1 + months, 12)
    return date(year, month + 1, min(released.day, monthrange(year, month + 1)[1])).isoformat()


def _said_by_the_office(on: date) -> tuple[Signer | None, Recipients | None, dict[str, str]]:
    """Who signs and receives documents of a day, and the office's own files that they are made from."""
    return office.signer(on), office.recipients(on), office.templates_in_use()


def _revision(draft: Edition) -> Revision | None:
    if draft.revision is None:
        return None
    columns = ("original_id", "number", "reason_vi", "reason_en")
    return Revision(**{column: getattr(draft.revision, column) for column in columns})


def _entry(edition: Edition, place: int, candidate: Candidate) -> Entry:
    proposal = candidate.proposal
    data = entry_data(proposal, candidate.segments, edition.vnd_per_usd or 0)
    return Entry(
        edition_id=edition.id,
        number=candidate.number,
        position=place,
        code=proposal.code,
        unit_code=proposal.unit.code,
        category_key=proposal.category_key,
        data=data,
        withdrawn_photos={},
        files=_files(data),
    )


def _files(data: dict[str, Any]) -> list[ReleasedPhoto]:
    """The files of the photos of an entry: what the public may see from now on."""
    photos = {name: photo["sha256"] for photo in data["photos"] for name in photo["sizes"].values()}
    return [ReleasedPhoto(sha256=name, photo=photo) for name, photo in photos.items()]
