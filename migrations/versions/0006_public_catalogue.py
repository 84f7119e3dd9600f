"""enquiries, shortlists and what else visitors of the catalogue leave"""

import sqlalchemy as sa
from alembic import op

import catalog.db

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

COLUMNS = (("site_message", "version INTEGER DEFAULT '1' NOT NULL"),)


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


def downgrade() -> None:
    op.drop_index("ix_entry_closed", table_name="entry")
    op.drop_table("entry_key")
    op.drop_table("shared_shortlist")
    for table, column in reversed(COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column.split()[0]}")
