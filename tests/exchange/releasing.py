"""A release in a process of its own, to be killed; and a list that is long enough to be killed in the middle.

`python -m tests.exchange.releasing EMAIL KEY` tells on standard output how far it is: "document 3", "commit",
"released", or why it is "refused". With a third word it says "prepared" and waits for a line before it goes on. Only
quick formats are written: what is tested is when a process dies, not what it writes.
"""

import sys
from typing import Any

from sqlalchemy import event, insert, select

from app import create_app
from catalog.accounts.queries import person_by_email
from catalog.db import db, transaction
from catalog.editions import services as editions
from catalog.editions.models import EditionItem
from catalog.errors import DomainError
from catalog.exchange import services_release
from catalog.exchange.documents import FORMATS, Format
from catalog.proposals.models import BudgetLine, InKindNeed, Proposal
from catalog.translation.models import Translation

QUICK = ("csv", "json")


def only_quick_formats() -> dict[str, Format]:
    """What the process writes."""
    return {name: FORMATS[name] for name in QUICK}


def repeat(code: str, number: int, edition_id: int) -> None:
    """Make a proposal stand on a list so many times, under codes and with rows of their own, past the services."""
    model = db.session.scalars(select(Proposal).filter_by(code=code)).one()
    rows: dict[type, list[dict[str, Any]]] = {Proposal: [], BudgetLine: [], InKindNeed: [], Translation: []}
    rows[EditionItem] = []
    for place in range(2, number + 1):
        here = model.id + place
        rows[Proposal].append(_values(model) | {"id": here, "code": f"{code[:-2]}{place:03}"})
        ids = {}
        for kind, prefix, own in (
            (BudgetLine, "budget", model.budget_lines),
            (InKindNeed, "in_kind", model.in_kind_needs),
        ):
            for row in own:
                ids[f"{prefix}:{row.id}:"] = f"{prefix}:{row.id + place * 1000}:"
                rows[kind].append(_values(row) | {"id": row.id + place * 1000, "proposal_id": here})
        for row in db.session.scalars(select(Translation).filter_by(proposal_id=model.id)):
            key = next((row.key.replace(old, new) for old, new in ids.items() if row.key.startswith(old)), row.key)
            values = _values(row) | {"proposal_id": here, "key": key}
            rows[Translation].append({name: value for name, value in values.items() if name != "id"})
        rows[EditionItem].append({"edition_id": edition_id, "proposal_id": here, "position": place})
    with transaction() as session:
        for kind, values in rows.items():
            if values:
                session.execute(insert(kind), values)


def _values(row: Any) -> dict[str, Any]:
    columns = db.inspect(type(row)).column_attrs
    return {column.key: getattr(row, column.key) for column in columns if hasattr(type(row), column.key)}


def say(*words: Any) -> None:
    """One line for who watches, at once."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main(email: str, key: str, wait: str = "") -> None:
    """Release, and tell."""
    quick = only_quick_formats()
    FORMATS.clear()
    FORMATS.update(quick)
    with create_app().app_context():
        actor = person_by_email(email).as_actor()  # type: ignore[union-attr]
        prepared = editions.prepare(actor, key)
        if wait:
            say("prepared")
            sys.stdin.readline()
        event.listen(db.engine, "commit", lambda _connection: say("commit"))
        try:
            services_release.release(actor, prepared, lambda done, _total: say("document", done))
        except DomainError as error:
            say("refused", type(error).__name__, error.message)
        else:
            say("released")


if __name__ == "__main__":
    main(*sys.argv[1:])
