"""The form of one activity: its fields, and between them all that belongs to it."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.domain.activity_kinds import Check
from lianti_desktop.services.activity_facts import text_length
from lianti_desktop.services.activity_life import Move, take_step
from lianti_desktop.services.activity_templates import blanks_in, without_blanks
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.site import Site
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.pages.activity_counts import ActivityCounts
from lianti_desktop.ui.pages.activity_guests import ActivityGuests
from lianti_desktop.ui.pages.activity_head import ActivityHead
from lianti_desktop.ui.pages.activity_links import ActivityLessons, ActivityPapers
from lianti_desktop.ui.pages.activity_part import ActivityPart
from lianti_desktop.ui.pages.activity_pen import ActivityPen
from lianti_desktop.ui.pages.activity_people import ActivityPeople
from lianti_desktop.ui.pages.activity_photos import ActivityPhotos
from lianti_desktop.ui.pages.activity_remarks import ActivityRemarks
from lianti_desktop.ui.pages.activity_rows import ActivityRows
from lianti_desktop.ui.pages.activity_view import ActivityView, view_of
from lianti_desktop.ui.pages.activity_waiting import with_waiting
from lianti_desktop.ui.record_values import Snapshot
from lianti_desktop.ui.reply import Reply
from lianti_desktop.ui.theme import Space, set_look
from lianti_desktop.ui.widgets.buttons import QuietButton
from lianti_desktop.ui.widgets.growing_text import TextField
from lianti_desktop.ui.widgets.scrolling import scrolling
from lianti_desktop.ui.widgets.words import Words

CARRIED = ("held_on", "place", "host", "attended", "alliance")
"""What 继续录入下一条 takes over from the activity before."""
PROCESS_WANTED = 50
FIELD_OF = {
    Check.PROCESS: "process_text",
    Check.RESOLUTION: "resolution_text",
    Check.SAFETY: "safety_leader",
}


class InlineAnswer(QWidget):
    """A remark with one thing to do about it."""

    def __init__(self, look: str) -> None:
        super().__init__()
        self.words = Words("", look).wrapping()
        self.button = QuietButton("")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()


class ActivityForm(QWidget):
    """Stores every field when it is left; a new activity is made by its first value."""

    created = Signal(object)
    """The id of an activity that now exists."""
    begun = Signal()
    """Another new activity was begun."""
    shown = Signal(object)
    """The ActivityView that is now seen; None for a new one."""
    said = Signal(str)
    record_wanted = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.view: ActivityView | None = None
        self._site: Site | None = None
        self._accepted_outside: set[UUID] = set()
        self.rows = ActivityRows(desk)
        self.pen = ActivityPen(desk, self.rows.target, self)
        self.head = ActivityHead(desk)
        self.title_tip = InlineAnswer("small")
        self.twin_tip = InlineAnswer("small")
        self.term_tip = InlineAnswer("waiting")
        self._fill_rows()
        self._lay_out()
        self._connect()
        desk.ask(lambda session: session.info["site"], Reply(self, self._know_site))

    def row(self) -> UUID | None:
        """The activity shown; None while a new one has no value yet."""
        return self.rows.row()

    def open(self, row: UUID) -> None:
        """Show an activity."""
        self._commit_parts()
        self.rows.fold_all()
        self.rows.open(row)
        self.reload()
        self._area.verticalScrollBar().setValue(0)

    def open_new(self, carried: Mapping[str, Any] | None = None) -> None:
        """Begin a new activity, today and by our own school where nothing else is carried."""
        self._commit_parts()
        self.rows.fold_all()
        self.rows.open_new(self._preset(carried or {}))
        self.rows.fit(None, {})
        self._show(None)
        self.head.show_new()
        self._area.verticalScrollBar().setValue(0)
        self.rows.focus_field("title")

    def continue_entering(self) -> None:
        """The next of a series: day, place and schools stay, the cursor stands in the title."""
        self.commit()
        values = self.rows.stored_values()
        self.open_new({name: values[name] for name in CARRIED if name in values})
        self.begun.emit()

    def reload(self) -> None:
        """Read again what belongs to the activity."""
        row = self.rows.row()
        if row is not None:
            stamp = self.pen.writes
            reply = Reply(self, partial(self._on_read, row, stamp))
            self.desk.ask(lambda session: view_of(session, row), reply)

    def refresh(self) -> None:
        """Read everything again; what is being typed stays."""
        self.rows.reload()
        self.reload()

    def commit(self) -> bool:
        """Store what is being typed; what cannot be read is kept as a draft."""
        self.rows.commit()
        self._commit_parts()
        return True

    def focus_field(self, name: str) -> None:
        """The cursor into a field, which is brought into view."""
        self.rows.focus_field(name)
        self._area.ensureWidgetVisible(self.rows.field(name))

    def show_field(self, name: str) -> None:
        """Where a field, or something on the checklist, is entered."""
        if name in self.rows.names():
            self.focus_field(name)
        elif name in Check.__members__.values():
            self.go_to(name)

    def go_to(self, check: str) -> None:
        """Where something missing is entered."""
        wanted = Check(check)
        if wanted in FIELD_OF:
            self.focus_field(FIELD_OF[wanted])
            return
        part = self._part_of(wanted)
        self._area.ensureWidgetVisible(part)
        if wanted not in (Check.PHOTOS, Check.LESSONS, Check.OBSERVATIONS, Check.DOCUMENT):
            part.begin()

    def take_move(self, move: Move) -> None:
        """Bring the activity into another state."""

        def work(session: Session, activity: Activity) -> None:
            take_step(session, activity, move)

        self.pen.write(f"修改 活动状态为{move.state.label}", work)

    def _part_of(self, check: Check) -> ActivityPart:
        return {
            Check.SIGN_IN: self.people,
            Check.PHOTOS: self.photos,
            Check.REFLECTIONS: self.remarks,
            Check.LESSONS: self.lessons,
            Check.OBSERVATIONS: self.lessons,
            Check.DOCUMENT: self.papers,
            Check.COUNTS: self.counts,
        }[check]

    def _preset(self, carried: Mapping[str, Any]) -> dict[str, Any]:
        today = date.today()  # noqa: DTZ011 - the school's own calendar day
        site = self._site
        usual = {
            "held_on": today,
            "host": site.school_id if site else None,
            "alliance": site.alliance_id if site else None,
        }
        return usual | {name: value for name, value in carried.items() if value is not None}

    def _know_site(self, site: Site) -> None:
        self._site = site

    def _on_read(self, row: UUID, stamp: int, view: ActivityView) -> None:
        """An answer that is older than the last write, or about another activity, is dropped."""
        if row == self.rows.row() and stamp == self.pen.writes:
            self._show(with_waiting(view, self.desk.unkept))

    def _show(self, view: ActivityView | None) -> None:
        self.view = view
        if view is not None:
            self.head.show_view(view)
        for part in self._parts:
            part.show_view(view)
        self._show_title_tip(view)
        self._show_twin_tip(view)
        self._show_term_tip(view)
        self.shown.emit(view)

    def _show_title_tip(self, view: ActivityView | None) -> None:
        proposed = view.proposed_title if view and self.rows.is_missing("title") else ""
        self.title_tip.setVisible(bool(proposed) and not (view and view.locked))
        self.title_tip.words.setText(f"可以叫“{proposed}”")
        self.title_tip.button.setText("就用这个名称")

    def _use_proposed_title(self) -> None:
        if self.view is not None:
            self.rows.set_field("title", self.view.proposed_title)
            self.title_tip.hide()

    def _show_twin_tip(self, view: ActivityView | None) -> None:
        self.twin_tip.setVisible(view is not None and view.twin is not None)
        self.twin_tip.words.setText("这一天已经有一次同名的活动，承办学校也一样。两次都存着。")
        self.twin_tip.button.setText("看那一次")

    def _open_twin(self) -> None:
        if self.view is not None and self.view.twin is not None:
            self.record_wanted.emit("activity", self.view.twin)

    def _show_term_tip(self, view: ActivityView | None) -> None:
        asked = view is not None and view.outside_term and not view.locked
        self.term_tip.setVisible(asked and self.rows.row() not in self._accepted_outside)
        self.term_tip.words.setText("这一天不在任何一个学期里。日期写对了就不用管，已经存好。")
        self.term_tip.button.setText("日期没写错")

    def _accept_outside(self) -> None:
        row = self.rows.row()
        if row is not None:
            self._accepted_outside.add(row)
        self.term_tip.hide()

    def _on_rows_shown(self, now: Snapshot) -> None:
        kind = now.values.get("kind")
        self.rows.fit(kind, now.values)
        self._tell_length()

    def _tell_length(self) -> None:
        """How long the note on the process is, while it is written."""
        field = self.rows.field("process_text")
        if isinstance(field, TextField):
            text = field.text.toPlainText()
            number = text_length(without_blanks(text))
            short = PROCESS_WANTED - number
            if blanks := blanks_in(text):
                field.set_hint(f"还有 {blanks} 处空没填，填好的句子才算字数；用不上的整句删掉")
                return
            field.set_hint(
                f"已写 {number} 字，再写 {short} 字就够了：做了什么、谁做的、形成了什么"
                if short > 0
                else f"已写 {number} 字"
            )

    def _on_created(self, row: UUID) -> None:
        self.created.emit(row)
        self.refresh()

    def _commit_parts(self) -> None:
        for part in self._parts:
            part.commit()

    def _fill_rows(self) -> None:
        """In the order in which the cursor walks through them."""
        self.rows.add_first((self.title_tip, self.twin_tip))
        self.rows.add_widget(self.term_tip)
        self.rows.add_course()
        self.guests = ActivityGuests(self.pen)
        self.photos = ActivityPhotos(self.pen)
        self.counts = ActivityCounts(self.pen)
        self.remarks = ActivityRemarks(self.pen)
        self.people = ActivityPeople(self.pen)
        self.lessons = ActivityLessons(self.pen)
        self.papers = ActivityPapers(self.pen)
        self._parts: tuple[ActivityPart, ...] = (
            *(self.guests, self.photos, self.counts, self.remarks),
            *(self.people, self.lessons, self.papers),
        )
        self.rows.add_widget(self.guests)
        self.rows.add_widget(self.photos)
        self.rows.add_fold("outcome")
        for part in self._parts[2:]:
            self.rows.add_widget(part)
        for key in ("safety", "content", "rest"):
            self.rows.add_fold(key)

    def _lay_out(self) -> None:
        inside = QWidget()
        set_look(inside, "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(Space.LARGE, 0, Space.LARGE, Space.LARGE)
        column.addWidget(self.rows)
        column.addStretch(1)
        self._area = scrolling(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self._area, 1)

    def _connect(self) -> None:
        self.rows.created.connect(self._on_created)
        self.rows.shown.connect(self._on_rows_shown)
        self.pen.begun.connect(self._on_created)
        self.pen.refused.connect(self.refresh)
        self.head.step_taken.connect(self.take_move)
        self.head.check_clicked.connect(self.go_to)
        self.title_tip.button.clicked.connect(self._use_proposed_title)
        self.twin_tip.button.clicked.connect(self._open_twin)
        self.term_tip.button.clicked.connect(self._accept_outside)
        self.people.sheet_asked.connect(self.photos.choose_sheet)
        self.photos.said.connect(self.said)
        self.photos.asked.connect(self._area.ensureWidgetVisible)
        self.photos.opened.connect(partial(self.record_wanted.emit, "media"))
        self.lessons.followed.connect(self.record_wanted)
        self.papers.followed.connect(self.record_wanted)
        field = self.rows.field("process_text")
        if isinstance(field, TextField):
            field.text.textChanged.connect(self._tell_length)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            chord = QShortcut(QKeySequence(keys), self)
            chord.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            chord.activated.connect(self.continue_entering)
