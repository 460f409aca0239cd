"""The manual, offline: its topics at the left, the one chosen at the right, found by words."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from lianti_desktop.paths import resources_folder
from lianti_desktop.ui.theme import Space, current_sizes
from lianti_desktop.ui.widgets.line_edit import LineEdit

FIRST_TOPIC = "start"
KEY = Qt.ItemDataRole.UserRole
SIZE = (960, 600)
TOPIC_OF: Mapping[str, str] = MappingProxyType(
    {
        "todo": "workbench",
        "lessons": "activities",
        "classes": "privacy",
        "organs": "schools",
        "terms": "schools",
        "papers": "schools",
    }
)
"""Places of the sidebar that have no topic of their own."""


@dataclass(frozen=True)
class Topic:
    """One page of the manual; `text` is Markdown that opens with its heading."""

    key: str
    title: str
    text: str

    def speaks_of(self, words: str) -> bool:
        """Whether all the words occur in it."""
        return all(word in self.text.lower() for word in words.lower().split())


def read_topics(folder: Path) -> tuple[Topic, ...]:
    """The pages of the manual in the order of their file names: 03-photos.md."""
    return tuple(_read_topic(path) for path in sorted(folder.glob("[0-9][0-9]-*.md")))


def _read_topic(path: Path) -> Topic:
    text = path.read_text(encoding="utf-8")
    title = text.splitlines()[0].removeprefix("#").strip()
    return Topic(path.stem[3:], title, text)


class HelpDialog(QDialog):
    """The manual in a window of its own, which stays open beside the work."""

    def __init__(self, topics: tuple[Topic, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("使用帮助")
        self._topics = {topic.key: topic for topic in topics}
        self.search = LineEdit("在帮助里找，例如：照片")
        self.search.set_leading("search")
        self.search.setAccessibleName("在帮助里找")
        self.topics = QListWidget()
        self.topics.setAccessibleName("帮助的各节")
        self.text = QTextBrowser()
        self.text.setAccessibleName("帮助的内容")
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        self.search.textChanged.connect(self._list)
        self.topics.currentItemChanged.connect(self._on_topic)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.search.setFocus)
        self._lay_out()
        self._list("")

    def show_topic(self, key: str) -> None:
        """Open the manual at a topic; one that is unknown opens its beginning."""
        self.search.clear()
        wanted = TOPIC_OF.get(key, key)
        wanted = wanted if wanted in self._topics else FIRST_TOPIC
        for row in range(self.topics.count()):
            if self.topics.item(row).data(KEY) == wanted:
                self.topics.setCurrentRow(row)

    def current(self) -> str:
        """The key of the topic shown."""
        item = self.topics.currentItem()
        return "" if self.topics.currentRow() < 0 else str(item.data(KEY))

    def _list(self, words: str) -> None:
        kept = self.current()
        self.topics.clear()
        for topic in self._topics.values():
            if topic.speaks_of(words):
                item = QListWidgetItem(topic.title, self.topics)
                item.setData(KEY, topic.key)
                if topic.key == kept:
                    self.topics.setCurrentItem(item)
        if self.topics.currentItem() is None:
            self.topics.setCurrentRow(0)
        if not self.topics.count():
            self.text.setMarkdown(
                f"帮助里没有找到“{words.strip()}”。换一个词再找，或者清空上面这一行。"
            )

    def _on_topic(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        self.text.setMarkdown(self._topics[item.data(KEY)].text)
        words = self.search.text().split()
        if words:
            self.text.find(words[0])

    def _follow(self, link: QUrl) -> None:
        self.show_topic(link.toString())

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(Space.SMALL)
        left.addWidget(self.search)
        left.addWidget(self.topics, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        row.setSpacing(Space.LARGE)
        row.addLayout(left)
        row.addWidget(self.text, 1)
        width = round(current_sizes().points * 20)
        for part in (self.search, self.topics):
            part.setFixedWidth(width)
        self.text.document().setDocumentMargin(Space.LARGE)
        self.resize(*SIZE)
        room = self.screen().availableGeometry().size()
        self.resize(self.size().boundedTo(room))


def show_help(parent: QWidget, topic: str) -> None:
    """Open the manual at a topic, in the one window it has."""
    window = parent.window()
    shown = window.findChild(HelpDialog)
    if shown is None:
        shown = HelpDialog(read_topics(resources_folder() / "help"), window)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    shown.show_topic(topic)
    shown.show()
    shown.raise_()
    shown.activateWindow()
