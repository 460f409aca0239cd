"""Each form and list says what it said when somebody last read it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from lianti_desktop.domain.forms import FormSheet
from lianti_desktop.domain.words import (
    AwardTarget,
    ConsentScope,
    Gender,
    Grade,
    HonorLevel,
    LessonKind,
    OrganKind,
    StaffCategory,
    Subject,
)
from lianti_desktop.printing.content import Attendee, SignInSheet
from lianti_desktop.printing.form_catalogue import FORMS, LISTS, form_named, list_named
from lianti_desktop.printing.form_layouts import FormWork, form_of, list_sheet
from lianti_desktop.printing.form_prints import numbered
from lianti_desktop.printing.form_sheet import write_forms
from lianti_desktop.printing.gather_photos import PhotoShelf
from lianti_desktop.printing.press import Press
from lianti_desktop.printing.sign_in_sheet import sign_in_form, write_sign_in_sheet
from lianti_desktop.sheets.word_form import word_form_bytes
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import ActivityCount
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.awards import Award
from lianti_desktop.storage.lessons import Lesson, LessonObservation
from lianti_desktop.storage.organisation import Appointment, Consent, Organ
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Deed
from tests.activity_world import THURSDAY, World, add_activity, build_world
from tests.golden_text import agree
from tests.printing.pdf_reading import page_texts
from tests.sheets.word_reading import words_of

ABOVE = "青石镇教联体（示例）"


def enter(session: Session, world: World) -> dict[str, Record]:
    """One record of each kind that has a form or a list, by table."""
    activity = add_activity(
        session, world, result_text="形成三条共识。", problems_next="时间偏紧。"
    )
    for school, numbers in ((world.core, (12, 42, 5)), (world.campus, (7, None, None))):
        counts = dict(
            zip(("staff_count", "pupil_count", "party_member_count"), numbers, strict=True)
        )
        values = {"activity": activity, "school": school} | counts
        records.save(session, ActivityCount, None, values)
    staff = world.staff[1]
    teacher = {
        "gender": Gender.MALE,
        "post": "教导主任",
        "staff_category": StaffCategory.FULL_TIME_TEACHER,
        "weekly_lessons": 12,
        "subjects": ["chinese"],
    }
    about = {"subject": Subject.CHINESE, "grade": Grade.GRADE_3, "kind": LessonKind.DISCUSSION}
    lessons = [
        records.save(
            session,
            Lesson,
            None,
            about
            | {
                "activity": activity,
                "topic": "我的植物朋友",
                "teacher": person,
                "given_on": THURSDAY,
            }
            | {"school": world.core, "same_topic_group": "植物"},
        )
        for person in world.staff[:2]
    ]
    seen = {
        "lesson": lessons[0],
        "observer": world.staff[3],
        "school": world.campus,
        "teaching_rating": 5,
        "thinking_rating": 4,
        "process_notes": "导入自然。\n学生观察叶子。",
        "comments": "问得好。",
        "merits": "活动充分。",
        "suggestions": "多留时间写。",
        "overall": "一节扎实的课。",
        "goal_score": 18,
        "effect_score": 17,
    }
    consent = {
        "scope": ConsentScope.PHOTO_ALBUM_PRINT,
        "granted_by": "全班家长",
        "granted_on": date(2026, 3, 1),
        "paper_ref": "授权册第 3 页",
    }
    award = {
        "target": "曾小贤 老师",
        "target_kind": AwardTarget.PERSON,
        "title": "一等奖",
        "level": HonorLevel.COUNTY,
        "granted_on": date(2026, 7, 6),
        "issuer": ABOVE,
    }
    organ = {"name": "联盟办公室", "kind": next(iter(OrganKind)), "school": world.core}
    office = records.save(session, Organ, None, organ)
    return {
        "activity": activity,
        "lesson": lessons[0],
        "lesson_observation": records.save(session, LessonObservation, None, seen),
        "consent": records.save(session, Consent, None, consent),
        "staff": records.save(session, Staff, staff, teacher),
        "award": records.save(session, Award, None, award),
        "organ": office,
        "appointment": records.save(
            session, Appointment, None, {"organ": office, "person": staff, "post": "主任"}
        ),
    }


@pytest.fixture
def sheets(tmp_path: Path) -> dict[str, FormSheet]:
    """Every form filled in and blank, and every list, by name."""
    world = build_world(tmp_path / "data")
    with world.store.change(Deed("录入")) as session:
        known = enter(session, world)
        shelf = PhotoShelf(AttachmentStore(world.store.data.attachments), tmp_path)
        made: dict[str, FormSheet] = {}
        for layout in FORMS:
            record = known[layout.table]
            for name, is_blank in ((layout.name, False), (f"{layout.name}-blank", True)):
                work = FormWork(session, shelf, ABOVE, is_blank)
                made[name] = form_of(layout, work, record)
        for layout in LISTS:
            rows: Sequence[Record] = [known[layout.table]]
            made[layout.name] = list_sheet(layout, rows, ABOVE)
    world.store.close()
    return made


def test_forms_and_lists_say_what_they_said(
    sheets: dict[str, FormSheet], tmp_path: Path, press: Press
) -> None:
    told = []
    for name, sheet in sheets.items():
        texts = page_texts(write_forms([sheet], tmp_path / f"{name}.pdf", press).file)
        told.append(f"== {name}\n" + "\n".join(texts) + "\n")
    agree("forms", "".join(told))
    assert "None" not in "".join(told)


def test_every_blank_form_bears_a_code_that_counts_it_and_no_filled_one_does(
    sheets: dict[str, FormSheet],
) -> None:
    for layout in FORMS:
        assert sheets[layout.name].code == ""
        blank = sheets[f"{layout.name}-blank"]
        assert blank.code.startswith(f"LTZM1:{layout.name}:{layout.table}:")
        assert numbered(blank, 7).code.endswith(":7")
        assert numbered(sheets[layout.name], 7) == sheets[layout.name]
        assert form_named(layout.title) is layout
    for layout in LISTS:
        assert list_named(layout.title) is layout


def test_a_sign_in_sheet_says_what_it_said_on_paper_and_in_word(
    tmp_path: Path, press: Press
) -> None:
    sheet = SignInSheet(
        "送教下乡（示例）",
        "2026年3月12日（第3周 周四）",
        "柳林校区多功能教室",
        "中心小学",
        ABOVE,
        (Attendee("龙𬭚", "柳林校区", "教师", signed=True), Attendee("曾小贤", "中心小学")),
    )
    texts = page_texts(write_sign_in_sheet(sheet, tmp_path / "s.pdf", press).file)
    word = words_of(word_form_bytes(sign_in_form(sheet)))
    agree("sign_in", "\n".join(texts) + "\n== word\n" + word)
