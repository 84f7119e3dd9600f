"""The list for programs and for frames: filtered and sorted by the tables that its page follows, a part at a time."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from werkzeug.datastructures import MultiDict

from catalog.api import answers, cursors
from catalog.api.cursors import Cursor
from catalog.api.document import parameters_of
from catalog.api.operations import BY_NAME
from catalog.api.parameters import Parameter, read
from catalog.editions import queries as editions_read
from catalog.editions.facets import FACETS, OFFICE, SORTS, Facet
from catalog.editions.models import Edition, Entry
from catalog.editions.search import LONGEST_WORDS, Criteria, Found, entries_in_order, found_ids, search
from catalog.editions.shelf import Shelf, shelf_of
from catalog.exchange.columns import Column, chosen_columns
from catalog.exchange.documents import DOCUMENT_LANGUAGES
from catalog.exchange.writing.jsonfile import plain
from catalog.i18n import LANGUAGES, Bilingual

WORDS = Parameter(
    "q",
    Bilingual(
        "Từ ngữ cần tìm, tiếng Việt có dấu hoặc không dấu, hoặc tiếng Anh; mã hoặc số thứ tự của dự án.",
        "Words to look for, in Vietnamese with or without accents or in English; or the code or number of a project.",
    ),
    {"type": "string", "maxLength": LONGEST_WORDS},
)
SORT = Parameter(
    "sort",
    Bilingual("Thứ tự: {sorts}. Mặc định: {usual}.", "The order: {sorts}. If it is left out: {usual}.").format(
        sorts=Bilingual(
            *("; ".join(f"{sort.key} – {sort.label.in_(language)}" for sort in SORTS[1:]) for language in LANGUAGES)
        ),
        usual=SORTS[0].label,
    ),
    {"type": "string", "enum": [sort.key for sort in SORTS if sort.key]},
)


class Wanted(NamedTuple):
    """A part of a list that a program asks for; `cursor` is None at its beginning."""

    edition: Edition
    is_newest: bool
    criteria: Criteria
    sort: str
    languages: Sequence[str]
    columns: Sequence[Column[Entry]]
    limit: int
    cursor: Cursor | None

    @property
    def filters(self) -> tuple[Any, ...]:
        """What a cursor is bound to."""
        return self.edition.key, self.criteria.words, sorted(self.criteria.chosen.items()), self.sort


def filters(*editions: Edition | None) -> list[Parameter]:
    """The parameters that the list shares with its page; of some facets the values are those that editions have."""
    shelves = [shelf_of(edition) for edition in {each.id: each for each in editions if each}.values()]
    return [WORDS, *(_parameter(facet, shelves) for facet in FACETS), SORT]


def _parameter(facet: Facet, shelves: Sequence[Shelf]) -> Parameter:
    values = list(facet.values or ()) or [value for shelf in shelves for value in shelf.choices[facet.key].values]
    return Parameter(facet.key, facet.label, {"type": "string", "enum": list(dict.fromkeys(values))}, is_list=True)


def wanted(name: str, arguments: MultiDict[str, str]) -> Wanted:
    """Read the address of a filtered operation; raises Refused, and NotFound where edition or cursor are not there."""
    key, cursor = arguments.get("edition", ""), arguments.get("cursor", "")
    latest = editions_read.released_edition("latest")
    key = key or cursors.edition_of(cursor)
    edition = editions_read.released_edition(key) if key else latest
    values = read(arguments, parameters_of(BY_NAME[name], filters(edition, latest)))
    asked = Wanted(
        edition,
        edition.id == latest.id,
        Criteria.read(values["q"] or "", lambda facet: values[facet]),
        values["sort"] or OFFICE,
        DOCUMENT_LANGUAGES[values["lang"]],
        chosen_columns(values.get("columns", ())),
        values.get("limit", 0),
        None,
    )
    return asked._replace(cursor=cursors.opened(cursor, asked.filters)) if cursor else asked


def found(asked: Wanted) -> answers.Told:
    """The part of the list, with the way to the next one."""
    ids = found_ids(asked.edition, asked.criteria, asked.sort)
    start = asked.cursor.place_in(ids) if asked.cursor else 0
    part = ids[start : start + asked.limit]
    following = None
    if part and start + len(part) < len(ids):
        cursor = Cursor(asked.edition.key, start + len(part), part[-1])
        following = answers.here(cursor=cursors.sealed(cursor, asked.filters))
    told = answers.projects(asked.edition, entries_in_order(part), asked.languages, asked.columns)
    links = {"self": answers.here(), "next": following, "pages": _pages(asked)}
    return {"total": len(ids), **told, "links": links}


def _pages(asked: Wanted) -> dict[str, str]:
    """The page of the list with the same filters, by language; of an older edition the page that lists all of it."""
    if asked.is_newest:
        return answers.pages("public.projects", **Asked(asked.criteria, asked.sort).parameters)
    return answers.pages("public.edition", key=asked.edition.key)


class Asked(NamedTuple):
    """A list as its page is asked for it: what is unknown in it will be left out."""

    criteria: Criteria
    sort: str

    @property
    def parameters(self) -> dict[str, Any]:
        """The same for an address."""
        return {"q": self.criteria.words or None, **self.criteria.chosen, "sort": self.sort or None}


def as_on_page(arguments: MultiDict[str, str]) -> Asked:
    """Read an address as the page of the list does."""
    return Asked(Criteria.read(arguments.get("q", ""), arguments.getlist), arguments.get("sort", OFFICE))


def first_of(edition: Edition | None, asked: Asked, most: int) -> list[Entry]:
    """The first entries of a list; none before the first release."""
    return entries_in_order(found_ids(edition, asked.criteria, asked.sort)[:most]) if edition else []


def facets(asked: Wanted) -> answers.Told:
    """Everything that the list can be filtered by, counted with the filters of the others applied."""
    counted, languages = search(asked.edition, asked.criteria, asked.sort), asked.languages
    told = [
        {
            "key": facet.key,
            "name": plain(facet.label, languages),
            "values": _values(counted, asked.edition, languages, facet.key),
        }
        for facet in FACETS
    ]
    return {"total": counted.total, "facets": told, "links": {"self": answers.here()}}


def values_of(edition: Edition, facet: str, languages: Sequence[str]) -> list[answers.Told]:
    """The values of one facet that an edition has, with how many projects each."""
    return _values(search(edition), edition, languages, facet)


def _values(counted: Found, edition: Edition, languages: Sequence[str], facet: str) -> list[answers.Told]:
    return [
        {
            "key": value,
            "name": plain(name, languages),
            "projects": counted.counts[facet][value],
            "links": {"projects": answers.address("api.projects", edition=edition.key, **{facet: value})},
        }
        for value, name in counted.names[facet].items()
    ]
