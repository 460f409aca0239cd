"""What goes into a package: the commits that the reader lacks, and how many records they touch."""

from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.log.commit import unseal
from lianti_desktop.storage.store import Deed
from lianti_desktop.sync.loads import Reader, carried, loads_for, records_in
from lianti_desktop.sync.members import recipients_at, standing
from lianti_desktop.sync.outgoing import Address, pack
from tests.sync.conftest import Village


def test_a_record_that_several_pcs_wrote_to_is_counted_once(village: Village) -> None:
    village.by_core()
    row = village.campus.activity("一")
    village.carry(village.campus, village.core)
    village.carry(village.core, village.laptop)
    village.laptop.change(Activity, row, title="二")
    village.laptop.activity("三")
    village.carry(village.laptop, village.core)
    address = Address(village.other.school)
    packed = pack(village.core.store, village.core.ring, address, village.stick)
    assert (packed.commits, packed.slip.records) == (3, {"activity": 2})


def test_a_sample_and_a_package_without_commits_count_nothing(village: Village) -> None:
    village.by_core()
    village.campus.activity("一")
    with village.campus.store.change(Deed("示例")) as session:
        session.info["sample"] = True
        records.save(session, Activity, None, {"title": "示例"})
    address = Address(village.core.school)
    packed = pack(village.campus.store, village.campus.ring, address, village.stick)
    assert packed.slip.records == {"activity": 1}
    with village.campus.store.read() as session:
        assert records_in(session, []) == {}


def test_only_what_the_reader_lacks_is_carried_in_the_order_in_which_it_came(
    village: Village,
) -> None:
    village.campus.activity("一")
    village.by_core()
    village.carry(village.other, village.core)
    village.laptop.activity("二")
    village.carry(village.laptop, village.core)
    village.core.activity("三")
    core = village.core
    file = core.pack_for(village.other.school, village.stick)  # signs what has grown
    with core.store.read() as session:
        us = standing(session, core.ring)
        (reader,) = recipients_at(us.trust, village.other.school, us.certificate.replica)
        loads = list(loads_for(session, [reader]))
        found = [unseal(*one) for one in carried(session, loads, Reader(us, reader))]
        assert list(carried(session, [], Reader(us, reader))) == []
    titles = [op.cells["title"] for commit in found for op in commit.ops]
    assert (titles, len(loads)) == (["二", "三"], 2)
    village.other.take(file)
    assert village.other.titles() == {"一", "二", "三"}
