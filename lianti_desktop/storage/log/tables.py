"""The tables in which the log and its digests are kept."""

from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from lianti_desktop.storage.record import Base


class Log(Base):
    """One replica's append-only log and its tip.

    Two different commits at one place of a log are a fork: the second branch is a log of its own,
    with a `replica` of its own; `origin` then names the replica that wrote it, and `base_log` and
    `base_seq` the last commit that both branches have in common.
    """

    __tablename__ = "log"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    replica: Mapped[UUID] = mapped_column(Uuid())
    head_seq: Mapped[int] = mapped_column(BigInteger, default=0)
    head_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    origin: Mapped[UUID | None] = mapped_column(Uuid())
    base_log: Mapped[int | None] = mapped_column(Integer)
    base_seq: Mapped[int | None] = mapped_column(BigInteger)

    __table_args__ = (UniqueConstraint("replica"),)


class LogCommit(Base):
    """One user action: `body` is the hashed CBOR, `openings` what its commitments hide."""

    __tablename__ = "log_commit"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    log_id: Mapped[int] = mapped_column(ForeignKey("log.id"))
    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    lamport: Mapped[int] = mapped_column(BigInteger, index=True)
    action: Mapped[str] = mapped_column(String)
    target: Mapped[bytes | None] = mapped_column(LargeBinary)
    reason: Mapped[str] = mapped_column(Text)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    openings: Mapped[bytes | None] = mapped_column(LargeBinary)

    __table_args__ = (UniqueConstraint("log_id", "seq"), UniqueConstraint("hash"))


class LogTouch(Base):
    """Which commits wrote to a row; the way into a record's history."""

    __tablename__ = "log_touch"

    row_id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True)
    commit_id: Mapped[int] = mapped_column(ForeignKey("log_commit.id"), primary_key=True)

    __table_args__ = (
        Index("ix_log_touch_commit_id", "commit_id"),
        {"sqlite_with_rowid": False},
    )


class TableDigest(Base):
    """The running multiset digest of a table's rows in one reading scope."""

    __tablename__ = "log_digest"

    table_name: Mapped[str] = mapped_column(String, primary_key=True)
    scope: Mapped[str] = mapped_column(String, primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary)


class LogContext(Base):
    """What a log had seen of the others from one of its commits on: {log: position} as JSON."""

    __tablename__ = "log_context"

    log_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    seen: Mapped[str] = mapped_column(Text)


class LogSibling(Base):
    """A value written at the same time as the one that is shown; `value` is CBOR."""

    __tablename__ = "log_sibling"

    row_id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True)
    column_name: Mapped[str] = mapped_column(String, primary_key=True)
    log_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    table_name: Mapped[str] = mapped_column(String)
    lamport: Mapped[int] = mapped_column(BigInteger)
    quality: Mapped[int] = mapped_column(Integer)
    value: Mapped[bytes] = mapped_column(LargeBinary)


class LogPurge(Base):
    """A cell whose values were erased for good, and the commit that says so.

    Every commit that had not seen that one has lost its value of the cell, or loses it on arrival.
    """

    __tablename__ = "log_purge"

    row_id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True)
    column_name: Mapped[str] = mapped_column(String, primary_key=True)
    log_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    lamport: Mapped[int] = mapped_column(BigInteger)
    table_name: Mapped[str] = mapped_column(String)


class LogVoid(Base):
    """A commit that stays in its chain but writes nothing, because its author had no right to."""

    __tablename__ = "log_void"

    commit_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
