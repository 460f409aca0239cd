"""The quiet line at the foot: saved, backup, exchange, progress with a cancel, short messages."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from lianti_desktop.ui.theme import Space, Tone, set_look
from lianti_desktop.ui.widgets.words import Words

BAR_WIDTH = 160


class StatusLine(QFrame):
    """`clicked` with "saved", "backup" or "exchange"; `cancelled` when the progress is stopped."""

    clicked = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "status")
        self._parts = {name: self._part(name) for name in ("saved", "backup", "exchange")}
        self._message = Words("", "small", self)
        self._message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._progress_words = Words("", "small", self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(BAR_WIDTH)
        self._stop = QPushButton("取消", self)
        set_look(self._stop, "status")
        self._stop.clicked.connect(self.cancelled)
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(lambda: self._message.setText(""))
        self._lay_out()
        self.end_progress()

    def set_saved(self, text: str) -> None:
        self._set("saved", text, Tone.SECONDARY)

    def set_backup(self, text: str, tone: Tone = Tone.SECONDARY) -> None:
        self._set("backup", text, tone)

    def set_exchange(self, text: str, tone: Tone = Tone.SECONDARY) -> None:
        self._set("exchange", text, tone)

    def say(self, text: str, seconds: int = 8) -> None:
        """A result in passing; 0 seconds leaves it there."""
        self._message.setText(text)
        self._message.setToolTip(text)
        self._silence.stop()
        if seconds:
            self._silence.start(seconds * 1000)

    def message(self) -> str:
        return self._message.text()

    def show_progress(self, text: str, done: int, total: int) -> None:
        """How far something is; `total` 0 when nobody knows."""
        self._progress_words.setText(f"{text} {done}/{total}" if total else text)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.setAccessibleName(text)
        for part in (self._progress_words, self._bar, self._stop):
            part.show()

    def end_progress(self) -> None:
        for part in (self._progress_words, self._bar, self._stop):
            part.hide()

    def _set(self, name: str, text: str, tone: Tone) -> None:
        part = self._parts[name]
        part.setText(text)
        part.setVisible(bool(text))
        set_look(part, f"status-{tone.value}")

    def _part(self, name: str) -> QPushButton:
        part = QPushButton(self)
        part.setCursor(Qt.CursorShape.PointingHandCursor)
        set_look(part, "status")
        part.clicked.connect(partial(self._on_clicked, name))
        part.hide()
        return part

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.SMALL, 2, Space.SMALL, 1)
        row.setSpacing(Space.SMALL)
        row.addWidget(self._parts["saved"])
        row.addWidget(self._parts["backup"])
        row.addWidget(self._message, 1)
        for part in (self._progress_words, self._bar, self._stop, self._parts["exchange"]):
            row.addWidget(part)

    def _on_clicked(self, name: str, _checked: object = None) -> None:
        self.clicked.emit(name)
