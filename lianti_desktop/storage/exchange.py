"""What this copy knows of the others it exchanges packages with; local, never logged.

Source of the design: exchange.md §1, §4 and §6.
"""

from uuid import UUID

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from lianti_desktop.storage.record import Base


class ExchangeFact(Base):
    """A document of the alliance that is in force here: the registry, our own certificate."""

    __tablename__ = "exchange_fact"

    name: Mapped[str] = mapped_column(String, primary_key=True)
    value: Mapped[bytes] = mapped_column(LargeBinary)


class Checkpoint(Base):
    """The latest head of a log that a replica of its school has signed."""

    __tablename__ = "exchange_checkpoint"

    log_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    signer: Mapped[UUID] = mapped_column(Uuid())
    signature: Mapped[bytes] = mapped_column(LargeBinary)


class Peer(Base):
    """What another replica last said that it holds, and what was packed for it since.

    `files` is what it said of attached files: which it holds and which it wants.
    """

    __tablename__ = "exchange_peer"

    replica: Mapped[UUID] = mapped_column(Uuid(), primary_key=True)
    vector: Mapped[bytes | None] = mapped_column(LargeBinary)
    heard_number: Mapped[int] = mapped_column(BigInteger, default=0)
    heard_at: Mapped[str | None] = mapped_column(String)
    packed: Mapped[bytes | None] = mapped_column(LargeBinary)
    packed_number: Mapped[int] = mapped_column(BigInteger, default=0)
    packed_at: Mapped[str | None] = mapped_column(String)
    files: Mapped[bytes | None] = mapped_column(LargeBinary)


class Parked(Base):
    """A verified commit that waits for others before it."""

    __tablename__ = "exchange_parked"

    hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    replica: Mapped[UUID] = mapped_column(Uuid())
    seq: Mapped[int] = mapped_column(BigInteger)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    openings: Mapped[bytes | None] = mapped_column(LargeBinary)

    __table_args__ = (Index("ix_exchange_parked_replica_seq", "replica", "seq"),)


class Import(Base):
    """A package that was imported; its commits are those with ids after `first` up to `last`."""

    __tablename__ = "exchange_import"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    package: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    sender: Mapped[UUID] = mapped_column(Uuid())
    number: Mapped[int] = mapped_column(BigInteger)
    file_name: Mapped[str] = mapped_column(Text)
    imported_at: Mapped[str] = mapped_column(String)
    first: Mapped[int] = mapped_column(BigInteger)
    last: Mapped[int] = mapped_column(BigInteger)
    counts: Mapped[str] = mapped_column(Text)


class AttachmentNumber(Base):
    """The place of an attached file among those that one log names in one column.

    `digest` is the SHA-256; `place` is the column, written `table.column`; `seq` the commit that
    named it. Every copy comes to the same numbers, so a few ranges say which files are held.
    """

    __tablename__ = "exchange_attachment"

    log_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    place: Mapped[str] = mapped_column(String, primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[bytes] = mapped_column(LargeBinary)


class MailItem(Base):
    """A package for another school that is carried unopened; its file is named by its SHA-256."""

    __tablename__ = "exchange_mail"

    digest: Mapped[str] = mapped_column(String, primary_key=True)
    package: Mapped[str] = mapped_column(String)
    sender: Mapped[str] = mapped_column(Text)
    recipient: Mapped[str] = mapped_column(Text)
    number: Mapped[int] = mapped_column(BigInteger)
    size: Mapped[int] = mapped_column(BigInteger)
    file_name: Mapped[str] = mapped_column(Text)
    taken_at: Mapped[str] = mapped_column(String)
