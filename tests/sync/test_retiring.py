"""A PC out of service takes along the names that it alone has vouched for, and nobody else."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.site import renew_replica
from lianti_desktop.sync.enrolment import retire
from lianti_desktop.sync.incoming import Wish
from lianti_desktop.sync.keys import KeyRing, ReplicaKeys
from lianti_desktop.sync.manifest import Manifest, checkpoint
from lianti_desktop.sync.members import keep_certificates, load_trust
from lianti_desktop.sync.package import Carried
from lianti_desktop.sync.peers import peers
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.registry import Certificate
from lianti_desktop.sync.witness import renew_when_doubtful
from tests.sync.conftest import Village, reopened
from tests.sync.simulator.forger import add_foreign_commit
from tests.sync.test_package import forge, keys_of
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


def require_revoked(office: Office, file: Path) -> None:
    """A package is refused since its PC is out of service."""
    with pytest.raises(RefusedError) as refused:
        office.take(file)
    assert refused.value.reason is Reason.REVOKED


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
    require_revoked(village.core, file)
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
    require_revoked(village.core, file)
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


def certificate_of(village: Village, office: Office) -> Certificate:
    """As the core school knows it."""
    with village.core.store.read() as session:
        trust = load_trust(session)
        found = trust.certificate(office.replica) if trust else None
    assert found is not None
    return found


def false_word(village: Village, victim: Office, keys: ReplicaKeys, **other: object) -> Certificate:
    """The laptop's word that other keys are those of a colleague."""
    told = replace(
        certificate_of(village, victim),
        signing=keys.signing.public,
        recipient=keys.recipient,
        issuer=village.laptop.replica,
        former=(),
    )
    return replace(told, **other).signed(keys_of(village.laptop).signing)  # type: ignore[arg-type]


def told_by(village: Village, word: Certificate) -> None:
    """A certificate lies among those that the core school was told of."""
    with village.core.store.transaction() as session:
        keep_certificates(session, [word])


def test_one_out_of_service_cannot_put_its_own_keys_in_the_place_of_a_colleagues(
    village: Village, tmp_path: Path
) -> None:
    village.laptop.activity("以前写的")
    village.by_core()
    retire(village.core.store, village.core.ring, village.laptop.replica)
    victim, keys = village.campus.replica, KeyRing(tmp_path / "thief").made(village.campus.replica)
    word = false_word(village, village.campus, keys, epoch=10**6)
    village.campus.activity("真的")
    good = village.campus.pack_for(village.core.school, village.stick)

    def speaks_for_the_victim(manifest: Manifest, _: list[Carried]) -> Manifest:
        points = tuple(
            checkpoint(point.head, victim, keys) if point.signer == victim else point
            for point in manifest.checkpoints
        )
        further = (*manifest.further, word)
        return replace(manifest, sender=word, further=further, checkpoints=points)

    with pytest.raises(RefusedError) as refused:
        village.core.take(forge(village, good, speaks_for_the_victim)(keys))
    assert refused.value.reason is Reason.BAD_CERTIFICATE
    told_by(village, word)
    assert certificate_of(village, village.campus).issuer is None
    assert village.core.take(good).state == "applied"
    assert village.core.titles() == {"以前写的", "真的"}


@pytest.mark.parametrize("is_told_before", [True, False])
def test_an_honest_copy_stays_in_service_whatever_one_out_of_service_says_of_it(
    village: Village, tmp_path: Path, *, is_told_before: bool
) -> None:
    restore(village.campus)
    village.campus.activity("诚实写的")
    village.carry(village.campus, village.core)
    keys = KeyRing(tmp_path / "thief").made(village.campus.replica)
    words = [
        false_word(village, village.campus, keys_of(village.campus), name=""),
        false_word(village, village.campus, keys, epoch=10**6),
    ]
    before = [*words] if is_told_before else []
    for word in before:
        told_by(village, word)
    retire(village.core.store, village.core.ring, village.laptop.replica)
    for word in words:
        told_by(village, word)
    assert retired(village.core) == {village.laptop.replica}
    village.campus.activity("又写的")
    village.carry(village.campus, village.core)
    go_round(village)
    for office in (village.core, village.campus, village.other):
        assert office.titles() == {"诚实写的", "又写的"}
        assert office.problems() == []


def test_a_name_that_ended_with_its_pc_is_listed_and_no_later_word_changes_its_keys(
    village: Village, tmp_path: Path
) -> None:
    old, signing = village.laptop.replica, keys_of(village.laptop).signing
    restore(village.laptop)
    name = village.laptop.replica
    village.laptop.activity("送到了的")
    village.carry(village.laptop, village.core)
    known = certificate_of(village, village.laptop)
    retire(village.core.store, village.core.ring, old)
    with village.core.store.read() as session:
        trust = load_trust(session)
        assert trust is not None
        assert known in trust.registry.certificates
        assert trust.last_allowed(name) is not None
    keys = KeyRing(tmp_path / "thief").made(name)
    told = replace(known, signing=keys.signing.public, issuer=old, epoch=10**6)
    told_by(village, told.signed(signing))
    assert certificate_of(village, village.laptop) == known
    village.carry(village.core, village.campus)
    go_round(village)
    assert village.other.titles() == {"送到了的"}


def test_what_is_laid_aside_of_one_out_of_service_holds_no_word_in_a_colleagues_name(
    village: Village,
) -> None:
    victim = village.campus.replica
    village.campus.activity("真的")
    village.by_core()
    retire(village.core.store, village.core.ring, village.laptop.replica)
    village.laptop.close()
    database = village.laptop.store.data.database
    assert add_foreign_commit(database, victim.bytes)
    with closing(sqlite3.connect(database)) as opened, opened:
        where = "WHERE log_id = (SELECT id FROM log WHERE replica = ?)"
        opened.execute(f"DELETE FROM exchange_checkpoint {where}", (victim.hex,))
    thief = reopened(village.laptop.folder)
    file = thief.pack_for(village.core.school, village.stick)
    thief.close()
    with pytest.raises(RefusedError) as refused:
        village.core.take(file, Wish(from_retired=True))
    assert refused.value.reason is Reason.BAD_CHECKPOINT
