"""What is missing, stale or unchecked in the English of many proposals, counted by the database."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)

from catalog.attachments.queries import is_publishable
from catalog.proposals.fields import TRANSLATABLE
from catalog.proposals.models import Attachment, BudgetLine, InKindNeed, Proposal
from catalog.proposals.workflow import State
from catalog.translation.models import Translation
from catalog.translation.segments import PHOTO_PARTS

TO_TRANSLATE = (State.ACCEPTED, State.PUBLISHED)
ROW_COLUMNS = ("item", "unit")


def english_gaps() -> Subquery:
    """Per proposal that needs English: how many of its texts are `missing`, `stale`, or not checked (`unchecked`).

    The same that `segments.segments` tells of one proposal, without loading any: a text is stale where it is not the
    one that was translated.
    """
    texts = union_all(*_texts()).subquery("texts")
    is_stale = Translation.source != texts.c.text
    english = and_(Translation.proposal_id == texts.c.proposal_id, Translation.key == texts.c.key)
    counted = (
        select(
            texts.c.proposal_id,
            _how_many(Translation.id.is_(None)).label("missing"),
            _how_many(is_stale).label("stale"),
            _how_many(or_(Translation.id.is_(None), is_stale, Translation.state != "checked")).label("unchecked"),
        )
        .outerjoin(Translation, english)
        .group_by(texts.c.proposal_id)
    )
    return counted.subquery("english")


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _texts() -> list[Select]:
    """Every text to translate, as (proposal_id, key, text), as `segments.sources` names them."""
    of_fields = [(Proposal.id, literal(field.key), getattr(Proposal, field.key), true()) for field in TRANSLATABLE]
    of_rows = [
        (row.proposal_id, _key(table, row, column), getattr(row, column), shown)
        for table, row, columns, shown in (
            ("budget", BudgetLine, ROW_COLUMNS, true()),
            ("in_kind", InKindNeed, ROW_COLUMNS, true()),
            ("photo", Attachment, PHOTO_PARTS, is_publishable()),
        )
        for column in columns
    ]
    needed = select(Proposal.id).where(Proposal.state.in_(TO_TRANSLATE))
    return [
        select(id_.label("proposal_id"), key.label("key"), text.label("text")).where(text != "", shown, id_.in_(needed))
        for id_, key, text, shown in (*of_fields, *of_rows)
    ]


def _key(table: str, row: Any, column: str) -> ColumnElement[str]:
    return literal(f"{table}:") + cast(row.id, String) + literal(f":{column}")
