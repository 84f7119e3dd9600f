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


def downgrade() -> None:
    op.drop_table("checklist_tick")
    op.drop_table("internal_note")
    op.execute("ALTER TABLE term DROP COLUMN version")
    op.execute("ALTER TABLE issuing_body DROP COLUMN second_person_checks")
    op.execute("ALTER TABLE translation DROP COLUMN is_machine")
    op.drop_table("proposal_tag")
