"""Choosing the stick for a copy: those that are plugged in, or any folder."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from lianti_desktop.services.data_place import Volume, VolumeKind
from lianti_desktop.ui.dialogs.choices import Choices
from lianti_desktop.ui.dialogs.sheet import ButtonRole, Sheet
from lianti_desktop.ui.widgets.option import Option

NO_STICK = "没有找到U盘。插上U盘再打开这里，或者选别的文件夹（比如另一块硬盘）。"


class StickDialog(Sheet):
    """Accepted with `place` set."""

    def __init__(self, volumes: Sequence[Volume], parent: QWidget | None = None) -> None:
        super().__init__("复制到U盘", parent, width=32)
        self.place: Path | None = None
        sticks = [one for one in volumes if one.kind is VolumeKind.REMOVABLE]
        self.add_words("资料和照片一起复制；U盘上已经有的照片不再重复复制，写完会读回来核对。")
        self.choices = Choices([stick_option(stick) for stick in sticks], "选U盘")
        self.body.addWidget(self.choices)
        if not sticks:
            self.add_words(NO_STICK, "waiting")
        self.body.addStretch(1)
        other = self.add_button("选别的文件夹…")
        other.clicked.connect(self._ask)
        self.go = self.add_button("复制到这个U盘", ButtonRole.MAIN)
        self.go.setEnabled(bool(sticks))
        self.go.clicked.connect(self._take)

    def _take(self) -> None:
        self.place = Path(str(self.choices.current()))
        self.accept()

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选放备份的文件夹")
        if chosen:
            self.place = Path(chosen)
            self.accept()


def stick_option(stick: Volume) -> Option:
    """A stick to choose, with the room left on it."""
    size = f"还空着 {stick.free / 1024**3:.1f} GB"
    return Option(str(stick.root), stick.name or str(stick.root), f"{stick.root}，{size}")
