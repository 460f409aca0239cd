"""Photos: captions, order, marks, and everything that can be dropped or pasted."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QEnterEvent,
    QGuiApplication,
    QImage,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from lianti_desktop.ui.widgets.photo_drop import PhotoDropZone
from lianti_desktop.ui.widgets.photo_strip import OWN, PhotoStrip
from lianti_desktop.ui.widgets.photo_tile import PhotoFrame, PhotoTile, as_pixmap

Page = Callable[..., QWidget]
Write = Callable[[QWidget, str], None]


def picture(width: int = 40, height: int = 30) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#7fa6bd"))
    return image


@pytest.fixture
def strip(qtbot: QtBot, on_a_page: Page) -> PhotoStrip:
    made = PhotoStrip()
    made.set_tiles([PhotoTile(key, picture(), f"照片{key}") for key in (1, 2, 3)])
    made.page = on_a_page(made)  # type: ignore[attr-defined]
    return made


def frame_of(strip: PhotoStrip, key: int) -> PhotoFrame:
    frames = strip.findChildren(QWidget)
    return next(one for one in frames if isinstance(one, PhotoFrame) and one.tile.key == key)


def keys(strip: PhotoStrip) -> list[object]:
    return [tile.key for tile in strip.tiles()]


def drop(strip: QWidget, mime: QMimeData, place: QPoint) -> bool:
    buttons, keyboard = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(place, action, mime, buttons, keyboard)
    QApplication.sendEvent(strip, enter)
    event = QDropEvent(QPointF(place), action, mime, buttons, keyboard)
    event.ignore()
    QApplication.sendEvent(strip, event)
    return event.isAccepted()


def own_mime() -> QMimeData:
    mime = QMimeData()
    mime.setData(OWN, QByteArray(b"1"))
    return mime


def test_rows_are_even_in_height_and_nothing_is_cut(strip: PhotoStrip) -> None:
    strip.set_tiles([PhotoTile(1, picture(400, 300)), PhotoTile(2, picture(300, 400))])
    wide, tall = frame_of(strip, 1), frame_of(strip, 2)
    assert wide.sizeHint().height() == tall.sizeHint().height()
    assert wide.sizeHint().width() == round(112 * 4 / 3)
    assert tall.sizeHint().width() >= round(112 * 3 / 4)


@pytest.mark.parametrize("empty", [None, b"", b"not a picture"])
def test_a_missing_or_broken_picture_still_has_its_place(qtbot: QtBot, empty: bytes | None) -> None:
    strip = PhotoStrip()
    qtbot.addWidget(strip)
    strip.set_tiles([PhotoTile(1, empty, "课后研讨")])
    strip.show()
    assert not strip.grab().isNull()
    assert as_pixmap(empty).isNull()
    assert not as_pixmap(QPixmap.fromImage(picture())).isNull()


def test_a_caption_is_taken_when_it_is_left(qtbot: QtBot, strip: PhotoStrip, write: Write) -> None:
    said: list[tuple[object, str]] = []
    strip.captioned.connect(lambda key, text: said.append((key, text)))
    strip.select(2)
    strip.setFocus()
    qtbot.keyClick(strip, Qt.Key.Key_F2)
    caption = frame_of(strip, 2).caption
    assert caption.hasFocus()
    write(caption, "小组讨论")
    assert said == []
    qtbot.keyClick(caption, Qt.Key.Key_Return)
    assert said == [(2, "小组讨论")]
    assert strip.tiles()[1].caption == "小组讨论"
    assert strip.hasFocus()


def test_tab_goes_from_caption_to_caption(qtbot: QtBot, strip: PhotoStrip) -> None:
    first, second = frame_of(strip, 1).caption, frame_of(strip, 2).caption
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert strip.selected() == 2
    qtbot.keyClick(second, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert first.hasFocus()


def test_a_caption_being_written_survives_new_tiles(
    qtbot: QtBot, strip: PhotoStrip, write: Write
) -> None:
    caption = frame_of(strip, 1).caption
    caption.setFocus()
    write(caption, "写到一半")
    strip.set_tiles([PhotoTile(4, picture()), PhotoTile(1, picture(), "照片1")])
    assert keys(strip) == [4, 1]
    assert "写到一半" in caption.text()
    assert caption.hasFocus()


def test_arrows_select_and_with_ctrl_they_move(qtbot: QtBot, strip: PhotoStrip) -> None:
    orders: list[list[object]] = []
    strip.reordered.connect(orders.append)
    strip.setFocus()
    assert strip.selected() == 1
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert strip.selected() == 2
    qtbot.keyClick(strip, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert orders == [[1, 3, 2]]
    qtbot.keyClick(strip, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert orders == [[1, 3, 2]]
    qtbot.keyClick(strip, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert orders[-1] == keys(strip) == [1, 2, 3]


def test_a_photo_dragged_to_the_front_is_first(qtbot: QtBot, strip: PhotoStrip) -> None:
    strip.select(3)
    with qtbot.waitSignal(strip.reordered) as said:
        assert drop(strip, own_mime(), QPoint(4, 40))
    assert said.args == [[3, 1, 2]]


def test_a_photo_dropped_where_it_was_is_no_change(qtbot: QtBot, strip: PhotoStrip) -> None:
    strip.select(1)
    with qtbot.assertNotEmitted(strip.reordered):
        drop(strip, own_mime(), QPoint(4, 40))


def test_delete_and_enter_speak_of_the_chosen_photo(qtbot: QtBot, strip: PhotoStrip) -> None:
    strip.setFocus()
    strip.select(2)
    with qtbot.waitSignal(strip.trashed) as gone:
        qtbot.keyClick(strip, Qt.Key.Key_Delete)
    with qtbot.waitSignal(strip.opened) as opened:
        qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert (gone.args, opened.args) == ([[2]], [2])


def test_the_tools_on_hover_do_what_they_say(qtbot: QtBot, strip: PhotoStrip) -> None:
    frame = frame_of(strip, 2)
    QApplication.sendEvent(frame, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
    tools = {tool.accessibleName(): tool for tool in frame.findChildren(QToolButton)}
    assert all(tool.isVisible() for tool in tools.values())
    said: list[object] = []
    strip.turned.connect(lambda key: said.append(("turned", key)))
    strip.main_chosen.connect(lambda key: said.append(("main", key)))
    strip.children_flagged.connect(lambda key, flag: said.append(("child", key, flag)))
    strip.trashed.connect(lambda gone: said.append(("trash", gone)))
    for name in ("旋转", "设为主图", "画面里有学生", "移到回收站（Delete）"):
        qtbot.mouseClick(tools[name], Qt.MouseButton.LeftButton)
    assert said == [("turned", 2), ("main", 2), ("child", 2, True), ("trash", [2])]


def test_dropped_files_are_named_once_and_left_alone(
    qtbot: QtBot, strip: PhotoStrip, tmp_path: Path
) -> None:
    photo = tmp_path / "微信图片(1).jpg"
    photo.write_bytes(b"jpeg")
    mime = QMimeData()
    web = QUrl("https://example.invalid/a.jpg")
    mime.setUrls([QUrl.fromLocalFile(str(photo)), web, QUrl.fromLocalFile(str(photo))])
    with qtbot.waitSignal(strip.files_dropped) as said:
        assert drop(strip, mime, QPoint(10, 10))
    assert said.args == [[photo]]
    assert photo.read_bytes() == b"jpeg"


def test_a_picture_on_the_clipboard_is_pasted(qtbot: QtBot, strip: PhotoStrip) -> None:
    QGuiApplication.clipboard().setImage(picture(12, 8))
    strip.setFocus()
    with qtbot.waitSignal(strip.image_pasted) as said:
        qtbot.keyClick(strip, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert said.args[0].width() == 12


def test_words_are_not_photos(strip: PhotoStrip) -> None:
    mime = QMimeData()
    mime.setText("只是几个字")
    assert not strip.take_mime(mime)
    assert not drop(strip, mime, QPoint(10, 10))


def test_the_whole_page_takes_a_drop(qtbot: QtBot, strip: PhotoStrip, tmp_path: Path) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    PhotoDropZone(page, strip)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    with qtbot.waitSignal(strip.files_dropped) as said:
        assert drop(page, mime, QPoint(1, 1))
    assert said.args == [[tmp_path]]


def test_a_strip_to_look_at_changes_nothing(
    qtbot: QtBot, strip: PhotoStrip, tmp_path: Path
) -> None:
    strip.set_readonly("这条记录已归档")
    strip.setFocus()
    strip.select(1)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    with qtbot.assertNotEmitted(strip.trashed), qtbot.assertNotEmitted(strip.reordered):
        qtbot.keyClick(strip, Qt.Key.Key_Delete)
        qtbot.keyClick(strip, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert not strip.take_mime(mime)
    assert frame_of(strip, 1).caption.isReadOnly()
    assert strip.toolTip() == "这条记录已归档"


def test_the_dashed_place_asks_for_files(qtbot: QtBot, strip: PhotoStrip) -> None:
    place = next(one for one in strip.findChildren(QWidget) if "添加照片" in one.accessibleName())
    with qtbot.waitSignal(strip.add_asked):
        qtbot.mouseClick(place, Qt.MouseButton.LeftButton)
