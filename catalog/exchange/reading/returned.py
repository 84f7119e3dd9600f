"""What is wrong with rows of a table that the application wrote and somebody filled in, whatever it is about."""

from collections.abc import Hashable

from catalog.i18n import Bilingual

TOO_LONG = Bilingual("Dài hơn {limit} ký tự.", "Longer than {limit} characters.")
TWICE = Bilingual("Đã có ở dòng {row} của tệp.", "It stands in row {row} of the file already.")


def too_long(text: str, limit: int) -> Bilingual | None:
    """What to say of a text that is longer than can be stored."""
    return TOO_LONG.format(limit=limit) if len(text) > limit else None


class FirstRows:
    """In which row of a file each thing stands first."""

    def __init__(self) -> None:
        self._rows: dict[Hashable, int] = {}

    def repeated(self, key: Hashable, number: int) -> Bilingual | None:
        """What to say of a row about something that an earlier one is about."""
        first = self._rows.setdefault(key, number)
        return TWICE.format(row=first) if first != number else None
