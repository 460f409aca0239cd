"""The heads of the logs that are held: our vector, and the signatures that prove where logs end.

Source: exchange.md §1 and §4.
"""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.storage.exchange import Checkpoint
from lianti_desktop.storage.log.commit import Head
from lianti_desktop.storage.log.tables import Log
from lianti_desktop.sync.manifest import SignedHead, checkpoint
from lianti_desktop.sync.members import Standing


def sign_heads(session: Session, us: Standing) -> None:
    """Signs the heads of all logs of our school that have grown since they were signed."""
    signed = {row.log_id: row.seq for row in session.scalars(select(Checkpoint))}
    for log in session.scalars(select(Log).where(Log.head_seq > 0)):
        origin = us.trust.author_of(log.origin or log.replica)
        ours = origin is not None and origin.school == us.certificate.school
        if ours and signed.get(log.id, 0) < log.head_seq:
            head = Head(log.origin or log.replica, log.head_seq, log.head_hash)
            keep_checkpoint(session, log.id, checkpoint(head, us.certificate.replica, us.keys))


def keep_checkpoint(session: Session, log: int, point: SignedHead) -> None:
    """Keeps a signed head as the latest of its log."""
    row = Checkpoint(
        log_id=log,
        seq=point.head.seq,
        hash=point.head.hash or b"",
        signer=point.signer,
        signature=point.signature,
    )
    session.merge(row)
    session.flush()


def vector_of(session: Session) -> tuple[Head, ...]:
    """The heads of all logs that are held."""
    query = select(Log).where(Log.head_seq > 0).order_by(Log.id)
    return tuple(
        Head(log.origin or log.replica, log.head_seq, log.head_hash)
        for log in session.scalars(query)
    )


def checkpoints(session: Session) -> Iterator[SignedHead]:
    """The latest signed head of each log."""
    for row in session.scalars(select(Checkpoint).order_by(Checkpoint.log_id)):
        log = session.get_one(Log, row.log_id)
        head = Head(log.origin or log.replica, row.seq, row.hash)
        yield SignedHead(head, row.signer, row.signature)
