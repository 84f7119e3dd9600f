"""The money of a project: each amount in đồng, the missing one derived, every doubt said."""

import re
from collections.abc import Callable, Iterable

from catalog.exchange.reading.columns import Column, Header, column_unit
from catalog.exchange.reading.grid import Cell
from catalog.exchange.reading.names import FIELD_NAMES, MONEY_FIELDS
from catalog.exchange.reading.preview import PreviewRow
from catalog.exchange.reading.rows import cell_text
from catalog.exchange.reading.units import DONG, Unit, guess_unit
from catalog.i18n import Bilingual
from catalog.money import ParsedAmount, format_vnd, parse_vnd

Values = Callable[[str], list[tuple[Column, Cell]]]
# A bare number from here on can only be đồng: as thousands it would be five billion.
PLAIN_DONG = 5_000_000
_MARKS = re.compile("[.,]")
_GROUPED = re.compile(r"(?<![0-9.,])[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})+(?![0-9])")
_DECIMALS = re.compile(r"[0-9]([.,])[0-9]{1,2}(?![0-9.,])")
SMALL_VND = 1_000_000
LARGE_VND = 100_000_000_000
# What is said of amounts that were not written but computed, and of all three together.
DERIVED = frozenset(f"{field}_derived" for field in MONEY_FIELDS)
COMPUTED = DERIVED.union(
    (f"only_{field}" for field in MONEY_FIELDS),
    ("total_differs", "part_exceeds_total", "amount_missing", "amount_small", "amount_large"),
)


def amount_text(value: int) -> Bilingual:
    """An amount for messages."""
    return Bilingual(format_vnd(value, "vi"), format_vnd(value, "en"))


class Amounts:
    """Reads the amounts of all rows of one table under one understanding of its units."""

    def __init__(self, header: Header, rows: Iterable[Iterable[tuple[Column, Cell]]]) -> None:
        self._units = {column.place: column_unit(header, column) for column in header.columns}
        cells = [pair for row in rows for pair in row]
        numbers = [
            number
            for column, cell in cells
            if self._units[column.place] is None and (number := _bare_number(cell)) and number < PLAIN_DONG
        ]
        self._guess = guess_unit(numbers) if numbers else DONG
        self._marks = {mark for _, cell in cells if isinstance(cell, str) for mark in _grouping_marks(cell)}

    def parse(self, column: Column, cell: Cell) -> tuple[ParsedAmount, Unit | None]:
        """The amount in a cell, and the unit that had to be guessed for it."""
        unit = self._units[column.place]
        if unit is not None and unit.vnd == 0:
            return ParsedAmount(None, False, "foreign"), None
        if unit is not None:
            return _parse(cell, unit.vnd), None
        number = _bare_number(cell)
        if not number or number >= PLAIN_DONG or self._guess is DONG:
            return _parse(cell, 1), None
        return _parse(cell, self._guess.vnd), self._guess

    def read(self, row: PreviewRow, values: Values) -> None:
        """Set the three amounts of a row: as written, then the missing one from the others."""
        doubtful: list[tuple[str, str, ParsedAmount]] = []
        guesses: dict[str, Unit] = {}
        for field in MONEY_FIELDS:
            key = f"{field}_vnd"
            for column, cell in values(field):
                parsed, guessed = self.parse(column, cell)
                if parsed.value is not None:
                    setattr(row, key, (getattr(row, key) or 0) + parsed.value)
                if parsed.doubt:
                    doubtful.append((key, cell_text(cell), parsed))
                if guessed and parsed.value is not None:
                    guesses[key] = guessed
        if guesses:
            row.say("unit_guessed", next(iter(guesses)), unit=self._guess.name)
        confirmed = None not in (row.total_vnd, row.aid_vnd, row.counterpart_vnd) and row.total_vnd == _sum(row)
        for key, raw, parsed in doubtful:
            fits = confirmed or self._marks == set(_MARKS.findall(raw))
            _say_doubt(row, key, raw, parsed, fits)
        _derive(row)
        _check(row)


def derive_again(row: PreviewRow, corrected: frozenset[str]) -> None:
    """After amounts were corrected: derive and check anew, from the file's own amounts and the corrected ones."""
    for said in row.messages:
        if said.code in DERIVED and said.field and said.field not in corrected:
            setattr(row, said.field, None)
    row.messages = [said for said in row.messages if said.code not in COMPUTED]
    if (row.total_vnd, row.aid_vnd, row.counterpart_vnd) == (None, None, None):
        row.say("amount_missing", "total_vnd")
    _derive(row)
    _check(row)


def _grouping_marks(text: str) -> set[str]:
    """The mark that groups thousands, where an amount leaves no doubt: the dot of 1.250.000 and of 147,5."""
    marks = {match[1] for match in _GROUPED.finditer(text)}
    return marks | {{",": ".", ".": ","}[match[1]] for match in _DECIMALS.finditer(text)}


def _parse(cell: Cell, unit: int) -> ParsedAmount:
    return parse_vnd(cell, unit) if isinstance(cell, str | int | float) else ParsedAmount(None, False, "unreadable")


def _bare_number(cell: Cell) -> int | None:
    """The number of a cell that names no unit; None for text with one, and for no amount."""
    once = _parse(cell, 1)
    if once.value is None or _parse(cell, 1_000).value == once.value:
        return 0 if once.value == 0 else None
    return once.value or 1


def _say_doubt(row: PreviewRow, key: str, raw: str, parsed: ParsedAmount, fits: bool) -> None:
    code = "grouping_confirmed" if fits and parsed.doubt == "grouping" else f"amount_{parsed.doubt}"
    amount = amount_text(parsed.value) if parsed.value is not None else ""
    row.say(code, key, raw=raw, amount=amount)


def _sum(row: PreviewRow) -> int:
    return (row.aid_vnd or 0) + (row.counterpart_vnd or 0)


def _derive(row: PreviewRow) -> None:
    known = [field for field in MONEY_FIELDS if getattr(row, f"{field}_vnd") is not None]
    if len(known) == 3:
        if row.total_vnd != _sum(row):
            row.say("total_differs", "total_vnd", total=amount_text(row.total_vnd or 0), sum=amount_text(_sum(row)))
    elif len(known) == 2:
        _derive_third(row, *known)
    elif known:
        row.say(f"only_{known[0]}", f"{known[0]}_vnd")


def _derive_third(row: PreviewRow, first: str, second: str) -> None:
    if "total" not in (first, second):
        row.total_vnd = _sum(row)
        row.say("total_derived", "total_vnd", amount=amount_text(row.total_vnd))
        return
    part, missing = (second, "counterpart") if second == "aid" else (second, "aid")
    total, given = row.total_vnd or 0, getattr(row, f"{part}_vnd")
    if given > total:
        key = f"{part}_vnd"
        row.say("part_exceeds_total", key, part=FIELD_NAMES[key], total=amount_text(total))
    else:
        setattr(row, f"{missing}_vnd", total - given)
        row.say(f"{missing}_derived", f"{missing}_vnd", amount=amount_text(total - given))


def _check(row: PreviewRow) -> None:
    largest = max((getattr(row, f"{field}_vnd") or 0 for field in MONEY_FIELDS), default=0)
    if 0 < largest < SMALL_VND:
        row.say("amount_small", "total_vnd", amount=amount_text(largest))
    elif largest > LARGE_VND:
        row.say("amount_large", "total_vnd", amount=amount_text(largest))
