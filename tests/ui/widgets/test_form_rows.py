"""A form: labels, names for a screen reader, errors in their place, one column when narrow."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from lianti_desktop.ui.widgets.flag_field import FlagField
from lianti_desktop.ui.widgets.form_rows import FormRows, Row
from lianti_desktop.ui.widgets.growing_text import TextField
from lianti_desktop.ui.widgets.line_fields import LineField, NumberField


def a_form(qtbot: QtBot) -> FormRows:
    form = FormRows()
    qtbot.addWidget(form)
    form.add_section("基本情况", "写全称")
    form.add(Row("title", "活动名称", required=True), LineField())
    form.add(Row("count", "教师人数", hint="含外请专家"), NumberField())
    form.add(Row("text", "活动过程", wide=True), TextField())
    form.add(Row("child", "学生"), FlagField("画面里有学生"))
    return form


def test_one_call_makes_label_buddy_and_name(qtbot: QtBot) -> None:
    form = a_form(qtbot)
    title = form.field("title")
    labels = {label.text(): label for label in form.findChildren(QLabel) if label.buddy()}
    assert labels["活动名称"].buddy() is title.editor
    assert title.editor.accessibleName() == "活动名称（必填）"
    assert form.field("count").editor.accessibleDescription() == "含外请专家"
    dots = [label for label in form.findChildren(QLabel) if label.property("look") == "dot"]
    assert [dot.toolTip() for dot in dots] == ["必填"]


def test_values_come_and_go_quietly(qtbot: QtBot) -> None:
    form = a_form(qtbot)
    said: list[str] = []
    form.field_changed.connect(lambda name, _value: said.append(name))
    form.set_values({"title": "三月例会", "count": 12, "elsewhere": "不在这张表里"})
    assert form.values() == {"title": "三月例会", "count": 12, "text": None, "child": False}
    assert said == []


def test_a_change_carries_its_name(qtbot: QtBot) -> None:
    form = a_form(qtbot)
    said: list[tuple[str, object]] = []
    form.field_changed.connect(lambda name, value: said.append((name, value)))
    flag = form.field("child")
    assert isinstance(flag, FlagField)
    form.show()
    middle = QPoint(12, flag.box.height() // 2)
    qtbot.mouseClick(flag.box, Qt.MouseButton.LeftButton, pos=middle)
    assert said == [("child", True)]


def test_errors_stand_under_their_fields_until_they_are_gone(qtbot: QtBot) -> None:
    form = a_form(qtbot)
    form.show_errors({"title": "名称不能空着，例如 三月例会。"})
    assert form.problems() == {"title": "名称不能空着，例如 三月例会。"}
    form.show_errors({})
    assert form.problems() == {}


def test_all_fields_are_taken_even_when_one_cannot_be_read(qtbot: QtBot) -> None:
    form = a_form(qtbot)
    count, title = form.field("count"), form.field("title")
    assert isinstance(count, NumberField)
    assert isinstance(title, LineField)
    count.line.setText("十二")
    title.line.setText("三月例会")
    assert not form.commit()
    assert title.value() == "三月例会"
    assert list(form.problems()) == ["count"]


def test_a_narrow_form_has_one_column(qtbot: QtBot) -> None:
    form = a_form(qtbot)
    form.resize(700, 500)
    form.show()
    title, count = form.field("title"), form.field("count")
    assert title.mapTo(form, title.pos()).y() == count.mapTo(form, count.pos()).y()
    form.resize(300, 500)
    QApplication.processEvents()
    assert title.mapTo(form, title.pos()).y() < count.mapTo(form, count.pos()).y()


def test_tab_goes_through_the_fields_in_order(qtbot: QtBot) -> None:
    form = a_form(qtbot)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    form.focus_field("title")
    order = ["title"]
    for _step in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        order.extend(name for name in form.names() if form.field(name).isAncestorOf(focused))
    assert order == ["title", "count", "text", "child"]


def test_a_readonly_form_is_read_all_through(qtbot: QtBot) -> None:
    form = a_form(qtbot)
    form.set_readonly("这条记录已归档，退回后才能改")
    assert all(form.field(name).is_readonly() for name in form.names())
