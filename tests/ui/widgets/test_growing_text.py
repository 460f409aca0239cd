"""Long text grows with what is written and is taken when it is left."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lianti_desktop.ui.widgets.growing_text import GrowingText, TextField
from lianti_desktop.ui.widgets.line_fields import LineField


def test_the_box_grows_and_shrinks_with_its_text(qtbot: QtBot) -> None:
    text = GrowingText(3)
    qtbot.addWidget(text)
    text.resize(300, 60)
    text.show()
    least = text.height()
    text.setPlainText("上午听课两节。\n" * 10)
    assert text.height() > 2 * least
    text.setPlainText("一行")
    assert text.height() == least


def test_three_thousand_characters_stop_growing_and_scroll(qtbot: QtBot) -> None:
    text = GrowingText(3)
    qtbot.addWidget(text)
    text.resize(240, 60)
    text.show()
    text.setPlainText("写下活动的经过。" * 375)
    assert text.height() < 1500
    assert text.verticalScrollBar().maximum() > 0


def test_text_is_taken_when_it_is_left(
    qtbot: QtBot, on_a_page: Callable[..., QWidget], write: Callable[[QWidget, str], None]
) -> None:
    field, other = TextField(), LineField()
    page = on_a_page(field, other)
    values: list[object] = []
    field.changed.connect(values.append)
    field.setFocus()
    with qtbot.waitSignal(field.edited):
        write(field.text, "下午研讨")
    assert values == []
    qtbot.keyClick(field.text, Qt.Key.Key_Tab)
    assert values == ["下午研讨"]
    assert other.line.hasFocus()
    assert page.isVisible()


def test_the_wheel_scrolls_the_page_not_a_short_text(qtbot: QtBot) -> None:
    text = GrowingText(3)
    qtbot.addWidget(text)
    text.show()
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(text.viewport(), event)
    assert not event.isAccepted()
