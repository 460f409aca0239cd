"""Paper of one activity: the record sheet and the sign-in sheets, seen before they are printed."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lianti_desktop.paths import program_paths
from lianti_desktop.printing.press import Press, PrintResult
from lianti_desktop.storage.store import Store
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.reply import Progress

if TYPE_CHECKING:
    from lianti_desktop.printing.fonts import FontBook
    from lianti_desktop.printing.page import Page
    from lianti_desktop.printing.preflight import Finding

SETTING = "正在排版"


class Paper(Enum):
    """What can be printed of an activity."""

    SHEET = "活动记录表"
    SIGN_IN = "签到表"
    SIGN_IN_BLANK = "空白签到表"


Examine = Callable[[Store, UUID, "Sequence[Page]", "FontBook"], "list[Finding]"]


class Print(Protocol):
    """Makes the file of an activity."""

    def __call__(self, store: Store, activity: UUID, out: Path, press: Press) -> PrintResult: ...


class ActivityPrinter:
    """Opens the preview; the preview is the print."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        self._parent = parent
        self.found: Sequence[Finding] = ()

    def preview(self, row: UUID, paper: Paper) -> "Finding | None":
        """Make the paper of an activity and show it; the file goes when the preview is closed.

        Gives what was found before printing and is to be mended now, if anything was chosen.
        """
        from lianti_desktop.ui.dialogs.preview import PreviewDialog

        with tempfile.TemporaryDirectory(prefix="lianti-", ignore_cleanup_errors=True) as folder:
            out = Path(folder) / f"{paper.value}.pdf"
            work = partial(self.produce, row, paper, out)
            dialog = PreviewDialog(self._desk, work, paper.value, self._parent)
            dialog.pane.warnings_below = False
            dialog.pane.made.connect(lambda _result: dialog.show_findings(self.found))
            dialog.exec()
            return dialog.chosen

    def produce(self, row: UUID, paper: Paper, out: Path, progress: Progress) -> PrintResult:
        """On the bench: the file with its pages, and what to look at before it is printed."""
        from lianti_desktop.printing.fonts import FontBook
        from lianti_desktop.printing.print_checks import written

        press = Press(
            FontBook([program_paths().fonts]),
            progress=lambda done, total: progress.tell(SETTING, done, total),
            cancelled=progress.is_cancelled,
        )
        store, examine = self._desk.store, _examiners()[paper]
        made = written(
            press,
            partial(_prints()[paper], store, row, out),
            lambda pages: examine(store, row, pages, press.font_book),
        )
        self.found = made.findings
        return made.result


def _prints() -> Mapping[Paper, Print]:
    from lianti_desktop.printing import prints

    return MappingProxyType(
        {
            Paper.SHEET: prints.print_sheet,
            Paper.SIGN_IN: prints.print_sign_in,
            Paper.SIGN_IN_BLANK: prints.print_blank_sign_in,
        }
    )


def _examiners() -> Mapping[Paper, Examine]:
    from lianti_desktop.printing import print_checks as checks

    return MappingProxyType(
        {
            Paper.SHEET: checks.examine_sheet,
            Paper.SIGN_IN: checks.examine_sign_in,
            Paper.SIGN_IN_BLANK: checks.examine_sign_in,
        }
    )
