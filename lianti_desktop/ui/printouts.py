"""What the preview shows: for each paper the work that makes its file, in a folder that passes."""

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from lianti_desktop.paths import DataPaths, resources_folder
from lianti_desktop.services.leftovers import PRINTED
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.reply import Progress

if TYPE_CHECKING:
    from lianti_desktop.printing.press import Press, PrintResult
    from lianti_desktop.printing.recovery_sheet import RecoverySheet
    from lianti_desktop.storage.store import Store

Produce = Callable[[Progress], "PrintResult"]
Write = Callable[["Store", UUID, Path, "Press"], "PrintResult"]
OLD_SECONDS = 24 * 3600


def recovery_sheet(desk: Desk, sheet: "RecoverySheet") -> Produce:
    """The paper with the recovery code."""

    def work(progress: Progress) -> "PrintResult":
        from lianti_desktop.printing.recovery_sheet import write_recovery_sheet

        out = passing_folder(desk.store.data) / "密码恢复单.pdf"
        return write_recovery_sheet(sheet, out, press_for(progress))

    return work


def press_for(progress: Progress, words: str = "正在排版") -> "Press":
    """A press with the bundled fonts that tells its progress to the window."""
    from lianti_desktop.printing.fonts import FontBook
    from lianti_desktop.printing.press import Press

    def tell(done: int, total: int) -> None:
        progress.tell(words, done, total)

    return Press(FontBook([resources_folder() / "fonts"]), tell, progress.is_cancelled)


def passing_folder(data: DataPaths) -> Path:
    """A fresh folder for files to be looked at; those of yesterday go."""
    data.staging.mkdir(parents=True, exist_ok=True)
    for old in data.staging.glob(f"{PRINTED}*"):
        if time.time() - old.stat().st_mtime > OLD_SECONDS:
            shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=PRINTED, dir=data.staging))
