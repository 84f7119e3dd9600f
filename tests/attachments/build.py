"""Files for tests: photos with everything a telephone writes into them, documents, and files that pretend."""

import io
import struct
import zipfile
import zlib
from functools import cache

import docx
import openpyxl
import pillow_heif
from PIL import Image, ImageCms, ImageDraw, TiffImagePlugin

SECRET = "Em Nguyễn Văn An"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>secret place</x:xmpmeta>"
ORIENTATION, GPS = 0x0112, 0x8825


def picture(width: int = 64, height: int = 48, mode: str = "RGB") -> Image.Image:
    """A red picture with a green left upper corner."""
    made = Image.new(mode, (width, height), "red")
    ImageDraw.Draw(made).rectangle((0, 0, width // 4, height // 4), fill="green")
    return made


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """A picture as a file."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def photo(width: int = 64, height: int = 48, kind: str = "JPEG") -> bytes:
    """A plain photo."""
    return encoded(picture(width, height), kind)


def telling_photo(orientation: int = 1) -> bytes:
    """A JPEG that tells where and by whom it was taken, in every way that a JPEG can."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010E] = SECRET
    exif[GPS] = {1: "N", 2: tuple(map(TiffImagePlugin.IFDRational, (21, 20, 3))), 3: "E"}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return encoded(picture(), exif=exif, xmp=XMP, comment=SECRET.encode(), icc_profile=profile)


@cache
def heic(width: int = 64, height: int = 48) -> bytes:
    """A photo as new telephones save it."""
    file = io.BytesIO()
    pillow_heif.from_pillow(picture(width, height)).save(file)
    return file.getvalue()


def png_of_size(width: int, height: int) -> bytes:
    """A small PNG that unfolds to a huge picture: rows of nothing, truly there."""
    line = b"\x00" + bytes((width + 7) // 8)
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in ((b"IHDR", head), (b"IDAT", body), (b"IEND", b"")))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pdf(extra: bytes = b"") -> bytes:
    """A PDF of one empty page, its table of objects where its end says; `extra` stands in the catalogue."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + extra + b">>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
    ]
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + b"xref\n0 4\n0000000000 65535 f \n" + table + end


@cache
def docx_file() -> bytes:
    """A Word document."""
    made, file = docx.Document(), io.BytesIO()
    made.add_paragraph("Biên bản")
    made.save(file)
    return file.getvalue()


@cache
def xlsx_file() -> bytes:
    """An Excel workbook."""
    made, file = openpyxl.Workbook(), io.BytesIO()
    made.save(file)
    return file.getvalue()


def repacked(data: bytes, **members: bytes) -> bytes:
    """An archive with members added or replaced; in their names "__" stands for "/", "_dot_" for a dot."""
    file = io.BytesIO()
    given = {name.replace("__", "/").replace("_dot_", "."): content for name, content in members.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            if member.filename not in given:
                new.writestr(member.filename, old.read(member))
        for name, content in given.items():
            new.writestr(name, content)
    return file.getvalue()
