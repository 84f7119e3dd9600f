"""Two people in one section: whether it changed meanwhile, and where the two texts differ."""

import hashlib
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from catalog.i18n import format_number, format_vnd
from catalog.proposals import checks
from catalog.proposals.answers import in_words
from catalog.proposals.choices import FUNDING
from catalog.proposals.fields import fields_of
from catalog.proposals.models import BudgetLine, InKindNeed, Proposal
from catalog.proposals.rows import LineInput, NeedInput
from catalog.proposals.sections import Section
from catalog.proposals.values import cleaned
from catalog.submission.forms import SectionForm


@dataclass(frozen=True)
class Difference:
    """What is stored now, in words, where something else was typed."""

    label: Any
    text: str


def fingerprint(proposal: Proposal, section: Section) -> str:
    """What tells whether a section still holds what it held when a page was made."""
    held = [getattr(proposal, field.key) for field in fields_of(section)]
    if section is Section.BUDGET:
        held += [
            (line.id, line.unit_cost_vnd, line.funding, line.optional, _kept(line)) for line in proposal.budget_lines
        ]
    if section is Section.CONTRIBUTIONS:
        held += [(need.id, _kept(need)) for need in proposal.in_kind_needs]
    return hashlib.sha256(repr(held).encode()).hexdigest()[:32]


def _kept(row: BudgetLine | InKindNeed) -> tuple[str, str, str]:
    return row.item, format_number(row.quantity, "en"), row.unit


def differences(proposal: Proposal, form: SectionForm) -> dict[str, Difference]:
    """Where what is stored is not what was typed, by field; nothing where somebody sent the same twice."""
    typed = cleaned(form.values())
    found = {
        field.key: Difference(field.label, "" if checks.is_empty(proposal, field) else in_words(proposal, field))
        for field in fields_of(form.section)
        if field.key in typed and _or_none(typed[field.key]) != _or_none(getattr(proposal, field.key))
    }
    if form.rows is not None and form.rows_key not in form.left_out:
        stored = [_in_words(row) for row in getattr(proposal, form.rows_key)]
        if stored != [_in_words(row) for row in form.rows.inputs()]:
            found[form.rows_key] = Difference(form.rows.label.text, "\n".join(stored))
    return found


def _or_none(value: Any) -> Any:
    return None if value in ("", []) else value


def _in_words(row: BudgetLine | InKindNeed | LineInput | NeedInput) -> str:
    """A row, stored or typed, in one line."""
    words = f"{row.item.strip()}: {format_number(row.quantity)} {row.unit.strip()}"
    if isinstance(row, BudgetLine | LineInput):
        optional = f", {_('may be left out')}" if row.optional else ""
        words += f" × {format_vnd(row.unit_cost_vnd)} ({FUNDING[row.funding]}{optional})"
    return words
