"""The photos of an activity as paper takes them: those that may be printed, turned, blurred."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.words import MediaConsent
from lianti_desktop.printing.content import Photo
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.blurring import Region, blur, regions_of
from lianti_desktop.storage.lessons import Media

_QUARTER = 90
_QUARTERS = 4
_FINE = 92
_SIGN = 12


@dataclass
class PhotoShelf:
    """Where photos are taken from; `workroom` holds turned copies until the file is written.

    `warnings` collects one sentence for each thing that the user should know.
    """

    attachments: AttachmentStore
    workroom: Path
    warnings: list[str] = field(default_factory=list)

    def allowed(
        self, media: Sequence[Media], activity: Activity, barred: frozenset[MediaConsent]
    ) -> list[Media]:
        """Those that may be printed and whose files are there; a blurred one needs no more care."""
        may = [one for one in media if not is_barred(one, barred)]
        present = [one for one in may if one.file and self.attachments.has(one.file)]
        self._tell(activity, len(media) - len(may), "没有使用许可，没有印")
        self._tell(activity, len(may) - len(present), "的文件找不到了，没有印")
        return present

    def photos(self, media: Sequence[Media]) -> tuple[Photo, ...]:
        """The photos as they are printed: turned, and blurred where they have to be."""
        return tuple(self._photo(one) for one in media)

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
        regions = regions_of(media.blur_regions)
        if turns or regions:
            path = self._made(path, turns, regions)
        if turns % 2:
            width, height = height, width
        return Photo(
            path, width, height, media.caption or "", bool(media.is_hero), key=media.id.hex
        )

    def _made(self, path: Path, turns: int, regions: Sequence[Region]) -> Path:
        """A copy turned clockwise by so many right angles, its places blurred; made once.

        A picture that cannot be read leaves no copy, and so a placeholder on the paper: what had
        to be blurred is never printed as it is.
        """
        from PIL import Image

        marks = "-".join(region.line.replace(" ", ".") for region in regions)
        sign = sha256(marks.encode()).hexdigest()[:_SIGN] if marks else "whole"
        copy = self.workroom / f"{path.name}-{turns}-{sign}.jpg"
        if not copy.exists():
            with suppress(OSError, ValueError, SyntaxError), Image.open(path) as opened:
                picture = opened.convert("RGB")
                blur(picture, regions)
                picture.rotate(-_QUARTER * turns, expand=True).save(copy, quality=_FINE)
        return copy


def is_barred(media: Media, barred: frozenset[MediaConsent]) -> bool:
    """Whether a photo must stay out; one that needs blurring may come in once it is blurred."""
    if media.consent_state is MediaConsent.BLUR_NEEDED and media.blur_regions:
        return False
    return media.consent_state in barred


def media_of(session: Session, activity: Activity) -> list[Media]:
    """The photos of an activity outside the bin, in the order that the user gave them."""
    query = select(Media).where(Media.activity_id == activity.id, Media.deleted.is_(False))
    return list(session.scalars(query.order_by(Media.rank.nulls_last(), Media.id)))


def of_the_event(media: Sequence[Media]) -> Iterator[Media]:
    """All but the pictures of sign-in sheets."""
    return (one for one in media if not one.shows_sign_in)
