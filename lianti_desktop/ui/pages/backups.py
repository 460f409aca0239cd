"""备份与恢复: the backups there are, a new one, a copy on a stick, and going back to one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from lianti_desktop.domain.dates import format_day_short
from lianti_desktop.domain.errors import UserError
from lianti_desktop.services.restore import Restored, restore_store
from lianti_desktop.services.usb_copy import StickCopy, bring_pictures, copy_to_stick
from lianti_desktop.storage.backup import SUFFIX, Backup, backup_files, made_at, make_backup, prove
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.store import system_now
from lianti_desktop.storage.watch import Watch
from lianti_desktop.ui.backup_words import newest_backup, state_words
from lianti_desktop.ui.desk import Desk, Progress, Reply
from lianti_desktop.ui.dialogs.compare import CompareDialog, count_lines
from lianti_desktop.ui.dialogs.stick import StickDialog
from lianti_desktop.ui.page import Page
from lianti_desktop.ui.plain_table import PlainRow, PlainTable
from lianti_desktop.ui.reopening import Reopening
from lianti_desktop.ui.theme import Space, Tone
from lianti_desktop.ui.volumes import volumes
from lianti_desktop.ui.widgets.action_row import Action, ActionRow
from lianti_desktop.ui.widgets.empty_state import EmptyState, EmptyWords
from lianti_desktop.ui.widgets.words import StatusWord, Words

HEADINGS = ("备份的时间", "里面有", "大小", "核对")
WIDTHS = (190, 0, 100, 130)
EMPTY = EmptyWords(
    "backup",
    "还没有备份",
    "每天第一次打开和每次关闭时会自动备份。现在就可以先做一份。",
    "现在备份",
)
ASKED_FIRST = ("activity", "media", "reflection", "lesson", "staff", "school")
NOTHING_CHOSEN = "先在列表里选中一份备份"
UNPLUG = "已复制到 {}：资料一份，新照片 {} 张，都核对过。现在可以拔出U盘"
RULE = (
    "自动备份留最近 7 天每天一份、4 周每周一份、6 个月每月一份。备份在本机，电脑坏了会一起丢，"
    "请常复制到U盘。"
)


@dataclass(frozen=True)
class Verdict:
    """What the look into one backup said; `problem` is empty when it is whole."""

    path: Path
    rows: Mapping[str, int]
    problem: str = ""


def held_words(rows: Mapping[str, int]) -> str:
    """What people ask first: 活动 12 次、照片 80 张、教职工 30 人."""
    kinds = [(BY_TABLE[table].__kind__, rows.get(table, 0)) for table in ASKED_FIRST]
    words = "、".join(f"{kind.name} {count} {kind.measure}" for kind, count in kinds if count)
    return words or "还没有活动"


def restored_words(restored: Restored) -> str:
    """What stands again, and that nothing was thrown away for it."""
    day = f"{format_day_short(restored.made.date(), system_now().date())} {restored.made:%H:%M}"
    words = f"已恢复到 {day} 的备份：{held_words(restored.rows)}。恢复前的资料也留了一份备份"
    return "。".join([words, *restored.problems])


def look_into(path: Path, _progress: Progress) -> Verdict:
    """Opens a backup, checks it and counts what it holds."""
    try:
        return Verdict(path, prove(path))
    except UserError as error:
        return Verdict(path, {}, str(error))


class BackupsPage(Page):
    """The backups in the data folder; each is looked into when the page is shown."""

    title = "备份与恢复"
    help_topic = "backups"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._verdicts: dict[Path, Verdict] = {}
        self.actions_row = ActionRow(
            (
                Action("make", "现在备份", "backup"),
                Action("stick", "复制到U盘…", "usb", "资料和照片一起，写完读回来核对"),
                Action("restore", "恢复这一份…", "restore", "先看里面有什么，再决定"),
                Action("check", "再核对一遍", "check-circle"),
                Action("file", "从别处的备份恢复…", "folder", "U盘上的或别人给的备份文件"),
            )
        )
        self.state = StatusWord()
        self.table = PlainTable(HEADINGS, "备份")
        self.table.set_widths(WIDTHS)
        self.empty_state = EmptyState(EMPTY)
        self._stack = QStackedWidget()
        self._files: list[Path] = []
        self._lay_out()
        self.actions_row.chosen.connect(self._on_action)
        self.table.selection_changed.connect(self._update_actions)
        self.table.opened.connect(self.ask_restore_chosen)
        self.empty_state.asked.connect(self.make_now)

    def refresh(self) -> None:
        self._files = backup_files(self.desk.store.data.backups)
        self._show()
        self._look_on()

    def make_now(self) -> None:
        """One more backup, at once."""
        data = self.desk.store.data
        self.desk.run(lambda _: make_backup(data, system_now()), Reply(self, self._on_made))

    def copy_to(self, place: Path) -> None:
        """Everything onto a stick."""
        data = self.desk.store.data

        def work(progress: Progress) -> StickCopy:
            watch = Watch(progress.tell, progress.is_cancelled)
            return copy_to_stick(data, place, system_now(), watch)

        self.desk.run(work, Reply(self, partial(self._on_copied, place), self._on_refused))

    def ask_restore(self, path: Path) -> None:
        """Looks into a backup, then shows it beside the present data."""
        present = self.desk.store.data.database
        self.desk.run(
            lambda progress: (look_into(path, progress), prove(present)),
            Reply(self, self._on_compared),
        )

    def ask_restore_chosen(self) -> None:
        path = self.chosen()
        if path is not None:
            self.ask_restore(path)

    def restore(self, path: Path) -> None:
        """The window closes the data, this is done, the window opens it again."""
        data = self.desk.store.data

        def work() -> Reopening:
            restored = restore_store(data, path)
            bring_pictures(path, data)
            return Reopening(restored_words(restored))

        self.reopen_wanted.emit(work)

    def chosen(self) -> Path | None:
        """The backup under the cursor."""
        keys = self.table.keys()
        return keys[0] if keys else None

    def verdict(self, path: Path) -> Verdict | None:
        """What is known of a backup."""
        return self._verdicts.get(path)

    def _on_action(self, key: str) -> None:
        acts = {
            "make": self.make_now,
            "stick": self._ask_stick,
            "check": self._check_again,
            "restore": self.ask_restore_chosen,
            "file": self._ask_file,
        }
        acts[key]()

    def _ask_stick(self) -> None:
        dialog = StickDialog(volumes(), self)
        if dialog.exec() and dialog.place is not None:
            self.copy_to(dialog.place)

    def _ask_file(self) -> None:
        kinds = f"备份 (*{SUFFIX});;所有文件 (*)"
        chosen, _kind = QFileDialog.getOpenFileName(self, "选一个备份文件", "", kinds)
        if chosen:
            self.ask_restore(Path(chosen))

    def _check_again(self) -> None:
        path = self.chosen()
        if path is not None:
            self._verdicts.pop(path, None)
            self._show()
            self._look_on()

    def _look_on(self) -> None:
        """One backup after another, so that other work goes between."""
        path = next((file for file in self._files if file not in self._verdicts), None)
        if path is not None:
            self.desk.run(partial(look_into, path), Reply(self, self._on_looked))

    def _on_looked(self, verdict: Verdict) -> None:
        self._verdicts[verdict.path] = verdict
        if verdict.path in self._files:
            place = self._files.index(verdict.path)
            self.table.rows.replace_row(place, self._row(verdict.path))
        self._look_on()

    def _on_made(self, backup: Backup) -> None:
        self.said.emit(f"已备份并核对：{held_words(backup.rows)}")
        self._verdicts[backup.path] = Verdict(backup.path, backup.rows)
        self.desk.backed_up.emit()
        self.refresh()

    def _on_copied(self, place: Path, copy: StickCopy) -> None:
        words = UNPLUG.format(place, copy.pictures)
        if copy.missing:
            words += f"（有 {copy.missing} 张照片本机就找不到了）"
        self.said.emit(words)
        self.state.set(words, Tone.MET)

    def _on_refused(self, sentence: str) -> None:
        self.desk.progressed.emit("", 1, 1)
        self.desk.refused.emit(sentence)
        self.state.set(sentence, Tone.DANGER)

    def _on_compared(self, found: tuple[Verdict, Mapping[str, int]]) -> None:
        verdict, present = found
        if verdict.problem:
            self.desk.refused.emit(verdict.problem)
            return
        lines = count_lines(verdict.rows, present)
        if CompareDialog(made_at(verdict.path), lines, self).exec():
            self.restore(verdict.path)

    def _show(self) -> None:
        self.table.show_rows([self._row(path) for path in self._files])
        self._stack.setCurrentIndex(0 if self._files else 1)
        newest = newest_backup(self.desk.store.data.backups)
        self.state.set(*state_words(newest, system_now().date()))
        self._update_actions()

    def _row(self, path: Path) -> PlainRow:
        made, today = made_at(path), system_now().date()
        when = f"{format_day_short(made.date(), today)} {made:%H:%M}"
        size = f"{path.stat().st_size / 1024**2:.1f} MB" if path.exists() else "—"
        verdict = self._verdicts.get(path)
        if verdict is None:
            return PlainRow(path, (when, "正在核对…", size, ""), {1: Tone.SECONDARY})
        if verdict.problem:
            return PlainRow(path, (when, verdict.problem, size, "坏了"), {3: Tone.DANGER})
        return PlainRow(path, (when, held_words(verdict.rows), size, "完整"), {3: Tone.MET})

    def _update_actions(self) -> None:
        for key in ("restore", "check"):
            is_chosen = self.chosen() is not None
            self.actions_row.set_enabled(key, enabled=is_chosen, reason=NOTHING_CHOSEN)

    def _lay_out(self) -> None:
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty_state)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, 0, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(self.actions_row)
        column.addWidget(self.state)
        column.addWidget(self._stack, 1)
        column.addWidget(Words(RULE, "small").wrapping())
