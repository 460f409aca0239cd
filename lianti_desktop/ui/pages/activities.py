"""The page of activities: list left, form right, photos dropped anywhere."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.services.activity_life import after_entry, copy_of
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.rights import why_not
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.dialogs.bulk_change import BulkChange
from lianti_desktop.ui.dialogs.history import HistoryDialog
from lianti_desktop.ui.list_and_form import ListAndForm
from lianti_desktop.ui.list_deeds import FEWEST_FOR_BULK, ListDeeds
from lianti_desktop.ui.page import Page
from lianti_desktop.ui.pages.activity_form import ActivityForm
from lianti_desktop.ui.pages.activity_list import ActivityList
from lianti_desktop.ui.pages.activity_print import ActivityPrinter, Paper
from lianti_desktop.ui.pages.activity_view import ActivityView
from lianti_desktop.ui.pages.photo_viewer import PhotoViewer
from lianti_desktop.ui.reply import Reply
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.action_row import Action, ActionRow
from lianti_desktop.ui.widgets.photo_drop import PhotoDropZone

ACTIONS = (
    Action("new", "新活动", "plus", "录入一次新活动（Ctrl+N）"),
    Action("photos", "导入照片", "image-add", "给这次活动添加照片；也可以拖进来或按 Ctrl+V"),
    Action("sheet", "打印记录表", "printer", "活动记录表，先看再印"),
    Action("history", "历史", "history", "谁在什么时候改了什么"),
    Action("sign_in_blank", "打印签到表（空白）", "sign-in"),
    Action("sign_in", "打印签到表（已填）", "sign-in"),
    Action("copy", "复制一份", "copy", "照这次活动的安排再开一次，过程和照片不复制"),
    Action("next", "继续录入下一条", "plus", "保留日期、地点和学校（Ctrl+Enter）"),
    Action("bulk", "批量修改", "pen", "选中几行，把同一项改成一样的内容"),
    Action("columns", "选择列", "columns", "列表显示哪些内容"),
    Action("rows", "复制选中的行", "export", "带表头复制，可以粘贴到 WPS 表格（Ctrl+C）"),
    Action("keep_filter", "记住现在的查找条件", "star", "起个名字，以后一点就用"),
    Action("remove", "移到回收站", "trash", danger=True),
)
NEED_ONE = ("photos", "sheet", "history", "sign_in_blank", "sign_in", "copy", "next")


class ActivitiesPage(Page):
    """Where activities are entered and found again."""

    title = "活动"
    help_topic = "activities"
    shows = frozenset(
        {
            *("activity", "activity_contribution", "activity_count", "participant", "lesson"),
            *("lesson_observation", "reflection", "media", "document", "school", "term", "staff"),
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.list = ActivityList(desk)
        self.form = ActivityForm(desk)
        self.split = ListAndForm(self.list, self.form)
        self.split.remember(desk.preferences, "activity")
        self.deeds = ListDeeds(self.list, self.commit, _after_bulk)
        self.bar = ActionRow(ACTIONS)
        self.bar.add_right(self.list.filter)
        self.printer = ActivityPrinter(desk, self)
        self._wanted: UUID | None = None
        PhotoDropZone(self, self.form.photos.strip)
        column = QVBoxLayout(self)
        edge = Space.LARGE + Space.HAIR
        column.setContentsMargins(edge, 0, edge, Space.SMALL)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.bar)
        column.addWidget(self.deeds.filters)
        column.addWidget(self.split, 1)
        self._connect()
        self._allow_actions(None)
        self._on_selection(0)

    def refresh(self) -> None:
        """Ask again for the list and for the activity shown."""
        self.list.refresh()
        self.form.refresh()

    def show_record(self, kind: str, row: UUID) -> None:
        """An activity, or the activity that a record belongs to."""
        if kind == "activity":
            self._open(row)
        else:
            question = partial(_activity_of, kind, row)
            self.desk.ask(question, Reply(self, self._open_found))

    def new_record(self) -> None:
        """Begin a new activity."""
        self._wanted = None
        self.list.view.clearSelection()
        self.split.open_form()
        self.form.open_new()
        self._allow_actions(None)

    def commit(self) -> bool:
        """Store what is being typed."""
        self.list.commit()
        return self.form.commit()

    def show_field(self, name: str) -> None:
        """Where a field, or something on the checklist, is entered."""
        self.form.show_field(name)

    def show_pill(self, key: str) -> None:
        """Light one of the filters over the list."""
        self.list.show_pill(key)

    def act(self, key: str, _checked: object = None) -> None:
        """What a button or a menu asks for."""
        acts: dict[str, Callable[[], None]] = {
            "new": self.new_record,
            "photos": self.form.photos.choose_files,
            "sheet": partial(self._print, Paper.SHEET),
            "sign_in_blank": partial(self._print, Paper.SIGN_IN_BLANK),
            "sign_in": partial(self._print, Paper.SIGN_IN),
            "history": self.show_history,
            "copy": self.copy_activity,
            "next": self.form.continue_entering,
            "bulk": self.deeds.change_many,
            "columns": self.deeds.choose_columns,
            "rows": self.deeds.copy,
            "keep_filter": self.deeds.keep_filter,
            "remove": self.remove,
        }
        acts[key]()

    def remove(self) -> None:
        """The selected activities into the bin; Ctrl+Z takes it back."""
        rows = self.list.selected() or [row for row in (self.form.row(),) if row]
        if not rows:
            return
        self.commit()

        def work(session: Session) -> str:
            found = [records.get(session, Activity, row) for row in rows]
            words = records.names(found)
            records.remove(session, found)
            return words

        self.desk.change(f"移到回收站 {len(rows)} 次活动", work, Reply(self, self._on_removed))

    def show_history(self) -> None:
        """Who changed what in the activity."""
        row = self.form.row()
        if row is not None:
            self.commit()
            HistoryDialog(self.desk, Activity, row, self).exec()

    def copy_activity(self) -> None:
        """The same plan once more, today."""
        row = self.form.row()
        if row is None:
            return
        self.commit()
        today = date.today()  # noqa: DTZ011 - the school's own calendar day

        def work(session: Session) -> UUID:
            return copy_of(session, records.get(session, Activity, row), today).id

        self.desk.change("复制 活动", work, Reply(self, self._on_copied))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.form.photos.strip.take_mime(QGuiApplication.clipboard().mimeData())
            return
        super().keyPressEvent(event)

    def _open(self, row: UUID) -> None:
        self._wanted = row
        self.split.open_form()
        self.form.open(row)
        if self.list.choose(row):
            self._wanted = None

    def _open_found(self, row: UUID | None) -> None:
        if row is not None:
            self._open(row)

    def _on_chosen(self, row: UUID | None) -> None:
        if row is None or row == self.form.row():
            return
        self.form.open(row)
        if self.split.is_wide():
            self.split.open_form()

    def _on_opened(self, row: UUID) -> None:
        if row != self.form.row():
            self.form.open(row)
        self.split.open_form()
        self.form.focus_field("title")

    def _on_edited(self, row: UUID, name: str) -> None:
        self._on_opened(row)
        self.form.show_field(name)

    def _on_lines(self) -> None:
        if self._wanted is not None and self.list.choose(self._wanted):
            self._wanted = None
        elif self.form.row() is None and not self.split.is_open() and self.split.is_wide():
            self._show_first()

    def _show_first(self) -> None:
        """On a wide window the latest activity is there to see at once."""
        lines = self.list.table.lines()
        if lines and self.list.choose(lines[0].id):
            self._on_chosen(lines[0].id)

    def _on_created(self, row: UUID) -> None:
        self._wanted = row

    def _on_removed(self, words: str) -> None:
        self.split.hide_form()
        self.said.emit(f"已把{words}移到回收站，按 Ctrl+Z 可以撤销。")

    def _on_copied(self, row: UUID) -> None:
        self.said.emit("已照样复制一份，改好日期就行。")
        self._open(row)
        self.form.focus_field("held_on")

    def _print(self, paper: Paper) -> None:
        row = self.form.row()
        if row is not None:
            self.commit()
            finding = self.printer.preview(row, paper)
            if finding is not None and finding.where is not None:
                self.record_wanted.emit(finding.where.table, finding.where.row)
                self.field_wanted.emit(finding.where.field)

    def _show_photo(self, kind: str, row: Any) -> None:
        view = self.form.view
        if kind == "media" and view is not None:
            PhotoViewer(self.form.pen, view.parts.photos, row, self).exec()
        else:
            self.record_wanted.emit(kind, row)

    def _allow_actions(self, view: ActivityView | None) -> None:
        has_one = view is not None
        for key in NEED_ONE:
            self.bar.set_enabled(key, enabled=has_one, reason="先在列表里选一次活动")
        self.bar.set_enabled("photos", enabled=True)
        self.bar.set_enabled("next", enabled=True)
        locked = view.locked if view else ""
        allowed = has_one and not locked
        self.bar.set_enabled("remove", enabled=allowed, reason=locked or "先在列表里选一次活动")

    def _on_selection(self, count: int) -> None:
        self.bar.set_enabled(
            "bulk", enabled=count >= FEWEST_FOR_BULK, reason="先在列表里选中两行以上"
        )
        self.bar.set_enabled("rows", enabled=count > 0, reason="先在列表里选一次活动")

    def _open_menu(self, place: QPoint) -> None:
        count = len(self.list.selected())
        if not count:
            return
        menu = QMenu(self)
        keys = ("sheet", "history", "copy", "rows")
        for key in (*keys, "bulk") if count >= FEWEST_FOR_BULK else keys:
            action = next(one for one in ACTIONS if one.key == key)
            menu.addAction(action.title, partial(self.act, key))
        menu.addSeparator()
        words = f"把这 {count} 次活动移到回收站" if count > 1 else "移到回收站"
        menu.addAction(words, self.remove)
        menu.exec(place)

    def _connect(self) -> None:
        self.bar.chosen.connect(self.act)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.edited.connect(self._on_edited)
        self.list.removal_asked.connect(self.remove)
        self.list.selection_changed.connect(self._on_selection)
        self.list.first_asked.connect(self.new_record)
        self.list.menu_asked.connect(self._open_menu)
        self.list.table_shown.connect(self._on_lines)
        self.form.created.connect(self._on_created)
        self.form.shown.connect(self._allow_actions)
        self.deeds.said.connect(self.said)
        self.form.said.connect(self.said)
        self.form.record_wanted.connect(self._show_photo)
        self.split.left_form.connect(self.form.commit)


def _activity_of(kind: str, row: UUID, session: Session) -> UUID | None:
    """The activity that a record belongs to; a bin of its own does not matter."""
    found = session.get(BY_TABLE[kind], row)
    parent = getattr(found, "activity_id", None)
    return parent if isinstance(parent, UUID) else None


def _after_bulk(session: Session, change: BulkChange) -> None:
    """States follow from what many activities now hold; those of other schools were left alone."""
    today = date.today()  # noqa: DTZ011 - the school's own calendar day
    for row in change.rows:
        activity = records.get(session, Activity, row)
        if why_not(session, activity) is None:
            after_entry(session, activity, change.field, today)
