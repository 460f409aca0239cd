"""Version 3: what the exchange of packages needs beside the log."""

import json
from collections.abc import Mapping
from typing import Any

import cbor2
import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Makes the tables, then notes for each log what it had seen of the others."""
    op.add_column("log", sa.Column("origin", sa.Uuid()))
    op.add_column("log", sa.Column("base_log", sa.Integer()))
    op.add_column("log", sa.Column("base_seq", sa.BigInteger()))
    for create in (_contexts, _siblings, _voids, _facts, _checkpoints, _peers, _parked, _imports):
        create(op)
    _note_contexts(op.get_bind())


def _contexts(op: Operations) -> None:
    op.create_table(
        "log_context",
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("log_id", "seq", name="pk_log_context"),
    )


def _siblings(op: Operations) -> None:
    op.create_table(
        "log_sibling",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("column_name", sa.String(), nullable=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("lamport", sa.BigInteger(), nullable=False),
        sa.Column("quality", sa.Integer(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("row_id", "column_name", "log_id", "seq", name="pk_log_sibling"),
    )


def _voids(op: Operations) -> None:
    op.create_table(
        "log_void",
        sa.Column("commit_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("commit_id", name="pk_log_void"),
    )


def _facts(op: Operations) -> None:
    op.create_table(
        "exchange_fact",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_exchange_fact"),
    )


def _checkpoints(op: Operations) -> None:
    op.create_table(
        "exchange_checkpoint",
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("signer", sa.Uuid(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("log_id", name="pk_exchange_checkpoint"),
    )


def _peers(op: Operations) -> None:
    op.create_table(
        "exchange_peer",
        sa.Column("replica", sa.Uuid(), nullable=False),
        sa.Column("vector", sa.LargeBinary()),
        sa.Column("heard_number", sa.BigInteger(), nullable=False),
        sa.Column("heard_at", sa.String()),
        sa.Column("packed", sa.LargeBinary()),
        sa.Column("packed_number", sa.BigInteger(), nullable=False),
        sa.Column("packed_at", sa.String()),
        sa.PrimaryKeyConstraint("replica", name="pk_exchange_peer"),
    )


def _parked(op: Operations) -> None:
    op.create_table(
        "exchange_parked",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("replica", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("openings", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("hash", name="pk_exchange_parked"),
    )
    op.create_index("ix_exchange_parked_replica_seq", "exchange_parked", ["replica", "seq"])


def _imports(op: Operations) -> None:
    op.create_table(
        "exchange_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("package", sa.LargeBinary(), nullable=False),
        sa.Column("sender", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("imported_at", sa.String(), nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_exchange_import"),
        sa.UniqueConstraint("package", name="uq_exchange_import_package"),
    )


def _note_contexts(connection: sa.Connection) -> None:
    """A log of version 2 had seen, wherever it names others, exactly the heads that it names."""
    logs = {row.replica: row.id for row in connection.execute(sa.select(_LOG))}
    if len(logs) < 2:  # noqa: PLR2004
        return
    rows = connection.execute(sa.select(_COMMIT).order_by(_COMMIT.c.id))
    found = [row for row in (_context(logs, commit) for commit in rows) if row]
    if found:
        connection.execute(sa.insert(_CONTEXT), found)


def _context(logs: Mapping[Any, int], commit: Any) -> dict[str, Any] | None:
    seen = {}
    for replica, seq, _ in cbor2.loads(commit.body)["deps"]:
        seen[str(logs[sa.Uuid().python_type(bytes=replica)])] = seq
    return {"log_id": commit.log_id, "seq": commit.seq, "seen": json.dumps(seen)} if seen else None


_LOG = sa.table("log", sa.column("id", sa.Integer), sa.column("replica", sa.Uuid))
_COMMIT = sa.table(
    "log_commit",
    sa.column("id", sa.Integer),
    sa.column("log_id", sa.Integer),
    sa.column("seq", sa.BigInteger),
    sa.column("body", sa.LargeBinary),
)
_CONTEXT = sa.table(
    "log_context", sa.column("log_id"), sa.column("seq"), sa.column("seen", sa.Text)
)
