"""Binding a term volume: chapters with their owners, what lacks, binding, late pages, the spine."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QMenu,
    QWidget,
)
from sqlalchemy.orm import Session

from lianti_desktop.domain.words import PrintKind
from lianti_desktop.printing import volume_kept as kept
from lianti_desktop.printing.content import VolumeChapter
from lianti_desktop.printing.gather_photos import temporary_shelf
from lianti_desktop.printing.gather_volume import Lack, gather_volume, lacks_of
from lianti_desktop.printing.press import Press, PrintResult
from lianti_desktop.printing.print_checks import examine_volume, written
from lianti_desktop.printing.volume import write_volume
from lianti_desktop.printing.volume_undecided import held_up_words, undecided_in
from lianti_desktop.storage import records
from lianti_desktop.storage.publications import TermVolume
from lianti_desktop.sync.waiting import undecided_places
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.dialogs.copy_shop import Book
from lianti_desktop.ui.dialogs.preview import Leaving
from lianti_desktop.ui.dialogs.words_sheet import WordsSheet
from lianti_desktop.ui.messages import Answer, ask
from lianti_desktop.ui.pages.studio import Ready, Studio, today, with_words
from lianti_desktop.ui.printouts import passing_folder, press_for
from lianti_desktop.ui.record_rows import RecordRows
from lianti_desktop.ui.reply import Progress
from lianti_desktop.ui.widgets.action_row import Action, ActionRow
from lianti_desktop.ui.widgets.scrolling import scrolling
from lianti_desktop.ui.widgets.sides import Sides
from lianti_desktop.ui.widgets.tick_list import wrap_lines

FIELDS = ("title", "number", "term", "compiler", "checker", "remarks")
ABOUT, CHAPTERS, LACKS, CHECKS = "about", "chapters", "lacks", "checks"
ACTIONS = (
    Action("bind", "装订", "book", "记下校验码和每件资料的页码，以后的资料作补页"),
    Action("late", "补页", "plus", "只印装订以后补来的资料"),
    Action("spine", "脊背标签", "document"),
    Action("whole", "整卷", "eye", "再看整卷"),
)
HOW_CHAPTERS = "双击或按回车，改负责人和资料情况。"
HOW_LACKS = "点一下：去补上，或者写一条情况说明。"
TITLE = "学期资料汇编"


@dataclass(frozen=True)
class VolumeReady(Ready):
    """A volume that was laid out."""

    chapters: tuple[VolumeChapter, ...]
    lacks: tuple[Lack, ...]
    is_bound: bool
    undecided: tuple[str, ...] = ()


class VolumeStudio(Studio):
    """One volume at a time."""

    kind = TermVolume
    made_of = frozenset(
        {"term_volume", "activity", "media", "participant", "document", "reflection"}
    )
    new_words = "新汇编"
    empty_words = "还没有学期汇编。点左上角的“新汇编”，先看还缺什么，再装订。"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.rows = RecordRows(desk, TermVolume)
        self.rows.add_fields(FIELDS)
        self.chapters = QListWidget()
        self.lacks = QListWidget()
        self.sides = Sides()
        self.bar = ActionRow(ACTIONS)
        self._fill_sides()
        self.side_by_side(self.sides, (self.bar,))
        self.bar.chosen.connect(self.act)
        self.chapters.itemActivated.connect(self._on_chapter)
        self.lacks.itemClicked.connect(self._on_lack)
        self.lacks.itemActivated.connect(self._on_lack)

    def newcomer(self) -> Callable[[Session], TermVolume]:
        """A volume of the term that is shown."""
        term = self.desk.term or (self.desk.terms[0].id if self.desk.terms else None)
        if term is None:
            return lambda session: records.save(session, TermVolume, None, {"title": TITLE})
        return partial(kept.create_volume, term=term)

    def opened(self, row: UUID) -> None:
        """Another volume."""
        self.rows.open(row)

    def commit(self) -> None:
        """The fields at the left."""
        self.rows.commit()

    def lay_out(self, row: UUID, progress: Progress) -> VolumeReady:
        """On the bench: the whole volume as it would be bound now."""
        press = press_for(progress)
        with temporary_shelf(self.desk.store) as shelf:
            with self.desk.store.read() as session:
                volume = records.get(session, TermVolume, row)
                asked = kept.volume_asked(volume, today())
                found = gather_volume(session, asked, shelf)
                lacks = lacks_of(session, asked)
                is_bound = bool(volume.snapshot)
                places = frozenset() if is_bound else undecided_places(session)
                undecided = undecided_in(session, asked, places)
            out = passing_folder(self.desk.store.data) / "学期资料汇编.pdf"
            looked = partial(examine_volume, self.desk.store, asked, font_book=press.font_book)
            made = written(press, lambda one: write_volume(found.content, out, one).result, looked)
        title = f"{found.content.title} {found.content.term}".strip()
        chapters = found.content.chapters
        book = (row, made.result, title, made.findings, chapters, tuple(lacks))
        return VolumeReady(*book, is_bound, tuple(undecided))

    def show_ready(self, ready: VolumeReady) -> None:
        """Its chapters, what lacks, and what can be done with it now."""
        self._list_chapters(ready.chapters)
        self._list_lacks(ready.lacks)
        self.sides.set_count(LACKS, len(ready.lacks))
        self.sides.set_count(CHECKS, len(ready.findings))
        self.bar.set_enabled("bind", enabled=not ready.is_bound, reason="这一卷已经装订过")
        self.bar.set_enabled("late", enabled=ready.is_bound, reason="装订以后才有补页")
        self.pane.set_book(Book(ready.title, is_book=False))
        self.pane.set_leaving(Leaving(ready.title, PrintKind.VOLUME, volume=ready.row))
        batches = kept.page_batches(ready.result.pages)
        if len(batches) > 1:
            words = "、".join(f"{first}-{last}" for first, last in batches)
            self.pane.sentence.setText(f"共 {ready.result.pages} 页，可以分批打印：{words}")

    def show_field(self, name: str) -> None:
        """Among the fields of the title, or to what lacks and why."""
        is_here = name in self.rows.names()
        self.sides.turn(ABOUT if is_here else LACKS)
        if is_here:
            self.rows.focus_field(name)

    def act(self, key: str) -> None:
        """Binding and what comes after it: a file that is shown in the place of the whole."""
        if self.row is None:
            return
        if key == "whole":
            self.produce()
            return
        if key == "bind" and self._is_held_up():
            return
        writers: dict[str, Callable[[kept.Binding, Press], PrintResult]] = {
            "bind": self._bind,
            "late": lambda binding, press: kept.print_late_pages(self.desk.store, binding, press),
            "spine": lambda binding, press: kept.print_spine_label(self.desk.store, binding, press),
        }
        self.pane.produce(partial(self._write, self.row, writers[key]))

    def _is_held_up(self) -> bool:
        """Whether something in the volume is to be decided first; leads there."""
        ready = self.ready
        if not isinstance(ready, VolumeReady) or not ready.undecided:
            return False
        sentence = held_up_words(list(ready.undecided))
        answers = [Answer("decide", "去待处理"), Answer("stay", "先不装订")]
        if ask(self, "还不能装订", [sentence], answers) == "decide":
            self.place_wanted.emit("conflicts")
        return True

    def _bind(self, binding: kept.Binding, press: Press) -> PrintResult:
        with self.desk.store.read() as session:
            undecided = undecided_places(session)
        return kept.bind_volume(
            self.desk.store, replace(binding, undecided=undecided), press
        ).result

    def _write(
        self,
        row: UUID,
        write: Callable[[kept.Binding, Press], PrintResult],
        progress: Progress,
    ) -> PrintResult:
        out = passing_folder(self.desk.store.data) / Path("学期资料汇编.pdf")
        binding = kept.Binding(row, out, today(), self.desk.author)
        return write(binding, press_for(progress))

    def _list_chapters(self, chapters: Sequence[VolumeChapter]) -> None:
        self.chapters.clear()
        for chapter in chapters:
            note = "　".join(part for part in (chapter.owner, chapter.state) if part)
            words = f"{chapter.title}　{len(chapter.items)} 件\n{note}".strip()
            item = QListWidgetItem(words, self.chapters)
            item.setData(Qt.ItemDataRole.UserRole, chapter)

    def _list_lacks(self, lacks: Sequence[Lack]) -> None:
        self.lacks.clear()
        for lack in lacks:
            words = f"{lack.line}\n说明：{lack.reason}" if lack.reason else lack.line
            item = QListWidgetItem(words, self.lacks)
            item.setData(Qt.ItemDataRole.UserRole, lack)

    def _on_chapter(self, item: QListWidgetItem) -> None:
        """Who collects it and how far it is."""
        chapter: VolumeChapter = item.data(Qt.ItemDataRole.UserRole)
        asked = WordsSheet(
            chapter.title, ("负责人", "资料情况"), (chapter.owner, chapter.state), self
        )
        if asked.exec() == WordsSheet.DialogCode.Accepted and self.row is not None:
            owner, state = asked.words()
            row, told = self.row, (owner, state)

            def work(session: Session) -> None:
                kept.set_chapter(session, row, chapter.key, told)

            self.desk.change("改汇编章节", work, Reply(self))

    def _on_lack(self, item: QListWidgetItem) -> None:
        lack: Lack = item.data(Qt.ItemDataRole.UserRole)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("去补上").triggered.connect(partial(self._go_to, lack))
        menu.addAction("写情况说明…").triggered.connect(partial(self.explain, lack))
        menu.popup(self.lacks.mapToGlobal(self.lacks.visualItemRect(item).bottomLeft()))

    def _go_to(self, lack: Lack, _checked: object = None) -> None:
        self.record_wanted.emit("activity", lack.activity)

    def explain(self, lack: Lack, _checked: object = None) -> None:
        """A 情况说明 for what lacks."""
        asked = WordsSheet("情况说明", (lack.line,), (lack.reason,), self)
        if asked.exec() == WordsSheet.DialogCode.Accepted and self.row is not None:
            row, (reason,) = self.row, asked.words()

            def work(session: Session) -> None:
                kept.explain_lack(session, row, lack.line, reason)

            self.desk.change("写情况说明", work, Reply(self))

    def _fill_sides(self) -> None:
        wrap_lines(self.chapters, "汇编的章节，按回车改负责人和资料情况")
        wrap_lines(self.lacks, "汇编还缺的资料")
        self.sides.add(ABOUT, "题名", scrolling(self.rows))
        self.sides.add(CHAPTERS, "章节", with_words(HOW_CHAPTERS, self.chapters))
        self.sides.add(LACKS, "还缺", with_words(HOW_LACKS, self.lacks))
        self.sides.add(CHECKS, "检查", self.checks_page())
