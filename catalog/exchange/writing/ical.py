"""A calendar file (iCalendar, RFC 5545), moments in UTC; the same events give the same bytes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

MEDIA_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Aid-project catalogue//Rounds and editions//EN"
# Of a line, its end not counted.
MOST_OCTETS = 75
# How often a calendar asks again, where it follows that (RFC 7986).
REFRESH = "P1D"
_SPECIAL = re.compile(r"[\\;,]")


class Event(NamedTuple):
    """Something at a moment, or on a whole day.

    `uid` names it for good, `changed_at` says when it was last told otherwise and `sequence` how often.
    """

    uid: str
    when: datetime | date
    changed_at: datetime
    summary: str
    url: str
    description: str = ""
    sequence: int = 0


def write(name: str, language: str, source: str, events: Iterable[Event]) -> bytes:
    """A calendar in one language, which is found anew at the address `source`."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME;LANGUAGE={language}:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        f"SOURCE;VALUE=URI:{source}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
        *(line for event in events for line in _event(event, language)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _event(event: Event, language: str) -> Sequence[str]:
    told = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{_moment(event.changed_at)}",
        _start(event.when),
        f"SEQUENCE:{event.sequence}",
        f"SUMMARY;LANGUAGE={language}:{_text(event.summary)}",
        f"DESCRIPTION;LANGUAGE={language}:{_text(event.description)}",
        f"URL:{event.url}",
        "CLASS:PUBLIC",
        # It takes nobody's time.
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
    return [line for line in told if event.description or not line.startswith("DESCRIPTION")]


def _start(when: datetime | date) -> str:
    return f"DTSTART:{_moment(when)}" if isinstance(when, datetime) else f"DTSTART;VALUE=DATE:{when:%Y%m%d}"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text).replace("\n", r"\n")


def _folded(line: str) -> bytes:
    return b"\r\n ".join(_pieces(line)) + b"\r\n"


def _pieces(line: str) -> Iterator[bytes]:
    """A line in pieces that are short enough with the blank before all but the first; no letter is split."""
    piece, room = b"", MOST_OCTETS
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > room:
            yield piece
            piece, room = b"", MOST_OCTETS - 1
        piece += octets
    yield piece
