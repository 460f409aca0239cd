"""A file comes onto the disk whole or not at all, and the user is told why."""

import errno
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.printing.activity_sheet import write_activity_sheet
from lianti_desktop.printing.album import write_album
from lianti_desktop.printing.content import ActivitySheet, AlbumBook, AlbumChapter
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.press import Press, PrintStoppedError, write_whole
from tests.printing.conftest import DrawPhoto

SHEET = ActivitySheet("联合教研（示例）")


def write_text(path: Path) -> None:
    path.write_text("完整")


def test_14_a_full_disk_is_noticed_before_anything_is_written(
    tmp_path: Path, font_book: FontBook
) -> None:
    press = Press(font_book, free_space=lambda _: 3_000_000)
    with pytest.raises(UserError, match=r"放不下.*还差约 5 MB.*资料没有变化.*换一个位置"):
        write_activity_sheet(SHEET, tmp_path / "out.pdf", press)
    assert list(tmp_path.iterdir()) == []


def failing_with(number: int) -> Callable[[Path], None]:
    def build(path: Path) -> None:
        path.write_text("半")
        raise OSError(number, "no")

    return build


@pytest.mark.parametrize(
    ("number", "told"), [(errno.ENOSPC, "磁盘满了"), (errno.EACCES, "可能正被别的程序打开")]
)
def test_14_an_older_file_survives_a_failed_print(
    number: int, told: str, tmp_path: Path, press: Press
) -> None:
    out = tmp_path / "out.pdf"
    out.write_text("旧的")
    with pytest.raises(UserError, match=f"{told}.*资料没有变化.*再打印"):
        write_whole(out, 0, press, failing_with(number))
    assert out.read_text() == "旧的"
    assert list(tmp_path.iterdir()) == [out]


def test_14_the_file_of_an_album_is_hardly_larger_than_its_photos(
    draw_photo: DrawPhoto, tmp_path: Path, press: Press
) -> None:
    photos = tuple(replace(draw_photo(1600 + n, 1200, f"第{n}张"), key=f"p{n}") for n in range(24))
    book = AlbumBook("画册（示例）", chapters=(AlbumChapter("运动会", photos=photos),))
    result = write_album(book, tmp_path / "画册.pdf", press)
    whole = sum(photo.path.stat().st_size for photo in photos)
    assert result.file.stat().st_size <= whole + 1_500_000
    assert len(result.photos) == len(photos)


def test_a_finished_file_replaces_the_older_one(tmp_path: Path, press: Press) -> None:
    out = tmp_path / "folder" / "out.pdf"
    write_whole(out, 0, press, write_text)
    write_whole(out, 0, press, write_text)
    assert out.read_text() == "完整"
    assert list(out.parent.iterdir()) == [out]


def test_14_a_stopped_print_leaves_nothing_behind(tmp_path: Path, font_book: FontBook) -> None:
    press = Press(font_book, cancelled=lambda: True)
    with pytest.raises(PrintStoppedError, match="没有生成文件"):
        write_activity_sheet(SHEET, tmp_path / "out.pdf", press)
    assert list(tmp_path.iterdir()) == []


def test_14_progress_is_told_page_by_page(tmp_path: Path, font_book: FontBook) -> None:
    told: list[tuple[int, int]] = []
    press = Press(font_book, progress=lambda done, total: told.append((done, total)))
    sheet = ActivitySheet("长记录（示例）", process="各校教师交流做法，记录如下。" * 220)
    result = write_activity_sheet(sheet, tmp_path / "out.pdf", press)
    assert told == [(number + 1, result.pages) for number in range(result.pages)]
    assert result.pages > 1
