"""What can be done to a page of an album and to what is chosen on it, in one line over the page."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lianti_desktop.printing.album_pages import AlbumPage, Spot
from lianti_desktop.printing.page import Part
from lianti_desktop.ui.widgets.buttons import QuietButton
from lianti_desktop.ui.widgets.flow_layout import FlowLayout

TOOLS = (
    ("hero", "设为主图", "star"),
    ("words", "改文字", "pen"),
    ("back", "往前挪", "chevron-left"),
    ("on", "往后挪", "chevron-right"),
    ("drop", "不放这张", "close"),
    ("blur", "遮住面部", "eye"),
    ("see", "看这次活动", "calendar"),
    ("lock", "固定这一页", "lock"),
)
FOR_PHOTOS = frozenset({"hero", "words", "back", "on", "drop", "blur", "see"})
FOR_WORDS = frozenset({"words", "see"})
UNLOCK, NO_HERO = "不再固定", "不作主图"


class SpotTools(QWidget):
    """`chosen` with the key of a tool."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: AlbumPage | None = None
        self._spot: Spot | None = None
        row = FlowLayout(parent=self)
        self.buttons: dict[str, QuietButton] = {}
        for key, words, icon in TOOLS:
            button = QuietButton(words, icon, self)
            button.clicked.connect(partial(self._on_clicked, key))
            self.buttons[key] = button
            row.addWidget(button)
        self._show()

    def show_page(self, page: AlbumPage | None) -> None:
        """Another page; nothing on it is chosen yet."""
        self._page, self._spot = page, None
        self._show()

    def show_spot(self, spot: Spot | None) -> None:
        """Something else is chosen."""
        self._spot = spot
        self._show()

    def offers(self, spot: Spot) -> list[tuple[str, str]]:
        """What can be done to a spot, by key and in words."""
        known = self._known(spot)
        return [(key, self.buttons[key].text()) for key, _, _ in TOOLS if key in known]

    def _known(self, spot: Spot | None) -> frozenset[str]:
        can_lock = self._page is not None and bool(self._page.chapter and self._page.photos)
        lock = frozenset({"lock"}) if can_lock else frozenset[str]()
        if spot is None:
            return lock
        return lock | (FOR_PHOTOS if spot.part is Part.PHOTO else FOR_WORDS)

    def _show(self) -> None:
        known = self._known(self._spot)
        for key, button in self.buttons.items():
            button.setEnabled(key in known)
        is_locked = self._page is not None and self._page.is_locked
        self.buttons["lock"].setText(UNLOCK if is_locked else "固定这一页")
        is_hero = self._spot is not None and self._spot.is_hero
        self.buttons["hero"].setText(NO_HERO if is_hero else "设为主图")

    def _on_clicked(self, key: str, _checked: object = None) -> None:
        self.chosen.emit(key)
