"""The only place where the window speaks to the user: quiet lines, questions, and mishaps."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.buttons import DangerButton, MainButton, PlainButton
from lianti_desktop.ui.widgets.line_edit import LineEdit
from lianti_desktop.ui.widgets.words import Words

WIDTH = 460


@dataclass(frozen=True)
class Answer:
    """One button of a question; its words name the consequence."""

    key: str
    words: str
    danger: bool = False


class Question(QDialog):
    """A question with its answers on the buttons; Esc answers nothing."""

    def __init__(
        self,
        title: str,
        sentences: Sequence[str],
        answers: Sequence[Answer],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.answer = ""
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(Space.HUGE, Space.LARGE, Space.HUGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(_wide(Words(title, "heading")))
        for sentence in sentences:
            column.addWidget(_wide(Words(sentence, "ink")))
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addStretch(1)
        for place, answer in enumerate(answers):
            row.addWidget(self._button(answer, main=place == 0))
        column.addSpacing(Space.SMALL)
        column.addLayout(row)
        self.setFixedWidth(WIDTH)

    def _button(self, answer: Answer, *, main: bool) -> QPushButton:
        look = DangerButton if answer.danger else MainButton if main else PlainButton
        button = look(answer.words, parent=self)
        button.setDefault(main and not answer.danger)
        button.clicked.connect(lambda: self._take(answer.key))
        return button

    def _take(self, key: str) -> None:
        self.answer = key
        self.accept()


def _wide(words: Words) -> Words:
    words.setWordWrap(True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    words.setFixedWidth(WIDTH - 2 * Space.HUGE)
    return words


def ask(
    parent: QWidget | None, title: str, sentences: Sequence[str], answers: Sequence[Answer]
) -> str:
    """The key of the answer chosen; "" when the question was closed."""
    question = Question(title, sentences, answers, parent)
    question.exec()
    return question.answer


class WordsQuestion(Question):
    """A question that is answered by typing."""

    def __init__(self, title: str, sentence: str, parent: QWidget | None) -> None:
        answers = (Answer("take", "就用这个"), Answer("leave", "不用了"))
        super().__init__(title, [sentence], answers, parent)
        self.line = LineEdit()
        self.line.setAccessibleName(sentence)
        self.column.insertWidget(self.column.count() - 2, self.line)
        self.line.setFocus()

    def words(self) -> str:
        """What was typed and taken; "" for none."""
        return self.line.text().strip() if self.answer == "take" else ""


def ask_words(parent: QWidget, title: str, sentence: str) -> str:
    """Words typed in answer to a question; "" when it was closed."""
    question = WordsQuestion(title, sentence, parent)
    question.exec()
    return question.words()


def error_number() -> str:
    """What a user can read out on the telephone: the moment and four signs."""
    moment = datetime.now().astimezone().strftime("%m%d-%H%M")
    return f"{moment}-{secrets.token_hex(2).upper()}"


def mishap(number: str, where: Path | None, parent: QWidget | None) -> Question:
    """The dialog for a mistake of the program: what happened, is the data safe, what to do."""
    sentences = (
        "发生了什么：程序自己出了错，刚才这一步可能没有完成。",
        "数据是否安全：已经录入的内容都在，没有丢。",
        f"怎么办：可以接着用。如果反复出现，请把错误编号 {number} 告诉技术支持。",
    )
    answers = [Answer("go", "知道了，接着用")]
    if where is not None:
        answers.append(Answer("log", "打开记录错误的文件夹"))
    return Question("刚才出了点问题", sentences, answers, parent)


def tell_mishap(number: str, where: Path | None, parent: QWidget | None) -> None:
    """Shows the dialog of a mistake; the folder of the log on request."""
    dialog = mishap(number, where, parent)
    dialog.exec()
    if dialog.answer == "log" and where is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(where)))
