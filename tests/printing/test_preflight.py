"""Preflight: each finding names what is wrong and the field where it can be mended."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from lianti_desktop.domain.words import MediaConsent
from lianti_desktop.printing.album import album_pages
from lianti_desktop.printing.content import AlbumBook, AlbumChapter, Photo
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.page import Page, Paper, Placed
from lianti_desktop.printing.paragraph import TextStyle
from lianti_desktop.printing.photo_leaf import PhotoLeaf, look_at
from lianti_desktop.printing.preflight import (
    Finding,
    FindingKind,
    examine_pages,
    preflight,
    records_named,
)
from lianti_desktop.printing.sources import Where
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.store import Deed
from tests.activity_world import World, add_activity, build_world
from tests.printing.conftest import DrawPhoto

ROW = UUID(int=7)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    built = build_world(tmp_path / "data")
    yield built
    built.store.close()


def pages_with(photo: Photo, setter: Typesetter) -> list[Page]:
    return album_pages(AlbumBook("画册", chapters=(AlbumChapter("活动", photos=(photo,)),)), setter)


def findings_of(photo: Photo, setter: Typesetter) -> dict[FindingKind, Finding]:
    return {one.kind: one for one in examine_pages(pages_with(photo, setter), of_no_record)}


def of_no_record(_words: str, _key: str) -> None:
    """Finds nothing, for pages that were made of no records."""


def test_a_sound_photo_with_a_caption_is_nothing_to_look_at(
    draw_photo: DrawPhoto, setter: Typesetter
) -> None:
    photo = draw_photo(1600, 1200, "合影")
    assert findings_of(photo, setter) == {}


def test_a_small_photo_without_caption_is_found_with_its_record(
    draw_photo: DrawPhoto, setter: Typesetter
) -> None:
    small = draw_photo(300, 225, "")
    found = findings_of(Photo(small.path, 300, 225, "", key=ROW.hex), setter)
    assert found[FindingKind.COARSE].where == Where("media", ROW, "file")
    assert found[FindingKind.CAPTION].where == Where("media", ROW, "caption")
    assert "第 4 页" in found[FindingKind.CAPTION].sentence or "第 5 页" in (
        found[FindingKind.CAPTION].sentence
    )


def test_a_photo_that_is_gone_or_broken_is_found(tmp_path: Path, setter: Typesetter) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff")
    for path, words in ((tmp_path / "gone.jpg", "不在了"), (broken, "打不开")):
        found = findings_of(Photo(path, 800, 600, "合影", key=ROW.hex), setter)
        assert words in found[FindingKind.PHOTO].sentence


@pytest.mark.parametrize("text", ["两段文字", "第 3 页的有内容放不下"])
def test_what_has_no_room_is_found_and_quoted_as_it_was_written(
    text: str, setter: Typesetter
) -> None:
    words = setter.at(Box(100, 100, 200, 0), text, TextStyle())
    (found,) = examine_pages([Page(Paper(), (words, words))], of_no_record)
    assert found.kind is FindingKind.OVERFLOW
    assert found.sentence == f"第 1 页的“{text}”放不下，请缩短文字或者减少照片"


def test_a_photo_that_has_no_room_is_found(draw_photo: DrawPhoto, setter: Typesetter) -> None:
    leaf = PhotoLeaf(look_at(draw_photo(1600, 1200)))
    page = Page(Paper(), (Placed(Box(100, 100, 200, 150), leaf),) * 2)
    (found,) = examine_pages([page], of_no_record)
    assert found.sentence == "第 1 页有内容放不下，请缩短文字或者减少照片"


def test_records_tell_empty_fields_and_missing_consent(world: World, setter: Typesetter) -> None:
    with world.store.change(Deed("录入活动")) as session:
        activity = add_activity(session, world, held_on=None, title="送教下乡")
        states = (MediaConsent.BLOCKED, MediaConsent.BLUR_NEEDED, None, MediaConsent.OK)
        for place, state in enumerate(states):
            values = {
                "activity": activity,
                "caption": f"照片{place}",
                "has_pupils": True,
                "consent_state": state,
                "rank": place,
            }
            records.save(session, Media, None, values)
        found = preflight(session, [], [activity], setter.font_book)
        row = activity.id
    empty = {one.where.field for one in found if one.kind is FindingKind.EMPTY and one.where}
    assert "held_on" in empty
    assert all(one.where and one.where.row == row for one in found if one.kind is FindingKind.EMPTY)
    consent = [one.sentence for one in found if one.kind is FindingKind.CONSENT]
    assert [sentence.split("“")[1][:3] for sentence in consent] == ["照片0", "照片1", "照片2"]
    assert found == sorted(found, key=lambda one: list(FindingKind).index(one.kind))


def test_a_character_without_a_font_leads_to_its_field(world: World) -> None:
    no_fonts_have = "\U0003fffd"
    font_book = FontBook([Path(__file__).parents[2] / "resources" / "fonts"])
    with world.store.change(Deed("录入活动")) as session:
        activity = add_activity(session, world, place=f"青石镇{no_fonts_have}礼堂")
        Typesetter(font_book).lay(activity.place or "", TextStyle(), 300)
        found = preflight(session, [], [activity], font_book)
        glyphs = [one for one in found if one.kind is FindingKind.GLYPH]
        assert [one.where for one in glyphs] == [Where("activity", activity.id, "place")]


def test_records_are_found_by_the_keys_of_chapters(world: World) -> None:
    with world.store.change(Deed("录入活动")) as session:
        activity = add_activity(session, world, held_on=date(2026, 3, 12))
        found = records_named(session, ["", activity.id.hex, UUID(int=9).hex])
        assert found == [activity]
        assert isinstance(found[0], Activity)
