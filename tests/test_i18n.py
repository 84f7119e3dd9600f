"""Words, numbers and dates in both languages."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from flask_babel import force_locale

from catalog import i18n
from catalog.i18n import Bilingual


def test_words_follow_the_language(app):
    words = Bilingual("Đợt {name}", "Round {name}").format(name=Bilingual("hai", "two"))
    assert words == Bilingual("Đợt hai", "Round two")
    assert str(words) == "Đợt hai"
    with app.test_request_context(), force_locale("en"):
        assert str(words) == "Round two"


@pytest.mark.parametrize(
    ("function", "value", "vietnamese", "english"),
    [
        (i18n.format_number, 1200, "1.200", "1,200"),
        (i18n.format_number, Decimal("12.500"), "12,5", "12.5"),
        (i18n.format_number, Decimal(100), "100", "100"),
        (i18n.format_number, 0, "0", "0"),
        (i18n.format_number, None, "", ""),
        (i18n.format_vnd, 1_500_000, "1.500.000 đồng", "VND 1,500,000"),
        (i18n.format_usd, 63830, "63.830 USD", "USD 63,830"),
        (i18n.format_date, date(2023, 5, 8), "08/05/2023", "8 May 2023"),
        (i18n.format_date, datetime(2023, 5, 18, 20, tzinfo=UTC), "19/05/2023", "19 May 2023"),
        (i18n.format_datetime, datetime(2023, 5, 19, 10, tzinfo=UTC), "17:00, 19/05/2023", "17:00, 19 May 2023"),
        (i18n.format_month, date(2024, 3, 1), "03/2024", "March 2024"),
    ],
)
def test_as_people_write_it(function, value, vietnamese, english):
    assert (function(value, "vi"), function(value, "en")) == (vietnamese, english)


@pytest.mark.parametrize(
    ("path", "cookie", "language"),
    [
        ("/en/projects", "vi", "en"),
        ("/vi/", "en", "vi"),
        ("/desk/proposals", "en", "en"),
        ("/desk/proposals", "xx", "vi"),
        ("/desk/proposals", None, "vi"),
        ("/english", None, "vi"),
    ],
)
def test_language_of_a_page(app, path, cookie, language):
    headers = {"Cookie": f"language={cookie}"} if cookie else {}
    with app.test_request_context(path, headers=headers):
        assert i18n.request_language() == language


@pytest.mark.parametrize(("zone", "words"), [
    ("Asia/Ho_Chi_Minh", ("17:00 thứ Sáu, 19/5/2023 (giờ Việt Nam)", "17:00 on Friday, 19 May 2023 (Viet Nam time)")),
    ("Asia/Tokyo", ("19:00 thứ Sáu, 19/5/2023 (Asia/Tokyo)", "19:00 on Friday, 19 May 2023 (Asia/Tokyo)")),
])  # fmt: skip
def test_a_moment_in_words_names_its_zone(app, zone, words):
    app.config["CATALOG"] = replace(app.config["CATALOG"], time_zone=ZoneInfo(zone))
    with app.app_context():
        assert i18n.moment_in_words(datetime(2023, 5, 19, 10, 0, tzinfo=UTC)) == words
