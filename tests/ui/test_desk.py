"""The desk: answers come back in order, changes are announced, failures reach the right ear."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import OperatorRole
from lianti_desktop.storage import records
from lianti_desktop.storage.operators import add_operator, operators
from lianti_desktop.storage.staff import Staff
from lianti_desktop.ui.desk import CancelledError, Desk, Progress, Reply
from tests.ui.office import Office

Settle = Callable[[], None]


def save(name: str) -> Callable[[Any], Any]:
    return lambda session: records.save(session, Staff, None, {"name": name}).id


def test_questions_are_answered_off_the_main_thread_and_in_order(
    desk: Desk, settle: Settle
) -> None:
    answers: list[tuple[int, bool]] = []
    main = threading.get_ident()
    for number in range(5):
        desk.ask(
            lambda _session, number=number: (number, threading.get_ident() == main),
            Reply(desk, answers.append),
        )
    settle()
    assert answers == [(number, False) for number in range(5)]


def test_a_change_tells_which_kinds_were_touched(desk: Desk, settle: Settle) -> None:
    heard: list[frozenset[str]] = []
    desk.changed.connect(heard.append)
    desk.change("新增 教职工", save("张三"), Reply(desk))
    settle()
    assert heard == [frozenset({"staff"})]


def test_undo_and_redo_are_offered_by_name_and_answer_with_it(
    desk: Desk, office: Office, settle: Settle
) -> None:
    offered: list[tuple[str, str]] = []
    desk.steps_changed.connect(lambda undo, redo: offered.append((undo, redo)))
    done: list[str] = []
    desk.change("新增 教职工“张三”", save("张三"), Reply(desk))
    settle()
    desk.undo(Reply(desk, done.append))
    settle()
    assert office.all(Staff) == []
    desk.redo(Reply(desk, done.append))
    settle()
    assert done == ["新增 教职工“张三”", "新增 教职工“张三”"]
    assert len(office.all(Staff)) == 1
    assert offered[0] == ("新增 教职工“张三”", "")
    assert ("", "新增 教职工“张三”") in offered


def test_the_operator_is_named_in_the_log(desk: Desk, office: Office, settle: Settle) -> None:
    with office.store.transaction() as session:
        add_operator(session, "李文秀", OperatorRole.CLERK)
    with office.store.read() as session:
        desk.set_operator(operators(session)[0])
    made: list[Any] = []
    desk.change("新增 教职工", save("张三"), Reply(desk, made.append))
    settle()
    from lianti_desktop.storage.log.history import history

    with office.store.read() as session:
        assert history(session, Staff, made[0])[0].author == desk.author
    assert desk.author.startswith("李文秀")


def refuse(*_: Any) -> None:
    raise UserError("磁盘满了，没有存上。")


def test_a_refusal_goes_to_who_asked_else_to_the_window(desk: Desk, settle: Settle) -> None:
    window: list[str] = []
    own: list[str] = []
    desk.refused.connect(window.append)
    desk.change("修改", refuse, Reply(desk, None, own.append))
    desk.change("修改", refuse, Reply(desk))
    settle()
    assert own == window == ["磁盘满了，没有存上。"]


def test_a_mistake_of_ours_is_told_as_such(office: Office, qtbot: QtBot, qapp: QObject) -> None:
    desk = Desk(office.store, None)
    with qtbot.waitSignal(desk.broke) as told:
        desk.ask(lambda _session: 1 / 0, Reply(desk))
    assert isinstance(told.args[0], ZeroDivisionError)
    desk.close()


def test_an_answer_for_a_widget_that_is_gone_is_dropped(desk: Desk, settle: Settle) -> None:
    import shiboken6

    owner = QObject()
    answers: list[bool] = []
    desk.ask(lambda _session: True, Reply(owner, answers.append))
    shiboken6.delete(owner)
    settle()
    assert answers == []


def test_long_work_tells_how_far_it_is_and_can_be_stopped(desk: Desk, qtbot: QtBot) -> None:
    def work(progress: Progress) -> str:
        progress.tell("导入照片", 1, 3)
        while not progress.is_cancelled():
            pass
        raise CancelledError

    ends: list[Any] = []
    with qtbot.waitSignal(desk.progressed) as told:
        desk.run(work, Reply(desk, ends.append, ends.append))
    assert told.args == ["导入照片", 1, 3]
    desk.cancel()
    with qtbot.waitSignal(desk.progressed):
        desk.run(lambda progress: progress.tell("x", 1, 1), Reply(desk))
    assert ends == []


def test_notes_are_not_steps(desk: Desk, office: Office, settle: Settle) -> None:
    from lianti_desktop.storage.log.undo import steps

    desk.note(lambda session: add_operator(session, "王五", OperatorRole.CLERK), Reply(desk))
    settle()
    with office.store.read() as session:
        assert steps(session).undo == ()
        assert [one.name for one in operators(session)] == ["王五"]


def test_what_is_stored_last_is_still_told_when_the_desk_closes(
    office: Office, qapp: QObject
) -> None:
    desk = Desk(office.store, None)
    heard: list[object] = []
    desk.saved.connect(heard.append)
    desk.change("新增", save("张三"), Reply(desk))
    desk.close()
    assert len(heard) == 1
    assert len(office.all(Staff)) == 1


@pytest.mark.parametrize("same", [True, False])
def test_the_term_is_told_only_when_it_is_another(desk: Desk, office: Office, same: bool) -> None:
    desk.set_term(office.term)
    heard: list[object] = []
    desk.term_changed.connect(heard.append)
    desk.set_term(office.term if same else None)
    assert heard == ([] if same else [None])
