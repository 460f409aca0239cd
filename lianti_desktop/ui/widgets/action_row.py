"""The row of actions at the head of a page: one main, at most three more, the rest under ⋯."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QToolButton, QWidget

from lianti_desktop.ui.icons import icon
from lianti_desktop.ui.theme import Space, Tone, current_sizes, set_look
from lianti_desktop.ui.widgets.buttons import IconButton, MainButton, PlainButton

MOST_BUTTONS = 4


@dataclass(frozen=True)
class Action:
    """Something a page can do; `shortcut` as Qt writes it ("Ctrl+N")."""

    key: str
    title: str
    icon: str = ""
    tip: str = ""
    shortcut: str = ""
    danger: bool = False


class ActionRow(QWidget):
    """Says `chosen` with the key of the action; where it gets narrow, more goes under ⋯."""

    chosen = Signal(str)

    def __init__(self, actions: Sequence[Action], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = {action.key: action for action in actions}
        self._buttons: dict[str, PlainButton] = {}
        self._entries: dict[str, QAction] = {}
        self._right: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.SMALL)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for place, action in enumerate(actions[:MOST_BUTTONS]):
            self._add_button(action, main=place == 0)
        self._more = self._make_more(actions[1:])
        self._row.addWidget(self._more)
        self._row.addStretch(1)
        self._share_width()

    def set_enabled(self, key: str, *, enabled: bool, reason: str = "") -> None:
        """Make an action possible or not; the reason is its tooltip meanwhile."""
        tip = _tip(self._actions[key]) if enabled else reason
        for part in self._parts(key):
            part.setEnabled(enabled)
            part.setToolTip(tip)

    def set_title(self, key: str, title: str) -> None:
        for part in self._parts(key):
            part.setText(title)
        self._share_width()

    def button(self, key: str) -> PlainButton:
        """The button of one of the first four."""
        return self._buttons[key]

    def add_right(self, widget: QWidget) -> None:
        """Filters and the like, at the right end."""
        self._row.addWidget(widget)
        self._right.append(widget)
        self._share_width()

    def minimumSizeHint(self) -> QSize:
        main = next(iter(self._buttons.values()), self._more)
        parts = [main, self._more, *self._right]
        wide = sum(part.sizeHint().width() + Space.SMALL for part in parts)
        return QSize(wide, current_sizes().control)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for key, entry in self._entries.items():
                self._colour(entry, self._actions[key])

    def _parts(self, key: str) -> list[PlainButton | QAction]:
        both = (self._buttons.get(key), self._entries.get(key))
        return [part for part in both if part is not None]

    def _add_button(self, action: Action, *, main: bool) -> None:
        kind = MainButton if main else PlainButton
        button = kind(action.title, action.icon, self)
        button.setToolTip(_tip(action))
        button.clicked.connect(partial(self._choose, action.key))
        self._buttons[action.key] = button
        self._row.addWidget(button)
        if action.shortcut:
            chord = QShortcut(QKeySequence(action.shortcut), self)
            chord.activated.connect(partial(self._choose_by_key, action.key))

    def _make_more(self, actions: Sequence[Action]) -> IconButton:
        more = IconButton("more", "更多操作", self)
        set_look(more, "boxed")
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        menu.setToolTipsVisible(True)
        for action in actions:
            if action.danger:
                menu.addSeparator()
            self._entries[action.key] = self._entry(menu, action)
        more.setMenu(menu)
        return more

    def _entry(self, menu: QMenu, action: Action) -> QAction:
        entry = menu.addAction(action.title)
        entry.setToolTip(_tip(action))
        entry.triggered.connect(partial(self._choose, action.key))
        if action.key not in self._buttons and action.shortcut:
            entry.setShortcut(QKeySequence(action.shortcut))
            self.addAction(entry)
        self._colour(entry, action)
        return entry

    def _share_width(self) -> None:
        """Show as many buttons as there is room for; the rest are entries under ⋯."""
        left = self.width() - self.minimumSizeHint().width()
        for key, button in list(self._buttons.items())[1:]:
            left -= button.sizeHint().width() + Space.SMALL
            button.setVisible(left >= 0)
            self._entries[key].setVisible(left < 0)
        self._more.setVisible(any(entry.isVisible() for entry in self._entries.values()))

    def _colour(self, entry: QAction, action: Action) -> None:
        if action.icon:
            entry.setIcon(icon(action.icon, Tone.DANGER if action.danger else Tone.SECONDARY))

    def _choose_by_key(self, key: str) -> None:
        if self._buttons[key].isEnabled():
            self.chosen.emit(key)

    def _choose(self, key: str, _checked: object = None) -> None:
        self.chosen.emit(key)


def _tip(action: Action) -> str:
    words = action.tip or action.title
    return f"{words}（{action.shortcut}）" if action.shortcut else words
