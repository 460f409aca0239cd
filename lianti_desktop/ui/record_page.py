"""The page of any place: a tab for each of its kinds, list left, form right."""

from uuid import UUID

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.domain.fields import Link, Links
from lianti_desktop.storage import records
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.record import Record, fields_of, table_of
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.dialogs.history import HistoryDialog
from lianti_desktop.ui.list_and_form import ListAndForm
from lianti_desktop.ui.list_deeds import FEWEST_FOR_BULK, ListDeeds
from lianti_desktop.ui.page import Page
from lianti_desktop.ui.places import GROUPS, KINDS_OF
from lianti_desktop.ui.record_form import RecordForm
from lianti_desktop.ui.record_list import RecordList
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.title_book import READING
from lianti_desktop.ui.widgets.action_row import Action, ActionRow
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.pills import Pills


def actions_of(kind: type[Record]) -> tuple[Action, ...]:
    """What can be done on the page of a kind."""
    name = kind.__kind__.name
    order = Action("name_order", "姓氏笔画 / 拼音", "people", "姓名按姓氏笔画排，再点按拼音排")
    people = (order,) if READING in fields_of(kind) else ()
    return (
        Action("new", f"新增{name}", "plus", f"新增一{kind.__kind__.measure}{name}（Ctrl+N）"),
        Action("bulk", "批量修改", "pen", "选中几行，把同一项改成一样的内容"),
        Action("history", "历史", "history", "谁在什么时候改了什么"),
        Action("columns", "选择列", "columns", "列表显示哪些内容"),
        *people,
        Action("copy", "复制选中的行", "copy", "带表头复制，可以粘贴到 WPS 表格（Ctrl+C）"),
        Action("hand_over", "交给别的学校…", "exchange", "调动、移交：对方接收以后归对方管"),
        Action("keep_filter", "记住现在的查找条件", "star", "起个名字，以后一点就用"),
        Action("remove", "移到回收站", "trash", danger=True),
    )


class KindView(QWidget):
    """List and form of one kind."""

    said = Signal(str)

    def __init__(
        self, desk: Desk, kind: type[Record], icon: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.kind = kind
        self.list = RecordList(desk, kind, icon)
        self.form = RecordForm(desk, kind)
        self.bar = ActionRow(actions_of(kind))
        self.bar.add_right(self.list.filter)
        self.split = ListAndForm(self.list, self.form)
        self.deeds = ListDeeds(self.list, self.commit)
        self._wanted: UUID | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(self.bar)
        column.addWidget(self.deeds.filters)
        column.addWidget(self.split, 1)
        self._connect()
        self._on_selection(0)
        self.split.remember(desk.preferences, table_of(kind))

    def refresh(self) -> None:
        """Ask for the rows again."""
        self.list.refresh()

    def new_record(self) -> None:
        """Begin a new record."""
        self.split.open_form()
        self.form.open_new()

    def show_record(self, row: UUID) -> None:
        """A record into the form, and into view in the list."""
        self.split.open_form()
        self.form.open(row)
        self.list.set_filter("")
        if not self.list.choose(row):
            self._wanted = row

    def commit(self) -> bool:
        """Store what is being typed, here or there."""
        self.list.commit()
        return self.form.commit()

    def act(self, key: str) -> None:
        """What a button or a menu asks for."""
        acts = {
            "new": self.new_record,
            "bulk": self.deeds.change_many,
            "history": self.show_history,
            "columns": self.deeds.choose_columns,
            "name_order": self.deeds.turn_name_order,
            "copy": self.deeds.copy,
            "keep_filter": self.deeds.keep_filter,
            "remove": self.remove,
            "hand_over": self.hand_over,
        }
        acts[key]()

    def remove(self) -> None:
        """The selected rows into the bin; taken back with Ctrl+Z."""
        rows = self.list.selected()
        if not rows:
            return
        self.commit()
        kind = self.kind

        def work(session: Session) -> str:
            found = [records.get(session, kind, row) for row in rows]
            words = records.names(found)
            records.remove(session, found)
            return words

        name = kind.__kind__
        reason = f"移到回收站 {len(rows)} {name.measure}{name.name}"
        self.desk.change(reason, work, Reply(self, self._on_removed))

    def show_history(self) -> None:
        """The history of the record in the form, or under the cursor."""
        row = self.list.current() or self.form.row()
        if row is not None:
            self.commit()
            HistoryDialog(self.desk, self.kind, row, self).exec()

    def hand_over(self) -> None:
        """Offers the record in the form, or under the cursor, to another school."""
        row = self.list.current() or self.form.row()
        if row is None:
            self.said.emit("先在列表里选中要交出的那一条")
            return
        from lianti_desktop.ui.dialogs.hand_over import HandOverDialog

        self.commit()
        if HandOverDialog(self.desk, (self.kind, row), self).exec():
            self.said.emit("已交出，随下一个包送给对方，等对方接收")

    def _on_removed(self, words: str) -> None:
        self.split.hide_form()
        self.said.emit(f"已移到回收站：{words}。按 Ctrl+Z 可以撤销。")

    def _on_selection(self, count: int) -> None:
        kind = self.kind.__kind__
        self.bar.set_enabled(
            "bulk", enabled=count >= FEWEST_FOR_BULK, reason="先在列表里选中两行以上"
        )
        for key in ("history", "copy", "remove"):
            self.bar.set_enabled(key, enabled=count > 0, reason="先在列表里选一行")
        words = f"把这 {count} {kind.measure}移到回收站" if count > 1 else "移到回收站"
        self.bar.set_title("remove", words)

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
        self.form.focus_first()

    def _on_edited(self, row: UUID, name: str) -> None:
        self._on_opened(row)
        if name in self.form.rows.names():
            self.form.focus_field(name)

    def _on_created(self, row: UUID) -> None:
        self._wanted = row

    def _on_lines(self) -> None:
        if self._wanted is not None and self.list.choose(self._wanted):
            self._wanted = None

    def _open_menu(self, place: QPoint) -> None:
        if not self.list.selected():
            return
        menu = QMenu(self)
        menu.addAction("打开", lambda: self.list.opened.emit(self.list.current()))
        menu.addAction("历史", self.show_history)
        menu.addAction("复制", self.deeds.copy)
        if len(self.list.selected()) >= FEWEST_FOR_BULK:
            menu.addAction("批量修改", self.deeds.change_many)
        menu.addSeparator()
        count, kind = len(self.list.selected()), self.kind.__kind__
        words = f"把这 {count} {kind.measure}移到回收站" if count > 1 else "移到回收站"
        menu.addAction(words, self.remove)
        menu.exec(place)

    def _connect(self) -> None:
        self.bar.chosen.connect(self.act)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.edited.connect(self._on_edited)
        self.list.selection_changed.connect(self._on_selection)
        self.list.removal_asked.connect(self.remove)
        self.list.menu_asked.connect(self._open_menu)
        self.list.first_asked.connect(self.new_record)
        self.list.table_shown.connect(self._on_lines)
        self.form.created.connect(self._on_created)
        self.deeds.said.connect(self.said)
        self.split.left_form.connect(self.form.commit)


class RecordPage(Page):
    """Tabs for the kinds of a place; each list is built when it is first shown."""

    def __init__(self, desk: Desk, place: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.place = place
        self.help_topic = place
        self.kinds = tuple(BY_TABLE[name] for name in KINDS_OF[place])
        self.shows = frozenset().union(*(_shown_by(kind) for kind in self.kinds))
        self._views: dict[str, KindView] = {}
        self._tabs = Pills([Option(table_of(kind), kind.__kind__.name) for kind in self.kinds])
        self._stack = QStackedWidget()
        self._tabs.chosen.connect(lambda key: self.show_kind(str(key)))
        tabs = QHBoxLayout()
        tabs.addWidget(self._tabs)
        tabs.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(
            Space.LARGE + Space.HAIR, 0, Space.LARGE + Space.HAIR, Space.SMALL
        )
        column.setSpacing(Space.SMALL)
        column.addLayout(tabs)
        self._tabs.setVisible(len(self.kinds) > 1)
        column.addWidget(self._stack, 1)
        self.show_kind(table_of(self.kinds[0]))

    def view(self) -> KindView:
        """The list and form shown now."""
        return self._views[str(self._tabs.current())]

    def show_kind(self, name: str) -> KindView:
        """Turn to the tab of a kind."""
        if self._views and not self.view().commit():
            return self.view()
        is_new = name not in self._views
        if is_new:
            view = KindView(self.desk, BY_TABLE[name], _icon_of(self.place))
            view.said.connect(self.said)
            self._views[name] = view
            self._stack.addWidget(view)
        self._tabs.set_current(name)
        self._stack.setCurrentWidget(self._views[name])
        if self.isVisible():
            self._views[name].refresh()
        return self._views[name]

    def refresh(self) -> None:
        """Ask again for the rows shown."""
        self.view().refresh()

    def show_record(self, kind: str, row: UUID) -> None:
        """Bring one record into view."""
        self.show_kind(kind).show_record(row)

    def show_field(self, name: str) -> None:
        """Take the cursor to a field of the record in the form."""
        form = self.view().form
        if name in form.rows.names():
            form.focus_field(name)

    def new_record(self) -> None:
        """Begin a new record of the kind shown."""
        self.view().new_record()

    def commit(self) -> bool:
        """Store what is being typed."""
        return self.view().commit()


def _shown_by(kind: type[Record]) -> frozenset[str]:
    """The kinds whose changes are seen in a list of this kind."""
    linked = {field.kind for field in fields_of(kind).values() if isinstance(field, Link | Links)}
    return frozenset({table_of(kind), *linked})


def _icon_of(place: str) -> str:
    return next(one.icon for group in GROUPS for one in group.places if one.key == place)
