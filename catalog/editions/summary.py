"""What a search found, in one sentence: "23 projects of the type Libraries, under USD 20,000, still open"."""

from collections.abc import Sequence

from catalog.editions.facets import FACETS, Facet
from catalog.editions.search import Criteria, Found
from catalog.i18n import Bilingual, format_number

OR = Bilingual(" hoặc ", " or ")
COUNT = {True: Bilingual("{count} dự án", "{count} project"), False: Bilingual("{count} dự án", "{count} projects")}
WORDS = Bilingual("có các từ “{words}”", "with the words “{words}”")


def summary(found: Found) -> Bilingual:
    """How many projects were found, and by what."""
    number = Bilingual(format_number(found.total, "vi"), format_number(found.total, "en"))
    count = COUNT[found.total == 1].format(count=number)
    parts = conditions(found.criteria, found.names, found.matches.instead)
    return Bilingual(*(f"{count.in_(language)} {parts.in_(language)}".strip() for language in ("vi", "en")))


def conditions(criteria: Criteria, names: dict[str, dict[str, Bilingual]], instead: str = "") -> Bilingual:
    """What was looked for, with the words for values that `Found.names` has; "" where it was everything."""
    parts = [
        facet.phrase.format(values=_joined(_told(facet, criteria.of(facet.key), names[facet.key]), OR))
        for facet in FACETS
        if criteria.of(facet.key)
    ]
    if criteria.words:
        parts.append(WORDS.format(words=instead or criteria.words))
    return _joined(parts, Bilingual(", ", ", "))


def _told(facet: Facet, values: Sequence[str], names: dict[str, Bilingual]) -> list[Bilingual]:
    return facet.told(values) if facet.told else [names[value] for value in values]


def _joined(parts: Sequence[Bilingual], between: Bilingual) -> Bilingual:
    return Bilingual(*(between.in_(language).join(part.in_(language) for part in parts) for language in ("vi", "en")))
