"""drafts of machines, versions of terms"""

import sqlalchemy as sa
from alembic import op

import catalog.db

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('proposal_tag',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('proposal_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposal.id'], name=op.f('fk_proposal_tag_proposal_id_proposal'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal_tag')),
    sa.UniqueConstraint('proposal_id', 'name', name=op.f('uq_proposal_tag_proposal_id_name'))
    )
    op.add_column("translation", sa.Column("is_machine", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column(
        "issuing_body", sa.Column("second_person_checks", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("term", sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    for column in ("duplicate_of", "merged_into"):
        op.add_column("proposal", sa.Column(column, sa.String(length=30), server_default="", nullable=False))
    op.create_table(
        "internal_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", catalog.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", catalog.db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_internal_note_person_id_person"),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name="fk_internal_note_proposal_id_proposal", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_internal_note"),
    )
    op.create_index("ix_internal_note_proposal_id", "internal_note", ["proposal_id"])
    op.create_table(
        "checklist_tick",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=30), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answers_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", catalog.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("verdict IN ('fine', 'not_fine')", name="ck_checklist_tick_verdict"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_checklist_tick_person_id_person"),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name="fk_checklist_tick_proposal_id_proposal", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_checklist_tick"),
        sa.UniqueConstraint("proposal_id", "key", name="uq_checklist_tick_proposal_id_key"),
    )
    op.create_table(
        "released_photo",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("photo", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_released_photo_entry_id_entry"),
        sa.PrimaryKeyConstraint("entry_id", "sha256", name="pk_released_photo"),
    )
    op.create_index("ix_released_photo_sha256", "released_photo", ["sha256"])
    op.create_index("ix_released_photo_photo", "released_photo", ["photo"])
    op.create_table(
        "presence",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(length=12), nullable=False),
        sa.Column("seen_at", catalog.db.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("page IN ('review', 'translation')", name="ck_presence_page"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_presence_person_id_person", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name="fk_presence_proposal_id_proposal", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("proposal_id", "person_id", "page", name="pk_presence"),
    )
    op.create_index("ix_presence_seen_at", "presence", ["seen_at"])
    op.add_column("entry", sa.Column("withdrawn_photos", sa.JSON(), server_default="{}", nullable=False))


def downgrade() -> None:
    op.execute("ALTER TABLE entry DROP COLUMN withdrawn_photos")
    op.drop_table("presence")
    op.drop_table("released_photo")
    op.drop_table("checklist_tick")
    op.drop_table("internal_note")
    for column in ("merged_into", "duplicate_of"):
        op.execute(f"ALTER TABLE proposal DROP COLUMN {column}")
    op.execute("ALTER TABLE term DROP COLUMN version")
    op.execute("ALTER TABLE issuing_body DROP COLUMN second_person_checks")
    op.execute("ALTER TABLE translation DROP COLUMN is_machine")
    op.drop_table("proposal_tag")
