"""A list as the official Word file of Decree 30/2020/NĐ-CP: the document, the list, and a record of each project."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain

from catalog import storage
from catalog.exchange.writing import docx_letter, docx_list, docx_records, notes, template_words
from catalog.exchange.writing.docx_package import HEADER, package
from catalog.exchange.writing.docx_styles import section
from catalog.exchange.writing.letter import letter
from catalog.exchange.writing.listing import Listing
from catalog.exchange.writing.template import open_template
from catalog.exchange.writing.template_fill import HEADER as HEADER_OF_TEMPLATE
from catalog.exchange.writing.template_fill import Filling, fill
from catalog.exchange.writing.template_words import body, values_of
from catalog.exchange.writing.wordml import Text, Xml

# A part of a file begins a page, with numbers of its own, and lies across it or not.
Writer = Callable[[Listing, Text], Iterator[Xml]]
Part = tuple[Writer, bool]
ANNEX: tuple[Part, ...] = (
    (docx_letter.letter, False),
    (docx_list.appendix, True),
    (docx_records.appendix, False),
)
SELECTION: tuple[Part, ...] = ANNEX[1:]
SHEETS: tuple[Part, ...] = ((docx_records.sheets, False),)


TEMPLATE_DATED = datetime(2023, 1, 1, tzinfo=UTC)


def write(listing: Listing, languages: Sequence[str]) -> bytes:
    """The file; in both languages the Vietnamese document comes first, and each is complete.

    Where the office had its own template for the first language on the day of release, the document is made from it.
    """
    own = listing.edition.data.get("templates", {}).get(languages[0])
    if own is None:
        return _file(listing, languages, ANNEX)
    return write_from(storage.load(own, storage.TEMPLATES), listing, languages)


def write_from(template: bytes, listing: Listing, languages: Sequence[str]) -> bytes:
    """The file from a template for its first language; a second language follows as the application writes it.

    Raises RefusedTemplate.
    """
    first, *others = languages
    text = Text(first)
    values, lines = values_of(listing, first)
    parts = [(part, text, landscape) for part, landscape in ANNEX[1:]]
    parts += [(part, Text(language), landscape) for language in others for part, landscape in ANNEX]
    filling = Filling(
        values,
        {**lines, "body": body(letter(listing, first), text)},
        sections(listing, parts, HEADER_OF_TEMPLATE),
        section(HEADER_OF_TEMPLATE, parts[-1][2]),
    )
    return fill(open_template(template), filling, _title(languages), listing.released_at)


def template(language: str) -> bytes:
    """The document that the application writes itself, as a template to start from."""
    text = Text(language)
    said = template_words.placeholders(language)
    markup = chain(docx_letter.written(said, text), [text.paragraph("Body", "{{ appendices }}"), section(HEADER)])
    return package(markup, said.kind, TEMPLATE_DATED)


def write_selection(listing: Listing, languages: Sequence[str]) -> bytes:
    """What was searched for: the list and a record of each project, without the document of the whole list."""
    return _file(listing, languages, SELECTION)


def write_sheets(listing: Listing, languages: Sequence[str]) -> bytes:
    """The records alone, under the heading of the office, to be handed out one by one."""
    return _file(listing, languages, SHEETS)


def _title(languages: Sequence[str]) -> str:
    return " / ".join(notes.TITLE.in_(language) for language in languages)


def _file(listing: Listing, languages: Sequence[str], parts: Sequence[Part]) -> bytes:
    each = [(part, Text(language), landscape) for language in languages for part, landscape in parts]
    markup = chain(sections(listing, each, HEADER), [section(HEADER, each[-1][2])])
    return package(markup, _title(languages), listing.released_at)


def sections(listing: Listing, parts: Sequence[tuple[Writer, Text, bool]], header: str) -> Iterator[str]:
    """The parts, every one a section; the properties of the last are left to the file."""
    end = ""
    for part, text, landscape in parts:
        # The properties of a section stand in a paragraph that ends it, here one that nobody sees.
        if end:
            yield f'<w:p><w:pPr><w:pStyle w:val="Rule"/>{end}</w:pPr></w:p>'
        yield from part(listing, text)
        end = section(header, landscape)
