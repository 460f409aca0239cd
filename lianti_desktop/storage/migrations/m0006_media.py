"""Version 6: attached files in the exchange, and samples that stay at home."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Makes the tables, then takes the samples out of the digests."""
    op.add_column("exchange_peer", sa.Column("files", sa.LargeBinary()))
    op.create_table(
        "exchange_attachment",
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("log_id", "place", "number", name="pk_exchange_attachment"),
    )
    op.create_table(
        "exchange_mail",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("package", sa.String(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_exchange_mail"),
    )
