"""Photos on the page: dropped, pasted, asked about, put in order, cancelled without a trace."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lianti_desktop.domain.words import ConsentScope, MediaConsent
from lianti_desktop.storage import records
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.log.undo import next_undo
from lianti_desktop.storage.organisation import ClassGroup, Consent
from lianti_desktop.storage.store import Deed
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.pages.activities import ActivitiesPage
from lianti_desktop.ui.pages.activity_photos import ActivityPhotos
from lianti_desktop.ui.pages.photo_viewer import PhotoViewer
from tests.activity_world import THURSDAY, World
from tests.ui.pages.conftest import Settle, Show

Draw = Callable[[str, int], Path]


@pytest.fixture
def page(desk: Desk, held: UUID, show: Show) -> ActivitiesPage:
    page = ActivitiesPage(desk)
    show(page)
    return page


@pytest.fixture
def photos(page: ActivitiesPage) -> ActivityPhotos:
    return page.form.photos


@pytest.fixture
def said(photos: ActivityPhotos) -> list[str]:
    lines: list[str] = []
    photos.said.connect(lines.append)
    return lines


@pytest.fixture
def bring(photos: ActivityPhotos, qtbot: QtBot, settle: Settle) -> Callable[[list[Path]], None]:
    """Brings pictures in and answers what is asked with the proposals."""

    def take(files: list[Path]) -> None:
        photos.take_files(files)
        qtbot.waitUntil(
            lambda: photos.questions is not None or not photos.intake.is_busy(), timeout=10_000
        )
        if photos.questions is not None:
            photos.questions.go.click()
        qtbot.waitUntil(lambda: not photos.intake.is_busy(), timeout=10_000)
        settle()

    return take


def media(world: World, held: UUID) -> list[Media]:
    with world.store.read() as session:
        rows = records.living(session, Media, activity_id=held)
        return sorted(rows, key=lambda one: one.rank or 0)


def test_a_question_about_pictures_comes_into_view_wherever_the_form_stands(
    page: ActivitiesPage, said: list[str], draw_two: list[Path], qtbot: QtBot
) -> None:
    photos = page.form.photos
    bar = page.form._area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert photos.strip.visibleRegion().isEmpty()
    photos.take_files(draw_two)
    qtbot.waitUntil(
        lambda: photos.questions is not None and not photos.questions.go.visibleRegion().isEmpty(),
        timeout=10_000,
    )
    assert said[-1].startswith("照片准备好了")
    photos.questions.stop.click()


def test_pictures_without_a_day_ask_once_and_get_the_activitys(
    photos: ActivityPhotos, world: World, held: UUID, draw_two: list[Path], qtbot: QtBot
) -> None:
    photos.take_files(draw_two)
    qtbot.waitUntil(lambda: photos.questions is not None, timeout=10_000)
    assert media(world, held) == []
    assert photos.questions.field.value() == THURSDAY
    photos.questions.go.click()
    qtbot.waitUntil(lambda: len(photos.strip.tiles()) == 2, timeout=10_000)
    assert {one.taken_on for one in media(world, held)} == {THURSDAY}


@pytest.fixture
def draw_two(picture: Draw) -> list[Path]:
    return [picture("a.png", 30), picture("b.png", 150)]


def test_the_light_of_the_photos_goes_on(
    page: ActivitiesPage, bring: Callable[[list[Path]], None], draw_two: list[Path]
) -> None:
    bring(draw_two)
    lights = {state.check.value: state.met for state in page.form.view.states}
    assert lights["photos"]
    assert page.form.photos.strip.tiles()[0].picture is not None


def test_the_same_file_twice_is_passed_over_with_a_quiet_line(
    bring: Callable[[list[Path]], None],
    draw_two: list[Path],
    said: list[str],
    world: World,
    held: UUID,
) -> None:
    bring(draw_two)
    bring(draw_two)
    assert len(media(world, held)) == 2
    assert said[-1] == "跳过 2 张已有的。"


def test_one_that_looks_alike_is_shown_beside_the_other_and_may_be_dropped(
    photos: ActivityPhotos,
    bring: Callable[[list[Path]], None],
    picture: Draw,
    world: World,
    held: UUID,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    first = picture("a.png", 30)
    bring([first])
    again = tmp_path / "again.jpg"
    assert QImage(str(first)).save(str(again), quality=60)
    photos.take_files([again])
    qtbot.waitUntil(lambda: photos.questions is not None, timeout=10_000)
    twin = photos.questions.twins()[0]
    twin.drop.click()
    photos.questions.go.click()
    qtbot.waitUntil(lambda: not photos.intake.is_busy(), timeout=10_000)
    assert len(media(world, held)) == 1


def test_not_importing_after_all_leaves_nothing_behind(
    photos: ActivityPhotos, draw_two: list[Path], world: World, held: UUID, qtbot: QtBot
) -> None:
    photos.take_files(draw_two)
    qtbot.waitUntil(lambda: photos.questions is not None, timeout=10_000)
    photos.questions.stop.click()
    assert photos.questions is None
    assert media(world, held) == []
    assert list(world.store.data.staging.iterdir()) == []


def test_cancelling_leaves_nothing_behind(
    photos: ActivityPhotos,
    picture: Draw,
    world: World,
    held: UUID,
    said: list[str],
    desk: Desk,
    qtbot: QtBot,
) -> None:
    photos.take_files([picture(f"{number}.png", number * 9) for number in range(12)])
    desk.cancel()
    qtbot.waitUntil(lambda: not photos.intake.is_busy(), timeout=10_000)
    assert said == ["导入已取消，没有存入照片，原来的照片都在。"]
    assert media(world, held) == []
    assert list(world.store.data.staging.iterdir()) == []


def test_sources_are_never_touched(
    bring: Callable[[list[Path]], None], draw_two: list[Path]
) -> None:
    before = [(path.read_bytes(), path.stat().st_mtime_ns) for path in draw_two]
    bring(draw_two)
    assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in draw_two] == before


def test_files_dropped_anywhere_on_the_page_come_in(
    page: ActivitiesPage, photos: ActivityPhotos, draw_two: list[Path], qtbot: QtBot
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in draw_two])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(30, 300), copy, mime, left, plain))
    QApplication.sendEvent(page, QDropEvent(QPointF(30, 300), copy, mime, left, plain))
    qtbot.waitUntil(lambda: photos.questions is not None, timeout=10_000)


def test_a_picture_is_pasted_with_control_v_from_the_list(
    page: ActivitiesPage, photos: ActivityPhotos, picture: Draw, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setImage(QImage(str(picture("c.png", 90))))
    page.list.view.setFocus()
    QTest.keyClick(page.list.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: photos.questions is not None, timeout=10_000)
    assert photos.questions.go.text() == "存入 1 张照片"


def test_photos_make_a_new_activity_when_there_is_none(
    page: ActivitiesPage, photos: ActivityPhotos, draw_two: list[Path], qtbot: QtBot, held: UUID
) -> None:
    page.new_record()
    photos.take_files(draw_two)
    qtbot.waitUntil(lambda: photos.questions is not None, timeout=10_000)
    assert page.form.row() not in (None, held)


def test_captions_order_and_main_picture_are_named_changes(
    photos: ActivityPhotos,
    bring: Callable[[list[Path]], None],
    draw_two: list[Path],
    world: World,
    held: UUID,
    settle: Settle,
) -> None:
    bring(draw_two)
    first, second = (one.id for one in media(world, held))
    photos.strip.captioned.emit(first, "王老师执教")
    photos.strip.reordered.emit([second, first])
    photos.strip.main_chosen.emit(second)
    settle()
    found = media(world, held)
    assert [one.id for one in found] == [second, first]
    assert [bool(one.is_hero) for one in found] == [True, False]
    assert found[1].caption == "王老师执教"
    with world.store.read() as session:
        assert next_undo(session).reason == "修改 主图"


def test_four_turns_bring_a_picture_round(
    photos: ActivityPhotos,
    bring: Callable[[list[Path]], None],
    draw_two: list[Path],
    world: World,
    held: UUID,
    settle: Settle,
) -> None:
    bring(draw_two)
    row = media(world, held)[0].id
    high = photos.strip.tiles()[0].picture
    photos.strip.turned.emit(row)
    settle()
    assert photos.strip.tiles()[0].picture.width() == high.height()
    for _ in range(3):
        photos.strip.turned.emit(row)
    settle()
    assert media(world, held)[0].turned == 0


def test_a_picture_goes_to_the_bin_and_the_note_follows(
    photos: ActivityPhotos,
    bring: Callable[[list[Path]], None],
    draw_two: list[Path],
    world: World,
    held: UUID,
    settle: Settle,
) -> None:
    bring(draw_two)
    photos.strip.trashed.emit([media(world, held)[0].id])
    settle()
    assert photos.note() == "1 张"


def test_the_viewer_writes_consent_and_leads_to_the_next(
    page: ActivitiesPage,
    bring: Callable[[list[Path]], None],
    draw_two: list[Path],
    world: World,
    held: UUID,
    settle: Settle,
    qtbot: QtBot,
) -> None:
    bring(draw_two)
    lines = page.form.view.parts.photos
    viewer = PhotoViewer(page.form.pen, lines, lines[0].id, page)
    qtbot.addWidget(viewer)
    viewer.fields["consent_state"].line.picked.emit(
        next(o for o in viewer.fields["consent_state"]._options if o.key is MediaConsent.BLOCKED)
    )
    QTest.keyClick(viewer, Qt.Key.Key_Right)
    assert viewer.counter.text() == "第 2 张，共 2 张"
    settle()
    assert media(world, held)[0].consent_state is MediaConsent.BLOCKED
    assert photos_note(page) == "不可使用"


def photos_note(page: ActivitiesPage) -> str:
    return page.form.photos.strip.tiles()[0].note


def test_an_import_is_one_step_to_take_back(
    photos: ActivityPhotos,
    bring: Callable[[list[Path]], None],
    draw_two: list[Path],
    world: World,
    held: UUID,
    desk: Desk,
    settle: Settle,
) -> None:
    bring(draw_two)
    with world.store.read() as session:
        assert next_undo(session).reason == "导入照片 2 张"
    desk.undo(Reply(desk))
    settle()
    assert media(world, held) == []
    with world.store.read() as session:
        assert next_undo(session).reason == "准备"


def test_pupils_on_a_photo_bring_the_registered_permission_with_them(
    photos: ActivityPhotos,
    bring: Callable[[list[Path]], None],
    draw_two: list[Path],
    world: World,
    held: UUID,
    settle: Settle,
) -> None:
    with world.store.change(Deed("准备")) as session:
        group = records.save(session, ClassGroup, None, {"name": "三1班", "school": world.core})
        values = {"class_group": group, "scope": ConsentScope.PHOTO_ALBUM_PRINT}
        records.save(session, Consent, None, values)
    bring(draw_two)
    row = media(world, held)[0].id
    photos.strip.children_flagged.emit(row, True)
    settle()
    assert [one.consent_state for one in media(world, held)] == [
        MediaConsent.OK,
        MediaConsent.UNKNOWN,
    ]
