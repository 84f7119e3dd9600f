"""Reading shortlists: the entries that they name, as the newest edition has them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from catalog.clock import now
from catalog.db import db
from catalog.editions.models import Edition, Entry
from catalog.errors import NotFound
from catalog.shortlists.codes import Codes
from catalog.shortlists.models import SharedShortlist


@dataclass(frozen=True)
class Shortlist:
    """What the codes of a shortlist stand for, each part in the order of the codes.

    `gone` are entries as they were listed last, of projects that the newest edition does not have; `unknown` are codes
    that were never released.
    """

    entries: Sequence[Entry]
    gone: Sequence[Entry]
    unknown: Codes

    @property
    def codes(self) -> Codes:
        """The codes of what is on the list now."""
        return tuple(entry.code for entry in self.entries)

    def sum(self, key: str) -> int:
        """Sum of an amount of the entries that still look for a partner: "aid_usd"."""
        return sum(entry.data[key] for entry in self.entries if not entry.closed_at)

    @property
    def children(self) -> int:
        """How many children they reach directly."""
        return sum(entry.data["beneficiaries"].get("children", 0) for entry in self.entries if not entry.closed_at)


def shortlist(edition: Edition | None, codes: Codes) -> Shortlist:
    """The entries of some codes in an edition, the newest one."""
    if not codes or edition is None:
        return Shortlist((), (), codes)
    chosen = select(Entry).where(Entry.edition_id == edition.id, Entry.code.in_(codes))
    listed = {entry.code: entry for entry in db.session.scalars(chosen)}
    others = tuple(code for code in codes if code not in listed)
    gone = _last_listed(others) if others else {}
    return Shortlist(
        [listed[code] for code in codes if code in listed],
        [gone[code] for code in others if code in gone],
        tuple(code for code in others if code not in gone),
    )


def _last_listed(codes: Codes) -> dict[str, Entry]:
    chosen = select(Entry).join(Entry.edition).options(contains_eager(Entry.edition))
    chosen = chosen.where(Entry.code.in_(codes), Edition.state == "released")
    return {entry.code: entry for entry in db.session.scalars(chosen.order_by(Edition.released_at, Edition.id))}


def shared(token: str) -> SharedShortlist:
    """A shared shortlist by its address; raises NotFound, also when its time is over."""
    found = db.session.get(SharedShortlist, token)
    if found is None or found.expires_at <= now():
        raise NotFound
    return found
