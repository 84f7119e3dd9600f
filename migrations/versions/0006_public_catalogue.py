"""enquiries, shortlists and what else visitors of the catalogue leave"""

import sqlalchemy as sa
from alembic import op

import catalog.db

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

COLUMNS = (
    ("site_message", "version INTEGER DEFAULT '1' NOT NULL"),
    (
        "issuing_body",
        "list_months INTEGER CONSTRAINT ck_issuing_body_list_months CHECK (list_months BETWEEN 1 AND 120)",
    ),
)


def upgrade() -> None:
    for table, column in COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    op.create_table(
        "shared_shortlist",
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.Column("expires_at", catalog.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("shared_at", catalog.db.UTCDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_shared_shortlist"),
    )
    op.create_index("ix_shared_shortlist_expires_at", "shared_shortlist", ["expires_at"])
    # `flask setup` fills it with the entries that are there.
    op.create_table(
        "entry_key",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("facets", sa.Text(), nullable=False),
        sa.Column("aid_usd", sa.Integer(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("layout", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name="fk_entry_key_edition_id_edition"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_entry_key_entry_id_entry"),
        sa.PrimaryKeyConstraint("entry_id", name="pk_entry_key"),
    )
    op.create_index("ix_entry_key_edition_id_name", "entry_key", ["edition_id", "name"])
    closed = sa.text("closed_at IS NOT NULL")
    op.create_index(
        "ix_entry_closed", "entry", ["edition_id", "closed_at"], sqlite_where=closed, postgresql_where=closed
    )
    _create_boundaries()
    _create_holidays()
    _create_enquiries()
    op.create_table(
        "lighter_photo",
        sa.Column("jpeg_sha256", sa.String(length=64), nullable=False),
        sa.Column("ending", sa.String(length=4), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("jpeg_sha256", "ending", name="pk_lighter_photo"),
    )


def _create_boundaries() -> None:
    op.create_table(
        "boundaries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("outlines", sa.JSON(), nullable=False),
        sa.Column("unmatched", sa.JSON(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        sa.Column("added_at", catalog.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_boundaries"),
    )
    used = sa.text("is_used")
    op.create_index(
        "ix_boundaries_used", "boundaries", ["valid_from"], unique=True, sqlite_where=used, postgresql_where=used
    )


def downgrade() -> None:
    for table in ("lighter_photo", "enquiry_line", "enquiry_entry", "enquiry", "holiday"):
        op.drop_table(table)
    op.drop_table("boundaries")
    op.drop_index("ix_entry_closed", table_name="entry")
    op.drop_table("entry_key")
    op.drop_table("shared_shortlist")
    for table, column in reversed(COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column.split()[0]}")


def _create_holidays() -> None:
    op.create_table(
        "holiday",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("name_vi", sa.String(length=160), nullable=False),
        sa.Column("name_en", sa.String(length=160), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_holiday"),
        sa.UniqueConstraint("date", name="uq_holiday_date"),
    )


def _create_enquiries() -> None:
    op.create_table(
        "enquiry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=7), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("arrived_at", catalog.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("organisation", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("registration", sa.String(length=20), nullable=False),
        sa.Column("certificate", sa.String(length=80), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("consent", sa.Text(), nullable=False),
        sa.Column("consented_at", catalog.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("sum_vnd", sa.BigInteger(), nullable=False),
        sa.Column("sum_usd", sa.BigInteger(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("answer_days", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("erased_at", catalog.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('fund_all', 'lines', 'in_kind', 'visit', 'question')", name="ck_enquiry_kind"),
        sa.CheckConstraint("language IN ('vi', 'en')", name="ck_enquiry_language"),
        sa.CheckConstraint("registration IN ('yes', 'in_progress', 'no')", name="ck_enquiry_registration"),
        sa.CheckConstraint("source IN ('catalogue', 'letter', 'visit', 'telephone')", name="ck_enquiry_source"),
        sa.CheckConstraint("state IN ('new', 'answered', 'in_talks', 'agreed', 'closed')", name="ck_enquiry_state"),
        sa.CheckConstraint(
            "state NOT IN ('answered', 'in_talks', 'agreed') OR answered_on IS NOT NULL", name="ck_enquiry_answered_on"
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name="fk_enquiry_owner_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_enquiry"),
        sa.UniqueConstraint("key", name="uq_enquiry_key"),
        sa.UniqueConstraint("reference", name="uq_enquiry_reference"),
    )
    op.create_index("ix_enquiry_state", "enquiry", ["state"])
    op.create_index("ix_enquiry_owner_id", "enquiry", ["owner_id"])
    op.create_table(
        "enquiry_entry",
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enquiry_id"], ["enquiry.id"], name="fk_enquiry_entry_enquiry_id_enquiry", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_enquiry_entry_entry_id_entry"),
        sa.PrimaryKeyConstraint("enquiry_id", "entry_id", name="pk_enquiry_entry"),
    )
    op.create_index("ix_enquiry_entry_entry_id", "enquiry_entry", ["entry_id"])
    op.create_table(
        "enquiry_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("item_vi", sa.Text(), nullable=False),
        sa.Column("item_en", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=14, scale=3), nullable=True),
        sa.Column("unit_vi", sa.Text(), nullable=False),
        sa.Column("unit_en", sa.Text(), nullable=False),
        sa.Column("amount_vnd", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("kind IN ('budget', 'in_kind')", name="ck_enquiry_line_kind"),
        sa.ForeignKeyConstraint(
            ["enquiry_id"], ["enquiry.id"], name="fk_enquiry_line_enquiry_id_enquiry", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_enquiry_line_entry_id_entry"),
        sa.PrimaryKeyConstraint("id", name="pk_enquiry_line"),
    )
    op.create_index("ix_enquiry_line_enquiry_id", "enquiry_line", ["enquiry_id"])
