"""From records to the words on paper."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PIL import Image
from sqlalchemy import select

from lianti_desktop.domain.activity_kinds import ActivityKind
from lianti_desktop.domain.words import (
    ActivityState,
    MediaConsent,
    ParticipantRole,
    SignMode,
    SiteRole,
)
from lianti_desktop.paths import DataPaths
from lianti_desktop.printing.album_plan import PHOTOS_EACH
from lianti_desktop.printing.content import ActivitySheet, AlbumBook, Attendance
from lianti_desktop.printing.gather import Gathered, gather_sheet, gather_sign_in, when
from lianti_desktop.printing.gather_album import (
    LONGEST_TEXT,
    AlbumAsked,
    gather_album,
    shortened,
)
from lianti_desktop.printing.gather_photos import PhotoShelf
from lianti_desktop.printing.press import Press
from lianti_desktop.printing.prints import print_album
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import (
    Activity,
    ActivityContribution,
    ActivityCount,
    Participant,
)
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.lessons import Media, Reflection
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.schools import Alliance, School
from lianti_desktop.storage.site import settle_site
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Deed, Store, open_store

TERM = {"name": "2025—2026学年第二学期", "begin": date(2026, 2, 24), "end": date(2026, 7, 10)}


class Office:
    """A store with a core school, a campus and a term; `add` enters a record."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.attachments = AttachmentStore(store.data.attachments)
        self.core = self.add(School, name="青石镇中心小学", short_name="中心小学")
        self.campus = self.add(School, name="青石镇柳林校区", short_name="柳林校区")
        self.alliance = self.add(Alliance, name="青石镇教联体")
        self.term = self.add(Term, **TERM)
        with store.transaction() as session:
            settle_site(session, self.core, self.alliance, SiteRole.CORE)

    def add(self, record: type[Record], /, *, sample: bool = False, **values: Any) -> UUID:
        """The id of a new record."""
        with self.store.change(Deed("新增")) as session:
            session.info["sample"] = sample
            return records.save(session, record, None, values).id

    def activity(self, *, sample: bool = False, **values: Any) -> UUID:
        """The id of an activity that was held in the term."""
        usual = {
            "title": "送教下乡",
            "kind": ActivityKind.RESEARCH_LESSON_DELIVERY,
            "state": ActivityState.HELD,
            "held_on": date(2026, 3, 12),
            "host": self.core,
        }
        return self.add(Activity, sample=sample, **usual | values)

    def photo(self, activity: UUID, colour: str, **values: Any) -> UUID:
        """The id of a photo of 40 by 30 points."""
        file = self.store.data.root / "photo.jpg"
        Image.new("RGB", (40, 30), colour).save(file)
        digest = self.attachments.put_file(file)
        usual = {"width": 40, "height": 30, "consent_state": MediaConsent.OK, "file": digest}
        return self.add(Media, activity=activity, **usual | values)

    def sheet(self, activity: UUID, workroom: Path) -> Gathered[ActivitySheet]:
        """The record sheet."""
        with self.store.read() as session:
            return gather_sheet(session, activity, PhotoShelf(self.attachments, workroom))

    def album(self, workroom: Path) -> Gathered[AlbumBook]:
        """The album of the term."""
        asked = AlbumAsked(self.term, date(2026, 7, 3))
        with self.store.read() as session:
            return gather_album(session, asked, PhotoShelf(self.attachments, workroom))


@pytest.fixture(scope="module")
def office_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office's folder, to be copied."""
    folder = tmp_path_factory.mktemp("gather")
    store = open_store(DataPaths(folder))
    Office(store)
    store.close()
    return folder


@pytest.fixture
def office(tmp_path: Path, office_folder: Path) -> Iterator[Office]:
    """An office of its own."""
    folder = tmp_path / "data"
    shutil.copytree(office_folder, folder)
    store = open_store(DataPaths(folder))
    copied = Office.__new__(Office)
    copied.store, copied.attachments = store, AttachmentStore(store.data.attachments)
    with store.read() as session:
        copied.core, copied.campus = session.scalars(select(School.id).order_by(School.id))
        copied.alliance = session.scalars(select(Alliance.id)).one()
        copied.term = session.scalars(select(Term.id)).one()
    yield copied
    store.close()


@pytest.fixture
def workroom(tmp_path: Path) -> Path:
    """A folder for turned photos."""
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


def test_a_sheet_speaks_in_words_and_names(office: Office, workroom: Path) -> None:
    recorder = office.add(Staff, name="曾小贤", school=office.core)
    row = office.activity(
        place="三年级教室",
        attended=[office.core, office.campus],
        organiser=office.campus,
        alliance=office.alliance,
        recorder=recorder,
        responsible_person=recorder,
        starts_at="14:30",
        ends_at="16:30",
        process_text="上课、评课。",
        late_entry=True,
    )
    office.add(ActivityCount, activity=row, school=office.campus, staff_count=5, is_estimated=True)
    office.add(ActivityContribution, activity=row, school=office.campus, text="来了五人。")
    office.add(Reflection, activity=row, author_label="三年级 小荷", text="很高兴。")
    sheet = office.sheet(row, workroom).content
    assert sheet.when == "2026年3月12日（第3周 周四） 14:30—16:30"
    assert (sheet.kind, sheet.state, sheet.term) == ("送教下乡", "已开展", TERM["name"])
    assert (sheet.host, sheet.organiser, sheet.alliance) == ("中心小学", "柳林校区", "青石镇教联体")
    assert (sheet.chair, sheet.recorder) == ("曾小贤", "曾小贤")
    assert sheet.attendance == (
        Attendance("中心小学"),
        Attendance("柳林校区", staff=5, is_estimated=True),
    )
    assert sheet.process == "上课、评课。\n【柳林校区】来了五人。"
    assert [(one.author, one.text) for one in sheet.remarks] == [("三年级 小荷", "很高兴。")]
    assert sheet.late_entry
    assert not sheet.sample


def test_an_empty_activity_makes_an_empty_sheet(office: Office, workroom: Path) -> None:
    row = office.add(Activity)
    found = office.sheet(row, workroom)
    assert found.content == ActivitySheet(title="", state="已开展")
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ({"held_on": None}, ""),
        ({"held_until": date(2026, 3, 13)}, "2026年3月12日（第3周 周四）—2026年3月13日"),
        ({"starts_at": "09:00"}, "2026年3月12日（第3周 周四） 09:00"),
        ({"held_on": date(2026, 8, 20)}, "2026年8月20日（周四）"),
    ],
)
def test_days_and_hours_are_written_out(
    office: Office, values: dict[str, Any], written: str
) -> None:
    row = office.activity(**values)
    with office.store.read() as session:
        assert when(records.get(session, Activity, row)) == written


def test_the_person_in_the_chair_is_the_one_who_signed_in_as_such(
    office: Office, workroom: Path
) -> None:
    row = office.activity(responsible_person=office.add(Staff, name="周明远"))
    person = office.add(Staff, name="单于静")
    office.add(Participant, activity=row, person=person, role=ParticipantRole.CHAIR)
    assert office.sheet(row, workroom).content.chair == "单于静"


def test_a_sign_in_sheet_names_people_school_by_school(office: Office) -> None:
    row = office.activity(attended=[office.core, office.campus])
    for name, school, more in (
        ("解晓岚", office.campus, {"signed": True}),
        ("曾小贤", office.core, {"mode": SignMode.LEAVE}),
    ):
        person = office.add(Staff, name=name, school=school, post="教师")
        office.add(Participant, activity=row, person=person, **more)
    with office.store.read() as session:
        filled = gather_sign_in(session, row)
        blank = gather_sign_in(session, row, blank=True)
    assert [(one.name, one.school, one.post, one.signed) for one in filled.attendees] == [
        ("曾小贤", "中心小学", "教师（请假）", False),
        ("解晓岚", "柳林校区", "教师", True),
    ]
    assert blank.attendees == ()
    assert blank.title == filled.title == "送教下乡"


def test_photos_stand_in_the_order_given_and_turned_ones_upright(
    office: Office, workroom: Path
) -> None:
    row = office.activity()
    office.photo(row, "#A33", rank=2, caption="后", turned=1)
    office.photo(row, "#3A3", rank=1, caption="先", is_hero=True)
    first, second = office.sheet(row, workroom).content.photos
    assert (first.caption, first.is_hero, first.width, first.height) == ("先", True, 40, 30)
    assert (second.caption, second.width, second.height) == ("后", 30, 40)
    with Image.open(second.path) as picture:
        assert picture.size == (30, 40)


def test_a_photo_that_may_not_be_used_or_is_gone_is_left_out_with_a_word(
    office: Office, workroom: Path
) -> None:
    row = office.activity()
    office.photo(row, "#A33", consent_state=MediaConsent.BLOCKED)
    office.add(Media, activity=row, file="0" * 64)
    found = office.sheet(row, workroom)
    assert found.content.photos == ()
    assert found.warnings == (
        "“送教下乡”有 1 张照片没有使用许可，没有印",
        "“送教下乡”有 1 张照片的文件找不到了，没有印",
    )


def test_an_album_holds_what_was_held_in_the_order_of_the_days(
    office: Office, workroom: Path
) -> None:
    office.activity(title="后", held_on=date(2026, 4, 2))
    office.activity(title="先", held_on=date(2026, 3, 2))
    office.activity(title="计划", state=ActivityState.PLANNED)
    office.activity(title="例会", kind=ActivityKind.MEETING_REGULAR)
    office.activity(title="党课", kind=ActivityKind.PARTY_LESSON)
    office.activity(title="去年", held_on=date(2025, 3, 2))
    book = office.album(workroom).content
    assert [chapter.title for chapter in book.chapters] == ["先", "后"]
    assert (book.term, book.school) == (TERM["name"], "青石镇中心小学")
    assert book.imprint == ("青石镇教联体 编印", "2026年7月")
    assert not book.sample


def test_an_activity_that_goes_in_only_sometimes_needs_a_photo(
    office: Office, workroom: Path
) -> None:
    row = office.activity(title="党课", kind=ActivityKind.PARTY_LESSON)
    assert office.album(workroom).content.chapters == ()
    office.photo(row, "#A33")
    assert [one.title for one in office.album(workroom).content.chapters] == ["党课"]


def test_an_album_takes_at_most_six_photos_and_the_leading_one_among_them(
    office: Office, workroom: Path
) -> None:
    row = office.activity()
    for number in range(8):
        office.photo(row, f"#{number}0{number}", rank=number, is_hero=number == 7 or None)
    office.photo(row, "#FFF", rank=0, shows_sign_in=True)
    office.photo(row, "#EEE", rank=0, consent_state=MediaConsent.BLUR_NEEDED)
    found = office.album(workroom)
    (chapter,) = found.content.chapters
    assert len(chapter.photos) == PHOTOS_EACH
    assert [photo.is_hero for photo in chapter.photos][-1] is True
    assert found.content.cover_photo == chapter.photos[-1]
    assert found.warnings == ("“送教下乡”有 1 张照片没有使用许可，没有印",)


def test_an_album_prints_remarks_only_of_those_who_agreed(office: Office, workroom: Path) -> None:
    row = office.activity()
    office.photo(row, "#A33", has_pupils=True, consent_state=None)
    for text, agreed in (("印", True), ("不印", None)):
        office.add(Reflection, activity=row, text=text, consent_ok=agreed)
    found = office.album(workroom)
    assert [one.text for one in found.content.chapters[0].remarks] == ["印"]
    assert found.warnings == (
        "“送教下乡”有 1 张照片有学生，还没有确认授权，请先核对",
        "“送教下乡”有 1 篇感言没有标明同意刊用，没有印",
    )


def test_an_album_counts_people_over_all_schools(office: Office, workroom: Path) -> None:
    row = office.activity()
    office.add(ActivityCount, activity=row, school=office.core, staff_count=4, pupil_count=30)
    office.add(ActivityCount, activity=row, school=office.campus, staff_count=2)
    (chapter,) = office.album(workroom).content.chapters
    assert chapter.people == "教师 6 人 · 学生 30 人"


def test_the_sample_is_printed_only_where_there_is_nothing_else(
    office: Office, workroom: Path
) -> None:
    office.activity(title="示例", sample=True)
    book = office.album(workroom).content
    assert ([one.title for one in book.chapters], book.sample) == (["示例"], True)
    office.activity(title="自己的")
    book = office.album(workroom).content
    assert ([one.title for one in book.chapters], book.sample) == (["自己的"], False)


def test_a_term_without_activities_is_said(office: Office, workroom: Path) -> None:
    assert office.album(workroom).warnings == (f"{TERM['name']}还没有可以入册的活动",)


def test_a_long_text_ends_with_a_sentence() -> None:
    text = "上午听课，下午评课。" * 60
    assert shortened(text).endswith("。")
    assert LONGEST_TEXT - 10 <= len(shortened(text)) <= LONGEST_TEXT
    assert shortened("短") == "短"
    assert len(shortened("长" * 500)) == LONGEST_TEXT


def test_what_the_paper_says_and_what_the_records_lack_is_told_together(
    office: Office, press: Press, tmp_path: Path
) -> None:
    row = office.activity()
    office.photo(row, "#A33", turned=1)
    office.photo(row, "#3A3", consent_state=MediaConsent.BLOCKED)
    asked = AlbumAsked(office.term, date(2026, 7, 3))
    result = print_album(office.store, asked, tmp_path / "画册.pdf", press)
    assert result.file.stat().st_size > 1000
    assert result.pages >= 4
    assert result.warnings[0] == "“送教下乡”有 1 张照片没有使用许可，没有印"
