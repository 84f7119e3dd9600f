"""What every page may show: the issuing body, the messages of the day, who is asking."""

from typing import Any

from flask import Flask, current_app, g

from catalog import clock
from catalog.access import current_actor
from catalog.accounts.queries import has_demo_people
from catalog.editions.queries import map_of
from catalog.exchange import documents
from catalog.funding.queries import overdue
from catalog.notices.queries import unread
from catalog.office import approval
from catalog.office import queries as office
from catalog.office.richtext import blocks


def _once(name: str, read: Any) -> Any:
    """One query per request, and none for a page that does not ask."""
    if name not in g:
        setattr(g, name, read())
    return getattr(g, name)


def stamp() -> tuple[Any, ...]:
    """Changes with what stands around every page of the catalogue, and with the day."""
    shown = current_app.jinja_env.globals
    body, messages = shown["issuing_body"](), shown["site_messages"]()
    words = [(message.text_vi, message.text_en) for message in messages.values()]
    return clock.today(), body and (body.id, body.version), words, shown["demo"]()


def init_app(app: Flask) -> None:
    """Give the templates functions, so that a page pays only for what it shows."""
    app.jinja_env.filters["blocks"] = blocks
    app.jinja_env.globals.update(
        issuing_body=lambda: _once("issuing_body", lambda: office.issuing_body(clock.today())),
        site_messages=lambda: _once("site_messages", lambda: office.site_messages(clock.today())),
        demo=lambda: _once("demo", has_demo_people),
        current_actor=current_actor,
        map_of=map_of,
        approval_steps=approval.steps,
        overdue_enquiries=lambda: _once("overdue_enquiries", overdue),
        usual_documents=documents.usual,
        unread_notices=lambda: _once("unread_notices", lambda: unread(current_actor().person_id or 0)),
    )
