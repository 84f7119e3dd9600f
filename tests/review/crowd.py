"""A great many proposals at once, written past the services: for what must stay quick."""

from datetime import timedelta

from sqlalchemy import insert

from catalog import clock
from catalog.db import db, transaction
from catalog.proposals.models import BudgetLine, Proposal
from catalog.rounds.models import Round
from catalog.translation.models import Translation
from catalog.translation.segments import source_hash
from tests.proposals.scene import COMPLETE, unit

STATES = ("submitted", "changes_requested", "accepted", "published", "rejected")
ENGLISH = ("title", "location", "implementer", "objective")


def crowd(number: int) -> None:
    """So many proposals with two budget lines and some English each, in all states that the office sees."""
    round_id, unit_id, now = db.session.query(Round.id).scalar(), unit().id, clock.now()
    proposals = [
        COMPLETE
        | {
            "id": place,
            "code": f"SD-2023-{place:04}",
            "round_id": round_id,
            "unit_id": unit_id,
            "state": STATES[place % len(STATES)],
            "submitted_at": now - timedelta(hours=place),
            "version": 1,
        }
        for place in range(1, number + 1)
    ]
    lines = [
        {"proposal_id": each["id"], "position": position, "item": "Giá sách", "quantity": position, "unit": "chiếc"}
        | {"unit_cost_vnd": 1_500_000, "funding": "aid"}
        for each in proposals
        for position in (1, 2)
    ]
    english = [
        {"proposal_id": each["id"], "key": key, "language": "en", "target": "English", "state": "checked", "version": 1}
        | {"source": COMPLETE[key], "source_hash": source_hash(COMPLETE[key])}
        for each in proposals
        for key in ENGLISH
    ]
    with transaction() as session:
        for model, rows in ((Proposal, proposals), (BudgetLine, lines), (Translation, english)):
            session.execute(insert(model), rows)
