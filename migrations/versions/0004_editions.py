"""revisions and documents of editions, edits of what is published, what official documents carry"""

import sqlalchemy as sa
from alembic import op

import catalog.db

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

IS_OPEN_AMENDMENT = "amends_id IS NOT NULL AND NOT (state IN ('closed', 'rejected', 'withdrawn'))"
WITH_ORIGIN = ("budget_line", "in_kind_need", "attachment")


def upgrade() -> None:
    op.create_table(
        "revision",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("original_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason_vi", sa.Text(), nullable=False),
        sa.Column("reason_en", sa.Text(), nullable=False),
        sa.CheckConstraint("number > 0", name="ck_revision_number"),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name="fk_revision_edition_id_edition", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["original_id"], ["edition.id"], name="fk_revision_original_id_edition"),
        sa.PrimaryKeyConstraint("edition_id", name="pk_revision"),
        sa.UniqueConstraint("original_id", "number", name="uq_revision_original_id_number"),
    )
    op.add_column("entry", sa.Column("position", sa.Integer(), server_default="0", nullable=False))
    # So far the place of an entry was its number.
    op.execute("UPDATE entry SET position = number")
    op.create_table(
        "edition_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(length=10), nullable=False),
        sa.Column("layout", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=4), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("shows_photos", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name="fk_edition_document_edition_id_edition"),
        sa.PrimaryKeyConstraint("id", name="pk_edition_document"),
        sa.UniqueConstraint(
            "edition_id", "format", "layout", "language", name="uq_edition_document_edition_id_format_layout_language"
        ),
    )
    op.create_index("ix_edition_document_sha256", "edition_document", ["sha256"])
    op.add_column(
        "issuing_body", sa.Column("second_person_accepts", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    # In one statement: SQLite adds a column with its check and its foreign key only so.
    op.execute(
        "ALTER TABLE proposal ADD COLUMN amends_id INTEGER"
        " CONSTRAINT fk_proposal_amends_id_proposal REFERENCES proposal (id)"
        " CONSTRAINT ck_proposal_amends_id CHECK (amends_id IS NULL OR state NOT IN ('accepted', 'published'))"
    )
    op.create_index(
        "ix_proposal_one_amendment",
        "proposal",
        ["amends_id"],
        unique=True,
        sqlite_where=sa.text(IS_OPEN_AMENDMENT),
        postgresql_where=sa.text(IS_OPEN_AMENDMENT),
    )
    for table in WITH_ORIGIN:
        op.add_column(table, sa.Column("origin_id", sa.Integer(), nullable=True))
    op.add_column(
        "issuing_body", sa.Column("marks_translation", sa.Boolean(), server_default=sa.true(), nullable=False)
    )
    op.add_column("legal_basis", sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    op.create_table(
        "signer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title_vi", sa.String(length=160), nullable=False),
        sa.Column("title_en", sa.String(length=160), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_signer"),
    )
    op.create_table(
        "recipients",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("lines_vi", sa.Text(), nullable=False),
        sa.Column("lines_en", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recipients"),
        sa.UniqueConstraint("valid_from", name="uq_recipients_valid_from"),
    )
    op.create_table(
        "document_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", catalog.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("used_from", catalog.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("used_to", catalog.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("language IN ('vi', 'en')", name="ck_document_template_language"),
        sa.PrimaryKeyConstraint("id", name="pk_document_template"),
    )
    op.create_index(
        "ix_document_template_used",
        "document_template",
        ["language"],
        unique=True,
        sqlite_where=sa.text("used_from IS NOT NULL AND used_to IS NULL"),
        postgresql_where=sa.text("used_from IS NOT NULL AND used_to IS NULL"),
    )
    op.create_table(
        "column_choice",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("list", sa.String(length=20), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_column_choice_person_id_person", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "list", name="pk_column_choice"),
    )
    op.create_table(
        "work",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("started_at", catalog.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("heartbeat_at", catalog.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("cancel_requested_at", catalog.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("ended_at", catalog.db.UTCDateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('running', 'done', 'failed', 'cancelled', 'interrupted')", name="ck_work_state"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_work_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_work"),
    )
    op.create_index(
        "ix_work_running",
        "work",
        ["kind", "subject"],
        unique=True,
        sqlite_where=sa.text("state = 'running'"),
        postgresql_where=sa.text("state = 'running'"),
    )


def downgrade() -> None:
    op.drop_table("work")
    op.drop_table("column_choice")
    op.drop_table("document_template")
    op.drop_table("recipients")
    op.drop_table("signer")
    op.execute("ALTER TABLE legal_basis DROP COLUMN version")
    op.execute("ALTER TABLE issuing_body DROP COLUMN marks_translation")
    for table in reversed(WITH_ORIGIN):
        op.execute(f"ALTER TABLE {table} DROP COLUMN origin_id")
    op.drop_index("ix_proposal_one_amendment", "proposal")
    op.execute("ALTER TABLE proposal DROP COLUMN amends_id")
    op.execute("ALTER TABLE issuing_body DROP COLUMN second_person_accepts")
    op.drop_table("edition_document")
    op.execute("ALTER TABLE entry DROP COLUMN position")
    op.drop_table("revision")
