"""The exchange as a whole: nothing is lost, nothing is applied twice, nobody writes another's."""

import json
import shutil
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import SiteRole
from lianti_desktop.services.setup import Founding, begin_to_join
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.log.tables import Log, LogVoid
from lianti_desktop.storage.schools import Alliance, School
from lianti_desktop.storage.search_index import search
from lianti_desktop.storage.site import load_site, renew_replica
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Deed
from lianti_desktop.sync.conflicts import conflicts, ours_and_theirs, resolve
from lianti_desktop.sync.enrolment import Decision, admit, ask_to_join, found_exchange, retire
from lianti_desktop.sync.imports import imports, take_back_import
from lianti_desktop.sync.incoming import Wish, missing
from lianti_desktop.sync.outgoing import Address, pack
from lianti_desktop.sync.package import opened_package
from lianti_desktop.sync.peers import peers, school_named
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.request import read_request
from lianti_desktop.sync.shelf import Held
from lianti_desktop.sync.stick import scan
from lianti_desktop.sync.witness import bear_witness, renew_when_doubtful
from tests.sync.conftest import Village, reopened
from tests.sync.village import DAY, Office, enrol, found_core, new_office


def voids(office: Office) -> list[str]:
    with office.store.read() as session:
        return list(session.scalars(select(LogVoid.reason)))


def agree(village: Village) -> None:
    """All copies hold the same and are whole."""
    for office in village.offices:
        assert office.problems() == []
        assert office.digests() == village.core.digests()


def test_a_campus_brings_its_week_to_the_core_school_and_the_receipt_comes_back(
    village: Village,
) -> None:
    village.campus.activity("送教下乡")
    file = village.campus.pack_for(village.core.school, village.stick)
    outcome = village.core.take(file)
    assert (outcome.state, outcome.counts.new) == ("applied", {"activity": 1})
    assert village.core.titles() == {"送教下乡"}
    with village.core.store.read() as session:
        assert len(search(session, "送教")) == 1
    with village.campus.store.read() as session:
        assert [line.lacking for line in peers(session) if line.role.value == "core"] == [1]
    receipt = pack(
        village.core.store, village.core.ring, Address(village.campus.school, True), village.stick
    )
    assert (receipt.commits, village.campus.take(receipt.files[0]).state) == (0, "applied")
    with village.campus.store.read() as session:
        assert [line.lacking for line in peers(session) if line.role.value == "core"] == [0]
    assert (
        pack(
            village.campus.store,
            village.campus.ring,
            Address(village.core.school),
            village.stick,
        ).commits
        == 0
    )


@pytest.mark.must_hold(2)
def test_the_same_package_five_times_changes_nothing_after_the_first(village: Village) -> None:
    village.campus.activity("送教下乡")
    file = village.campus.pack_for(village.core.school, village.stick)
    village.core.take(file)
    before = village.core.digests()
    assert [village.core.take(file).state for _ in range(4)] == ["already"] * 4
    assert village.core.digests() == before


@pytest.mark.must_hold(1)
def test_a_lost_package_is_covered_by_the_next(village: Village) -> None:
    village.campus.activity("第一周")
    village.campus.pack_for(village.core.school, village.stick).unlink()
    village.campus.activity("第二周")
    village.carry(village.campus, village.core)
    assert village.core.titles() == {"第一周", "第二周"}


@pytest.mark.must_hold(3)
def test_a_package_that_arrives_before_its_forerunner_is_parked_and_then_applied(
    village: Village,
) -> None:
    village.campus.activity("第一周")
    first = village.campus.pack_for(village.core.school, village.stick)
    with village.campus.store.transaction() as session:
        _pretend_delivered(session, village)
    row = village.campus.activity("第二周")
    village.campus.change(Activity, row, place="礼堂")
    second = village.campus.pack_for(village.core.school, village.stick)
    outcome = village.core.take(second)
    assert (outcome.state, outcome.parked, village.core.titles()) == ("parked", 2, set())
    with village.core.store.read() as session:
        (gap,) = missing(session)
    assert (gap.replica, gap.first, gap.last) == (village.campus.replica, 1, 1)
    village.core.take(first)
    assert village.core.titles() == {"第一周", "第二周"}
    with village.core.store.read() as session:
        assert missing(session) == []
    assert village.core.problems() == []


def _pretend_delivered(session: object, village: Village) -> None:
    """As if the core school had acknowledged what the campus holds now."""
    from sqlalchemy.orm import Session

    from lianti_desktop.storage.exchange import Peer
    from lianti_desktop.sync.heads import vector_of
    from lianti_desktop.sync.manifest import packed_vector

    assert isinstance(session, Session)
    peer = session.get_one(Peer, village.core.replica)
    peer.vector = packed_vector(vector_of(session))


def test_an_import_that_breaks_off_leaves_everything_as_it_was(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    village.campus.activity("送教下乡")
    file = village.campus.pack_for(village.core.school, village.stick)
    before = village.core.digests()

    def stumble(*_: object) -> None:
        raise RuntimeError("stumbled")

    with monkeypatch.context() as patched:
        patched.setattr("lianti_desktop.sync.incoming._note_import", stumble)
        with pytest.raises(RuntimeError, match="stumbled"):
            village.core.take(file)
    assert (village.core.digests(), village.core.problems()) == (before, [])
    assert village.core.take(file).state == "applied"


def test_the_sample_alliance_stays_at_home(village: Village) -> None:
    from lianti_desktop.services.sample import add_sample, remove_sample

    add_sample(village.core.store, DAY, "示例")
    row = village.core.activity("真的活动")
    file = village.core.pack_for(village.campus.school, village.stick)
    village.campus.take(file)
    assert voids(village.campus) == []
    assert village.campus.titles() == {"真的活动"}
    assert village.campus.digests() == village.core.digests()
    assert village.campus.problems() == village.core.problems() == []
    assert village.campus.shelf.held() == Held()
    _reads_nothing_of_samples(village, file)
    with village.core.store.change(Deed("移除示例")) as session:
        assert remove_sample(session) > 100
    village.core.change(Activity, row, place="礼堂")
    village.carry(village.core, village.campus)
    assert village.campus.titles() == village.core.titles() == {"真的活动"}
    assert village.campus.digests() == village.core.digests()
    assert village.campus.problems() == village.core.problems() == []


def _reads_nothing_of_samples(village: Village, file: Path) -> None:
    """No name of the sample stands anywhere in the open package."""
    keys = village.campus.ring.of(village.campus.replica)
    assert keys is not None
    with opened_package(file, keys, village.stick / "staging") as opened:
        bytes_of = b"".join(body + (openings or b"") for body, openings in opened.commits())
    assert "真的活动".encode() in bytes_of
    with village.core.store.read() as session:
        names = [row.name or "" for row in records.living(session, Staff) if row.sample]
    assert len(names) > 10
    assert not any(name.encode() in bytes_of for name in names)


def test_a_term_of_the_sample_that_becomes_a_real_one_travels_whole(village: Village) -> None:
    with village.core.store.change(Deed("示例")) as session:
        session.info["sample"] = True
        row = records.save(session, Term, None, {"name": "2026—2027学年第一学期"}).id
    village.carry(village.core, village.campus)
    assert village.campus.value(Term, row, "name") is None
    with village.core.store.change(Deed("变成真的")) as session:
        records.get(session, Term, row).sample = False
    village.carry(village.core, village.campus)
    assert village.campus.value(Term, row, "name") == "2026—2027学年第一学期"
    assert village.campus.digests() == village.core.digests()
    assert village.campus.problems() == village.core.problems() == []


def test_a_long_log_is_taken_in_by_small_batches_with_the_same_result(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lianti_desktop.sync.intake.BATCH_BYTES", 1)
    row = village.campus.activity("一")
    village.campus.change(Activity, row, title="二")
    village.campus.change(Activity, row, place="礼堂")
    outcome = village.core.take(village.campus.pack_for(village.core.school, village.stick))
    assert (outcome.counts.new, outcome.counts.changed) == ({"activity": 1}, {})
    assert village.core.digests()["activity"] == village.campus.digests()["activity"]
    assert village.core.problems() == []


def test_a_trial_says_what_would_happen_and_does_nothing(village: Village) -> None:
    village.campus.activity("送教下乡")
    file = village.campus.pack_for(village.core.school, village.stick)
    assert village.core.take(file, Wish(is_trial=True)).counts.new == {"activity": 1}
    assert village.core.titles() == set()
    assert village.core.take(file).state == "applied"


@pytest.mark.must_hold(3)
def test_the_core_school_passes_on_what_one_campus_wrote_to_the_other(village: Village) -> None:
    village.campus.activity("柳林的活动")
    village.carry(village.campus, village.core)
    village.carry(village.core, village.other)
    assert village.other.titles() == {"柳林的活动"}
    agree_on = village.other.digests()["activity"]
    assert village.core.digests()["activity"] == agree_on


def test_private_values_leave_only_for_those_who_may_read_them(village: Village) -> None:
    row = village.campus.add(
        Staff,
        name="李文秀（示例）",
        phone="13800138000",
        id_last4="271X",
        school=village.campus.school,
    )
    village.carry(village.campus, village.core)
    village.carry(village.core, village.other)
    assert village.core.value(Staff, row, "phone") == "13800138000"
    assert village.core.value(Staff, row, "id_last4") is None
    assert village.other.value(Staff, row, "phone") is None
    assert village.other.value(Staff, row, "name") == "李文秀（示例）"
    assert village.other.problems() == []
    assert village.other.digests() == village.core.digests()


@pytest.mark.must_hold(20)
def test_a_campus_that_writes_anothers_record_is_stopped_and_the_rest_is_taken(
    village: Village,
) -> None:
    row = village.core.activity("中心校的活动")
    village.carry(village.core, village.campus)
    with village.campus.store.change(Deed("越权")) as session:
        records.get(session, Activity, row).title = "被改了"
    village.campus.activity("自己的活动")
    file = village.campus.pack_for(village.core.school, village.stick)
    outcome = village.core.take(file)
    assert outcome.state == "applied"
    assert outcome.void == ["柳林校区（示例）没有权利改动这条活动"]
    assert village.core.titles() == {"中心校的活动", "自己的活动"}
    village.carry(village.core, village.other)
    assert village.other.titles() == {"中心校的活动", "自己的活动"}
    assert voids(village.other) == voids(village.core)
    assert village.core.problems() == village.other.problems() == []


@pytest.mark.must_hold(20)
def test_a_campus_cannot_make_records_in_the_name_of_another(village: Village) -> None:
    row = village.campus.activity("假托的活动")
    with village.campus.store.change(Deed("假托")) as session:
        made = Activity(id=UUID(int=77), title="假托", owner_id=village.other.school)
        session.add(made)
    village.carry(village.campus, village.core)
    assert village.core.value(Activity, UUID(int=77), "title") is None
    assert village.core.value(Activity, row, "title") == "假托的活动"


def test_a_mass_change_stops_until_its_number_is_typed_in(village: Village) -> None:
    rows = [village.campus.activity(f"第{number}次") for number in range(60)]
    village.carry(village.campus, village.core)
    with village.campus.store.change(Deed("全部改名")) as session:
        for row in rows:
            records.get(session, Activity, row).place = "新地点"
    file = village.campus.pack_for(village.core.school, village.stick)
    for wish in (Wish(), Wish(confirmed=59)):
        with pytest.raises(RefusedError, match="60 条") as refused:
            village.core.take(file, wish)
        assert refused.value.reason is Reason.MASS_CHANGE
    assert village.core.value(Activity, rows[0], "place") is None
    assert village.core.take(file, Wish(confirmed=60)).counts.changed == {"activity": 60}


def test_two_pcs_of_one_school_change_the_same_cell_and_one_decision_holds_for_all(
    village: Village,
) -> None:
    row = village.campus.activity("原来")
    village.quiet_down()
    village.campus.change(Activity, row, title="办公室改的")
    village.laptop.change(Activity, row, title="笔记本改的", place="礼堂")
    village.quiet_down()
    agree(village)
    found = []
    for office in village.offices:
        with office.store.read() as session:
            found.append([one.id for one in conflicts(session)])
    assert found[0] == found[1] == found[2] == found[3]
    assert len(found[0]) == 1
    with village.laptop.store.read() as session:
        (one,) = conflicts(session)
        assert set(ours_and_theirs(one)) == {"笔记本改的", "办公室改的"}
    shown = village.laptop.value(Activity, row, "title")
    resolve(village.laptop.store, one.id, shown)
    village.quiet_down()
    for office in village.offices:
        assert office.value(Activity, row, "title") == shown
        with office.store.read() as session:
            assert conflicts(session) == []
    agree(village)
    with pytest.raises(UserError, match="已经处理过"):
        resolve(village.campus.store, one.id, "晚了")


def test_an_edit_brings_back_what_another_pc_put_into_the_bin(village: Village) -> None:
    row = village.campus.activity("要不要")
    village.quiet_down()
    village.campus.remove(Activity, row)
    village.laptop.change(Activity, row, place="礼堂")
    village.quiet_down()
    agree(village)
    assert village.core.titles() == {"要不要"}


@pytest.mark.must_hold(11)
def test_a_silent_copy_of_a_database_makes_a_fork_in_which_both_branches_count(
    village: Village,
) -> None:
    village.campus.activity("共同的")
    village.quiet_down()
    village.campus.close()
    shutil.copytree(village.campus.folder, village.campus.folder.with_name("clone"))
    original = reopened(village.campus.folder)
    clone = reopened(village.campus.folder.with_name("clone"))
    original.activity("原件写的")
    clone.activity("副本写的")
    for office in (original, clone):
        village.core.take(office.pack_for(village.core.school, village.stick))
    assert village.core.titles() == {"共同的", "原件写的", "副本写的"}
    assert village.core.problems() == []
    with village.core.store.read() as session:
        assert len(session.scalars(select(Log).where(Log.origin == original.replica)).all()) == 1
    answer = village.core.pack_for(original.school, village.stick)
    before = original.replica
    for office in (original, clone):
        office.take(answer)
        assert office.titles() == {"共同的", "原件写的", "副本写的"}
        assert office.problems() == []
    assert len({before, original.replica, clone.replica}) == 3
    original.activity("原件再写")
    village.core.take(original.pack_for(village.core.school, village.stick))
    assert "原件再写" in village.core.titles()
    original.close()
    clone.close()


@pytest.mark.must_hold(9)
def test_a_database_that_was_copied_back_gets_its_lost_work_from_the_core_school(
    village: Village,
) -> None:
    saved = village.campus.folder / "saved.db"
    village.campus.close()
    shutil.copyfile(village.campus.store.data.database, saved)
    campus = reopened(village.campus.folder)
    campus.activity("后来写的")
    village.core.take(campus.pack_for(village.core.school, village.stick))
    bear_witness(campus.store, campus.ring)
    former = campus.replica
    campus.close()
    for ending in ("-wal", "-shm"):
        campus.store.data.database.with_name(f"lianti.db{ending}").unlink(missing_ok=True)
    shutil.copyfile(saved, campus.store.data.database)
    campus = reopened(village.campus.folder)
    assert campus.titles() == set()
    assert renew_when_doubtful(campus.store, campus.ring)
    assert campus.replica != former
    campus.activity("恢复后写的")
    village.core.take(campus.pack_for(village.core.school, village.stick))
    campus.take(village.core.pack_for(campus.school, village.stick))
    assert campus.titles() == village.core.titles() == {"后来写的", "恢复后写的"}
    assert campus.problems() == village.core.problems() == []
    campus.close()


def test_a_restored_copy_opens_what_was_made_for_it_before(village: Village) -> None:
    village.core.activity("中心校的活动")
    file = village.core.pack_for(village.campus.school, village.stick)
    with village.campus.store.transaction() as session:
        renew_replica(session)
    assert village.campus.take(file).state == "applied"
    assert village.campus.titles() == {"中心校的活动"}


@pytest.mark.must_hold(11)
def test_pcs_that_were_set_up_from_one_image_join_each_under_a_name_of_its_own(
    village: Village,
) -> None:
    image = new_office(village.stick / "image")
    image.close()
    shutil.copytree(image.folder, village.stick / "second")
    pcs = [reopened(image.folder), reopened(village.stick / "second")]
    for pc in pcs:
        enrol(village.core, pc, "柳林校区（示例）", village.stick)
    assert pcs[0].replica != pcs[1].replica
    for pc in pcs:
        pc.activity(pc.folder.name)
        village.carry(pc, village.core)
        pc.close()
    assert village.core.titles() == {"image", "second"}


def test_a_restored_copy_has_keys_from_the_next_start_so_that_its_own_copy_has_them(
    village: Village,
) -> None:
    with village.campus.store.transaction() as session:
        renew_replica(session)
    renew_when_doubtful(village.campus.store, village.campus.ring)
    village.campus.close()
    shutil.copytree(village.campus.folder, village.stick / "twin")
    twin = reopened(village.stick / "twin")
    for pc in (twin, village.campus):
        pc.activity(pc.folder.name)
        village.carry(pc, village.core)
    assert village.core.titles() == {"twin", "campus"}
    assert village.core.problems() == []
    twin.close()


def test_a_renamed_copy_writes_to_the_pc_that_it_was_copied_from(village: Village) -> None:
    village.core.activity("共同的")
    village.core.close()
    shutil.copytree(village.core.folder, village.stick / "twin")
    core, twin = reopened(village.core.folder), reopened(village.stick / "twin")
    with twin.store.transaction() as session:
        renew_replica(session)
    twin.activity("副本写的")
    core.take(twin.pack_for(core.school, village.stick))
    assert core.titles() == {"共同的", "副本写的"}
    core.close()
    twin.close()


@pytest.mark.must_hold(10)
def test_a_copy_that_was_set_back_unnoticed_is_sent_again_what_it_lost(village: Village) -> None:
    village.campus.close()
    shutil.copyfile(village.campus.store.data.database, village.stick / "saved.db")
    campus = reopened(village.campus.folder)
    village.core.activity("中心校的活动")
    village.carry(village.core, campus)
    for _ in range(2):
        village.carry(campus, village.core)
    campus.close()
    shutil.copyfile(village.stick / "saved.db", campus.store.data.database)
    campus = reopened(village.campus.folder)
    village.carry(campus, village.core)
    village.carry(village.core, campus)
    assert campus.titles() == {"中心校的活动"}
    campus.close()


def test_a_copied_data_folder_is_noticed_while_the_first_is_still_there(village: Village) -> None:
    bear_witness(village.campus.store, village.campus.ring)
    assert not renew_when_doubtful(village.campus.store, village.campus.ring)
    village.campus.close()
    shutil.copytree(village.campus.folder / "data", village.stick / "data")
    from lianti_desktop.paths import DataPaths
    from lianti_desktop.storage.store import open_store

    copy = Office(village.stick, open_store(DataPaths(village.stick / "data")), village.campus.ring)
    assert renew_when_doubtful(copy.store, copy.ring)
    assert copy.replica != village.campus.replica
    copy.activity("副本写的")
    village.core.take(copy.pack_for(village.core.school, village.stick))
    assert village.core.titles() == {"副本写的"}
    copy.close()


def test_a_replaced_pc_gets_everything_that_its_school_owns(village: Village) -> None:
    row = village.campus.add(
        Staff, name="王强（示例）", phone="13900139000", school=village.campus.school
    )
    village.carry(village.campus, village.core)
    replaced = new_office(village.stick / "new")
    ask_to_join(replaced.store, replaced.ring, village.stick / "new.ltreq")
    request = read_request(village.stick / "new.ltreq")
    ruling = (Decision("柳林校区（示例）", request.words), village.stick)
    answer = admit(village.core.store, village.core.ring, request, ruling)
    retire(village.core.store, village.core.ring, village.campus.replica)
    replaced.take(answer.packed.files[0])
    assert replaced.value(Staff, row, "phone") == "13900139000"
    replaced.change(Staff, row, post="教导主任")
    village.core.take(replaced.pack_for(village.core.school, village.stick))
    assert village.core.value(Staff, row, "post") == "教导主任"
    village.campus.activity("停用以后写的")
    file = village.campus.pack_for(village.core.school, village.stick)
    with pytest.raises(RefusedError) as refused:
        village.core.take(file)
    assert refused.value.reason is Reason.REVOKED
    replaced.close()


@pytest.mark.must_hold(21)
def test_what_a_revoked_pc_wrote_too_late_counts_nowhere_even_where_it_came_first(
    village: Village,
) -> None:
    row = village.laptop.activity("原来")
    village.quiet_down()
    village.laptop.change(Activity, row, title="停用后改的")
    village.laptop.activity("停用后写的")
    village.carry(village.laptop, village.campus)
    assert village.campus.titles() == {"停用后改的", "停用后写的"}
    retire(village.core.store, village.core.ring, village.laptop.replica)
    village.carry(village.core, village.campus)
    assert village.campus.titles() == {"原来"}
    assert village.campus.problems() == []
    village.carry(village.campus, village.core)
    village.carry(village.core, village.other)
    for office in (village.core, village.other):
        assert office.titles() == {"原来"}
        assert office.problems() == []
        assert office.digests() == village.campus.digests()


@pytest.mark.must_hold(21)
def test_an_old_registry_never_replaces_a_newer(village: Village) -> None:
    old = village.core.pack_for(village.campus.school, village.stick)
    retire(village.core.store, village.core.ring, village.laptop.replica)
    village.carry(village.core, village.campus)
    village.campus.take(old)
    with village.campus.store.read() as session:
        retired = [line.replica for line in peers(session) if line.is_retired]
    assert retired == [village.laptop.replica]


def test_an_import_is_taken_back_days_later_but_what_was_edited_since_stays(
    village: Village,
) -> None:
    first = village.campus.activity("一")
    second = village.campus.activity("二")
    village.carry(village.campus, village.core)
    village.campus.change(Activity, first, title="一改")
    village.campus.activity("三")
    village.carry(village.campus, village.core)
    with village.core.store.read() as session:
        latest = imports(session)[0]
    assert take_back_import(village.core.store, latest.id) == 2
    assert village.core.titles() == {"一", "二"}
    village.carry(village.core, village.campus)
    assert village.campus.titles() == {"一", "二"}
    assert village.campus.problems() == village.core.problems() == []
    assert second


def waiting_office(folder: Path, name: str) -> Office:
    """A PC whose first steps were to join: it waits for the answer and works meanwhile."""
    office = new_office(folder)
    begin_to_join(office.store, Founding("", name, SiteRole.CAMPUS, DAY))
    return office


def test_what_was_entered_while_waiting_for_the_answer_goes_into_the_alliances_term(
    village: Village,
) -> None:
    newcomer = waiting_office(village.stick / "new", "石桥教学点（示例）")
    with newcomer.store.read() as session:
        term = records.living(session, Term)[0]
    newcomer.activity("等的时候录的", term=term.id)
    enrol(village.core, newcomer, "石桥教学点（示例）", village.stick)
    with newcomer.store.read() as session:
        (alliance,) = records.living(session, Alliance)
        (row,) = records.living(session, Activity)
        names = [one.name for one in records.living(session, Term)]
        assert alliance.name == "青石中心小学（示例）联盟（示例）"
        assert len(names) == len(set(names))
        assert row.term_id in {one.id for one in records.living(session, Term)}
    village.carry(newcomer, village.core)
    assert "等的时候录的" in village.core.titles()
    assert village.core.problems() == newcomer.problems() == []
    newcomer.close()


def test_the_core_schools_second_pc_joins_by_the_same_first_steps(village: Village) -> None:
    second = waiting_office(village.stick / "second", "本校")
    enrol(village.core, second, "青石中心小学（示例）", village.stick)
    with second.store.read() as session:
        assert load_site(session).role is SiteRole.CORE
    assert second.school == village.core.school
    second.close()


def test_a_campus_that_worked_alone_joins_with_all_its_work(tmp_path_factory: object) -> None:
    folder = tmp_path_factory.mktemp("alone")  # type: ignore[attr-defined]
    core, campus = found_core(folder / "core"), new_office(folder / "pc", "柳林校区（示例）")
    campus.activity("独自做的", host=campus.school, attended=[campus.school])
    teacher = campus.add(Staff, name="李文秀（示例）", school=campus.school)
    with campus.store.change(Deed("填学校")) as session:
        records.get(session, School, campus.school).phone = "0312-1234567"
    alone = campus.school
    enrol(core, campus, "柳林校区（示例）", folder)
    assert campus.school != alone
    assert campus.value(Staff, teacher, "school_id") == campus.school
    assert campus.value(School, campus.school, "phone") == "0312-1234567"
    campus.change(Staff, teacher, post="教务员")
    core.take(campus.pack_for(core.school, folder))
    assert core.titles() == {"独自做的"}
    assert voids(core) == []
    with core.store.read() as session:
        (activity,) = records.living(session, Activity)
        assert (activity.host_id, activity.attended) == (campus.school, [campus.school.hex])
        names = [school.name for school in records.living(session, School)]
    assert sorted(names) == ["柳林校区（示例）", "青石中心小学（示例）"]
    assert core.problems() == campus.problems() == []
    core.close()
    campus.close()


def test_wrong_check_words_are_refused(village: Village) -> None:
    stranger = new_office(village.stick / "new")
    ask_to_join(stranger.store, stranger.ring, village.stick / "new.ltreq")
    request = read_request(village.stick / "new.ltreq")
    ruling = (Decision("柳林校区（示例）", "安八 安八 安八 安八 安八 安八"), village.stick)
    with pytest.raises(RefusedError) as refused:
        admit(village.core.store, village.core.ring, request, ruling)
    assert refused.value.reason is Reason.WRONG_WORDS
    stranger.close()


def test_an_alliance_is_founded_once_and_by_the_core_school_only(village: Village) -> None:
    for office, words in ((village.core, "已经建好"), (village.campus, "只有中心校")):
        with pytest.raises(UserError, match=words):
            found_exchange(office.store, office.ring, village.stick / "w.txt")
    assert not (village.stick / "w.txt").exists()


def test_a_stick_is_searched_by_content_also_in_hidden_folders(village: Village) -> None:
    village.campus.activity("送教下乡")
    file = village.campus.pack_for(village.core.school, village.stick)
    hidden = village.stick / ".Trash" / "CON.exe"
    hidden.parent.mkdir()
    file.rename(hidden)
    (village.stick / "看我.ltp").write_text("不是包", encoding="utf-8")
    found = scan(village.core.store, village.core.ring, village.stick)
    assert [(one.file, one.state) for one in found] == [(hidden, "new")]
    village.core.take(hidden)
    assert scan(village.core.store, village.core.ring, village.stick)[0].state == "imported"


def test_a_school_is_addressed_by_any_of_its_names(village: Village) -> None:
    with village.core.store.read() as session:
        assert school_named(session, "柳林校区（示例）") == village.campus.school
        with pytest.raises(UserError, match="名册里有"):
            school_named(session, "没有的学校")


@pytest.mark.must_hold(8)
def test_a_clock_in_the_year_2099_neither_wins_nor_loses_anything(village: Village) -> None:
    from datetime import UTC, datetime

    row = village.campus.activity("原来")
    village.quiet_down()
    village.laptop.store._now = lambda: datetime(2099, 1, 1, tzinfo=UTC)
    village.laptop.change(Activity, row, title="坏钟写的", held_on=date(2026, 3, 20))
    village.campus.change(Activity, row, title="好钟写的")
    village.quiet_down()
    agree(village)
    assert village.core.value(Activity, row, "title") == "好钟写的"
    with village.core.store.read() as session:
        (one,) = conflicts(session)
    assert {claim.value for claim in one.claims} == {"坏钟写的", "好钟写的"}


def test_a_restored_backup_goes_on_under_a_new_name_and_its_first_commit_names_its_parent(
    village: Village,
) -> None:
    from lianti_desktop.storage.log.commit import unseal
    from lianti_desktop.storage.log.tables import LogCommit

    village.campus.activity("以前写的")
    parent = village.campus.replica
    with village.campus.store.transaction() as session:
        renew_replica(session)
    village.campus.activity("恢复后写的")
    with village.campus.store.read() as session:
        row = session.scalars(select(LogCommit).order_by(LogCommit.id.desc()).limit(1)).one()
        named = {head.replica for head in unseal(row.body, None).deps}
    assert parent in named
    village.carry(village.campus, village.core)
    assert village.core.titles() == {"以前写的", "恢复后写的"}
    assert json.dumps(voids(village.core)) == "[]"


@pytest.mark.parametrize("bin_comes_first", [True, False])
def test_an_edit_that_a_school_may_not_read_wins_against_the_bin_there_too(
    village: Village, bin_comes_first: bool
) -> None:
    row = village.campus.add(Staff, name="王强（示例）", school=village.campus.school)
    village.by_core()
    village.campus.remove(Staff, row)
    village.laptop.change(Staff, row, phone="13900139000")
    writers = (village.campus, village.laptop)
    for writer in writers if bin_comes_first else reversed(writers):
        village.carry(writer, village.core)
        village.carry(village.core, village.other)
    village.by_core()
    assert village.other.value(Staff, row, "deleted") is False
    agree(village)
