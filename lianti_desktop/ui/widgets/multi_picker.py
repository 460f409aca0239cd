"""Choosing several of many: each chosen one is a chip with a cross."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from lianti_desktop.ui.theme import Space, set_look
from lianti_desktop.ui.widgets.buttons import IconButton
from lianti_desktop.ui.widgets.field import Field
from lianti_desktop.ui.widgets.flow_layout import FlowLayout
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.pick_line import Create, PickLine, Search
from lianti_desktop.ui.widgets.words import Words


class Chip(QFrame):
    """One chosen option; `removed` when its cross is clicked."""

    removed = Signal(object)

    def __init__(self, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.option = option
        set_look(self, "chip")
        cross = IconButton("close", f"去掉{option.title}", self)
        cross.make_tiny()
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.clicked.connect(lambda: self.removed.emit(self.option))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.SMALL, 1, 2, 1)
        row.setSpacing(2)
        row.addWidget(Words(option.title, "plain", self))
        row.addWidget(cross)
        self.setToolTip(option.subtitle)


class ChipLine(PickLine):
    """The line behind the chips; Backspace in an empty one takes the last chip away."""

    emptied_back = Signal()
    focused = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text() and not self.composing():
            self.emptied_back.emit()
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)


class MultiPickerField(Field):
    """Holds a tuple of Options, in the order they were chosen."""

    def __init__(self, search: Search, create: Create | None = None, placeholder: str = "") -> None:
        self._search = search
        self._create = create
        self._placeholder = placeholder
        self.line = ChipLine(self._others, creates=create is not None, placeholder=placeholder)
        self.box = QFrame()
        self._flow = FlowLayout(Space.HAIR, self.box)
        self._flow.setContentsMargins(3, 3, 3, 3)
        self._flow.addWidget(self.line)
        self._chips: list[Chip] = []
        super().__init__(self.box)
        self._kept = ()
        self._dress()

    def _dress(self) -> None:
        set_look(self.line, "bare")
        set_look(self.box, "box")
        self.box.setFocusProxy(self.line)
        self.line.picked.connect(self._add)
        self.line.creation_asked.connect(self._make)
        self.line.emptied_back.connect(self._drop_last)
        self.line.editingFinished.connect(self.commit)
        self.line.focused.connect(lambda _on: set_look(self.box, self._usual_look()))
        self.line.textEdited.connect(lambda _text: self.edited.emit())

    def set_name(self, name: str) -> None:
        super().set_name(name)
        self.line.setAccessibleName(name)

    def _others(self, text: str, limit: int) -> list[Option]:
        chosen = {option.key for option in self._kept or ()}
        return [option for option in self._search(text, limit) if option.key not in chosen]

    def _add(self, option: Option) -> None:
        self.line.clear()
        self._accept((*(self._kept or ()), option))

    def _make(self, text: str) -> None:
        made = self._create(text) if self._create else None
        if made is not None:
            self._add(made)

    def _remove(self, option: Option) -> None:
        self._accept(tuple(kept for kept in self._kept if kept != option))

    def _drop_last(self) -> None:
        if self._kept:
            self._remove(self._kept[-1])

    def _read(self) -> tuple[Option, ...]:
        text = self.line.text().strip()
        kept: tuple[Option, ...] = self._kept or ()
        if not text:
            return kept
        fitting = [option for option in self._others(text, 2) if option.title == text]
        if len(fitting) != 1:
            raise ValueError(f"没有找到唯一的“{text}”。请从列表里选一个。")
        self.line.clear()
        return (*kept, fitting[0])

    def _write(self, value: tuple[Option, ...] | None) -> None:
        if [chip.option for chip in self._chips] == list(value or ()):
            return
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(place, option) for place, option in enumerate(value or ())]
        self.line.setPlaceholderText("" if value else self._placeholder)
        self.box.updateGeometry()

    def _chip(self, place: int, option: Option) -> Chip:
        chip = Chip(option, self.box)
        chip.removed.connect(self._remove)
        self._flow.insert_widget(place, chip)
        chip.show()
        return chip

    def _usual_look(self) -> str:
        return "box-focus" if self.line.hasFocus() else "box"

    def _words(self, value: tuple[Option, ...] | None) -> str:
        return "、".join(option.title for option in value or ())
