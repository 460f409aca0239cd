"""What found no room is asked about before the window is gone."""

from contextlib import ExitStack

import pytest
from pytestqt.qtbot import QtBot

from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.drafts import drafts
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.last_texts import NO_ROOM, keep_at_end
from lianti_desktop.ui.record_form import RecordForm
from tests.ui.office import Office, full_disk


@pytest.fixture
def form(desk: Desk, office: Office, qtbot: QtBot) -> RecordForm:
    """A place is typed into the record, and not left yet."""
    form = RecordForm(desk, Activity)
    qtbot.addWidget(form)
    form.open(office.add(Activity, title="三月例会"))
    desk.settle()
    form.rows.editor("place").type_again("操场")
    return form


def test_the_text_is_kept_once_there_is_room(desk: Desk, office: Office, form: RecordForm) -> None:
    asked: list[list[str]] = []
    with ExitStack() as disk:
        disk.enter_context(full_disk())

        def make_room(sentences: list[str]) -> bool:
            asked.append(sentences)
            if len(asked) > 1:
                disk.close()
            return True

        form.commit()
        keep_at_end(desk, make_room)
    assert asked == [[NO_ROOM, "“操场”"]] * 2
    with office.store.read() as session:
        assert [draft.text for draft in drafts(session)] == ["操场"]


def test_the_window_closes_when_the_user_lets_it_go(desk: Desk, form: RecordForm) -> None:
    asked: list[list[str]] = []
    with full_disk():
        form.commit()
        keep_at_end(desk, lambda sentences: bool(asked.append(sentences)))
    assert len(asked) == 1


def test_nothing_is_asked_when_all_is_stored(desk: Desk, office: Office, form: RecordForm) -> None:
    asked: list[list[str]] = []
    form.commit()
    keep_at_end(desk, lambda sentences: bool(asked.append(sentences)))
    row = form.row()
    assert row is not None
    assert office.value(Activity, row, "place") == "操场"
    assert asked == []
