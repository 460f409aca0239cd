"""What an import of photos has to ask before it is kept: a day once for the batch, and twins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lianti_desktop.domain.dates import format_day_long
from lianti_desktop.domain.fields import Day
from lianti_desktop.storage.photo_batch import Similar, StagedBatch
from lianti_desktop.ui.theme import Space, set_look
from lianti_desktop.ui.widgets.buttons import MainButton, PlainButton, QuietButton
from lianti_desktop.ui.widgets.day_field import DayField
from lianti_desktop.ui.widgets.words import Words

TWIN_HEIGHT = 96
PICTURE_DAY = Day("拍摄日期")


@dataclass(frozen=True)
class Answers:
    """The day for photos that do not tell theirs, and the print copies not wanted after all."""

    taken_on: date | None = None
    leave_out: frozenset[str] = frozenset()


def has_questions(batch: StagedBatch) -> bool:
    """Whether the user has to be asked anything."""
    return bool(_twins(batch)) or any(photo.taken is None for photo in batch.photos)


def _twins(batch: StagedBatch) -> Sequence[Similar]:
    """One question for each new photo that looks like another."""
    found: dict[str, Similar] = {}
    for pair in batch.similar:
        found.setdefault(pair.digest, pair)
    return list(found.values())


class TwinRow(QWidget):
    """A new photo beside the one it looks like."""

    def __init__(self, pair: Similar, pictures: Mapping[str, bytes]) -> None:
        super().__init__()
        self.digest = pair.digest
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        there = "同时选的另一张" if pair.in_batch else "已有的"
        for words, digest in ((there, pair.other), ("新选的", pair.digest)):
            row.addWidget(_captioned(words, pictures.get(digest)))
        self.keep = PlainButton("两张都留")
        self.drop = PlainButton("不要新选的")
        self._choice = QButtonGroup(self)
        column = QVBoxLayout()
        for button in (self.keep, self.drop):
            button.setCheckable(True)
            set_look(button, "pill")
            self._choice.addButton(button)
            column.addWidget(button)
        self.keep.setChecked(True)
        column.addStretch(1)
        row.addLayout(column)
        row.addStretch(1)

    def is_dropped(self) -> bool:
        """Whether the new one is not wanted."""
        return self.drop.isChecked()


def _captioned(words: str, picture: bytes | None) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.HAIR)
    shown = QLabel(holder)
    image = QImage.fromData(picture) if picture else QImage()
    if not image.isNull():
        high = Qt.TransformationMode.SmoothTransformation
        shown.setPixmap(QPixmap.fromImage(image.scaledToHeight(TWIN_HEIGHT, high)))
    shown.setAccessibleName(f"{words}照片")
    column.addWidget(shown)
    column.addWidget(Words(words, "small", holder))
    return holder


class PhotoQuestions(QFrame):
    """Stands above the photos until it is answered."""

    answered = Signal(object)
    """Answers."""
    given_up = Signal()

    def __init__(self, batch: StagedBatch, day: date | None, pictures: Mapping[str, bytes]) -> None:
        super().__init__()
        set_look(self, "card")
        self._day = day
        self._column = QVBoxLayout(self)
        self._column.setSpacing(Space.SMALL)
        self._twins = [TwinRow(pair, pictures) for pair in _twins(batch)]
        self.field = DayField(PICTURE_DAY.parse, partial(format_day_long, week=None))
        self._ask_for_day(len([photo for photo in batch.photos if photo.taken is None]))
        self._ask_about_twins()
        self._add_buttons(len(batch.photos))

    def take_focus(self) -> None:
        """The cursor to the button that goes on."""
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def twins(self) -> Sequence[TwinRow]:
        """The pairs asked about."""
        return self._twins

    def _ask_for_day(self, number: int) -> None:
        self.field.set_value(self._day)
        self.field.set_name("拍摄日期")
        self.field.setVisible(number > 0)
        if number:
            words = (
                f"有 {number} 张照片没有拍摄日期（微信传来的常常没有），按哪一天算？空着就不写。"
            )
            self._column.addWidget(Words(words, "ink").wrapping())
        self._column.addWidget(self.field)
        self.field.setMaximumWidth(280)

    def _ask_about_twins(self) -> None:
        if self._twins:
            words = f"有 {len(self._twins)} 张和别的照片很像，留不留由你定。"
            self._column.addWidget(Words(words, "ink").wrapping())
        for twin in self._twins:
            self._column.addWidget(twin)

    def _add_buttons(self, number: int) -> None:
        self.go = MainButton(f"存入 {number} 张照片" if not self._twins else "存入照片")
        self.go.clicked.connect(self._answer)
        self.stop = QuietButton("这次不导入")
        self.stop.clicked.connect(self.given_up)
        row = QHBoxLayout()
        row.addWidget(self.go)
        row.addWidget(self.stop)
        row.addStretch(1)
        self._column.addLayout(row)

    def _answer(self) -> None:
        if self.field.commit():
            dropped = frozenset(twin.digest for twin in self._twins if twin.is_dropped())
            day = self.field.value() if self.field.isVisibleTo(self) else None
            self.answered.emit(Answers(day, dropped))
