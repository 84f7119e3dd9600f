"""Countries by their ISO 3166-1 codes, with the names that CLDR gives them in both languages."""

import functools

from babel import Locale

from catalog.i18n import Bilingual
from catalog.text import fold

# Two letters that CLDR uses and that are no country.
NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "CQ"})


@functools.cache
def countries() -> dict[str, Bilingual]:
    """Names by code."""
    vi, en = (Locale.parse(language).territories for language in ("vi", "en"))
    codes = [str(code) for code in en if str(code).isalpha() and code not in NOT_COUNTRIES]
    return {code: Bilingual(vi.get(code, en[code]), en[code]) for code in sorted(codes)}


@functools.cache
def choices(language: str) -> list[tuple[str, str]]:
    """(code, name) in the alphabet of a language."""
    named = [(code, name.in_(language)) for code, name in countries().items()]
    return sorted(named, key=lambda pair: fold(pair[1]))
