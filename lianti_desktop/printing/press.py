"""What a printing job is given and gives back, and how its file comes onto the disk whole."""

import errno
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from lianti_desktop.domain.errors import UserError
from lianti_desktop.printing.fonts import FontBook

MEGABYTE = 1_000_000
LEAST_SPACE = 8 * MEGABYTE


class PrintStoppedError(UserError):
    """The user stopped the job; no file was left behind."""

    def __init__(self) -> None:
        super().__init__("已经停下，没有生成文件，已录入的资料没有变化，需要时再打印一次就行。")


def nothing_done(done: int, total: int) -> None:
    """Takes the progress of a job that nobody watches."""


def never() -> bool:
    """Answers for a job that nobody stops."""
    return False


def free_bytes(folder: Path) -> int:
    """How much room the disk of a folder has."""
    return shutil.disk_usage(folder).free


@dataclass(frozen=True)
class Press:
    """What every document needs besides its content.

    ``progress`` is told how many of how many pages are drawn; ``cancelled`` is asked before each.
    ``is_repeatable`` leaves the time out of the file, so that equal content gives equal bytes.
    """

    font_book: FontBook
    progress: Callable[[int, int], None] = nothing_done
    cancelled: Callable[[], bool] = never
    free_space: Callable[[Path], int] = free_bytes
    is_repeatable: bool = False


@dataclass(frozen=True)
class PrintResult:
    """A finished file, its number of pages and what the user should know about it.

    ``photos`` are the keys of the photos in it, each once.
    """

    file: Path
    pages: int
    warnings: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()


def write_whole(out: Path, needed: int, press: Press, build: Callable[[Path], None]) -> None:
    """Lets ``build`` write a temporary file beside ``out`` and then puts it in place.

    Raises UserError when the disk is full or the file may not be written; an older file of the
    same name then stays as it was.
    """
    unfinished = out.with_name(f"{out.name}.tmp")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _require_space(out.parent, needed, press)
        build(unfinished)
        unfinished.replace(out)
    except OSError as error:
        raise _sentence_for(error, out) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _require_space(folder: Path, needed: int, press: Press) -> None:
    room = press.free_space(folder)
    wanted = max(needed, LEAST_SPACE)
    if room < wanted:
        raise UserError(
            f"“{folder}”所在的磁盘放不下要生成的文件，还差约 {_megabytes(wanted - room)} MB，"
            "已录入的资料没有变化，请清出一些空间，或者换一个位置再打印。"
        )


def _megabytes(size: int) -> int:
    return max(1, round(size / MEGABYTE))


def _sentence_for(error: OSError, out: Path) -> UserError:
    if error.errno == errno.ENOSPC:
        return UserError(
            f"写“{out.name}”时磁盘满了，已录入的资料没有变化，"
            "请清出一些空间，或者换一个位置再打印。"
        )
    return UserError(
        f"“{out.name}”写不进去，可能正被别的程序打开，或者这个位置不让写，"
        "已录入的资料没有变化，请关掉打开它的程序，或者换一个位置再打印。"
    )


def missing_characters(font_book: FontBook) -> Iterable[str]:
    """One warning line when some characters could only be printed as an empty square."""
    if font_book.missing:
        yield f"这些字没有字体能打出来，纸上是空方框：{'、'.join(sorted(font_book.missing))}"
