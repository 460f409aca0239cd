"""Which photos may not go into a print as they are, and why: the gate before albums and bulletins.

A permission that was withdrawn counts whatever somebody had decided before about the photo.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.fields import SEPARATOR
from lianti_desktop.domain.words import MediaConsent
from lianti_desktop.services.activity_consent import (
    UNSURE,
    ClassConsent,
    class_consents,
    concerned_classes,
)
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.publications import Album
from lianti_desktop.storage.record import title_of

ALL_CLEAR = "照片都可以使用"


@dataclass(frozen=True)
class BarredPhoto:
    """A photo to be replaced or blurred; `is_withdrawn` when a permission was taken back."""

    photo: UUID
    activity: UUID
    caption: str
    why: str
    is_withdrawn: bool = False


def barred_photos(session: Session, activities: Iterable[UUID], today: date) -> list[BarredPhoto]:
    """The photos of some activities that may not be printed as they are, in their order."""
    found: list[BarredPhoto] = []
    for row in activities:
        activity = records.get(session, Activity, row)
        classes = concerned_classes(activity, class_consents(session, activity, today))
        found.extend(_barred(activity, _pictures(session, row), classes))
    return found


def _pictures(session: Session, activity: UUID) -> Sequence[Media]:
    query = select(Media).where(Media.deleted.is_(False), Media.activity_id == activity)
    return session.scalars(query.order_by(Media.rank.nulls_last(), Media.id)).all()


def _barred(
    activity: Activity, media: Iterable[Media], classes: Sequence[ClassConsent]
) -> Iterator[BarredPhoto]:
    withdrawn = [one for one in classes if one.is_withdrawn]
    for one in media:
        is_withdrawn = bool(one.has_pupils and withdrawn)
        why = _why(one, classes, withdrawn)
        if why and not one.shows_sign_in:
            caption = one.caption or one.file_name or "没有说明的照片"
            yield BarredPhoto(one.id, activity.id, caption, why, is_withdrawn)


def _why(media: Media, classes: Sequence[ClassConsent], withdrawn: Sequence[ClassConsent]) -> str:
    """Why it may not be printed as it is; "" when it may."""
    if media.has_pupils and withdrawn:
        return f"{_names(withdrawn)}撤回了授权"
    state = media.consent_state
    if state is MediaConsent.BLOCKED:
        without = [one for one in classes if media.has_pupils and not one.is_given]
        return f"{_names(without)}没有授权" if without else "标明了不可使用"
    if state is MediaConsent.BLUR_NEEDED and not media.blur_regions:
        return "需要遮脸，还没有遮"
    return "有学生，授权还没有确认" if media.has_pupils and state in UNSURE else ""


def _names(classes: Sequence[ClassConsent]) -> str:
    return SEPARATOR.join(one.name for one in classes if one.name) or "有班级"


def check_album(
    session: Session, album: UUID, activities: Iterable[UUID], today: date
) -> list[BarredPhoto]:
    """Looks through the photos of an album and keeps with it what was found, and on which day."""
    found = barred_photos(session, activities, today)
    report = "\n".join(_line(session, one) for one in found) or ALL_CLEAR
    records.save(session, Album, album, {"consent_report": report, "checked_on": today})
    return found


def _line(session: Session, barred: BarredPhoto) -> str:
    activity = title_of(session.get(Activity, barred.activity))
    return f"“{activity}”的“{barred.caption}”：{barred.why}"
