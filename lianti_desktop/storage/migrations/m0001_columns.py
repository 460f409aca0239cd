"""How the tables of version 1 are written down: groups of columns by type, frozen for ever.

Nothing here may follow a change of the models: a migration builds the tables as they once were.
"""

import sqlalchemy as sa
from alembic.operations import Operations

Columns = list[sa.Column[object]]


def texts(*names: str) -> Columns:
    """Running text."""
    return [sa.Column(name, sa.Text()) for name in names]


def words(*names: str) -> Columns:
    """Identifiers from closed lists."""
    return [sa.Column(name, sa.String()) for name in names]


def numbers(*names: str) -> Columns:
    """Whole numbers."""
    return [sa.Column(name, sa.Integer()) for name in names]


def decimals(*names: str) -> Columns:
    """Numbers with a decimal."""
    return [sa.Column(name, sa.Float()) for name in names]


def flags(*names: str) -> Columns:
    """Yes or no."""
    return [sa.Column(name, sa.Boolean()) for name in names]


def days(*names: str) -> Columns:
    """Calendar days."""
    return [sa.Column(name, sa.Date()) for name in names]


def lists(*names: str) -> Columns:
    """Lists, kept whole."""
    return [sa.Column(name, sa.JSON()) for name in names]


def keys(*names: str) -> Columns:
    """Ids of other records, without a constraint."""
    return [sa.Column(name, sa.Uuid()) for name in names]


def record_table(
    op: Operations, name: str, *columns: sa.Column[object], indexed: tuple[str, ...] = ()
) -> None:
    """A table of records: its own columns, then those that every record has."""
    op.create_table(
        name,
        *columns,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid()),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("emptied", sa.Boolean(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("stamps", sa.Text()),
        sa.Column("digest", sa.LargeBinary()),
        sa.Column("lamport", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    for column in ("owner_id", "deleted", *indexed):
        op.create_index(f"ix_{name}_{column}", name, [column])
