"""A crash at any step of an import: the old state or the new one, and no file astray."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.services.leftovers import clear_leftovers
from lianti_desktop.storage import arrivals
from lianti_desktop.storage.attachments import AttachmentStore, disk_full_error
from lianti_desktop.sync.incoming import Wish
from lianti_desktop.sync.keys import ReplicaKeys
from lianti_desktop.sync.manifest import Manifest
from lianti_desktop.sync.package import Cover, Seal, opened_package, write_package
from lianti_desktop.sync.parcels import Enclosed
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.shelf import Held, Parcel, Shelf
from tests.sync.conftest import Village, reopened
from tests.sync.village import picture


class Crash(BaseException):
    """The power fails."""


@pytest.fixture
def sent(village: Village) -> Path:
    """A package with two photos."""
    activity = village.campus.activity("送教下乡")
    village.campus.photos(activity, picture(1), picture(2))
    return village.campus.pack_for(village.core.school, village.stick)


def crash_at(monkeypatch: pytest.MonkeyPatch, where: str, count: int = 1) -> list[int]:
    """Lets the power fail at a call of a function; a crash runs no tidying up."""
    calls: list[int] = []
    module, name = where.rsplit(".", 1)

    def fail(*_: object, **__: object) -> None:
        calls.append(1)
        if len(calls) >= count:
            raise Crash

    monkeypatch.setattr(f"{module}.{name}", fail)
    monkeypatch.setattr("lianti_desktop.sync.arriving.shutil.rmtree", lambda *_, **__: None)
    return calls


@pytest.mark.parametrize(
    "where",
    [
        "lianti_desktop.sync.incoming.make_backup",
        "lianti_desktop.sync.incoming._note_import",
        "lianti_desktop.sync.arriving.note_staged",
    ],
)
@pytest.mark.must_hold(4)
def test_a_crash_before_the_transaction_is_through_leaves_the_old_state(
    village: Village, sent: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    before = village.core.digests()
    with monkeypatch.context() as patched:
        crash_at(patched, where)
        with pytest.raises(Crash):
            village.core.take(sent)
    assert any(village.core.store.data.staging.iterdir())
    assert clear_leftovers(village.core.store)
    assert (village.core.digests(), village.core.shelf.held()) == (before, Held())
    assert village.core.problems() == []
    village.core.take(sent)
    assert len(village.core.shelf.held().files) == 2


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.must_hold(4)
def test_a_crash_after_the_transaction_is_made_good_at_the_next_start(
    village: Village, sent: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    settle = AttachmentStore.adopt
    calls: list[str] = []

    def failing(self: AttachmentStore, staged: Path, digest: str) -> None:
        calls.append(digest)
        if len(calls) == count:
            raise Crash
        settle(self, staged, digest)

    with monkeypatch.context() as patched:
        patched.setattr(AttachmentStore, "adopt", failing)
        patched.setattr("lianti_desktop.sync.arriving.shutil.rmtree", lambda *_, **__: None)
        with pytest.raises(Crash):
            village.core.take(sent)
    assert village.core.titles() == {"送教下乡"}
    assert not clear_leftovers(village.core.store)
    held = village.core.shelf.held()
    assert (len(held.files), len(held.thumbnails)) == (2, 2)
    assert all(village.core.shelf.attachments.check(one) for one in held.files)
    assert not any(village.core.store.data.staging.glob("*"))


def test_without_a_start_in_between_the_next_import_makes_it_good(
    village: Village, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        crash_at(patched, "lianti_desktop.sync.arriving.settle_arrivals")
        with pytest.raises(Crash):
            village.core.take(sent)
    assert village.core.shelf.held() == Held()
    assert village.core.take(sent).state == "already"
    assert len(village.core.shelf.held().files) == 2


def test_a_staged_file_that_the_power_cut_spoilt_is_left_out_and_asked_for_again(
    village: Village, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        crash_at(patched, "lianti_desktop.sync.arriving.settle_arrivals")
        with pytest.raises(Crash):
            village.core.take(sent)
    (folder,) = village.core.store.data.staging.glob(f"{arrivals.PREFIX}*")
    spoilt = next(one for one in folder.iterdir() if len(one.name) == 64)
    os.truncate(spoilt, 100)
    clear_leftovers(village.core.store)
    assert spoilt.name not in village.core.shelf.held().files
    assert len(village.core.shelf.held().files) == 1
    village.carry(village.core, village.campus)
    village.carry(village.campus, village.core)
    assert village.core.shelf.attachments.check(spoilt.name)


def test_a_trial_stages_nothing(village: Village, sent: Path) -> None:
    outcome = village.core.take(sent, Wish(is_trial=True))
    assert (outcome.arrived.thumbnails, outcome.arrived.files) == (2, 2)
    assert village.core.shelf.held() == Held()
    assert not any(village.core.store.data.staging.iterdir())


@pytest.mark.parametrize(
    "where",
    ["lianti_desktop.sync.package.require_space", "lianti_desktop.sync.arriving.require_space"],
)
@pytest.mark.must_hold(6)
def test_a_disk_without_room_refuses_before_anything_is_written(
    village: Village, sent: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def full(_folder: Path, _needed: int) -> None:
        raise disk_full_error()

    monkeypatch.setattr(where, full)
    before = village.core.digests()
    with pytest.raises(UserError, match="磁盘空间不够"):
        village.core.take(sent)
    assert (village.core.digests(), village.core.shelf.held()) == (before, Held())


def forged(village: Village, sent: Path, change: Callable[[Shelf], Shelf]) -> Path:
    """The package sealed again by the campus itself, with other files in it."""
    core, campus = keys_of(village, "core"), keys_of(village, "campus")
    staging = village.stick / "staging"
    with opened_package(sent, core, staging) as opened:
        manifest: Manifest = replace(opened.manifest, segments=())
        carried = list(opened.commits())
    held = village.campus.shelf.held()
    parcels = tuple(Parcel(one, village.campus.shelf.file_size(one)) for one in sorted(held.files))
    cover = Cover("柳林校区（示例）", "青石中心小学（示例）", 1, 1)
    enclosed = Enclosed(change(village.campus.shelf), parcels)
    target = village.stick / "forged.ltp"
    write_package(
        target, manifest, carried, Seal(campus, [core.recipient], cover, staging, enclosed)
    )
    return target


def keys_of(village: Village, place: str) -> ReplicaKeys:
    office = getattr(village, place)
    found = office.ring.of(office.replica)
    assert found is not None
    return found


def refused_for(village: Village, file: Path) -> Reason:
    before = village.core.digests()
    with pytest.raises(RefusedError) as refused:
        village.core.take(file)
    assert (village.core.digests(), village.core.shelf.held()) == (before, Held())
    assert not any(village.core.store.data.staging.iterdir())
    return refused.value.reason


def test_a_file_that_is_not_what_its_name_says_is_refused(village: Village, sent: Path) -> None:
    class Lying(Shelf):
        def _pieces(self, parcel: Parcel):  # type: ignore[no-untyped-def]
            yield bytes(parcel.size)

    file = forged(village, sent, lambda _: Lying(village.campus.store.data))
    assert refused_for(village, file) is Reason.BAD_SEGMENT


def test_a_file_that_ends_too_soon_is_refused(village: Village, sent: Path) -> None:
    class Short(Shelf):
        def _pieces(self, parcel: Parcel):  # type: ignore[no-untyped-def]
            yield bytes(10)

    file = forged(village, sent, lambda _: Short(village.campus.store.data))
    assert refused_for(village, file) in (Reason.BAD_SEGMENT, Reason.TOO_LARGE)


def test_an_office_that_is_opened_anew_holds_what_came(village: Village, sent: Path) -> None:
    village.core.take(sent)
    village.core.close()
    again = reopened(village.core.folder)
    assert len(again.shelf.held().files) == 2
    assert again.problems() == []
    again.close()
