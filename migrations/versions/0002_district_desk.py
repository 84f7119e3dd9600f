"""attachments, notices, change requests, extensions, and what only some types of support are asked"""

import sqlalchemy as sa
from alembic import op

import catalog.db

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

COLUMNS = (
    ("import_file", "choices JSON DEFAULT '{}' NOT NULL"),
    ("outbox_message", "secret VARCHAR(100) DEFAULT '' NOT NULL"),
    (
        "person",
        "mail_rhythm VARCHAR(10) DEFAULT 'at_once' NOT NULL "
        "CONSTRAINT ck_person_mail_rhythm CHECK (mail_rhythm IN ('at_once', 'daily'))",
    ),
    ("proposal", "copied_from VARCHAR(30) DEFAULT '' NOT NULL"),
    ("proposal", "months INTEGER CONSTRAINT ck_proposal_months CHECK (months >= 0)"),
    ("proposal", "hospital VARCHAR(300) DEFAULT '' NOT NULL"),
    ("proposal", "land TEXT DEFAULT '' NOT NULL"),
    ("proposal", "design TEXT DEFAULT '' NOT NULL"),
)


def upgrade() -> None:
    op.create_table('notice',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('dedupe_key', sa.String(length=120), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('subject', sa.String(length=300), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('path', sa.String(length=300), nullable=False),
    sa.Column('created_at', catalog.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('read_at', catalog.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('mailed_at', catalog.db.UTCDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_notice_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice')),
    sa.UniqueConstraint('dedupe_key', name=op.f('uq_notice_dedupe_key'))
    )
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.create_index('ix_notice_person_id_read_at', ['person_id', 'read_at'], unique=False)

    op.create_table('round_extension',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('closes_at', catalog.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_round_extension_round_id_round'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_round_extension_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_round_extension')),
    sa.UniqueConstraint('round_id', 'unit_id', name=op.f('uq_round_extension_round_id_unit_id'))
    )
    with op.batch_alter_table('round_extension', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_round_extension_unit_id'), ['unit_id'], unique=False)

    op.create_table('deadline_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('step', sa.String(length=10), nullable=False),
    sa.Column('closes_at', catalog.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('taken_at', catalog.db.UTCDateTime(timezone=True), nullable=False),
    sa.CheckConstraint("step IN ('week', 'day', 'end')", name='ck_deadline_step_step'),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_deadline_step_round_id_round'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_deadline_step_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deadline_step')),
    sa.UniqueConstraint('round_id', 'unit_id', 'step', 'closes_at', name=op.f('uq_deadline_step_round_id_unit_id_step_closes_at'))
    )
    op.create_table('attachment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('proposal_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('media_type', sa.String(length=100), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('source_sha256', sa.String(length=64), nullable=False),
    sa.Column('width', sa.Integer(), nullable=True),
    sa.Column('height', sa.Integer(), nullable=True),
    sa.Column('sizes', sa.JSON(), nullable=False),
    sa.Column('caption', sa.String(length=300), nullable=False),
    sa.Column('alternative_text', sa.String(length=300), nullable=False),
    sa.Column('credit', sa.String(length=160), nullable=False),
    sa.Column('consent', sa.String(length=20), nullable=False),
    sa.Column('consent_reference', sa.String(length=160), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('created_at', catalog.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(kind = 'photo') = (width IS NOT NULL)", name='ck_attachment_width_of_photo'),
    sa.CheckConstraint("consent IN ('', 'no_child', 'not_recognisable', 'written', 'institution')", name='ck_attachment_consent'),
    sa.CheckConstraint("kind IN ('photo', 'document')", name='ck_attachment_kind'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_attachment_person_id_person')),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposal.id'], name=op.f('fk_attachment_proposal_id_proposal'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attachment')),
    sa.UniqueConstraint('proposal_id', 'source_sha256', name=op.f('uq_attachment_proposal_id_source_sha256'))
    )
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attachment_proposal_id'), ['proposal_id'], unique=False)

    op.create_table('change_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('proposal_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('reason', sa.String(length=30), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('created_at', catalog.db.UTCDateTime(timezone=True), nullable=False),
    sa.Column('asked_at', catalog.db.UTCDateTime(timezone=True), nullable=True),
    sa.Column('settled_at', catalog.db.UTCDateTime(timezone=True), nullable=True),
    sa.CheckConstraint('settled_at IS NULL OR asked_at IS NOT NULL', name='ck_change_request_asked_first'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_change_request_person_id_person')),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposal.id'], name=op.f('fk_change_request_proposal_id_proposal'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_change_request'))
    )
    with op.batch_alter_table('change_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_change_request_proposal_id'), ['proposal_id'], unique=False)

    op.create_table('imported_row',
    sa.Column('proposal_id', sa.Integer(), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=False),
    sa.Column('sheet', sa.String(length=255), nullable=False),
    sa.Column('row', sa.Integer(), nullable=False),
    sa.Column('values', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['file_id'], ['import_file.id'], name=op.f('fk_imported_row_file_id_import_file')),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposal.id'], name=op.f('fk_imported_row_proposal_id_proposal'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('proposal_id', name=op.f('pk_imported_row'))
    )
    with op.batch_alter_table('imported_row', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_imported_row_file_id'), ['file_id'], unique=False)

    # Written out: a column with its own check is added and dropped as it is by both databases, while Alembic's way
    # around SQLite copies the table and forgets the checks of the others.
    for table, column in COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    op.add_column("unit", sa.Column("auto_sends", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("outbox_message", sa.Column("tried_at", catalog.db.UTCDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.execute("ALTER TABLE outbox_message DROP COLUMN tried_at")
    op.execute("ALTER TABLE unit DROP COLUMN auto_sends")
    for table, column in reversed(COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column.split()[0]}")
    for table in ("imported_row", "change_request", "attachment", "deadline_step", "round_extension", "notice"):
        op.drop_table(table)
