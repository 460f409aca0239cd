"""Yes, no, or not said yet: two words of which at most one is lit."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from lianti_desktop.ui.theme import Space, set_look
from lianti_desktop.ui.widgets.field import Field

YES, NO = "是", "否"


class YesNo(QWidget):
    """The two words; a lit one is put out by a second click, by Backspace or Delete."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.yes = self._word(YES)
        self.no = self._word(NO)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.HAIR)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        row.addStretch(1)
        self.setFocusProxy(self.yes)

    def answer(self) -> bool | None:
        """What is lit."""
        if self.yes.isChecked():
            return True
        return False if self.no.isChecked() else None

    def set_answer(self, answer: bool | None) -> None:
        """Light one word or none."""
        self.yes.setChecked(answer is True)
        self.no.setChecked(answer is False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            for word in (self.yes, self.no):
                if word.isChecked():
                    word.click()
            return
        super().keyPressEvent(event)

    def _word(self, text: str) -> QPushButton:
        word = QPushButton(text, self)
        word.setCheckable(True)
        word.setCursor(Qt.CursorShape.PointingHandCursor)
        set_look(word, "plain")
        word.toggled.connect(lambda lit: set_look(word, "pill" if lit else "plain"))
        return word


class YesNoField(Field):
    """Holds True, False or None."""

    def __init__(self) -> None:
        self.words = YesNo()
        super().__init__(self.words)
        self.words.yes.clicked.connect(lambda lit: self._lit(other=self.words.no, lit=lit))
        self.words.no.clicked.connect(lambda lit: self._lit(other=self.words.yes, lit=lit))

    def set_name(self, name: str) -> None:
        super().set_name(name)
        for word in (self.words.yes, self.words.no):
            word.setAccessibleName(f"{name}：{word.text()}")

    def _lit(self, *, other: QPushButton, lit: bool) -> None:
        if lit:
            other.setChecked(False)
        self.commit()

    def _read(self) -> bool | None:
        return self.words.answer()

    def _write(self, value: bool | None) -> None:
        self.words.set_answer(value)

    def _words(self, value: bool | None) -> str:
        if value is None:
            return ""
        return YES if value else NO
