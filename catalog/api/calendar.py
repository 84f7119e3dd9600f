"""The dates of the rounds and editions, for people's calendars."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlsplit

from flask import Response, current_app, url_for
from flask_babel import gettext as _

from catalog.access import ANYONE, allow
from catalog.api.caching import kept
from catalog.clock import to_local
from catalog.editions import queries as editions_read
from catalog.editions.models import Edition
from catalog.exchange.writing import ical
from catalog.i18n import attribute, current_language
from catalog.rounds import queries as rounds_read
from catalog.rounds.models import Round


@allow(ANYONE)
def rounds_calendar() -> Response:
    """When rounds open and close for everybody, and when editions were released; what one unit was given is its own."""
    rounds, changes = rounds_read.rounds(), rounds_read.last_changes()
    editions = editions_read.released_editions()
    stamp = [(round_.id, round_.version) for round_ in rounds], [edition.id for edition in editions]

    def calendar() -> Response:
        events = [event for round_ in rounds for event in _of_round(round_, changes)]
        events += [_of_edition(edition) for edition in editions]
        name = _("Calls and editions of the Children's Aid Catalogue")
        source = _address("api.rounds_calendar")
        return Response(ical.write(name, current_language(), source, events), content_type=ical.MEDIA_TYPE)

    return kept(stamp, calendar)


def _of_round(round_: Round, changes: rounds_read.Changes) -> Iterator[ical.Event]:
    name = attribute(round_, "name")
    moments = (
        ("opens", round_.opens_at, _("%(round)s opens", round=name)),
        ("closes", round_.closes_at, _("%(round)s closes for proposals", round=name)),
    )
    for kind, moment, summary in moments:
        yield ical.Event(
            uid=_uid(f"round-{round_.key}-{kind}"),
            when=moment,
            changed_at=changes.get(round_.id, round_.opens_at),
            summary=summary,
            url=_address("public.home"),
            description=attribute(round_, "theme"),
            sequence=round_.version - 1,
        )


def _of_edition(edition: Edition) -> ical.Event:
    released_at = cast("datetime", edition.released_at)
    return ical.Event(
        uid=_uid(f"edition-{edition.key}"),
        when=to_local(released_at).date(),
        changed_at=released_at,
        summary=_("Edition %(key)s was released", key=edition.label),
        url=_address("public.edition", key=edition.key),
    )


def _uid(name: str) -> str:
    return f"{name}@{urlsplit(_base_url()).hostname}"


def _address(endpoint: str, **values: Any) -> str:
    return _base_url() + url_for(endpoint, language=current_language(), **values)


def _base_url() -> str:
    return current_app.config["CATALOG"].base_url
