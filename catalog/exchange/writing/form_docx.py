"""The official form as a Word file."""

from collections.abc import Iterator
from datetime import datetime

from catalog.exchange.writing.docx_letter import HALF_A_LETTER, HALVES, ROOM, WATCHWORD_LENGTH
from catalog.exchange.writing.docx_package import HEADER, package
from catalog.exchange.writing.docx_styles import PORTRAIT_WIDTH, section
from catalog.exchange.writing.form import COLUMNS, RECIPIENTS, SIGNER, SIGNER_GUIDE, Form, Item
from catalog.exchange.writing.letterhead import Letterhead
from catalog.exchange.writing.wordml import KEEP_NEXT, Cell, Text, Xml, joined, row, rule, table

HEADING = (66, PORTRAIT_WIDTH - 66)
WIDTHS = [column.width for column in COLUMNS]
CELL_STYLES = {"left": "FormText", "center": "FormCentre", "right": "FormNumber"}
BUDGET = "Dự toán chi tiết"


def write(form: Form, moment: datetime) -> bytes:
    """The file; its parts bear the given time."""
    return package(_body(form, Text("vi")), " ".join(form.title), moment)


def _body(form: Form, text: Text) -> Iterator[str]:
    yield from _heading(form.head, text)
    if form.mark:
        yield text.paragraph("Mark", form.mark)
    first, *others = form.title
    yield text.paragraph("Kind", first)
    yield from (text.paragraph("Subject", line) for line in (*others, form.subject))
    yield rule(PORTRAIT_WIDTH, 34)
    yield text.paragraph("Guide", form.code)
    if form.addressee:
        yield text.paragraph("Addressee", form.addressee)
    for item in form.before_table:
        yield from _item(item, text)
    yield from _budget(form, text)
    for item in form.after_table:
        yield from _item(item, text)
    # No signature stands on a page of its own.
    yield text.paragraph("Body", form.closing, KEEP_NEXT)
    yield text.paragraph("Body", properties=KEEP_NEXT)
    yield from _signature(form, text)
    yield section(HEADER)


def _heading(head: Letterhead, text: Text) -> Iterator[Xml]:
    left, right = HEADING
    longest = max(map(len, head.organ))
    organs = [
        *(text.paragraph("Organ", line) for line in head.parent),
        *(text.paragraph("OrganName", line) for line in head.organ),
        rule(left, min(HALF_A_LETTER * longest, left)),
    ]
    state = [text.paragraph("OrganName", head.state), text.paragraph("Motto", head.watchword)]
    state.append(rule(right, WATCHWORD_LENGTH))
    rows = (
        row([Cell(joined(organs)), Cell(joined(state))], HEADING),
        row(
            [Cell(text.paragraph("Number", head.number)), Cell(text.paragraph("PlaceAndDate", head.place_and_date))],
            HEADING,
        ),
    )
    return table(HEADING, rows, bordered=False)


def _item(item: Item, text: Text) -> Iterator[Xml]:
    """The heading with the first line of what it says, then every further line as a paragraph."""
    first, *others = item.text.split("\n")
    told = (text.run(first),) if first else ()
    yield text.runs("Body", text.run(item.heading, bold=True), *told, properties=KEEP_NEXT if item.details else Xml(""))
    yield from (text.paragraph("Body", line) for line in others)
    for label, words in item.details:
        first, *others = words.split("\n")
        yield text.runs("Body", text.run(label), *((text.run(first),) if first else ()))
        yield from (text.paragraph("Body", line) for line in others)


def _budget(form: Form, text: Text) -> Iterator[Xml]:
    headings = [Cell(text.paragraph("FormHeading", column.heading), middle=True) for column in COLUMNS]
    lines = (
        row(
            [
                Cell(text.lines(CELL_STYLES[column.align], cell), middle=column.align != "left")
                for column, cell in zip(COLUMNS, cells, strict=True)
            ],
            WIDTHS,
        )
        for cells in form.rows
    )
    sums = (
        row(
            [
                Cell(text.paragraph("FormTotal", label), span=5),
                Cell(text.paragraph("FormTotal", amount)),
                Cell(text.paragraph("FormTotal")),
            ],
            WIDTHS,
        )
        for label, amount in form.sums
    )
    return table(WIDTHS, (row(headings, WIDTHS, header=9), *lines, *sums), name=BUDGET)


def _signature(form: Form, text: Text) -> Iterator[Xml]:
    """Who receives it, and room for who signs."""
    left = [text.paragraph("RecipientsTitle", RECIPIENTS), text.lines("Recipients", "\n".join(form.recipients))]
    right = [text.paragraph("Signer", SIGNER), text.paragraph("SignerGuide", SIGNER_GUIDE), text.lines("Signer", ROOM)]
    return table(HALVES, [row([Cell(joined(left)), Cell(joined(right))], HALVES)], bordered=False)
