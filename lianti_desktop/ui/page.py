"""What all pages share: a desk, a help topic, and asking again when what they show has changed."""

from pathlib import Path
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from lianti_desktop.ui.desk import Desk


class Page(QWidget):
    """A page of the window; `shows` are the table names whose changes concern it."""

    title: ClassVar[str] = ""
    help_topic: str = "start"
    shows: frozenset[str] = frozenset()

    record_wanted = Signal(str, object)
    """Table name and id of a record that the user wants to see on its own page."""
    field_wanted = Signal(str)
    """A field of the record that `record_wanted` has just brought into view; "" for none wants a
    new record on the page that `place_wanted` has just brought into view."""
    place_wanted = Signal(str)
    """Key of another place that the user wants to go to."""
    said = Signal(str)
    """A quiet line for the status bar."""
    waiting = Signal(str, int)
    """Key of a place and how many things wait there, for the red number in the sidebar."""
    reopen_wanted = Signal(object)
    """Work to do while the data is closed (a restore, a move): a callable without arguments, or
    None. It may give a `Reopening`; the window then opens the same data again, or that named."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stale = True
        desk.changed.connect(self._on_changed)
        desk.term_changed.connect(lambda _: self.mark_stale())

    def refresh(self) -> None:
        """Ask again for all that is shown."""

    def show_record(self, kind: str, row: UUID) -> None:
        """Bring one record into view."""

    def show_field(self, name: str) -> None:
        """Take the cursor to a field of the record in view."""

    def open_file(self, file: Path) -> None:
        """Look at a file that was handed to the program."""

    def new_record(self) -> None:
        """Begin a new record, as Ctrl+N does."""

    def commit(self) -> bool:
        """Store what is being typed; False keeps the user here."""
        return True

    def mark_stale(self) -> None:
        """Ask again now when visible, else when shown next."""
        self._stale = True
        if self.isVisible():
            self._freshen()

    def showEvent(self, event: QShowEvent) -> None:
        """A page that was hidden while things changed asks when it comes back."""
        super().showEvent(event)
        if self._stale:
            self._freshen()

    def _on_changed(self, touched: frozenset[str]) -> None:
        if self.shows & touched:
            self.mark_stale()

    def _freshen(self) -> None:
        self._stale = False
        self.refresh()
