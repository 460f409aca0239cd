"""Each field of a record gets the widget that edits it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lianti_desktop.domain import fields
from lianti_desktop.domain.words import Grade, Subject
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.catalogue import KINDS
from lianti_desktop.storage.record import fields_of
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.staff import Staff
from lianti_desktop.ui.attachment_field import AttachmentField, kind_of_file, size_in_words
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.editors import editor_for, title_field
from lianti_desktop.ui.term_days import read_terms
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.yes_no_field import YesNoField
from tests.ui.office import Office

Settle = Callable[[], None]


def test_every_field_of_every_kind_has_an_editor(desk: Desk, qtbot: QtBot) -> None:
    for kind in KINDS:
        for name, field in fields_of(kind).items():
            editor = editor_for(field, desk)
            qtbot.addWidget(editor.widget)
            editor.widget.set_value(editor.held(None))
            assert editor.stored(editor.widget.value()) is None, (kind, name)


def test_a_day_shows_its_week_of_the_term(desk: Desk, office: Office, qtbot: QtBot) -> None:
    with office.store.read() as session:
        desk.set_terms(read_terms(session))
    editor = editor_for(fields.Day("日期"), desk)
    qtbot.addWidget(editor.widget)
    editor.widget.set_value(date(2026, 3, 12))
    assert editor.line is not None
    assert editor.line.text() == "2026年3月12日（第3周 周四）"


def test_a_weekend_on_which_lessons_are_made_up_says_so(
    desk: Desk, office: Office, qtbot: QtBot
) -> None:
    made_up = {"extra_days": [["2026-05-09", "2026-05-09"]]}
    office.change(lambda session: records.save(session, Term, office.term, made_up))
    with office.store.read() as session:
        desk.set_terms(read_terms(session))
    editor = editor_for(fields.Day("日期"), desk)
    qtbot.addWidget(editor.widget)
    editor.widget.set_value(date(2026, 5, 9))
    assert editor.line is not None
    assert editor.line.text() == "2026年5月9日（第11周 周六 调休上课）"


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        (fields.Number("人数", unit="人"), "１２人", 12),
        (fields.Decimal("距离", unit="公里"), "12.5", 12.5),
        (fields.Day("日期"), "2026.3.12", date(2026, 3, 12)),
        (fields.Clock("时间"), "8点半", "08:30"),
        (fields.Text("地点"), " 多功能教室 ", "多功能教室"),
        (fields.Lines("环节"), "说课，讲课", ["说课", "讲课"]),
        (fields.Choice("学科", words=Subject), "语文", Subject.CHINESE),
        (fields.DayRanges("假日"), "2026.5.1至2026.5.3", [["2026-05-01", "2026-05-03"]]),
    ],
)
def test_what_is_typed_becomes_the_value_that_a_record_keeps(
    desk: Desk, qtbot: QtBot, field: fields.Field, typed: str, stored: object
) -> None:
    editor = editor_for(field, desk)
    qtbot.addWidget(editor.widget)
    assert editor.line is not None
    editor.line.setText(typed)
    assert editor.widget.commit()
    value = editor.stored(editor.widget.value())
    assert (f"{value:0>5}" if isinstance(stored, str) and ":" in stored else value) == stored


def test_several_words_are_kept_in_order_of_choice(desk: Desk, qtbot: QtBot) -> None:
    editor = editor_for(fields.Choices("年级", words=Grade), desk)
    qtbot.addWidget(editor.widget)
    words = [str(word) for word in list(Grade)[:2]]
    editor.widget.set_value(editor.held(words))
    assert editor.stored(editor.widget.value()) == words


def test_yes_no_and_nothing_said_are_three_things(qtbot: QtBot) -> None:
    field = YesNoField()
    qtbot.addWidget(field)
    heard: list[object] = []
    field.changed.connect(heard.append)
    field.words.no.click()
    field.words.yes.click()
    field.words.yes.click()
    assert heard == [False, True, None]


def test_backspace_takes_a_yes_away(qtbot: QtBot) -> None:
    field = YesNoField()
    qtbot.addWidget(field)
    field.set_value(True)
    qtbot.keyClick(field.words, Qt.Key.Key_Backspace)
    assert field.value() is None


def test_people_are_found_by_pinyin_initials_with_the_surname_read_right(
    desk: Desk, office: Office, qtbot: QtBot, settle: Settle
) -> None:
    person = office.add(Staff, name="曾小贤", school=office.core)
    office.add(Staff, name="李敏")
    editor = editor_for(fields.Link("记录人", kind="staff"), desk)
    qtbot.addWidget(editor.widget)
    settle()
    for typed in ("zxx", "cxx", "zengxiao", "小贤"):
        assert [option.key for option in desk.titles.search("staff", typed, 9)] == [person], typed
    assert desk.titles.search("staff", "zxx", 9)[0].subtitle == "清溪镇中心小学"


def test_a_picker_forgets_what_went_to_the_bin(desk: Desk, office: Office, settle: Settle) -> None:
    row = office.add(Staff, name="李敏")
    desk.titles.want("staff")
    settle()
    assert desk.titles.option("staff", row) == Option(row, "李敏", "")
    from lianti_desktop.storage import records
    from lianti_desktop.ui.desk import Reply

    desk.change(
        "移到回收站",
        lambda session: records.remove(session, [records.get(session, Staff, row)]),
        Reply(desk),
    )
    settle()
    assert desk.titles.search("staff", "", 9) == []


def test_a_new_name_becomes_a_record_from_the_picker(
    desk: Desk, office: Office, qtbot: QtBot, settle: Settle
) -> None:
    editor = editor_for(fields.Link("承办学校", kind="school"), desk)
    qtbot.addWidget(editor.widget)
    heard: list[Option] = []
    editor.widget.changed.connect(heard.append)
    editor.widget.line.creation_asked.emit("石桥教学点")
    settle()
    assert [option.title for option in heard] == ["石桥教学点"]
    assert office.value(School, heard[0].key, "name") == "石桥教学点"
    assert editor.stored(editor.widget.value()) == heard[0].key


def test_several_links_are_stored_as_hex_ids(desk: Desk, office: Office, qtbot: QtBot) -> None:
    editor = editor_for(fields.Links("参加学校", kind="school"), desk)
    qtbot.addWidget(editor.widget)
    editor.widget.set_value(editor.held((Option(office.core, "中心小学"),)))
    assert editor.stored(editor.widget.value()) == [office.core.hex]
    assert UUID(editor.stored(editor.widget.value())[0]) == office.core


def test_only_kinds_named_by_words_can_be_made_by_typing() -> None:
    assert title_field(Activity) == "title"
    assert title_field(Staff) == "name"
    from lianti_desktop.storage.activities import ActivityCount

    assert title_field(ActivityCount) is None


def test_an_attached_file_is_copied_and_named_by_its_content(
    desk: Desk, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    paper = tmp_path / "章程"
    paper.write_bytes(b"%PDF-1.7 " + b"x" * 5000)
    field = AttachmentField(desk)
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.changed):
        field.take_file(paper)
    assert (desk.store.data.attachments / field.value()[:2] / field.value()).is_file()
    assert field.line.name.text() == "PDF 文件，5 KB"
    assert paper.exists()


def test_a_missing_file_is_said_in_place(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    field = AttachmentField(desk)
    qtbot.addWidget(field)
    with qtbot.waitSignal(desk._answered):
        field.take_file(tmp_path / "没有")
    assert "没有" in field.error()


def test_office_files_are_told_apart(tmp_path: Path) -> None:
    import zipfile

    for folder, suffix in (("word/", ".docx"), ("xl/", ".xlsx"), ("ppt/", ".pptx")):
        path = tmp_path / f"a{suffix}"
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr(f"{folder}document.xml", "")
        assert kind_of_file(path)[0] == suffix
    (tmp_path / "b").write_bytes(b"abc")
    assert kind_of_file(tmp_path / "b") == ("", "文件")
    assert size_in_words(3 * 1024 * 1024) == "3.0 MB"
