"""The way of photos into an activity: prepared in the background, asked about, then kept.

Nothing is kept before the questions are answered; cancelling leaves nothing behind. What reads
pictures is loaded when the first photo comes.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QBuffer, QByteArray, QObject, Signal
from PySide6.QtGui import QImage, QImageWriter

from lianti_desktop.storage.photo_batch import PhotoSource, StagedBatch
from lianti_desktop.storage.thumbnails import ThumbnailFile
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.pages.photo_questions import Answers, has_questions
from lianti_desktop.ui.reply import Progress, Reply

if TYPE_CHECKING:
    from lianti_desktop.services.photos import Report, Wishes

PREPARING = "正在准备照片"


class PhotoIntake(QObject):
    """One import at a time, for one activity."""

    asking = Signal(object, object)
    """A batch that needs answers, and the small pictures by SHA-256; `keep_batch` or `give_up`."""
    finished = Signal(str)
    """What came of it, in one quiet line."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self._activity: UUID | None = None
        self._batch: StagedBatch | None = None
        self._is_sheet = False
        self._is_busy = False

    def is_busy(self) -> bool:
        """Whether an import is under way or waits for answers."""
        return self._is_busy

    def activity(self) -> UUID | None:
        """The activity of the latest import."""
        return self._activity

    def take_files(self, activity: UUID, files: Sequence[Path], *, is_sheet: bool = False) -> None:
        """Prepare files and the pictures in folders; `is_sheet` marks them as sign-in lists."""
        self._start(activity, partial(_sources, list(files)), is_sheet=is_sheet)

    def take_image(self, activity: UUID, image: QImage) -> None:
        """Prepare a picture from the clipboard."""
        source = PhotoSource("粘贴的图片.png", _png(image))
        self._start(activity, lambda: [source], is_sheet=False)

    def keep_batch(self, answers: Answers) -> None:
        """The questions are answered: enter the photos."""
        batch, activity = self._batch, self._activity
        self._batch = None
        if batch is None or activity is None:
            return
        from lianti_desktop.services.photos import Wishes

        wishes = Wishes(
            author=self.desk.author,
            keep_originals=batch.keeps_originals,
            taken_on=answers.taken_on,
            leave_out=answers.leave_out,
            is_sheet=self._is_sheet,
        )
        job = partial(self._keep, activity, batch, wishes)
        self.desk.run(job, Reply(self, self._on_kept, self._on_refused))

    def give_up(self) -> None:
        """The user does not want these photos: nothing of them stays."""
        if self._batch is not None:
            self._batch.discard()
            self._batch = None
            self._is_busy = False
            self.finished.emit("没有导入照片，原来的照片都在。")

    def _start(
        self, activity: UUID, find: Callable[[], list[PhotoSource]], *, is_sheet: bool
    ) -> None:
        if self._is_busy:
            self.finished.emit("上一批照片还没有导完，请等它导完再加。")
            return
        self._is_busy = True
        self._activity, self._is_sheet = activity, is_sheet
        job = partial(self._stage, activity, find)
        self.desk.run(job, Reply(self, self._on_staged, self._on_refused))

    def _stage(
        self,
        activity: UUID,
        find: Callable[[], list[PhotoSource]],
        progress: Progress,
    ) -> tuple[StagedBatch | None, dict[str, bytes]]:
        """On the bench: the batch, None when cancelled, and small pictures to ask with."""
        progress.tell(PREPARING, 0, 1)
        from lianti_desktop.services.photos import Wishes, stage
        from lianti_desktop.storage.photo_import import Watch

        watch = Watch(
            lambda done, total, _name: progress.tell(PREPARING, done, total), progress.is_cancelled
        )
        try:
            originals = self.desk.preferences.settings.keep_originals
            wishes = Wishes(keep_originals=originals, watch=watch)
            batch = stage(self.desk.store, activity, find(), wishes)
        finally:
            progress.tell(PREPARING, 1, 1)
        pictures = {photo.digest: photo.thumbnail for photo in batch.photos} if batch else {}
        others = [pair.other for pair in batch.similar] if batch else []
        known = ThumbnailFile(self.desk.store.data.thumbnails).get_all(others) if others else {}
        return batch, known | pictures

    def _on_staged(self, found: tuple[StagedBatch | None, dict[str, bytes]]) -> None:
        batch, pictures = found
        if batch is None:
            self._is_busy = False
            self.finished.emit("导入已取消，没有存入照片，原来的照片都在。")
            return
        self._batch = batch
        if batch.photos and has_questions(batch):
            self.asking.emit(batch, pictures)
        else:
            self.keep_batch(Answers())

    def _keep(
        self, activity: UUID, batch: StagedBatch, wishes: "Wishes", _progress: Progress
    ) -> "Report":
        from lianti_desktop.services.photos import keep

        return keep(self.desk.store, activity, batch, wishes)

    def _on_kept(self, report: "Report") -> None:
        self._is_busy = False
        self.finished.emit(words_of(report))
        if report.added:
            self.desk.changed.emit(frozenset({"media", "activity"}))
            self.desk.refresh_steps()

    def _on_refused(self, sentence: str) -> None:
        self._is_busy = False
        self.desk.refused.emit(sentence)


def _sources(files: Sequence[Path]) -> list[PhotoSource]:
    from lianti_desktop.services.photos import sources_of

    return sources_of(files)


def words_of(report: "Report") -> str:
    """What came of an import: 存入 5 张照片，跳过 2 张已有的，1 张读不了：…"""
    parts = [f"存入 {len(report.added)} 张照片"] if report.added else []
    if report.duplicates:
        parts.append(f"跳过 {len(report.duplicates)} 张已有的")
    if report.refusals:
        first: Any = report.refusals[0]
        parts.append(f"{len(report.refusals)} 张没有读成：{first.sentence.rstrip('。')}")
    return "，".join(parts) + "。" if parts else "没有找到可以导入的照片，原来的照片都在。"


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
