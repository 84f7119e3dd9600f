"""The donor dossier as PDF: cover, contents, how aid is approved, and the pages of each project."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from catalog.editions.models import Entry
from catalog.exchange.writing import dossier
from catalog.exchange.writing.listing import Listing
from catalog.exchange.writing.locator import locator, qr_code
from catalog.exchange.writing.typesetting import typeset


def write(listing: Listing, languages: Sequence[str]) -> bytes:
    """The file; in both languages the Vietnamese dossier comes first, and each is complete.

    A photo that was taken down is left out. It is set in a font that Typst brings, so that it is the same everywhere.
    """
    return _file(listing, languages, dossier.title(listing, languages))


def write_project(listing: Listing, languages: Sequence[str]) -> bytes:
    """The pages of the only entry of a list, and how aid is approved, without cover and contents."""
    title = " / ".join(listing.entries[0].words("title").in_(language) for language in languages)
    return _file(listing, languages, title, alone=True)


def _file(listing: Listing, languages: Sequence[str], title: str, alone: bool = False) -> bytes:
    parts = [_part(listing, language) for language in languages]
    files = dict(_drawings(listing, parts))
    for part in parts:
        for project in part["projects"]:
            project["photos"] = [
                photo | {"file": name} for photo in project["photos"] if (name := _name(photo["file"])) in files
            ]
    return typeset("dossier.typ", {"title": title, "parts": parts, "alone": alone}, listing.released_at, files)


def _part(listing: Listing, language: str) -> dict[str, Any]:
    """The dossier in one language, with the words that stand in every project's page."""
    words = {
        "contents": dossier.CONTENTS,
        "about": dossier.ABOUT,
        "approval": dossier.APPROVAL,
        "facts": dossier.FACTS,
        "photos": dossier.PHOTOS,
        "budget": dossier.BUDGET,
        "live": dossier.LIVE_PAGE,
        "asked": dossier.SUMS[0][1],
    }
    return {
        "language": language,
        "words": {key: text.in_(language) for key, text in words.items()},
        "headings": [column.heading.in_(language) for column in dossier.BUDGET_CELLS],
        "rate": dossier.rate(listing, language),
        "front": asdict(dossier.front(listing, language)),
        "sectors": [
            {"name": sector.name.in_(language), "codes": [entry.code for entry in sector.entries]}
            for sector in listing.sectors
        ],
        "projects": [_project(listing, entry, language) for entry in listing.entries],
    }


def _project(listing: Listing, entry: Entry, language: str) -> dict[str, Any]:
    project = dossier.project(listing, entry, language)
    address = project.address
    return asdict(project) | {
        "plate": entry.category_key if dossier.plate(entry.category_key) else "",
        "qr": f"qr-{language}-{entry.code}" if address else "",
        "qr_alternative": dossier.CODE_OF_PAGE.in_(language).format(address=address),
    }


def _drawings(listing: Listing, parts: Sequence[dict[str, Any]]) -> Iterator[tuple[str, bytes]]:
    """Every picture of the file by its name, each once: photos that are gone are not there."""
    projects = [project for part in parts for project in part["projects"]]
    for name in {photo["file"] for project in projects for photo in project["photos"]}:
        try:
            yield _name(name), dossier.photo_file(name)
        except FileNotFoundError:
            continue
    for key in {entry.category_key for entry in listing.entries}:
        if plate := dossier.plate(key):
            yield f"plate-{key}.svg", plate
    for area in {project["area"] for project in projects} - {""}:
        yield f"map-{area}.svg", locator(listing.drawing, area)
    for project in projects:
        if project["qr"]:
            yield f"{project['qr']}.svg", qr_code(project["address"])


def _name(file: str) -> str:
    """The name of a photo in the folder that the template reads; a hash is longer than a word may be."""
    return f"{file[:32]}.jpg"
