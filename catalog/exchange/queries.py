"""What people chose to see of lists."""

from catalog.accounts.actor import Actor
from catalog.db import db
from catalog.exchange.models import ColumnChoice

# The list of a released edition.
EDITION = "edition"


def chosen_keys(actor: Actor, of: str) -> tuple[str, ...]:
    """Keys of the columns that a person chose of a list; () where they chose none."""
    choice = db.session.get(ColumnChoice, (actor.person_id, of))
    return tuple(choice.columns) if choice else ()
