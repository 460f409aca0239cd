"""Work that waits until a window stands on the screen."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lianti_desktop.ui.first_picture import LONGEST_WAIT, FirstPicture


def test_work_waits_for_the_first_picture(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    done: list[bool] = []
    picture = FirstPicture(window)
    picture.then(lambda: done.append(True))
    assert done == []
    window.show()
    qtbot.waitUntil(lambda: done == [True], timeout=LONGEST_WAIT - 50)


def test_a_window_that_is_never_painted_does_not_hold_the_work_up(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    done: list[bool] = []
    FirstPicture(window).then(lambda: done.append(True))
    qtbot.waitUntil(lambda: done == [True], timeout=LONGEST_WAIT * 10)


def test_work_that_comes_later_is_done_at_once_and_all_of_it_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    done: list[str] = []
    picture = FirstPicture(window)
    picture.then(lambda: done.append("first"))
    window.show()
    qtbot.waitUntil(lambda: done == ["first"])
    picture.then(lambda: done.append("second"))
    assert done == ["first", "second"]
    qtbot.wait(LONGEST_WAIT + 50)
    assert done == ["first", "second"]
