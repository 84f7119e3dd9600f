"""The donor dossier in Word, to be worked on: cover, contents, how aid is approved, and the pages of each project."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, count

from catalog.exchange.writing import dossier
from catalog.exchange.writing.docx import Writer, sections
from catalog.exchange.writing.docx_package import HEADER, Pictures, package
from catalog.exchange.writing.docx_pictures import Image, fitting, picture
from catalog.exchange.writing.docx_styles import PORTRAIT_WIDTH, Style, section
from catalog.exchange.writing.dossier import Picture, Project
from catalog.exchange.writing.listing import Listing
from catalog.exchange.writing.locator import locator, qr_code
from catalog.exchange.writing.typesetting import drawn
from catalog.exchange.writing.wordml import (
    KEEP_NEXT,
    NEW_PAGE,
    NO_TEXT,
    Cell,
    Text,
    Xml,
    joined,
    link,
    page_of,
    place,
    row,
    table,
)
from catalog.units.sketch import VIEW

GREEN, HOT, GOLD, GREY, MIST, WHITE = "0F5C4D", "B8431A", "F0BD55", "55625D", "EEF4F0", "FFFFFF"
STYLES = (
    Style("CoverRound", size=13, bold=True, align="left", before=70, indent=10, colour=GOLD),
    Style("CoverTitle", size=38, bold=True, align="left", before=12, indent=10, outline=0, colour=WHITE),
    Style("CoverText", size=16, align="left", before=8, indent=10, colour=WHITE),
    Style("CoverFigure", size=24, bold=True, align="left", before=20, indent=10, colour=WHITE),
    Style("CoverSmall", size=11, align="left", before=2, indent=10, colour=WHITE),
    Style("CoverOffice", size=14, bold=True, align="left", before=60, indent=10, colour=WHITE),
    Style("CoverEdition", size=11, align="left", before=8, after=12, indent=10, colour=GOLD),
    Style("Chapter", size=20, bold=True, align="left", after=8, keep_next=True, outline=0, colour=GREEN),
    Style("Group", size=11, bold=True, align="left", before=12, after=4, keep_next=True, colour=HOT),
    Style("Kicker", size=10, bold=True, align="left", keep_next=True, colour=HOT),
    Style("Project", size=20, bold=True, align="left", after=4, keep_next=True, outline=1, colour=GREEN),
    Style("Lead", size=12.5, italic=True, align="left", after=8),
    Style("Heading", size=13, bold=True, align="left", before=10, after=2, keep_next=True, outline=2, colour=GREEN),
    Style("Words", size=11.5, align="left", after=4),
    Style("Point", size=11.5, align="left", after=2, indent=5, first_line=-5),
    Style("Shown", size=10, align="left"),
    Style("Map", size=10, align="left", before=10, keep_next=True),
    Style("Quiet", size=9.5, align="left", before=2, colour=GREY),
    Style("Asked", size=22, bold=True, align="left", before=2, after=2, colour=HOT),
    Style("FactHeading", size=10, bold=True, align="left", colour=GREEN),
    Style("FactHeadingRight", size=10, bold=True, align="right", colour=GREEN),
    Style("FactName", size=10.5, align="left", colour=GREY),
    Style("Fact", size=10.5, align="left"),
    Style("FactAmount", size=10.5, align="right"),
    Style("FactSum", size=10.5, bold=True, align="right", keep_next=True),
    Style("FactSumName", size=10.5, bold=True, align="left", keep_next=True),
)
# Millimetres.
PICTURE_WIDTH, PICTURE_HEIGHT = 102.0, 72.0
MAP_WIDTH, CODE_WIDTH = 52.0, 28.0
COVER_HEIGHT = 244.0
BESIDE = (107.0, PORTRAIT_WIDTH - 107.0)
BESIDE_CODE = (34.0, PORTRAIT_WIDTH - 34.0)
CONTENTS = (118.0, 32.0, 15.0)
TOPICS = (50.0, PORTRAIT_WIDTH - 50.0)
BUDGET = (49.0, 26.0, 25.0, 24.0, 25.0, 16.0)
PLATE_RATIO, MAP_RATIO = 1.5, VIEW[2] / VIEW[3]


def write(listing: Listing, languages: Sequence[str]) -> bytes:
    """The file; in both languages the Vietnamese dossier comes first, and each is complete.

    A photo that was taken down is left out.
    """
    file = _File(Pictures(dict(_pictures(listing, languages))))
    parts: list[tuple[Writer, Text, bool]] = [
        (part, Text(language), False) for language in languages for part in (_cover, file.pages)
    ]
    markup = chain(sections(listing, parts, HEADER), [section(HEADER)])
    return package(markup, dossier.title(listing, languages), listing.released_at, file.pictures, STYLES)


def _cover(listing: Listing, text: Text) -> Iterator[Xml]:
    """A green page with what the dossier is."""
    front = dossier.front(listing, text.language)
    name, *reach = front.issuer
    lines = (
        ("CoverRound", front.round),
        ("CoverTitle", front.title),
        ("CoverText", front.subtitle),
        ("CoverText", front.slogan),
        *((style, words) for figure in front.figures for style, words in zip(FIGURE, figure, strict=True)),
        ("CoverOffice", name),
        *(("CoverSmall", line) for line in reach),
        ("CoverEdition", front.edition),
    )
    cell = Cell(joined(text.lines(style, words) for style, words in lines if words), fill=GREEN)
    yield from table((PORTRAIT_WIDTH,), [row([cell], (PORTRAIT_WIDTH,), height=COVER_HEIGHT)], bordered=False)


FIGURE = ("CoverFigure", "CoverSmall")


def _contents(listing: Listing, text: Text) -> Iterator[Xml]:
    """The projects under their sectors, each with what it asks for and its page."""
    yield text.paragraph("Chapter", dossier.CONTENTS.in_(text.language))
    for sector in listing.sectors:
        name = sector.name.in_(text.language)
        yield text.paragraph("Group", name.upper())
        rows = (_content(dossier.project(listing, entry, text.language), text) for entry in sector.entries)
        yield from table(CONTENTS, rows, name=name, style="Lines")


def _content(said: Project, text: Text) -> Xml:
    anchor = _anchor(said.code, text.language)
    title = text.runs("Fact", link(text.run(said.title, bold=True), anchor))
    cells = (
        Cell(joined((title, text.paragraph("Quiet", said.kicker)))),
        Cell(text.paragraph("FactAmount", said.asked[0])),
        Cell(text.runs("FactAmount", page_of(anchor))),
    )
    return row(cells, CONTENTS)


def _approval(front: dossier.Front, text: Text) -> Iterator[Xml]:
    """How aid is approved, and what a reader must know of the list."""
    yield text.paragraph("Chapter", dossier.APPROVAL.in_(text.language), NEW_PAGE)
    for number, (name, words) in enumerate(front.steps, start=1):
        yield text.paragraph("FactSumName", f"{number}. {name}")
        yield text.paragraph("Words", words)
    yield text.paragraph("Heading", dossier.ABOUT.in_(text.language))
    yield from _topics(front.about, dossier.ABOUT.in_(text.language), text)


def _topics(pairs: Sequence[tuple[str, str]], name: str, text: Text) -> Iterator[Xml]:
    rows = (
        row([Cell(text.paragraph("FactName", topic)), Cell(text.lines("Fact", words))], TOPICS)
        for topic, words in pairs
    )
    yield from table(TOPICS, rows, name=name, style="Lines")


def _budget(said: Project, rate: str, text: Text) -> Iterator[Xml]:
    """Every line with who pays, the sums, and the rate."""
    name = dossier.BUDGET.in_(text.language)
    yield text.paragraph("Heading", name)
    headings = (
        Cell(text.paragraph(style, column.heading.in_(text.language)), fill=MIST)
        for style, column in zip(HEADINGS, dossier.BUDGET_CELLS, strict=True)
    )
    lines = (
        row([Cell(text.paragraph(style, words)) for style, words in zip(LINE, line, strict=True)], BUDGET)
        for line in said.budget
    )
    sums = (
        row(
            [
                Cell(text.paragraph("FactSumName", part), span=4, fill=MIST),
                *(Cell(text.paragraph("FactSum", amount), fill=MIST) for amount in amounts),
            ],
            BUDGET,
        )
        for part, *amounts in said.sums
    )
    heading = row(list(headings), BUDGET, header=7)
    yield from table(BUDGET, chain([heading], lines, sums), name=f"{name}: {said.title}", style="Lines")
    yield text.paragraph("Quiet", rate)


LINE = ("Fact", "Fact", *["FactAmount"] * 4)
HEADINGS = ("FactHeading", "FactHeading", *["FactHeadingRight"] * 4)


class _File:
    """The pages of projects, with their pictures; what Word wants a number for is counted through the file."""

    def __init__(self, pictures: Pictures) -> None:
        self.pictures = pictures
        self.numbers = count(1)

    def pages(self, listing: Listing, text: Text) -> Iterator[Xml]:
        """Contents, how aid is approved, and every project on pages of its own."""
        yield from _contents(listing, text)
        yield from _approval(dossier.front(listing, text.language), text)
        rate = dossier.rate(listing, text.language)
        for entry in listing.entries:
            yield from self._project(dossier.project(listing, entry, text.language), entry.category_key, rate, text)

    def _project(self, said: Project, category: str, rate: str, text: Text) -> Iterator[Xml]:
        yield text.paragraph("Kicker", said.kicker, NEW_PAGE)
        yield place(text.paragraph("Project", said.title), _anchor(said.code, text.language), next(self.numbers))
        if said.summary:
            yield text.paragraph("Lead", said.summary)
        photos = [shown for photo in said.photos if (shown := self._photo(photo, text))]
        plate = [text.runs("Shown", self._image(_plate(category), PLATE_RATIO, PICTURE_WIDTH))]
        asked = [
            text.paragraph("FactName", dossier.SUMS[0][1].in_(text.language)),
            text.paragraph("Asked", said.asked[0]),
            *(text.paragraph("Shown", line) for line in (said.asked[1], *said.shares)),
        ]
        if map_ := self._image(_map(said.area), MAP_RATIO, MAP_WIDTH, said.on_map):
            asked += [text.runs("Map", map_), text.paragraph("Quiet", said.on_map)]
        yield from _beside(BESIDE, [photos[0] if photos else plate, asked], fills=("", MIST))
        facts = dossier.FACTS.in_(text.language)
        yield text.paragraph("Heading", facts)
        yield from _topics(said.facts, f"{facts}: {said.title}", text)
        for one in said.texts:
            yield text.paragraph("Heading", one.heading)
            look, mark = ("Point", "•\t") if one.is_list else ("Words", "")
            yield from (text.paragraph(look, f"{mark}{line}") for line in one.lines)
        if said.budget:
            yield from _budget(said, rate, text)
        if photos[1:]:
            yield text.paragraph("Heading", dossier.PHOTOS.in_(text.language))
            yield from (piece for shown in photos[1:] for piece in shown)
        yield from self._live_page(said, text)

    def _photo(self, photo: Picture, text: Text) -> list[Xml]:
        """A photo and the line under it; nothing where its file is gone."""
        image = self._image(_name(photo.file), photo.ratio, PICTURE_WIDTH, photo.alternative_text)
        caption = text.paragraph("Quiet", photo.caption)
        return [text.runs("Shown", image, properties=KEEP_NEXT), caption] if image else []

    def _live_page(self, said: Project, text: Text) -> Iterator[Xml]:
        """The code of the page beside its address."""
        language = text.language
        alternative = dossier.CODE_OF_PAGE.in_(language).format(address=said.address)
        if code := self._image(_code(said.code, language), 1, CODE_WIDTH, alternative):
            words = [
                text.paragraph("FactHeading", dossier.LIVE_PAGE.in_(language)),
                text.paragraph("Quiet", said.address),
            ]
            yield from _beside(BESIDE_CODE, [[text.runs("Map", code)], words])

    def _image(self, name: str, ratio: float, width: float, shown: str = "") -> Xml:
        """A picture as large as fits into its room; nothing where its file is gone."""
        if name not in self.pictures.relations:
            return NO_TEXT
        room = fitting(ratio, width, PICTURE_HEIGHT)
        return picture(Image(self.pictures.relations[name], *room, shown), next(self.numbers))


def _pictures(listing: Listing, languages: Sequence[str]) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Every picture of the file by its name, and how it is loaded."""
    for entry in listing.entries:
        said = dossier.project(listing, entry, languages[0])
        for photo in said.photos:
            yield _name(photo.file), partial(dossier.photo_file, photo.file)
        if plate := dossier.plate(entry.category_key):
            yield _plate(entry.category_key), partial(drawn, plate, PICTURE_WIDTH)
        if said.area:
            yield _map(said.area), partial(drawn, locator(listing.drawing, said.area), MAP_WIDTH)
        for language in languages if said.address else ():
            address = listing.page_of(entry, language)
            yield _code(entry.code, language), partial(qr_code, address, "png")


def _name(file: str) -> str:
    return f"{file}.jpg"


def _plate(category: str) -> str:
    return f"plate-{category}.png"


def _map(area: str) -> str:
    return f"map-{area}.png"


def _code(code: str, language: str) -> str:
    return f"code-{_anchor(code, language)}.png"


def _anchor(code: str, language: str) -> str:
    return f"{language}_{re.sub(r'[^A-Za-z0-9]', '_', code)}"


def _beside(widths: Sequence[float], cells: Sequence[list[Xml]], fills: Sequence[str] = ("", "")) -> Iterator[Xml]:
    """Two groups of paragraphs side by side."""
    empty = Xml('<w:p><w:pPr><w:pStyle w:val="Shown"/></w:pPr></w:p>')
    row_ = row([Cell(joined(each) or empty, fill=fill) for each, fill in zip(cells, fills, strict=True)], widths)
    yield from table(widths, [row_], style="Room")
