"""drafts of machines, versions of terms"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("translation", sa.Column("is_machine", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("term", sa.Column("version", sa.Integer(), server_default="1", nullable=False))


def downgrade() -> None:
    op.execute("ALTER TABLE term DROP COLUMN version")
    op.execute("ALTER TABLE translation DROP COLUMN is_machine")
