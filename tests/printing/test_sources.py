"""Words on the paper lead back to the record and the field they come from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lianti_desktop.domain.words import AlbumScope
from lianti_desktop.printing.album_kept import asked_of, create_album
from lianti_desktop.printing.bulletin_kept import bulletin_asked, create_bulletin
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.form_sheet import form_pages
from lianti_desktop.printing.gather import gather_sign_in
from lianti_desktop.printing.gather_bulletin import Quarter
from lianti_desktop.printing.gather_volume import lacks_of
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.preflight import Finding, FindingKind
from lianti_desktop.printing.print_checks import (
    check_album,
    check_bulletin,
    check_list,
    check_volume,
    examine_sign_in,
)
from lianti_desktop.printing.sign_in_sheet import sign_in_form
from lianti_desktop.printing.sources import Sources, Where
from lianti_desktop.printing.volume_kept import create_volume, explain_lack, volume_asked
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.lessons import Reflection
from lianti_desktop.storage.publications import Album, Bulletin, TermVolume
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Deed
from tests.activity_world import (
    THURSDAY,
    World,
    add_activity,
    add_reflection,
    add_sign_in,
    build_world,
)

NO_FONT_HAS = "\U0003fffd"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    built = build_world(tmp_path / "data")
    yield built
    built.store.close()


def glyph_places(found: list[Finding]) -> list[Where | None]:
    return [one.where for one in found if one.kind is FindingKind.GLYPH]


def test_a_character_of_a_remark_leads_to_the_remark(world: World, font_book: FontBook) -> None:
    with world.store.change(Deed("录入")) as session:
        activity = add_activity(session, world)
        said = add_reflection(session, activity)
        records.save(
            session,
            Reflection,
            said.id,
            {"text": f"我种的{NO_FONT_HAS}树发芽了。", "consent_ok": True},
        )
        album = create_album(session, AlbumScope.TERM, term=world.term)
        asked, said_id = asked_of(album, THURSDAY), said.id
    found = check_album(world.store, asked, font_book)
    assert glyph_places(found) == [Where("reflection", said_id, "text")]
    assert all(one.page > 3 for one in found if one.kind is FindingKind.GLYPH)


def test_a_remark_that_nobody_agreed_to_print_is_told_with_its_place(
    world: World, font_book: FontBook
) -> None:
    with world.store.change(Deed("录入")) as session:
        said = add_reflection(session, add_activity(session, world)).id
        asked = asked_of(create_album(session, AlbumScope.TERM, term=world.term), THURSDAY)
    found = check_album(world.store, asked, font_book)
    (told,) = (one for one in found if one.kind is FindingKind.CONSENT)
    assert told.where == Where("reflection", said, "consent_ok")


@pytest.mark.parametrize("field", ["title", "subtitle", "foreword"])
def test_a_character_of_an_albums_own_words_leads_to_the_album(
    field: str, world: World, font_book: FontBook
) -> None:
    with world.store.change(Deed("录入")) as session:
        add_activity(session, world)
        album = create_album(session, AlbumScope.TERM, term=world.term)
        album = records.save(session, Album, album.id, {field: f"携手{NO_FONT_HAS}同行"})
        asked = asked_of(album, THURSDAY)
    (place,) = glyph_places(check_album(world.store, asked, font_book))
    assert place == Where("album", asked.kept or world.core, field)


@pytest.mark.parametrize("field", ["remarks", "number", "compiler", "plan"])
def test_a_character_of_a_volumes_own_words_leads_to_the_volume(
    field: str, world: World, font_book: FontBook
) -> None:
    with world.store.change(Deed("录入")) as session:
        add_activity(session, world, process_text="")
        volume = create_volume(session, world.term)
        if field == "plan":
            lack = next(iter(lacks_of(session, volume_asked(volume, THURSDAY))))
            explain_lack(session, volume.id, lack.line, f"缺的一页{NO_FONT_HAS}在镇上")
        else:
            records.save(session, TermVolume, volume.id, {field: f"情况{NO_FONT_HAS}属实"})
        asked = volume_asked(volume, THURSDAY)
    (place,) = glyph_places(check_volume(world.store, asked, font_book))
    assert place == Where("term_volume", asked.kept or world.core, field)


def test_a_character_of_a_bulletins_foot_leads_to_the_issue(
    world: World, font_book: FontBook
) -> None:
    with world.store.change(Deed("录入")) as session:
        add_activity(session, world)
        issue = create_bulletin(session, Quarter(2026, 1), THURSDAY)
        issue = records.save(session, Bulletin, issue.id, {"send_to": f"镇政府{NO_FONT_HAS}"})
        asked = bulletin_asked(issue, THURSDAY)
    (place,) = glyph_places(check_bulletin(world.store, asked, font_book))
    assert place == Where("bulletin", asked.kept or world.core, "send_to")


def test_a_character_of_a_linked_name_leads_to_the_record_that_bears_it(
    world: World, font_book: FontBook
) -> None:
    with world.store.change(Deed("录入")) as session:
        records.save(session, Staff, world.staff[0], {"name": f"李{NO_FONT_HAS}秀"})
        activity = add_activity(session, world)
        add_sign_in(session, activity, world.staff[0], signed=False)
        row = activity.id
    expected = [Where("staff", world.staff[0], "name")]
    with world.store.read() as session:
        pages = form_pages(sign_in_form(gather_sign_in(session, row)), Typesetter(font_book))
    assert glyph_places(examine_sign_in(world.store, row, pages, font_book)) == expected
    assert glyph_places(check_list(world.store, "staff-list", font_book)) == expected


def test_a_page_that_is_too_full_leads_to_the_text_that_fills_it(
    world: World, font_book: FontBook
) -> None:
    with world.store.change(Deed("录入")) as session:
        add_activity(session, world)
        issue = create_bulletin(session, Quarter(2026, 1), THURSDAY)
        everybody = "、".join(f"青石镇第{number}小学（示例）" for number in range(400))
        issue = records.save(session, Bulletin, issue.id, {"hand_to": everybody})
        asked = bulletin_asked(issue, THURSDAY)
    found = check_bulletin(world.store, asked, font_book)
    (crowded,) = (one for one in found if one.kind is FindingKind.OVERFLOW)
    assert crowded.where == Where("bulletin", asked.kept or world.core, "hand_to")
    assert f"第 {crowded.page} 页" in crowded.sentence
    assert "青石镇第0小学" in crowded.sentence


def test_words_that_stand_in_no_field_lead_to_the_record_that_the_page_tells_of(
    world: World,
) -> None:
    with world.store.change(Deed("录入")) as session:
        first, second = add_activity(session, world), add_activity(session, world, title="例会")
        sources = Sources(session, [first, second])
        place = sources.of("第 3 页　共 4 页", f"{second.id.hex}-sign-in")
        assert place == Where("activity", second.id, "title")
        assert sources.of("第 3 页") == Where("activity", first.id, "title")
        assert sources.of("编号：例会", second.id.hex) == Where("activity", second.id, "title")


def test_a_shared_name_leads_to_the_place_nearest_to_the_page(world: World) -> None:
    with world.store.change(Deed("录入")) as session:
        first, second = (add_activity(session, world, place="礼堂东侧会议室") for _ in "12")
        sources = Sources(session, [first, second])
        assert sources.of("礼堂东侧会议室", second.id.hex) == Where("activity", second.id, "place")
        host = session.get(School, world.core)
        assert host is not None
        assert sources.of(host.name or "") == Where("school", world.core, "name")
        assert isinstance(first, Activity)
