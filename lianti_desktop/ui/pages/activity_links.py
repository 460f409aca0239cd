"""课例与听课, 附件: lines that open the record they name, and buttons for the next one."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.domain.activity_kinds import ActivityKind
from lianti_desktop.domain.words import DocumentKind, LessonKind
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.documents import Document
from lianti_desktop.storage.lessons import Lesson, LessonObservation
from lianti_desktop.ui.pages.activity_part import ActivityPart, clear_layout
from lianti_desktop.ui.pages.activity_pen import ActivityPen
from lianti_desktop.ui.pages.activity_view import ActivityView, LinkedLine
from lianti_desktop.ui.reply import Reply
from lianti_desktop.ui.theme import Space, Tone
from lianti_desktop.ui.widgets.buttons import IconButton, QuietButton
from lianti_desktop.ui.widgets.card import LineOfCard, LinkLine

INDENT = Space.HUGE


class LinkedLines(ActivityPart):
    """Lines of records that belong to the activity."""

    followed = Signal(str, object)
    """Table name and id of a record that the user wants to see."""

    def __init__(self, title: str, pen: ActivityPen) -> None:
        super().__init__(title, pen)
        self._shown: tuple[LinkedLine, ...] = ()

    def show_lines(self, lines: tuple[LinkedLine, ...]) -> None:
        """Show these lines."""
        if lines == self._shown:
            return
        self._shown = lines
        clear_layout(self.body)
        for line in lines:
            self.body.addWidget(self._row(line))

    def open_record(self, kind: str, row: UUID) -> None:
        """Ask for a record's own page."""
        self.followed.emit(kind, row)

    def tools(self, line: LinkedLine) -> Sequence[QWidget]:
        """The buttons behind a line."""
        return ()

    def _row(self, line: LinkedLine) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(line.depth * INDENT, 0, 0, 0)
        row.setSpacing(Space.HAIR)
        tone = Tone.WAITING if line.note.startswith("还没") else Tone.SECONDARY
        shown = LineOfCard(LinkLine(line.id, line.title, line.note, tone))
        shown.followed.connect(partial(self.open_record, line.kind))
        row.addWidget(shown, 1)
        for tool in self.tools(line):
            row.addWidget(tool)
        return holder


class ActivityLessons(LinkedLines):
    """The lessons with what was noted of each."""

    def __init__(self, pen: ActivityPen) -> None:
        super().__init__("课例与听课", pen)
        self.add = QuietButton("添加课例", "plus")
        self.add.clicked.connect(self.begin)
        self.head.addWidget(self.add)

    def show_view(self, view: ActivityView | None) -> None:
        """Show lessons and observations."""
        lines = view.parts.lessons if view else ()
        self.show_lines(lines)
        lessons = len([line for line in lines if not line.depth])
        notes = len(lines) - lessons
        self.set_note(f"{lessons} 节课，{notes} 份听课记录" if lines else "还没有课例")

    def begin(self) -> None:
        """Adds a lesson of our school on the activity's day and opens its form."""
        self.pen.write("新增 课例", _new_lesson, partial(self.open_record, "lesson"))

    def tools(self, line: LinkedLine) -> Sequence[QWidget]:
        """A lesson takes observations."""
        if line.kind != "lesson":
            return ()
        add = IconButton("ear", "给这节课添加一份听课记录")
        add.clicked.connect(partial(self.add_observation, line.id))
        return (add,)

    def add_observation(self, lesson: UUID, _checked: object = None) -> None:
        """Adds an observation of a lesson and opens its form."""

        def work(session: Session, _activity: Activity) -> UUID:
            values = {"lesson": lesson, "school": session.info["site"].school_id}
            return records.save(session, LessonObservation, None, values).id

        self.pen.write("新增 听课评课", work, partial(self.open_record, "lesson_observation"))


def _new_lesson(session: Session, activity: Activity) -> UUID:
    delivery = activity.kind is ActivityKind.RESEARCH_LESSON_DELIVERY
    grades = activity.grades or []
    values = {
        "activity": activity,
        "school": session.info["site"].school_id,
        "given_on": activity.held_on,
        "subject": activity.subject,
        "grade": grades[0] if len(grades) == 1 else None,
        "kind": LessonKind.DELIVERY if delivery else LessonKind.DISCUSSION,
        "topic": activity.topic,
    }
    return records.save(session, Lesson, None, values).id


class ActivityPapers(LinkedLines):
    """The documents of the activity."""

    def __init__(self, pen: ActivityPen) -> None:
        super().__init__("附件", pen)
        self.add = QuietButton("添加附件", "plus")
        self.add.clicked.connect(self.begin)
        self.head.addWidget(self.add)

    def show_view(self, view: ActivityView | None) -> None:
        """Show the documents."""
        lines = view.parts.papers if view else ()
        self.show_lines(lines)
        self.set_note(f"{len(lines)} 份" if lines else "通知、方案、教案等，还没有附件")

    def begin(self) -> None:
        """Lets the user choose files."""
        names, _ = QFileDialog.getOpenFileNames(self, "选择要附在活动后面的文件")
        self.add_files([Path(name) for name in names])

    def add_files(self, files: Sequence[Path]) -> None:
        """Keeps copies of files in the background, each as a document of the activity."""
        if files:
            folder = self.pen.desk.store.data.attachments

            def put(_progress: object) -> list[str]:
                store = AttachmentStore(folder)
                return [store.put_file(file) for file in files]

            titles = [file.stem for file in files]
            self.pen.desk.run(put, Reply(self, partial(self._enter, titles)))

    def _enter(self, titles: list[str], digests: list[str]) -> None:
        def work(session: Session, activity: Activity) -> None:
            for title, digest in zip(titles, digests, strict=True):
                values = {"title": title, "file": digest, "activity": activity}
                values |= {"kind": DocumentKind.OTHER, "dated": activity.held_on}
                records.save(session, Document, None, values)

        self.pen.write(f"新增 附件 {len(titles)} 份", work)
