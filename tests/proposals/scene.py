"""A scene for tests: an open round, people of two units and of the office, proposals in any state."""

import itertools
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from catalog import clock
from catalog.accounts.actor import Actor
from catalog.accounts.models import Person, RoleGrant
from catalog.accounts.rights import UNIT_ROLES
from catalog.audit import HistoryEntry, history_of
from catalog.db import db, transaction
from catalog.proposals import services
from catalog.proposals.models import Attachment, BudgetLine, InKindNeed, Proposal
from catalog.proposals.rows import LineInput, NeedInput
from catalog.proposals.workflow import State
from catalog.rounds.models import Round
from catalog.units.models import Unit
from catalog.units.queries import unit_by_code

DAY = date(2023, 5, 18)
NEVER_SENT = (State.DRAFT, State.AWAITING_SIGNATURE)
ORDER = itertools.count(1)

# Enough to be sent.
COMPLETE = {
    "title": "Thư viện thân thiện cho Trường Tiểu học xã Hữu Sản",
    "location": "Xã Hữu Sản, huyện Sơn Động",
    "implementer": "Phòng Giáo dục và Đào tạo huyện Sơn Động",
    "category_key": "library",
    "children": 240,
    "objective": "240 học sinh có nơi đọc sách.",
}
SHELVES = LineInput("Giá sách", Decimal(12), "chiếc", 4_500_000)
ROOM = LineInput("Sửa phòng đọc", Decimal(1), "phòng", 36_000_000, "counterpart")
BOOKS = NeedInput("Sách thiếu nhi", Decimal(800), "cuốn")


def unit(code: str = "220") -> Unit:
    """The unit of a code in May 2023: 220 is Sơn Động, 218 Lục Nam."""
    return unit_by_code(code, DAY)


def a_round(key: str = "2023", opens: int = -7, closes: int = 6) -> Round:
    """A round that opens and closes so many days from now; by default it is open."""
    now = clock.now()
    made = Round(
        key=key,
        name_vi=f"Đợt vận động {key}",
        name_en=f"Call {key}",
        theme_vi="Chung tay vì trẻ em",
        theme_en="Together for children",
        opens_at=now + timedelta(days=opens),
        closes_at=now + timedelta(days=closes),
    )
    with transaction() as session:
        session.add(made)
    return made


def person(role: str, code: str = "220", language: str = "vi", password_hash: str | None = None) -> Person:
    """Somebody with one role; officers and leaders belong to the unit of `code`."""
    name = f"{role}.{code}" if role in UNIT_ROLES else role
    made = Person(email=f"{name}.{next(ORDER)}@example.org", name=name, language=language, password_hash=password_hash)
    made.grants.append(RoleGrant(role=role, unit_id=unit(code).id if role in UNIT_ROLES else None))
    with transaction() as session:
        session.add(made)
    return made


def actor(role: str, code: str = "220", language: str = "vi") -> Actor:
    """The same, as services take it."""
    return person(role, code, language).as_actor()


def draft(officer: Actor, round_: Round, lines: Any = (SHELVES, ROOM), needs: Any = (), **values: Any) -> Proposal:
    """A draft that may be sent, made as people make it."""
    own = db.session.get_one(Unit, officer.unit_id)
    return services.create(officer, round_, own, COMPLETE | values, lines, needs)


def proposal_in(state: str, round_: Round, code: str = "220", **values: Any) -> Proposal:
    """A proposal put straight into a state."""
    number = next(ORDER)
    made = Proposal(
        code=f"{unit(code).abbreviation}-{round_.key}-{number:03}",
        round_id=round_.id,
        unit_id=unit(code).id,
        state=state,
        submitted_at=None if state in NEVER_SENT else clock.now(),
        **COMPLETE | values,
    )
    made.budget_lines.append(
        BudgetLine(position=1, item="Giá sách", quantity=12, unit="chiếc", unit_cost_vnd=4_500_000)
    )
    made.in_kind_needs.append(InKindNeed(position=1, item="Sách thiếu nhi", quantity=800, unit="cuốn"))
    with transaction() as session:
        session.add(made)
    return made


def a_document() -> Attachment:
    """A document for a proposal, without its file."""
    return Attachment(
        kind="document",
        name="a.pdf",
        position=1,
        size=1,
        media_type="application/pdf",
        sha256="0" * 64,
        source_sha256="0" * 64,
    )


def sign_off(code: str = "220") -> None:
    """Switch the leader's sign-off on for a unit."""
    with transaction():
        unit(code).signs_off = True


def events(proposal: Proposal) -> list[tuple[str, str | None, str | None, str]]:
    """The history of a proposal, the oldest first: event, from, to, comment."""
    entries = reversed(history_of("proposal", proposal.id))
    return [(entry.event, entry.from_state, entry.to_state, entry.comment) for entry in entries]


def newest(proposal: Proposal) -> HistoryEntry:
    """The last thing done with a proposal."""
    return history_of("proposal", proposal.id)[0]
