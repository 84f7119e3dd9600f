"""The document that a list is attached to, in Word: heading block, legal bases, body, signature, recipients."""

from collections.abc import Iterator

from catalog.exchange.writing.docx_styles import PORTRAIT_WIDTH
from catalog.exchange.writing.letter import Letter
from catalog.exchange.writing.letter import letter as content
from catalog.exchange.writing.listing import Listing
from catalog.exchange.writing.wordml import KEEP_NEXT, Cell, Text, Xml, joined, row, rule, table

# Columns of the heading block: the organs, then the motto or what stands in its place.
HEADING = {"vi": (66, PORTRAIT_WIDTH - 66), "en": (112, PORTRAIT_WIDTH - 112)}
HALVES = (PORTRAIT_WIDTH / 2, PORTRAIT_WIDTH / 2)
WATCHWORD_LENGTH = 61  # millimetres, for the line under it that is as long
HALF_A_LETTER = 1.3  # millimetres: the line under the name of the organ is a third to a half as long
ROOM = "\n" * 5  # for signature and stamp


def letter(listing: Listing, text: Text) -> Iterator[Xml]:
    """The document of a list, without its appendices."""
    yield from written(content(listing, text.language), text)


def written(said: Letter, text: Text) -> Iterator[Xml]:
    """A document in Word."""
    yield from heading(said, text)
    yield text.paragraph("Kind", said.kind)
    yield from (text.paragraph("Subject", line) for line in said.subject)
    yield rule(PORTRAIT_WIDTH, 34)
    yield from (text.paragraph("Basis", basis) for basis in said.bases)
    yield text.paragraph("Body", said.introduction)
    for title, paragraphs in said.parts:
        yield text.paragraph("Part", title)
        yield from (text.paragraph("Body", words) for words in paragraphs)
    if said.closing:
        yield text.paragraph("Body", said.closing, KEEP_NEXT)
    # No signature stands on a page of its own.
    yield text.paragraph("Body", properties=KEEP_NEXT)
    yield from _signature(said, text)


def heading(said: Letter, text: Text) -> Iterator[Xml]:
    """Who issues it on the left; the name of the State on the right, which a translation does not carry."""
    widths = left, right = HEADING[text.language]
    organs = [
        text.paragraph("Organ", said.parent),
        text.paragraph("OrganName", said.organ),
        rule(left, min(HALF_A_LETTER * len(said.organ), left)),
    ]
    if said.state:
        name, watchword = said.state
        state = [text.paragraph("OrganName", name), text.paragraph("Motto", watchword), rule(right, WATCHWORD_LENGTH)]
    else:
        state = [text.paragraph("Guide", said.mark)]
    number, day = text.paragraph("Number", said.number), text.paragraph("PlaceAndDate", said.place_and_date)
    rows = (
        row([Cell(joined(organs)), Cell(joined(state))], widths),
        row([Cell(number), Cell(day)], widths),
    )
    return table(widths, rows, bordered=False)


def _signature(said: Letter, text: Text) -> Iterator[Xml]:
    """Who receives it, and who signs, with room to do so."""
    left = [
        text.paragraph("RecipientsTitle", said.recipients_title),
        text.lines("Recipients", "\n".join(said.recipients)),
    ]
    signers = text.lines("Signer", "\n".join(said.signers) + ROOM + said.signer_name)
    return table(HALVES, [row([Cell(joined(left)), Cell(signers)], HALVES)], bordered=False)
