"""Archives of other people: limits checked before anything of them is parsed (security.md, fact 11)."""

import io
import zipfile

MAX_UNZIPPED = 64 * 2**20
MAX_MEMBERS = 2_000
_CHUNK = 2**20


class BadArchive(Exception):
    """An archive that must not be parsed; `code` says why: "too_big", "password" or "dangerous"."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The zip archive of an office file. Raises BadArchive, and zipfile's own errors where it is broken."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    members = archive.infolist()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNZIPPED:
        raise BadArchive("too_big")
    if any(member.flag_bits & 1 for member in members):
        raise BadArchive("password")
    for member in members:
        if member.filename.endswith((".xml", ".rels")):
            _check_xml(archive, member)
    return archive


def _check_xml(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Sizes in the directory of an archive can lie: count what really comes out, and refuse document types."""
    with archive.open(member) as stream:
        head = stream.read(4096)
        if b"<!DOCTYPE" in head.upper() or b"\x00" in head:
            raise BadArchive("dangerous")
        size = stream.tell()
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > MAX_UNZIPPED:
                raise BadArchive("too_big")
