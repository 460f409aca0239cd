"""What a printing job is given and gives back, and how its file comes onto the disk whole."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lianti_desktop.domain.errors import UserError
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.page import Page
from lianti_desktop.storage import whole_file
from lianti_desktop.storage.whole_file import free_bytes

LANGUAGE = "zh-CN"
MAKER = "联体桌面"
"""What a file says that it was made with."""


class PrintStoppedError(UserError):
    """The user stopped the job; no file was left behind."""

    def __init__(self) -> None:
        super().__init__("已经停下，没有生成文件，已录入的资料没有变化，需要时再打印一次就行。")


def nothing_done(done: int, total: int) -> None:
    """Takes the progress of a job that nobody watches."""


def never() -> bool:
    """Answers for a job that nobody stops."""
    return False


def nobody_looks(pages: Sequence[Page]) -> None:
    """Takes the laid pages of a job in which nobody looks for anything."""


@dataclass(frozen=True)
class Press:
    """What every document needs besides its content.

    ``progress`` is told how many of how many pages are drawn; ``cancelled`` is asked before each.
    ``laid`` is shown the pages of a document before they are drawn.
    ``is_repeatable`` leaves the time out of the file, so that equal content gives equal bytes.
    """

    font_book: FontBook
    progress: Callable[[int, int], None] = nothing_done
    cancelled: Callable[[], bool] = never
    free_space: Callable[[Path], int] = free_bytes
    is_repeatable: bool = False
    laid: Callable[[Sequence[Page]], None] = nobody_looks

    def go_on(self) -> None:
        """Raises PrintStoppedError when the user has stopped the job."""
        if self.cancelled():
            raise PrintStoppedError

    def setter(self) -> Typesetter:
        """Sets the texts of a layout, which ends when the user stops the job."""
        return Typesetter(self.font_book, self.go_on)


@dataclass(frozen=True)
class Imprint:
    """What a file says about itself."""

    title: str
    author: str = ""
    subject: str = ""


@dataclass(frozen=True)
class PrintResult:
    """A finished file, its number of pages and what the user should know about it.

    ``warnings`` are what the pages told before they were written, ``photos`` the keys of the photos
    in it, each once. ``lost`` photos could not be read any more when their turn came.
    """

    file: Path
    pages: int
    warnings: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()
    lost: int = 0

    @property
    def late(self) -> tuple[str, ...]:
        """What nobody could know before the file was being written."""
        told = f"有 {self.lost} 张照片的文件在打印时读不出来，纸上留了空位"
        return (told,) if self.lost else ()

    @property
    def told(self) -> tuple[str, ...]:
        """All that the user should know."""
        return (*self.late, *self.warnings)


def write_whole(out: Path, needed: int, press: Press, build: Callable[[Path], None]) -> None:
    """Lets ``build`` write the file of a job whole; raises UserError as storage.whole_file does."""
    whole_file.write_whole(out, needed, build, press.free_space)


def missing_characters(font_book: FontBook) -> Iterable[str]:
    """One warning line when some characters could only be printed as an empty square."""
    if font_book.missing:
        yield f"这些字没有字体能打出来，纸上是空方框：{'、'.join(sorted(font_book.missing))}"
