"""A list as PDF: the official document with its appendices as in Word, or the records of its projects alone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from catalog.editions.models import Entry
from catalog.exchange.columns import BUDGET, PRINTED
from catalog.exchange.writing import appendices, notes
from catalog.exchange.writing.appendices import MONEY, Title
from catalog.exchange.writing.letter import letter
from catalog.exchange.writing.listing import Listing
from catalog.exchange.writing.records import BUDGET as BUDGET_COLUMNS
from catalog.exchange.writing.records import BUDGET_WIDTHS, record, sector_name
from catalog.exchange.writing.typesetting import broken, typeset

# Letters of a word that fit into the narrowest column of the list.
LONGEST_IN_CELL = 16
# Millimetres, about: what a letter and a line of a cell take, and how high a row may be that is not split.
LETTER, LINE, HIGHEST_ROW = 1.95, 4.1, 140
PADDING = 1.6
ALIGNS = {"number": "center", "duration": "center"} | {PRINTED[place].key: "right" for place in MONEY}
RECORD_ALIGNS = {"position": "center", "item": "left", "measure": "center", "funding": "left"}


def write(listing: Listing, languages: Sequence[str]) -> bytes:
    """The official file; in both languages the Vietnamese document comes first, and each is complete."""
    return _file(listing, languages, _annex)


def write_sheets(listing: Listing, languages: Sequence[str]) -> bytes:
    """The records alone, under the heading of the office, to be handed out one by one."""
    return _file(listing, languages, _sheets)


def write_selection(listing: Listing, languages: Sequence[str]) -> bytes:
    """What was searched for: the list and a record of each project, without the document of the whole list."""
    return _file(listing, languages, _appendices)


def _file(listing: Listing, languages: Sequence[str], parts: Callable[[Listing, str], dict[str, Any]]) -> bytes:
    title = " / ".join(notes.TITLE.in_(language) for language in languages)
    documents = [{"language": language} | parts(listing, language) for language in languages]
    return typeset("annex.typ", {"title": title, "documents": documents}, listing.released_at)


def _annex(listing: Listing, language: str) -> dict[str, Any]:
    """The document, the list, and a record of each project."""
    return {"letter": _letter(listing, language)} | _appendices(listing, language)


def _appendices(listing: Listing, language: str) -> dict[str, Any]:
    return {
        "list": _list(listing, language),
        "records": {"title": _title(listing, language, appendices.RECORDS)} | _records(listing, language),
    }


def _sheets(listing: Listing, language: str) -> dict[str, Any]:
    front = {
        "letter": _letter(listing, language),
        "title": [notes.TITLE.in_(language).upper(), listing.round("name").in_(language)],
        "guide": appendices.RATE.in_(language).format(rate=listing.rate(language)),
        "closing": appendices.CLOSING.in_(language),
    }
    return {"sheets": front | _records(listing, language)}


def _letter(listing: Listing, language: str) -> dict[str, Any]:
    return asdict(letter(listing, language))


def _title(listing: Listing, language: str, title: Title) -> dict[str, Any]:
    return {
        "number": appendices.number(listing, title, language),
        "names": [title.name.in_(language).upper(), listing.round("name").in_(language)],
        "guide": appendices.guide(listing, language),
    }


def _list(listing: Listing, language: str) -> dict[str, Any]:
    """Appendix I. Rows say what they are: a sector and its sums, an entry, or the sums of all."""
    return {
        "title": _title(listing, language, appendices.LIST),
        "units": appendices.units(listing, language),
        "budget": BUDGET.in_(language),
        "columns": [
            {
                "heading": column.heading.in_(language),
                "width": column.widths[language == "en"],
                "align": ALIGNS.get(column.key, "left"),
                "is_amount": column.is_amount,
            }
            for column in PRINTED
        ],
        "rows": list(_rows(listing, language)),
    }


def _rows(listing: Listing, language: str) -> Iterator[dict[str, Any]]:
    for sector in listing.sectors:
        sums = _sums(sector.entries, language)
        yield {"numeral": sector.numeral, "name": sector.name.in_(language).upper(), "sums": sums}
        for entry in sector.entries:
            cells = [broken(column.text(entry, language), LONGEST_IN_CELL) for column in PRINTED]
            yield {"cells": cells, "whole": _height(cells, language) <= HIGHEST_ROW}
    yield {"total": notes.GRAND_TOTAL.in_(language).upper(), "sums": _sums(listing.entries, language)}


def _height(cells: Sequence[str], language: str) -> float:
    """How high a row is, in millimetres, rather too much than too little."""
    return max(
        sum(
            LINE * (1 + int(len(line) * LETTER / (column.widths[language == "en"] - PADDING)))
            for line in cell.split("\n")
        )
        for column, cell in zip(PRINTED, cells, strict=True)
    )


def _sums(entries: Sequence[Entry], language: str) -> list[str]:
    return [PRINTED[place].total(entries, language) for place in MONEY]


def _records(listing: Listing, language: str) -> dict[str, Any]:
    """The records in sectors."""
    return {
        "columns": [
            {
                "heading": column.heading.in_(language),
                "width": BUDGET_WIDTHS[column.key],
                "align": RECORD_ALIGNS.get(column.key, "right"),
            }
            for column in BUDGET_COLUMNS
        ],
        "sectors": [
            {
                "name": sector_name(sector, language),
                "records": [asdict(record(entry, language)) for entry in sector.entries],
            }
            for sector in listing.sectors
        ],
    }
