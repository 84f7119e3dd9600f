"""A list as the official Word file of Decree 30/2020/NĐ-CP: the document, the list, and a record of each project."""

from collections.abc import Callable, Iterator, Sequence

from catalog.exchange.writing import docx_letter, docx_list, docx_records, notes
from catalog.exchange.writing.docx_package import HEADER, package
from catalog.exchange.writing.docx_styles import section
from catalog.exchange.writing.listing import Listing
from catalog.exchange.writing.wordml import Text, Xml

# A part of a file begins a page, with numbers of its own, and lies across it or not.
Part = tuple[Callable[[Listing, Text], Iterator[Xml]], bool]
ANNEX: tuple[Part, ...] = (
    (docx_letter.letter, False),
    (docx_list.appendix, True),
    (docx_records.appendix, False),
)
SHEETS: tuple[Part, ...] = ((docx_records.sheets, False),)


def write(listing: Listing, languages: Sequence[str]) -> bytes:
    """The file; in both languages the Vietnamese document comes first, and each is complete."""
    return _file(listing, languages, ANNEX)


def write_sheets(listing: Listing, languages: Sequence[str]) -> bytes:
    """The records alone, under the heading of the office, to be handed out one by one."""
    return _file(listing, languages, SHEETS)


def _file(listing: Listing, languages: Sequence[str], parts: Sequence[Part]) -> bytes:
    title = " / ".join(notes.TITLE.in_(language) for language in languages)
    return package(_body(listing, languages, parts), title, listing.released_at)


def _body(listing: Listing, languages: Sequence[str], parts: Sequence[Part]) -> Iterator[str]:
    """The parts in each language, every one a section."""
    end = ""
    for language in languages:
        text = Text(language)
        for part, landscape in parts:
            # The properties of a section stand in a paragraph that ends it, here one that nobody sees.
            if end:
                yield f'<w:p><w:pPr><w:pStyle w:val="Rule"/>{end}</w:pPr></w:p>'
            yield from part(listing, text)
            end = section(HEADER, landscape)
    yield end
