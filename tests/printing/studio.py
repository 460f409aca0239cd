"""A small alliance with two activities, their photos and remarks, for the tests of the studio."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.activity_kinds import ActivityKind
from lianti_desktop.domain.words import AlbumScope, AuthorKind, MediaConsent
from lianti_desktop.printing.album_kept import asked_of, create_album, lay_album
from lianti_desktop.printing.album_pages import LaidAlbum
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.gather_photos import PhotoShelf
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.lessons import Media, Reflection
from lianti_desktop.storage.publications import Album
from lianti_desktop.storage.store import Deed, Store
from tests.activity_world import World, add_activity, build_world
from tests.printing.conftest import corner_picture

TODAY = date(2026, 7, 3)
SIZES = ((800, 600), (600, 800), (900, 600))
SAID = "孩子们第一次在田里上科学课，回来还追着问秧苗什么时候结穗。"


@dataclass(frozen=True)
class Studio:
    """The store, two activities, the photos of the first and an album of the term."""

    world: World
    first: UUID
    second: UUID
    photos: tuple[str, ...]
    remark: str
    album: UUID
    font_book: FontBook

    @property
    def store(self) -> Store:
        return self.world.store

    @property
    def attachments(self) -> AttachmentStore:
        return AttachmentStore(self.store.data.attachments)

    def shelf(self) -> PhotoShelf:
        workroom = self.store.data.root / "workroom"
        workroom.mkdir(exist_ok=True)
        return PhotoShelf(self.attachments, workroom)

    def do(self, verb: Callable[..., object], *words: object) -> None:
        """A verb on the album, as one step."""
        with self.store.change(Deed("修改 画册")) as session:
            verb(session, self.album, *words)

    def laid(self) -> LaidAlbum:
        """The album's pages."""
        with self.store.read() as session:
            album = records.get(session, Album, self.album)
            return lay_album(
                session, asked_of(album, TODAY), self.shelf(), Typesetter(self.font_book)
            )


def add_pictures(session: Session, store: Store, activity: Activity, count: int) -> list[UUID]:
    """Photos with coloured corners and captions."""
    attachments = AttachmentStore(store.data.attachments)
    rows = []
    for number in range(count):
        width, height = SIZES[number % len(SIZES)]
        file = store.data.root / f"drawn-{width}x{height}.jpg"
        if not file.exists():
            corner_picture(width, height).save(file, quality=70)
        values = {
            "activity": activity,
            "file": attachments.put_file(file),
            "width": width,
            "height": height,
            "rank": number,
            "caption": f"第{number + 1}张：师生一起看秧苗",
            "consent_state": MediaConsent.OK,
            "is_hero": number == 0,
        }
        rows.append(records.save(session, Media, None, values).id)
    return rows


def build_studio(folder: Path, font_book: FontBook, *, photos: int = 8) -> Studio:
    """The studio with an album of the term."""
    world = build_world(folder)
    with world.store.change(Deed("录入活动")) as session:
        kind = ActivityKind.PUPIL_FIVE_ONES_URBAN_RURAL
        first = add_activity(session, world, title="城乡体验：到田里去", kind=kind)
        second = add_activity(session, world, title="三校联合教研", held_on=date(2026, 4, 2))
        rows = add_pictures(session, world.store, first, photos)
        add_pictures(session, world.store, second, 2)
        said = {"author_kind": AuthorKind.PUPIL, "author_label": "三年级 小荷", "consent_ok": True}
        remark = records.save(session, Reflection, None, {"activity": first, "text": SAID} | said)
        album = create_album(session, AlbumScope.TERM, term=world.term)
        names = tuple(row.hex for row in rows)
        return Studio(world, first.id, second.id, names, remark.id.hex, album.id, font_book)


def photos_of(laid: LaidAlbum, activity: UUID) -> list[str]:
    """The names of the photos of a chapter, page by page."""
    pages = (page for page in laid.outlines if page.chapter == activity.hex)
    return [name for page in pages for name in page.photos]
