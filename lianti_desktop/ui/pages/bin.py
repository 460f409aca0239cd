"""回收站: what was deleted, by whom and when; back with its photos and all that belongs to it."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from lianti_desktop.domain.dates import format_day_short
from lianti_desktop.services.bin_lines import BinLine, bin_lines, empty_lines, restore_lines
from lianti_desktop.storage.catalogue import KINDS
from lianti_desktop.storage.record import table_of
from lianti_desktop.storage.store import system_now
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.dialogs.typed_count import TypedCountDialog
from lianti_desktop.ui.page import Page
from lianti_desktop.ui.plain_table import PlainRow, PlainTable
from lianti_desktop.ui.theme import Space, Tone
from lianti_desktop.ui.widgets.action_row import Action, ActionRow
from lianti_desktop.ui.widgets.empty_state import EmptyState, EmptyWords
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.pills import Pills
from lianti_desktop.ui.widgets.words import Words

HEADINGS = ("名称", "是什么", "谁删的", "什么时候")
WIDTHS = (0, 150, 170, 190)
ALL = "all"
MOST_PILLS = 4
EMPTY = EmptyWords(
    "trash",
    "回收站是空的",
    "在任何列表里按 Delete 或选“移到回收站”，东西会先放到这里，至少留 180 天，随时能拿回来。",
)
NOTHING_CHOSEN = "先在列表里选中要恢复的"


class BinPage(Page):
    """The list of what lies in the bin; Del does nothing more to it than it has suffered."""

    title = "回收站"
    help_topic = "bin"
    shows = frozenset(table_of(kind) for kind in KINDS)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._lines: list[BinLine] = []
        self.actions_row = ActionRow(
            (
                Action("restore", "恢复", "restore", "放回原来的地方"),
                Action("empty", "清空回收站…", "trash", "彻底删除，要写上条数", danger=True),
            )
        )
        self.kinds = Pills()
        self.table = PlainTable(HEADINGS, "回收站里的东西")
        self.table.set_widths(WIDTHS)
        self.empty_state = EmptyState(EMPTY)
        self._count = Words("", "secondary")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._update_actions()

    def refresh(self) -> None:
        self.desk.ask(bin_lines, Reply(self, self._show))

    def chosen(self) -> list[BinLine]:
        """The lines selected in the list."""
        keys = set(self.table.keys())
        return [line for line in self._lines if line.id in keys]

    def restore_chosen(self) -> None:
        """Back to where they were."""
        lines = self.chosen()
        if not lines:
            self.said.emit(NOTHING_CHOSEN)
            return
        words = f"“{lines[0].title}”" if len(lines) == 1 else f"{len(lines)} 条"
        self.desk.change(
            f"从回收站恢复{words}",
            partial(restore_lines, lines=lines),
            Reply(self, lambda _: self.said.emit(f"已恢复{words}")),
        )

    def ask_empty(self) -> None:
        """Everything that is listed goes for good, once its number is typed."""
        lines = self._shown()
        if not lines:
            return
        young = sum(line.is_young(system_now()) for line in lines)
        if TypedCountDialog(len(lines), young, self).exec():
            self.empty_now(lines)

    def empty_now(self, lines: list[BinLine]) -> None:
        """The typed number was right."""
        self.desk.change(
            f"彻底删除 {len(lines)} 条",
            partial(empty_lines, lines=lines),
            Reply(self, lambda count: self.said.emit(f"已彻底删除 {count} 条")),
        )

    def _show(self, lines: list[BinLine]) -> None:
        self._lines = lines
        self._offer_kinds()
        self._list()

    def _offer_kinds(self) -> None:
        counts: dict[str, int] = {}
        for line in self._lines:
            counts[line.kind_name] = counts.get(line.kind_name, 0) + 1
        most = sorted(counts.items(), key=lambda pair: -pair[1])[:MOST_PILLS]
        options = [Option(name, name, str(count)) for name, count in most]
        self.kinds.set_options([Option(ALL, "全部", str(len(self._lines))), *options])

    def _shown(self) -> list[BinLine]:
        kind = self.kinds.current()
        return [line for line in self._lines if kind in (None, ALL, line.kind_name)]

    def _list(self) -> None:
        now = system_now()
        self.table.show_rows([_row(line, now) for line in self._shown()])
        self._stack.setCurrentIndex(0 if self._lines else 1)
        self._update_actions()

    def _update_actions(self) -> None:
        count = len(self.table.keys())
        self._count.setText(f"选中 {count} 条" if count else "")
        self.actions_row.set_title("restore", f"恢复这 {count} 条" if count > 1 else "恢复")
        self.actions_row.set_enabled("restore", enabled=count > 0, reason=NOTHING_CHOSEN)
        self.actions_row.set_enabled("empty", enabled=bool(self._lines), reason="回收站已经是空的")

    def _on_action(self, key: str) -> None:
        {"restore": self.restore_chosen, "empty": self.ask_empty}[key]()

    def _on_menu(self, at: QPoint) -> None:
        if self.table.keys():
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction("恢复").triggered.connect(self.restore_chosen)
            menu.popup(self.table.viewport().mapToGlobal(at))

    def _connect(self) -> None:
        self.actions_row.chosen.connect(self._on_action)
        self.kinds.chosen.connect(lambda _: self._list())
        self.table.selection_changed.connect(self._update_actions)
        self.table.opened.connect(self.restore_chosen)
        self.table.deleted.connect(
            lambda: self.said.emit("已经在回收站里了；要彻底删除请用“清空回收站”")
        )
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_menu)

    def _lay_out(self) -> None:
        self.actions_row.add_right(self._count)
        self.actions_row.add_right(self.kinds)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty_state)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, 0, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(self.actions_row)
        column.addWidget(self._stack, 1)


def _row(line: BinLine, now: datetime) -> PlainRow:
    title = f"{line.title}（示例）" if line.sample else line.title
    if line.parts:
        title = f"{title}  连同 {line.parts} 条"
    when = "" if line.when is None else _moment(line.when, now)
    tones = {1: Tone.SECONDARY, 2: Tone.SECONDARY, 3: Tone.SECONDARY}
    return PlainRow(line.id, (title, line.kind_name, line.by or "—", when), tones)


def _moment(when: datetime, now: datetime) -> str:
    return f"{format_day_short(when.date(), now.date())} {when:%H:%M}"
