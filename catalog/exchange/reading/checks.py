"""What does not fit together: sums, groups of children, text against figures, doubles, details of a child."""

from collections.abc import Iterator, Sequence

from catalog.exchange.reading.amounts import Amounts, amount_text
from catalog.exchange.reading.columns import Header
from catalog.exchange.reading.counts import counts_in_text, parse_count
from catalog.exchange.reading.names import FIELD_NAMES, MONEY_FIELDS
from catalog.exchange.reading.preview import PreviewRow
from catalog.exchange.reading.rows import Line
from catalog.exchange.reading.text_amounts import amounts_in
from catalog.i18n import Bilingual, format_number
from catalog.proposals import safeguarding
from catalog.text import fold

SUBGROUPS = ("girls", "boys", "ethnic_minority", "with_disability", "poor_or_near_poor")
FREE_TEXTS = ("title", "beneficiaries", "need", "objective", "activities", "results", "summary", "readiness", "notes")
# Stated sums are often rounded to the last digit shown.
TOLERANCE_VND = 1_000

Pair = tuple[Line, PreviewRow]


def check(pairs: Sequence[Pair], header: Header, amounts: Amounts) -> None:
    """Add to every row what is wrong with it and, to rows of sums, where they are not the sum."""
    check_projects([row for line, row in pairs if line.kind == "project"])
    for (line, row), spans in _stated_sums(pairs):
        _sums(line, row, spans, header, amounts)


def check_projects(projects: list[PreviewRow]) -> None:
    """Add to the rows of projects what is wrong with each of them, and which are there twice."""
    for row in projects:
        _groups(row)
        _text_against_figures(row)
        _text_against_amounts(row)
        _personal_details(row)
    _doubles(projects)


def _groups(row: PreviewRow) -> None:
    if row.children is None:
        return
    for group in SUBGROUPS:
        number = getattr(row, group)
        if number is not None and number > row.children:
            row.say("subgroup_exceeds", group, group=FIELD_NAMES[group], number=_n(number), children=_n(row.children))
    if row.girls is not None and row.boys is not None and row.girls + row.boys != row.children:
        row.say("girls_boys_differ", "girls", sum=_n(row.girls + row.boys), children=_n(row.children))


def _n(number: int) -> Bilingual:
    return Bilingual(format_number(number, "vi"), format_number(number, "en"))


def _text_against_figures(row: PreviewRow) -> None:
    """The texts speak of children, but never of as many as the column."""
    if row.children is None:
        return
    known = {row.children, *(getattr(row, group) for group in SUBGROUPS)}
    said = [number for text in (row.title, row.objective, row.activities) for number in counts_in_text(text)]
    if said and not known & set(said):
        row.say("children_differ", "children", column=_n(row.children), text=_n(max(said)))


def _text_against_amounts(row: PreviewRow) -> None:
    """A text names a sum that is none of the amounts, or an amount above the total."""
    known = [amount for amount in (row.total_vnd, row.aid_vnd, row.counterpart_vnd) if amount]
    if not known:
        return
    for field in ("summary", "need", "objective", "activities", "results"):
        for said in amounts_in(getattr(row, field)):
            fits = any(abs(said.vnd - amount) <= TOLERANCE_VND for amount in known)
            if (said.is_total and not fits) or said.vnd > max(known) + TOLERANCE_VND:
                row.say("amount_in_text", field, raw=said.raw, amount=amount_text(max(known)))


def _personal_details(row: PreviewRow) -> None:
    for field in FREE_TEXTS:
        for hit in safeguarding.scan(getattr(row, field)):
            row.say("personal_details", field, kind=safeguarding.KINDS[hit.kind], excerpt=hit.excerpt)
    for hit in safeguarding.scan(row.contact):
        row.say("contact_details", "contact", kind=safeguarding.KINDS[hit.kind], excerpt=hit.excerpt)


def _doubles(projects: list[PreviewRow]) -> None:
    seen: dict[tuple[str, str], int] = {}
    for row in projects:
        key = fold(row.title), fold(row.location)
        if row.title and key in seen:
            row.say("duplicate", "title", row=seen[key])
        seen.setdefault(key, row.row)


def _stated_sums(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, list[list[PreviewRow]]]]:
    """Each row that states a sum, with the groups of projects that it may be the sum of."""
    everything = [row for line, row in pairs if line.kind == "project"]
    for position, (line, row) in enumerate(pairs):
        if line.kind == "section":
            yield (line, row), [list(_below(pairs, position))]
        elif line.kind in ("total", "subtotal"):
            above = [list(_above(pairs, position, level)) for level in range(_depth(pairs, position), -1, -1)]
            yield (line, row), [everything, *above] if line.kind == "total" else [*above, everything]


def _below(pairs: Sequence[Pair], position: int) -> Iterator[PreviewRow]:
    """Projects of the section that starts here."""
    level = pairs[position][0].level
    for line, row in pairs[position + 1 :]:
        if line.kind == "section" and line.level <= level:
            return
        if line.kind == "project":
            yield row


def _depth(pairs: Sequence[Pair], position: int) -> int:
    """Level of the section that a row stands in."""
    return next((line.level for line, _ in reversed(pairs[:position]) if line.kind == "section"), 0)


def _above(pairs: Sequence[Pair], position: int, level: int) -> Iterator[PreviewRow]:
    """Projects between a sum and the start of its section of that level, or the sum before it."""
    for line, row in reversed(pairs[:position]):
        if (line.kind == "section" and line.level <= level) or line.kind == "total":
            return
        if line.kind == "subtotal" and level == _depth(pairs, position):
            return
        if line.kind == "project":
            yield row


def _sums(line: Line, row: PreviewRow, spans: list[list[PreviewRow]], header: Header, amounts: Amounts) -> None:
    """Compare every stated figure with the sums it may be; the first group is what a message speaks of."""
    for field in (*MONEY_FIELDS, "children"):
        columns = [column for column in header.of(field) if line.row.cells[column.place] is not None]
        if not columns or len(columns) != len(header.of(field)):
            continue
        key = "children" if field == "children" else f"{field}_vnd"
        cells = [(column, line.row.cells[column.place]) for column in columns]
        if field == "children":
            stated, tolerance, words = parse_count(cells[0][1]).children, 0, _n
        else:
            parsed = [amounts.parse(column, cell)[0].value for column, cell in cells]
            stated = None if None in parsed else sum(value or 0 for value in parsed)
            tolerance, words = TOLERANCE_VND, amount_text
        if stated is None:
            continue
        sums = [sum(getattr(project, key) or 0 for project in span) for span in spans]
        if all(abs(stated - total) > tolerance for total in sums):
            row.say("sum_differs", key, stated=words(stated), computed=words(sums[0]))
