"""Which table each of the shipped files fills."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog.office.models import ExchangeRate, IssuingBody, LegalBasis, SiteMessage
from catalog.proposals.models import Category
from catalog.reference.shipped import Cells
from catalog.translation.models import Term
from catalog.units.models import Unit, UnitLink
from catalog.units.queries import unit_by_code


@dataclass(frozen=True)
class Source:
    """A file and the table it fills.

    `key` names the columns of the file that tell its rows apart, `identity` the columns of the table that do so
    (the same unless given); `values` turns the cells of a row into the values of its columns.
    """

    file: str
    model: type[Any]
    key: tuple[str, ...]
    values: Callable[[Cells], dict[str, Any]]
    identity: tuple[str, ...] = ()

    def key_of(self, cells: Cells) -> str:
        """The natural key of a row as one text."""
        return " ".join(cells[column] for column in self.key)

    def identity_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """What finds the row in its table."""
        return {column: values[column] for column in self.identity or self.key}


def _unit(cells: Cells) -> dict[str, Any]:
    names = ("code", "kind", "name_vi", "name_en", "abbreviation", "note")
    parent_id = _unit_id(cells["parent_code"], cells["valid_from"]) if cells["parent_code"] else None
    return {name: cells[name] for name in names} | _validity(cells) | {"parent_id": parent_id}


def _unit_link(cells: Cells) -> dict[str, Any]:
    return {
        "old_id": _unit_id(cells["old_code"], cells["old_valid_from"]),
        "new_id": _unit_id(cells["new_code"], cells["new_valid_from"]),
        "kind": cells["kind"],
        "date": date.fromisoformat(cells["date"]),
        "act": cells["act"],
    }


def _unit_id(code: str, day: str) -> int:
    return unit_by_code(code, date.fromisoformat(day)).id


def _category(cells: Cells) -> dict[str, Any]:
    return cells | {"sdg_targets": cells["sdg_targets"].split(), "position": int(cells["position"])}


def _issuing_body(cells: Cells) -> dict[str, Any]:
    return cells | {"valid_from": date.fromisoformat(cells["valid_from"])}


def _legal_basis(cells: Cells) -> dict[str, Any]:
    names = ("symbol", "title_vi", "title_en")
    position = int(cells["position"]) if cells["position"] else None
    return {name: cells[name] for name in names} | _validity(cells) | {"position": position}


def _exchange_rate(cells: Cells) -> dict[str, Any]:
    return cells | {"date": date.fromisoformat(cells["date"]), "vnd_per_usd": int(cells["vnd_per_usd"])}


def _message(cells: Cells) -> dict[str, Any]:
    return cells | _validity(cells)


def _validity(cells: Cells) -> dict[str, Any]:
    ends = cells["valid_to"]
    return {
        "valid_from": date.fromisoformat(cells["valid_from"]),
        "valid_to": date.fromisoformat(ends) if ends else None,
    }


# In this order: links need units, and a unit needs its parent, which stands above it in its file.
SOURCES = (
    Source("units.csv", Unit, ("code", "valid_from"), _unit),
    Source(
        "unit_links.csv",
        UnitLink,
        ("old_code", "old_valid_from", "new_code", "new_valid_from", "date"),
        _unit_link,
        identity=("old_id", "new_id", "date"),
    ),
    Source("categories.csv", Category, ("key",), _category),
    Source("glossary.csv", Term, ("source", "category"), dict),
    Source("issuing_body.json", IssuingBody, ("valid_from",), _issuing_body),
    Source("legal_bases.csv", LegalBasis, ("symbol",), _legal_basis),
    Source("exchange_rates.csv", ExchangeRate, ("date",), _exchange_rate),
    Source("messages.csv", SiteMessage, ("key", "valid_from"), _message),
)
