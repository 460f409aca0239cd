"""Making an album: what it takes in at the left, its pages at the right, to be pointed at."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.domain.words import AlbumScope, PrintKind
from lianti_desktop.printing.album_kept import create_album
from lianti_desktop.printing.album_pages import AlbumPage, Spot
from lianti_desktop.printing.page import Part
from lianti_desktop.storage.publications import Album
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.dialogs.blur_photo import BlurDialog
from lianti_desktop.ui.dialogs.copy_shop import Book
from lianti_desktop.ui.dialogs.preview import Leaving
from lianti_desktop.ui.pages.studio import Studio, today
from lianti_desktop.ui.pages.studio_album_deeds import AlbumDeeds, photos_of, words_of
from lianti_desktop.ui.pages.studio_album_side import AlbumSide
from lianti_desktop.ui.pages.studio_album_work import AlbumReady, lay_out
from lianti_desktop.ui.pages.studio_tools import SpotTools
from lianti_desktop.ui.reply import Progress
from lianti_desktop.ui.spot_layer import SpotLayer

INTRODUCTION = "点一下照片或文字再改；照片拖到另一张上就换位置；双击文字改写。"


class AlbumStudio(Studio):
    """One album at a time."""

    kind = Album
    made_of = frozenset({"album", "activity", "media", "reflection", "consent"})
    new_words = "新画册"
    empty_words = "还没有画册。点左上角的“新画册”，先收进这个学期的活动，再一页一页调整。"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.layer = SpotLayer(self.pane.view)
        self.tools = SpotTools()
        self.deeds = AlbumDeeds(desk, self)
        self.side = AlbumSide(desk, self.checks_page())
        self.side_by_side(self.side, (self.tools,))
        self.pane.sentence.setText(INTRODUCTION)
        self._connect()

    def newcomer(self) -> Callable[[Session], Album]:
        """An album of the term that is shown."""
        term = self.desk.term or (self.desk.terms[0].id if self.desk.terms else None)
        return partial(create_album, scope=AlbumScope.TERM, term=term)

    def opened(self, row: UUID) -> None:
        """Another album."""
        if row != self.deeds.album:
            self.layer.show_page(None)
        self.deeds.album = row
        self.side.open(row)

    def commit(self) -> None:
        """The words on the page, and the fields at the left."""
        self.layer.commit()
        self.side.rows.commit()

    def lay_out(self, row: UUID, progress: Progress) -> AlbumReady:
        """On the bench."""
        return lay_out(self.desk, row, today(), progress)

    def show_ready(self, ready: AlbumReady) -> None:
        """Its pages can be pointed at."""
        self.side.show_ready(ready)
        self._show_page()
        self.pane.set_book(Book(ready.title, has_back_cover=True))
        self.pane.set_leaving(Leaving(ready.title, PrintKind.ALBUM, album=ready.row))

    def show_field(self, name: str) -> None:
        """Among the fields at the left; other words are changed on the page in sight."""
        self.side.show_field(name)

    def blur(self, photo: str) -> None:
        """Hide faces of a photo."""
        BlurDialog(self.desk, UUID(photo), self).exec()

    def act(self, key: str) -> None:
        """A tool, or an entry of the menu."""
        spot, page = self.layer.spot(), self._page()
        if key == "lock" and page is not None:
            self.deeds.lock(page)
        elif spot is not None and isinstance(self.ready, AlbumReady):
            photos = photos_of(self.ready.laid, spot.chapter)
            acts: dict[str, Callable[[], object]] = {
                "hero": lambda: self.deeds.make_hero(spot),
                "drop": lambda: self.deeds.drop(spot),
                "back": lambda: self.deeds.move(spot, photos, -1),
                "on": lambda: self.deeds.move(spot, photos, 1),
                "words": lambda: self.write(spot),
                "blur": lambda: self.blur(spot.name),
                "see": lambda: self.record_wanted.emit("activity", UUID(spot.chapter)),
            }
            acts[key]()

    def write(self, spot: Spot) -> None:
        """Change the words of a spot where they stand; those of a photo are its caption."""
        if isinstance(self.ready, AlbumReady):
            place = _caption_of(self._page(), spot)
            self.layer.write(place, words_of(self.ready.laid, spot))

    def _page(self) -> AlbumPage | None:
        """The page on the screen."""
        at = self.pane.view.page()
        outlines = self.ready.laid.outlines if isinstance(self.ready, AlbumReady) else ()
        return outlines[at] if at < len(outlines) else None

    def _show_page(self, _index: int = 0) -> None:
        page = self._page()
        self.layer.show_page(page)
        self.tools.show_page(page)

    def _show_menu(self, spot: Spot, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, words in self.tools.offers(spot):
            menu.addAction(words).triggered.connect(partial(self._on_entry, key))
        menu.popup(place)

    def _on_entry(self, key: str, _checked: object = None) -> None:
        self.act(key)

    def _turn_to(self, chapter: str) -> None:
        laid = self.ready.laid if isinstance(self.ready, AlbumReady) else None
        page = laid.chapter_at(chapter) if laid else None
        if page is not None:
            self.pane.view.go(page.number - 1)

    def _connect(self) -> None:
        self.pane.view.page_changed.connect(self._show_page)
        self.layer.chosen.connect(self.tools.show_spot)
        self.layer.wanted.connect(self.write)
        self.layer.dropped.connect(self.deeds.swap)
        self.layer.worded.connect(self.deeds.set_words)
        self.layer.menu_wanted.connect(self._show_menu)
        self.tools.chosen.connect(self.act)
        self.side.photo_taken.connect(self.deeds.take)
        self.side.blur_wanted.connect(self.blur)
        self.side.photo_wanted.connect(lambda photo: self.record_wanted.emit("media", UUID(photo)))
        self.side.chapters_ordered.connect(self.deeds.order_chapters)
        self.side.chapter_taken.connect(lambda key, on: self.deeds.take_chapter(key, is_in=on))
        self.side.page_wanted.connect(self._turn_to)


def _caption_of(page: AlbumPage | None, spot: Spot) -> Spot:
    """The caption below a photo where it has one: there its words are written."""
    if page is None or spot.part is not Part.PHOTO:
        return spot
    below = (one for one in page.spots if one.part is Part.CAPTION and one.name == spot.name)
    return next(below, spot)
