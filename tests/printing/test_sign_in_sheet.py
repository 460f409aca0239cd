"""P02 签到表 on paper."""

from pathlib import Path

import pytest

from lianti_desktop.printing.content import Attendee, SignInSheet
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.page import beyond_paper, solid_overlaps
from lianti_desktop.printing.press import Press
from lianti_desktop.printing.sign_in_sheet import sign_in_sheet_pages, write_sign_in_sheet
from tests.printing.pdf_reading import page_texts

LONG_SCHOOL = "青石桥片区中心学校附属白鹭湾九年一贯制学校小学部云盘教学点（示例）"


def sheet_of(count: int, pages: int = 1) -> SignInSheet:
    people = tuple(Attendee(f"教师{n}", "青石桥中心小学", "教师") for n in range(1, count + 1))
    return SignInSheet("联盟例会（示例）", "2026年3月12日", "会议室", "中心小学", "", people, pages)


@pytest.mark.parametrize(
    ("count", "wanted", "pages"), [(0, 1, 1), (20, 1, 1), (21, 1, 2), (45, 1, 3), (0, 3, 3)]
)
def test_there_are_twenty_rows_a_page(
    count: int, wanted: int, pages: int, tmp_path: Path, press: Press
) -> None:
    result = write_sign_in_sheet(sheet_of(count, wanted), tmp_path / "sheet.pdf", press)
    texts = page_texts(result.file)
    assert result.pages == len(texts) == pages
    assert all("活动名称：联盟例会（示例）" in text for text in texts)
    assert all("序号学校姓名职务签名" in text for text in texts)
    assert str(20 * pages) in texts[-1]
    assert all(f"教师{n}" in "".join(texts) for n in range(1, count + 1))


def test_long_names_shrink_until_they_stay_in_their_row(setter: Typesetter) -> None:
    people = (
        Attendee("阿依古丽·买买提江·吐尔逊", LONG_SCHOOL, "副校长兼教导主任、语文组组长"),
    ) * 20
    sheet = SignInSheet(
        "联合教研（示例）" * 4, "2026年3月12日" * 3, "地点" * 20, "中心小学", "", people
    )
    (page,) = sign_in_sheet_pages(sheet, setter)
    assert not solid_overlaps(page)
    assert not beyond_paper(page)


def test_who_has_signed_is_marked(tmp_path: Path, press: Press) -> None:
    sheet = SignInSheet("例会（示例）", attendees=(Attendee("龙𬭚", signed=True), Attendee("㛃䶮")))
    result = write_sign_in_sheet(sheet, tmp_path / "sheet.pdf", press)
    (text,) = page_texts(result.file)
    assert text.count("已签到") == 1
    assert "龙𬭚" in text
    assert "㛃䶮" in text
