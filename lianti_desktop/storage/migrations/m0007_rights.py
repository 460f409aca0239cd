"""Version 7: what was decided between schools, and which values were erased for good."""

import sqlalchemy as sa
from alembic.operations import Operations

from lianti_desktop.storage.migrations.m0001_columns import keys, record_table, texts, words


def upgrade(op: Operations) -> None:
    """Makes the tables."""
    record_table(
        op,
        "verdict",
        *words("decision"),
        *texts("reason"),
        *keys("first_id", "second_id"),
        indexed=("first_id", "second_id", "lamport"),
    )
    op.create_table(
        "log_purge",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("column_name", sa.String(), nullable=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("lamport", sa.BigInteger(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("row_id", "column_name", "log_id", "seq", name="pk_log_purge"),
    )
