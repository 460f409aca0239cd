"""Version 6: attached files in the exchange, and samples that stay at home."""

import sqlalchemy as sa
from alembic.operations import Operations

_SIZE = 32
_DIGESTS = sa.table(
    "log_digest",
    sa.column("table_name", sa.String),
    sa.column("scope", sa.String),
    sa.column("digest", sa.LargeBinary),
)
_TABLES = (
    *("academic_year", "activity", "activity_contribution", "activity_count", "alliance"),
    *("appointment", "class_group", "consent", "document", "external_person", "facility"),
    *("group_membership", "lesson", "lesson_observation", "linkage_group", "media", "organ"),
    *("participant", "reflection", "school", "school_division", "staff", "staff_affiliation"),
    *("staff_honor", "staff_title", "term"),
)
"""The kinds of version 3; what came later has no samples yet."""


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
    for table in _TABLES:
        _leave_out_samples(op.get_bind(), table)


def _leave_out_samples(connection: sa.Connection, table: str) -> None:
    """Samples stay at home from now on, so two copies must be equal without them."""
    rows = sa.table(
        table,
        sa.column("id", sa.Uuid),
        sa.column("sample", sa.Boolean),
        sa.column("digest", sa.LargeBinary),
    )
    found = sa.select(rows.c.digest).where(rows.c.sample.is_(True), rows.c.digest.is_not(None))
    digests = connection.scalars(found).all()
    for place, scope in enumerate(_scopes(connection, table)):
        parts = (digest[_SIZE * place : _SIZE * (place + 1)] for digest in digests)
        moved = sum(int.from_bytes(part) for part in parts)
        where = (_DIGESTS.c.table_name == table, _DIGESTS.c.scope == scope)
        total = int.from_bytes(
            connection.execute(sa.select(_DIGESTS.c.digest).where(*where)).scalar_one()
        )
        rest = ((total - moved) % (1 << 8 * _SIZE)).to_bytes(_SIZE)
        connection.execute(sa.update(_DIGESTS).where(*where).values(digest=rest))
    for digest in set(digests):
        empty = sa.update(rows).where(rows.c.sample.is_(True), rows.c.digest == digest)
        connection.execute(empty.values(digest=bytes(len(digest))))


def _scopes(connection: sa.Connection, table: str) -> list[str]:
    """The scopes of a table, in the order in which a row keeps their hashes."""
    known = sa.select(_DIGESTS.c.scope).where(_DIGESTS.c.table_name == table)
    return sorted(connection.scalars(known), key=("alliance", "core", "own").index)
