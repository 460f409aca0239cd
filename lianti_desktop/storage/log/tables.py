"""The tables in which the log, its digests and the facts about this copy are kept."""

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
    """One replica's append-only log and its tip."""

    __tablename__ = "log"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    replica: Mapped[UUID] = mapped_column(Uuid())
    head_seq: Mapped[int] = mapped_column(BigInteger, default=0)
    head_hash: Mapped[bytes | None] = mapped_column(LargeBinary)

    __table_args__ = (UniqueConstraint("replica"),)


class LogCommit(Base):
    """One user action: `body` is the hashed CBOR, `openings` what its commitments hide."""

    __tablename__ = "log_commit"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    log_id: Mapped[int] = mapped_column(ForeignKey("log.id"))
    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    lamport: Mapped[int] = mapped_column(BigInteger)
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


class LocalValue(Base):
    """A fact about this copy of the database that never travels."""

    __tablename__ = "local_value"

    name: Mapped[str] = mapped_column(String, primary_key=True)
    value: Mapped[str] = mapped_column(Text)
