"""The forms of the daily work are tables of field names: every name must be one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.form_code import code_from
from lianti_desktop.domain.forms import FormSheet, Signs
from lianti_desktop.printing.comparison import comparison_sheet
from lianti_desktop.printing.form_catalogue import FORMS, LISTS, form_named, list_named
from lianti_desktop.printing.form_layouts import (
    Facts,
    FormLayout,
    FormWork,
    LongField,
    blank_form,
    filled_form,
    form_of,
    list_sheet,
)
from lianti_desktop.printing.form_sheet import form_pages, write_forms
from lianti_desktop.printing.gather_photos import PhotoShelf
from lianti_desktop.printing.leaves import TextLeaf, Typesetter
from lianti_desktop.printing.page import Page, beyond_paper, solid_overlaps
from lianti_desktop.printing.press import Press
from lianti_desktop.printing.qr_leaf import QrLeaf
from lianti_desktop.sheets.word_form import word_form_bytes
from lianti_desktop.storage import records
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.lessons import Lesson, LessonObservation
from lianti_desktop.storage.organisation import Facility
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Deed
from tests.activity_world import World, build_world
from tests.printing.pdf_reading import page_texts
from tests.sheets.word_reading import words_of

ABOVE = "青石镇教联体（示例）"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    built = build_world(tmp_path / "data")
    yield built
    built.store.close()


def words_on(pages: list[Page]) -> str:
    leaves = (item.leaf for page in pages for item in page.items)
    lines = (line for leaf in leaves if isinstance(leaf, TextLeaf) for line in leaf.text.lines)
    return "".join(line.text for line in lines)


def check_sound(pages: list[Page]) -> None:
    for page in pages:
        assert not solid_overlaps(page)
        assert not beyond_paper(page)


TOY = FormLayout(
    "place",
    "场馆登记表",
    "facility",
    (
        Facts(("name", "kind")),
        Facts(("school", "capacity")),
        LongField("safety_note", 120),
        Signs(("管理员",)),
    ),
)
"""What a kind of record needs to have its form: these lines and nothing else."""


def observed_lessons(world: World) -> tuple[FormSheet, FormSheet, FormSheet]:
    """The observation form filled and blank, and the comparison of two lessons on one topic."""
    with world.store.change(Deed("录入听课")) as session:
        lessons = [
            records.save(
                session,
                Lesson,
                None,
                {
                    "topic": "大自然的声音",
                    "teacher": person,
                    "school": world.core,
                    "given_on": date(2026, 3, 12),
                },
            )
            for person in world.staff[:2]
        ]
        for mark in (5, 4):
            values = {
                "lesson": lessons[0],
                "observer": world.staff[3],
                "teaching_rating": mark,
                "process_notes": "导入自然，学生活动充分。",
                "suggestions": f"建议{mark}",
            }
            seen = records.save(session, LessonObservation, None, values)
        layout = form_named("observation")
        return (
            filled_form(layout, seen, ABOVE),
            blank_form(layout, ABOVE, seen),
            comparison_sheet(session, lessons, ABOVE),
        )


@pytest.mark.parametrize("layout", FORMS, ids=lambda layout: layout.name)
def test_every_form_is_one_page_when_blank(
    layout: object, world: World, setter: Typesetter
) -> None:
    with world.store.read() as session:
        shelf = PhotoShelf(AttachmentStore(world.store.data.attachments), world.store.data.root)
        sheet = form_of(layout, FormWork(session, shelf, ABOVE, is_blank=True), None)
    pages = form_pages(sheet, setter)
    check_sound(pages)
    assert len(pages) == 1
    assert "None" not in words_on(pages)


def test_a_new_kind_brings_its_form_in_a_few_lines(world: World, setter: Typesetter) -> None:
    with world.store.change(Deed("新增 场馆")) as session:
        values = {"name": "农耕基地", "school": world.core, "capacity": 60}
        place = records.save(session, Facility, None, values)
        filled = filled_form(TOY, place, ABOVE)
        blank = blank_form(TOY, ABOVE, place)
    words = words_on(form_pages(filled, setter))
    assert "名称农耕基地" in words
    assert "青石镇中心小学" in words
    assert "管理员：" in words
    found = code_from(blank.code)
    assert found is not None
    assert (found.form, found.table) == ("place", "facility")
    assert "场馆登记表\n" in words_of(word_form_bytes(filled))


@pytest.mark.parametrize("layout", LISTS, ids=lambda layout: layout.name)
def test_every_list_has_lines_to_write_in_when_blank(layout: object, setter: Typesetter) -> None:
    pages = form_pages(list_sheet(layout, (), ABOVE), setter)  # type: ignore[arg-type]
    check_sound(pages)
    assert len(pages) == 1


def test_a_filled_observation_shows_the_lesson_and_ticks_the_three_ratings(
    world: World, setter: Typesetter
) -> None:
    filled, _, _ = observed_lessons(world)
    pages = form_pages(filled, setter)
    check_sound(pages)
    words = words_on(pages)
    assert len(pages) == 1
    for part in ("课题大自然的声音", "执教教师李文秀", "2026年3月12日", "听课人周雨禾", "听课三评"):
        assert part in words
    assert "教师讲解准确□√□□□学生思维活跃□□□□□" in words
    assert "听课过程评点导入自然，学生活动充分。" in words
    assert "项目教学目标教学内容教学过程教学方法教学效果合计满分2020202020100得分" in words
    assert not any(isinstance(item.leaf, QrLeaf) for item in pages[0].items)


def test_a_blank_form_about_a_record_bears_the_code_that_finds_it(
    world: World, setter: Typesetter
) -> None:
    _, blank, _ = observed_lessons(world)
    pages = form_pages(blank, setter)
    codes = [item.leaf.words for item in pages[0].items if isinstance(item.leaf, QrLeaf)]
    found = code_from(codes[0])
    assert found is not None
    assert (found.form, found.table) == ("observation", "lesson_observation")
    with world.store.read() as session:
        row = records.find(session, found.row)
        assert isinstance(row, LessonObservation)
    assert "导入自然" not in words_on(pages)


def test_lessons_on_one_topic_stand_side_by_side(world: World, setter: Typesetter) -> None:
    _, _, sheet = observed_lessons(world)
    pages = form_pages(sheet, setter)
    check_sound(pages)
    words = words_on(pages)
    assert pages[0].paper.width > pages[0].paper.height
    assert "项目李文秀曾小贤" in words
    assert "听课人次2人次" in words
    assert "平均 4.5 分（2 人评）" in words
    assert "周雨禾：建议5" in words
    assert "周雨禾：建议4" in words


def test_a_list_counts_its_rows_and_goes_on_overleaf(
    world: World, tmp_path: Path, press: Press
) -> None:
    with world.store.change(Deed("录入教职工")) as session:
        for number in range(40):
            values = {"name": f"教师{number}", "school": world.core}
            records.save(session, Staff, None, values)
        staff = list(records.living(session, Staff))
        sheet = list_sheet(list_named("教职工名册"), staff, ABOVE)
    result = write_forms([sheet], tmp_path / "l.pdf", press)
    texts = page_texts(result.file)
    assert "共44名" in texts[0] or "共44" in texts[0]
    assert len(texts) > 1
    assert all("序号姓名性别" in text for text in texts)
    assert all(f"教师{number}" in "".join(texts) for number in range(40))


def test_points_are_added_up_and_long_notes_run_over_pages_beside_the_comments(
    world: World, setter: Typesetter
) -> None:
    with world.store.change(Deed("录入听课")) as session:
        values = {
            "process_notes": "教师提问，学生讨论。" * 300,
            "comments": "问得好。" * 200,
            "goal_score": 18,
            "effect_score": 17,
        }
        seen = records.save(session, LessonObservation, None, values)
        sheet = filled_form(form_named("observation"), seen, ABOVE)
    pages = form_pages(sheet, setter)
    check_sound(pages)
    words = words_on(pages)
    assert len(pages) > 2
    assert "听课过程（续）" in words
    assert "评点（续）" in words
    assert words.count("讨") == 300
    assert "得分181735" in words
    assert "None" not in words


def test_a_form_nobody_knows_is_refused_with_what_there_is() -> None:
    with pytest.raises(UserError, match=r"听课评课记录表"):
        form_named("nothing")
    with pytest.raises(UserError, match=r"教职工名册"):
        list_named("nothing")
