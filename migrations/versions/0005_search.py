"""index of words to find entries by"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "edition_word",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name="fk_edition_word_edition_id_edition"),
        sa.PrimaryKeyConstraint("edition_id", "word", name="pk_edition_word"),
    )
    # `flask setup` fills the index with the entries that are there.
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE entry_search USING fts5(title, words, written, content='', detail=column,"
            " prefix='2 3', tokenize='unicode61 remove_diacritics 0')"
        )
    else:
        op.execute(
            "CREATE TABLE entry_search (rowid INTEGER PRIMARY KEY REFERENCES entry (id),"
            " title TSVECTOR NOT NULL, words TSVECTOR NOT NULL, written TSVECTOR NOT NULL)"
        )
        for column in ("title", "words", "written"):
            op.execute(f"CREATE INDEX ix_entry_search_{column} ON entry_search USING gin ({column})")
    op.execute("ALTER TABLE entry DROP COLUMN search_text")


def downgrade() -> None:
    op.add_column("entry", sa.Column("search_text", sa.Text(), server_default="", nullable=False))
    op.execute("DROP TABLE entry_search")
    op.drop_table("edition_word")
