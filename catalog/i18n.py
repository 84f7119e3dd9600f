"""Two languages: words of the domain, the language of a request, numbers and dates as people write them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

import flask_babel
from flask import Flask, has_request_context, request

from catalog import clock, money
from catalog.text import roman

LANGUAGES = ("vi", "en")
LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English"}
LANGUAGE_COOKIE = "language"

babel = flask_babel.Babel()


class Bilingual(NamedTuple):
    """Words of the domain in both languages; as a string, those of the current language."""

    vi: str
    en: str

    def in_(self, language: str) -> str:
        """The words in one language, "vi" or "en"."""
        return self.en if language == "en" else self.vi

    def format(self, **values: Any) -> "Bilingual":
        """Both texts with their {placeholders} filled; a Bilingual value fills in its own language."""
        return Bilingual(*(getattr(self, language).format(**_values_in(language, values)) for language in LANGUAGES))

    def __str__(self) -> str:
        return self.in_(current_language())


VIETNAM_TIME = Bilingual("giờ Việt Nam", "Viet Nam time")
WEEKDAYS = (
    Bilingual("thứ Hai", "Monday"),
    Bilingual("thứ Ba", "Tuesday"),
    Bilingual("thứ Tư", "Wednesday"),
    Bilingual("thứ Năm", "Thursday"),
    Bilingual("thứ Sáu", "Friday"),
    Bilingual("thứ Bảy", "Saturday"),
    Bilingual("Chủ nhật", "Sunday"),
)


def _values_in(language: str, values: dict[str, Any]) -> dict[str, Any]:
    return {key: value.in_(language) if isinstance(value, Bilingual) else value for key, value in values.items()}


def current_language() -> str:
    """Language of the request or of `force_locale`; Vietnamese where there is none, as on the command line."""
    locale = flask_babel.get_locale()
    return "en" if locale and locale.language == "en" else "vi"


def request_language() -> str:
    """Language of a page: that of its address (/en/, /vi/), else the one chosen before, else Vietnamese."""
    if not has_request_context():
        return "vi"
    first = request.path.split("/", 2)[1]
    if first in LANGUAGES:
        return first
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    return chosen if chosen in LANGUAGES else "vi"


def attribute(row: Any, name: str) -> str:
    """`row.name_vi` or `row.name_en` by the current language; the Vietnamese where the English is empty."""
    return getattr(row, f"{name}_{current_language()}") or getattr(row, f"{name}_vi")


def format_number(value: int | Decimal | None, language: str | None = None) -> str:
    """1.200 in Vietnamese, 1,200 in English; up to three decimals."""
    if value is None:
        return ""
    text = f"{Decimal(value).normalize():,.3f}".rstrip("0").rstrip(".")
    return text if (language or current_language()) == "en" else text.translate(str.maketrans(",.", ".,"))


def format_date(value: date | datetime | None, language: str | None = None) -> str:
    """18/05/2023 in Vietnamese, 18 May 2023 in English; a time is shown as the local day."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = clock.to_local(value).date()
    if (language or current_language()) == "en":
        return f"{value.day} {value:%B %Y}"
    return f"{value:%d/%m/%Y}"


def format_datetime(value: datetime | None, language: str | None = None) -> str:
    """17:00, 19/05/2023 in the application's time zone."""
    if value is None:
        return ""
    return f"{clock.to_local(value):%H:%M}, {format_date(value, language)}"


def moment_in_words(value: datetime) -> Bilingual:
    """17:00 thứ Sáu, 19/5/2023 (giờ Việt Nam); another zone is called by its name."""
    local, zone = clock.to_local(value), clock.zone()
    named = VIETNAM_TIME if zone == clock.VIETNAM else Bilingual(zone.key, zone.key)
    day = Bilingual(f"{local.day}/{local.month}/{local.year}", format_date(local, "en"))
    words = Bilingual("{time} {weekday}, {day} ({zone})", "{time} on {weekday}, {day} ({zone})")
    return words.format(time=f"{local:%H:%M}", weekday=WEEKDAYS[local.weekday()], day=day, zone=named)


def format_month(value: date | None, language: str | None = None) -> str:
    """03/2024 in Vietnamese, March 2024 in English."""
    if value is None:
        return ""
    return f"{value:%B %Y}" if (language or current_language()) == "en" else f"{value:%m/%Y}"


def format_vnd(value: int | None, language: str | None = None) -> str:
    """1.500.000 đồng, or VND 1,500,000."""
    return "" if value is None else money.format_vnd(value, language or current_language())


def format_usd(value: int | None, language: str | None = None) -> str:
    """63.830 USD in Vietnamese, USD 63,830 in English."""
    if value is None:
        return ""
    number = format_number(value, language)
    return f"USD {number}" if (language or current_language()) == "en" else f"{number} USD"


FILTERS = {
    "number": format_number,
    "date": format_date,
    "datetime": format_datetime,
    "month": format_month,
    "vnd": format_vnd,
    "usd": format_usd,
    "words": money.in_words,
    "of": attribute,
    "roman": roman,
}


def init_app(app: Flask) -> None:
    """Set Babel up and give the templates the filters of FILTERS (`{{ unit|of("name") }}`, `{{ total|vnd }}`)."""
    app.config["BABEL_DEFAULT_LOCALE"] = "vi"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = f"{app.root_path}/catalog/translations"
    babel.init_app(app, locale_selector=request_language)
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(current_language=current_language, languages=LANGUAGES, language_names=LANGUAGE_NAMES)
