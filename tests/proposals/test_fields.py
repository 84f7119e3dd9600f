"""The table of fields fits the table of proposals."""

from catalog.proposals.fields import BY_KEY, FIELDS, TRANSLATABLE, Kind, fields_of
from catalog.proposals.models import Proposal
from catalog.proposals.sections import SECTION_NAMES, Section

TEXTS = (Kind.TEXT, Kind.LONG_TEXT, Kind.LINES)
# What a proposal is or has become, rather than what somebody answers.
NOT_ANSWERED = {
    "id", "code", "round_id", "unit_id", "unit_name_vi", "unit_name_en", "state", "assignee_id", "draft_key",
    "import_key", "copied_from", "amends_id", "duplicate_of", "merged_into", "created_at", "updated_at",
    "submitted_at", "version",
}  # fmt: skip


def test_every_column_that_is_answered_is_a_field() -> None:
    assert {column.name for column in Proposal.__table__.columns} - NOT_ANSWERED == set(BY_KEY)


def test_keys_are_unique_and_stand_in_the_order_of_their_sections() -> None:
    assert len(BY_KEY) == len(FIELDS)
    assert [field for section in Section for field in fields_of(section)] == list(FIELDS)


def test_sections_have_names() -> None:
    assert set(SECTION_NAMES) == set(Section)


def test_texts_end_where_their_columns_do() -> None:
    columns = Proposal.__table__.columns
    for field in FIELDS:
        length = getattr(columns[field.key].type, "length", None)
        if field.kind in TEXTS:
            assert 0 < field.limit <= (length or field.limit), field.key


def test_only_public_texts_are_translated() -> None:
    assert [field.key for field in TRANSLATABLE if not field.public or field.kind not in TEXTS] == []
