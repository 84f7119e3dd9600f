"""A released edition as every document tells it: grouped by sector, with its sums and its ground."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import cast

from catalog.editions.models import Edition, Entry, bilingual
from catalog.exchange.columns import BY_KEY, COLUMNS, Column, total
from catalog.i18n import Bilingual, format_date, format_number
from catalog.text import roman
from catalog.units.drawing import Drawing
from catalog.units.sketch import SKETCH


def short_name(name: Bilingual, parent: Bilingual) -> Bilingual:
    """The name of an organ under its parent: Sở Ngoại vụ, without the province."""
    province, of_province = parent.vi.removeprefix("Ủy ban nhân dân "), parent.en.removeprefix("People's Committee of ")
    return Bilingual(
        name.vi.removesuffix(province).strip(), name.en.removesuffix(of_province).removesuffix(" of ").strip()
    )


@dataclass(frozen=True)
class Sector:
    """A section of the list; what was searched for has no numeral."""

    numeral: str
    name: Bilingual
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Listing:
    """An edition and its entries in the order of their numbers.

    Flat tables have `columns`, all unless a reader chose some. `base_url` is the address of the catalogue, and
    `publisher` the office's identifier in IATI, "" where it has none. `is_choice`: some of the edition's entries, in
    the order of whoever chose them. `selection` tells what of the edition was searched for; what was found then stands
    in the order of the search, and in one section. `drawing` is the map on which projects are shown.
    """

    edition: Edition
    entries: Sequence[Entry]
    columns: Sequence[Column[Entry]] = COLUMNS
    base_url: str = ""
    publisher: str = ""
    is_choice: bool = False
    selection: Bilingual | None = None
    drawing: Drawing = SKETCH

    def address(self, path: str) -> str:
        """Where a page or picture of the catalogue is reached."""
        return f"{self.base_url}{path}"

    def page_of(self, entry: Entry, language: str) -> str:
        """Address of an entry's page, as it was last released."""
        return self.address(f"/{language}/projects/{entry.code}")

    @property
    def sectors(self) -> list[Sector]:
        """The sections, in order; entries of a sector follow one another since release."""
        if self.selection:
            return [Sector("", self.selection, self.entries)]
        grouped = groupby(self.entries, key=lambda entry: bilingual(entry.data["sector"]))
        return [Sector(roman(place), name, list(group)) for place, (name, group) in enumerate(grouped, start=1)]

    @property
    def released_at(self) -> datetime:
        """The moment of release, in UTC; documents are made of released editions only."""
        return cast("datetime", self.edition.released_at)

    def sum(self, key: str) -> int:
        """Sum of a column over all entries."""
        return total(BY_KEY[key], self.entries)

    def round(self, name: str) -> Bilingual:
        """A name of the round: "name", "theme" or "slogan"."""
        return bilingual(self.edition.data["round"][name])

    def issuer(self, name: str) -> Bilingual:
        """Words of the issuing body: "name", "parent", "division", "seat", "address"."""
        return bilingual(self.edition.data["issuer"][name])

    @property
    def legal_bases(self) -> list[Bilingual]:
        """The acts that the list stands on, in order."""
        return [bilingual(basis["title"]) for basis in self.edition.data["legal_bases"]]

    @property
    def signer(self) -> tuple[Bilingual, str] | None:
        """Title and name of who signs; None where the office had not said so."""
        signer = self.edition.data.get("signer")
        return (bilingual(signer["title"]), signer["name"]) if signer else None

    @property
    def recipients(self) -> Bilingual:
        """Who receives the document, a line each; no text where the office had not said so."""
        return bilingual(self.edition.data.get("recipients"))

    @property
    def marks_translation(self) -> bool:
        """Whether the English says that it is an unofficial translation."""
        return self.edition.data["issuer"].get("marks_translation", True)

    @property
    def rate_source(self) -> Bilingual:
        """Who says the exchange rate."""
        return bilingual(self.edition.data["rate"]["source"])

    def rate(self, language: str) -> str:
        """1 USD = 23.500 đồng (31/05/2023)."""
        amount = format_number(self.edition.vnd_per_usd, language)
        worth = f"VND {amount}" if language == "en" else f"{amount} đồng"
        return f"1 USD = {worth} ({format_date(self.edition.rate_date, language)})"

    @property
    def organ(self) -> Bilingual:
        """Short name of the issuing body under its parent: Sở Ngoại vụ, without the province."""
        return short_name(self.issuer("name"), self.issuer("parent"))
