"""The album studio: pointing at a page decides, and the pages are laid out again."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from lianti_desktop.domain.words import MediaConsent, PrintKind
from lianti_desktop.printing.album_kept import plan_of
from lianti_desktop.printing.album_pages import Spot
from lianti_desktop.printing.album_plan import ChapterPlan
from lianti_desktop.printing.page import Part
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.blurring import regions_of
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.publications import Album, PrintSnapshot
from lianti_desktop.storage.store import Deed
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.dialogs.blur_photo import ROOM, BlurDialog
from lianti_desktop.ui.pages.studio_album import AlbumStudio
from lianti_desktop.ui.pages.studio_album_work import AlbumReady
from tests.activity_world import World
from tests.printing.studio import add_pictures
from tests.ui.pages.conftest import OpenStudio

PATIENCE = 40_000


@pytest.fixture
def album(world: World, held: UUID) -> UUID:
    """An album of the term with one activity of eight photos, one of them barred."""
    from lianti_desktop.domain.words import AlbumScope
    from lianti_desktop.printing.album_kept import create_album

    with world.store.change(Deed("录入")) as session:
        rows = add_pictures(session, world.store, records.get(session, Activity, held), 8)
        records.save(session, Media, rows[7], {"consent_state": MediaConsent.BLUR_NEEDED})
        return create_album(session, AlbumScope.TERM, term=world.term).id


@pytest.fixture
def studio(album: UUID, open_studio: OpenStudio) -> AlbumStudio:
    shown: AlbumStudio = open_studio(AlbumStudio, AlbumStudio.refresh)
    return shown


def ready_of(studio: AlbumStudio) -> AlbumReady:
    assert isinstance(studio.ready, AlbumReady)
    return studio.ready


def relaid(studio: AlbumStudio, qtbot: QtBot, act: Callable[[], object]) -> AlbumReady:
    """What the pages are after an act."""
    before = studio.ready
    act()
    qtbot.waitUntil(lambda: studio.ready is not before, timeout=PATIENCE)
    return ready_of(studio)


def turn_to_photos(studio: AlbumStudio, qtbot: QtBot) -> list[Spot]:
    """The photos of a page that has two at least, once it is on the screen."""
    outlines = ready_of(studio).laid.outlines
    at = next(index for index, page in enumerate(outlines) if len(page.photos) > 1)
    studio.pane.view.go(at)
    qtbot.waitUntil(lambda: studio.layer.spots() != [], timeout=PATIENCE)
    qtbot.waitUntil(studio.pane.view.has_picture, timeout=PATIENCE)
    return [spot for spot in studio.layer.spots() if spot.part is Part.PHOTO]


def plan(world: World, album: UUID, chapter: UUID) -> ChapterPlan:
    with world.store.read() as session:
        return plan_of(records.get(session, Album, album)).chapter(chapter.hex)


def middle(studio: AlbumStudio, spot: Spot) -> QPoint:
    return studio.layer.rect_of(spot.box).center().toPoint()


def test_a_click_chooses_a_photo_and_its_tools_are_offered(
    studio: AlbumStudio, qtbot: QtBot
) -> None:
    photos = turn_to_photos(studio, qtbot)
    assert not studio.tools.buttons["drop"].isEnabled()
    qtbot.mouseClick(studio.layer, Qt.MouseButton.LeftButton, pos=middle(studio, photos[0]))
    assert studio.layer.spot() == photos[0]
    assert studio.tools.buttons["drop"].isEnabled()
    qtbot.keyClick(studio.layer, Qt.Key.Key_Right)
    assert studio.layer.spot() not in (None, photos[0])


def test_a_photo_is_left_out_and_taken_in_again(
    studio: AlbumStudio, world: World, album: UUID, held: UUID, qtbot: QtBot
) -> None:
    photos = turn_to_photos(studio, qtbot)
    studio.layer.choose(photos[0])
    ready = relaid(studio, qtbot, studio.tools.buttons["drop"].click)
    assert plan(world, album, held).dropped == (photos[0].name,)
    assert photos[0].name in [one.photo for one in ready.left_out if one.may_come_in]
    items = [studio.side.out.item(at) for at in range(studio.side.out.count())]
    item = next(i for i in items if i.data(Qt.ItemDataRole.UserRole).photo == photos[0].name)
    assert not item.icon().isNull() or photos[0].name not in ready.pictures
    relaid(studio, qtbot, lambda: studio.side.out.itemClicked.emit(item))
    assert plan(world, album, held).dropped == ()


def test_one_photo_dragged_onto_another_changes_places_with_it(
    studio: AlbumStudio, world: World, album: UUID, held: UUID, qtbot: QtBot
) -> None:
    first, second = turn_to_photos(studio, qtbot)[:2]
    layer = studio.layer

    def drag() -> None:
        qtbot.mousePress(layer, Qt.MouseButton.LeftButton, pos=middle(studio, first))
        qtbot.mouseMove(layer, middle(studio, second))
        qtbot.mouseRelease(layer, Qt.MouseButton.LeftButton, pos=middle(studio, second))

    relaid(studio, qtbot, drag)
    order = plan(world, album, held).order
    assert order.index(second.name) < order.index(first.name)


def test_a_caption_is_written_where_it_stands_and_undone(
    studio: AlbumStudio, world: World, album: UUID, held: UUID, desk: Desk, qtbot: QtBot
) -> None:
    from lianti_desktop.ui.reply import Reply

    photo = turn_to_photos(studio, qtbot)[0]
    studio.layer.choose(photo)
    studio.tools.buttons["words"].click()
    from lianti_desktop.ui.spot_layer import SpotEditor

    (editor,) = studio.layer.findChildren(SpotEditor)
    assert editor.toPlainText() == photo.text
    editor.setPlainText("在田埂上第一次看见秧苗")

    def finish() -> None:
        qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    relaid(studio, qtbot, finish)
    assert plan(world, album, held).captions == {photo.name: "在田埂上第一次看见秧苗"}
    relaid(studio, qtbot, lambda: desk.undo(Reply(studio)))
    assert plan(world, album, held).captions == {}


def test_words_still_being_written_are_kept_when_the_page_is_left(
    studio: AlbumStudio, world: World, album: UUID, held: UUID, qtbot: QtBot
) -> None:
    photo = turn_to_photos(studio, qtbot)[0]
    editor = studio.layer.write(photo, photo.text)
    editor.setPlainText("在田埂上")
    studio.commit()
    qtbot.waitUntil(lambda: bool(plan(world, album, held).captions))
    assert plan(world, album, held).captions == {photo.name: "在田埂上"}


def test_escape_leaves_the_words_as_they_were(
    studio: AlbumStudio, world: World, album: UUID, held: UUID, qtbot: QtBot
) -> None:
    photo = turn_to_photos(studio, qtbot)[0]
    editor = studio.layer.write(photo, photo.text)
    editor.setPlainText("不要了")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert plan(world, album, held).captions == {}


def test_a_page_is_locked_and_the_hero_chosen(
    studio: AlbumStudio, world: World, album: UUID, held: UUID, qtbot: QtBot
) -> None:
    photos = turn_to_photos(studio, qtbot)
    relaid(studio, qtbot, studio.tools.buttons["lock"].click)
    (locked,) = plan(world, album, held).locked
    assert set(locked.photos) == {spot.name for spot in photos}
    photos = turn_to_photos(studio, qtbot)
    assert studio.tools.buttons["lock"].text() == "不再固定"
    studio.layer.choose(photos[1])
    relaid(studio, qtbot, studio.tools.buttons["hero"].click)
    assert plan(world, album, held).hero == photos[1].name


def test_a_chapter_is_ticked_off(
    studio: AlbumStudio, world: World, album: UUID, held: UUID, qtbot: QtBot
) -> None:
    item = studio.side.chapters.item(0)
    ready = relaid(studio, qtbot, lambda: item.setCheckState(Qt.CheckState.Unchecked))
    assert [(line.key, line.is_in) for line in ready.chapters] == [(held.hex, False)]


def test_another_style_is_kept_and_laid_out(
    studio: AlbumStudio, world: World, album: UUID, qtbot: QtBot
) -> None:
    ready = relaid(studio, qtbot, lambda: studio.side.style_field.changed.emit("ribbon"))
    assert ready.laid.book.style == "ribbon"


def test_what_the_check_found_leads_to_its_place(studio: AlbumStudio, qtbot: QtBot) -> None:
    findings = [one for one in ready_of(studio).findings if one.where is not None]
    with qtbot.waitSignal(studio.record_wanted, timeout=5000) as wanted:
        studio.checks.followed.emit(findings[0])
    assert findings[0].where is not None
    assert wanted.args == [findings[0].where.table, findings[0].where.row]


def test_a_face_is_hidden_and_the_photo_may_come_in(
    studio: AlbumStudio, world: World, desk: Desk, qtbot: QtBot
) -> None:
    barred = next(one for one in ready_of(studio).left_out if not one.may_come_in)
    dialog = BlurDialog(desk, UUID(barred.photo))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.framed is not None, timeout=PATIENCE)
    framed = dialog.framed
    assert framed is not None
    assert framed.height() >= ROOM.height()
    photo = framed.picture_rect()
    start = photo.topLeft().toPoint() + QPoint(20, 20)
    qtbot.mousePress(framed, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(framed, start + QPoint(80, 60))
    qtbot.mouseRelease(framed, Qt.MouseButton.LeftButton, pos=start + QPoint(80, 60))
    assert len(framed.regions) == 1
    ready = relaid(studio, qtbot, dialog.go.click)
    with world.store.read() as session:
        media = records.get(session, Media, UUID(barred.photo))
        assert len(regions_of(media.blur_regions)) == 1
    assert barred.photo not in [one.photo for one in ready.left_out if not one.may_come_in]


def test_a_saved_album_is_kept_as_a_print(
    studio: AlbumStudio, world: World, album: UUID, qtbot: QtBot, tmp_path_factory: object
) -> None:
    result = ready_of(studio).result
    studio.pane.save_to(result.file.with_name("给校长看.pdf"))

    def prints() -> list[PrintSnapshot]:
        with world.store.read() as session:
            return list(records.living(session, PrintSnapshot))

    qtbot.waitUntil(lambda: len(prints()) == 1, timeout=PATIENCE)
    (kept,) = prints()
    assert (kept.kind, kept.album_id, kept.pages) == (PrintKind.ALBUM, album, result.pages)
    assert set(kept.photos or ()) == set(result.photos)


def test_a_booklet_is_made_of_what_is_shown(studio: AlbumStudio, qtbot: QtBot) -> None:
    pages = ready_of(studio).result.pages
    studio.pane.make_booklet()
    qtbot.waitUntil(
        lambda: studio.pane.result is not None and studio.pane.result.pages == pages // 2,
        timeout=PATIENCE,
    )


def test_a_copy_shop_folder_is_written(
    studio: AlbumStudio, qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from lianti_desktop.printing.copy_shop import ShopOrder

    folder = tmp_path_factory.mktemp("stick") / "画册（送打印店）"
    studio.pane.write_copy_shop(
        ready_of(studio).result, ShopOrder("画册", 30, has_back_cover=True), folder
    )
    qtbot.waitUntil(lambda: "现在可以拔出U盘" in studio.pane.sentence.text(), timeout=PATIENCE)
    assert {"打印版.pdf", "打印说明.txt", "内容清单.csv"} <= {one.name for one in folder.iterdir()}


def test_a_new_album_takes_the_term_in(
    studio: AlbumStudio, world: World, album: UUID, qtbot: QtBot
) -> None:
    relaid(studio, qtbot, studio.new.click)
    assert studio.row != album
    assert ready_of(studio).row == studio.row
