"""One photo large, with what is known of it; the arrows lead to the next."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent, QTransform
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from lianti_desktop.domain.words import MediaConsent
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.record import fields_of
from lianti_desktop.ui.editors import word_options
from lianti_desktop.ui.pages.activity_pen import ActivityPen
from lianti_desktop.ui.pages.activity_view import PhotoLine
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.buttons import IconButton, PlainButton
from lianti_desktop.ui.widgets.choice_field import ChoiceField
from lianti_desktop.ui.widgets.field import Field
from lianti_desktop.ui.widgets.flag_field import FlagField
from lianti_desktop.ui.widgets.line_fields import LineField
from lianti_desktop.ui.widgets.words import Words

LARGEST = QSize(1180, 640)
RIGHT_ANGLE = 90
GONE = "这张照片的文件不在本机，说明和授权还在。请从有原件的电脑上再导入一次。"


class LargePicture(QLabel):
    """A picture as large as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = QPixmap()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumSize(240, 180)
        self.setWordWrap(True)

    def show_file(self, path: Path | None, turned: int) -> None:
        """Show a picture file, turned by right angles; a sentence when there is none."""
        self._whole = QPixmap(str(path)) if path is not None else QPixmap()
        if turned and not self._whole.isNull():
            self._whole = self._whole.transformed(QTransform().rotate(RIGHT_ANGLE * turned))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._whole.isNull():
            self.setText(GONE)
            return
        ratio = self.devicePixelRatioF()
        room = self.size() * ratio
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted = self._whole.scaled(room.boundedTo(self._whole.size()), keep, smooth)
        fitted.setDevicePixelRatio(ratio)
        self.setPixmap(fitted)


class PhotoViewer(QDialog):
    """The photos of an activity one by one; what is changed is stored at once."""

    def __init__(
        self, pen: ActivityPen, photos: Sequence[PhotoLine], row: UUID, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("照片")
        self._pen = pen
        self._photos = list(photos)
        self._place = next(place for place, one in enumerate(photos) if one.id == row)
        self._store = AttachmentStore(pen.desk.store.data.attachments)
        self._values: dict[tuple[UUID, str], object] = {}
        self.picture = LargePicture()
        self.counter = Words("", "secondary")
        self.fields: dict[str, Field] = {
            "caption": LineField("写一句说明，印在照片下面", 60),
            "consent_state": ChoiceField(word_options(MediaConsent)),
            "has_pupils": FlagField("画面里有学生"),
            "shows_sign_in": FlagField("这是签到表"),
        }
        for name, field in self.fields.items():
            field.set_name(fields_of(Media)[name].label)
            field.changed.connect(partial(self._write, name))
        self._lay_out()
        self.resize(LARGEST.boundedTo(parent.window().size()))
        self._show()

    def step(self, by: int) -> None:
        """To another photo."""
        self._commit()
        self._place = (self._place + by) % len(self._photos)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_PageUp: -1}
        steps |= {Qt.Key.Key_Right: 1, Qt.Key.Key_PageDown: 1}
        by = steps.get(Qt.Key(event.key()))
        if by is not None:
            self.step(by)
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """What is being typed is stored when the window closes."""
        self._commit()
        super().done(result)

    def _commit(self) -> None:
        for field in self.fields.values():
            field.commit()

    def _show(self) -> None:
        line = self._photos[self._place]
        path = self._store.path(line.file) if line.file and self._store.has(line.file) else None
        self.picture.show_file(path, line.turned)
        self.picture.setAccessibleName(line.caption or "照片")
        self.counter.setText(f"第 {self._place + 1} 张，共 {len(self._photos)} 张")
        known: dict[str, object] = {
            "caption": line.caption or None,
            "consent_state": line.consent,
            "has_pupils": line.has_pupils,
            "shows_sign_in": line.is_sign_in,
        }
        for name, field in self.fields.items():
            field.set_value(self._values.get((line.id, name), known[name]))
            field.set_readonly(line.locked)

    def _write(self, name: str, value: object) -> None:
        row = self._photos[self._place].id
        self._values[row, name] = value
        self._pen.change_part(Media, row, {name: value})

    def _lay_out(self) -> None:
        back = IconButton("chevron-left", "上一张（←）")
        on = IconButton("chevron-right", "下一张（→）")
        back.clicked.connect(lambda: self.step(-1))
        on.clicked.connect(lambda: self.step(1))
        middle = QHBoxLayout()
        middle.addWidget(back)
        middle.addWidget(self.picture, 1)
        middle.addWidget(on)
        foot = QHBoxLayout()
        foot.setSpacing(Space.MEDIUM)
        foot.addWidget(self.fields["caption"], 3)
        foot.addWidget(Words("授权", "label"))
        foot.addWidget(self.fields["consent_state"], 1)
        foot.addWidget(self.fields["has_pupils"])
        foot.addWidget(self.fields["shows_sign_in"])
        close = PlainButton("关上（Esc）")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        last = QHBoxLayout()
        last.addWidget(self.counter, 1)
        last.addWidget(close)
        column = QVBoxLayout(self)
        column.addLayout(middle, 1)
        column.addLayout(foot)
        column.addLayout(last)
