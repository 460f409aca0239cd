"""Version 6 takes the samples out of the digests and makes room for attached files."""

from datetime import date
from pathlib import Path

from alembic.operations import Operations
from sqlalchemy import func, select, update

from lianti_desktop.paths import DataPaths
from lianti_desktop.services.sample import add_sample
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.doctor import examine
from lianti_desktop.storage.exchange import AttachmentNumber, MailItem
from lianti_desktop.storage.log import digest
from lianti_desktop.storage.log.tables import TableDigest
from lianti_desktop.storage.migrations import m0006_media, operations
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Store, open_store


def count_samples_again(store: Store, kind: type[Activity] | type[Staff]) -> None:
    """As version 3 reckoned: every row counts, samples too."""
    with store.transaction() as session:
        scopes = digest.scopes_of(kind)
        for number, row in enumerate(session.scalars(select(kind.id)).all(), start=1):
            old = b"".join(bytes([number]) * digest.SIZE for _ in scopes)
            session.execute(update(kind).where(kind.id == row).values(digest=old))
            for scope, part in digest.split(kind, old).items():
                where = (
                    TableDigest.table_name == kind.__tablename__,
                    TableDigest.scope == scope.value,
                )
                total = session.scalar(select(TableDigest.digest).where(*where)) or digest.EMPTY
                values = {"digest": digest.add(total, part)}
                session.execute(update(TableDigest).where(*where).values(values))


def test_samples_count_for_nothing_once_the_step_is_taken(tmp_path: Path) -> None:
    store = open_store(DataPaths(tmp_path))
    add_sample(store, date(2026, 3, 12), pictures=False)
    for kind in (Activity, Staff):
        count_samples_again(store, kind)
    with store.read() as session:
        assert len(examine(session)) > 10
    for table in (AttachmentNumber, MailItem):
        table.__table__.drop(store.engine)  # type: ignore[attr-defined]
    with store.engine.execution_options(writes=True).begin() as connection:
        op: Operations = operations(connection)
        op.drop_column("exchange_peer", "files")
        m0006_media.upgrade(op)
    with store.read() as session:
        assert examine(session) == []
        assert session.scalar(select(func.count()).select_from(AttachmentNumber)) == 0
    store.close()
