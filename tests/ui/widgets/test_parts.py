"""The smaller parts: actions, filters, cards, lights, tables, empty places, words."""

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableView, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from lianti_desktop.ui.theme import LIGHT, Scheme, TextSize, Theme, Tone, apply_theme
from lianti_desktop.ui.widgets.action_row import Action, ActionRow
from lianti_desktop.ui.widgets.buttons import DangerButton, IconButton, MainButton, PlainButton
from lianti_desktop.ui.widgets.card import Card, LineOfCard, LinkLine
from lianti_desktop.ui.widgets.empty_state import EmptyState, EmptyWords
from lianti_desktop.ui.widgets.flow_layout import FlowLayout
from lianti_desktop.ui.widgets.lights import LIGHTS_ROLE, ChecklistLights, Light, LightsDelegate
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.pills import Pills
from lianti_desktop.ui.widgets.sign import Sign
from lianti_desktop.ui.widgets.table_look import TONE_ROLE, StatusDelegate, choose_row, dress_table
from lianti_desktop.ui.widgets.words import Badge, NarrowWords, StatusWord

ACTIONS = [
    Action("new", "新活动", "plus", shortcut="Ctrl+N"),
    Action("import", "导入照片", "image-add"),
    Action("print", "打印记录表", "printer"),
    Action("copy", "复制上一次", "copy"),
    Action("excel", "导出Excel", "export", shortcut="Ctrl+E"),
    Action("trash", "移到回收站", "trash", danger=True),
]


def shows(picture: QPixmap, colour: str) -> bool:
    """Whether a dot of about this colour is in the picture; edges are softened, so about."""
    wanted, image = QColor(colour), picture.toImage()
    return any(
        _distance(image.pixelColor(x, y), wanted) < 80
        for x in range(image.width())
        for y in range(image.height())
    )


def _distance(one: QColor, other: QColor) -> int:
    pairs = zip(one.getRgb(), other.getRgb(), strict=True)
    return sum(abs(mine - yours) for mine, yours in pairs)


def a_row(qtbot: QtBot, width: int) -> ActionRow:
    row = ActionRow(ACTIONS)
    qtbot.addWidget(row)
    row.resize(width, 40)
    row.show()
    return row


def more_of(row: ActionRow) -> QToolButton:
    return row.findChildren(QToolButton)[0]


def shown_under_more(row: ActionRow) -> list[str]:
    actions = more_of(row).menu().actions()
    return [one.text() for one in actions if one.isVisible() and not one.isSeparator()]


def test_four_actions_stand_in_the_row_and_the_rest_under_more(qtbot: QtBot) -> None:
    row = a_row(qtbot, 900)
    shown = [one.text() for one in row.findChildren(QPushButton) if one.isVisible()]
    assert shown == ["新活动", "导入照片", "打印记录表", "复制上一次"]
    assert isinstance(row.button("new"), MainButton)
    assert shown_under_more(row) == ["导出Excel", "移到回收站"]


def test_a_narrow_row_puts_more_under_more(qtbot: QtBot) -> None:
    row = a_row(qtbot, 260)
    shown = [one.text() for one in row.findChildren(QPushButton) if one.isVisible()]
    assert shown[0] == "新活动"
    assert len(shown) < 4
    assert set(shown) | set(shown_under_more(row)) == {action.title for action in ACTIONS}


def test_an_action_is_chosen_by_click_menu_and_key(qtbot: QtBot) -> None:
    row = a_row(qtbot, 900)
    with qtbot.waitActive(row):
        row.activateWindow()
    said: list[str] = []
    row.chosen.connect(said.append)
    qtbot.mouseClick(row.button("print"), Qt.MouseButton.LeftButton)
    more_of(row).menu().actions()[-1].trigger()
    qtbot.keyClick(row, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(row, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert said == ["print", "trash", "new", "excel"]


def test_an_action_that_cannot_be_done_says_why(qtbot: QtBot) -> None:
    row = a_row(qtbot, 900)
    row.set_enabled("import", enabled=False, reason="先选中一个活动")
    button = row.button("import")
    assert (button.isEnabled(), button.toolTip()) == (False, "先选中一个活动")
    row.set_enabled("import", enabled=True)
    assert (button.isEnabled(), button.toolTip()) == (True, "导入照片")
    row.set_title("trash", "把这 3 条移到回收站")
    assert shown_under_more(row)[-1] == "把这 3 条移到回收站"


def test_one_pill_is_lit_and_counts_change_in_place(qtbot: QtBot) -> None:
    pills = Pills([Option("all", "全部", "46"), Option("held", "已开展", "31")])
    qtbot.addWidget(pills)
    pills.show()
    said: list[object] = []
    pills.chosen.connect(said.append)
    assert pills.current() == "all"
    qtbot.mouseClick(pills.findChildren(QPushButton)[1], Qt.MouseButton.LeftButton)
    assert (said, pills.current()) == (["held"], "held")
    pills.set_options([Option("all", "全部", "47"), Option("held", "已开展", "32")])
    assert pills.findChildren(QPushButton)[1].text() == "已开展 32"
    assert pills.current() == "held"
    pills.set_options([Option("other", "计划中")])
    assert pills.current() == "other"
    assert said == ["held"]


def test_a_line_of_a_card_leads_somewhere_by_mouse_and_key(qtbot: QtBot) -> None:
    card = Card("待补资料", "2 条", "list-todo")
    qtbot.addWidget(card)
    card.add_line(LinkLine(7, "三月例会", "差照片", Tone.WAITING))
    card.show()
    said: list[object] = []
    card.line_clicked.connect(said.append)
    line = card.findChildren(LineOfCard)[0]
    assert line.accessibleName() == "三月例会 差照片"
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert said == [7, 7]
    card.clear()
    assert card.body.count() == 0


def test_an_empty_place_offers_the_first_step(qtbot: QtBot) -> None:
    state = EmptyState(EmptyWords("quote", "这里还没有感言", "感言写在这里。", "写一篇感言"))
    qtbot.addWidget(state)
    state.show()
    button = state.findChildren(QPushButton)[0]
    with qtbot.waitSignal(state.asked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    state.set_words(EmptyWords("search", "没有找到", "换几个字再找。"))
    assert not button.isVisible()


@pytest.mark.parametrize("size", list(TextSize))
def test_the_words_of_an_empty_place_are_never_cut(
    qapp: QApplication, qtbot: QtBot, size: TextSize
) -> None:
    state = EmptyState(
        EmptyWords("quote", "这里还没有感言", "写在这里，印在画册里。" * 6, "写一篇")
    )
    qtbot.addWidget(state)
    state.resize(600, 400)
    state.show()
    apply_theme(qapp, Theme(size, Scheme.LIGHT))
    QApplication.processEvents()
    for label in state.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())
    apply_theme(qapp, Theme(scheme=Scheme.LIGHT))


def test_a_light_says_what_is_missing_and_leads_there(qtbot: QtBot) -> None:
    lights = ChecklistLights()
    qtbot.addWidget(lights)
    lights.set_lights(
        [Light("photos", "照片", met=True, count=6), Light("words", "感言", False, "还差 1 篇感言")]
    )
    lights.resize(300, 40)
    lights.show()
    photos, words = lights.findChildren(QPushButton)
    assert (photos.text(), photos.toolTip()) == ("照片 6", "照片：已有")
    assert words.accessibleName() == "感言，还差 1 篇感言"
    assert shows(words.grab(), LIGHT.waiting_mark)
    assert not shows(photos.grab(), LIGHT.waiting_mark)
    with qtbot.waitSignal(lights.clicked) as said:
        qtbot.mouseClick(words, Qt.MouseButton.LeftButton)
    assert said.args == ["words"]
    lights.set_lights([Light("photos", "照片", True, count=7), Light("words", "感言", True)])
    assert photos.text() == "照片 7"


@pytest.fixture
def table(qtbot: QtBot) -> QTableView:
    view = QTableView()
    qtbot.addWidget(view)
    model = QStandardItemModel(1, 2, view)
    dots, word = QStandardItem(), QStandardItem("逾期")
    dots.setData((True, False, True), LIGHTS_ROLE)
    word.setData("danger", TONE_ROLE)
    model.setItem(0, 0, dots)
    model.setItem(0, 1, word)
    view.setModel(model)
    view.setItemDelegateForColumn(0, LightsDelegate(view))
    view.setItemDelegateForColumn(1, StatusDelegate(view))
    dress_table(view)
    view.resize(300, 120)
    view.show()
    return view


def cell(table: QTableView, column: int) -> QPixmap:
    place = table.visualRect(table.model().index(0, column))
    return table.viewport().grab(place)


def test_dots_in_a_table_are_full_or_hollow(table: QTableView) -> None:
    assert shows(cell(table, 0), LIGHT.met)
    assert shows(cell(table, 0), LIGHT.waiting_mark)
    assert not shows(cell(table, 1), LIGHT.met)


@pytest.mark.parametrize("selected", [False, True])
def test_a_status_keeps_its_colour_in_a_selected_row(table: QTableView, *, selected: bool) -> None:
    if selected:
        choose_row(table, 0)
    assert shows(cell(table, 1), LIGHT.danger)


def test_a_dressed_table_has_rows_of_one_height_and_no_grid(table: QTableView) -> None:
    assert table.rowHeight(0) == 32
    assert not table.showGrid()
    assert not table.alternatingRowColors()


def test_things_flow_into_lines(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    flow = FlowLayout(8, page)
    boxes = [QWidget() for _number in range(3)]
    for box in boxes:
        box.setFixedSize(100, 20)
        flow.addWidget(box)
    assert [flow.heightForWidth(width) for width in (316, 315, 150)] == [20, 48, 76]
    page.resize(220, 100)
    page.show()
    assert [box.geometry() for box in boxes[1:]] == [QRect(108, 0, 100, 20), QRect(0, 28, 100, 20)]
    flow.arrange([boxes[2], boxes[0], boxes[1]])
    flow.activate()
    assert boxes[2].geometry() == QRect(0, 0, 100, 20)


def test_a_status_word_and_a_mark_are_coloured_by_meaning(qtbot: QtBot) -> None:
    word, badge = StatusWord("待补", Tone.WAITING), Badge()
    qtbot.addWidget(word)
    qtbot.addWidget(badge)
    word.show()
    badge.show()
    assert badge.text() == "示例"
    word.set("逾期", Tone.DANGER)
    assert shows(word.grab(), LIGHT.danger)


def test_buttons_follow_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    button, sign = PlainButton("导入照片", "image-add"), IconButton("undo", "撤销")
    qtbot.addWidget(button)
    qtbot.addWidget(sign)
    button.show()
    sign.show()
    before = button.icon().cacheKey()
    apply_theme(qapp, Theme(TextSize.HUGE, Scheme.DARK))
    assert button.icon().cacheKey() != before
    assert sign.size() == QSize(36, 36)
    apply_theme(qapp, Theme(scheme=Scheme.LIGHT))
    assert sign.accessibleName() == "撤销"


def test_a_button_that_throws_away_looks_like_it(qtbot: QtBot) -> None:
    button = DangerButton("把这 3 条移到回收站", "trash")
    qtbot.addWidget(button)
    button.show()
    assert button.property("look") == "danger"
    assert shows(button.grab(), LIGHT.danger)


@pytest.mark.parametrize(("width", "fits"), [(400, True), (90, False)])
def test_a_name_too_long_for_its_column_says_so(qtbot: QtBot, width: int, fits: bool) -> None:
    name = "青山镇中心小学水口教学点（示例）"
    words = NarrowWords(name, "ink", width)
    qtbot.addWidget(words)
    words.show()
    assert words.toolTip() == name
    assert (words.text() == name) is fits
    assert words.text().endswith("…") is not fits
    assert words.fontMetrics().horizontalAdvance(words.text()) <= width


def test_a_sign_takes_the_colours_of_another_theme_and_another_name(
    qtbot: QtBot, qapp: QApplication
) -> None:
    apply_theme(qapp, Theme(scheme=Scheme.LIGHT))
    sign = Sign("usb", 40)
    qtbot.addWidget(sign)
    light = sign.pixmap().toImage()
    apply_theme(qapp, Theme(scheme=Scheme.DARK))
    dark = sign.pixmap().toImage()
    apply_theme(qapp, Theme(scheme=Scheme.LIGHT))
    assert dark != light
    assert sign.pixmap().toImage() == light
    sign.show_sign("info", Tone.WAITING)
    assert sign.pixmap().toImage() != light
