"""The page of the next start is kept while the window rests."""

from collections.abc import Callable
from datetime import date

from lianti_desktop.domain.words import OperatorRole
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.operators import add_operator
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.ready_keeping import ReadyKeeping
from lianti_desktop.ui.ready_page import read_ready
from tests.ui.office import Office


def test_the_page_is_kept_when_nothing_was_written_for_a_while_and_only_once(
    desk: Desk, office: Office, settle: Callable[[], None]
) -> None:
    with office.store.transaction() as session:
        add_operator(session, "示例录入员", OperatorRole.CLERK)
    keeping, data, today = (
        ReadyKeeping(desk, office.store.data, desk),
        office.store.data,
        date.today(),  # noqa: DTZ011 - as the window asks
    )
    office.add(Activity, title="停电前录入的", held_on=today)
    keeping.look()
    settle()
    assert not data.first_page.exists()
    keeping.look()
    settle()
    found = read_ready(data, today)
    assert found is not None
    assert found.recent[0].title == "停电前录入的"
    data.first_page.unlink()
    keeping.look()
    settle()
    assert not data.first_page.exists()


def test_where_the_data_vanished_there_is_nothing_to_keep(
    desk: Desk, office: Office, settle: Callable[[], None]
) -> None:
    keeping = ReadyKeeping(desk, office.store.data, desk)
    place = office.store.data.database
    place.rename(place.with_suffix(".away"))
    keeping.look()
    keeping.look()
    settle()
    place.with_suffix(".away").rename(place)
    assert not office.store.data.first_page.exists()
