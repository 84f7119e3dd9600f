"""A list as comma-separated text: UTF-8 with a mark that makes Excel read it so, one row an entry."""

import codecs
import csv
import io
from collections.abc import Sequence
from datetime import date

from catalog.exchange.columns import Value, spread
from catalog.exchange.writing.cells import inert, safe
from catalog.exchange.writing.listing import Listing


def write(listing: Listing, languages: Sequence[str]) -> bytes:
    """The flat table of the columns; dates as 2024-03-01, numbers bare, lines end as RFC 4180 says."""
    fields = spread(listing.columns, languages)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([field.heading for field in fields])
    writer.writerows([_cell(field.value(entry)) for field in fields] for entry in listing.entries)
    return codecs.BOM_UTF8 + text.getvalue().encode()


def _cell(value: Value) -> Value:
    if isinstance(value, str):
        return inert(safe(value))
    return value.isoformat() if isinstance(value, date) else value
