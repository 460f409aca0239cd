"""Where a command works: the data folder, and what the composition root lends it."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lianti_desktop.domain.errors import UserError
from lianti_desktop.paths import DataPaths
from lianti_desktop.storage.store import Deed, Store, open_store

AUTHOR = "命令行"

Screenshots = Callable[[Path, Path], Sequence[Path]]
"""Takes the data folder and a folder for pictures, returns the pictures of the window it made."""


@dataclass(frozen=True)
class Place:
    """The data folder; `screenshots` is lent by the composition root, which knows the window."""

    data: DataPaths
    screenshots: Screenshots | None = None

    @property
    def today(self) -> date:
        """The school's own calendar day."""
        return date.today()  # noqa: DTZ011

    @contextlib.contextmanager
    def store(self) -> Iterator[Store]:
        """The open store of a folder that has been set up."""
        if not self.data.database.exists():
            raise UserError(
                f"“{self.data.root}”里还没有数据，什么都没有改动。请先用 init 建立联盟，"
                "或者用 --data 指定数据文件夹。"
            )
        with self.fresh_store() as store:
            yield store

    @contextlib.contextmanager
    def fresh_store(self) -> Iterator[Store]:
        """The open store, made where there is none yet."""
        store = open_store(self.data)
        try:
            yield store
        finally:
            store.close()


def deed(reason: str) -> Deed:
    """A change made from the command line."""
    return Deed(reason, AUTHOR)
