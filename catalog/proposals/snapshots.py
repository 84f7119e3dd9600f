"""What a proposal holds as plain JSON values, to tell what an action changed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from catalog.proposals.fields import BY_KEY
from catalog.proposals.models import Proposal


def snapshot(proposal: Proposal) -> dict[str, Any]:
    """Every answer by its key; rows as lists of their cells."""
    rows = {
        "budget_lines": [
            [line.item, _plain(line.quantity), line.unit, line.unit_cost_vnd, line.funding, line.optional]
            for line in proposal.budget_lines
        ],
        "in_kind_needs": [[need.item, _plain(need.quantity), need.unit] for need in proposal.in_kind_needs],
    }
    return {key: _plain(getattr(proposal, key)) for key in BY_KEY} | rows


def _plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else value


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """{key: [before, after]} of what differs, as the history keeps it."""
    return {key: [before[key], after[key]] for key in after if before[key] != after[key]}
