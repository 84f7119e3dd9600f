"""An official Word file made from the office's own: its placeholders filled, the appendices put in where it says."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import datetime
from itertools import chain
from typing import Any, NamedTuple

from lxml import etree

from catalog.exchange.writing import docx_package
from catalog.exchange.writing.cells import safe
from catalog.exchange.writing.docx_package import NAMESPACES, OFFICE, WORD, Content
from catalog.exchange.writing.docx_styles import FONT, styles
from catalog.exchange.writing.template import (
    DOCUMENT,
    PICTURES,
    PLACEHOLDER,
    R,
    RefusedTemplate,
    Relation,
    Template,
    W,
    named_in,
    parse,
    said_in,
    texts_of,
)
from catalog.exchange.writing.template_words import APPENDICES
from catalog.exchange.writing.wordml import Xml

# Parts and relations of our own beside those of the office: page numbers of the appendices, settings.
HEADER, SETTINGS = "catalogueHeader", "catalogueSettings"
HEADER_PART, STYLES_PART = "word/catalogue-header.xml", "word/styles.xml"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
SECTION = f"{{{W}}}pPr/{{{W}}}sectPr"
SHOWN = tuple(f"{{{W}}}{name}" for name in ("t", "drawing", "pict"))
CUT = "<?appendices ?>"
THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
FONTS = {f"{{{W}}}{name}": FONT for name in ("ascii", "hAnsi", "eastAsia", "cs")}


class Filling(NamedTuple):
    """What is put into a template: texts by placeholder, lines or ready paragraphs for those that stand alone.

    `appendices` is markup; its last section has the properties `last_section`.
    """

    values: Mapping[str, str]
    blocks: Mapping[str, Sequence[str] | Xml]
    appendices: Iterable[str]
    last_section: str


def fill(template: Template, filling: Filling, title: str, moment: datetime) -> bytes:
    """The file; equal input makes equal bytes."""
    root = _with_prefixes(template.document)
    for paragraph in list(root.iter(f"{{{W}}}p")):
        _replace(paragraph, filling)
    before, after = _around(root, filling.last_section)
    parts: dict[str, Content] = dict(template.parts)
    for name in template.parts:
        if name in template.margins:
            margin = parse(template.parts[name])
            for paragraph in margin.iter(f"{{{W}}}p"):
                _replace(paragraph, filling)
            parts[name] = etree.tostring(margin, xml_declaration=True, encoding="UTF-8", standalone=True)
    styles_part = template.part("styles") or STYLES_PART
    parts |= {
        styles_part: _styles(template.parts.get(styles_part)),
        HEADER_PART: [docx_package.PAGE_NUMBER],
        "word/settings.xml": [docx_package.SETTINGS],
        "docProps/core.xml": [docx_package.properties(title, moment)],
        DOCUMENT: chain([before], filling.appendices, [after]),
    }
    opening: dict[str, Content] = {
        "[Content_Types].xml": [docx_package.content_types(_types(template, styles_part), PICTURES)],
        "_rels/.rels": [docx_package.ROOT_RELATIONS],
        **{_path_of_relations(name): [_relations(own)] for name, own in template.relations.items() if own},
        _path_of_relations(DOCUMENT): [_relations(_with_ours(template, styles_part))],
    }
    return docx_package.zipped((opening | parts).items(), moment)


def _with_prefixes(document: Any) -> Any:
    """A copy of the document in which ready markup has the prefixes that it is written with."""
    root = etree.Element(document.tag, dict(document.attrib), nsmap={**document.nsmap, "w": W, "r": R})
    root.extend(deepcopy(list(document)))
    body = root.find(f"{{{W}}}body")
    if body is None or (body.nsmap.get("w"), body.nsmap.get("r")) != (W, R):
        raise RefusedTemplate("broken")
    return root


def _replace(paragraph: Any, filling: Filling) -> None:
    """Fill a paragraph: in place, or again and again for every line of what stands alone in it."""
    said = said_in(paragraph)
    names = named_in(said)
    if not names:
        return
    if names[0] == APPENDICES:
        paragraph.addprevious(etree.ProcessingInstruction(APPENDICES))
        # A section that ends with this paragraph ends with one that nobody sees.
        _empty(paragraph)
    elif names[0] not in filling.blocks:
        _put(paragraph, filling.values)
    elif isinstance(block := filling.blocks[names[0]], str):
        for ready in etree.fromstring(f"<w:body {NAMESPACES}>{block}</w:body>"):
            paragraph.addprevious(ready)
        paragraph.getparent().remove(paragraph)
    else:
        for line in block:
            copy = deepcopy(paragraph)
            _say(copy, line)
            paragraph.addprevious(copy)
        paragraph.getparent().remove(paragraph)


def _put(paragraph: Any, values: Mapping[str, str]) -> None:
    """Put values in place of their names, in the look that a name begins with; Word may split one over several runs."""
    for found in reversed(list(PLACEHOLDER.finditer(said_in(paragraph)))):
        words, offset = safe(values[found[1].strip()]), 0
        for text in texts_of(paragraph):
            said = text.text or ""
            start, end = max(found.start() - offset, 0), min(found.end() - offset, len(said))
            offset += len(said)
            if start < end:
                text.text, words = said[:start] + words + said[end:], ""
                text.set(SPACE, "preserve")


def _say(paragraph: Any, words: str) -> None:
    """Say something else in the look of the first words."""
    first, *others = texts_of(paragraph)
    first.text = safe(words)
    first.set(SPACE, "preserve")
    for text in others:
        text.text = ""


def _empty(paragraph: Any) -> None:
    for child in list(paragraph):
        if child.tag != f"{{{W}}}pPr":
            paragraph.remove(child)


def _around(root: Any, last_section: str) -> tuple[str, str]:
    """The document before and after the appendices, with the sections that they need."""
    body = root.find(f"{{{W}}}body")
    cut = next(node for node in body if node.tag is etree.PI)
    marker = cut.getnext()
    own_end = body.find(f"{{{W}}}sectPr")
    following = [node for node in cut.itersiblings() if node is not own_end and node is not marker]
    end = next((section for node in (marker, *following) for section in node.iter(f"{{{W}}}sectPr")), own_end)
    if cut.getprevious() is not None and end is not None:
        cut.addprevious(_section_end(deepcopy(end)))
    if marker.find(SECTION) is None:
        body.remove(marker)
    _end_ours(cut, own_end, etree.fromstring(f"<w:body {NAMESPACES}>{last_section}</w:body>")[0])
    before, after = etree.tostring(root, encoding="unicode").split(CUT)
    return before, after


def _end_ours(cut: Any, own_end: Any, ours: Any) -> None:
    """End the last section of the appendices, in place of one that would be an empty page after them."""
    rest = [node for node in cut.itersiblings() if node is not own_end]
    if not rest and own_end is None:
        cut.getparent().append(ours)
    elif not rest:
        cut.getparent().replace(own_end, ours)
    elif (section := rest[0].find(SECTION)) is not None and not any(rest[0].iter(*SHOWN)):
        section.getparent().replace(section, ours)
    else:
        cut.addnext(_section_end(ours))


def _section_end(properties: Any) -> Any:
    """A paragraph that ends a section, and that nobody sees."""
    paragraph = etree.fromstring(f'<w:p {NAMESPACES}><w:pPr><w:pStyle w:val="Rule"/></w:pPr></w:p>')
    paragraph[0].append(properties)
    return paragraph


def _styles(own: bytes | None) -> bytes:
    """The styles of the office, and those of ours that it has not; ours are set as the decree wants them."""
    ours = etree.fromstring(styles(NAMESPACES))
    if own is None:
        return etree.tostring(ours, xml_declaration=True, encoding="UTF-8", standalone=True)
    root = parse(own)
    known = {style.get(f"{{{W}}}styleId") for style in root.iter(f"{{{W}}}style")}
    names = {(name.get(f"{{{W}}}val") or "").lower() for name in root.iter(f"{{{W}}}name")}
    for style in list(ours.iter(f"{{{W}}}style")):
        if style.get(f"{{{W}}}styleId") not in known:
            _detach(style, names)
            root.append(style)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _detach(style: Any, names: set[str]) -> None:
    """Make a style say itself what it took from the defaults of our own file."""
    style.attrib.pop(f"{{{W}}}default", None)
    name = style.find(f"{{{W}}}name")
    if name.get(f"{{{W}}}val").lower() in names:
        name.set(f"{{{W}}}val", f"Catalogue {name.get(f'{{{W}}}val')}")
    for spacing in style.iter(f"{{{W}}}spacing"):
        if spacing.get(f"{{{W}}}line") is None:
            spacing.set(f"{{{W}}}line", "240")
            spacing.set(f"{{{W}}}lineRule", "auto")
    for looks in style.findall(f"{{{W}}}rPr"):
        looks.insert(0, looks.makeelement(f"{{{W}}}rFonts", FONTS))


def _with_ours(template: Template, styles_part: str) -> list[Relation]:
    """The relations of the document, with those to the parts of our own."""
    relations = list(template.relations[DOCUMENT])
    if template.part("styles") is None:
        relations.append(Relation("catalogueStyles", "styles", styles_part))
    ours = Relation(HEADER, "header", HEADER_PART), Relation(SETTINGS, "settings", "word/settings.xml")
    return [*relations, *ours]


def _types(template: Template, styles_part: str) -> dict[str, str]:
    kinds = {each.target: each.kind for own in template.relations.values() for each in own if each.kind != "image"}
    own = {target: THEME if kind == "theme" else f"{WORD}.{kind}+xml" for target, kind in kinds.items()}
    ours = {name: docx_package.TYPES[name] for name in (DOCUMENT, "word/settings.xml", "docProps/core.xml")}
    return own | ours | {styles_part: f"{WORD}.styles+xml", HEADER_PART: f"{WORD}.header+xml"}


def _relations(relations: Iterable[Relation]) -> str:
    return docx_package.relationships((each.id, f"{OFFICE}/{each.kind}", f"/{each.target}") for each in relations)


def _path_of_relations(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"
