"""照片: the strip of the activity, what may be done with each picture, and how new ones come in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QTransform
from PySide6.QtWidgets import QFileDialog, QMenu
from sqlalchemy.orm import Session

from lianti_desktop.domain.words import MediaConsent
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.photo_batch import StagedBatch
from lianti_desktop.storage.thumbnails import ThumbnailFile
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.pages.activity_part import ActivityPart
from lianti_desktop.ui.pages.activity_pen import ActivityPen
from lianti_desktop.ui.pages.activity_view import ActivityView, PhotoLine
from lianti_desktop.ui.pages.photo_intake import PhotoIntake
from lianti_desktop.ui.pages.photo_questions import PhotoQuestions
from lianti_desktop.ui.reply import Reply
from lianti_desktop.ui.widgets.buttons import QuietButton
from lianti_desktop.ui.widgets.photo_strip import PhotoStrip
from lianti_desktop.ui.widgets.photo_tile import PhotoTile

RIGHT_ANGLE = 90
PICTURES = "图片 (*.jpg *.jpeg *.png *.webp *.bmp *.heic *.JPG *.JPEG *.PNG *.HEIC);;所有文件 (*)"


class ActivityPhotos(ActivityPart):
    """The pictures in their order."""

    said = Signal(str)
    """A quiet line."""
    opened = Signal(object)
    """The id of a picture that the user wants to see large."""
    asked = Signal(object)
    """A widget with questions has been put up; it may lie below what is seen."""

    def __init__(self, pen: ActivityPen) -> None:
        super().__init__("照片", pen)
        self.strip = PhotoStrip()
        self.intake = PhotoIntake(pen.desk, self)
        self.questions: PhotoQuestions | None = None
        self._lines: dict[UUID, PhotoLine] = {}
        self._pictures: dict[str, bytes] = {}
        self._view: ActivityView | None = None
        self._folder = QuietButton("导入文件夹", "folder")
        self._folder.clicked.connect(self.choose_folder)
        self.head.addWidget(self._folder)
        self.body.addWidget(self.strip)
        self._connect()

    def _connect(self) -> None:
        strip = self.strip
        strip.add_asked.connect(self.choose_files)
        strip.files_dropped.connect(self.take_files)
        strip.image_pasted.connect(self.take_image)
        strip.reordered.connect(self._reorder)
        strip.captioned.connect(partial(self._write, "caption"))
        strip.turned.connect(self._turn)
        strip.main_chosen.connect(self._choose_main)
        strip.children_flagged.connect(partial(self._write, "has_pupils"))
        strip.trashed.connect(partial(self.pen.remove_parts, Media))
        strip.opened.connect(self.opened)
        strip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        strip.customContextMenuRequested.connect(self._open_menu)
        self.intake.asking.connect(self._ask)
        self.intake.finished.connect(self._on_finished)

    def show_view(self, view: ActivityView | None) -> None:
        """Show the pictures; the bytes of those not seen yet are fetched in the background."""
        if (view.id if view else None) != self.intake.activity():
            self._end_questions()
        self._view = view
        lines = view.parts.photos if view else ()
        self._lines = {line.id: line for line in lines}
        self.strip.set_readonly("" if view is None else _locked(view))
        self._show_tiles()
        self._fetch()
        photos = len([line for line in lines if not line.is_sign_in])
        unsure = len([line for line in lines if line.consent in _UNSURE and line.has_pupils])
        asked = f"，{unsure} 张学生照片还没确认授权" if unsure else ""
        self.set_note(f"{photos} 张{asked}" if lines else "拖到这里，或按 Ctrl+V 粘贴")

    def begin(self) -> None:
        """Lets the user choose pictures."""
        self.choose_files()

    def choose_files(self) -> None:
        """Pictures from a folder or a stick."""
        names, _ = QFileDialog.getOpenFileNames(self, "选择照片", "", PICTURES)
        self.take_files([Path(name) for name in names])

    def choose_sheet(self) -> None:
        """Photos of the signed list."""
        names, _ = QFileDialog.getOpenFileNames(self, "选择签到表的照片", "", PICTURES)
        if names:
            files = [Path(name) for name in names]
            self._with_row(lambda row: self.intake.take_files(row, files, is_sheet=True))

    def choose_folder(self) -> None:
        """All pictures of a folder."""
        name = QFileDialog.getExistingDirectory(self, "选择放照片的文件夹")
        if name:
            self.take_files([Path(name)])

    def take_files(self, files: Sequence[Path]) -> None:
        """Bring files in; an activity that does not exist yet is made first."""
        if files:
            self._with_row(lambda row: self.intake.take_files(row, list(files)))

    def take_image(self, image: QImage) -> None:
        """Bring in a picture from the clipboard."""
        self._with_row(lambda row: self.intake.take_image(row, image))

    def _with_row(self, start: Callable[[UUID], None]) -> None:
        row = self.pen.row()
        if row is not None:
            start(row)
        else:
            self.pen.write("新增 活动", _id_of, start)

    def _ask(self, batch: StagedBatch, pictures: Mapping[str, bytes]) -> None:
        self._end_questions()
        questions = PhotoQuestions(batch, self._view.day if self._view else None, pictures)
        questions.answered.connect(self.intake.keep_batch)
        questions.answered.connect(self._end_questions)
        questions.given_up.connect(self.intake.give_up)
        questions.given_up.connect(self._end_questions)
        self.questions = questions
        self.body.insertWidget(0, questions)
        questions.take_focus()
        self.said.emit("照片准备好了，请在“照片”里回答，再存入。")
        QTimer.singleShot(0, self, self._show_questions)

    def _show_questions(self) -> None:
        if self.questions is not None:
            self.asked.emit(self.questions)

    def _end_questions(self, _answers: object = None) -> None:
        if self.questions is not None:
            self.intake.give_up()
            self.body.removeWidget(self.questions)
            self.questions.hide()
            self.questions.deleteLater()
            self.questions = None

    def _on_finished(self, words: str) -> None:
        self.said.emit(words)

    def _show_tiles(self) -> None:
        self.strip.set_tiles([self._tile(line) for line in self._lines.values()])

    def _tile(self, line: PhotoLine) -> PhotoTile:
        return PhotoTile(
            key=line.id,
            picture=self._picture(line),
            caption=line.caption,
            main=line.is_hero,
            with_children=line.has_pupils,
            note=_mark(line),
        )

    def _picture(self, line: PhotoLine) -> QImage | None:
        data = self._pictures.get(line.file or "")
        if data is None:
            return None
        image = QImage.fromData(data)
        if line.turned and not image.isNull():
            return image.transformed(QTransform().rotate(RIGHT_ANGLE * line.turned))
        return image

    def _fetch(self) -> None:
        missing = [line.file for line in self._lines.values() if line.file]
        missing = [file for file in missing if file not in self._pictures]
        if missing:
            question = partial(_thumbnails, self.pen.desk, missing)
            self.pen.desk.ask(question, Reply(self, self._keep_pictures))

    def _keep_pictures(self, found: dict[str, bytes]) -> None:
        self._pictures |= found
        if found:
            self._show_tiles()

    def _write(self, name: str, key: UUID, value: object) -> None:
        self.pen.change_part(Media, key, {name: value})

    def _turn(self, key: UUID) -> None:
        line = self._lines[key]
        self._lines[key] = replace(line, turned=(line.turned + 1) % 4)
        self.strip.update_tile(self._tile(self._lines[key]))
        self._write("turned", key, self._lines[key].turned)

    def _choose_main(self, key: UUID) -> None:
        rows = list(self._lines)

        def work(session: Session, _activity: Activity) -> None:
            for row in rows:
                media = records.get(session, Media, row)
                if bool(media.is_hero) != (row == key):
                    records.save(session, Media, row, {"is_hero": (row == key) or None})

        self.pen.write("修改 主图", work)

    def _reorder(self, keys: list[UUID]) -> None:
        def work(session: Session, _activity: Activity) -> None:
            for place, row in enumerate(keys, start=1):
                if records.get(session, Media, row).rank != place:
                    records.save(session, Media, row, {"rank": place})

        self.pen.write("修改 照片顺序", work)

    def _open_menu(self, place: QPoint) -> None:
        line = self._lines.get(self.strip.selected())  # type: ignore[call-overload]
        if line is None or self.strip.is_readonly():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("放大看").triggered.connect(partial(self._open, line.id))
        consent = menu.addMenu("授权情况")
        for word in MediaConsent:
            entry = consent.addAction(word.label)
            entry.setCheckable(True)
            entry.setChecked(line.consent is word)
            entry.triggered.connect(partial(self._set, line.id, "consent_state", word))
        sheet = menu.addAction("这是签到表的照片")
        sheet.setCheckable(True)
        sheet.setChecked(line.is_sign_in)
        sheet.triggered.connect(partial(self._set, line.id, "shows_sign_in", not line.is_sign_in))
        menu.popup(self.strip.mapToGlobal(place))

    def _open(self, row: UUID, _checked: object = None) -> None:
        self.opened.emit(row)

    def _set(self, row: UUID, name: str, value: object, _checked: object = None) -> None:
        self._write(name, row, value)


_UNSURE = (None, MediaConsent.UNKNOWN)
_MARKS = {
    MediaConsent.BLOCKED: "不可使用",
    MediaConsent.BLUR_NEEDED: "需遮脸",
    MediaConsent.GROUP_ONLY: "只用集体照",
}


def _mark(line: PhotoLine) -> str:
    """The small word on a picture: what matters most."""
    if line.consent in _MARKS:
        return _MARKS[line.consent]
    if line.is_sign_in:
        return "签到表"
    return "示例" if line.sample else ""


def _locked(view: ActivityView) -> str:
    """A guest may add pictures of its own; an activity in the bin takes none."""
    return view.locked if "回收站" in view.locked else ""


def _id_of(_session: Session, activity: Activity) -> UUID:
    return activity.id


def _thumbnails(desk: Desk, files: Sequence[str], _session: Session) -> dict[str, bytes]:
    """The small pictures; those that the container lost are made again."""
    container = ThumbnailFile(desk.store.data.thumbnails)
    found = container.get_all(files)
    missing = [file for file in files if file not in found]
    if missing:
        container.rebuild_missing(missing, AttachmentStore(desk.store.data.attachments))
        found |= container.get_all(missing)
    return found
