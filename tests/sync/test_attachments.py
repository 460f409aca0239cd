"""Photos and papers travel with the records that name them, by size and as far as there is room."""

from pathlib import Path

from lianti_desktop.sync.incoming import slip_of_import
from lianti_desktop.sync.outgoing import Address, Packed, pack, slip_of
from lianti_desktop.sync.packing import Sending
from lianti_desktop.sync.tiers import Tier
from tests.sync.conftest import Village
from tests.sync.village import Office, picture


def send(sender: Office, receiver: Office, stick: Path, **allowed: object) -> Packed:
    """One package with what is allowed."""
    return pack(sender.store, sender.ring, Address(receiver.school, **allowed), stick)  # type: ignore[arg-type]


def sending(photos: Tier | None = None, budget: int | None = None) -> dict[str, Sending]:
    return {"sending": Sending(photos, budget)}


def take_all(receiver: Office, packed: Packed) -> None:
    for file in packed.files:
        receiver.take(file)


def receipt(village: Village, sender: Office, receiver: Office, **more: object) -> None:
    made = pack(
        sender.store,
        sender.ring,
        Address(receiver.school, is_receipt=True, **more),  # type: ignore[arg-type]
        village.stick,
    )
    take_all(receiver, made)


def test_thumbnails_and_print_copies_arrive_with_their_records(village: Village) -> None:
    activity = village.campus.activity("送教下乡")
    files = village.campus.photos(activity, picture(1), picture(2))
    packed = send(village.campus, village.core, village.stick)
    outcome = village.core.take(packed.files[0])
    assert (outcome.arrived.thumbnails, outcome.arrived.files) == (2, 2)
    held = village.core.shelf.held()
    assert (held.files, held.thumbnails) == (set(files), set(files))
    assert all(village.core.shelf.attachments.check(one) for one in files)
    assert list(village.core.store.data.staging.iterdir()) == []


def test_what_was_acknowledged_is_not_sent_again_and_what_was_lost_is(village: Village) -> None:
    activity = village.campus.activity("送教下乡")
    village.campus.photos(activity, picture(1))
    assert slip_of(send(village.campus, village.core, village.stick)).photos == 1
    again = send(village.campus, village.core, village.stick)
    assert slip_of(again).photos == 1
    take_all(village.core, again)
    receipt(village, village.core, village.campus)
    village.campus.photos(activity, picture(2))
    fresh = send(village.campus, village.core, village.stick)
    assert (slip_of(fresh).photos, slip_of(fresh).thumbnails) == (1, 1)


def test_the_slips_of_both_sides_carry_the_same_code(village: Village) -> None:
    activity = village.campus.activity("送教下乡")
    village.campus.photos(activity, picture(1))
    packed = send(village.campus, village.core, village.stick)
    slip = slip_of(packed)
    assert (slip.sender, slip.recipient) == ("柳林校区（示例）", "青石中心小学（示例）")
    assert (slip.number, slip.commits, slip.photos) == (packed.number, packed.commits, 1)
    assert slip.records == {"activity": 1, "media": 1}
    assert slip.size == packed.files[0].stat().st_size
    taken = slip_of_import(village.core.take(packed.files[0]))
    assert taken is not None
    assert taken.check_code == slip.check_code
    assert (taken.number, taken.new, taken.photos) == (slip.number, slip.records, 1)
    assert slip.check_code in slip.qr_text
    assert slip.check_code in taken.qr_text
