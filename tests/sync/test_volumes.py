"""A package in several files: the rows in the first, pictures in all, each good for itself."""

from itertools import permutations
from pathlib import Path

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.watch import StoppedError, Watch
from lianti_desktop.sync.enrolment import Decision, admit, ask_to_join
from lianti_desktop.sync.incoming import Wish
from lianti_desktop.sync.outgoing import Address, Packed, pack, slip_of
from lianti_desktop.sync.request import read_request
from lianti_desktop.sync.shelf import Held, Parcel
from lianti_desktop.sync.volumes import cost_of, split
from tests.sync.conftest import Village
from tests.sync.village import new_office, picture

VOLUME = 260_000
PHOTOS = 4


def parcels(*sizes: int) -> list[Parcel]:
    return [Parcel(f"{number:064x}", size) for number, size in enumerate(sizes, start=1)]


@pytest.fixture
def sent(village: Village) -> Packed:
    """A package that takes more than one file."""
    activity = village.campus.activity("送教下乡")
    village.campus.photos(activity, *map(picture, range(PHOTOS)))
    address = Address(village.core.school, volume=VOLUME)
    return pack(village.campus.store, village.campus.ring, address, village.stick)


def test_files_are_filled_in_order_and_never_beyond_their_length() -> None:
    found, too_large = split(parcels(50, 900, 300, 500, 100), 200, 1000)
    assert [[one.size for one in some] for some in found] == [[50], [900], [300, 500], [100]]
    assert too_large == []
    assert all(sum(map(cost_of, some)) <= 1000 for some in found)


def test_what_no_file_can_hold_is_told_and_stops_nothing() -> None:
    found, too_large = split(parcels(10, 5000, 10), 0, 100)
    assert [[one.size for one in some] for some in found] == [[], [10], [10]]
    assert [one.size for one in too_large] == [5000]


def test_no_file_is_longer_than_allowed_and_the_first_holds_all_rows(
    village: Village, sent: Packed
) -> None:
    assert len(sent.files) > 1
    assert all(file.stat().st_size <= VOLUME for file in sent.files)
    assert sent.files[1].name.endswith("_2卷.ltp")
    outcome = village.core.take(sent.files[0])
    assert village.core.titles() == {"送教下乡"}
    assert outcome.manifest is not None
    assert (outcome.manifest.part, outcome.manifest.parts) == (1, len(sent.files))
    assert slip_of(sent).photos == PHOTOS


@pytest.mark.must_hold(3)
def test_parts_come_in_any_order_and_twice(village: Village, sent: Packed) -> None:
    orders = list(permutations(sent.files))
    for file in orders[len(orders) // 2] * 2:
        village.core.take(file)
    everything = village.campus.shelf.held()
    assert village.core.shelf.held() == everything
    assert village.core.titles() == {"送教下乡"}
    assert village.core.problems() == []
    assert [village.core.take(file).state for file in sent.files] == ["already"] * len(sent.files)


def test_a_later_part_alone_brings_pictures_and_no_record(village: Village, sent: Packed) -> None:
    outcome = village.core.take(sent.files[-1])
    assert (outcome.state, outcome.counts.new, village.core.titles()) == ("applied", {}, set())
    assert village.core.shelf.held() != Held()


@pytest.mark.must_hold(1)
def test_a_lost_part_comes_with_the_next_package(village: Village, sent: Packed) -> None:
    for file in sent.files[:-1]:
        village.core.take(file)
    back = pack(village.core.store, village.core.ring, _receipt(village), village.stick)
    village.campus.take(back.files[0])
    village.carry(village.campus, village.core)
    assert village.core.shelf.held() == village.campus.shelf.held()


def _receipt(village: Village) -> Address:
    return Address(village.campus.school, is_receipt=True)


def test_a_stick_that_fails_at_the_second_part_keeps_neither(
    village: Village, sent: Packed, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lianti_desktop.sync import files

    honest, calls = files.digest_of_file, []

    def lying(path: Path) -> bytes:
        calls.append(path)
        return honest(path) if len(calls) < 2 else b""

    monkeypatch.setattr(files, "digest_of_file", lying)
    folder = village.stick / "lying"
    address = Address(village.core.school, volume=VOLUME)
    with pytest.raises(UserError, match="读回来不一样"):
        pack(village.campus.store, village.campus.ring, address, folder)
    assert list(folder.iterdir()) == []
    monkeypatch.undo()
    again = pack(village.campus.store, village.campus.ring, address, folder)
    assert again.number == sent.number + 1


@pytest.mark.must_hold(5)
def test_packing_that_is_stopped_leaves_nothing_at_any_point(
    village: Village, sent: Packed
) -> None:
    heard: list[tuple[str, int, int]] = []
    folder = village.stick / "stopped"
    for limit in (0, 3, 20, 60):

        def is_enough(limit: int = limit) -> bool:
            return bool(heard) and heard[-1][1] >= limit

        heard.clear()
        watch = Watch(lambda *said: heard.append(said), is_enough)
        address = Address(village.core.school, volume=VOLUME, watch=watch)
        with pytest.raises(StoppedError):
            pack(village.campus.store, village.campus.ring, address, folder)
        assert list(folder.iterdir()) == []
        assert list(village.campus.store.data.staging.iterdir()) == []
    assert {words for words, _, _ in heard} == {"正在写包"}
    again = pack(village.campus.store, village.campus.ring, Address(village.core.school), folder)
    assert again.number == sent.number + 1


def test_the_last_that_is_told_is_that_everything_is_done(village: Village) -> None:
    heard: list[tuple[int, int]] = []
    watch = Watch(lambda words, done, total: heard.append((done, total)))
    village.campus.activity("送教下乡")
    address = Address(village.core.school, watch=watch)
    packed = pack(village.campus.store, village.campus.ring, address, village.stick)
    assert heard[-1] == (100, 100)
    heard.clear()
    village.core.take(packed.files[0], Wish(watch=watch))
    assert heard[-1] == (100, 100)
    assert heard == sorted(heard)


@pytest.mark.must_hold(4)
def test_an_import_that_is_stopped_leaves_nothing_at_any_point(
    village: Village, sent: Packed
) -> None:
    before = village.core.digests()
    heard: list[tuple[str, int, int]] = []
    for limit in (0, 20, 50, 80, 95):

        def is_enough(limit: int = limit) -> bool:
            return bool(heard) and heard[-1][1] >= limit

        heard.clear()
        watch = Watch(lambda *said: heard.append(said), is_enough)
        with pytest.raises(StoppedError):
            village.core.take(sent.files[0], Wish(watch=watch))
        assert village.core.digests() == before
        assert village.core.shelf.held() == Held()
        assert list(village.core.store.data.staging.iterdir()) == []
    village.core.take(sent.files[0])
    assert village.core.titles() == {"送教下乡"}


def test_a_newcomer_may_take_the_parts_of_its_first_package_in_any_order(village: Village) -> None:
    activity = village.core.activity("中心校的")
    files = village.core.photos(activity, *map(picture, range(PHOTOS)))
    newcomer = new_office(village.stick / "new")
    ask_to_join(newcomer.store, newcomer.ring, village.stick / "new.ltreq")
    ruling = (Decision("白云校区（示例）"), village.stick)
    request = read_request(village.stick / "new.ltreq")
    admitted = admit(village.core.store, village.core.ring, request, ruling)
    address = Address(admitted.school, volume=VOLUME)
    sent = pack(village.core.store, village.core.ring, address, village.stick)
    assert len(sent.files) > 1
    for file in reversed(sent.files):
        newcomer.take(file)
    assert newcomer.titles() == {"中心校的"}
    assert newcomer.shelf.held() == Held(set(files), set(files))
    assert newcomer.problems() == []
    newcomer.close()


def test_a_stick_with_little_room_takes_the_rows_and_what_pictures_fit(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lianti_desktop.sync import files

    activity = village.campus.activity("送教下乡")
    village.campus.photos(activity, *map(picture, range(PHOTOS)))
    honest = files.shutil.disk_usage
    free = files.RESERVE_BYTES + 400_000
    monkeypatch.setattr(files.shutil, "disk_usage", lambda path: honest(path)._replace(free=free))
    packed = pack(
        village.campus.store, village.campus.ring, Address(village.core.school), village.stick
    )
    assert 0 < slip_of(packed).left < 2 * PHOTOS
    assert slip_of(packed).size <= 400_000
    monkeypatch.undo()
    village.core.take(packed.files[0])
    assert village.core.titles() == {"送教下乡"}


def test_a_stick_without_room_for_the_rows_is_refused_and_stays_as_it_was(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lianti_desktop.sync import files

    village.campus.activity("送教下乡")
    honest = files.shutil.disk_usage
    monkeypatch.setattr(files.shutil, "disk_usage", lambda path: honest(path)._replace(free=1000))
    with pytest.raises(UserError, match="放不下"):
        village.campus.pack_for(village.core.school, village.stick)
    assert list(village.stick.iterdir()) == []
