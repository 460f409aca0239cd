"""画册与表册: what to print and of which term at the left, the finished pages at the right."""

import re
from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.domain.dates import format_day_short
from lianti_desktop.printing.gather_album import TITLE, AlbumAsked
from lianti_desktop.printing.press import PrintResult
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.listing import Asked, Row, listing
from lianti_desktop.storage.record import table_of
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.dialogs.preview import PreviewPane
from lianti_desktop.ui.page import Page
from lianti_desktop.ui.pages.printing_warnings import WarningsCard
from lianti_desktop.ui.printouts import Produce, album, record_sheets, sign_in_sheets
from lianti_desktop.ui.theme import Space, current_sizes
from lianti_desktop.ui.widgets.buttons import MainButton
from lianti_desktop.ui.widgets.card import Card, LinkLine
from lianti_desktop.ui.widgets.choice_field import ChoiceField
from lianti_desktop.ui.widgets.form_rows import FormRows
from lianti_desktop.ui.widgets.form_rows import Row as FormRow
from lianti_desktop.ui.widgets.line_fields import LineField
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.scrolling import scrolling
from lianti_desktop.ui.widgets.words import Words

ALBUM, SHEET, SIGN_IN, BLANK = "album", "sheet", "sign_in", "blank"
PAPERS = (
    Option(ALBUM, "活动画册"),
    Option(SHEET, "活动记录表"),
    Option(SIGN_IN, "签到表（已填姓名）"),
    Option(BLANK, "签到表（空白）"),
)
TITLES = {option.key: option.title for option in PAPERS}
WHOLE_TERM = "whole"
MOST_KEPT = 8
LEFT_WIDTH = 25
QUOTED = re.compile("“([^”]+)”")
INTRODUCTION = "选好左边的几项，点“排版预览”。预览里看到的就是打印出来的。"


class PrintingPage(Page):
    """Chooses, makes, shows, and remembers the last files of this sitting."""

    title = "画册与表册"
    help_topic = "printing"
    shows = frozenset({table_of(Activity), "term"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._activities: dict[UUID, str] = {}
        self._made: list[tuple[str, PrintResult]] = []
        self.rows = FormRows(columns=1)
        self.paper = ChoiceField(PAPERS, optional=False)
        self.term = ChoiceField((), optional=False)
        self.activity = ChoiceField((), optional=False)
        self.cover = LineField("例如：携手同行", 20)
        self.go = MainButton("排版预览", "eye")
        self.warnings = WarningsCard()
        self.last = Card("刚才排好的", icon="clock")
        self.pane = PreviewPane(desk, "活动画册")
        self._making = ""
        self._lay_out()
        self._connect()
        self._show_rows()

    def refresh(self) -> None:
        self.term.set_options([Option(term.id, term.title) for term in self.desk.terms])
        known = {term.id for term in self.desk.terms}
        if self.term.value() not in known:
            newest = self.desk.terms[0].id if self.desk.terms else None
            self.term.set_value(self.desk.term or newest)
        self._ask_activities()

    def produce(self) -> None:
        """Make what is chosen and show it."""
        if not self.rows.commit():
            return
        work = self._work()
        if work is None:
            self.pane.sentence.setText("这个学期还没有活动，先去“活动”里录入。")
            return
        self._making = str(TITLES[self.paper.value()])
        self.warnings.show_sentences(())
        self.pane.set_title(self._making)
        self.pane.produce(work)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_left()

    def _fit_left(self) -> None:
        """As wide as the name of a term needs in this size of text."""
        self._left.setFixedWidth(round(current_sizes().points * LEFT_WIDTH))

    def _work(self) -> Produce | None:
        paper, term = self.paper.value(), self.term.value()
        if term is None:
            return None
        if paper == ALBUM:
            today = date.today()  # noqa: DTZ011 - the school's own calendar day
            return album(self.desk, AlbumAsked(term, today, self.cover.value() or TITLE))
        chosen = self._chosen_activities()
        if not chosen:
            return None
        if paper == SHEET:
            return record_sheets(self.desk, chosen)
        return sign_in_sheets(self.desk, chosen, blank=paper == BLANK)

    def _chosen_activities(self) -> list[UUID]:
        key = self.activity.value()
        if key == WHOLE_TERM:
            return list(self._activities)
        return [key] if key in self._activities else []

    def _ask_activities(self) -> None:
        term = self.term.value()
        if term is not None:
            self.desk.ask(partial(_activities, term=term), Reply(self, self._show_activities))

    def _show_activities(self, found: Sequence[Row]) -> None:
        today = date.today()  # noqa: DTZ011 - the school's own calendar day
        self._activities = {row.id: _worded(row, today) for row in found}
        whole = Option(WHOLE_TERM, f"这个学期全部 {len(found)} 次活动")
        each = [Option(row, words) for row, words in self._activities.items()]
        self.activity.set_options([whole, *each] if each else [])
        if self.activity.value() not in (*self._activities, WHOLE_TERM) or not each:
            self.activity.set_value(each[0].key if each else None)

    def _show_rows(self) -> None:
        is_album = self.paper.value() == ALBUM
        for field, is_needed in ((self.activity, not is_album), (self.cover, is_album)):
            block = field.parentWidget()
            if block is not None:
                block.setVisible(is_needed)

    def _on_made(self, result: PrintResult) -> None:
        self.warnings.show_sentences(result.warnings)
        self._made = [(self._making, result), *self._made][:MOST_KEPT]
        self.last.clear()
        for place, (name, made) in enumerate(self._made):
            self.last.add_line(LinkLine(place, name, f"{made.pages} 页"))
        self.last.show()

    def _on_warning(self, sentence: str) -> None:
        """To the activity that the sentence names; the newest where several bear the name."""
        quoted = QUOTED.search(sentence)
        if quoted is None:
            return
        named = Asked(("title",), {"title": quoted[1]})
        self.desk.ask(
            lambda session: listing(session, Activity, named), Reply(self, self._go_to_first)
        )

    def _go_to_first(self, found: Sequence[Row]) -> None:
        if found:
            self.record_wanted.emit(table_of(Activity), found[0].id)

    def _on_last(self, place: int) -> None:
        name, result = self._made[place]
        if result.file.exists():
            self.pane.set_title(name)
            self.pane.show_result(result)
            self.warnings.show_sentences(result.warnings)

    def _connect(self) -> None:
        self.paper.changed.connect(lambda _: self._show_rows())
        self.term.changed.connect(lambda _: self._ask_activities())
        self.go.clicked.connect(self.produce)
        self.pane.made.connect(self._on_made)
        self.warnings.followed.connect(self._on_warning)
        self.last.line_clicked.connect(self._on_last)
        self.desk.terms_read.connect(self.mark_stale)

    def _lay_out(self) -> None:
        self.rows.add(FormRow("paper", "打印什么"), self.paper)
        self.rows.add(FormRow("term", "哪个学期"), self.term)
        self.rows.add(FormRow("activity", "哪次活动"), self.activity)
        self.rows.add(FormRow("cover", "封面大字", hint="空着就用“携手同行”。"), self.cover)
        self.paper.set_value(ALBUM)
        self.pane.warnings_below = False
        self.pane.sentence.setText(INTRODUCTION)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, Space.SMALL, 0)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(self.rows)
        column.addWidget(self.go)
        column.addWidget(self.warnings)
        column.addWidget(self.last)
        self.last.hide()
        column.addStretch(1)
        column.addWidget(Words("F12 另存为PDF，Ctrl+P 打印，Ctrl+滚轮缩放。", "small").wrapping())
        self._left = area = scrolling(left)
        self._fit_left()
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.LARGE, 0, Space.LARGE, Space.MEDIUM)
        row.setSpacing(Space.MEDIUM)
        row.addWidget(area)
        row.addWidget(self.pane, 1)


def _activities(session: Session, term: UUID) -> list[Row]:
    return listing(session, Activity, Asked(("title", "held_on"), {"term": term}))


def _worded(row: Row, today: date) -> str:
    title, day = row.values
    words = str(title or "未命名活动")
    return f"{format_day_short(day, today)} {words}" if isinstance(day, date) else words
