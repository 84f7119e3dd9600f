"""All questions on one page, to read at a desk, to print and to fill in by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _

from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.i18n import Bilingual, attribute
from catalog.proposals import guidance, guide_costs, queries
from catalog.proposals.answers import CHOICES, YES_NO
from catalog.proposals.choices import FUNDING
from catalog.proposals.fields import CONSTRUCTION, Field, Kind, fields_of
from catalog.proposals.models import Category
from catalog.proposals.sections import SECTION_NAMES, Section
from catalog.submission.workbook import WorkbookForm

# More choices than this are looked up in the form, not printed.
MOST_CHOICES = 15
PAPER_LINES = {Section.BUDGET: 8, Section.CONTRIBUTIONS: 4}


@dataclass(frozen=True)
class Question:
    """One question: `only_for` says in words of which proposals it is asked, empty for all; `choices` are boxes."""

    field: Field
    help: list[Any]
    example: Bilingual | None
    only_for: str
    choices: list[Any]


@dataclass(frozen=True)
class QuestionSection:
    """The questions of a section; `lines` empty rows of its table are printed."""

    key: Section
    name: Bilingual
    questions: list[Question]
    lines: int


@allow(Right.VIEW_UNIT)
def questions() -> str:
    """The questions for one type of support (`?category=`), or for all, each marked with the types it is asked of."""
    categories = queries.categories()
    chosen = next((row for row in categories if row.key == request.args.get("category")), None)
    form = WorkbookForm(data={"category": chosen.key if chosen else ""})
    return render_template(
        "submission/questions.html",
        sections=[_section(section, categories, chosen) for section in SECTION_NAMES],
        chosen=chosen,
        workbook=form,
        may_propose=current_actor().has(Right.PROPOSE),
        usual=guide_costs.of_category(chosen.key if chosen else None),
        year=guide_costs.YEAR,
        funding=FUNDING,
    )


def _section(section: Section, categories: Sequence[Category], chosen: Category | None) -> QuestionSection:
    asked = [field for field in fields_of(section) if chosen is None or field.is_asked(chosen.key, True)]
    found = [_question(field, categories, chosen) for field in asked]
    return QuestionSection(section, SECTION_NAMES[section], found, PAPER_LINES.get(section, 0))


def _question(field: Field, categories: Sequence[Category], chosen: Category | None) -> Question:
    key = chosen.key if chosen else None
    said = [field.help if field.help.en else None, guidance.help_for(field.key, key)]
    return Question(
        field,
        [text for text in said if text],
        guidance.example_for(field.key, key),
        _only_for(field, categories, chosen),
        _choices(field, categories),
    )


def _only_for(field: Field, categories: Sequence[Category], chosen: Category | None) -> str:
    if field.asked_for is None or (chosen and field.is_asked(chosen.key, False)):
        return ""
    names = [] if chosen else [attribute(row, "name") for row in categories if row.key in field.asked_for]
    built = [_("whatever includes construction")] if CONSTRUCTION in field.asked_for else []
    return "; ".join(names + built)


def _choices(field: Field, categories: Sequence[Category]) -> list[Any]:
    if field.key == "category_key":
        return [attribute(row, "name") for row in categories]
    if field.kind is Kind.FLAG:
        return list(reversed(YES_NO))
    offered = list(CHOICES.get(field.key, {}).values())
    return offered if len(offered) <= MOST_CHOICES else []
