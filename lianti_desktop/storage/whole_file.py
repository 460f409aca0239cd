"""How a file for the user comes onto the disk whole: beside its place first, then put there."""

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

from lianti_desktop.domain.errors import UserError

MEGABYTE = 1_000_000
LEAST_SPACE = 8 * MEGABYTE


def free_bytes(folder: Path) -> int:
    """How much room the disk of a folder has."""
    return shutil.disk_usage(folder).free


def write_whole(
    out: Path,
    needed: int,
    build: Callable[[Path], None],
    free_space: Callable[[Path], int] = free_bytes,
) -> None:
    """Lets ``build`` write a temporary file beside ``out`` and then puts it in place.

    Raises UserError when the disk is full or the file may not be written; an older file of the
    same name then stays as it was.
    """
    unfinished = out.with_name(f"{out.name}.tmp")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _require_space(out.parent, needed, free_space)
        build(unfinished)
        unfinished.replace(out)
    except OSError as error:
        raise _sentence_for(error, out) from error
    finally:
        unfinished.unlink(missing_ok=True)


def put_whole(out: Path, data: bytes) -> None:
    """Puts the bytes of a file made in memory in place; raises UserError as `write_whole` does."""

    def build(unfinished: Path) -> None:
        unfinished.write_bytes(data)

    write_whole(out, len(data), build)


def _require_space(folder: Path, needed: int, free_space: Callable[[Path], int]) -> None:
    room = free_space(folder)
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
