"""The first page while the data is still being opened: it can be read, and clicks are kept."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from lianti_desktop.paths import DataPaths
from lianti_desktop.ui.first_picture import FirstPicture
from lianti_desktop.ui.frame import MainFrame
from lianti_desktop.ui.pages.workbench_cards import WorkbenchCards
from lianti_desktop.ui.ready_page import read_ready

PLACE = "workbench"


class EarlyPage(QObject):
    """Puts up what the last window left for this start; what is clicked waits for the data."""

    painted = Signal()

    def __init__(self, frame: MainFrame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._view: WorkbenchCards | None = None
        self._wish: Callable[[Any], None] | None = None
        self.is_shown = False

    def show(self, data: DataPaths, today: date) -> bool:
        """Whether there was a page for today; `painted` follows."""
        found = read_ready(data, today)
        if found is None:
            return False
        self._view = view = WorkbenchCards()
        view.show_found(found, today)
        view.show_backup(data.backups, today)
        self._frame.add_page(PLACE, view)
        self._frame.show_page(PLACE)
        view.followed.connect(self._keep_line)
        view.new_asked.connect(self._keep_new)
        view.drop_asked.connect(self._keep_drop)
        self._frame.page_chosen.connect(self._keep_place)
        self.is_shown = True
        FirstPicture(view).then(self.painted.emit)
        return True

    def hand_over(self, window: Any) -> Callable[[], None]:
        """The same cards become the page of the window; gives what was wished meanwhile."""
        view, self._view = self._view, None
        if view is None:
            return lambda: None
        from lianti_desktop.ui.pages.workbench import WorkbenchPage

        view.followed.disconnect(self._keep_line)
        view.new_asked.disconnect(self._keep_new)
        view.drop_asked.disconnect(self._keep_drop)
        self._frame.page_chosen.disconnect(self._keep_place)
        page = WorkbenchPage(window.desk, view)
        window.take_in(PLACE, page)
        wish = self._wish
        return lambda: wish(window) if wish else None

    def _keep_line(self, key: object) -> None:
        self._wish = lambda window: window.page().view.followed.emit(key)

    def _keep_new(self) -> None:
        self._wish = lambda window: window.page().new_record()

    def _keep_drop(self) -> None:
        self._wish = lambda window: window.page().take_sample_out()

    def _keep_place(self, place: str) -> None:
        self._wish = lambda window: window.show_place(place)
