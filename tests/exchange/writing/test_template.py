"""The office's own Word file: filled like the usual document, and refused where it could do anything else."""

import io
import time
import zipfile
from collections.abc import Callable

import docx as python_docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from catalog.exchange.writing import docx
from catalog.exchange.writing.template import PLACEHOLDER, open_template
from catalog.exchange.writing.template_refusals import REFUSALS, RefusedTemplate
from catalog.exchange.writing.template_words import KNOWN
from tests.exchange.writing.lists import both, document, entry, listing
from tests.exchange.writing.test_docx import lines, markup

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    f'xmlns:r="{OFFICE}"'
)
MARKER = "{{ appendices }}"
EXTERNAL = ' TargetMode="External"'
Parts = dict[str, bytes]


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Parts) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def changed(change: Callable[[Parts], object], language: str = "vi") -> bytes:
    """The usual template, but for a change of its parts."""
    parts = parts_of(docx.template(language))
    change(parts)
    return zipped(parts)


def with_text(words: str) -> bytes:
    """The usual template with ready markup before its appendices."""
    return changed(lambda parts: put(parts, words))


def put(parts: Parts, words: str) -> None:
    name = "word/document.xml"
    before, after = parts[name].decode().rsplit("<w:p>", 1)
    parts[name] = (before + words + "<w:p>" + after).encode()


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def related(kind: str, target: str, mode: str = "") -> Callable[[Parts], None]:
    """Another relation of the document."""
    name = "word/_rels/document.xml.rels"
    line = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'

    def change(parts: Parts) -> None:
        parts[name] = parts[name].replace(b"</Relationships>", line.encode())

    return change


def own(*texts: str, **looks: object) -> bytes:
    """A file as people make it in Word, with these paragraphs."""
    file = python_docx.Document()
    for text in texts:
        file.add_paragraph(text)
    for name, value in looks.items():
        setattr(file.styles["Normal"].font, name, value)
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_usual_template_makes_the_usual_document(language: str) -> None:
    made = docx.write_from(docx.template(language), listing(), (language,))
    assert list(lines(made)) == list(lines(docx.write(listing(), (language,))))
    usual, own_file = document(docx.write(listing(), (language,))), document(made)
    assert [
        [
            (section.page_width, section.left_margin, section.different_first_page_header_footer)
            for section in file.sections
        ]
        for file in (usual, own_file)
    ] == [[(section.page_width, section.left_margin, True) for section in usual.sections]] * 2
    assert [paragraph.style.name for paragraph in own_file.paragraphs] == [
        paragraph.style.name for paragraph in usual.paragraphs
    ]


def test_a_file_of_two_languages_follows_the_template_of_the_first() -> None:
    made = list(lines(docx.write_from(own("Mẫu riêng {{ count }}", MARKER), listing(), ("vi", "en"))))
    assert made[0] == "Mẫu riêng 3"
    english = list(lines(docx.write(listing(), ("en",))))
    assert made[-len(english) :] == english


def test_words_stand_where_the_office_puts_them() -> None:
    made = docx.write_from(
        own(
            "Đợt {{ round }} ({{count}} dự án), tỷ giá {{  rate }}",
            "{{ recipients }}",
            MARKER,
            "Sau phụ lục",
            name="Arial",
        ),
        listing(),
        ("vi",),
    )
    said = list(lines(made))
    assert said[0] == "Đợt Tháng hành động vì trẻ em năm 2023 (3 dự án), tỷ giá 1 USD = 23.500 đồng (31/05/2023)"
    assert said[1] == "- UBND tỉnh Bắc Giang (để báo cáo);"
    assert said[-1] == "Sau phụ lục"
    assert "Phụ lục I" in said
    assert PLACEHOLDER.findall("\n".join(said)) == []
    file = document(made)
    assert file.styles["Normal"].font.name == "Arial"
    fonts = file.styles["CellText"].element.rPr.find(qn("w:rFonts"))
    assert (fonts.get(qn("w:ascii")), file.styles["CellText"].font.size) == ("Times New Roman", Pt(11))
    assert [section.orientation for section in file.sections] == [0, 1, 0, 0]


def test_a_placeholder_that_word_splits_over_runs_is_filled_and_keeps_its_looks() -> None:
    file = python_docx.Document()
    line = file.add_paragraph("Tổng: ")
    for text, bold in (("{{ co", True), ("unt", False), (" }} dự án", None)):
        line.add_run(text).bold = bold
    file.sections[0].header.paragraphs[0].text = "{{ organ }}"
    file.add_paragraph(MARKER)
    buffer = io.BytesIO()
    file.save(buffer)
    made = document(docx.write_from(buffer.getvalue(), listing(), ("vi",)))
    runs = [(run.text, run.bold) for run in made.paragraphs[0].runs if run.text]
    assert runs == [("Tổng: ", None), ("3", True), (" dự án", None)]
    assert made.sections[0].header.paragraphs[0].text == "SỞ NGOẠI VỤ"


def test_text_of_the_list_is_never_read_as_a_template() -> None:
    hostile = both("{{ 7*7 }} {% for x in y %} {{ parent }}", "<w:p/> {{ organ }}")
    made = docx.write_from(docx.template("vi"), listing(entry(texts={"title": hostile})), ("vi",))
    assert "{{ 7*7 }} {% for x in y %} {{ parent }}" in "\n".join(lines(made))


def test_the_file_names_no_person_and_is_the_same_each_time() -> None:
    template = changed(
        lambda parts: parts.update({"docProps/app.xml": b"<a>Nguyen Van A</a>", "customXml/i.xml": b"<a/>"})
    )
    made = docx.write_from(template, listing(), ("vi",))
    assert made == docx.write_from(template, listing(), ("vi",))
    assert sorted(parts_of(made)) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/catalogue-header.xml",
        "word/document.xml",
        "word/header.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]
    assert "Publisher Person" not in "".join(markup(made, name) for name in parts_of(made))


@pytest.mark.parametrize("is_alone", [True, False])
def test_appendices_inside_a_section_leave_no_empty_page_behind_them(is_alone: bool) -> None:
    file = python_docx.Document()
    file.add_paragraph("Trước")
    file.add_paragraph(MARKER)
    if not is_alone:
        file.add_paragraph("Còn nữa")
    file.add_section().orientation = 1
    file.add_paragraph("Sau")
    buffer = io.BytesIO()
    file.save(buffer)
    made = document(docx.write_from(buffer.getvalue(), listing(), ("vi",)))
    before, after = [0, 1, 0], [1] if is_alone else [0, 1]
    assert [section.orientation for section in made.sections] == [*before, *after]
    said = [paragraph.text for paragraph in made.paragraphs if paragraph.text]
    assert (said[0], said[-1]) == ("Trước", "Sau")


def test_every_placeholder_can_be_used_at_once() -> None:
    made = docx.write_from(own(*(f"{{{{ {name} }}}}" for name in KNOWN)), listing(), ("en",))
    assert PLACEHOLDER.findall("\n".join(lines(made))) == []


ATTACKS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "expression": ("unknown", lambda: with_text(paragraph("{{ &apos;&apos;.__class__.__mro__ }}"))),
    "call": ("unknown", lambda: with_text(paragraph("{{ cycler.__init__.__globals__.os.popen(1) }}"))),
    "loop": ("unknown", lambda: with_text(paragraph("{% for i in range(10**9) %}{% endfor %}"))),
    "format": ("unknown", lambda: with_text(paragraph("{{ count.__class__ }}"))),
    "half a placeholder": ("unknown", lambda: with_text(paragraph("{{ count"))),
    "unknown": ("unknown", lambda: with_text(paragraph("{{ ten_co_quan }}"))),
    "lines inside a sentence": ("not_alone", lambda: with_text(paragraph("Gửi: {{ recipients }}"))),
    "no appendices": ("marker", lambda: own("{{ body }}")),
    "appendices twice": ("marker", lambda: own(MARKER, MARKER)),
    "appendices in a table": ("marker", lambda: with_text(in_a_table(paragraph(MARKER)))),
    "external link": ("external", lambda: changed(related("hyperlink", "https://example.org", EXTERNAL))),
    "attached template": (
        "external",
        lambda: changed(
            lambda parts: parts.update(
                {"word/_rels/settings.xml.rels": related_file("attachedTemplate", "file://example/x.dotm")}
            )
        ),
    ),
    "linked picture of VML": (
        "external",
        lambda: with_text(f'<w:p><w:r><w:pict><v:rect {NAMESPACES}><v:imagedata src="http://example.org/x"/></v:rect></w:pict></w:r></w:p>'),
    ),
    "altChunk": ("embedded", lambda: with_text(f'<w:altChunk {NAMESPACES} r:id="rId3"/>')),
    "relation of altChunk": ("embedded", lambda: changed(related("aFChunk", "chunk.html"))),
    "unknown relation": ("embedded", lambda: with_text(f'<w:p {NAMESPACES}><w:hyperlink r:id="rId77"/></w:p>')),
    "embedded zip": ("macro", lambda: changed(lambda parts: parts.update({"word/embeddings/x.docx": b"PK"}))),
    "macro": ("macro", lambda: changed(lambda parts: parts.update({"word/vbaProject.bin": b"x"}))),
    "docm": (
        "macro",
        lambda: changed(
            lambda parts: parts.update(
                {
                    "[Content_Types].xml": parts["[Content_Types].xml"].replace(
                        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                        b"application/vnd.ms-word.document.macroEnabled.main+xml",
                    )
                }
            )
        ),
    ),
    "field that fetches": ("field", lambda: with_text(field(" INCLUDETEXT ", '"c:\\\\x"'))),
    "field in pieces": ("field", lambda: with_text(field(" DDE", "AUTO cmd "))),
    "simple field": ("field", lambda: with_text('<w:p><w:fldSimple w:instr=" HYPERLINK x "/></w:p>')),
    "tracked change": ("changes", lambda: with_text(f"<w:p><w:ins>{paragraph('x')[5:-6]}</w:ins></w:p>")),
    "comment": ("comments", lambda: with_text("<w:p><w:r><w:commentReference/></w:r></w:p>")),
    "footnote": ("footnotes", lambda: with_text("<w:p><w:r><w:footnoteReference/></w:r></w:p>")),
    "entities": ("dangerous", lambda: changed(lambda parts: doctype(parts, ""))),
    "entities behind a comment": ("dangerous", lambda: changed(lambda parts: doctype(parts, f"<!--{'x' * 9000}-->"))),
    "strict": ("strict", lambda: changed(strict)),
    "no Word file": ("not_word", lambda: b"%PDF-1.7"),
    "nothing": ("not_word", lambda: b""),
    "another archive": ("not_word", lambda: zipped({"[Content_Types].xml": b"<x/>", "a": b"b"})),
    "half a file": ("broken", lambda: docx.template("vi")[:-500]),
    "broken markup": ("broken", lambda: with_text("<w:p>")),
    "bomb": ("too_big", lambda: changed(lambda parts: parts.update({"word/media/x.xml": b" " * 70 * 2**20}))),
    "too many elements": ("too_big", lambda: with_text(paragraph("x") * 30_000)),
    "too many placeholders": ("too_big", lambda: with_text(paragraph("{{ count }}") * 501)),
    "endless blanks": ("unknown", lambda: with_text(paragraph("{{" + " " * 500_000 + "x"))),
    "endless braces": ("unknown", lambda: with_text(paragraph("{" * 500_000))),
    "big file": ("too_big", lambda: docx.template("vi") + b"\0" * 6 * 2**20),
    "picture that is none": (
        "picture",
        lambda: changed(false_picture),
    ),
    "path outside": ("broken", lambda: changed(related("image", "../../etc/passwd"))),
}  # fmt: skip


def related_file(kind: str, target: str) -> bytes:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    ).encode()


def field(*pieces: str) -> str:
    codes = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, end = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    return f"<w:p>{begin}{codes}{end}</w:p>"


def in_a_table(words: str) -> str:
    return f"<w:tbl><w:tr><w:tc>{words}</w:tc></w:tr></w:tbl>"


def false_picture(parts: Parts) -> None:
    related("image", "media/x.png")(parts)
    parts["word/media/x.png"] = b"<svg/>"


def strict(parts: Parts) -> None:
    transitional = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    name = "word/document.xml"
    parts[name] = parts[name].replace(transitional, b"http://purl.oclc.org/ooxml/wordprocessingml/main")


def doctype(parts: Parts, before: str) -> None:
    name = "word/document.xml"
    declaration, rest = parts[name].decode().split("?>\n", 1)
    parts[name] = f'{declaration}?>\n{before}<!DOCTYPE x [<!ENTITY a "b">]>{rest}'.encode()


@pytest.mark.parametrize("name", ATTACKS)
def test_what_is_no_safe_template_is_refused_and_told_why(name: str) -> None:
    code, attack = ATTACKS[name]
    data = attack()
    began = time.monotonic()
    with pytest.raises(RefusedTemplate) as refused:
        open_template(data)
    assert refused.value.code == code
    assert time.monotonic() - began < 10


def test_every_refusal_is_tried() -> None:
    assert set(REFUSALS) - {code for code, _ in ATTACKS.values()} == {"password"}
