"""Documents are what their names say, and hold nothing that runs."""

import time

import pytest

from catalog.attachments.documents import read_document
from catalog.attachments.refusals import RefusedFile
from tests.attachments import build

GOOD = {
    "a.pdf": build.pdf(),
    "B.PDF": build.pdf(),
    "a.docx": build.docx_file(),
    "Tờ trình số 1.xlsx": build.xlsx_file(),
}


@pytest.mark.parametrize("name", GOOD)
def test_documents_are_taken(name: str) -> None:
    assert read_document(GOOD[name], name).ending == name.rpartition(".")[2].lower()


HOSTILE = {
    "nothing": ("a.pdf", b"", "empty"),
    "a text": ("a.pdf", b"Hello", "not_a_document"),
    "a page": ("a.pdf", b"<html><script>alert(1)</script>", "not_a_document"),
    "a program": ("a.docx", b"MZ\x90\x00" + bytes(500), "not_a_document"),
    "a photo": ("a.pdf", build.photo(), "not_a_document"),
    "an old Word file": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "not_a_document"),
    "any archive": (
        "a.docx",
        build.repacked(build.docx_file(), word__document_dot_xml=b"<a/>")[:200],
        "broken_document",
    ),
    "a pdf by the name of docx": ("a.docx", build.pdf(), "wrong_ending"),
    "a docx by the name of xlsx": ("a.xlsx", build.docx_file(), "wrong_ending"),
    "a name without an ending": ("tài liệu", build.pdf(), "wrong_ending"),
    "a pdf cut short": ("a.pdf", build.pdf()[:200], "broken_document"),
    "a pdf with a wrong table": ("a.pdf", build.pdf().replace(b"startxref\n", b"startxref\n9"), "broken_document"),
    "a pdf with a page behind": ("a.pdf", build.pdf() + b"<script>alert(1)</script>", "broken_document"),
    "a pdf that is an archive": ("a.pdf", build.pdf() + build.docx_file(), "broken_document"),
    "a page before a pdf": ("a.pdf", b"<script></script>" + build.pdf(), "not_a_document"),
    "a pdf with a script": ("a.pdf", build.pdf(b"/OpenAction << /S /JavaScript /JS (x) >> "), "active"),
    "a pdf that starts a program": ("a.pdf", build.pdf(b"/OpenAction << /S /Launch /F (x) >> "), "active"),
    "a pdf with a file inside": ("a.pdf", build.pdf(b"/Names << /EmbeddedFiles 9 0 R >> "), "active"),
    "a docx with macros": ("a.docx", build.repacked(build.docx_file(), word__vbaProject_dot_bin=b"x"), "active"),
    "a docx with entities": (
        "a.docx",
        build.repacked(build.docx_file(), word__document_dot_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        "dangerous",
    ),
    "a docx of no XML": ("a.docx", build.repacked(build.docx_file(), word__document_dot_xml=b"<a"), "broken_document"),
    "a docx with a page behind": ("a.docx", build.docx_file() + b"<script>alert(1)</script>", "broken_document"),
    "a docx behind a page": ("a.docx", b"PK\x03\x04<script></script>" + build.docx_file(), "broken_document"),
    "a docx that unfolds": (
        "a.docx",
        build.repacked(build.docx_file(), word__media__x_dot_xml=bytes(65 * 2**20)),
        "too_big",
    ),
    "too long": ("a.pdf", build.pdf() + bytes(10 * 2**20), "document_too_big"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_such_document_is_refused_quickly(what: str) -> None:
    name, data, code = HOSTILE[what]
    begun = time.monotonic()
    with pytest.raises(RefusedFile) as refused:
        read_document(data, name)
    assert refused.value.code == code
    assert time.monotonic() - begun < 5
