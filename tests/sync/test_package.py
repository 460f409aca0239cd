"""Damaged, forged and misdirected packages: each refused for its own reason, nothing applied."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import cbor2
import pytest

from lianti_desktop.domain.words import SiteRole
from lianti_desktop.storage.log.commit import canonical
from lianti_desktop.sync.incoming import take_in
from lianti_desktop.sync.keys import ReplicaKeys
from lianti_desktop.sync.manifest import Manifest
from lianti_desktop.sync.members import standing
from lianti_desktop.sync.package import Carried, Cover, Opened, Seal, opened_package, write_package
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.registry import Registry, authority_of
from tests.sync.conftest import Village
from tests.sync.village import Office, new_office, picture

COVER = Cover("柳林校区（示例）", "青石中心小学（示例）", 1, 1)


@pytest.fixture
def sent(village: Village) -> Path:
    """A good package of the campus for the core school."""
    village.campus.activity("送教下乡")
    return village.campus.pack_for(village.core.school, village.stick)


def keys_of(office: Office) -> ReplicaKeys:
    found = office.ring.of(office.replica)
    assert found is not None
    return found


def reason(core: Office, file: Path) -> Reason:
    """Why the core school refuses a file; its data must stay as it was."""
    before = core.digests()
    with pytest.raises(RefusedError) as refused:
        take_in(core.store, core.ring, file)
    assert core.digests() == before
    assert list(core.store.data.staging.iterdir()) == []
    return refused.value.reason


def forge(
    village: Village, sent: Path, change: Callable[[Manifest, list[Carried]], Manifest]
) -> Callable[[ReplicaKeys], Path]:
    """Opens a package with the core's key and seals it again, changed, with another's."""
    keys = keys_of(village.core)

    def written(signer: ReplicaKeys) -> Path:
        staging = village.stick / "staging"
        with opened_package(sent, keys, staging) as opened:
            carried = list(opened.commits())
            manifest = change(opened.manifest, carried)
        target = village.stick / "forged.ltp"
        write_package(target, manifest, carried, Seal(signer, [keys.recipient], COVER, staging))
        return target

    return written


def same(manifest: Manifest, carried: list[Carried]) -> Manifest:
    return manifest


def test_the_way_of_forging_used_here_would_make_a_good_package(
    village: Village, sent: Path
) -> None:
    file = forge(village, sent, same)(keys_of(village.campus))
    assert take_in(village.core.store, village.core.ring, file).state == "applied"


def test_the_first_lines_are_plain_chinese(sent: Path) -> None:
    opening = sent.read_bytes().partition(b"---\r\n")[0].decode("utf-8-sig")
    assert opening.startswith(
        "联体桌面 交换包\r\n从：柳林校区（示例）\r\n到：青石中心小学（示例）\r\n"
    )
    assert "送教下乡".encode() not in sent.read_bytes()


def test_a_renamed_package_is_taken_like_any_other(village: Village, sent: Path) -> None:
    renamed = sent.with_name("照片(1).zip")
    sent.rename(renamed)
    assert village.core.take(renamed).state == "applied"


def test_a_package_for_another_school_cannot_be_opened(village: Village, sent: Path) -> None:
    assert reason(village.other, sent) is Reason.NOT_FOR_US


@pytest.mark.must_hold(7)
def test_every_truncation_is_refused(village: Village, sent: Path) -> None:
    whole = sent.read_bytes()
    for size in (0, 1, 100, 300, len(whole) // 2, len(whole) - 17, len(whole) - 1):
        sent.write_bytes(whole[:size])
        assert reason(village.core, sent) in (Reason.DAMAGED, Reason.UNKNOWN_FILE), size


@pytest.mark.must_hold(7)
def test_every_flipped_bit_is_refused(village: Village, sent: Path) -> None:
    whole = sent.read_bytes()
    chance = random.Random(7)
    for _ in range(60):
        spoilt = bytearray(whole)
        spoilt[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        sent.write_bytes(spoilt)
        assert reason(village.core, sent)


def test_something_behind_the_end_is_refused(village: Village, sent: Path) -> None:
    sent.write_bytes(sent.read_bytes() + b"x")
    assert reason(village.core, sent) is Reason.DAMAGED


@pytest.mark.must_hold(19)
def test_an_altered_first_line_is_refused(village: Village, sent: Path) -> None:
    sent.write_bytes(sent.read_bytes().replace("编号：000001".encode(), "编号：000002".encode(), 1))
    assert reason(village.core, sent) is Reason.BAD_HEADER


@pytest.mark.must_hold(18)
def test_a_newer_format_is_refused_with_its_number(village: Village, sent: Path) -> None:
    sent.write_bytes(sent.read_bytes().replace("格式：1".encode(), "格式：9".encode(), 1))
    with pytest.raises(RefusedError, match="需要格式 9") as refused:
        take_in(village.core.store, village.core.ring, sent)
    assert refused.value.reason is Reason.NEWER_VERSION


@pytest.mark.must_hold(19)
def test_a_package_signed_by_another_member_is_refused(village: Village, sent: Path) -> None:
    file = forge(village, sent, same)(keys_of(village.other))
    assert reason(village.core, file) is Reason.BAD_SIGNATURE


@pytest.mark.must_hold(19)
def test_a_self_made_certificate_is_refused(village: Village, sent: Path) -> None:
    stranger = new_office(village.stick / "stranger")
    keys = stranger.ring.made(stranger.replica)

    def change(manifest: Manifest, carried: list[Carried]) -> Manifest:
        own = replace(
            manifest.sender,
            replica=stranger.replica,
            signing=keys.signing.public,
            role=SiteRole.CORE,
        )
        return replace(manifest, sender=own.signed(keys.signing))

    file = forge(village, sent, change)(keys)
    stranger.close()
    assert reason(village.core, file) is Reason.BAD_CERTIFICATE


@pytest.mark.must_hold(19)
def test_another_members_certificate_with_ones_own_key_is_refused(
    village: Village, sent: Path
) -> None:
    keys = keys_of(village.other)

    def change(manifest: Manifest, carried: list[Carried]) -> Manifest:
        return replace(manifest, sender=replace(manifest.sender, signing=keys.signing.public))

    assert reason(village.core, forge(village, sent, change)(keys)) is Reason.BAD_CERTIFICATE


@pytest.mark.must_hold(19)
def test_a_readdressed_package_is_refused(village: Village, sent: Path) -> None:
    def change(manifest: Manifest, carried: list[Carried]) -> Manifest:
        return replace(manifest, recipients=(uuid4(),))

    file = forge(village, sent, change)(keys_of(village.campus))
    assert reason(village.core, file) is Reason.READDRESSED


def test_a_registry_of_another_alliance_is_refused(village: Village, sent: Path) -> None:
    keys = keys_of(village.campus)

    def change(manifest: Manifest, carried: list[Carried]) -> Manifest:
        authority = authority_of(keys.signing, keys.signing)
        made = Registry(authority, "别的联盟", 99, (manifest.sender,)).signed(keys.signing)
        return replace(manifest, registry=made)

    assert reason(village.core, forge(village, sent, change)(keys)) is Reason.OTHER_ALLIANCE


@pytest.mark.must_hold(19)
def test_an_altered_value_is_refused(village: Village, sent: Path) -> None:
    def change(manifest: Manifest, carried: list[Carried]) -> Manifest:
        body, openings = carried[-1]
        carried[-1] = (body.replace("送教下乡".encode(), "送教上山".encode()), openings)
        return manifest

    file = forge(village, sent, change)(keys_of(village.campus))
    assert reason(village.core, file) is Reason.BAD_CHECKPOINT


@pytest.mark.must_hold(19)
def test_a_commit_that_its_author_did_not_sign_is_refused_from_a_relay(village: Village) -> None:
    """The campus may not put words into the mouth of the other campus."""
    village.other.activity("红旗的活动")
    village.carry(village.other, village.core)
    village.carry(village.core, village.campus)
    title = village.core.activity("再来一次")
    file = village.campus.pack_for(village.core.school, village.stick)

    def change(manifest: Manifest, carried: list[Carried]) -> Manifest:
        points = [point for point in manifest.checkpoints if point.head.replica == other]
        assert points
        false = replace(points[0], signer=manifest.sender.replica)
        return replace(manifest, checkpoints=(*manifest.checkpoints, false))

    other = village.other.replica
    forged = forge(village, file, change)(keys_of(village.campus))
    assert reason(village.core, forged) is Reason.BAD_CHECKPOINT
    assert title


@pytest.mark.must_hold(19)
def test_swapped_segments_are_refused(
    village: Village, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lianti_desktop.sync.package.USUAL_SEGMENT", 1)
    village.campus.activity("第二次")
    file = village.campus.pack_for(village.core.school, village.stick)
    pieces = Opened._pieces

    def swapped(self: Opened) -> Iterator[object]:
        found = list(pieces(self))
        listed, data = [one[0] for one in found], [one[1] for one in found]
        yield from zip(listed, reversed(data), strict=True)

    monkeypatch.setattr(Opened, "_pieces", swapped)
    assert reason(village.core, file) is Reason.BAD_SEGMENT


@pytest.mark.must_hold(22)
def test_a_segment_that_unpacks_to_more_than_announced_is_refused(
    village: Village, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lianti_desktop.sync import package

    honest = package._write_segment

    def lying(file: object, raw: bytes) -> object:
        return replace(honest(file, raw + bytes(30_000_000)), raw=len(raw))  # type: ignore[arg-type]

    monkeypatch.setattr(package, "_write_segment", lying)
    file = forge(village, sent, same)(keys_of(village.campus))
    assert reason(village.core, file) is Reason.BAD_SEGMENT


@pytest.mark.parametrize(
    "body",
    [b"", b"\x80", canonical({"replica": bytes(16)}), b"\x81" * 500],
)
def test_a_commit_that_no_program_of_ours_writes_is_refused(
    village: Village, sent: Path, body: bytes
) -> None:
    def change(manifest: Manifest, carried: list[Carried]) -> Manifest:
        carried.append((body, None))
        return manifest

    file = forge(village, sent, change)(keys_of(village.campus))
    assert reason(village.core, file) is Reason.BAD_COMMIT


def test_a_pc_that_never_joined_cannot_take_anything(village: Village, sent: Path) -> None:
    stranger = new_office(village.stick / "stranger")
    with pytest.raises(RefusedError) as refused:
        take_in(stranger.store, stranger.ring, sent)
    stranger.close()
    assert refused.value.reason is Reason.NOT_ENROLLED


def test_a_written_package_is_read_back_and_leaves_nothing_beside_it(
    village: Village, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lianti_desktop.domain.errors import UserError
    from lianti_desktop.sync import files

    monkeypatch.setattr(files, "digest_of_file", lambda path: b"other")
    with pytest.raises(UserError, match="读回来不一样"):
        village.campus.pack_for(village.core.school, village.stick / "lying")
    assert list((village.stick / "lying").iterdir()) == []
    with village.campus.store.transaction() as session:
        assert standing(session, village.campus.ring).certificate.name.startswith("柳林")


@pytest.mark.must_hold(18)
def test_what_a_later_version_says_besides_is_passed_over_and_still_signed(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = Manifest.body
    village.campus.activity("送教下乡")
    with monkeypatch.context() as later:
        later.setattr(
            Manifest, "body", lambda self: canonical(cbor2.loads(honest(self)) | {"later": 1})
        )
        file = village.campus.pack_for(village.core.school, village.stick)
    assert village.core.take(file).state == "applied"
    assert village.core.titles() == {"送教下乡"}


@pytest.mark.must_hold(18)
def test_a_kind_of_segment_that_is_not_known_is_passed_over(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lianti_desktop.sync import package, parcels

    activity = village.campus.activity("送教下乡")
    village.campus.photos(activity, picture(1))
    with monkeypatch.context() as later:
        for module in (package, parcels):
            later.setattr(module, "FILES", "later")
        file = village.campus.pack_for(village.core.school, village.stick)
    outcome = village.core.take(file)
    assert (outcome.state, outcome.arrived.files, outcome.arrived.thumbnails) == ("applied", 0, 1)
    assert village.core.titles() == {"送教下乡"}
