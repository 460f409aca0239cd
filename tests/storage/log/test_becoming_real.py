"""A sample that becomes a real record tells all that it is, what it has lost included."""

from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.log.commit import unseal
from lianti_desktop.storage.log.tables import LogCommit
from lianti_desktop.storage.record import logged_columns
from lianti_desktop.storage.store import Deed
from tests.storage.office import Office


def mark(office: Office, row: object, *, sample: bool) -> None:
    with office.store.change(Deed("标记")) as session:
        session.get_one(Activity, row).sample = sample


def test_every_cell_is_written_again_also_the_empty_ones(office: Office) -> None:
    row = office.add(Activity, title="听课", place="礼堂")
    mark(office, row, sample=True)
    office.set(Activity, row, place=None)
    mark(office, row, sample=False)
    with office.store.read() as session:
        last = session.query(LogCommit).order_by(LogCommit.id.desc()).first()
        assert last is not None
        (op,) = unseal(last.body, last.openings).ops
    assert set(op.cells) == {column.name for column in logged_columns(Activity)}
    assert (op.cells["place"], op.cells["title"], op.cells["deleted"]) == (None, "听课", False)
    assert office.problems() == []
