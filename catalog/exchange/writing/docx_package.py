"""The package that a Word file is (OPC and WordprocessingML, ECMA-376): its parts, with nothing that names a person.

The parts are written here, as a stream. The same through the tree of python-docx took ten times as long and three
hundred megabytes for 500 entries, and left its template's own parts in the file.
"""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from html import escape
from itertools import chain
from types import MappingProxyType

from catalog.exchange.writing.docx_styles import Style, styles

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{OFFICE}"'
HEADER = "rId3"  # what refers to the header, from the properties of each section

TYPES = {
    "word/document.xml": f"{WORD}.document.main+xml",
    "word/styles.xml": f"{WORD}.styles+xml",
    "word/settings.xml": f"{WORD}.settings+xml",
    "word/header.xml": f"{WORD}.header+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
# A part as bytes, or as pieces of markup.
Content = bytes | Iterable[str]


def content_types(types: Mapping[str, str], pictures: Mapping[str, str] = MappingProxyType({})) -> str:
    """What each part is, by name, and what pictures are, by the ending of their names."""
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml", **pictures
    }  # fmt: skip
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        + "".join(f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in defaults.items())
        + "".join(f'<Override PartName="/{escape(part)}" ContentType="{kind}"/>' for part, kind in types.items())
        + "</Types>"
    )


def relationships(relations: Iterable[tuple[str, str, str]]) -> str:
    """What a part refers to: identifiers, types and targets."""
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="{escape(name)}" Type="{kind}" Target="{escape(target)}"/>'
            for name, kind, target in relations
        )
        + "</Relationships>"
    )


ROOT_RELATIONS = relationships(
    (
        ("rId1", f"{OFFICE}/officeDocument", "word/document.xml"),
        ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    )
)
DOCUMENT_RELATIONS = (
    ("rId1", f"{OFFICE}/styles", "styles.xml"),
    ("rId2", f"{OFFICE}/settings", "settings.xml"),
    (HEADER, f"{OFFICE}/header", "header.xml"),
)
PICTURES = {"jpg": "image/jpeg", "png": "image/png"}
PAGE_NUMBER = (
    f'<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="PageNumber"/></w:pPr>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>'
)
# Version 15: opens without "compatibility mode" in Word 2013 and later.
SETTINGS = (
    f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)


class Pictures:
    """The pictures of a file, each stored once. They are stored before the body is written, which so knows them."""

    def __init__(self, wanted: Mapping[str, Callable[[], bytes]]) -> None:
        """`wanted` loads each by its name, "plate.png"; one whose file is gone is left out."""
        self.wanted = wanted
        self.relations: dict[str, str] = {}  # what refers to a picture, by its name

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """Their parts of the file, one at a time."""
        for name, load in self.wanted.items():
            try:
                content = load()
            except FileNotFoundError:
                continue
            self.relations[name] = f"picture{len(self.relations) + 1}"
            yield f"word/media/{name}", content

    def document_relations(self) -> Iterator[str]:
        """What the body refers to, once the parts are stored."""
        pictures = ((relation, f"{OFFICE}/image", f"media/{name}") for name, relation in self.relations.items())
        yield relationships((*DOCUMENT_RELATIONS, *pictures))


def package(
    body: Iterable[str],
    title: str,
    moment: datetime,
    pictures: Pictures | None = None,
    own_styles: Iterable[Style] = (),
) -> bytes:
    """A Word file with this body, in pieces of markup. Its parts bear the given time: equal bodies make equal files."""
    shown = pictures or Pictures({})
    opening: dict[str, Content] = {
        "[Content_Types].xml": [content_types(TYPES, PICTURES if pictures else {})],
        "_rels/.rels": [ROOT_RELATIONS],
    }
    parts: dict[str, Content] = {
        "word/_rels/document.xml.rels": shown.document_relations(),
        "docProps/core.xml": [properties(title, moment)],
        "word/styles.xml": [styles(NAMESPACES, own_styles)],
        "word/settings.xml": [SETTINGS],
        "word/header.xml": [PAGE_NUMBER],
        "word/document.xml": chain([f"<w:document {NAMESPACES}><w:body>"], body, ["</w:body></w:document>"]),
    }
    return zipped(chain(opening.items(), shown.parts(), parts.items()), moment)


def zipped(parts: Iterable[tuple[str, Content]], moment: datetime) -> bytes:
    """The file of these parts by their names, each with the given time; they are asked for one after the other."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            part = zipfile.ZipInfo(name, moment.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(part, "w") as stream:
                if isinstance(content, bytes):
                    stream.write(content)
                    continue
                stream.write(DECLARATION.encode())
                for piece in content:
                    stream.write(piece.encode())
    return buffer.getvalue()


def properties(title: str, moment: datetime) -> str:
    """What the file says of itself: its title and when it was released; no author."""
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment:%Y-%m-%dT%H:%M:%SZ}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator></dc:creator>{times}</cp:coreProperties>"
    )
