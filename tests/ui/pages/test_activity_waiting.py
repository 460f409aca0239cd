"""On a full disk the parts of an activity keep what was typed into them, and store it later."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import AuthorKind
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity, ActivityContribution, ActivityCount
from lianti_desktop.storage.lessons import Media, Reflection
from lianti_desktop.storage.store import Deed
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.pages.activity_form import ActivityForm
from lianti_desktop.ui.pages.activity_guests import GuestBox
from lianti_desktop.ui.widgets.growing_text import TextField
from tests import activity_world as aw
from tests.activity_world import World
from tests.ui.office import NO_ROOM, full_disk
from tests.ui.pages.conftest import Settle, Show


@pytest.fixture
def remark(world: World, held: UUID) -> UUID:
    with world.store.change(Deed("准备")) as session:
        activity = records.get(session, Activity, held)
        values = {"activity": activity, "author_kind": AuthorKind.PUPIL}
        return records.save(session, Reflection, None, values).id


@pytest.fixture
def photo(world: World, held: UUID) -> UUID:
    with world.store.change(Deed("准备")) as session:
        values = {"activity": records.get(session, Activity, held), "taken_on": date(2026, 3, 12)}
        return records.save(session, Media, None, values).id


@pytest.fixture
def form(desk: Desk, held: UUID, remark: UUID, photo: UUID, show: Show) -> ActivityForm:
    form = ActivityForm(desk)
    show(form)
    form.open(held)
    desk.settle()
    return form


def write(field: Any, text: str) -> None:
    """Types into a long text and leaves it."""
    assert isinstance(field, TextField)
    field.text.setPlainText(text)
    field.commit()


def fill_in(form: ActivityForm, world: World, photo: UUID) -> None:
    """A remark, a number, a caption."""
    write(form.remarks.boxes()[0].fields["text"], "稻子是这样来的")
    cell = form.counts.cell(world.core, "staff_count")
    cell.editor.setText("16")  # type: ignore[attr-defined]
    cell.commit()
    form.photos.strip.captioned.emit(photo, "插秧")


def seen(form: ActivityForm, world: World) -> tuple[Any, Any, str]:
    """What stands in the three places."""
    text = form.remarks.boxes()[0].fields["text"]
    assert isinstance(text, TextField)
    number = form.counts.cell(world.core, "staff_count").value()
    return text.text.toPlainText(), number, form.photos.strip._frames[0].caption.text()


def stored(world: World, held: UUID) -> tuple[Any, Any, Any]:
    """What is kept of them."""
    with world.store.read() as session:
        counts = records.living(session, ActivityCount, activity_id=held)
        (remark,) = records.living(session, Reflection, activity_id=held)
        (photo,) = records.living(session, Media, activity_id=held)
        return remark.text, next((one.staff_count for one in counts), None), photo.caption


def test_what_found_no_room_is_there_again_and_is_stored_with_the_next_change(
    form: ActivityForm, desk: Desk, world: World, held: UUID, photo: UUID, settle: Settle
) -> None:
    said: list[str] = []
    desk.refused.connect(said.append)
    with world.store.change(Deed("准备")) as session:
        other = aw.add_activity(session, world, title="三月例会").id
    with full_disk():
        fill_in(form, world, photo)
        settle()
        form.open(other)
        settle()
        form.open(held)
        settle()
        assert seen(form, world) == ("稻子是这样来的", 16, "插秧")
    assert said == [NO_ROOM] * 3
    assert stored(world, held) == (None, None, None)
    desk.change("改", lambda session: _rename(session, other), Reply(form))
    settle()
    settle()
    assert stored(world, held) == ("稻子是这样来的", 16, "插秧")
    assert seen(form, world) == ("稻子是这样来的", 16, "插秧")
    assert desk.unkept.texts() == {}


def _rename(session: Session, row: UUID) -> None:
    records.save(session, Activity, row, {"title": "四月例会"})


def test_the_newer_of_two_words_that_waited_is_stored(
    form: ActivityForm, desk: Desk, world: World, held: UUID, photo: UUID, settle: Settle
) -> None:
    with full_disk():
        form.photos.strip.captioned.emit(photo, "插秧")
        form.photos.strip.captioned.emit(photo, "插早稻")
        settle()
    desk.unkept.try_again()
    settle()
    assert stored(world, held)[2] == "插早稻"


def test_what_a_guest_school_wrote_waits_too(
    desk: Desk, world: World, show: Show, settle: Settle
) -> None:
    row = aw.add_received(world)
    form = ActivityForm(desk)
    show(form)
    form.open(row)
    settle()

    def box() -> GuestBox:
        return form.guests.box(world.core)

    with full_disk():
        write(box().text, "去了两位老师")
        settle()
        assert box().text.value() == "去了两位老师"
    desk.unkept.try_again()
    settle()
    with world.store.read() as session:
        (own,) = records.living(session, ActivityContribution, activity_id=row)
        assert own.text == "去了两位老师"


def test_a_new_activity_that_found_no_room_is_not_taken_for_stored(
    form: ActivityForm, desk: Desk, world: World, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    form.open_new()
    settle()
    with monkeypatch.context() as full:
        full.setattr("lianti_desktop.ui.pages.activity_pen.settle", _no_room)
        form.pen.write("修改 活动", lambda _session, _activity: None)
        settle()
        assert form.row() is None
    form.pen.write("修改 活动", lambda _session, _activity: None)
    settle()
    with full_disk():
        form.rows.set_field("place", "操场")
        settle()
    assert form.row() is not None
    assert form.rows.editor("place").typed() == "操场"


def _no_room(*_: object) -> None:
    raise UserError(NO_ROOM)
