"""Making an issue of the bulletin: its head and foot, its articles, its pages."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.domain.presets import PRESETS
from lianti_desktop.domain.words import PrintKind
from lianti_desktop.printing import bulletin_kept as kept
from lianti_desktop.printing.bulletin import write_bulletin
from lianti_desktop.printing.content import BulletinArticle
from lianti_desktop.printing.gather_bulletin import Quarter, gather_bulletin, proposed_activities
from lianti_desktop.printing.gather_photos import temporary_shelf
from lianti_desktop.printing.print_checks import examine_bulletin, written
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.publications import Bulletin
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.dialogs.copy_shop import Book
from lianti_desktop.ui.dialogs.preview import Leaving
from lianti_desktop.ui.dialogs.words_sheet import WordsSheet
from lianti_desktop.ui.pages.studio import Ready, Studio, today, with_words
from lianti_desktop.ui.printouts import passing_folder, press_for
from lianti_desktop.ui.record_rows import RecordRows
from lianti_desktop.ui.reply import Progress
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.buttons import PlainButton
from lianti_desktop.ui.widgets.choice_field import ChoiceField
from lianti_desktop.ui.widgets.form_rows import FormRows, Row
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.scrolling import scrolling
from lianti_desktop.ui.widgets.sides import Sides
from lianti_desktop.ui.widgets.tick_list import TickLine, TickList

MONTHS = 3
FIELDS = (
    *("name", "quarter", "issue", "total_issue", "publisher", "issued_on"),
    *("report_to", "send_to", "hand_to", "copies", "editors"),
)
ABOUT, ARTICLES, CHECKS = "about", "articles", "checks"
HOW_ARTICLES = "打勾的写进这一期；拖动或按 Alt+↑↓ 换次序。"


@dataclass(frozen=True)
class BulletinReady(Ready):
    """An issue that was laid out; `others` are activities of the quarter that it does not take."""

    articles: tuple[BulletinArticle, ...]
    others: tuple[TickLine, ...]
    preset: str


class BulletinStudio(Studio):
    """One issue at a time."""

    kind = Bulletin
    made_of = frozenset({"bulletin", "activity", "media", "consent"})
    new_words = "新一期"
    empty_words = "还没有简报。点左上角的“新一期”，这个季度的活动会先放进来。"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.rows = RecordRows(desk, Bulletin)
        self.rows.add_fields(FIELDS)
        self.articles = TickList("这一期的文章，打勾写进来，拖动或 Alt 加上下键换次序")
        self.words = PlainButton("改这一篇", "pen")
        self.preset = ChoiceField([Option(one.name, one.title) for one in PRESETS], optional=False)
        self.sides = Sides()
        self._fill_sides()
        self.side_by_side(self.sides)
        self.articles.ticked.connect(self._on_ticked)
        self.articles.ordered.connect(self._on_ordered)
        self.articles.itemDoubleClicked.connect(lambda _: self.write())
        self.words.clicked.connect(self.write)
        self.preset.changed.connect(self._on_preset)

    def newcomer(self) -> Callable[[Session], Bulletin]:
        """The next issue, of this quarter."""
        day = today()
        quarter = Quarter(day.year, (day.month - 1) // MONTHS + 1)
        return partial(kept.create_bulletin, quarter=quarter, today=day)

    def opened(self, row: UUID) -> None:
        """Another issue."""
        self.rows.open(row)

    def commit(self) -> None:
        """The fields at the left."""
        self.rows.commit()

    def lay_out(self, row: UUID, progress: Progress) -> BulletinReady:
        """On the bench."""
        press = press_for(progress)
        with temporary_shelf(self.desk.store) as shelf:
            with self.desk.store.read() as session:
                issue = records.get(session, Bulletin, row)
                asked = kept.bulletin_asked(issue, today())
                found = gather_bulletin(session, asked, shelf)
                others = _others(session, asked.quarter, found.content.articles)
            out = passing_folder(self.desk.store.data) / "简报.pdf"
            looked = partial(examine_bulletin, self.desk.store, asked, font_book=press.font_book)
            made = written(press, partial(write_bulletin, found.content, out), looked)
        title = f"{found.content.name} 第{found.content.issue}期"
        told = (found.content.articles, others, found.content.preset.name)
        return BulletinReady(row, made.result, title, made.findings, *told)

    def show_ready(self, ready: BulletinReady) -> None:
        """Its articles, and what else could be told."""
        inside = [TickLine(one.key, one.title, is_in=True) for one in ready.articles]
        self.articles.show_lines([*inside, *ready.others])
        self.words.setEnabled(bool(inside))
        self.preset.set_value(ready.preset)
        self.sides.set_count(CHECKS, len(ready.findings))
        self.pane.set_book(Book(ready.title, is_book=False))
        self.pane.set_leaving(Leaving(ready.title, PrintKind.BULLETIN, bulletin=ready.row))

    def show_field(self, name: str) -> None:
        """Among the fields of head and foot, or to the articles."""
        is_here = name in self.rows.names()
        self.sides.turn(ABOUT if is_here else ARTICLES)
        if is_here:
            self.rows.focus_field(name)

    def write(self) -> None:
        """Another title and text of the article under the cursor, for this issue alone."""
        articles = self.ready.articles if isinstance(self.ready, BulletinReady) else ()
        at = self.articles.currentRow()
        if not 0 <= at < len(articles):
            return
        article = articles[at]
        asked = WordsSheet("改这一篇", ("标题", "正文"), (article.title, article.text), self)
        if asked.exec() == WordsSheet.DialogCode.Accepted:
            title, text = asked.words()
            self._do(
                "改简报文章", lambda s, row: kept.set_article(s, row, article.key, (title, text))
            )

    def _on_ticked(self, key: str, is_in: bool) -> None:
        verb = kept.take_article if is_in else kept.drop_article
        words = "简报收进文章" if is_in else "简报不收文章"
        self._do(words, lambda session, row: verb(session, row, key))

    def _on_preset(self, name: object) -> None:
        self._do("改简报版式", lambda session, row: kept.set_preset(session, row, str(name)))

    def _on_ordered(self, keys: list[str]) -> None:
        self._do("简报换次序", lambda session, row: kept.set_order_of_articles(session, row, keys))

    def _do(self, words: str, deed: Callable[[Session, UUID], None]) -> None:
        row = self.row
        if row is not None:
            self.desk.change(words, lambda session: deed(session, row), Reply(self))

    def _fill_sides(self) -> None:
        told = with_words(HOW_ARTICLES, self.articles, self.words)
        about = QWidget()
        column = QVBoxLayout(about)
        column.setContentsMargins(0, 0, Space.SMALL, 0)
        column.setSpacing(Space.MEDIUM)
        look = FormRows(columns=1)
        look.add(Row("preset", "版式"), self.preset)
        column.addWidget(look)
        column.addWidget(self.rows)
        column.addStretch(1)
        self.sides.add(ABOUT, "报头报尾", scrolling(about))
        self.sides.add(ARTICLES, "文章", told)
        self.sides.add(CHECKS, "检查", self.checks_page())


def _others(
    session: Session, quarter: Quarter, articles: tuple[BulletinArticle, ...]
) -> tuple[TickLine, ...]:
    """What else was held in the quarter."""
    known = {article.key for article in articles}
    found: list[Activity] = proposed_activities(session, quarter)
    return tuple(
        TickLine(one.id.hex, one.title or "未命名活动", is_in=False)
        for one in found
        if one.id.hex not in known
    )
