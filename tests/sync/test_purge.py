"""A personal value that the core school erases is gone everywhere, and every chain still holds."""

from uuid import UUID

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage import records
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.doctor import examine
from lianti_desktop.storage.lessons import Media, Reflection
from lianti_desktop.storage.log.history import history
from lianti_desktop.storage.log.undo import steps
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.search_index import search
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Deed
from lianti_desktop.sync.conflicts import conflicts
from lianti_desktop.sync.ownership import PURGE
from lianti_desktop.sync.purge import finish_purges, purge
from tests.sync.conftest import Village
from tests.sync.village import Office

SECRET, LATER = "13977770001", "13977770002"
WHY = "本人要求"


def holds(office: Office, text: str) -> bool:
    """Whether the bytes of the database hold a text."""
    folder = office.store.data.root
    return any(text.encode() in path.read_bytes() for path in folder.glob("lianti.db*"))


def test_a_telephone_number_is_erased_on_every_pc_with_its_history_and_its_search_words(
    village: Village,
) -> None:
    row = village.campus.add(Staff, name="王强（示例）", phone=SECRET, school=village.campus.school)
    village.campus.change(Staff, row, phone=LATER)
    village.by_core()
    assert holds(village.campus, SECRET)
    assert holds(village.laptop, LATER)
    done = purge(village.core.store, (row, "phone"), WHY)
    assert (done.columns, done.commits) == (("phone",), 2)
    village.by_core()
    for office in village.offices:
        assert office.value(Staff, row, "phone") is None
        assert not holds(office, SECRET)
        assert not holds(office, LATER)
        assert office.problems() == []
        assert office.digests() == village.core.digests()
        with office.store.read() as session:
            assert search(session, LATER) == []
            changes = [change for event in history(session, Staff, row) for change in event.changes]
        assert {change.new for change in changes if change.column == "phone"} <= {None}


def test_what_was_written_without_knowing_of_the_purge_is_erased_when_it_arrives(
    village: Village,
) -> None:
    row = village.campus.add(Staff, name="王强（示例）", phone=SECRET, school=village.campus.school)
    village.by_core()
    village.laptop.change(Staff, row, phone=LATER, post="教务员")
    late = village.laptop.pack_for(village.core.school, village.stick)
    purge(village.core.store, (row, "phone"), WHY)
    village.carry(village.core, village.other)
    village.core.take(late)
    assert village.core.value(Staff, row, "post") == "教务员"
    village.by_core()
    for office in village.offices:
        assert office.value(Staff, row, "phone") is None
        assert not holds(office, LATER)
        assert office.problems() == []
        assert office.digests() == village.core.digests()
        with office.store.read() as session:
            assert conflicts(session) == []
    village.campus.change(Staff, row, phone="13900000000")
    village.by_core()
    assert village.core.value(Staff, row, "phone") == "13900000000"
    assert [office.problems() for office in village.offices] == [[], [], [], []]


def test_a_purge_that_comes_before_the_commits_it_speaks_of_takes_effect_all_the_same(
    village: Village,
) -> None:
    village.by_core()
    row = village.campus.add(Staff, name="王强（示例）", phone=SECRET, school=village.campus.school)
    file = village.campus.pack_for(village.laptop.school, village.stick)
    village.carry(village.campus, village.core)
    purge(village.core.store, (row, "phone"), WHY)
    village.carry(village.core, village.laptop)
    village.laptop.take(file)
    assert village.laptop.value(Staff, row, "phone") is None
    assert not holds(village.laptop, SECRET)
    assert village.laptop.problems() == []


def test_only_the_core_school_erases_also_when_a_commit_says_otherwise(village: Village) -> None:
    row = village.campus.add(Staff, name="王强（示例）", phone=SECRET, school=village.campus.school)
    village.carry(village.campus, village.core)
    with pytest.raises(UserError, match="由中心校办理"):
        purge(village.campus.store, (row, "phone"), WHY)
    with village.campus.store.change(Deed("冒充", action=PURGE)) as session:
        records.get(session, Staff, row).phone = None
    outcome = village.core.take(village.campus.pack_for(village.core.school, village.stick))
    assert [reason for reason in outcome.void if "抹去" in reason] != []
    assert village.core.value(Staff, row, "phone") == SECRET


def test_a_purge_is_no_step_that_can_be_undone(village: Village) -> None:
    row = village.core.add(Staff, name="王强（示例）", phone=SECRET, school=village.core.school)
    purge(village.core.store, (row, "phone"), WHY)
    with village.core.store.read() as session:
        assert "抹去" not in steps(session).undo[-1].reason


def test_an_open_cell_is_not_touched_and_the_sentence_says_what_can_be_done(
    village: Village,
) -> None:
    row = village.core.add(Staff, name="王强（示例）", school=village.core.school)
    with pytest.raises(UserError, match=r"“姓名”.*抹不掉.*手机"):
        purge(village.core.store, (row, "name"), WHY)
    with pytest.raises(UserError, match="没有“不存在”这一项"):
        purge(village.core.store, (row, "不存在"), WHY)
    assert village.core.value(Staff, row, "name") == "王强（示例）"


def erase_everywhere(
    village: Village, kind: type[Record], cell: tuple[UUID, str], words: str
) -> None:
    """The core school erases what the campus wrote; then none of the three holds the words."""
    village.carry(village.campus, village.core)
    purge(village.core.store, cell, WHY)
    village.carry(village.core, village.campus, village.laptop)
    for office in village.offices[:3]:
        assert office.value(kind, *cell) is None
        assert not holds(office, words)
        assert office.problems() == []


def test_the_words_of_a_pupil_can_be_erased(village: Village) -> None:
    activity = village.campus.activity("送教")
    row = village.campus.add(
        Reflection, activity=activity, author_label="三年级 小荷", text="不该写上来的话"
    )
    erase_everywhere(village, Reflection, (row, "text"), "不该写上来的话")


def test_a_caption_that_names_a_child_can_be_erased_and_no_reason_repeats_it(
    village: Village,
) -> None:
    activity = village.campus.activity("送教")
    row = village.campus.add(
        Media, activity=activity, caption="不该写的名字在台上", file_name="IMG_0007.jpg"
    )
    village.campus.change(Media, row, caption="不该写的名字在台下")
    village.campus.remove(Media, row)
    erase_everywhere(village, Media, (row, "caption"), "不该写的名字")


def attachment(office: Office, content: bytes) -> str:
    return AttachmentStore(office.store.data.attachments).put_bytes(content)


def test_a_photo_is_destroyed_where_nothing_else_shows_it(village: Village) -> None:
    activity = village.campus.activity("送教")
    files = [attachment(office, b"photo") for office in (village.campus, village.core)]
    row = village.campus.add(Media, activity=activity, file=files[0])
    kept = attachment(village.core, b"other")
    twice = village.core.activity("两处")
    first = village.core.add(Media, activity=twice, file=kept)
    village.core.add(Media, activity=twice, file=kept)
    village.carry(village.campus, village.core)
    purge(village.core.store, (row, "file"), WHY)
    purge(village.core.store, (first, "file"), WHY)
    village.carry(village.core, village.campus)
    for office in (village.campus, village.core):
        assert not AttachmentStore(office.store.data.attachments).has(files[0])
        assert office.value(Media, row, "file") is None
    assert AttachmentStore(village.core.store.data.attachments).has(kept)
    attachment(village.campus, b"photo")
    village.carry(village.core, village.campus)
    assert not AttachmentStore(village.campus.store.data.attachments).has(files[0])
    with village.core.store.read() as session:
        assert examine(session, AttachmentStore(village.core.store.data.attachments)) == []


def test_a_crash_after_the_purge_leaves_nothing_undone(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    activity = village.core.activity("送教")
    file = attachment(village.core, b"photo")
    row = village.core.add(Media, activity=activity, file=file)

    def crash(engine: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("lianti_desktop.sync.purge.scrub", crash)
    with pytest.raises(RuntimeError):
        purge(village.core.store, (row, "file"), WHY)
    monkeypatch.undo()
    finish_purges(village.core.store)
    assert not AttachmentStore(village.core.store.data.attachments).has(file)
