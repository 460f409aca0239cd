"""Photos and papers travel with the records that name them, by size and as far as there is room."""

import shutil
import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from lianti_desktop.domain.words import MediaConsent
from lianti_desktop.storage import records
from lianti_desktop.storage.doctor import examine
from lianti_desktop.storage.documents import Document
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.place_notes import tells_place
from lianti_desktop.storage.record import Scope
from lianti_desktop.sync.enclosing import Sending
from lianti_desktop.sync.incoming import Wish, slip_of_import
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.outgoing import Address, Packed, pack, slip_of
from lianti_desktop.sync.purge import purge
from lianti_desktop.sync.shelf import Held
from lianti_desktop.sync.stick import scan
from lianti_desktop.sync.tiers import Tier
from lianti_desktop.sync.witness import heed_witness, renew_when_doubtful
from tests.sync.conftest import Village, reopened
from tests.sync.village import GPS, Office, picture


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


def test_pictures_go_up_to_the_size_that_is_allowed(village: Village) -> None:
    activity = village.campus.activity("送教下乡")
    village.campus.photos(activity, picture(1), originals=True)
    thumbs = send(village.campus, village.core, village.stick, **sending(Tier.THUMBS))
    screen = send(village.campus, village.core, village.stick)
    original = send(village.campus, village.core, village.stick, **sending(Tier.ORIGINAL))
    for packed, files in ((thumbs, 0), (screen, 1), (original, 2)):
        tried = village.core.take(packed.files[0], Wish(is_trial=True))
        assert (tried.arrived.thumbnails, tried.arrived.files) == (1, files)
    assert village.core.shelf.held().files == set()


def test_originals_go_to_those_who_want_them(village: Village) -> None:
    activity = village.campus.activity("送教下乡")
    village.campus.photos(activity, picture(1), originals=True)
    village.carry(village.campus, village.core)
    assert len(village.core.shelf.held().files) == 1
    receipt(village, village.core, village.campus, wants=Tier.ORIGINAL)
    village.carry(village.campus, village.core)
    held = village.core.shelf.held().files
    media = village.campus.only(Media)
    assert held == {media.file, media.original}


def test_what_does_not_fit_is_left_the_newest_first_and_said(village: Village) -> None:
    activity = village.campus.activity("送教下乡")
    first, second, third = village.campus.photos(activity, *map(picture, (1, 2, 3)))
    whole = send(village.campus, village.core, village.stick, **sending(Tier.SCREEN, 0))
    assert slip_of(whole).left == 6
    size = village.campus.shelf.file_size(first) + village.campus.shelf.file_size(second)
    small = sum(village.campus.shelf.thumbnails.sizes().values())
    rows = 40_000
    packed = send(village.campus, village.core, village.stick, **sending(None, size + small + rows))
    assert (slip_of(packed).left, slip_of(packed).thumbnails) == (1, 3)
    assert "还有 1 个文件这次放不下，留到下次" in packed.files[0].read_text("utf-8-sig", "replace")
    village.core.take(packed.files[0])
    assert village.core.shelf.held().files == {first, second}
    assert village.core.problems() == []
    receipt(village, village.core, village.campus)
    village.carry(village.campus, village.core)
    assert village.core.shelf.held().files == {first, second, third}


def test_papers_of_documents_travel_too(village: Village) -> None:
    paper = village.campus.shelf.attachments.put_bytes("章程".encode() * 1000)
    village.campus.add(Document, title="章程", file=paper)
    village.carry(village.campus, village.core)
    assert village.core.shelf.attachments.check(paper)
    village.carry(village.core, village.other)
    assert village.other.shelf.attachments.check(paper)


@pytest.mark.parametrize("state", [MediaConsent.BLOCKED, MediaConsent.BLUR_NEEDED])
def test_a_picture_that_must_not_leave_stays_in_its_school(
    village: Village, state: MediaConsent
) -> None:
    activity = village.campus.activity("送教下乡")
    (file,) = village.campus.photos(activity, picture(1))
    village.campus.change(Media, village.campus.only(Media).id, consent_state=state)
    packed = send(village.campus, village.core, village.stick)
    assert (packed.withheld, slip_of(packed).photos) == (1, 0)
    village.core.take(packed.files[0])
    assert village.core.shelf.held() == Held()
    village.carry(village.core, village.campus)
    village.carry(village.campus, village.laptop)
    assert village.laptop.shelf.held().files == {file}


def test_no_file_that_leaves_tells_a_place(village: Village) -> None:
    activity = village.campus.activity("送教下乡")
    source = picture(1)
    assert Image.open(BytesIO(bytes(source.content))).getexif().get_ifd(GPS)  # type: ignore[arg-type]
    (file,) = village.campus.photos(activity, source)
    shelf = village.campus.shelf
    pictures = [shelf.attachments.path(file).read_bytes(), shelf.thumbnails.get(file) or b""]
    for data in pictures:
        assert b"Exif" not in data
        assert not Image.open(BytesIO(data)).getexif()


def test_files_in_the_bin_stay_where_they_are(village: Village) -> None:
    activity = village.campus.activity("送教下乡")
    village.campus.photos(activity, picture(1))
    village.campus.remove(Media, village.campus.only(Media).id)
    assert slip_of(send(village.campus, village.core, village.stick)).photos == 0


def test_a_file_that_is_damaged_here_is_left_out(village: Village) -> None:
    activity = village.campus.activity("送教下乡")
    spoilt, sound = village.campus.photos(activity, picture(1), picture(2))
    path = village.campus.shelf.attachments.path(spoilt)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    village.carry(village.campus, village.core)
    assert village.core.shelf.held() == Held({sound}, {spoilt, sound})
    assert len(list(village.stick.glob("*.ltp"))) == 1


def test_the_core_school_passes_pictures_on(village: Village) -> None:
    activity = village.campus.activity("送教下乡")
    files = village.campus.photos(activity, picture(1))
    village.carry(village.campus, village.core)
    village.carry(village.core, village.other)
    assert village.other.shelf.held() == Held(set(files), set(files))


def test_branches_of_a_forked_log_number_their_files_alike_everywhere(village: Village) -> None:
    activity = village.campus.activity("共同的")
    common = village.campus.photos(activity, picture(1))
    village.campus.close()
    shutil.copytree(village.campus.folder, village.campus.folder.with_name("clone"))
    original = reopened(village.campus.folder)
    clone = reopened(village.campus.folder.with_name("clone"))
    mine, theirs = original.photos(activity, picture(2)), clone.photos(activity, picture(3))
    for office in (original, clone):
        village.core.take(office.pack_for(village.core.school, village.stick))
    everything = {*common, *mine, *theirs}
    assert village.core.shelf.held().files == everything
    answer = village.core.pack_for(original.school, village.stick)
    for office in (clone, original):
        office.take(answer)
        assert office.shelf.held().files == everything
        assert slip_of(send(office, village.core, village.stick)).thumbnails == 0
    original.close()
    clone.close()


def test_an_original_is_kept_and_sent_without_the_place(village: Village) -> None:
    activity = village.campus.activity("送教下乡")
    source = picture(1)
    village.campus.photos(activity, source, originals=True)
    assert village.campus.photos(activity, source, originals=True) == []
    original = village.campus.only(Media).original
    packed = send(village.campus, village.core, village.stick, **sending(Tier.ORIGINAL))
    village.core.take(packed.files[0])
    assert original in village.core.shelf.held().files
    assert not tells_place(village.core.shelf.attachments.path(original or ""))


def test_an_original_from_before_that_tells_the_place_stays_at_home(village: Village) -> None:
    activity = village.campus.activity("送教下乡")
    source = picture(1)
    village.campus.photos(activity, source)
    raw = village.campus.shelf.attachments.put_bytes(bytes(source.content))  # type: ignore[arg-type]
    village.campus.change(Media, village.campus.only(Media).id, original=raw)
    packed = send(village.campus, village.core, village.stick, **sending(Tier.ORIGINAL))
    assert (packed.withheld, slip_of(packed).photos) == (1, 1)
    village.core.take(packed.files[0])
    assert raw not in village.core.shelf.held().files


@pytest.mark.parametrize(
    ("scope", "core", "other"), [(Scope.CORE, True, False), (Scope.OWN, False, False)]
)
def test_files_of_a_guarded_column_go_to_those_who_may_read_it(
    village: Village, monkeypatch: pytest.MonkeyPatch, scope: Scope, *, core: bool, other: bool
) -> None:
    paper = village.campus.shelf.attachments.put_bytes("协议".encode() * 1000)
    village.campus.add(Document, title="协议", file=paper)
    village.carry(village.core, village.campus)
    monkeypatch.setitem(Document.__table__.columns["file"].info, "scope", scope)
    for receiver, may in ((village.core, core), (village.other, other)):
        village.carry(village.campus, receiver)
        assert receiver.shelf.attachments.has(paper) is may


def test_what_has_not_arrived_yet_is_no_damage(village: Village) -> None:
    activity = village.campus.activity("送教下乡")
    village.campus.photos(activity, picture(1))
    packed = send(village.campus, village.core, village.stick, **sending(Tier.THUMBS))
    village.core.take(packed.files[0])
    for office, found in ((village.core, []), (village.campus, ["照片"])):
        (office.store.data.attachments / "unfinished").mkdir(exist_ok=True)
        for file in list(office.shelf.held().files):
            office.shelf.attachments.remove([file])
        with office.store.read() as session:
            problems = examine(session, office.shelf.attachments)
        assert [problem[:2] for problem in problems] == found


@pytest.mark.must_hold(10)
def test_a_stick_bears_witness_that_this_copy_was_further_once(village: Village) -> None:
    saved = village.campus.folder / "saved"
    village.campus.close()
    shutil.copytree(village.campus.folder, saved, ignore=shutil.ignore_patterns("saved"))
    campus = reopened(village.campus.folder)
    campus.activity("后来写的")
    campus.pack_for(village.core.school, village.stick)
    campus.close()
    back = reopened(saved)
    former = back.replica
    assert not renew_when_doubtful(back.store, KeyRing(saved / "keys"))
    scan(back.store, back.ring, village.stick)
    assert back.replica != former
    note = village.stick / f".lianti-{former.hex}.json"
    again = back.replica
    note.write_text(note.read_text("utf-8").replace('"seq": "', '"seq": "9'), encoding="utf-8")
    assert not heed_witness(back.store, back.ring, village.stick)
    assert back.replica == again
    back.close()


def test_how_large_pictures_go_follows_what_the_reader_said_last(village: Village) -> None:
    activity = village.campus.activity("送教下乡")
    receipt(village, village.core, village.campus, wants=Tier.ORIGINAL)
    village.campus.photos(activity, picture(1), originals=True)
    village.carry(village.campus, village.core)
    assert len(village.core.shelf.held().files) == 2
    receipt(village, village.core, village.campus, wants=Tier.THUMBS)
    village.campus.photos(activity, picture(2), originals=True)
    village.carry(village.campus, village.core)
    held = village.core.shelf.held()
    assert (len(held.files), len(held.thumbnails)) == (2, 2)


def test_a_thumbnail_that_is_damaged_here_is_made_anew_for_the_next_time(village: Village) -> None:
    activity = village.campus.activity("送教下乡")
    (file,) = village.campus.photos(activity, picture(1))
    with closing(sqlite3.connect(village.campus.store.data.thumbnails)) as container, container:
        container.execute("UPDATE thumbnail SET picture = x'00'")
    village.carry(village.campus, village.core)
    assert village.core.shelf.held() == Held({file}, set())
    village.carry(village.campus, village.core)
    assert village.core.shelf.held() == Held({file}, {file})


def test_a_photo_that_was_erased_for_good_does_not_come_back_with_an_old_package(
    village: Village,
) -> None:
    activity = village.campus.activity("送教下乡")
    erased, kept = village.campus.photos(activity, picture(1), picture(2))
    village.carry(village.campus, village.core)
    again = village.campus.pack_for(village.core.school, village.stick)
    with village.core.store.read() as session:
        rows = {row.file: row.id for row in records.living(session, Media)}
    purge(village.core.store, (rows[erased], "file"), "家长要求")
    assert village.core.shelf.held() == Held({kept}, {kept})
    village.core.take(again)
    assert village.core.shelf.held() == Held({kept}, {kept})
    village.carry(village.core, village.campus)
    assert village.campus.shelf.held() == Held({kept}, {kept})
    assert village.core.problems() == village.campus.problems() == []
