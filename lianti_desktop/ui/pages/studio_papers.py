"""Forms, lists, certificates and reports: chosen at the left, the finished pages at the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.domain.dates import format_day_short
from lianti_desktop.domain.presets import PRESETS
from lianti_desktop.printing.preflight import Finding
from lianti_desktop.printing.press import PrintResult
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.listing import Asked, Row, listing, titles
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.dialogs.preview import PreviewPane
from lianti_desktop.ui.pages.studio import MOST_SENTENCES, today
from lianti_desktop.ui.papers import EXCEL, WORD, Ask, Paper, Wanted, papers, write_paper
from lianti_desktop.ui.printing_warnings import WarningsCard
from lianti_desktop.ui.reply import Progress
from lianti_desktop.ui.theme import Space, current_sizes
from lianti_desktop.ui.widgets.buttons import MainButton, PlainButton
from lianti_desktop.ui.widgets.card import Card, LinkLine
from lianti_desktop.ui.widgets.choice_field import ChoiceField
from lianti_desktop.ui.widgets.flag_field import FlagField
from lianti_desktop.ui.widgets.form_rows import FormRows
from lianti_desktop.ui.widgets.form_rows import Row as FormRow
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.scrolling import scrolling
from lianti_desktop.ui.widgets.words import Words

WHOLE_TERM = "whole"
OFFICES: Mapping[str, str] = {WORD: "Word", EXCEL: "Excel"}
MOST_KEPT = 8
LEFT_WIDTH = 25
INTRODUCTION = "选好左边的几项，点“排版预览”。预览里看到的就是打印出来的。"
NOTHING_CHOSEN = "还没有选好要打印哪一条，先在左边选。"
NO_ACTIVITY = "这个学期还没有活动，先去“活动”里录入。"


@dataclass(frozen=True)
class Made:
    """A file of this sitting and what to look at before it is printed."""

    title: str
    result: PrintResult
    findings: Sequence[Finding]


class PapersStudio(QWidget):
    """Chooses, makes, shows, and remembers the last files of this sitting."""

    record_wanted = Signal(str, object)
    field_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.papers = {paper.key: paper for paper in papers()}
        self._activities: dict[UUID, str] = {}
        self._made: list[Made] = []
        self._fresh: Made | None = None
        self.rows = FormRows(columns=1)
        offers = [Option(one.key, one.title) for one in self.papers.values()]
        self.paper = ChoiceField(offers, optional=False)
        self.term = ChoiceField((), optional=False)
        self.activity = ChoiceField((), optional=False)
        self.record = ChoiceField(())
        self.blank = FlagField("不印内容，留着手写")
        self.preset = ChoiceField([Option(one.name, one.title) for one in PRESETS], optional=False)
        self.go = MainButton("排版预览", "eye")
        self.warnings = WarningsCard()
        self.last = Card("刚才排好的", icon="clock")
        self.pane = PreviewPane(desk, "表格")
        self.offices = {
            suffix: PlainButton(f"存成 {name}", "document") for suffix, name in OFFICES.items()
        }
        self._lay_out()
        self._connect()
        self._show_rows()

    def refresh(self) -> None:
        """Ask for the terms and what lies in them."""
        self.term.set_options([Option(term.id, term.title) for term in self.desk.terms])
        known = {term.id for term in self.desk.terms}
        if self.term.value() not in known:
            newest = self.desk.terms[0].id if self.desk.terms else None
            self.term.set_value(self.desk.term or newest)
        self._ask_activities()
        self._ask_records()

    def chosen(self) -> Paper:
        """The paper that is chosen."""
        return self.papers[str(self.paper.value())]

    def produce(self) -> None:
        """Make what is chosen and show it."""
        wanted = self._wanted()
        if wanted is None:
            return
        paper = self.chosen()
        self.warnings.show_findings(())
        self.pane.set_title(paper.title)
        self.pane.produce(partial(self._make, paper, wanted))

    def ask_export(self, suffix: str) -> None:
        """Where the Word or Excel file should be kept."""
        wanted, paper = self._wanted(), self.chosen()
        if wanted is None or suffix not in paper.exports:
            return
        kind = f"{OFFICES[suffix]} 文件"
        usual = str(Path.home() / f"{paper.title}{suffix}")
        aim, _kind = QFileDialog.getSaveFileName(self, f"存成{kind}", usual, f"{kind} (*{suffix})")
        if aim:
            self.export(paper, wanted, Path(aim).with_suffix(suffix))

    def export(self, paper: Paper, wanted: Wanted, aim: Path) -> None:
        """Write the file of the kind that its suffix says; the answer is a quiet line."""

        def work(_progress: Progress) -> Path:
            return paper.exports[aim.suffix](self.desk.store, wanted, aim)

        say = self.pane.sentence.setText
        self.desk.run(work, Reply(self, lambda file: say(f"已存到 {file}"), say))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_left()

    def _fit_left(self) -> None:
        """As wide as the name of a term needs in this size of text."""
        self._left.setFixedWidth(round(current_sizes().points * LEFT_WIDTH))

    def _wanted(self) -> Wanted | None:
        """What is chosen now; None with a sentence while something is not."""
        if not self.rows.commit():
            return None
        paper = self.chosen()
        rows = self._rows(paper)
        if not rows and paper.ask in (Ask.ACTIVITIES, Ask.RECORD) and not paper.may_be_blank:
            is_activity = paper.ask is Ask.ACTIVITIES
            self.pane.sentence.setText(NO_ACTIVITY if is_activity else NOTHING_CHOSEN)
            return None
        return Wanted(
            today(),
            rows,
            self.term.value(),
            bool(self.blank.value()),
            self.desk.author,
            str(self.preset.value()),
        )

    def _rows(self, paper: Paper) -> tuple[UUID, ...]:
        if paper.ask is Ask.RECORD:
            return (self.record.value(),) if self.record.value() else ()
        key = self.activity.value()
        if key == WHOLE_TERM:
            return tuple(self._activities)
        return (key,) if key in self._activities else ()

    def _ask_activities(self) -> None:
        term = self.term.value()
        if term is not None:
            self.desk.ask(partial(_activities, term=term), Reply(self, self.show_activities))

    def show_activities(self, found: Sequence[Row]) -> None:
        """The activities of the term."""
        day = today()
        self._activities = {row.id: _worded(row, day) for row in found}
        whole = Option(WHOLE_TERM, f"这个学期全部 {len(found)} 次活动")
        each = [Option(row, words) for row, words in self._activities.items()]
        self.activity.set_options([whole, *each] if each else [])
        if self.activity.value() not in (*self._activities, WHOLE_TERM) or not each:
            self.activity.set_value(each[0].key if each else None)

    def _ask_records(self) -> None:
        table = self.chosen().table
        if self.chosen().ask is Ask.RECORD:
            self.desk.ask(partial(_records, table=table), Reply(self, self._show_records))

    def _show_records(self, found: Sequence[Option]) -> None:
        self.record.set_options(found)
        if self.record.value() not in {option.key for option in found}:
            self.record.set_value(found[0].key if found else None)

    def _on_paper(self) -> None:
        self._show_rows()
        self._ask_records()

    def _show_rows(self) -> None:
        paper = self.chosen()
        needed = {
            self.term: paper.ask in (Ask.ACTIVITIES, Ask.TERM),
            self.activity: paper.ask is Ask.ACTIVITIES,
            self.record: paper.ask is Ask.RECORD,
            self.blank: paper.may_be_blank,
            self.preset: paper.ask is Ask.TERM,
        }
        for field, is_needed in needed.items():
            block = field.parentWidget()
            if block is not None:
                block.setVisible(is_needed)
        self.record.set_hint("空着就是空白表。" if paper.may_be_blank else "")
        for suffix, button in self.offices.items():
            button.setVisible(suffix in paper.exports)

    def _make(self, paper: Paper, wanted: Wanted, progress: Progress) -> PrintResult:
        """On the bench: the file, and what to look at before it is printed."""
        made = write_paper(self.desk, paper, wanted, progress)
        self._fresh = Made(paper.title, made.result, made.findings)
        return made.result

    def _on_made(self, result: PrintResult) -> None:
        made = self._fresh
        if made is None or made.result is not result:
            return
        self.warnings.show_findings(made.findings[:MOST_SENTENCES])
        self._made = [made, *self._made][:MOST_KEPT]
        self.last.clear()
        for place, one in enumerate(self._made):
            self.last.add_line(LinkLine(place, one.title, f"{one.result.pages} 页"))
        self.last.show()

    def _on_last(self, place: int) -> None:
        made = self._made[place]
        if made.result.file.exists():
            self.pane.set_title(made.title)
            self.pane.show_result(made.result)
            self.warnings.show_findings(made.findings[:MOST_SENTENCES])

    def follow(self, finding: Finding) -> None:
        """To the page on which it was seen, and to the record where it can be mended."""
        if finding.page:
            self.pane.view.go(finding.page - 1)
        if finding.where is not None:
            self.record_wanted.emit(finding.where.table, finding.where.row)
            self.field_wanted.emit(finding.where.field)

    def _connect(self) -> None:
        self.paper.changed.connect(lambda _: self._on_paper())
        self.term.changed.connect(lambda _: self._ask_activities())
        self.go.clicked.connect(self.produce)
        for suffix, button in self.offices.items():
            button.clicked.connect(partial(self._on_office, suffix))
        self.pane.made.connect(self._on_made)
        self.warnings.followed.connect(self.follow)
        self.last.line_clicked.connect(self._on_last)

    def _on_office(self, suffix: str, _checked: object = None) -> None:
        self.ask_export(suffix)

    def _lay_out(self) -> None:
        self.rows.add(FormRow("paper", "打印什么"), self.paper)
        self.rows.add(FormRow("term", "哪个学期"), self.term)
        self.rows.add(FormRow("activity", "哪次活动"), self.activity)
        self.rows.add(FormRow("record", "哪一条"), self.record)
        self.rows.add(FormRow("blank", "空白表"), self.blank)
        self.rows.add(FormRow("preset", "版式"), self.preset)
        self.paper.set_value(next(iter(self.papers)))
        self.preset.set_value(PRESETS[0].name)
        self.pane.warnings_below = False
        self.pane.sentence.setText(INTRODUCTION)
        for button in self.offices.values():
            self.pane.buttons.insertWidget(self.pane.buttons.count() - 1, button)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, Space.SMALL, 0)
        column.setSpacing(Space.MEDIUM)
        for part in (self.rows, self.go, self.warnings, self.last):
            column.addWidget(part)
        self.last.hide()
        column.addStretch(1)
        column.addWidget(Words("F12 另存为PDF，Ctrl+P 打印，Ctrl+滚轮缩放。", "small").wrapping())
        self._left = scrolling(left)
        self._fit_left()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.MEDIUM)
        row.addWidget(self._left)
        row.addWidget(self.pane, 1)


def _activities(session: Session, term: UUID) -> list[Row]:
    return listing(session, Activity, Asked(("title", "held_on"), {"term": term}))


def _records(session: Session, table: str) -> list[Option]:
    """The records of a kind outside the bin, in their usual order."""
    kind = BY_TABLE[table]
    rows = [row.id for row in listing(session, kind, Asked((), {}))]
    names = titles(session, kind, rows)
    return [Option(row, names[row]) for row in rows]


def _worded(row: Row, day: date) -> str:
    title, held_on = row.values
    words = str(title or "未命名活动")
    return f"{format_day_short(held_on, day)} {words}" if isinstance(held_on, date) else words
