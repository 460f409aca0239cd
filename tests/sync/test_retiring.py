"""A PC out of service takes along the names that it alone has vouched for."""

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.site import renew_replica
from lianti_desktop.sync.enrolment import retire
from lianti_desktop.sync.incoming import Wish
from lianti_desktop.sync.peers import peers
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.witness import renew_when_doubtful
from tests.sync.conftest import Village
from tests.sync.village import Office


def restore(office: Office) -> None:
    """Goes on under a new name for which the old one vouches."""
    with office.store.transaction() as session:
        renew_replica(session)
    renew_when_doubtful(office.store, office.ring)


def go_round(village: Village) -> None:
    """Those in service write to each other, the core school between them."""
    for _ in range(2):
        village.carry(village.core, village.campus)
        village.carry(village.core, village.other)
        village.carry(village.campus, village.core)


def retired(office: Office) -> set[object]:
    with office.store.read() as session:
        return {line.replica for line in peers(session) if line.is_retired}


def test_names_known_at_the_core_school_end_with_their_pc_and_what_they_brought_stays(
    village: Village,
) -> None:
    old = village.laptop.replica
    restore(village.laptop)
    village.laptop.activity("送到了的")
    village.carry(village.laptop, village.core)
    retire(village.core.store, village.core.ring, old)
    assert retired(village.core) == {old, village.laptop.replica}
    village.laptop.activity("停用后写的")
    file = village.laptop.pack_for(village.core.school, village.stick)
    with pytest.raises(RefusedError) as refused:
        village.core.take(file)
    assert refused.value.reason is Reason.REVOKED
    go_round(village)
    for office in (village.core, village.campus, village.other):
        assert office.titles() == {"送到了的"}
        assert office.problems() == []


def test_a_name_unknown_there_counts_for_nothing_and_holds_up_nobody_who_passes_it_on(
    village: Village,
) -> None:
    old = village.laptop.replica
    restore(village.laptop)
    village.laptop.activity("只有同事收到的")
    village.carry(village.laptop, village.campus)
    village.campus.activity("同事写的")
    retire(village.core.store, village.core.ring, old)
    village.carry(village.campus, village.core)
    go_round(village)
    for office in (village.core, village.campus, village.other):
        assert office.titles() == {"同事写的"}
        assert office.problems() == []
        assert office.digests() == village.core.digests()


def test_the_package_of_such_a_name_is_refused_for_its_reason_and_can_be_looked_at_line_by_line(
    village: Village,
) -> None:
    old = village.laptop.replica
    restore(village.laptop)
    village.laptop.activity("停用以前写的")
    retire(village.core.store, village.core.ring, old)
    file = village.laptop.pack_for(village.core.school, village.stick)
    with pytest.raises(RefusedError) as refused:
        village.core.take(file)
    assert refused.value.reason is Reason.REVOKED
    assert village.core.take(file, Wish(from_retired=True)).void == ["这台电脑已经停用"]
    assert village.core.titles() == set()
    assert village.core.problems() == []


def test_a_pc_cannot_end_itself_by_a_name_that_it_bore_before(village: Village) -> None:
    old = village.core.replica
    restore(village.core)
    village.core.activity("恢复以后写的")
    village.carry(village.core, village.campus)
    with pytest.raises(UserError, match="本机恢复以前的名字"):
        retire(village.core.store, village.core.ring, old)
    assert retired(village.core) == set()
