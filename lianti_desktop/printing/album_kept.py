"""Albums that are kept: made from a wish, laid out again as often as something was decided."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.words import AlbumScope
from lianti_desktop.printing.album import album_pages
from lianti_desktop.printing.album_pages import LaidAlbum, laid_out
from lianti_desktop.printing.album_plan import AlbumPlan, from_plain, to_plain
from lianti_desktop.printing.gather_album import (
    BARRED_IN_ALBUMS,
    SUBTITLE,
    TITLE,
    AlbumAsked,
    gather_album,
    kept_media,
)
from lianti_desktop.printing.gather_photos import PhotoShelf, is_barred, media_of, of_the_event
from lianti_desktop.printing.gather_scope import FIVE_ONES, Narrowed
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.publications import Album


@dataclass(frozen=True)
class LeftOut:
    """A photo that is in none of the album's pages, and why."""

    chapter: str
    photo: str
    caption: str
    why: str
    may_come_in: bool


def usual_values(scope: AlbumScope) -> dict[str, Any]:
    """What an album is like as long as nobody decides."""
    subtitle = f"五个一{SUBTITLE}" if scope is AlbumScope.FIVE_ONES else SUBTITLE
    return {"title": TITLE, "subtitle": subtitle, "template": "pine", "paper": "A4", "scope": scope}


def create_album(session: Session, scope: AlbumScope, **values: Any) -> Album:
    """A new album that is kept; `values` are keyed by field name."""
    return records.save(session, Album, None, usual_values(scope) | values)


def draft_album(scope: AlbumScope, **columns: Any) -> Album:
    """An album that is printed once and not kept; what is None is usual."""
    said = {name: value for name, value in columns.items() if value is not None}
    return Album(**(usual_values(scope) | said))


def asked_of(album: Album, today: date) -> AlbumAsked:
    """What a kept album asks for."""
    return AlbumAsked(
        term=album.term_id,
        today=today,
        title=album.title or TITLE,
        foreword=album.foreword or "",
        style=album.template or "pine",
        size=album.paper or "A4",
        narrowed=_narrowed(album),
        subtitle=album.subtitle or SUBTITLE,
        cover=album.cover_id,
        plan=plan_of(album),
        kept=album.id,
    )


def _narrowed(album: Album) -> Narrowed:
    kinds = FIVE_ONES if album.scope is AlbumScope.FIVE_ONES else tuple(album.kinds or ())
    return Narrowed(
        activities=tuple(UUID(row) for row in album.activities or ()),
        school=album.school_id,
        kinds=tuple(str(kind) for kind in kinds),
        first=album.first_day,
        last=album.last_day,
    )


def plan_of(album: Album) -> AlbumPlan:
    """The decisions that are kept with an album."""
    return from_plain(json.loads(album.plan)) if album.plan else AlbumPlan()


def keep_plan(session: Session, album: UUID, plan: AlbumPlan) -> Album:
    """Keeps other decisions with an album."""
    text = json.dumps(to_plain(plan), ensure_ascii=False, sort_keys=True)
    return records.save(session, Album, album, {"plan": text})


def lay_album(
    session: Session, asked: AlbumAsked, shelf: PhotoShelf, setter: Typesetter
) -> LaidAlbum:
    """The pages of an album with what lies where on them.

    Keep the shelf's workroom as long as the pages are drawn from.
    """
    found = gather_album(session, asked, shelf)
    setter.font_book.missing.clear()
    pages = album_pages(found.content, setter)
    return laid_out(found.content, pages, found.warnings)


def left_out(session: Session, asked: AlbumAsked, chapter: str) -> list[LeftOut]:
    """The photos of a chapter that are not in the album."""
    activity = records.get(session, Activity, UUID(chapter))
    media = list(of_the_event(media_of(session, activity)))
    allowed = [one for one in media if not is_barred(one, BARRED_IN_ALBUMS)]
    kept = kept_media(allowed, asked.plan.chapter(chapter), asked.plan.photos_each)
    return [_left(one, chapter, is_allowed=one in allowed) for one in media if one not in kept]


def _left(media: Media, chapter: str, *, is_allowed: bool) -> LeftOut:
    why = "没有选进来" if is_allowed else _barred_because(media)
    return LeftOut(chapter, media.id.hex, media.caption or "", why, may_come_in=is_allowed)


def _barred_because(media: Media) -> str:
    return getattr(media.consent_state, "label", "") or "没有使用许可"
