"""What left the office is kept; a withdrawn permission finds the prints that hold the picture."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from lianti_desktop.domain.words import (
    AlbumScope,
    ConsentScope,
    MediaConsent,
    PrintKind,
    PrintWay,
)
from lianti_desktop.services.consent_report import ALL_CLEAR, barred_photos, check_album
from lianti_desktop.services.print_snapshots import (
    LeavingPrint,
    apply_withdrawal,
    keep_print,
    prints_of,
    prints_with,
    withdrawn_now,
)
from lianti_desktop.storage import records
from lianti_desktop.storage.attachments import digest_of
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.organisation import ClassGroup, Consent
from lianti_desktop.storage.publications import Album, PrintSnapshot
from lianti_desktop.storage.store import Deed
from tests.activity_world import World, add_activity, build_world

NOW = datetime(2026, 7, 3, 9, 5)  # noqa: DTZ001
TODAY = NOW.date()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    built = build_world(tmp_path / "data")
    yield built
    built.store.close()


@pytest.fixture
def activity(world: World) -> UUID:
    with world.store.change(Deed("录入活动")) as session:
        return add_activity(session, world, grades=["grade_3"]).id


def photo(world: World, activity: UUID, **values: object) -> UUID:
    usual = {"activity": activity, "caption": "合影", "file": "a" * 64, "has_pupils": True}
    with world.store.change(Deed("录入照片")) as session:
        return records.save(session, Media, None, usual | values).id


def consent(world: World, **values: object) -> UUID:
    """A permission of a class of the core school."""
    with world.store.change(Deed("登记授权")) as session:
        group = {"name": "三年级2班", "school": world.core, "grades": ["grade_3"]}
        row = records.save(session, ClassGroup, None, group).id
        usual = {"class_group": row, "scope": ConsentScope.PHOTO_ALBUM_PRINT}
        return records.save(session, Consent, None, usual | values).id


def why(world: World, activity: UUID) -> list[str]:
    with world.store.read() as session:
        return [one.why for one in barred_photos(session, [activity], TODAY)]


def test_each_photo_that_is_barred_is_told_with_its_reason(world: World, activity: UUID) -> None:
    consent(world, scope=ConsentScope.PHOTO_INTERNAL)
    photo(world, activity, consent_state=MediaConsent.OK)
    photo(world, activity, consent_state=MediaConsent.BLOCKED)
    photo(world, activity, consent_state=MediaConsent.BLOCKED, has_pupils=False)
    photo(world, activity, consent_state=MediaConsent.BLUR_NEEDED)
    photo(world, activity, consent_state=MediaConsent.BLUR_NEEDED, blur_regions=["0 0 9 9"])
    photo(world, activity, consent_state=None)
    assert why(world, activity) == [
        "三年级2班没有授权",
        "标明了不可使用",
        "需要遮脸，还没有遮",
        "有学生，授权还没有确认",
    ]


def test_a_withdrawn_permission_counts_whatever_was_decided_before(
    world: World, activity: UUID
) -> None:
    consent(world, withdrawn_on=date(2026, 6, 1))
    photo(world, activity, consent_state=MediaConsent.OK)
    assert why(world, activity) == ["三年级2班撤回了授权"]


def test_an_album_keeps_what_its_check_found(world: World, activity: UUID) -> None:
    with world.store.change(Deed("核对")) as session:
        values = {"title": "携手同行", "scope": AlbumScope.TERM}
        album = records.save(session, Album, None, values).id
        assert check_album(session, album, [activity], TODAY) == []
        assert records.get(session, Album, album).consent_report == ALL_CLEAR
    photo(world, activity, consent_state=MediaConsent.BLOCKED)
    with world.store.change(Deed("核对")) as session:
        check_album(session, album, [activity], TODAY)
        kept = records.get(session, Album, album)
        assert kept.checked_on == TODAY
        assert kept.consent_report == "“送教下乡：三年级习作”的“合影”：标明了不可使用"


def test_a_print_is_kept_with_its_hash_and_counted(
    world: World, activity: UUID, tmp_path: Path
) -> None:
    row = photo(world, activity, consent_state=MediaConsent.OK)
    file = tmp_path / "画册.pdf"
    file.write_bytes(b"%PDF-1.7 example")
    with world.store.change(Deed("印制")) as session:
        album = records.save(session, Album, None, {"title": "携手同行"})
        leaving = LeavingPrint(
            "携手同行", PrintKind.ALBUM, PrintWay.SHOP, file, 24, (row.hex,), 30, "李文秀", album.id
        )
        kept = keep_print(session, leaving, NOW)
        assert kept.pdf_hash == digest_of(file)
        assert (kept.printed_at, kept.printed_by, kept.copies) == ("09:05", "李文秀", 30)
        assert kept.revisions
        assert (album.print_count, album.printed_on) == (1, TODAY)
        assert list(prints_of(session, album)) == [kept]


def test_a_withdrawal_bars_the_photos_and_marks_the_prints_that_hold_them(
    world: World, activity: UUID, tmp_path: Path
) -> None:
    mine = photo(world, activity, consent_state=MediaConsent.OK)
    other = photo(world, activity, consent_state=MediaConsent.OK, has_pupils=False)
    file = tmp_path / "一.pdf"
    file.write_bytes(b"%PDF")
    with world.store.change(Deed("印制")) as session:
        for name, rows in (("有", (mine.hex, other.hex)), ("没有", (other.hex,))):
            leaving = LeavingPrint(name, PrintKind.BULLETIN, PrintWay.FILE, file, 4, rows)
            keep_print(session, leaving, NOW)
    consent(world, withdrawn_on=TODAY)
    with world.store.change(Deed("撤回")) as session:
        found = withdrawn_now(session, [activity], TODAY)
        assert found.photos == (mine,)
        apply_withdrawal(session, found, "三年级2班撤回了授权", TODAY)
    with world.store.read() as session:
        assert records.get(session, Media, mine).consent_state is MediaConsent.BLOCKED
        marked = [one for one in records.living(session, PrintSnapshot) if one.is_withdrawn]
        assert [one.document for one in marked] == ["有"]
        assert [one.document for one in prints_with(session, [mine])] == ["有"]
        assert withdrawn_now(session, [activity], TODAY).prints == ()
