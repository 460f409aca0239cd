"""What every list lets one do with its columns, its named filters and its selected rows."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from sqlalchemy.orm import Session

from lianti_desktop.storage.record import fields_of, table_of
from lianti_desktop.ui.dialogs.bulk_change import (
    BulkChange,
    BulkChangeDialog,
    Done,
    change_all,
    reason_of,
)
from lianti_desktop.ui.dialogs.columns import ColumnsDialog
from lianti_desktop.ui.kept_filters import KeptFilters
from lianti_desktop.ui.record_list import STROKES, RecordList
from lianti_desktop.ui.record_table import NAME
from lianti_desktop.ui.reply import Reply

FEWEST_FOR_BULK = 2
BY_STROKES = "姓名按姓氏笔画排好了。再点一次，按拼音排。"
BY_PINYIN = "姓名按拼音排好了。再点一次，按姓氏笔画排。"
After = Callable[[Session, BulkChange], None]


class ListDeeds(QObject):
    """The deeds of one list; `filters` are its searches that were given a name."""

    said = Signal(str)

    def __init__(
        self, listed: RecordList, commit: Callable[[], object], after: After | None = None
    ) -> None:
        """`commit` stores what is being typed; `after` is done in the change of a bulk change."""
        super().__init__(listed)
        self.filters = KeptFilters(listed)
        self._list = listed
        self._commit = commit
        self._after = after
        self.filters.set_filters(listed.filters())
        self.filters.chosen.connect(listed.set_filter)
        self.filters.changed.connect(listed.keep_filters)

    def copy(self) -> None:
        """The selected rows to the clipboard."""
        self._list.copy()
        self.said.emit("已复制，可以粘贴到表格里。")

    def choose_columns(self) -> None:
        """Which columns the list shows."""
        listed = self._list
        dialog = ColumnsDialog(fields_of(listed.kind), listed.table.names, listed)
        if dialog.exec() and dialog.names():
            listed.set_columns(dialog.names())

    def turn_name_order(self) -> None:
        """Names by the strokes of the surname, or by pinyin again."""
        listed = self._list
        by_strokes = not listed.table.by_strokes
        table, preferences = table_of(listed.kind), listed.desk.preferences
        preferences.keep_view(table, preferences.view_of(table) | {STROKES: by_strokes})
        listed.table.by_strokes = by_strokes
        if NAME in listed.table.names:
            place = listed.table.names.index(NAME)
            listed.view.sortByColumn(place, Qt.SortOrder.AscendingOrder)
            listed.table.sort(place)
        self.said.emit(BY_STROKES if by_strokes else BY_PINYIN)

    def change_many(self) -> None:
        """One field of the selected rows."""
        self._commit()
        listed = self._list
        dialog = BulkChangeDialog(listed.desk, listed.kind, listed.selected(), listed)
        if dialog.exec() and dialog.change is not None:
            self.write(dialog.change)

    def write(self, change: BulkChange) -> None:
        """A change of many rows as one step."""
        reason = reason_of(self._list.kind, change)
        work = partial(self._change, change)
        self._list.desk.change(reason, work, Reply(self, self._on_done))

    def keep_filter(self) -> None:
        """What is looked for now gets a name."""
        text = self._list.filter.text().strip()
        if text:
            self.filters.add(text)
        else:
            self.said.emit("先在列表上方写好要找的内容，再记住它。")

    def _change(self, change: BulkChange, session: Session) -> Done:
        done = change_all(self._list.kind, change, session)
        if self._after is not None:
            self._after(session, change)
        return done

    def _on_done(self, done: Done) -> None:
        measure = self._list.kind.__kind__.measure
        words = f"改好 {done.changed} {measure}。"
        if done.refused:
            words += f"另外 {len(done.refused)} {measure}没有改：{done.refused[0]}"
        self.said.emit(words)
