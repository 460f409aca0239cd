"""U盘交换, first sight: the two large actions, what waits, and who has sent what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.sync.board import BoardLine, Mark, Week, board, is_kept_here, overdue_days
from lianti_desktop.sync.imports import Taken, imports
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.overview import Membership, Overview, SchoolLine, Sending, overview
from lianti_desktop.sync.peers import school_names
from lianti_desktop.ui.exchange_parcels import Glimpse
from lianti_desktop.ui.exchange_words import ago, glimpse_line, school_words
from lianti_desktop.ui.term_days import TermDays
from lianti_desktop.ui.theme import Space, Tone
from lianti_desktop.ui.widgets.big_action import BigAction
from lianti_desktop.ui.widgets.buttons import PlainButton, QuietButton
from lianti_desktop.ui.widgets.card import Card, LinkLine
from lianti_desktop.ui.widgets.flow_layout import FlowLayout
from lianti_desktop.ui.widgets.scrolling import scrolling
from lianti_desktop.ui.widgets.week_board import BoardRow, Dot, DotLegend, WeekBoard
from lianti_desktop.ui.widgets.words import Words

MOST_LINES = 4
NARROW = 640
DOTS = {
    Mark.CAME: Dot.FULL,
    Mark.MADE_UP: Dot.HALF,
    Mark.MISSED: Dot.EMPTY,
    Mark.OPEN: Dot.NONE,
    Mark.BEFORE: Dot.BLANK,
}
LEGEND = (
    (Dot.FULL, "收到"),
    (Dot.HALF, "后来补齐"),
    (Dot.EMPTY, "没有交"),
    (Dot.NONE, "还没到时候"),
)
NO_WEEKS = "日历里还没有本学期，先到“学年学期”里填上开学日期，这里就按周排出来。"
NO_SCHOOLS = "还没有学校加入。把村校的入盟申请放到U盘上，点“收包”就能受理。"


@dataclass(frozen=True)
class HomeView:
    """What the first sight shows."""

    overview: Overview
    lines: tuple[BoardLine, ...] = ()
    weeks: tuple[Week, ...] = ()
    imports: tuple[Taken, ...] = ()
    senders: tuple[tuple[UUID, str], ...] = ()
    most_days: int = 0
    is_core: bool = False

    @property
    def late(self) -> int:
        """How many schools are late."""
        return sum(line.is_late for line in self.lines)


def read_home(session: Session, ring: KeyRing, term: TermDays | None, today: date) -> HomeView:
    """Asks for all of it at once."""
    found = overview(session, ring)
    if found.membership is not Membership.MEMBER:
        return HomeView(found)
    weeks = weeks_of(term, today)
    return HomeView(
        found,
        tuple(board(session, found.schools, weeks, today)),
        weeks,
        tuple(imports(session)[:MOST_LINES]),
        tuple(school_names(session).items()),
        overdue_days(session),
        is_kept_here(session),
    )


def weeks_of(term: TermDays | None, today: date) -> tuple[Week, ...]:
    """The weeks of a term up to the present one."""
    calendar = term.calendar if term else None
    if term is None or calendar is None:
        return ()
    end = min(today, term.end) if term.end else today
    numbers = range(1, (calendar.week_of(end) or 0) + 1)
    return tuple(Week(n, calendar.week_days(n).first) for n in numbers)


def board_rows(view: HomeView, today: date) -> list[BoardRow]:
    """The board's lines in words and dots."""
    schools = {line.school: line for line in view.overview.schools}
    rows = []
    for line in view.lines:
        state, tone = _state(line, today)
        sending, sending_tone = school_words(schools[line.school], today)
        dots = tuple(DOTS[mark] for mark in line.marks)
        rows.append(BoardRow(line.school, line.name, dots, state, tone, sending, sending_tone))
    return rows


def _state(line: BoardLine, today: date) -> tuple[str, Tone]:
    if line.last is None:
        return "还没有交过包", Tone.DANGER if line.is_late else Tone.WAITING
    words = f"{ago(line.last, today)}，第{line.number}包"
    return (f"逾期 {line.days} 天", Tone.DANGER) if line.is_late else (words, Tone.MET)


class HomePanel(QWidget):
    """Says what the user wants: `take_wanted`, `send_wanted` with a school, `link_wanted`."""

    take_wanted = Signal()
    send_wanted = Signal(object)
    link_wanted = Signal(str)
    days_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.take = BigAction("收包", "把U盘上别的学校的记录收进本机", "package-in")
        self.send = BigAction("送包", "把本校的新记录写到U盘，交给对方", "package-out")
        self.board_card = Card("收包情况", icon="calendar-week")
        self.board = WeekBoard()
        self.last_card = Card("最近收到", icon="history")
        self.links = QWidget()
        self.conflicts = PlainButton("待处理", "warning")
        self.gaps = PlainButton("待补齐的包", "clock")
        self.imports = PlainButton("收包记录", "history")
        self.members = PlainButton("成员校与电脑", "school")
        self.print_board = QuietButton("打印", "printer")
        self.days = QuietButton("")
        self._grid = QGridLayout()
        self._columns = 0
        self._lay_out()
        self._connect()

    def show_view(self, view: HomeView, today: date) -> None:
        """What is known now."""
        self._show_send(view.overview.schools, today)
        self._show_board(view, today)
        self._show_last(view, today)
        found = view.overview
        self._count(self.conflicts, "待处理", found.waiting)
        self._count(self.gaps, "待补齐的包", len(found.gaps))
        self.gaps.setVisible(bool(found.gaps))

    def show_parcels(self, found: Sequence[Glimpse] | None, *, is_there: bool) -> None:
        """What waits on the stick; None while nobody knows yet."""
        main = bool(found)
        self.take.set_button(f"查看并收下 {len(found)} 个包" if found else "收包", main=main)
        self.send.button.set_main(main=not main)
        lines = [glimpse_line(one) for one in (found or ())[:MOST_LINES]]
        if found and len(found) > MOST_LINES:
            lines.append(LinkLine(None, f"还有 {len(found) - MOST_LINES} 个", "都列出来"))
        looking = "正在看里面有没有新的包…" if found is None else "里面没有新的包。"
        self.take.set_lines(lines, looking if is_there else "插上U盘，或在上面选一个文件夹。")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(1 if event.size().width() < NARROW else 2)

    def _show_send(self, schools: Sequence[SchoolLine], today: date) -> None:
        waiting = [one for one in schools if one.sending in (Sending.WAITING, Sending.EXPORTED)]
        lines = []
        for one in (waiting or list(schools))[:MOST_LINES]:
            words, tone = school_words(one, today)
            name = "本校的另一台电脑" if one.is_ours else one.name
            lines.append(LinkLine(one.school, f"给{name}", words, tone))
        if len(waiting) > MOST_LINES:
            rest = len(waiting) - MOST_LINES
            lines.append(LinkLine(None, f"还有 {rest} 所学校", "都列出来"))
        self.send.set_lines(lines, "名册里还没有别的学校的电脑。")

    def _show_board(self, view: HomeView, today: date) -> None:
        self.board_card.setVisible(view.is_core)
        if not view.is_core:
            return
        late = f"{view.late} 所逾期" if view.late else "没有逾期的"
        self.board_card.set_note(late if view.lines else "")
        self.days.setText(f"超过 {view.most_days} 天算逾期")
        self._hint.setText(
            "" if view.weeks and view.lines else NO_WEEKS if view.lines else NO_SCHOOLS
        )
        self._legend.setVisible(bool(view.weeks and view.lines))
        self.board.setVisible(bool(view.lines))
        self.print_board.setVisible(bool(view.lines))
        self.days.setVisible(bool(view.lines))
        self.board.set_rows([week.number for week in view.weeks], board_rows(view, today))

    def _show_last(self, view: HomeView, today: date) -> None:
        self.last_card.setVisible(not view.is_core)
        self.last_card.clear()
        names = dict(view.senders)
        for one in view.imports:
            title = f"{names.get(one.sender, '')} 第{one.number}包"
            self.last_card.add_line(LinkLine("imports", title, _taken_words(one, today)))
        if not view.imports:
            self.last_card.add(Words("还没有收过包。收下以后会列在这里。", "secondary").wrapping())

    def _count(self, button: PlainButton, words: str, count: int) -> None:
        button.setText(f"{words} {count}" if count else words)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate((self.take, self.send)):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _lay_out(self) -> None:
        self._grid.setSpacing(Space.MEDIUM)
        self._hint = Words("", "small").wrapping()
        self._legend = DotLegend(LEGEND)
        foot = QHBoxLayout()
        foot.setSpacing(Space.SMALL)
        foot.addWidget(self._legend)
        foot.addWidget(self._hint, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.days)
        foot.addWidget(self.print_board)
        self.board_card.body.setSpacing(Space.HAIR)
        self.board_card.add(self.board)
        self.board_card.body.addLayout(foot)
        flow = FlowLayout(parent=self.links)
        for button in (self.conflicts, self.gaps, self.imports, self.members):
            flow.addWidget(button)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.MEDIUM)
        column.addLayout(self._grid)
        column.addWidget(self.links)
        column.addWidget(self.board_card)
        column.addWidget(self.last_card)
        column.addStretch(1)
        self._arrange(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inside))

    def _connect(self) -> None:
        self.take.asked.connect(self.take_wanted)
        self.take.followed.connect(lambda _: self.take_wanted.emit())
        self.send.asked.connect(lambda: self.send_wanted.emit(None))
        self.send.followed.connect(self.send_wanted)
        self.board.followed.connect(self.send_wanted)
        self.last_card.line_clicked.connect(self.link_wanted.emit)
        self.days.clicked.connect(self.days_wanted.emit)
        links = {
            "conflicts": self.conflicts,
            "gaps": self.gaps,
            "imports": self.imports,
            "members": self.members,
            "board": self.print_board,
        }
        for key, button in links.items():
            button.clicked.connect(lambda _=False, key=key: self.link_wanted.emit(key))


def _taken_words(taken: Taken, today: date) -> str:
    when = ago(datetime.fromisoformat(taken.imported_at), today)
    return f"{when}，{taken.commits} 次改动" if taken.commits else f"{when}，回执"
