"""Photos come out upright, in three sizes, with their pixels and nothing else; what is no photo is refused."""

import io
import time

import pytest
from PIL import Image

from catalog.attachments.images import LONGEST_SIDES, read_photo
from catalog.attachments.refusals import RefusedFile
from tests.attachments import build


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


KINDS = {
    "jpeg": build.photo(),
    "png": build.photo(kind="PNG"),
    "webp": build.photo(kind="WEBP"),
    "heic": build.heic(),
    "progressive": build.encoded(build.picture(), progressive=True),
    "grey": build.encoded(build.picture().convert("L")),
    "cmyk": build.encoded(build.picture().convert("CMYK")),
    "palette": build.encoded(build.picture().convert("P"), "PNG"),
    "bits": build.encoded(build.picture().convert("1"), "PNG"),
    "transparent": build.encoded(build.picture().convert("RGBA"), "PNG"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_photos_of_all_kinds_become_jpeg(kind: str) -> None:
    made = read_photo(KINDS[kind])
    assert {width: (opened(file).format, opened(file).size) for width, file in made.files.items()} == {
        64: ("JPEG", (64, 48))
    }


def test_a_large_photo_comes_in_three_sizes() -> None:
    made = read_photo(build.photo(4000, 3000))
    assert {width: opened(file).size for width, file in made.files.items()} == {
        480: (480, 360),
        960: (960, 720),
        1920: (1920, 1440),
    }
    assert (made.width, made.height) == (1920, 1440)


def test_an_upright_photo_is_bounded_by_its_height() -> None:
    assert sorted(read_photo(build.photo(3000, 4000)).files) == [side * 3 // 4 for side in LONGEST_SIDES]


def test_nothing_is_made_larger() -> None:
    assert {width: opened(file).size for width, file in read_photo(build.photo(700, 300)).files.items()} == {
        480: (480, 206),
        700: (700, 300),
    }


def test_nothing_but_pixels_comes_out() -> None:
    data = build.telling_photo()
    told = opened(data)
    assert {"exif", "icc_profile", "xmp", "comment"} <= set(told.info)
    for file in read_photo(data).files.values():
        image = opened(file)
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
        assert dict(image.getexif()) == {}
        hidden = (build.SECRET.encode(), b"secret place", b"Exif", b"ICC_PROFILE", b"adobe")
        assert [text for text in hidden if text in file] == []
        markers = {marker for marker, _data in image.applist}
        assert markers == {"APP0"}


@pytest.mark.parametrize(("orientation", "corner"), [(1, (2, 2)), (3, (61, 45)), (6, (45, 2)), (8, (2, 61))])
def test_a_photo_is_turned_upright(orientation: int, corner: tuple[int, int]) -> None:
    made = read_photo(build.telling_photo(orientation))
    red, green, _blue = opened(made.files[made.width]).getpixel(corner)
    assert green > 90 > red


def test_what_is_transparent_becomes_white() -> None:
    clear = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    made = read_photo(build.encoded(clear, "PNG"))
    assert opened(made.files[20]).getpixel((10, 10)) == (255, 255, 255)


def test_a_profile_that_is_none_is_ignored() -> None:
    data = build.encoded(build.picture(), icc_profile=b"no profile")
    assert read_photo(data).width == 64


HOSTILE = {
    "empty": (b"", "empty"),
    "text": (b"not a photo at all", "not_a_photo"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "not_a_photo"),
    "program": (b"MZ\x90\x00" + bytes(500), "not_a_photo"),
    "gif with a script": (b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)", "not_a_photo"),
    "real gif": (build.photo(kind="GIF"), "not_a_photo"),
    "pdf": (build.pdf(), "not_a_photo"),
    "cut short": (build.photo(600, 400)[:3000], "broken_photo"),
    "heic of nothing": (build.heic()[:40] + bytes(2000), "broken_photo"),
    "bomb": (build.png_of_size(30_000, 30_000), "too_many_pixels"),
    "just too large": (build.png_of_size(8_001, 5_000), "too_many_pixels"),
    "too long": (build.photo() + bytes(15 * 2**20), "photo_too_big"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_photo_is_refused_quickly(what: str) -> None:
    data, code = HOSTILE[what]
    begun = time.monotonic()
    with pytest.raises(RefusedFile) as refused:
        read_photo(data)
    assert refused.value.code in (code, "not_a_photo" if "heic" in what else code)
    assert time.monotonic() - begun < 5


def test_a_script_behind_a_photo_does_not_come_out() -> None:
    made = read_photo(build.photo() + b"<script>alert(1)</script>")
    assert [file for file in made.files.values() if b"script" in file] == []
