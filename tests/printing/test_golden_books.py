"""The words of each print of the studio, page by page, as they were last looked at and found good.

After a change that is meant: `python -m tests.printing.test_golden_books` writes them anew.
"""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import pytest

from lianti_desktop.printing.album import write_album
from lianti_desktop.printing.bulletin import write_bulletin
from lianti_desktop.printing.content import (
    ActivitySheet,
    AlbumBook,
    AlbumChapter,
    Attendance,
    Attendee,
    Bulletin,
    BulletinArticle,
    Photo,
    Remark,
    SignInSheet,
    TermVolume,
    VolumeChapter,
    VolumeItem,
    VolumeText,
)
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.press import Press
from lianti_desktop.printing.spine_label import write_spine_label
from lianti_desktop.printing.volume import write_late_pages, write_volume
from lianti_desktop.printing.volume_snapshot import VolumeSnapshot
from tests.printing.conftest import corner_picture

GOLDEN = Path(__file__).parent.parent / "golden"
FONTS = Path(__file__).parents[2] / "resources" / "fonts"
ALLIANCE, SCHOOL, TERM = "青石桥教联体（示例）", "青石桥中心小学", "2025—2026学年第二学期"
STORY = (
    "上午听课两节，龙𬭚老师执教《我的植物朋友》。课后三校教师围绕“观察怎样变成句子”研讨，"
    "形成三条共识，完成率88.5%。\n下午各校带回观察记录，约定下月跟进。"
)
SHEET = ActivitySheet(
    "送教下乡：三年级习作",
    kind="送教下乡",
    state="资料齐全",
    term=TERM,
    alliance=ALLIANCE,
    when="2026年3月12日（第3周 周四） 08:50—11:30",
    place="柳林校区三年级教室",
    host="柳林校区",
    chair="曾小贤",
    recorder="解晓岚",
    attendance=(Attendance("中心小学", staff=6), Attendance("柳林校区", staff=5, pupils=14)),
    process=STORY,
    result="整理出“看图、圈景、配画”三步读诗法。",
    remarks=(Remark("三年级 小荷", "我也想写一棵树。"),),
)
SIGNED = SignInSheet(
    "送教下乡：三年级习作",
    "2026年3月12日",
    "柳林校区",
    "柳林校区",
    ALLIANCE,
    (Attendee("曾小贤", "中心小学", "教导主任", signed=True), Attendee("张䶮", "柳林校区")),
)
VOLUME = TermVolume(
    "学期资料汇编",
    ALLIANCE,
    SCHOOL,
    TERM,
    "第一卷",
    (
        VolumeChapter(
            "计划与方案",
            SCHOOL,
            "已收集",
            (VolumeItem("p", "学期工作计划", VolumeText("学期工作计划", "一、坚持每月例会。")),),
        ),
        VolumeChapter(
            "活动资料：3月",
            SCHOOL,
            "缺 1 件",
            (
                VolumeItem("a", SHEET.title, SHEET, "柳林校区", "2026年3月12日", ("送教下乡",)),
                VolumeItem("s", f"{SHEET.title}签到表", SIGNED, "柳林校区", "2026年3月12日"),
            ),
        ),
    ),
    ("柳林校区　“送教下乡：三年级习作”缺照片",),
    compiler="李文秀",
    checker="曾小贤",
    date="2026年7月6日",
)


def photo(folder: Path, number: int) -> Photo:
    file = folder / f"{number}.jpg"
    corner_picture(640, 480).save(file)
    return Photo(file, 640, 480, f"照片说明{number}", is_hero=number == 0)


def album(style: str) -> Callable[[Path, Press], Path]:
    def write(folder: Path, press: Press) -> Path:
        photos = tuple(photo(folder, number) for number in range(4))
        chapter = AlbumChapter(
            SHEET.title,
            SHEET.kind,
            SHEET.when,
            SHEET.place,
            SHEET.host,
            "教师 11 人 · 学生 14 人",
            STORY,
            photos,
            SHEET.remarks,
        )
        book = AlbumBook(
            "携手同行",
            ALLIANCE,
            SCHOOL,
            TERM,
            cover_photo=photos[0],
            foreword="这本画册记下了一个学期的脚步。",
            chapters=(chapter, AlbumChapter("家长会", "家长会", text="家长到会四十多人。")),
            imprint=("教联体办公室 编印", "2026年7月"),
            style=style,
            members=(SCHOOL, "青石桥柳林校区"),
            editors=("主编 曾小贤",),
        )
        return write_album(book, folder / "album.pdf", press).file

    return write


def bulletin(folder: Path, press: Press) -> Path:
    article = BulletinArticle(SHEET.title, STORY, "柳林校区　供稿", (photo(folder, 0),))
    issue = Bulletin(
        f"{ALLIANCE}简报",
        3,
        11,
        "教联体办公室",
        "2026年4月1日",
        (article, BulletinArticle("三校例会", "议定三件事。", "中心小学　供稿")),
        "县教育局",
        "镇人民政府",
        "各成员校",
        60,
        "编辑：李文秀",
    )
    return write_bulletin(issue, folder / "bulletin.pdf", press).file


def volume(folder: Path, press: Press) -> Path:
    return write_volume(VOLUME, folder / "volume.pdf", press).result.file


def late(folder: Path, press: Press) -> Path:
    bound = VolumeSnapshot("0123456789abcdef" * 4, {"p": 6}, 18)
    return write_late_pages(VOLUME, bound, folder / "late.pdf", press).result.file


def spine(folder: Path, press: Press) -> Path:
    return write_spine_label(VOLUME, 168, folder / "spine.pdf", press).file


PRINTS: dict[str, Callable[[Path, Press], Path]] = {
    "album-pine": album("pine"),
    "album-gallery": album("gallery"),
    "album-ribbon": album("ribbon"),
    "bulletin": bulletin,
    "volume": volume,
    "volume-late": late,
    "volume-spine": spine,
}


def words_of(file: Path) -> str:
    """All words of a PDF, page by page, line by line."""
    with pypdfium2.PdfDocument(file) as document:
        pages = [page.get_textpage().get_text_range().splitlines() for page in document]
    told = []
    for number, lines in enumerate(pages, 1):
        kept = [line.strip() for line in lines if line.strip()]
        told.append("\n".join([f"〔第 {number} 页〕", *kept]))
    return "\n\n".join(told) + "\n"


@pytest.mark.parametrize("name", PRINTS)
def test_the_words_of_each_print_are_those_that_were_found_good(
    name: str, tmp_path: Path, press: Press
) -> None:
    found = words_of(PRINTS[name](tmp_path, press))
    assert found == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def renew() -> None:
    """Writes the words of every print as they are now."""
    press = Press(FontBook([FONTS]), is_repeatable=True)
    for name, write in PRINTS.items():
        with TemporaryDirectory() as place:
            words = words_of(write(Path(place), press))
        (GOLDEN / f"{name}.txt").write_text(words, encoding="utf-8")


if __name__ == "__main__":
    renew()
