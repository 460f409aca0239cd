"""The core school's file for a forgotten password: for one PC, one person, one time."""

from pathlib import Path
from uuid import UUID

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import OperatorRole
from lianti_desktop.services.restore import restore_store
from lianti_desktop.storage.backup import make_backup
from lianti_desktop.storage.operators import add_operator, operators, password_fits, set_password
from lianti_desktop.storage.store import open_store, system_now
from lianti_desktop.sync.enrolment import retire
from lianti_desktop.sync.password_reset import (
    Reset,
    make_reset,
    read_reset,
    resets_used,
    use_reset,
)
from lianti_desktop.sync.recovery import recover
from tests.sync.conftest import Village
from tests.sync.village import Office, found_core, new_office

WHO, NEW = "王玲", "柳林的新密码"


def forget(office: Office) -> UUID:
    """Somebody there has a password that nobody knows."""
    with office.store.transaction() as session:
        row = add_operator(session, WHO, OperatorRole.CLERK).id
        set_password(session, row, "忘记了的密码")
    return row


def written(village: Village, office: Office, name: str = WHO) -> Path:
    file = village.stick / "重置.ltreset"
    make_reset(village.core.store, village.core.ring, (office.replica, name), file)
    return file


def use(office: Office, file: Path) -> str:
    reset = read_reset(file)
    with office.store.transaction() as session:
        return use_reset(session, office.ring, reset, NEW)


def fits(office: Office, row: UUID) -> bool:
    with office.store.read() as session:
        return password_fits(session, row, NEW)


def test_the_file_sets_one_new_password_and_its_use_is_noted(village: Village) -> None:
    row = forget(village.campus)
    file = written(village, village.campus)
    assert f"操作员：{WHO}" in file.read_bytes().decode(errors="replace")
    assert len(use(village.campus, file)) == len("ABCD-EFGH-JKLM-NPQR")
    assert fits(village.campus, row)
    with village.campus.store.read() as session:
        assert resets_used(session) == {WHO: system_now().date().isoformat()}


def test_the_file_is_good_once_even_after_a_backup_was_restored(village: Village) -> None:
    campus = village.campus
    forget(campus)
    saved = make_backup(campus.store.data, system_now()).path
    file = written(village, campus)
    use(campus, file)
    with pytest.raises(UserError, match="已经用过了"):
        use(campus, file)
    campus.close()
    restore_store(campus.store.data, saved)
    campus.store = open_store(campus.store.data)
    with pytest.raises(UserError, match="已经用过了"):
        use(campus, file)


def test_a_file_that_met_a_full_disk_is_still_good(village: Village) -> None:
    row = forget(village.campus)
    reset = read_reset(written(village, village.campus))

    def meet_a_full_disk() -> None:
        with village.campus.store.transaction() as session:
            use_reset(session, village.campus.ring, reset, NEW)
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        meet_a_full_disk()
    assert not fits(village.campus, row)
    with village.campus.store.transaction() as session:
        use_reset(session, village.campus.ring, reset, NEW)
    assert fits(village.campus, row)
    assert village.campus.ring.is_used(reset.number)


def test_another_pc_refuses_it(village: Village) -> None:
    row = forget(village.other)
    file = written(village, village.campus)
    with pytest.raises(UserError, match="另一台电脑"):
        use(village.other, file)
    assert not fits(village.other, row)


def test_another_alliance_refuses_it(village: Village, tmp_path: Path) -> None:
    stranger = found_core(tmp_path / "stranger")
    forget(stranger)
    with pytest.raises(UserError, match="另一个联盟"):
        use(stranger, written(village, village.campus))
    stranger.close()


def test_a_pc_that_has_not_joined_refuses_it(village: Village, tmp_path: Path) -> None:
    alone = new_office(tmp_path / "alone", "红旗小学（示例）")
    with pytest.raises(UserError, match="还没有加入联盟"):
        use(alone, written(village, village.campus))
    alone.close()


def test_every_altered_byte_is_noticed(village: Village) -> None:
    forget(village.campus)
    file = written(village, village.campus)
    whole = file.read_bytes()
    for place in range(0, len(whole), 7):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(UserError, match="密码没有变化"):
            use(village.campus, file)
    for length in (0, 10, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:length])
        with pytest.raises(UserError, match="密码没有变化"):
            use(village.campus, file)


def test_a_file_signed_by_a_member_is_none_of_the_core_school(village: Village) -> None:
    forget(village.campus)
    made = read_reset(written(village, village.campus))
    keys = village.campus.ring.of(village.campus.replica)
    assert keys is not None
    head, _, _ = (village.stick / "重置.ltreset").read_bytes().partition(b"---\n")
    forged = Reset(made.authority, made.replica, made.operator, UUID(int=1)).body()
    file = village.stick / "假.ltreset"
    file.write_bytes(head + b"---\n" + forged + keys.signing.sign("password reset", forged))
    with pytest.raises(UserError, match="被改过"):
        read_reset(file)


def test_an_operator_that_nobody_knows_is_named(village: Village) -> None:
    forget(village.campus)
    with pytest.raises(UserError, match="操作员“李建国”，这台电脑上没有登记"):
        use(village.campus, written(village, village.campus, "李建国"))
    with village.campus.store.read() as session:
        assert [one.has_password for one in operators(session)] == [True]


def test_a_key_that_was_superseded_is_good_no_more(village: Village) -> None:
    forget(village.campus)
    old = written(village, village.campus).rename(village.stick / "旧.ltreset")
    words = (village.core.folder / "words.txt").read_text("utf-8").splitlines()
    recover(village.core.store, village.core.ring, max(words, key=lambda one: len(one.split())))
    fresh = written(village, village.campus)
    village.carry(village.core, village.campus)
    with pytest.raises(UserError, match="已经换掉的钥匙"):
        use(village.campus, old)
    assert use(village.campus, fresh)


def test_a_key_that_came_later_is_believed_before_its_registry_comes(village: Village) -> None:
    forget(village.campus)
    words = (village.core.folder / "words.txt").read_text("utf-8").splitlines()
    recover(village.core.store, village.core.ring, max(words, key=lambda one: len(one.split())))
    assert use(village.campus, written(village, village.campus))


def test_only_the_core_school_makes_one_and_only_for_a_pc_at_work(village: Village) -> None:
    file = village.stick / "重置.ltreset"
    with pytest.raises(UserError, match="只有中心校能做"):
        make_reset(village.other.store, village.other.ring, (village.campus.replica, WHO), file)
    with pytest.raises(UserError, match="名册里没有这台电脑"):
        make_reset(village.core.store, village.core.ring, (UUID(int=7), WHO), file)
    with pytest.raises(UserError, match="没有写操作员的姓名"):
        make_reset(village.core.store, village.core.ring, (village.campus.replica, " "), file)
    retire(village.core.store, village.core.ring, village.campus.replica)
    with pytest.raises(UserError, match="已经停用"):
        make_reset(village.core.store, village.core.ring, (village.campus.replica, WHO), file)
    assert not file.exists()
