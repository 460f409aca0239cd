"""What the user does to a kept album shows on its pages, stays, and can be undone."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from lianti_desktop.domain.words import AlbumScope, MediaConsent
from lianti_desktop.printing import album_verbs as verbs
from lianti_desktop.printing.album_kept import asked_of, create_album, left_out
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.gather_album import gather_album
from lianti_desktop.printing.page import Part
from lianti_desktop.storage import records
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.log.undo import UNDO, next_undo, take_back
from lianti_desktop.storage.publications import Album
from lianti_desktop.storage.store import Deed
from tests.printing.studio import SAID, TODAY, Studio, build_studio, photos_of


@pytest.fixture
def studio(tmp_path: Path, font_book: FontBook) -> Iterator[Studio]:
    built = build_studio(tmp_path / "data", font_book)
    yield built
    built.store.close()


def words_of(studio: Studio, part: Part) -> list[str]:
    spots = (spot for page in studio.laid().outlines for spot in page.spots)
    return [spot.text for spot in spots if spot.part is part]


def test_the_pages_tell_what_lies_where_on_them(studio: Studio) -> None:
    laid = studio.laid()
    parts = [page.part for page in laid.outlines]
    assert parts[:2] == [Part.COVER, Part.EMPTY]
    assert parts[-1] is Part.BACK
    assert len(laid.pages) == len(laid.outlines)
    assert photos_of(laid, studio.first) == list(studio.photos[:6])
    opening = laid.chapter_at(studio.first.hex)
    assert opening is not None
    assert opening.is_opening
    page = laid.page_of(studio.photos[5])
    assert page is not None
    (spot,) = [one for one in page.spots if one.part is Part.PHOTO and one.name == studio.photos[5]]
    found = page.spot_at(spot.box.left + 3, spot.box.top + 3)
    assert found == spot
    assert page.spot_at(1, 1) is None
    caption = next(one for one in page.spots if one.part is Part.CAPTION and one.name == spot.name)
    assert caption.box.top >= spot.box.bottom
    assert SAID in "".join(words_of(studio, Part.REMARK))


def test_photos_are_moved_swapped_dropped_and_taken_in(studio: Studio) -> None:
    p = studio.photos
    studio.do(verbs.move_photo, p[0], None)
    studio.do(verbs.swap_photos, p[1], p[2])
    assert photos_of(studio.laid(), studio.first) == [p[2], p[1], p[3], p[4], p[5], p[0]]
    studio.do(verbs.drop_photo, p[1])
    studio.do(verbs.take_photo, p[7])
    assert set(photos_of(studio.laid(), studio.first)) == {p[2], p[3], p[4], p[5], p[0], p[7]}
    studio.do(verbs.replace_photo, p[2], p[6])
    assert photos_of(studio.laid(), studio.first)[0] == p[6]
    assert p[2] not in photos_of(studio.laid(), studio.first)


def test_words_are_edited_in_the_album_alone(studio: Studio) -> None:
    photo = studio.photos[3]
    studio.do(verbs.set_caption, photo, " 改过的说明 ")
    studio.do(verbs.set_text, studio.first.hex, "改过的正文。")
    studio.do(verbs.set_title, studio.first.hex, "改过的标题")
    studio.do(verbs.set_remark, studio.remark, "改过的感言。")
    assert "改过的说明" in words_of(studio, Part.CAPTION)
    assert "改过的正文。" in words_of(studio, Part.TEXT)
    assert "改过的标题" in words_of(studio, Part.OPENING)
    assert words_of(studio, Part.REMARK) == ["改过的感言。"]
    studio.do(verbs.set_remark, studio.remark, "")
    assert words_of(studio, Part.REMARK) == []
    with studio.store.read() as session:
        assert "师生" in (records.get(session, Media, UUID(photo)).caption or "")


def test_a_main_photo_is_the_largest_and_a_locked_page_stays(studio: Studio) -> None:
    hero = studio.photos[4]
    studio.do(verbs.set_hero, hero)
    page = studio.laid().page_of(hero)
    assert page is not None
    areas = {s.name: s.box.width * s.box.height for s in page.spots if s.part is Part.PHOTO}
    assert areas[hero] == max(areas.values())
    studio.do(verbs.lock_page, page)
    studio.do(verbs.drop_photo, next(name for name in studio.photos if name not in page.photos))
    again = studio.laid().page_of(hero)
    assert again is not None
    assert again.is_locked
    assert set(again.photos) == set(page.photos)
    studio.do(verbs.unlock_page, again)
    free = studio.laid().page_of(hero)
    assert free is not None
    assert not free.is_locked


def test_chapters_come_in_the_order_chosen_and_may_stay_out(studio: Studio) -> None:
    studio.do(verbs.set_order_of_chapters, [studio.second.hex, studio.first.hex])
    names = [chapter.name for chapter in studio.laid().book.chapters]
    assert names == [studio.second.hex, studio.first.hex]
    studio.do(verbs.drop_chapter, studio.second.hex)
    assert [one.name for one in studio.laid().book.chapters] == [studio.first.hex]
    studio.do(verbs.take_chapter, studio.second.hex)
    assert len(studio.laid().book.chapters) == 2


def test_each_verb_is_one_step_that_is_undone(studio: Studio) -> None:
    before = photos_of(studio.laid(), studio.first)
    studio.do(verbs.drop_photo, studio.photos[0])
    assert photos_of(studio.laid(), studio.first) != before
    with studio.store.read() as session:
        step = next_undo(session)
    deed = Deed(f"撤销 {step.reason}", action=UNDO, target=step.hash)
    with studio.store.change(deed) as session:
        take_back(session, step.hash)
    assert photos_of(studio.laid(), studio.first) == before


def test_what_is_left_out_is_told_with_the_reason(studio: Studio) -> None:
    with studio.store.change(Deed("改授权")) as session:
        values = {"consent_state": MediaConsent.BLOCKED}
        records.save(session, Media, UUID(studio.photos[1]), values)
    with studio.store.read() as session:
        asked = asked_of(records.get(session, Album, studio.album), TODAY)
        found = {one.photo: one for one in left_out(session, asked, studio.first.hex)}
    assert found[studio.photos[1]].why == "不可使用"
    assert not found[studio.photos[1]].may_come_in
    assert found[studio.photos[7]].may_come_in
    studio.do(verbs.set_photos_each, 0)
    assert photos_of(studio.laid(), studio.first) == [
        name for name in studio.photos if name != studio.photos[1]
    ]


@pytest.mark.parametrize(
    ("scope", "values", "titles"),
    [
        (AlbumScope.FIVE_ONES, {}, ["城乡体验：到田里去"]),
        (AlbumScope.CHOSEN, {"activities": ["second"]}, ["三校联合教研"]),
        (AlbumScope.SCHOOL, {"school": "point"}, []),
        (AlbumScope.SCHOOL, {"school": "campus"}, ["城乡体验：到田里去", "三校联合教研"]),
    ],
)
def test_an_album_takes_in_what_its_scope_says(
    studio: Studio, scope: AlbumScope, values: dict[str, object], titles: list[str]
) -> None:
    said = dict(values)
    if "activities" in said:
        said["activities"] = [studio.second]
    if "school" in said:
        said["school"] = getattr(studio.world, str(said["school"]))
    with studio.store.change(Deed("新增 画册")) as session:
        album = create_album(session, scope, **said)
        kept = album.id
    with studio.store.read() as session:
        asked = asked_of(records.get(session, Album, kept), TODAY)
        book = gather_album(session, asked, studio.shelf()).content
    assert [chapter.title for chapter in book.chapters] == titles
    assert book.subtitle.startswith("五个一") == (scope is AlbumScope.FIVE_ONES)
