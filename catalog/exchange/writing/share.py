"""The picture that other sites show beside a link to the catalogue: of one project, or of a whole edition."""

import io
from dataclasses import asdict, dataclass

from catalog.editions.models import Entry
from catalog.exchange.writing import dossier
from catalog.exchange.writing.listing import Listing
from catalog.exchange.writing.typesetting import draw
from catalog.i18n import Bilingual, format_number, format_usd

# Pixels: what the sites that show such pictures ask for.
WIDTH, HEIGHT = 1200, 630
MEDIA_TYPE = "image/jpeg"
QUALITY = 88
PICTURE = "picture"
# What stands where there is no picture.
HILLS = dossier.PLATES.parent / "hills.svg"

CALL = Bilingual(
    "Dự án, khoản viện trợ cho trẻ em đang tìm nhà tài trợ", "Projects for children that look for a partner"
)
NEEDED = Bilingual("còn cần", "still needed")
CHILD, CHILDREN = Bilingual("trẻ em", "child"), Bilingual("trẻ em", "children")
PROJECT, PROJECTS = Bilingual("dự án", "project"), Bilingual("dự án", "projects")


@dataclass(frozen=True)
class Card:
    """What the picture says; facts are numbers with what they count, the first of them the largest."""

    language: str
    kicker: str
    title: str
    facts: tuple[tuple[str, str], ...]
    issuer: str
    picture: str = ""


def project(listing: Listing, entry: Entry, language: str) -> bytes:
    """A project with its amount, its children and its place, beside its photo or the drawing of its type, as JPEG."""
    file, picture = _picture(entry)
    data = entry.data
    place = entry.words("location").in_(language) or data["unit"][language]
    asked = NEEDED if not entry.closed_at else dossier.SUMS[0][1]
    facts = [(format_usd(data["aid_usd"], language), asked.in_(language))]
    if children := data["beneficiaries"].get("children"):
        facts.append(_counted(children, CHILD, CHILDREN, language))
    card = Card(
        language=language,
        kicker=f"{data['category'][language]} · {place}",
        title=entry.words("title").in_(language),
        facts=tuple(facts),
        issuer=listing.issuer("name").in_(language),
        picture=file,
    )
    return picture_of(card, {file: picture} if file else {})


def edition(listing: Listing, language: str) -> bytes:
    """The open projects of an edition, in figures, as JPEG."""
    entries = [entry for entry in listing.entries if not entry.closed_at]
    still_open = Listing(listing.edition, entries)
    facts = (
        (format_usd(still_open.sum("aid_usd"), language), NEEDED.in_(language)),
        _counted(len(entries), PROJECT, PROJECTS, language),
        _counted(still_open.sum("children"), CHILD, CHILDREN, language),
    )
    name, kicker = listing.issuer("name").in_(language), listing.round("name").in_(language)
    return picture_of(Card(language, kicker, CALL.in_(language), facts, name), {})


def picture_of(card: Card, files: dict[str, bytes]) -> bytes:
    """A card drawn, as JPEG; `files` holds the picture that it names."""
    from PIL import Image

    hills = {} if card.picture else {HILLS.name: HILLS.read_bytes()}
    drawn = Image.open(io.BytesIO(draw("share.typ", asdict(card), files | hills))).convert("RGB")
    buffer = io.BytesIO()
    drawn.save(buffer, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return buffer.getvalue()


def _counted(number: int | str, one: Bilingual, many: Bilingual, language: str) -> tuple[str, str]:
    shown = number if isinstance(number, str) else format_number(number, language)
    return shown, (one if number == 1 else many).in_(language)


def _picture(entry: Entry) -> tuple[str, bytes]:
    """Name and content of the photo of an entry, else of the drawing of its type; no name where there is neither."""
    for photo in entry.photos[:1]:
        try:
            return f"{PICTURE}.jpg", dossier.photo_file(dossier.file_of(photo))
        except FileNotFoundError:
            break
    plate = dossier.plate(entry.category_key)
    return (f"{PICTURE}.svg", plate) if plate else ("", b"")
