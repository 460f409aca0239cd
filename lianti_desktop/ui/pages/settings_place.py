"""Settings: where the data lies, and moving it to another disk."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from lianti_desktop.paths import DataPaths
from lianti_desktop.services.data_place import (
    FOLDER_NAME,
    move_database,
    move_pictures,
    objection,
    warning,
)
from lianti_desktop.storage.store import system_now
from lianti_desktop.storage.watch import Watch
from lianti_desktop.ui.desk import Desk, Progress, Reply
from lianti_desktop.ui.messages import Answer, ask
from lianti_desktop.ui.reopening import Reopening
from lianti_desktop.ui.theme import Space, set_look
from lianti_desktop.ui.volumes import volumes
from lianti_desktop.ui.widgets.buttons import PlainButton, QuietButton
from lianti_desktop.ui.widgets.card import Card
from lianti_desktop.ui.widgets.words import Words

MOVED = "已搬到 {}，都核对过。原来的文件夹 {} 留 30 天再删"
KEPT = "原来的文件夹会留 30 天，核对无误后再删。搬的时候可以接着用，最后会重新打开一下。"


class PlaceCard(Card):
    """`moving` with the last step, to be done while the data is closed."""

    moving = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("资料放在哪里", icon="folder", parent=parent)
        self._desk = desk
        self._path = Words("", "ink").wrapping()
        self._path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note = Words("", "secondary").wrapping()
        self.show_button = QuietButton("打开这个文件夹", "folder")
        self.move_button = PlainButton("搬到别的位置…")
        self.show_button.clicked.connect(self._open_folder)
        self.move_button.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addWidget(self.move_button)
        row.addWidget(self.show_button)
        row.addStretch(1)
        self.body.setSpacing(Space.SMALL)
        for part in (self._path, self._note):
            self.add(part)
        self.body.addLayout(row)
        self.refresh()

    def refresh(self) -> None:
        """The folder of today, and what to think of it."""
        root = self._desk.store.data.root
        advice = warning(root, volumes())
        self._path.setText(str(root))
        self._note.setText(advice or KEPT)
        set_look(self._note, "waiting" if advice else "secondary")

    def move_to(self, aim: Path) -> None:
        """Copy and verify beside the work, then switch."""
        refusal = objection(aim, volumes())
        if refusal:
            self._desk.refused.emit(refusal)
            self._note.setText(refusal)
            set_look(self._note, "danger")
            return
        source = self._desk.store.data

        def work(progress: Progress) -> DataPaths:
            return move_pictures(source, aim, Watch(progress.tell, progress.is_cancelled))

        self._desk.run(work, Reply(self, self._on_copied, self._on_refused))

    def _on_copied(self, target: DataPaths) -> None:
        self.moving.emit(last_step(self._desk, target))

    def _on_refused(self, sentence: str) -> None:
        self._desk.progressed.emit("", 1, 1)
        self._note.setText(sentence)
        set_look(self._note, "danger")

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选新的位置")
        if not chosen:
            return
        aim = Path(chosen)
        if any(aim.iterdir()):
            aim /= FOLDER_NAME
        answers = [Answer("move", "搬到这里"), Answer("stay", "不搬，留在原处")]
        advice = [one for one in (warning(aim, volumes()), KEPT) if one]
        if ask(self, f"把资料搬到 {aim}", advice, answers) == "move":
            self.move_to(aim)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.store.data.root)))


def last_step(desk: Desk, target: DataPaths) -> Callable[[], Reopening]:
    """What is done while the data is closed: the records go over, the settings know it."""
    source, preferences = desk.store.data, desk.preferences

    def work() -> Reopening:
        move_database(source, target, system_now())
        preferences.change(replace(preferences.settings, data_folder=str(target.root)))
        return Reopening(MOVED.format(target.root, source.root), target)

    return work
