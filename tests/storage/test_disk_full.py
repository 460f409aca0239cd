"""A full disk: a plain sentence, and everything stays as it was before."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import event, func, select

from lianti_desktop.domain.errors import UserError
from lianti_desktop.services.photos import add_photos, clear_interrupted
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.backup import backup_files, make_backup, restore_backup
from lianti_desktop.storage.doctor import examine
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.photo_batch import PhotoSource
from lianti_desktop.storage.schools import School
from tests.storage.office import Office

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """The system refuses to let any file grow beyond some bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def fill(office: Office) -> int:
    """Saves until nothing goes any more; returns how many were saved."""
    for number in range(400):
        office.add(School, name=f"学校{number}", features="山" * 400)
    return 400


def schools(office: Office) -> int:
    with office.store.read() as session:
        return session.scalar(select(func.count()).select_from(School)) or 0


def test_a_full_disk_refuses_a_save_and_keeps_what_was_saved(office_file: Office) -> None:
    office = office_file
    before = schools(office)
    event.listen(office.store.engine, "connect", _limit_pages)
    office.store.close()
    with pytest.raises(UserError, match=r"磁盘满了，这一步没有存上。以前存的都在"):
        fill(office)
    assert before < schools(office) < before + 400
    assert office.problems() == []
    event.remove(office.store.engine, "connect", _limit_pages)
    office.store.close()
    saved = schools(office)
    office.add(School, name="腾出空间以后")
    assert schools(office) == saved + 1
    assert office.problems() == []


def _limit_pages(connection: Any, record: object) -> None:
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count={pages + 20}")


def test_a_write_that_the_system_refuses_breaks_nothing(office_file: Office) -> None:
    office = office_file
    with (
        no_file_beyond(office.store.data.database.stat().st_size),
        pytest.raises(UserError, match=r"这一步没有存上。以前存的都在"),
    ):
        fill(office)
    office.store.close()
    assert office.problems() == []
    office.add(School, name="腾出空间以后")


def photo() -> PhotoSource:
    stream = BytesIO()
    Image.frombytes("RGB", (400, 300), os.urandom(400 * 300 * 3)).save(stream, "PNG")
    return PhotoSource("IMG_20260312_093000.png", stream.getvalue())


def test_a_full_disk_refuses_a_photo_and_leaves_nothing_of_it(office_file: Office) -> None:
    office, data = office_file, office_file.store.data
    activity = office.activity()
    first = add_photos(office.store, activity, [photo()])
    with (
        no_file_beyond(20_000),
        pytest.raises(UserError, match=r"磁盘|没有存"),
    ):
        add_photos(office.store, activity, [photo()])
    clear_interrupted(office.store)
    attachments = AttachmentStore(data.attachments)
    with office.store.read() as session:
        assert tuple(session.scalars(select(Media.id))) == first.added
        assert list(attachments.digests()) == list(session.scalars(select(Media.file)))
        assert examine(session, attachments) == []
    assert list(data.staging.iterdir()) == []
    assert len(add_photos(office.store, activity, [photo()]).added) == 1


def test_a_full_disk_refuses_a_backup_and_leaves_no_half_of_it(office_file: Office) -> None:
    office, data = office_file, office_file.store.data
    office.activity()
    whole = make_backup(data, NOW)
    with no_file_beyond(50_000), pytest.raises(UserError, match=r"备份没有做成.*没有变化"):
        make_backup(data, NOW)
    assert backup_files(data.backups) == [whole.path]
    assert sorted(data.backups.iterdir()) == [whole.path]
    assert office.problems() == []


def test_a_full_disk_refuses_to_restore_and_keeps_the_present_data(office_file: Office) -> None:
    office, data = office_file, office_file.store.data
    backup = make_backup(data, NOW)
    office.activity()
    office.store.close()
    with no_file_beyond(50_000), pytest.raises(UserError, match=r"没有恢复成.*没有变化"):
        restore_backup(data, backup.path, NOW)
    assert sorted(path.name for path in data.root.glob("*.restoring")) == []
    with office.store.read() as session:
        assert len(session.scalars(select(Activity.id)).all()) == 1
    assert office.problems() == []
