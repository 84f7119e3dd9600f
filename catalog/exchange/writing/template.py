"""The office's own Word file for its documents: what may stand in it, and why another is refused.

Nothing of it is ever run or fetched: placeholders are looked up in a table, there is no language to write code in, and
only parts that hold text and looks are kept. Everything else is left out, or refused where the document would miss it.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from catalog.archives import BadArchive, open_archive
from catalog.exchange.writing.template_refusals import RefusedTemplate
from catalog.exchange.writing.template_words import APPENDICES, FACTS, KNOWN, LINES

MOST_BYTES = 5 * 2**20
MOST_ELEMENTS, MOST_PLACEHOLDERS = 50_000, 500
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/"
DOCUMENT = "word/document.xml"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# Relations of the document that are kept, by the end of their type; what they lead to has only text and looks.
KEPT = {"styles", "numbering", "theme", "header", "footer", "image"}
PICTURES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
# What would be lost, run or fetched, by local names.
REFUSED = {
    "altChunk": "embedded", "subDoc": "embedded", "object": "embedded", "control": "embedded", "OLEObject": "embedded",
    "contentPart": "embedded", "webVideoPr": "external", "ins": "changes", "del": "changes", "moveFrom": "changes",
    "moveTo": "changes", "commentReference": "comments", "footnoteReference": "footnotes",
    "endnoteReference": "footnotes",
}  # fmt: skip
FETCHING = {"href", "althref", "src"}
FIELDS = {"PAGE", "NUMPAGES", "SECTIONPAGES"}
PLACEHOLDER = re.compile(r"\{\{([^{}]{1,80})\}\}")
LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#")
_ACTIVE = re.compile(r"vba|activeX|embeddings/|\.bin$", re.IGNORECASE)


@dataclass(frozen=True)
class Relation:
    """What an identifier in a part stands for: the end of its type, and the name of the part it leads to."""

    id: str
    kind: str
    target: str


@dataclass(frozen=True)
class Template:
    """A checked file: its document, the parts it needs by name, and the relations of the document and of those."""

    document: Any
    parts: dict[str, bytes]
    relations: dict[str, list[Relation]]

    def part(self, kind: str) -> str | None:
        """The name of the part of a kind that the document has once, as "styles"."""
        return next((relation.target for relation in self.relations[DOCUMENT] if relation.kind == kind), None)

    @property
    def margins(self) -> list[str]:
        """The names of the parts above and below the text."""
        kinds = ("header", "footer")
        return [relation.target for relation in self.relations[DOCUMENT] if relation.kind in kinds]


def name_of(element: Any) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname


def texts_of(paragraph: Any) -> list[Any]:
    """The texts of a paragraph itself, not those of a box that hangs on it."""
    return [text for text in paragraph.iter(f"{{{W}}}t") if next(text.iterancestors(f"{{{W}}}p")) is paragraph]


def named_in(said: str) -> list[str]:
    """The names of the placeholders in a text."""
    return [name.strip() for name in PLACEHOLDER.findall(said)]


def said_in(paragraph: Any) -> str:
    """What a paragraph says."""
    return "".join(text.text or "" for text in texts_of(paragraph))


def parse(data: bytes) -> Any:
    """The root of an XML part, without comments; nothing outside of it is read. Raises RefusedTemplate."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise RefusedTemplate("broken") from None
    if root.getroottree().docinfo.doctype:
        raise RefusedTemplate("dangerous")
    return root


def open_template(data: bytes) -> Template:
    """The checked template in some bytes. Raises RefusedTemplate and nothing else."""
    if len(data) > MOST_BYTES:
        raise RefusedTemplate("too_big")
    if not data.startswith(b"PK\x03\x04"):
        raise RefusedTemplate("not_word")
    try:
        with open_archive(data) as archive:
            template = _read(archive)
    except RefusedTemplate:
        raise
    except BadArchive as error:
        raise RefusedTemplate(error.code) from None
    except Exception:  # parsers of hostile files raise anything (security.md, fact 11)
        raise RefusedTemplate("broken") from None
    return template


def _read(archive: zipfile.ZipFile) -> Template:
    names = archive.namelist()
    if len(set(names)) < len(names):
        raise RefusedTemplate("broken")
    if any(_ACTIVE.search(name) for name in names) or b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise RefusedTemplate("macro")
    if DOCUMENT not in names or MAIN_TYPE.encode() not in archive.read("[Content_Types].xml"):
        raise RefusedTemplate("not_word")
    for name in names:
        if name.endswith(".rels"):
            _refuse_outside(parse(archive.read(name)))
    document = parse(archive.read(DOCUMENT))
    if etree.QName(document).namespace != W:
        raise RefusedTemplate("strict" if (etree.QName(document).namespace or "").startswith(STRICT) else "not_word")
    relations = {DOCUMENT: _relations(archive, DOCUMENT)}
    parts: dict[str, bytes] = {}
    _check(document, relations[DOCUMENT])
    for relation in relations[DOCUMENT]:
        parts[relation.target] = _part(archive, relation, relations, parts)
    template = Template(document, parts, relations)
    _check_placeholders(document, [parse(parts[name]) for name in template.margins])
    return template


def _part(
    archive: zipfile.ZipFile, relation: Relation, relations: dict[str, list[Relation]], parts: dict[str, bytes]
) -> bytes:
    data = archive.read(relation.target)
    if relation.kind == "image":
        if relation.target.rpartition(".")[2].lower() not in PICTURES or not data.startswith(
            (b"\x89PNG", b"\xff\xd8\xff")
        ):
            raise RefusedTemplate("picture")
        return data
    own = [each for each in _relations(archive, relation.target) if each.kind == "image"]
    relations[relation.target] = own
    _check(parse(data), own)
    for picture in own:
        parts[picture.target] = _part(archive, picture, relations, parts)
    return data


def _refuse_outside(relations: Any) -> None:
    for relation in relations:
        kind = relation.get("Type", "").rpartition("/")[2]
        if relation.get("TargetMode") == "External":
            raise RefusedTemplate("external", what=relation.get("Target", "")[:80])
        if kind in ("aFChunk", "subDocument", "oleObject", "package", "control"):
            raise RefusedTemplate("embedded")


def _relations(archive: zipfile.ZipFile, part: str) -> list[Relation]:
    """The kept relations of a part; others are left out, and what still refers to them is refused."""
    folder, _, name = part.rpartition("/")
    path = f"{folder}/_rels/{name}.rels"
    if path not in archive.namelist():
        return []
    found = []
    for relation in parse(archive.read(path)):
        kind, target = relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")
        target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        if kind in KEPT:
            if target not in archive.namelist() or not target.startswith("word/"):
                raise RefusedTemplate("broken")
            found.append(Relation(relation.get("Id", ""), kind, target))
    return found


def _check(root: Any, relations: list[Relation]) -> None:
    """Refuse what would be lost, run or fetched."""
    known = {relation.id for relation in relations}
    for place, element in enumerate(root.iter(etree.Element)):
        if place > MOST_ELEMENTS:
            raise RefusedTemplate("too_big")
        if code := REFUSED.get(name_of(element)):
            raise RefusedTemplate(code)
        for attribute, value in element.attrib.items():
            name = etree.QName(attribute)
            if name.localname.lower() in FETCHING:
                raise RefusedTemplate("external", what=value[:80])
            if name.namespace == R and value not in known:
                raise RefusedTemplate("embedded")
    for instruction in _fields(root):
        words = instruction.split()
        if words and words[0].upper() not in FIELDS:
            raise RefusedTemplate("field", what=words[0][:40])


def _fields(root: Any) -> Iterator[str]:
    """The instructions of all fields; Word may split one over several runs."""
    instruction = ""
    for element in root.iter(f"{{{W}}}fldChar", f"{{{W}}}instrText", f"{{{W}}}fldSimple"):
        if name_of(element) == "instrText":
            instruction += element.text or ""
            continue
        yield instruction
        instruction = element.get(f"{{{W}}}instr", "")
    yield instruction


def _check_placeholders(document: Any, margins: list[Any]) -> None:
    """Refuse placeholders that nobody knows, stand in the wrong place, or are missing."""
    markers = placeholders = 0
    for root in (document, *margins):
        for paragraph in root.iter(f"{{{W}}}p"):
            said = said_in(paragraph)
            names = named_in(said)
            _refuse_unknown(said, names)
            if (placeholders := placeholders + len(names)) > MOST_PLACEHOLDERS:
                raise RefusedTemplate("too_big")
            if not set(names) - FACTS.keys():
                continue
            if root is not document or len(names) > 1 or PLACEHOLDER.fullmatch(said.strip()) is None:
                raise RefusedTemplate("not_alone", what=next(name for name in names if name not in FACTS))
            if names[0] == APPENDICES:
                markers += 1
                if paragraph.getparent() is not document.find(f"{{{W}}}body"):
                    raise RefusedTemplate("marker")
    if markers != 1:
        raise RefusedTemplate("marker")


def _refuse_unknown(said: str, names: list[str]) -> None:
    for name in names:
        if name not in KNOWN:
            raise RefusedTemplate("unknown", what=name[:40], known=", ".join((*FACTS, *LINES, APPENDICES)))
    left = PLACEHOLDER.sub("", said)
    if found := LEFT_OVER.search(left):
        raise RefusedTemplate("unknown", what=left[found.start() : found.start() + 40], known=", ".join(KNOWN))
