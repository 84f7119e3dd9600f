"""A list as JSON: what the edition stands on, then its entries under the keys of the columns, an entry a line."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from catalog.editions.models import Entry, bilingual
from catalog.exchange.columns import BUDGET_COLUMNS, COLUMNS, Column, Row, budget_rows
from catalog.exchange.writing import notes
from catalog.exchange.writing.listing import Listing
from catalog.i18n import Bilingual
from catalog.text import clean

# Where the catalogue publishes the schema of these files.
SCHEMA_PATH = "/schema/edition.json"
# Of the edition's frozen data: words in both languages, and what is the same in both.
ROUND_WORDS = ("name", "theme", "slogan")
ISSUER_WORDS = ("name", "parent", "division", "seat", "address")
ISSUER_FACTS = ("symbol", "phone", "email", "answer_days")
NOTES = {
    "no_reservation": notes.NO_RESERVATION,
    "rounding": notes.ROUNDING,
    "privacy": notes.PRIVACY,
    "hotline": notes.HOTLINE,
}
# A line of a budget stands within its entry, which has told these.
OF_THE_ENTRY = ("number", "code", "title")
LINE_COLUMNS = tuple(column for column in BUDGET_COLUMNS if column.key not in OF_THE_ENTRY)


def write(listing: Listing, languages: Sequence[str]) -> bytes:
    """The document that json_schema.schema describes; words in the languages asked for.

    Entries have their code and the columns of the listing, and where those are all, pages, budget and photos too.
    """
    head = _text({"$schema": listing.address(SCHEMA_PATH), "edition": edition_object(listing, languages)})
    entries = ",\n".join(_text(entry_object(listing, entry, languages)) for entry in listing.entries)
    return f'{head[:-1]},\n"entries": [\n{entries}\n]}}\n'.encode()


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def plain(value: Any, languages: Sequence[str]) -> Any:
    """A value as JSON has it: words as {"vi", "en"}, days as 2024-03-01, what is empty as null."""
    if isinstance(value, Bilingual):
        words = {language: clean(value.in_(language)) for language in languages}
        return words if any(words.values()) else None
    if isinstance(value, str):
        return clean(value) or None
    if isinstance(value, tuple):
        return [clean(each) for each in value]
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _row(columns: Sequence[Column[Row]], row: Row, languages: Sequence[str]) -> dict[str, Any]:
    return {column.key: plain(column.read(row), languages) for column in columns}


def edition_object(listing: Listing, languages: Sequence[str]) -> dict[str, Any]:
    """What an edition stands on, as `json_schema.edition` describes it."""
    edition, data = listing.edition, listing.edition.data
    return {
        "key": edition.key,
        "title": plain(notes.TITLE, languages),
        "pages": {language: listing.address(f"/{language}/editions/{edition.key}") for language in languages},
        "released_at": plain(listing.released_at, languages),
        "round": {
            "key": data["round"]["key"],
            **{name: plain(listing.round(name), languages) for name in ROUND_WORDS},
        },
        "issuer": {
            **{name: plain(listing.issuer(name), languages) for name in ISSUER_WORDS},
            **{name: plain(data["issuer"].get(name), languages) for name in ISSUER_FACTS},
        },
        "approval": _approval(listing),
        "legal_bases": [
            {"symbol": basis["symbol"], "title": plain(bilingual(basis["title"]), languages)}
            for basis in data["legal_bases"]
        ],
        "rate": {
            "vnd_per_usd": edition.vnd_per_usd,
            "date": plain(edition.rate_date, languages),
            "source": plain(listing.rate_source, languages),
        },
        "selection": plain(listing.selection, languages),
        "notes": {name: plain(words, languages) for name, words in NOTES.items()},
    }


def _approval(listing: Listing) -> dict[str, str | None] | None:
    """The approving document, without the name of who signed; None where there is none."""
    edition = listing.edition
    if not edition.approval_number:
        return None
    day = edition.approval_date
    return {
        "kind": clean(edition.approval_kind) or None,
        "number": clean(edition.approval_number),
        "date": day.isoformat() if day else None,
    }


def entry_object(listing: Listing, entry: Entry, languages: Sequence[str]) -> dict[str, Any]:
    """An entry, as `json_schema.entry` describes it: its code and the columns of the listing."""
    told = {"code": entry.code, **_row(listing.columns, entry, languages)}
    if tuple(listing.columns) != COLUMNS:
        return told
    return {
        **told,
        "pages": {language: listing.page_of(entry, language) for language in languages},
        "budget": [_row(LINE_COLUMNS, row, languages) for row in budget_rows(entry)],
        "photos": [_photo(listing, photo, languages) for photo in entry.photos],
    }


def _photo(listing: Listing, photo: dict[str, Any], languages: Sequence[str]) -> dict[str, Any]:
    """A photo that is public: the address of each of its sizes, by width in pixels."""
    return {
        "sizes": {width: listing.address(f"/photos/{sha256}.jpg") for width, sha256 in photo["sizes"].items()},
        "caption": plain(bilingual(photo["caption"]), languages),
        "alternative_text": plain(bilingual(photo["alternative_text"]), languages),
        "credit": plain(photo["credit"], languages),
    }
