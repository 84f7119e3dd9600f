"""Writing down what people chose to see of lists."""

from collections.abc import Collection

from catalog.accounts.actor import Actor
from catalog.accounts.models import Person
from catalog.audit import record
from catalog.db import transaction
from catalog.exchange.columns import BY_KEY
from catalog.exchange.models import ColumnChoice


def choose_columns(actor: Actor, of: str, keys: Collection[str]) -> None:
    """Remember which columns a person wants of a list; without a known key they see again what everybody does."""
    with transaction() as session:
        # The row of the person is locked: of two windows, one waits for the other.
        person = session.get_one(Person, actor.person_id, with_for_update=True)
        choice = session.get(ColumnChoice, (person.id, of))
        before, after = choice.columns if choice else [], [key for key in BY_KEY if key in keys]
        if choice and not after:
            session.delete(choice)
        elif choice:
            choice.columns = after
        elif after:
            session.add(ColumnChoice(person_id=person.id, of=of, columns=after))
        record(actor, "person:choose_columns", person.id, changes={"columns": [before, after]})
