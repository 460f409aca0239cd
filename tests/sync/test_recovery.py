"""The core school's dead PC is replaced with the words on paper, from a backup or from nothing."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.site import renew_replica
from lianti_desktop.sync.enrolment import retire
from lianti_desktop.sync.keys import KeyRing, new_signing_key
from lianti_desktop.sync.members import keep_registry, kept_registry
from lianti_desktop.sync.peers import peers
from lianti_desktop.sync.recovery import recover, write_registry
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.words import spell
from tests.sync.conftest import CAMPUS, Village, reopened
from tests.sync.village import Office, enrol, new_office


def paper(settled: Path) -> str:
    """What stands on the core school's sheet."""
    return (settled / "core" / "words.txt").read_text(encoding="utf-8")


def restored(village: Village) -> Office:
    """The core school's backup on another PC: the database, but none of the keys."""
    village.core.close()
    folder = village.stick / "restored"
    shutil.copytree(village.core.folder / "data", folder / "data")
    office = reopened(folder)
    with office.store.transaction() as session:
        renew_replica(session)
    return office


@pytest.mark.must_hold(13)
def test_a_restored_backup_and_the_words_make_the_core_school_go_on(
    village: Village, settled_village: Path
) -> None:
    village.campus.activity("送教下乡")
    dead = village.core.replica
    core = restored(village)
    with pytest.raises(RefusedError) as refused:
        core.pack_for(village.campus.school, village.stick)
    assert refused.value.reason is Reason.NOT_ENROLLED
    done = recover(core.store, core.ring, paper(settled_village))
    assert done.replica == core.replica
    village.campus.take(core.pack_for(village.campus.school, village.stick))
    core.take(village.campus.pack_for(core.school, village.stick))
    assert core.titles() == {"送教下乡"}
    retire(core.store, core.ring, dead)
    newcomer = new_office(village.stick / "new")
    assert enrol(core, newcomer, CAMPUS, village.stick).state == "applied"
    village.campus.take(core.pack_for(village.campus.school, village.stick))
    with village.campus.store.read() as session:
        assert [line.replica for line in peers(session) if line.is_retired] == [dead]
    assert core.problems() == village.campus.problems() == []
    for office in (core, newcomer):
        office.close()


def test_without_a_backup_a_members_list_and_its_records_bring_everything_back(
    village: Village, settled_village: Path
) -> None:
    kept = village.core.activity("中心校的活动")
    village.by_core()
    village.campus.activity("送教下乡")
    write_registry(village.campus.store, village.stick / "registry")
    school = village.core.school
    fresh = new_office(village.stick / "fresh")
    with pytest.raises(UserError, match="没有联盟的名册"):
        recover(fresh.store, fresh.ring, paper(settled_village))
    recover(fresh.store, fresh.ring, paper(settled_village), village.stick / "registry")
    village.campus.take(fresh.pack_for(village.campus.school, village.stick))
    fresh.take(village.campus.pack_for(school, village.stick))
    assert fresh.school == school
    assert fresh.titles() == {"中心校的活动", "送教下乡"}
    fresh.change(Activity, kept, place="礼堂")
    village.campus.take(fresh.pack_for(village.campus.school, village.stick))
    assert village.campus.value(Activity, kept, "place") == "礼堂"
    assert fresh.problems() == village.campus.problems() == []
    fresh.close()


@pytest.mark.must_hold(21)
def test_a_registry_of_the_lost_key_never_takes_the_place_of_the_new_one(
    village: Village, settled_village: Path
) -> None:
    with village.core.store.read() as session:
        old = kept_registry(session)
    assert old is not None
    alliance = old.authority.alliance
    stolen = village.core.ring.registry_key(alliance)
    assert stolen is not None
    core = restored(village)
    recover(core.store, core.ring, paper(settled_village))
    forged = replace(old, epoch=old.epoch + 1000, certificates=()).signed(stolen)
    with core.store.transaction() as session:
        keep_registry(session, forged)
        now = kept_registry(session)
    assert now is not None
    assert now.authority.generation == 1
    assert core.ring.registry_key(alliance) != stolen
    core.close()


def test_wrong_words_change_nothing(village: Village, settled_village: Path) -> None:
    core = restored(village)
    with pytest.raises(UserError, match="不是这个联盟的"):
        recover(core.store, core.ring, " ".join(spell(new_signing_key().seed)))
    with pytest.raises(UserError, match="密语不对"):
        recover(core.store, core.ring, paper(settled_village)[:-70])
    with core.store.read() as session:
        registry = kept_registry(session)
    assert registry is not None
    assert registry.authority.generation == 0
    assert KeyRing(core.folder / "keys").registry_key(registry.authority.alliance) is None
    core.close()
