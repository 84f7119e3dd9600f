"""A list as the official Word file of Decree 30/2020/NĐ-CP: the document, the list, and a record of each project."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from catalog.exchange.writing import docx_letter, docx_list, docx_records, docx_styles, notes
from catalog.exchange.writing.listing import Listing
from catalog.exchange.writing.wordml import Text

# Of the library's template, the parts that are kept; the others are a picture of it, its theme, its numbering and such.
WANTED = ("/officeDocument", "/core-properties", "/styles", "/settings")
PAGE_NUMBER = (
    '<w:p><w:pPr><w:pStyle w:val="PageNumber"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
)


def write(listing: Listing, languages: Sequence[str]) -> bytes:
    """The file; in both languages the Vietnamese document comes first, and each is complete."""
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    _clear(document)
    _describe(document, listing, languages)
    namespaces = nsdecls("w", "r")
    _replace(document.settings.element, parse_xml(f"<w:settings {namespaces}>{SETTINGS}</w:settings>"))
    _replace(document.styles.element, parse_xml(docx_styles.styles(namespaces)))
    header = document.sections[0].header
    header.is_linked_to_previous = False
    _replace(header._element, parse_xml(f"<w:hdr {namespaces}>{PAGE_NUMBER}</w:hdr>"))
    reference = next(key for key, rel in document.part.rels.items() if rel.target_part is header.part)
    _replace(document.element.body, parse_xml(f"<w:body {namespaces}>{_body(listing, languages, reference)}</w:body>"))
    buffer = io.BytesIO()
    document.save(buffer)
    return _dated(buffer, listing)


def _body(listing: Listing, languages: Sequence[str], header: str) -> str:
    parts = []
    for language in languages:
        text = Text(language)
        parts += [
            (docx_letter.letter(listing, text), docx_styles.section(header)),
            (docx_list.appendix(listing, text), docx_styles.section(header, landscape=True)),
            (docx_records.appendix(listing, text), docx_styles.section(header)),
        ]
    *ended, (last, end) = parts
    # All properties of a part but the last stand in a paragraph that ends it, here one that nobody sees.
    hidden = (f'{part}<w:p><w:pPr><w:pStyle w:val="Rule"/>{own}</w:pPr></w:p>' for part, own in ended)
    return f"{''.join(hidden)}{last}{end}"


def _clear(document: Any) -> None:
    """Leave of the library's template only what is used."""
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if not rel.reltype.endswith(WANTED)]:
            del rels[key]


def _describe(document: Any, listing: Listing, languages: Sequence[str]) -> None:
    """What the file says of itself: no person; the time is that of the release."""
    properties = document.core_properties
    properties.title = " / ".join(notes.TITLE.in_(language) for language in languages)[:255]
    properties.language = ", ".join(languages)
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = listing.released_at


def _replace(old: Any, new: Any) -> None:
    """Put the children of one element into another."""
    old[:] = list(new)


def _dated(buffer: io.BytesIO, listing: Listing) -> bytes:
    """The package with the time of the release on each of its parts, so that the same edition gives the same bytes."""
    moment = listing.released_at.timetuple()[:6]
    dated = io.BytesIO()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            target.writestr(zipfile.ZipInfo(part.filename, moment), source.read(part), zipfile.ZIP_DEFLATED)
    return dated.getvalue()
