"""Making an issue of the bulletin: its head and foot, its articles, its pages."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy.orm import Session

from lianti_desktop.domain.words import PrintKind
from lianti_desktop.printing import bulletin_kept as kept
from lianti_desktop.printing.bulletin import write_bulletin
from lianti_desktop.printing.content import BulletinArticle
from lianti_desktop.printing.gather_bulletin import Quarter, gather_bulletin, proposed_activities
from lianti_desktop.printing.gather_photos import temporary_shelf
from lianti_desktop.printing.print_checks import check_bulletin
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.publications import Bulletin
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.dialogs.copy_shop import Book
from lianti_desktop.ui.dialogs.preview import Leaving
from lianti_desktop.ui.dialogs.words_sheet import WordsSheet
from lianti_desktop.ui.pages.studio import Ready, Studio, today
from lianti_desktop.ui.printouts import passing_folder, press_for
from lianti_desktop.ui.record_rows import RecordRows
from lianti_desktop.ui.reply import Progress
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.pills import Pills
from lianti_desktop.ui.widgets.scrolling import scrolling
from lianti_desktop.ui.widgets.words import Words

MONTHS = 3
FIELDS = (
    *("name", "quarter", "issue", "total_issue", "publisher", "issued_on"),
    *("report_to", "send_to", "hand_to", "copies", "editors"),
)
ABOUT, ARTICLES, CHECKS = "about", "articles", "checks"
HOW_ARTICLES = "打勾的写进这一期，拖动换次序，双击改标题和文字。"


@dataclass(frozen=True)
class BulletinReady(Ready):
    """An issue that was laid out; `others` are activities of the quarter that it does not take."""

    articles: tuple[BulletinArticle, ...]
    others: tuple[tuple[str, str], ...]


class BulletinStudio(Studio):
    """One issue at a time."""

    kind = Bulletin
    made_of = frozenset({"bulletin", "activity", "media", "consent"})
    new_words = "新一期"
    empty_words = "还没有简报。点左上角的“新一期”，这个季度的活动会先放进来。"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._is_filling = False
        self.rows = RecordRows(desk, Bulletin)
        self.rows.add_fields(FIELDS)
        self.articles = QListWidget()
        self.pills = Pills()
        self.stack = QStackedWidget()
        self.side_by_side(self._side())
        self.pills.chosen.connect(self._turn)
        self.articles.itemChanged.connect(self._on_ticked)
        self.articles.itemDoubleClicked.connect(self.write)
        self.articles.itemActivated.connect(self.write)
        self.articles.model().rowsMoved.connect(lambda *_: self._on_moved())
        self._name_pills(0)

    def newcomer(self) -> Callable[[Session], Bulletin]:
        """The next issue, of this quarter."""
        day = today()
        quarter = Quarter(day.year, (day.month - 1) // MONTHS + 1)
        return partial(kept.create_bulletin, quarter=quarter, today=day)

    def opened(self, row: UUID) -> None:
        """Another issue."""
        self.rows.open(row)

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
            result = write_bulletin(found.content, out, press)
        checks = check_bulletin(self.desk.store, asked, press.font_book)
        title = f"{found.content.name} 第{found.content.issue}期"
        return BulletinReady(row, result, title, checks, found.content.articles, others)

    def show_ready(self, ready: BulletinReady) -> None:
        """Its articles, and what else could be told."""
        self._is_filling = True
        self.articles.clear()
        for article in ready.articles:
            self._add(article.title, article, is_in=True)
        for key, title in ready.others:
            self._add(title, BulletinArticle(title, key=key), is_in=False)
        self._is_filling = False
        self._name_pills(len(ready.findings))
        self.pane.set_book(Book(ready.title, is_book=False))
        self.pane.set_leaving(Leaving(ready.title, PrintKind.BULLETIN, bulletin=ready.row))

    def write(self, item: QListWidgetItem) -> None:
        """Another title and text of an article, for this issue alone."""
        article: BulletinArticle = item.data(Qt.ItemDataRole.UserRole)
        asked = WordsSheet("改这一篇", ("标题", "正文"), (article.title, article.text), self)
        if asked.exec() == WordsSheet.DialogCode.Accepted:
            title, text = asked.words()
            self._do(
                "改简报文章", lambda s, row: kept.set_article(s, row, article.key, (title, text))
            )

    def _add(self, title: str, article: BulletinArticle, *, is_in: bool) -> None:
        item = QListWidgetItem(title, self.articles)
        item.setData(Qt.ItemDataRole.UserRole, article)
        flags = item.flags() | Qt.ItemFlag.ItemIsUserCheckable
        item.setFlags(flags & ~Qt.ItemFlag.ItemIsDropEnabled)
        item.setCheckState(Qt.CheckState.Checked if is_in else Qt.CheckState.Unchecked)

    def _on_ticked(self, item: QListWidgetItem) -> None:
        if self._is_filling:
            return
        article: BulletinArticle = item.data(Qt.ItemDataRole.UserRole)
        is_in = item.checkState() is Qt.CheckState.Checked
        verb = kept.take_article if is_in else kept.drop_article
        words = "简报收进文章" if is_in else "简报不收文章"
        self._do(words, lambda session, row: verb(session, row, article.key))

    def _on_moved(self) -> None:
        items = [self.articles.item(at) for at in range(self.articles.count())]
        keys = [item.data(Qt.ItemDataRole.UserRole).key for item in items]
        self._do("简报换次序", lambda session, row: kept.set_order_of_articles(session, row, keys))

    def _do(self, words: str, deed: Callable[[Session, UUID], None]) -> None:
        row = self.row
        if row is not None:
            self.desk.change(words, lambda session: deed(session, row), Reply(self))

    def _turn(self, key: object) -> None:
        self.stack.setCurrentIndex((ABOUT, ARTICLES, CHECKS).index(str(key)))

    def _name_pills(self, findings: int) -> None:
        self.pills.set_options(
            [
                Option(ABOUT, "报头报尾"),
                Option(ARTICLES, "文章"),
                Option(CHECKS, "先看看", str(findings or "")),
            ]
        )

    def _side(self) -> QWidget:
        self.articles.setAccessibleName("这一期的文章，打勾写进来，回车改文字")
        self.articles.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.articles.setWordWrap(True)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(Words(HOW_ARTICLES, "small").wrapping())
        inner.addWidget(self.articles, 1)
        for part in (scrolling(self.rows), holder, self.checks_page()):
            self.stack.addWidget(part)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.pills)
        column.addWidget(self.stack, 1)
        return side


def _others(
    session: Session, quarter: Quarter, articles: tuple[BulletinArticle, ...]
) -> tuple[tuple[str, str], ...]:
    """What else was held in the quarter, by id and title."""
    known = {article.key for article in articles}
    found: list[Activity] = proposed_activities(session, quarter)
    return tuple(
        (one.id.hex, one.title or "未命名活动") for one in found if one.id.hex not in known
    )
