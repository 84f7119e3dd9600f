"""Old encodings: found where they are, Unicode left alone where it is right."""

import json
import shutil
import subprocess
from collections.abc import Iterator

import pytest

from catalog.demo.load import PROPOSALS
from catalog.exchange.reading import legacy
from catalog.exchange.reading.encodings import decode
from catalog.reference.shipped import read
from tests.exchange.reading.build import cp1258, tcvn3, vni


def walk(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """All texts in a JSON value with the key they stand under."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for inner, item in value.items():
            yield from walk(item, inner)
    elif isinstance(value, list):
        for item in value:
            yield from walk(item, key)


WORDS = "STT;Tên dự án;Địa điểm\r\n1;Xây dựng trường mầm non xã Đồng Vương, huyện Yên Thế;Xã Đồng Vương\r\n"
# Real Vietnamese in every length: the glossary and the demo's proposals.
VIETNAMESE = sorted(
    {row["source"] for row in read("glossary.csv")}
    | {text for key, text in walk(json.loads(PROPOSALS.read_text(encoding="utf-8"))) if key.endswith("_vi")}
)
FILES = {
    "utf-8": (WORDS.encode(), "UTF-8", False, WORDS),
    "utf-8 with mark": (WORDS.encode("utf-8-sig"), "UTF-8", False, WORDS),
    "utf-16": (WORDS.encode("utf-16"), "UTF-16", False, WORDS),
    "utf-16 without mark": (WORDS.encode("utf-16-le"), "UTF-16", True, WORDS),
    "utf-16 big end first": (WORDS.encode("utf-16-be"), "UTF-16", True, WORDS),
    "cp1258": (cp1258(WORDS), "windows-1258", True, WORDS),
    "tcvn3": (tcvn3(WORDS).encode("latin-1"), "TCVN3", True, WORDS),
    "vni": (vni(WORDS).encode("cp1252"), "VNI", True, WORDS),
    "ascii": (b"STT;Ten du an\r\n1;Truong", "UTF-8", False, "STT;Ten du an\r\n1;Truong"),
    "french": ("STT;Nom\r\n1;Médecins du café".encode("cp1252"), "windows-1252", True, "STT;Nom\r\n1;Médecins du café"),
}


@pytest.mark.parametrize(("data", "encoding", "guessed", "expected"), FILES.values(), ids=FILES)
def test_text_files(data, encoding, guessed, expected):
    decoded = decode(data)
    assert decoded is not None
    assert (decoded.encoding, decoded.guessed) == (encoding, guessed)
    assert decoded.text.split() == expected.split()


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 50, b"\x89PNG\r\n\x1a\n\x00\x00", b"\x01\x02\xff\xfd" * 9])
def test_what_is_no_text(data):
    assert decode(data) is None


def test_unicode_vietnamese_is_never_touched():
    assert len(VIETNAMESE) > 250
    assert [text for text in VIETNAMESE if legacy.repair(text) != (text, None)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Xã",
        "Khám",
        "là nhà",
        "Hà Nam, Cà Mau",
        "Médecins sans frontières",
        "Caritas für Kinder",
        "5×3 m",
        "70 m²",
        "© 2023",
        "§ 5",
        "20°C",
    ],
)
def test_latin_text_is_never_touched(text):
    assert legacy.repair(text) == (text, None)


@pytest.mark.parametrize(("kind", "encode"), [("TCVN3", tcvn3), ("VNI", vni)])
def test_old_text_is_repaired_in_a_file_of_its_kind(kind, encode):
    """All but texts with accented capitals, which TCVN3 has not, come out right."""
    wrong = []
    for text in VIETNAMESE:
        if kind == "TCVN3" and any(
            letter.isupper() and not letter.isascii() and letter not in "ĂÂÊÔƠƯĐ" for letter in text
        ):
            continue
        repaired = legacy.repair(encode(text), prefer=kind)
        if repaired.text != text:
            wrong.append((text, repaired.text))
    assert wrong == []


@pytest.mark.parametrize(
    ("old", "text"),
    [
        ("Tr\xadêng MÇm non x· §ång V\xad¬ng", "Trường Mầm non xã Đồng Vương"),
        ("TR\xadêNG TIÓU HäC", "TRƯỜNG TIỂU HỌC"),
        ("tr-êng häc", "trường học"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
    ],
)
def test_known_examples(old, text):
    assert legacy.repair(old).text == text


@pytest.mark.skipif(shutil.which("iconv") is None, reason="iconv is glibc's")
def test_tcvn3_letters_are_those_of_iconv():
    for old, new in legacy._TCVN3.items():
        done = subprocess.run(
            ["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"], input=old.encode("latin-1"), capture_output=True, check=False
        )
        if done.returncode:
            pytest.skip("this iconv does not know TCVN 5712")
        assert done.stdout.decode() == new
