"""The frozen tables of version 1: the log, what is local to one copy, and the search index."""

import sqlalchemy as sa
from alembic.operations import Operations


def create_log(op: Operations) -> None:
    """Makes the tables of this group."""
    for create in (_logs, _commits, _touches, _digests, _local_values, _drafts, _operators):
        create(op)
    _search(op)


def _logs(op: Operations) -> None:
    op.create_table(
        "log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("replica", sa.Uuid(), nullable=False),
        sa.Column("head_seq", sa.BigInteger(), nullable=False),
        sa.Column("head_hash", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id", name="pk_log"),
        sa.UniqueConstraint("replica", name="uq_log_replica"),
    )


def _commits(op: Operations) -> None:
    op.create_table(
        "log_commit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("lamport", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("target", sa.LargeBinary()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("openings", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id", name="pk_log_commit"),
        sa.UniqueConstraint("log_id", "seq", name="uq_log_commit_log_id_seq"),
        sa.UniqueConstraint("hash", name="uq_log_commit_hash"),
        sa.ForeignKeyConstraint(["log_id"], ["log.id"]),
    )


def _touches(op: Operations) -> None:
    op.create_table(
        "log_touch",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("commit_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("row_id", "commit_id", name="pk_log_touch"),
        sa.ForeignKeyConstraint(["commit_id"], ["log_commit.id"]),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_log_touch_commit_id", "log_touch", ["commit_id"])


def _digests(op: Operations) -> None:
    op.create_table(
        "log_digest",
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("table_name", "scope", name="pk_log_digest"),
    )


def _local_values(op: Operations) -> None:
    op.create_table(
        "local_value",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_local_value"),
    )


def _drafts(op: Operations) -> None:
    op.create_table(
        "local_draft",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row_id", "field", name="pk_local_draft"),
    )


def _operators(op: Operations) -> None:
    op.create_table(
        "operator",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password", sa.String()),
        sa.Column("recovery", sa.String()),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_operator"),
    )


def _search(op: Operations) -> None:
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_entry"),
        sa.UniqueConstraint("row_id", name="uq_search_entry_row_id"),
    )
    for statement in _SEARCH_INDEX[op.get_bind().dialect.name]:
        op.execute(sa.text(statement))


_SEARCH_INDEX = {
    "sqlite": (
        (
            "CREATE VIRTUAL TABLE search_words USING fts5("
            "words, content='search_entry', content_rowid='id', tokenize='unicode61')"
        ),
        (
            "CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN "
            "INSERT INTO search_words(rowid, words) VALUES (new.id, new.words); END"
        ),
        (
            "CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN "
            "INSERT INTO search_words(search_words, rowid, words) "
            "VALUES ('delete', old.id, old.words); END"
        ),
        (
            "CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_entry BEGIN "
            "INSERT INTO search_words(search_words, rowid, words) "
            "VALUES ('delete', old.id, old.words); "
            "INSERT INTO search_words(rowid, words) VALUES (new.id, new.words); END"
        ),
    ),
    "postgresql": (
        (
            "CREATE INDEX ix_search_entry_words ON search_entry "
            "USING gin (to_tsvector('simple', words))"
        ),
    ),
}
