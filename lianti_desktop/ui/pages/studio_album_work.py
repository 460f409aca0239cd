"""An album on the bench: laid out as it is kept, written, and told what lies where and what not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.printing.album import write_pages
from lianti_desktop.printing.album_kept import LeftOut, asked_of, lay_album, left_out
from lianti_desktop.printing.album_pages import LaidAlbum
from lianti_desktop.printing.gather_album import AlbumAsked
from lianti_desktop.printing.gather_photos import temporary_shelf
from lianti_desktop.printing.gather_scope import activities_in
from lianti_desktop.printing.print_checks import examine_album
from lianti_desktop.storage import records
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.publications import Album
from lianti_desktop.storage.thumbnails import ThumbnailFile
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.pages.studio import Ready
from lianti_desktop.ui.printouts import passing_folder, press_for
from lianti_desktop.ui.reply import Progress
from lianti_desktop.ui.widgets.tick_list import TickLine


@dataclass(frozen=True)
class AlbumReady(Ready):
    """An album that can be looked at and pointed at."""

    laid: LaidAlbum
    chapters: tuple[TickLine, ...]
    left_out: tuple[LeftOut, ...]
    pictures: Mapping[str, bytes]
    """Thumbnails of the photos left out, by their names."""


def lay_out(desk: Desk, row: UUID, today: date, progress: Progress) -> AlbumReady:
    """Lays a kept album out and writes it into a folder that passes."""
    press = press_for(progress)
    with temporary_shelf(desk.store) as shelf:
        with desk.store.read() as session:
            asked = asked_of(records.get(session, Album, row), today)
            laid = lay_album(session, asked, shelf, press.setter())
            chapters = _chapters(session, asked, laid)
            lying = [one for line in chapters if line.is_in for one in _left(session, asked, line)]
            files = _files(session, lying)
        out = passing_folder(desk.store.data) / "活动画册.pdf"
        result = write_pages(laid.book, laid.pages, out, press)
    found = examine_album(desk.store, asked, laid, press.font_book)
    title = f"{laid.book.title} {laid.book.subtitle}".strip()
    small = ThumbnailFile(desk.store.data.thumbnails).get_all(files.values())
    pictures = {photo: small[file] for photo, file in files.items() if file in small}
    return AlbumReady(row, result, title, found, laid, tuple(chapters), tuple(lying), pictures)


def _files(session: Session, photos: Sequence[LeftOut]) -> dict[str, str]:
    """The SHA-256 of the pictures of some photos, by the photos' names."""
    found = {one.photo: session.get(Media, UUID(one.photo)) for one in photos}
    return {photo: media.file for photo, media in found.items() if media and media.file}


def _left(session: Session, asked: AlbumAsked, line: TickLine) -> list[LeftOut]:
    return left_out(session, asked, line.key)


def _chapters(session: Session, asked: AlbumAsked, laid: LaidAlbum) -> list[TickLine]:
    """Those in the album in its order, then those left out."""
    inside = [TickLine(one.name, one.title, is_in=True) for one in laid.book.chapters]
    known = {line.key for line in inside}
    found = activities_in(session, asked.term, asked.narrowed)
    outside = [
        TickLine(one.id.hex, one.title or "未命名活动", is_in=False)
        for one in found
        if one.id.hex not in known
    ]
    return [*inside, *outside]
