"""Pictures of the window, made by the window itself: for the demonstration and for the manual."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QScrollArea, QWidget
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lianti_desktop.domain.words import OperatorRole
from lianti_desktop.paths import DataPaths
from lianti_desktop.services.sample import add_sample
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.operators import add_operator
from lianti_desktop.ui.opening import Opened, open_data
from lianti_desktop.ui.pages.studio_album import AlbumStudio
from lianti_desktop.ui.reply import Progress, Reply
from lianti_desktop.ui.start import Start
from lianti_desktop.ui.theme import Scheme, TextSize
from lianti_desktop.ui.widgets.photo_strip import PhotoStrip

SIZE = (1366, 728)
SCREEN = (1366, 768)
PLACES = (("工作台", "workbench"), ("活动", "activities"), ("教职工", "people"))
PATIENCE = 60.0
QUIET = 0.4
SMALLEST_FILE = 0
COLOURS = 256
ABOVE_PHOTOS = 60
FIRST_PHOTOS = 6
OPERATOR = "示例录入员"


@dataclass(frozen=True)
class Shot:
    """One picture of the manual: the place, and how the window looks there."""

    name: str
    place: str
    size: TextSize = TextSize.STANDARD
    scheme: Scheme = Scheme.LIGHT
    shows_photos: bool = False


SHOTS = (
    Shot("workbench", "workbench"),
    Shot("activities", "activities"),
    Shot("photos", "activities", shows_photos=True),
    Shot("people", "people"),
    Shot("printing", "printing"),
    Shot("activities-dark", "activities", scheme=Scheme.DARK),
    Shot("activities-largest", "activities", size=TextSize.HUGE),
)


EXCHANGE_SHOT = Shot("exchange", "exchange")
"""Drawn on an alliance of its own, whose packages have come for some weeks."""


def take_all(start: Start, data: DataPaths, out: Path) -> Sequence[Path]:
    """Opens the window on the data, visits the places, saves a picture of each."""
    _open(start, data, open_data, SIZE)
    pictures = []
    for number, (title, place) in enumerate(PLACES, 1):
        start.window.show_place(place)
        settle(start)
        pictures.append(_save(start, out / f"{number}-{title}.png"))
    _close(start)
    return pictures


def draw_sample(
    start: Start, data: DataPaths, out: Path, shots: Sequence[Shot] = SHOTS
) -> Sequence[Path]:
    """The pictures of the manual, on the sample alliance in an empty data folder."""
    _open(start, data, _with_sample, SCREEN)
    pictures = []
    for shot in shots:
        _dress(start, shot)
        _visit(start, shot.place)
        _scroll(start, to_photos=shot.shows_photos)
        pictures.append(_save(start, out / f"{shot.name}.png"))
        _in_few_colours(pictures[-1])
    _close(start)
    return pictures


def draw_exchange(start: Start, folder: Path, out: Path) -> Path:
    """The picture of U盘交换."""
    from lianti_desktop.ui.pages.exchange import ExchangePage
    from lianti_desktop.ui.screenshots_village import village

    data, ring, stick = village(folder)
    _open(start, data, open_data, SCREEN)
    _dress(start, EXCHANGE_SHOT)
    page = ExchangePage(start.window.desk, ring=ring)
    start.window.take_in(EXCHANGE_SHOT.place, page)
    start.window.show_place(EXCHANGE_SHOT.place)
    settle(start)
    page.stick.choose(stick)
    _end_of_work(start)
    settle(start)
    picture = _save(start, out / f"{EXCHANGE_SHOT.name}.png")
    _in_few_colours(picture)
    _close(start)
    return picture


def settle(start: Start) -> None:
    """Waits until everything asked for so far has come and was painted."""
    answered: list[bool] = []
    start.window.desk.ask(lambda _: True, Reply(start, answered.append))
    wait_for(lambda: bool(answered))
    end = time.monotonic() + QUIET
    wait_for(lambda: time.monotonic() > end)


def wait_for(is_there: Callable[[], bool]) -> None:
    """Lets the window work until something is there."""
    end = time.monotonic() + PATIENCE
    while not is_there() and time.monotonic() < end:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.005)


def _open(
    start: Start, data: DataPaths, load: Callable[[DataPaths], Opened], size: tuple[int, int]
) -> None:
    frame = start.paint()
    frame.showNormal()
    frame.resize(*size)
    start.asks = False
    start.open(data, load)
    wait_for(lambda: start.window is not None)


def _with_sample(data: DataPaths) -> Opened:
    """In the worker: the sample with its pictures, then the data as at any start."""
    opened = open_data(data)
    add_sample(opened.store, date.today())  # noqa: DTZ011 - the window shows the term of the day
    with opened.store.transaction() as session:
        add_operator(session, OPERATOR, OperatorRole.CLERK)
    opened.store.close()
    return open_data(data)


def _dress(start: Start, shot: Shot) -> None:
    settings = start.preferences.settings
    start.preferences.change(
        replace(settings, scheme=shot.scheme.value, font_points=shot.size.points)
    )


def _visit(start: Start, place: str) -> None:
    """Goes to a place and does there what makes it worth seeing."""
    window = start.window
    window.show_place(place)
    settle(start)
    if place == "activities":
        with window.desk.store.read() as session:
            row = _richest_in_photos(session)
        window.show_record("activity", row)
    elif place == "printing":
        window.page().new_record()
        _end_of_work(start)
        settle(start)
        _end_of_work(start)
        _turn_page(window.page())
    settle(start)
    settle(start)


def _turn_page(page: QWidget) -> None:
    """To the first page with photos of an album that was laid out."""
    studio = page.findChild(AlbumStudio)
    if studio is not None and studio.ready is not None:
        studio.pane.view.go(FIRST_PHOTOS)


def _scroll(start: Start, *, to_photos: bool) -> None:
    """The form of an activity to its top, or to its photos."""
    strip = start.window.page().findChild(PhotoStrip)
    area = strip.parentWidget() if strip is not None else None
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if strip is None or area is None:
        return
    place = strip.mapTo(area.widget(), QPoint(0, 0)).y() - ABOVE_PHOTOS
    area.verticalScrollBar().setValue(place if to_photos else 0)
    settle(start)


def _richest_in_photos(session: Session) -> UUID | None:
    """The activity with the most photos."""
    query = select(Media.activity_id).where(Media.deleted.is_(False)).group_by(Media.activity_id)
    return session.scalar(query.order_by(func.count().desc(), Media.activity_id).limit(1))


def _end_of_work(start: Start) -> None:
    """Waits behind the long work that is under way."""
    ended: list[bool] = []

    def nothing(_progress: Progress) -> bool:
        return True

    start.window.desk.run(nothing, Reply(start, ended.append))
    wait_for(lambda: bool(ended))


def _save(start: Start, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    frame = start.frame
    picture = frame.grab() if frame is not None else QPixmap()
    picture.save(str(path), "PNG", SMALLEST_FILE)
    return path


def _in_few_colours(path: Path) -> None:
    """A third of the size: the manual lies in the repository."""
    from PIL import Image

    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, "PNG", optimize=True)


def _close(start: Start) -> None:
    start.close()
    if start.frame is not None:
        start.frame.close()
