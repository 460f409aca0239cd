"""What settles itself is told: other fields of one row, and an edit against the bin."""

from lianti_desktop.storage.activities import Activity
from lianti_desktop.sync.conflicts import conflicts
from lianti_desktop.sync.notes import EDIT_WON, SOFT, Note, notes
from tests.sync.conftest import Village
from tests.sync.village import Office


def found(office: Office) -> list[Note]:
    with office.store.read() as session:
        assert conflicts(session) == []
        return notes(session)


def test_two_pcs_that_change_other_fields_of_a_record_are_told_so(village: Village) -> None:
    row = village.campus.activity("送教", place="礼堂")
    village.carry(village.campus, village.core)
    village.carry(village.core, village.laptop)
    village.campus.change(Activity, row, place="操场")
    village.laptop.change(Activity, row, theme="分数")
    village.carry(village.laptop, village.core)
    assert found(village.core) == []
    village.carry(village.campus, village.core)
    (one,) = found(village.core)
    assert (one.sort, one.record, set(one.fields)) == (SOFT, row, {"地点", "主题"})
    village.core.take(village.campus.pack_for(village.core.school, village.stick))
    village.carry(village.core, village.laptop)
    village.laptop.change(Activity, row, theme="小数")
    assert found(village.laptop) == []


def test_an_edit_that_won_against_the_bin_is_told(village: Village) -> None:
    row = village.campus.activity("要不要")
    village.carry(village.campus, village.core)
    village.carry(village.core, village.laptop)
    village.campus.remove(Activity, row)
    village.laptop.change(Activity, row, place="礼堂")
    village.carry(village.campus, village.core)
    village.carry(village.laptop, village.core)
    assert village.core.titles() == {"要不要"}
    assert [one.sort for one in found(village.core)] == [EDIT_WON]
    assert "留了下来" in found(village.core)[0].sentence
