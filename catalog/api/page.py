"""The page of the open API: its description in words, with an example of today."""

import json

from flask import Response, current_app, make_response, render_template

from catalog import context
from catalog.access import ANYONE, allow
from catalog.api import answers, document, searching
from catalog.api.caching import kept
from catalog.api.problems import PROBLEMS
from catalog.editions import queries as editions_read
from catalog.editions.facets import OFFICE
from catalog.editions.models import Edition
from catalog.editions.search import Criteria
from catalog.exchange.columns import chosen_columns
from catalog.i18n import current_language

COLUMNS = "code,title,unit,category_key,children,aid_vnd,aid_usd"


@allow(ANYONE)
def page() -> Response:
    """What there is to ask, how, and what is answered."""
    latest = editions_read.latest_edition()
    language, settings = current_language(), current_app.config["CATALOG"]

    def made() -> Response:
        example = _example(latest, language) if latest else None
        return make_response(
            render_template(
                "api/page.html",
                base_url=settings.base_url,
                language=language,
                described=document.describe(settings.base_url, language, searching.filters(latest)),
                problems=PROBLEMS,
                example=example,
                per_minute=settings.api_requests_per_minute,
                calendar=answers.address("api.rounds_calendar", language=language),
            )
        )

    return kept((latest and latest.key, editions_read.changed_since_release(), context.stamp()), made)


def _example(edition: Edition, language: str) -> dict[str, str]:
    """The first project of an edition with a few of its columns: the address to ask for it, and the answer."""
    asked = {"lang": language, "columns": COLUMNS, "limit": 1}
    entries = searching.first_of(edition, searching.Asked(Criteria(), OFFICE), 1)
    told = answers.projects(edition, entries, [language], chosen_columns(COLUMNS.split(",")))
    return {
        "address": answers.address("api.projects", **asked),
        "answer": json.dumps(told["projects"][0], ensure_ascii=False, indent=2),
    }
