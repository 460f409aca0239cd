"""Photos into an activity: once, in order, all or nothing."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import ActivityState
from lianti_desktop.services.photos import (
    Wishes,
    add_photos,
    clear_interrupted,
    keep,
    sources_of,
    stage,
)
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity, Participant
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.doctor import examine
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.log.undo import UNDO, next_undo, take_back
from lianti_desktop.storage.photo_batch import ANNOUNCED, PhotoSource
from lianti_desktop.storage.photo_import import Watch
from lianti_desktop.storage.site import write_local
from lianti_desktop.storage.store import Deed, Store
from lianti_desktop.storage.thumbnails import ThumbnailFile
from tests import activity_world as aw
from tests.activity_world import build_world
from tests.services.conftest import House


def jpeg(colour: str, place: int = 0) -> bytes:
    """A picture with something in it."""
    picture = Image.new("RGB", (800, 600), colour)
    picture.paste("#FFFFFF", (50 + place, 80, 300 + place, 400))
    out = BytesIO()
    picture.save(out, "JPEG")
    return out.getvalue()


def sources(*colours: str) -> list[PhotoSource]:
    """A photo of each colour, named by its number."""
    return [
        PhotoSource(f"照片{number}.jpg", jpeg(colour, 90 * number))
        for number, colour in enumerate(colours, start=1)
    ]


@pytest.fixture
def activity(house: House) -> UUID:
    """An activity to put photos into."""
    with house.store.change(Deed("新增")) as session:
        return records.save(session, Activity, None, {"title": "送教下乡"}).id


def media(store: Store) -> list[Media]:
    """The photos outside the bin."""
    with store.read() as session:
        return list(records.living(session, Media))


def kept(store: Store) -> list[str]:
    """The files in the store of attachments."""
    return list(AttachmentStore(store.data.attachments).digests())


def is_spotless(store: Store) -> bool:
    """Whether an import left neither files nor records nor anything half done."""
    staging = store.data.staging
    rest = list(staging.iterdir()) if staging.exists() else []
    with store.read() as session:
        return not (kept(store) or media(store) or rest or examine(session))


def test_photos_are_entered_in_their_order_and_the_first_one_leads(
    house: House, activity: UUID
) -> None:
    report = add_photos(house.store, activity, sources("#A33", "#3A3"), Wishes("曾小贤"))
    more = add_photos(house.store, activity, sources("#33A"), Wishes("曾小贤"))
    found = media(house.store)
    assert [one.id for one in found] == [*report.added, *more.added]
    assert [one.rank for one in found] == [1, 2, 3]
    assert [one.is_hero for one in found] == [True, None, None]
    assert {(one.width, one.height) for one in found} == {(800, 600)}
    assert sorted(one.file or "" for one in found) == kept(house.store)
    with house.store.read() as session:
        assert next_undo(session).reason == "导入照片 1 张"
        attachments = AttachmentStore(house.store.data.attachments)
        assert examine(session, attachments) == []
    assert ThumbnailFile(house.store.data.thumbnails).get(found[0].file or "")


def test_the_same_photo_is_taken_in_once(house: House, activity: UUID) -> None:
    add_photos(house.store, activity, sources("#A33"))
    report = add_photos(house.store, activity, sources("#A33", "#3A3", "#3A3")[:2])
    assert report.duplicates == ("照片1.jpg",)
    assert len(media(house.store)) == 2


def test_a_photo_that_was_thrown_away_may_come_again(house: House, activity: UUID) -> None:
    (row,) = add_photos(house.store, activity, sources("#A33")).added
    with house.store.change(Deed("移到回收站")) as session:
        records.remove(session, [records.get(session, Media, row)])
    assert len(add_photos(house.store, activity, sources("#A33")).added) == 1


def test_the_day_asked_for_goes_to_those_that_do_not_tell_theirs(
    house: House, activity: UUID
) -> None:
    named = PhotoSource("IMG_20260310_101500.jpg", jpeg("#3A3"))
    wishes = Wishes(taken_on=date(2026, 3, 12))
    add_photos(house.store, activity, [*sources("#A33"), named], wishes)
    assert [one.taken_on for one in media(house.store)] == [date(2026, 3, 12), date(2026, 3, 10)]


def test_originals_are_kept_where_that_is_wished(house: House, activity: UUID) -> None:
    add_photos(house.store, activity, sources("#A33"), Wishes(keep_originals=True))
    (one,) = media(house.store)
    assert one.original != one.file
    assert kept(house.store) == sorted([one.original or "", one.file or ""])


def test_a_cancelled_import_leaves_nothing(house: House, activity: UUID) -> None:
    watch = Watch(cancelled=lambda: True)
    report = add_photos(house.store, activity, sources("#A33", "#3A3"), Wishes(watch=watch))
    assert report.cancelled
    assert is_spotless(house.store)


def test_a_failing_commit_takes_the_files_back(house: House, activity: UUID) -> None:
    wishes = Wishes()
    batch = stage(house.store, activity, sources("#A33"), wishes)
    assert batch is not None
    with pytest.raises(UserError):
        keep(house.store, house.founded.school, batch, wishes)
    assert is_spotless(house.store)


def test_what_a_crash_cut_off_is_taken_back_at_the_next_start(house: House, activity: UUID) -> None:
    batch = stage(house.store, activity, sources("#A33"), Wishes())
    assert batch is not None
    with house.store.transaction() as session:
        write_local(session, ANNOUNCED, json.dumps([photo.digest for photo in batch.photos]))
    data = house.store.data
    batch.keep(AttachmentStore(data.attachments), ThumbnailFile(data.thumbnails))
    assert len(kept(house.store)) == 1
    clear_interrupted(house.store)
    assert is_spotless(house.store)
    add_photos(house.store, activity, sources("#A33"))
    clear_interrupted(house.store)
    assert len(kept(house.store)) == 1


def test_what_the_user_leaves_out_is_not_kept(house: House, activity: UUID) -> None:
    batch = stage(house.store, activity, sources("#A33", "#3A3"), Wishes())
    assert batch is not None
    wishes = Wishes(leave_out=frozenset({batch.photos[0].digest}))
    assert len(keep(house.store, activity, batch, wishes).added) == 1
    assert kept(house.store) == [batch.photos[1].digest]


def test_a_file_that_is_no_photo_is_named_and_the_others_go_on(
    house: House, activity: UUID, tmp_path: Path
) -> None:
    folder = tmp_path / "手机"
    folder.mkdir()
    (folder / "好.jpg").write_bytes(jpeg("#A33"))
    (folder / "坏.jpg").write_bytes(b"not a picture")
    report = add_photos(house.store, activity, sources_of([folder]))
    assert len(report.added) == 1
    assert [refusal.name for refusal in report.refusals] == ["坏.jpg"]


def test_an_activity_in_the_bin_takes_no_photos(house: House, activity: UUID) -> None:
    with house.store.change(Deed("移到回收站")) as session:
        records.remove(session, [records.get(session, Activity, activity)])
    with pytest.raises(UserError, match="在回收站里"):
        add_photos(house.store, activity, sources("#A33"))
    assert is_spotless(house.store)


@pytest.mark.parametrize("is_sheet", [True, False])
def test_the_state_that_follows_is_part_of_the_same_step(tmp_path: Path, is_sheet: bool) -> None:
    world = build_world(tmp_path)
    with world.store.change(Deed("准备")) as session:
        activity = aw.add_activity(session, world)
        aw.complete(session, world, activity)
        missing = Participant if is_sheet else Media
        records.remove(session, records.living(session, missing))
        row = activity.id
    add_photos(world.store, row, sources("#A33", "#3A3"), Wishes(is_sheet=is_sheet))
    with world.store.read() as session:
        assert records.get(session, Activity, row).state is ActivityState.COMPLETE
        fresh = list(records.living(session, Media))[-2:]
        assert [bool(one.shows_sign_in) for one in fresh] == [is_sheet, is_sheet]
        step = next_undo(session)
        assert step.reason == ("导入签到表照片 2 张" if is_sheet else "导入照片 2 张")
    with world.store.change(Deed("撤销", action=UNDO, target=step.hash)) as session:
        take_back(session, step.hash)
    with world.store.read() as session:
        assert records.get(session, Activity, row).state is not ActivityState.COMPLETE
    world.store.close()


def test_a_photo_whose_likeness_is_not_known_stops_no_import(house: House, activity: UUID) -> None:
    with house.store.change(Deed("收到")) as session:
        values = {"activity": activity, "file": "a" * 64}
        records.save(session, Media, None, values)
    assert len(add_photos(house.store, activity, sources("#A33")).added) == 1
