"""A form stores each field when it is left and never loses what was typed."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.drafts import drafts
from lianti_desktop.storage.log.undo import steps
from lianti_desktop.storage.schools import School
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.record_form import RecordForm
from tests.ui.office import NO_ROOM, Office, full_disk

Settle = Callable[[], None]
Write = Callable[[QWidget, str], None]


@pytest.fixture
def form(desk: Desk, qtbot: QtBot) -> RecordForm:
    form = RecordForm(desk, Activity)
    qtbot.addWidget(form)
    form.resize(620, 700)
    form.show()
    return form


def leave(form: RecordForm, name: str, text: str) -> None:
    """Types into a field and leaves it with Enter."""
    line = form.rows.editor(name).line
    assert line is not None
    line.setFocus()
    line.setText(text)
    line.textEdited.emit(text)
    line.editingFinished.emit()


def reasons(office: Office) -> list[str]:
    with office.store.read() as session:
        return [step.reason for step in steps(session).undo]


def test_leaving_a_field_stores_it_as_one_named_step(
    form: RecordForm, office: Office, settle: Settle
) -> None:
    row = office.add(Activity, title="三月例会")
    form.open(row)
    settle()
    leave(form, "place", "会议室")
    settle()
    assert office.value(Activity, row, "place") == "会议室"
    assert reasons(office)[-1] == "修改 活动地点"


def test_a_label_that_names_the_kind_is_not_doubled(
    form: RecordForm, office: Office, settle: Settle
) -> None:
    form.open(office.add(Activity, title="三月例会"))
    settle()
    leave(form, "title", "四月例会")
    settle()
    assert reasons(office)[-1] == "修改 活动名称"


def test_chinese_from_an_input_method_is_stored(
    form: RecordForm, office: Office, settle: Settle, write: Write, qtbot: QtBot
) -> None:
    row = office.add(Activity, title="三月例会")
    form.open(row)
    settle()
    line = form.rows.editor("theme").line
    assert line is not None
    line.setFocus()
    write(line, "观察怎样变成句子")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert office.value(Activity, row, "theme") == "观察怎样变成句子"


def test_the_first_value_entered_makes_the_record(
    form: RecordForm, office: Office, settle: Settle
) -> None:
    form.open_new()
    assert office.all(Activity) == []
    leave(form, "title", "三月例会")
    leave(form, "place", "会议室")
    settle()
    (made,) = office.all(Activity)
    assert (made.title, made.place) == ("三月例会", "会议室")
    assert form.row() == made.id
    assert reasons(office)[0] == "新增 活动"


def test_what_cannot_be_read_is_kept_as_typed_and_shown_again(
    form: RecordForm, office: Office, settle: Settle
) -> None:
    row = office.add(Activity, title="三月例会", held_on=date(2026, 3, 12))
    other = office.add(Activity, title="四月例会")
    form.open(row)
    settle()
    leave(form, "held_on", "三月初吧")
    form.open(other)
    settle()
    form.open(row)
    settle()
    editor = form.rows.editor("held_on")
    assert editor.line is not None
    assert editor.line.text() == "三月初吧"
    assert editor.widget.error()
    assert office.value(Activity, row, "held_on") == date(2026, 3, 12)


def test_a_draft_is_forgotten_once_the_field_is_right(
    form: RecordForm, office: Office, settle: Settle
) -> None:
    row = office.add(Activity, title="三月例会")
    form.open(row)
    settle()
    leave(form, "held_on", "三月初吧")
    settle()
    leave(form, "held_on", "2026.3.12")
    settle()
    with office.store.read() as session:
        assert drafts(session) == []
    assert office.value(Activity, row, "held_on") == date(2026, 3, 12)


def test_an_unreadable_first_value_makes_a_record_that_keeps_it(
    form: RecordForm, office: Office, settle: Settle
) -> None:
    form.open_new()
    leave(form, "held_on", "三月初吧")
    settle()
    (made,) = office.all(Activity)
    with office.store.read() as session:
        assert [draft.text for draft in drafts(session, made.id)] == ["三月初吧"]


def test_a_refresh_does_not_touch_the_field_being_typed_in(
    form: RecordForm, desk: Desk, office: Office, settle: Settle
) -> None:
    row = office.add(Activity, title="三月例会", place="会议室")
    form.open(row)
    settle()
    line = form.rows.editor("place").line
    assert line is not None
    line.setText("会议室二")
    line.textEdited.emit("会议室二")
    desk.change("修改", lambda s: records.save(s, Activity, row, {"theme": "主题"}).id, Reply(form))
    settle()
    assert line.text() == "会议室二"
    theme = form.rows.editor("theme").line
    assert theme is not None
    assert theme.text() == "主题"


def test_a_value_out_of_range_is_stored_and_said_beside_the_field(
    form: RecordForm, office: Office, settle: Settle
) -> None:
    row = office.add(Activity, title="三月例会")
    form.open(row)
    settle()
    leave(form, "lesson_count", "900")
    settle()
    assert office.value(Activity, row, "lesson_count") == 900
    assert form.rows.editor("lesson_count").widget.error() == "节次应在 0 到 500 之间"


def test_what_another_school_wrote_is_plain_text_with_the_reason(
    form: RecordForm, office: Office, settle: Settle
) -> None:
    row = office.change(lambda session: _of_campus(session, office))
    form.open(row)
    settle()
    widget = form.rows.editor("title").widget
    assert widget.is_readonly()
    assert "双桥小学" in form._written_by.text()


def _of_campus(session: object, office: Office) -> object:
    record = records.save(session, Activity, None, {"title": "双桥开放日"})  # type: ignore[arg-type]
    record.owner_id = office.campus
    return record.id


def test_ctrl_enter_keeps_day_place_and_school_for_the_next(
    form: RecordForm, office: Office, settle: Settle, qtbot: QtBot
) -> None:
    row = office.add(
        Activity,
        title="三月例会",
        held_on=date(2026, 3, 12),
        place="会议室",
        host=office.core,
        theme="安全",
    )
    form.open(row)
    settle()
    line = form.rows.editor("title").line
    assert line is not None
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    leave(form, "title", "四月例会")
    settle()
    made = next(one for one in office.all(Activity) if one.title == "四月例会")
    assert (made.held_on, made.place, made.host_id) == (date(2026, 3, 12), "会议室", office.core)
    assert made.theme is None


def test_twenty_records_are_entered_with_the_keyboard_alone(
    form: RecordForm, office: Office, settle: Settle, qtbot: QtBot, write: Write
) -> None:
    form.open_new()
    settle()
    for number in range(20):
        line = form.rows.editor("title").line
        assert line is not None
        assert line.hasFocus()
        write(line, f"第{number + 1}次例会")
        qtbot.keyClick(line, Qt.Key.Key_Tab)
        qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settle()
    assert len({one.title for one in office.all(Activity)}) == 20


def test_a_refusal_is_said_at_the_field_and_nothing_is_lost(
    form: RecordForm, desk: Desk, office: Office, settle: Settle
) -> None:
    row = office.add(Activity, title="三月例会")
    form.open(row)
    settle()
    office.change(lambda session: setattr(session.get(Activity, row), "owner_id", office.campus))
    heard: list[str] = []
    desk.refused.connect(heard.append)
    leave(form, "place", "会议室")
    settle()
    assert len(heard) == 1
    assert office.value(Activity, row, "place") is None


def test_on_a_full_disk_what_was_typed_is_there_again_after_looking_elsewhere(
    form: RecordForm, desk: Desk, office: Office, settle: Settle
) -> None:
    row = office.add(Activity, title="三月例会", process_text="共同备课")
    other = office.add(Activity, title="四月例会")
    form.open(row)
    settle()
    text = form.rows.editor("process_text").box
    assert text is not None
    with full_disk():
        leave(form, "place", "会议室")
        text.setPlainText("三校教师一起备课。")
        form.open(other)
        settle()
        settle()
        form.open(row)
        settle()
        assert form.rows.editor("place").typed() == "会议室"
        assert text.toPlainText() == "三校教师一起备课。"
    form.commit()
    settle()
    assert office.value(Activity, row, "place") == "会议室"
    assert office.value(Activity, row, "process_text") == "三校教师一起备课。"
    assert desk.unkept.texts() == {}


def test_the_first_value_of_a_new_record_is_tried_again_when_it_was_refused(
    form: RecordForm, office: Office, settle: Settle
) -> None:
    form.open_new()
    with full_disk():
        leave(form, "title", "三月例会")
        settle()
    assert form.rows.editor("title").typed() == "三月例会"
    assert form.rows.editor("title").widget.error() == NO_ROOM
    leave(form, "title", "三月例会")
    settle()
    assert [made.title for made in office.all(Activity)] == ["三月例会"]


def test_a_new_record_that_found_no_room_is_made_later_though_one_looks_elsewhere(
    form: RecordForm, desk: Desk, office: Office, settle: Settle
) -> None:
    other = office.add(Activity, title="四月例会")
    form.open_new({"theme": "安全"})
    with full_disk():
        leave(form, "title", "三月例会")
        leave(form, "place", "会议室")
        settle()
        form.open(other)
        settle()
        desk.unkept.try_again()
        settle()
        assert set(desk.unkept.texts().values()) == {"三月例会", "会议室"}
    leave(form, "place", "操场")
    settle()
    settle()
    assert desk.unkept.texts() == {}
    made = next(one for one in office.all(Activity) if one.title == "三月例会")
    assert (made.place, made.theme) == ("会议室", "安全")
    assert len(office.all(Activity)) == 2


def test_what_was_picked_and_refused_can_be_picked_again(
    form: RecordForm, office: Office, settle: Settle
) -> None:
    row = office.add(Activity, title="三月例会")
    form.open(row)
    settle()
    with full_disk():
        form.rows.set_field("insured", True)
        settle()
    assert form.rows.editor("insured").widget.value() is None
    form.rows.set_field("insured", True)
    settle()
    assert office.value(Activity, row, "insured") is True


def test_a_link_shows_its_title_before_the_book_of_titles_is_read(
    form: RecordForm, office: Office, settle: Settle
) -> None:
    form.open(office.add(Activity, title="三月例会", host=office.core, attended=[office.campus]))
    settle()
    host = form.rows.editor("host").line
    assert host is not None
    assert host.text() == "清溪镇中心小学"
    assert [option.title for option in form.rows.editor("attended").widget.value()] == ["双桥小学"]


def test_a_school_form_opens_with_sections(
    desk: Desk, qtbot: QtBot, office: Office, settle: Settle
) -> None:
    form = RecordForm(desk, School)
    qtbot.addWidget(form)
    form.open(office.core)
    settle()
    assert form._title.text() == "清溪镇中心小学"
    assert "textbook_editions" in form.rows.names()
