"""Questions name their consequences; a mistake says what happened, what is safe, what to do."""

import re
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from lianti_desktop.ui.messages import Answer, Question, ask, error_number, mishap
from lianti_desktop.ui.widgets.words import Words


def test_a_mistake_is_told_in_three_parts_with_its_number(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = mishap("0312-1032-A1B2", tmp_path, None)
    qtbot.addWidget(dialog)
    words = "".join(label.text() for label in dialog.findChildren(Words))
    for part in ("发生了什么", "数据是否安全", "怎么办", "0312-1032-A1B2"):
        assert part in words
    assert len(dialog.findChildren(QPushButton)) == 2


def test_an_error_number_can_be_read_out() -> None:
    assert re.fullmatch(r"\d{4}-\d{4}-[0-9A-F]{4}", error_number())


def test_the_answer_is_the_button_pressed(qtbot: QtBot) -> None:
    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Question)
        dialog.findChildren(QPushButton)[1].click()

    QTimer.singleShot(0, press)
    answers = (Answer("keep", "留着"), Answer("drop", "扔掉这 3 张照片", danger=True))
    assert ask(None, "这 3 张照片已经有了", ["内容完全一样。"], answers) == "drop"


def test_closing_a_question_answers_nothing(qtbot: QtBot) -> None:
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().close())
    assert ask(None, "换一个学期", [], [Answer("go", "换")]) == ""


def test_a_long_question_fits_a_small_screen(qtbot: QtBot) -> None:
    dialog = Question("要不要", ["很长的一句话。" * 40], [Answer("go", "去做")], None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.height() < 580
    button = dialog.findChildren(QPushButton)[0]
    assert dialog.rect().contains(button.geometry())
