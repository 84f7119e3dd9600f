"""The files of a report by their format."""

import re
from collections.abc import Callable

from catalog.errors import NotFound
from catalog.exchange.documents import MIME_TYPES
from catalog.i18n import LANGUAGES, Bilingual
from catalog.reports import docx, xlsx
from catalog.reports.report import Report

WRITERS: dict[str, Callable[[Report, str], bytes]] = {"xlsx": xlsx.write, "docx": docx.write}
STEM = Bilingual("bao-cao-dot-van-dong", "report-of-the-call")


def render(report: Report, format: str, language: str) -> bytes:  # noqa: A002 - as in addresses
    """The file in a language, "vi" or "en"; raises NotFound for a format or language that there is not."""
    if format not in WRITERS or language not in LANGUAGES:
        raise NotFound
    return WRITERS[format](report, language)


def mime_type(format: str) -> str:  # noqa: A002
    """How browsers call a format."""
    return MIME_TYPES[format]


def filename(report: Report, format: str, language: str) -> str:  # noqa: A002
    """Name to save it under: bao-cao-dot-van-dong-2023.docx."""
    key = re.sub(r"[^A-Za-z0-9]+", "-", report.round.key).strip("-")
    return f"{STEM.in_(language)}-{key}.{format}"
