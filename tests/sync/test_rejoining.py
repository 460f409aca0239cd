"""A PC that was taken out of service is admitted again, and what it wrote meanwhile comes along."""

from dataclasses import replace
from uuid import uuid4

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.log.history import history
from lianti_desktop.storage.store import Deed
from lianti_desktop.sync.breaches import breaches
from lianti_desktop.sync.enrolment import Decision, admit, ask_to_join, begin_again, retire
from lianti_desktop.sync.joining import settle_membership
from lianti_desktop.sync.leaving import leave
from lianti_desktop.sync.members import load_trust
from lianti_desktop.sync.overview import Membership, overview
from lianti_desktop.sync.peers import peers
from lianti_desktop.sync.request import Request, read_request
from tests.sync.conftest import CAMPUS, Village
from tests.sync.test_retiring import go_round, restore
from tests.sync.village import Office, new_office


def membership(office: Office) -> Membership:
    with office.store.read() as session:
        return overview(session, office.ring).membership


def waiting(office: Office) -> int:
    with office.store.read() as session:
        return len(breaches(session))


def admitted(village: Village, office: Office) -> Request:
    """Asks, is admitted, and takes the answer in."""
    file = village.stick / "again.ltreq"
    ask_to_join(office.store, office.ring, file)
    request = read_request(file)
    ruling = (Decision(CAMPUS, request.words), village.stick)
    answer = admit(village.core.store, village.core.ring, request, ruling)
    assert office.take(answer.packed.files[0]).state == "applied"
    return request


def agree(village: Village, titles: set[str]) -> None:
    go_round(village)
    village.carry(village.core, village.campus, village.laptop)
    for office in village.offices:
        assert office.titles() == titles
        assert office.problems() == []
        assert office.digests() == village.core.digests()
        assert waiting(office) == 0


def test_what_was_written_after_the_dismissal_comes_along_under_the_new_name(
    village: Village,
) -> None:
    laptop, old = village.laptop, village.laptop.replica
    kept = laptop.activity("停用以前写的")
    village.carry(laptop, village.core)
    retire(village.core.store, village.core.ring, old)
    row = laptop.activity("停用以后写的")
    laptop.change(Activity, kept, place="操场")
    laptop.change(Activity, row, place="礼堂")
    begin_again(laptop.store, laptop.ring)
    assert membership(laptop) is Membership.ASKED
    laptop.change(Activity, row, place="新礼堂")
    request = admitted(village, laptop)
    assert request.replica == laptop.replica != old
    assert request.former == ()
    assert membership(laptop) is Membership.MEMBER
    village.carry(laptop, village.core)
    agree(village, {"停用以前写的", "停用以后写的"})
    for office in village.offices:
        assert office.value(Activity, kept, "place") == "操场"
        assert office.value(Activity, row, "place") == "新礼堂"
        assert office.value(Activity, row, "owner_id") == laptop.school


def test_what_comes_along_keeps_its_words_and_its_author(village: Village) -> None:
    laptop = village.laptop
    retire(village.core.store, village.core.ring, laptop.replica)
    with laptop.store.change(Deed("新增 活动“送教”", "王玲（示例）")) as session:
        row = records.save(session, Activity, None, {"title": "送教"}).id
    begin_again(laptop.store, laptop.ring)
    admitted(village, laptop)
    village.carry(laptop, village.core)
    with village.core.store.read() as session:
        told = {(one.reason, one.author) for one in history(session, Activity, row)}
    assert told == {("新增 活动“送教”", "王玲（示例）")}


def test_where_a_colleague_wrote_meanwhile_a_person_decides(village: Village) -> None:
    laptop, campus = village.laptop, village.campus
    row = laptop.activity("原来的")
    village.quiet_down()
    retire(village.core.store, village.core.ring, laptop.replica)
    laptop.change(Activity, row, place="操场")
    campus.change(Activity, row, place="礼堂")
    village.carry(campus, village.core)
    begin_again(laptop.store, laptop.ring)
    admitted(village, laptop)
    assert laptop.value(Activity, row, "place") == "礼堂"
    assert waiting(laptop) == 1
    village.carry(laptop, village.core)
    assert village.core.value(Activity, row, "place") == "礼堂"
    assert waiting(village.core) == 1


def test_who_waits_to_be_admitted_sends_nothing_and_keeps_its_name_and_words(
    village: Village,
) -> None:
    laptop, file = village.laptop, village.stick / "again.ltreq"
    begin_again(laptop.store, laptop.ring)
    begin_again(laptop.store, laptop.ring)
    first = ask_to_join(laptop.store, laptop.ring, file)
    assert ask_to_join(laptop.store, laptop.ring, file) == first
    with laptop.store.read() as session:
        assert overview(session, laptop.ring).words == first.words
    with pytest.raises(UserError, match="还没有加入联盟的交换"):
        laptop.pack_for(village.core.school, village.stick)
    village.core.activity("给大家的")
    village.carry(village.core, laptop)
    assert laptop.titles() == {"给大家的"}
    laptop.activity("这里写的")
    with pytest.raises(UserError, match="已经录入过"):
        leave(laptop.store)


def test_a_member_in_service_does_not_ask_and_who_keeps_the_registry_never(
    village: Village,
) -> None:
    file = village.stick / "again.ltreq"
    with pytest.raises(UserError, match="已经在联盟里"):
        ask_to_join(village.campus.store, village.campus.ring, file)
    with pytest.raises(UserError, match="名册由本机保管"):
        begin_again(village.core.store, village.core.ring)
    lone = new_office(village.stick / "lone", "独校（示例）")
    with pytest.raises(UserError, match="还没有加入"):
        begin_again(lone.store, lone.ring)
    assert not file.exists()
    lone.close()


def test_a_request_under_an_ended_name_is_not_taken_up(village: Village) -> None:
    laptop, file = village.laptop, village.stick / "again.ltreq"
    begin_again(laptop.store, laptop.ring)
    ask_to_join(laptop.store, laptop.ring, file)
    request = read_request(file)
    admitted(village, laptop)
    retire(village.core.store, village.core.ring, laptop.replica)
    with pytest.raises(UserError, match="已经停用"):
        admit(village.core.store, village.core.ring, request, (Decision(CAMPUS), village.stick))
    restore(laptop)
    begin_again(laptop.store, laptop.ring)
    admitted(village, laptop)
    laptop.activity("又回来了")
    village.carry(laptop, village.core)
    agree(village, {"又回来了"})


def test_a_copy_that_ended_with_its_predecessor_comes_back_alone(village: Village) -> None:
    laptop, old = village.laptop, village.laptop.replica
    restore(laptop)
    laptop.activity("还没有送到的")
    retire(village.core.store, village.core.ring, old)
    begin_again(laptop.store, laptop.ring)
    admitted(village, laptop)
    village.carry(laptop, village.core)
    agree(village, {"还没有送到的"})
    with village.core.store.read() as session:
        states = {one.replica: one.is_retired for one in peers(session)}
    assert states[old]
    assert not states[laptop.replica]


def test_what_was_written_under_a_name_that_was_never_admitted_still_goes_out(
    village: Village,
) -> None:
    laptop = village.laptop
    begin_again(laptop.store, laptop.ring)
    laptop.activity("等的时候写的")
    restore(laptop)
    request = admitted(village, laptop)
    assert len(request.former) == 1
    assert not settle_membership(laptop.store, laptop.ring)
    village.carry(laptop, village.core)
    assert village.core.titles() == {"等的时候写的"}


def test_who_asks_gets_neither_another_copys_name_nor_another_schools_rights(
    village: Village,
) -> None:
    lone, file = new_office(village.stick / "lone"), village.stick / "join.ltreq"
    ask_to_join(lone.store, lone.ring, file)
    request, unknown = read_request(file), uuid4()
    greedy = replace(request, former=(village.campus.replica, unknown), school=village.other.school)
    admit(village.core.store, village.core.ring, greedy, (Decision(CAMPUS), village.stick))
    with village.core.store.read() as session:
        trust = load_trust(session)
    assert trust is not None
    found = trust.certificate(request.replica)
    assert found is not None
    assert found.former == (unknown,)
    assert found.schools == (village.campus.school,)
    lone.close()
