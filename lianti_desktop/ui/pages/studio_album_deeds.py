"""What is done to an album by pointing at its pages; each is one step that can be undone."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from lianti_desktop.printing import album_verbs as verbs
from lianti_desktop.printing.album_pages import AlbumPage, LaidAlbum, Spot
from lianti_desktop.printing.page import Part
from lianti_desktop.ui.desk import Desk, Reply

Deed = Callable[[Session, UUID], object]


class AlbumDeeds(QObject):
    """`done` when a decision is stored."""

    done = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.album: UUID | None = None

    def make_hero(self, spot: Spot) -> None:
        """The largest photo of its chapter, or no longer."""
        self._do("选画册主图", lambda s, album: verbs.set_hero(s, album, spot.name))

    def drop(self, spot: Spot) -> None:
        """A photo left out."""
        self._do("画册不放这张照片", lambda s, album: verbs.drop_photo(s, album, spot.name))

    def take(self, photo: str) -> None:
        """A photo that was left out."""
        self._do("画册放进照片", lambda s, album: verbs.take_photo(s, album, photo))

    def swap(self, one: Spot, other: Spot) -> None:
        """Two photos in each other's places; across chapters nothing happens."""
        if one.chapter == other.chapter:
            self._do("画册照片换位置", lambda s, a: verbs.swap_photos(s, a, one.name, other.name))

    def move(self, spot: Spot, photos: list[str], by: int) -> None:
        """A photo one place on or back in its chapter."""
        rest = [name for name in photos if name != spot.name]
        at = max(0, min(photos.index(spot.name) + by, len(rest)))
        before = rest[at] if at < len(rest) else None
        self._do("画册照片换次序", lambda s, a: verbs.move_photo(s, a, spot.name, before))

    def lock(self, page: AlbumPage) -> None:
        """The photos of the page stay together, or no longer."""
        verb, words = (
            (verbs.unlock_page, "画册这一页不再固定")
            if page.is_locked
            else (verbs.lock_page, "画册固定这一页")
        )
        self._do(words, lambda s, album: verb(s, album, page))

    def set_words(self, spot: Spot, words: str) -> None:
        """Other words for a caption, a text, a title or a remark of this album."""
        deeds: dict[Part, Deed] = {
            Part.PHOTO: lambda s, a: verbs.set_caption(s, a, spot.name, words),
            Part.CAPTION: lambda s, a: verbs.set_caption(s, a, spot.name, words),
            Part.TEXT: lambda s, a: verbs.set_text(s, a, spot.chapter, words),
            Part.OPENING: lambda s, a: verbs.set_title(s, a, spot.chapter, words),
            Part.REMARK: lambda s, a: verbs.set_remark(s, a, spot.name, words),
        }
        self._do("改画册文字", deeds[spot.part])

    def order_chapters(self, chapters: list[str]) -> None:
        """The chapters in another order."""
        self._do("画册章节换次序", lambda s, a: verbs.set_order_of_chapters(s, a, chapters))

    def take_chapter(self, chapter: str, *, is_in: bool) -> None:
        """An activity in the album or out of it."""
        verb = verbs.take_chapter if is_in else verbs.drop_chapter
        words = "画册收进活动" if is_in else "画册不收活动"
        self._do(words, lambda s, album: verb(s, album, chapter))

    def _do(self, words: str, deed: Deed) -> None:
        album = self.album
        if album is None:
            return

        def work(session: Session) -> None:
            deed(session, album)

        self._desk.change(words, work, Reply(self, lambda _: self.done.emit()))


def words_of(laid: LaidAlbum, spot: Spot) -> str:
    """The whole text of a spot, also of one that runs over pages."""
    chapter = next((one for one in laid.book.chapters if one.name == spot.chapter), None)
    if chapter is None or spot.part in (Part.PHOTO, Part.CAPTION):
        photos = chapter.photos if chapter else ()
        return next((photo.caption for photo in photos if photo.name == spot.name), spot.text)
    if spot.part is Part.REMARK:
        return next((one.text for one in chapter.remarks if one.name == spot.name), spot.text)
    return chapter.text if spot.part is Part.TEXT else chapter.title


def photos_of(laid: LaidAlbum, chapter: str) -> list[str]:
    """The photos of a chapter in the album's order."""
    found = next((one for one in laid.book.chapters if one.name == chapter), None)
    return [photo.name for photo in found.photos] if found else []
