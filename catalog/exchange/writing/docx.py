"""A list as the official Word file of Decree 30/2020/NĐ-CP: the document, the list, and a record of each project."""

from collections.abc import Iterator, Sequence

from catalog.exchange.writing import docx_letter, docx_list, docx_records, notes
from catalog.exchange.writing.docx_package import HEADER, package
from catalog.exchange.writing.docx_styles import section
from catalog.exchange.writing.listing import Listing
from catalog.exchange.writing.wordml import Text


def write(listing: Listing, languages: Sequence[str]) -> bytes:
    """The file; in both languages the Vietnamese document comes first, and each is complete."""
    title = " / ".join(notes.TITLE.in_(language) for language in languages)
    return package(_body(listing, languages), title, listing.released_at)


def _body(listing: Listing, languages: Sequence[str]) -> Iterator[str]:
    """Document and appendices of each language, every one a section with page numbers of its own."""
    end = ""
    for language in languages:
        text = Text(language)
        for part, landscape in (
            (docx_letter.letter(listing, text), False),
            (docx_list.appendix(listing, text), True),
            (docx_records.appendix(listing, text), False),
        ):
            # The properties of a section stand in a paragraph that ends it, here one that nobody sees.
            if end:
                yield f'<w:p><w:pPr><w:pStyle w:val="Rule"/>{end}</w:pPr></w:p>'
            yield from part
            end = section(HEADER, landscape)
    yield end
