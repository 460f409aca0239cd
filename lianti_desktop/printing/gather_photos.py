"""The photos of an activity as the paper takes them: those that may be printed, turned upright."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.words import MediaConsent
from lianti_desktop.printing.content import Photo
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.lessons import Media

_QUARTER = 90
_QUARTERS = 4
_FINE = 92


@dataclass
class PhotoShelf:
    """Where photos are taken from; `workroom` holds turned copies until the file is written.

    `warnings` collects one sentence for each thing that the user should know.
    """

    attachments: AttachmentStore
    workroom: Path
    warnings: list[str] = field(default_factory=list)

    def photos(
        self, media: Sequence[Media], activity: Activity, barred: frozenset[MediaConsent]
    ) -> tuple[Photo, ...]:
        """The photos in their order; those whose consent is barred, or whose file is gone, stay."""
        allowed = [one for one in media if one.consent_state not in barred]
        present = [one for one in allowed if one.file and self.attachments.has(one.file)]
        self._tell(activity, len(media) - len(allowed), "没有使用许可，没有印")
        self._tell(activity, len(allowed) - len(present), "的文件找不到了，没有印")
        return tuple(self._photo(one) for one in present)

    def tell_unconfirmed(self, media: Sequence[Media], activity: Activity) -> None:
        """Warns of photos with pupils whose consent nobody has confirmed yet."""
        unsure = (None, MediaConsent.UNKNOWN)
        count = sum(bool(one.has_pupils) and one.consent_state in unsure for one in media)
        self._tell(activity, count, "有学生，还没有确认授权，请先核对")

    def _tell(self, activity: Activity, count: int, what: str) -> None:
        if count:
            self.warnings.append(f"“{activity.title or '未命名活动'}”有 {count} 张照片{what}")

    def _photo(self, media: Media) -> Photo:
        path = self.attachments.path(media.file or "")
        width, height = media.width or 1, media.height or 1
        turns = (media.turned or 0) % _QUARTERS
        if turns:
            path = self._turned(path, turns)
        if turns % 2:
            width, height = height, width
        return Photo(
            path, width, height, media.caption or "", bool(media.is_hero), key=media.id.hex
        )

    def _turned(self, path: Path, turns: int) -> Path:
        """A copy turned clockwise by so many right angles."""
        from PIL import Image

        copy = self.workroom / f"{path.name}-{turns}.jpg"
        if not copy.exists():
            with Image.open(path) as picture:
                picture.rotate(-_QUARTER * turns, expand=True).save(copy, quality=_FINE)
        return copy


def media_of(session: Session, activity: Activity) -> list[Media]:
    """The photos of an activity outside the bin, in the order that the user gave them."""
    query = select(Media).where(Media.activity_id == activity.id, Media.deleted.is_(False))
    return list(session.scalars(query.order_by(Media.rank.nulls_last(), Media.id)))


def of_the_event(media: Sequence[Media]) -> Iterator[Media]:
    """All but the pictures of sign-in sheets."""
    return (one for one in media if not one.shows_sign_in)
