"""The protocol every field of a form follows.

A field holds one value. It speaks up (`changed`) only when it is left with a new value that can
be read; what cannot be read stays as typed, with the reason in red beneath, and is never lost.
"""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from lianti_desktop.ui.theme import Space, current_sizes, set_look
from lianti_desktop.ui.widgets.words import Words


class Field(QWidget):
    """An editor with its value, hint and error; a kind of field fills in the three last methods."""

    changed = Signal(object)
    edited = Signal()

    def __init__(self, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._kept: Any = None
        self._hint = ""
        self._error = ""
        self._doubt = ""
        self._reason = ""
        self._is_cell = False
        self._plain = self._make_plain()
        self._note = Words("", "small", self).wrapping()
        self._note.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Space.HAIR)
        rows.addWidget(editor)
        rows.addWidget(self._plain)
        rows.addWidget(self._note)
        self.setFocusProxy(editor)

    def value(self) -> Any:
        """The value as last accepted; None when empty."""
        return self._kept

    def set_value(self, value: Any) -> None:
        """Show a value, quietly: nothing is emitted, an old error goes."""
        self._kept = value
        self._write(value)
        self._plain.setText(self._words(value) or "—")
        self._doubt = ""
        self.show_error("")

    def commit(self) -> bool:
        """Take what is typed now; False when it cannot be read (then the old value is kept)."""
        if self._reason:
            return True
        try:
            value = self._read()
        except ValueError as reason:
            self.show_error(str(reason))
            return False
        self._accept(value)
        return True

    def take_back(self, value: Any, sentence: str) -> None:
        """What was accepted last was refused, `value` counts: the text stays, to be tried again."""
        self._kept = value
        self.show_error(sentence)

    def show_error(self, sentence: str) -> None:
        """Say in red what is wrong; "" takes it away."""
        self._error = sentence
        set_look(self._frame(), self._wrong_look() if sentence else self._usual_look())
        self._show_note()

    def error(self) -> str:
        return self._error

    def show_doubt(self, sentence: str) -> None:
        """Say what looks odd but is allowed; "" takes it away."""
        self._doubt = sentence
        self._show_note()

    def note(self) -> str:
        """What stands beneath: the error, else the doubt, else the hint."""
        return self._error or self._doubt or self._hint

    def set_hint(self, sentence: str) -> None:
        self._hint = sentence
        self._show_note()

    def stand_in_cell(self) -> None:
        """No larger than the cell of a table: what stands beneath is said on hover."""
        self._is_cell = True
        grows = QSizePolicy.Policy.Expanding
        self.editor.setSizePolicy(grows, grows)
        self.show_error(self._error)

    def set_readonly(self, reason: str) -> None:
        """Show the value as plain text, `reason` on hover; "" makes it editable again."""
        self._reason = reason
        self._plain.setToolTip(reason)
        self._plain.setAccessibleDescription(reason)
        self._plain.setText(self._words(self._kept) or "—")
        self._plain.setMinimumHeight(current_sizes().control)
        self.editor.setVisible(not reason)
        self._plain.setVisible(bool(reason))
        self.setFocusProxy(self._plain if reason else self.editor)

    def is_readonly(self) -> bool:
        return bool(self._reason)

    def set_name(self, name: str) -> None:
        """The name a screen reader says."""
        self.editor.setAccessibleName(name)
        self._plain.setAccessibleName(name)

    def _accept(self, value: Any) -> None:
        is_new = value != self._kept
        self.set_value(value)
        if is_new:
            self.changed.emit(value)

    def _make_plain(self) -> Words:
        plain = Words("", "plain", self)
        plain.setWordWrap(True)
        plain.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        plain.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        plain.hide()
        return plain

    def _show_note(self) -> None:
        look = "waiting" if self._doubt else "small"
        set_look(self._note, "error" if self._error else look)
        self._note.setText(self.note())
        self._note.setVisible(bool(self.note()) and not self._is_cell)
        if self._is_cell:
            self.editor.setToolTip(self.note())
        self.editor.setAccessibleDescription(self.note())

    def _frame(self) -> QWidget:
        """What turns red when something is wrong."""
        return self.editor

    def _usual_look(self) -> str:
        return "cell" if self._is_cell else ""

    def _wrong_look(self) -> str:
        return "cell-wrong" if self._is_cell else "wrong"

    def _read(self) -> Any:
        """What is typed, as a value; ValueError with a Chinese sentence when it is none."""
        return self._kept

    def _write(self, value: Any) -> None:
        """Put a value into the editor."""

    def _words(self, value: Any) -> str:
        """The value as people read it; "" when there is none."""
        return "" if value is None else str(value)
