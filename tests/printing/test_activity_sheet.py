"""P01 活动记录表 on paper."""

from dataclasses import replace
from pathlib import Path

from lianti_desktop.printing.activity_sheet import activity_sheet_pages, write_activity_sheet
from lianti_desktop.printing.content import (
    ActivitySheet,
    Attendance,
    LessonLine,
    Remark,
    ResolutionLine,
)
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.page import beyond_paper, solid_overlaps
from lianti_desktop.printing.press import Press
from tests.printing.conftest import DrawPhoto
from tests.printing.pdf_reading import outline_pages, page_texts, unembedded_fonts

SHEET = ActivitySheet(
    title="四年级语文“同课异构”联合教研",
    kind="联合教研",
    state="资料齐全",
    number="LL-2025-2-LY-007",
    term="2025—2026学年第二学期",
    alliance="青石桥片区教育联盟（示例）",
    when="2026年3月12日（第3周 周四） 8:30—11:40",
    place="青石桥中心小学多功能教室",
    host="青石桥中心小学",
    chair="曾小贤",
    recorder="龙𬭚",
    attendance=(
        Attendance("青石桥中心小学", staff=12, pupils=46),
        Attendance("云盘教学点", staff=2, parents=3, is_estimated=True),
    ),
    process="全体教师围绕三问展开讨论。",
    resolutions=(ResolutionLine("完成一节“回头课”", "各成员校", "2026年4月30日"),),
    lessons=(
        LessonLine("㛃䶮", "白鹭湾小学", "语文", "三四年级复式班", "《大自然的声音》", "研讨课"),
    ),
    remarks=(Remark("四年级 小荷", "原来风吹过竹林也可以写成诗。"),),
    attachments=("活动方案.docx",),
)


def test_everything_that_was_recorded_is_on_the_sheet(tmp_path: Path, press: Press) -> None:
    result = write_activity_sheet(SHEET, tmp_path / "sheet.pdf", press)
    text = "".join(page_texts(result.file))
    for part in (
        "活动记录表",
        "四年级语文“同课异构”联合教研",
        "LL-2025-2-LY-007",
        "2026年3月12日（第3周周四）",
        "龙𬭚",
        "㛃䶮",
        "约5",
        "63",
        "《大自然的声音》",
        "各成员校",
        "——四年级小荷",
        "1.活动方案.docx",
        "承办学校负责人（盖章）",
        f"第{result.pages}页共{result.pages}页",
    ):
        assert part in text
    assert "None" not in text
    assert result.warnings == ()
    assert unembedded_fonts(result.file) == set()
    assert outline_pages(result.file) == {"活动记录表": 1}


def test_a_column_of_numbers_that_nobody_filled_is_not_printed(
    tmp_path: Path, press: Press
) -> None:
    result = write_activity_sheet(SHEET, tmp_path / "sheet.pdf", press)
    text = "".join(page_texts(result.file))
    assert "家长" in text
    assert "党员" not in text
    assert "专家" not in text


def test_an_empty_record_gives_a_form_to_fill_in_by_hand(tmp_path: Path, press: Press) -> None:
    result = write_activity_sheet(ActivitySheet(""), tmp_path / "sheet.pdf", press)
    (text,) = page_texts(result.file)
    assert "活动过程" in text
    assert "None" not in text


def test_three_thousand_characters_run_over_pages(tmp_path: Path, press: Press) -> None:
    sentence = "各校教师逐条交流复式班的做法。"
    sheet = replace(SHEET, process=sentence * 200)
    result = write_activity_sheet(sheet, tmp_path / "sheet.pdf", press)
    texts = page_texts(result.file)
    assert len(texts) >= 3
    assert "（续）" in texts[1]
    assert sum(text.count("各校教师逐条交流复式班") for text in texts) >= 180


def test_a_sample_says_so_and_late_entry_says_so(setter: Typesetter, tmp_path: Path) -> None:
    press = Press(setter.font_book)
    sheet = replace(SHEET, sample=True, late_entry=True)
    result = write_activity_sheet(sheet, tmp_path / "sheet.pdf", press)
    text = page_texts(result.file)[0]
    assert "补录" in text
    assert "示例" in text.replace("（示例）", "")


def test_nothing_overlaps_with_one_and_with_thirty_photos(
    setter: Typesetter, draw_photo: DrawPhoto
) -> None:
    sizes = [(640, 480), (480, 640), (640, 360), (500, 500)]
    for count in (1, 30):
        photos = tuple(draw_photo(*sizes[n % 4], caption=f"照片说明{n}") for n in range(count))
        pages = activity_sheet_pages(replace(SHEET, photos=photos), setter)
        assert not any(solid_overlaps(page) for page in pages)
        assert not any(beyond_paper(page) for page in pages)


def test_a_character_without_a_font_is_listed(tmp_path: Path, press: Press) -> None:
    sheet = replace(SHEET, recorder="龙\ue863")
    result = write_activity_sheet(sheet, tmp_path / "sheet.pdf", press)
    assert result.warnings == ("这些字没有字体能打出来，纸上是空方框：\ue863",)


def test_equal_sheets_give_equal_files(tmp_path: Path, press: Press) -> None:
    first = write_activity_sheet(SHEET, tmp_path / "one.pdf", press)
    second = write_activity_sheet(SHEET, tmp_path / "two.pdf", press)
    assert first.file.read_bytes() == second.file.read_bytes()
