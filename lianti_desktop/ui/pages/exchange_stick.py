"""The line at the head of U盘交换: which stick or folder is meant, and what lies there."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QMenu, QWidget

from lianti_desktop.services.data_place import Volume, VolumeKind
from lianti_desktop.ui.exchange_words import stick_words
from lianti_desktop.ui.preferences import Preferences
from lianti_desktop.ui.theme import Space, Tone, set_look
from lianti_desktop.ui.widgets.buttons import PlainButton
from lianti_desktop.ui.widgets.sign import Sign
from lianti_desktop.ui.widgets.words import Words

VIEW = "exchange"
NONE = "没有插U盘。插上会自动认出；也可以选一个文件夹，比如别人用微信传来的包所在的地方。"


def title_of_stick(stick: Volume) -> str:
    """U盘“教导处”（E:）."""
    place = str(stick.root).rstrip("\\/")
    return f"U盘“{stick.name}”（{place}）" if stick.name and stick.name != place else f"U盘 {place}"


class StickLine(QFrame):
    """`moved` when another place is meant."""

    moved = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self._preferences = preferences
        self._sticks: tuple[Volume, ...] = ()
        self._folder: Path | None = None
        self._chosen: Path | None = None
        self._parcels: int | None = None
        self._sign = Sign("usb", parent=self)
        self.words = Words("", "ink", self).wrapping()
        self.other = PlainButton("换一个位置…", "folder", self)
        self._menu = QMenu(self)
        self.other.clicked.connect(self._show_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.LARGE, Space.SMALL, Space.SMALL, Space.SMALL)
        row.setSpacing(Space.MEDIUM)
        row.addWidget(self._sign)
        row.addWidget(self.words, 1)
        row.addWidget(self.other, 0, Qt.AlignmentFlag.AlignVCenter)
        self._show()

    def place(self) -> Path | None:
        """The folder meant: the one chosen, else the first stick."""
        if self._chosen is not None:
            return self._chosen
        return self._sticks[0].root if self._sticks else None

    def name(self) -> str:
        """What the place is called."""
        stick = self._stick()
        if stick is not None:
            return title_of_stick(stick)
        return f"文件夹“{self._chosen.name or self._chosen}”" if self._chosen else ""

    def free(self) -> int:
        """The room on it, in bytes."""
        import shutil

        stick, place = self._stick(), self.place()
        if stick is not None:
            return stick.free
        return shutil.disk_usage(place).free if place is not None and place.is_dir() else 0

    def is_stick(self) -> bool:
        """Whether the place is a stick that can be unplugged."""
        return self._stick() is not None

    def set_sticks(self, volumes: Sequence[Volume]) -> None:
        """What is plugged in now."""
        before = self.place()
        self._sticks = tuple(one for one in volumes if one.kind is VolumeKind.REMOVABLE)
        if self._chosen is not None and not self._chosen.is_dir():
            self._chosen = None
        self._settle(before)

    def choose(self, place: Path) -> None:
        """A place that somebody chose; kept for the next time when it is a folder of its own."""
        before, self._chosen = self.place(), place
        if self._stick() is None:
            self._preferences.keep_view(VIEW, {"folder": str(place)})
        self._settle(before)

    def set_parcels(self, count: int | None) -> None:
        """How many packages lie there that are new."""
        self._parcels = count
        self._show()

    def parcels(self) -> int:
        """The same, 0 while nobody knows."""
        return self._parcels or 0

    def _stick(self) -> Volume | None:
        place = self.place()
        return next((one for one in self._sticks if one.root == place), None)

    def _settle(self, before: Path | None) -> None:
        if self.place() != before:
            self._parcels = None
            self._show()
            self.moved.emit()
        else:
            self._show()

    def _show(self) -> None:
        is_there = self.place() is not None
        tone = Tone.ACCENT if is_there else Tone.SECONDARY
        self._sign.show_sign("usb", tone)
        if is_there:
            self.words.setText(stick_words(self.name(), self.free(), self._parcels))
        else:
            self.words.setText(NONE)
        set_look(self.words, "ink" if is_there else "secondary")

    def _show_menu(self) -> None:
        self._menu.clear()
        for stick in self._sticks:
            entry = self._menu.addAction(title_of_stick(stick))
            entry.triggered.connect(partial(self._take, stick.root))
        kept = self._preferences.view_of(VIEW).get("folder", "")
        if kept and Path(kept).is_dir():
            entry = self._menu.addAction(f"上次的文件夹“{Path(kept).name}”")
            entry.triggered.connect(partial(self._take, Path(kept)))
        self._menu.addAction("选文件夹…").triggered.connect(self._ask)
        self._menu.popup(self.other.mapToGlobal(self.other.rect().bottomLeft()))

    def _take(self, place: Path, _checked: object = None) -> None:
        self.choose(place)

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选放包的U盘或文件夹")
        if chosen:
            self.choose(Path(chosen))
