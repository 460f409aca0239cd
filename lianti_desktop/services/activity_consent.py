"""What the register of permissions (授权登记) says about a photo that shows pupils: a default.

The rule, in this order; the clerk may choose something else at any time:

1. The schools of the activity have registered nothing for photos: 还没确认.
2. A class concerned has withdrawn a permission for photos, whichever: 不可使用.
3. Every class concerned has given one that covers print: 可以使用.
4. None of them has: 不可使用. Only some have: 还没确认, since only somebody who sees the photo
   knows which pupils are on it.

Concerned are the classes of the schools that take part, narrowed to the grades that the activity
names. A permission for use inside the school alone does not cover print.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.terms import term_of
from lianti_desktop.domain.words import ConsentScope, Grade, MediaConsent, Section
from lianti_desktop.services.activity_facts import schools_of
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.organisation import ClassGroup, Consent

COVERS_PRINT: Final = frozenset({ConsentScope.PHOTO_ALBUM_PRINT, ConsentScope.MEDIA_PUBLIC})
ABOUT_PHOTOS: Final = COVERS_PRINT | {ConsentScope.PHOTO_INTERNAL, ConsentScope.PHOTO_BULLETIN}
UNSURE: Final = (None, MediaConsent.UNKNOWN)
_GRADES: Final = tuple(Grade)
_FIRST_OF: Final = {Section.PRIMARY: Grade.GRADE_1, Section.JUNIOR: Grade.GRADE_7}


@dataclass(frozen=True)
class ClassConsent:
    """What one class has registered for photos; no grades when they are not known."""

    grades: frozenset[str] = frozenset()
    is_given: bool = False
    is_withdrawn: bool = False
    is_registered: bool = False
    name: str = ""


def default_consent(classes: Iterable[ClassConsent], grades: Collection[str] = ()) -> MediaConsent:
    """The rule above; `grades` are those of the activity, none for all."""
    known = list(classes)
    if not any(one.is_registered for one in known):
        return MediaConsent.UNKNOWN
    concerned = _concerned(known, grades)
    given = [one.is_given for one in concerned]
    if any(one.is_withdrawn for one in concerned):
        return MediaConsent.BLOCKED
    if any(given):
        return MediaConsent.OK if all(given) else MediaConsent.UNKNOWN
    return MediaConsent.BLOCKED if concerned else MediaConsent.UNKNOWN


def concerned_classes(activity: Activity, classes: Iterable[ClassConsent]) -> list[ClassConsent]:
    """Those of the classes that an activity concerns."""
    return _concerned(classes, [str(grade) for grade in activity.grades or ()])


def _concerned(classes: Iterable[ClassConsent], grades: Collection[str]) -> list[ClassConsent]:
    return [one for one in classes if _is_concerned(one, grades)]


def _is_concerned(one: ClassConsent, grades: Collection[str]) -> bool:
    return not grades or not one.grades or not one.grades.isdisjoint(grades)


def propose_consent(session: Session, media: Media, today: date) -> MediaConsent | None:
    """The default for a photo that shows pupils; what somebody has decided stays."""
    activity = media.activity
    if not media.has_pupils or media.consent_state not in UNSURE or activity is None:
        return media.consent_state
    classes = class_consents(session, activity, today)
    return default_consent(classes, [str(grade) for grade in activity.grades or ()])


def class_consents(session: Session, activity: Activity, today: date) -> list[ClassConsent]:
    """What the classes of the schools that take part have registered, as it is valid today."""
    query = select(ClassGroup).where(
        ClassGroup.deleted.is_(False), ClassGroup.school_id.in_(schools_of(activity))
    )
    day = activity.held_on or today
    return [
        replace(
            _class_consent(_grades_on(one, day), _registered(session, one), today),
            name=one.name or "",
        )
        for one in session.scalars(query)
    ]


def _registered(session: Session, group: ClassGroup) -> Sequence[Consent]:
    query = select(Consent).where(Consent.deleted.is_(False), Consent.class_group_id == group.id)
    return [one for one in session.scalars(query) if one.scope in ABOUT_PHOTOS]


def _class_consent(
    grades: frozenset[str], consents: Sequence[Consent], today: date
) -> ClassConsent:
    valid = [one for one in consents if one.until is None or one.until >= today]
    return ClassConsent(
        grades=grades,
        is_given=any(one.scope in COVERS_PRINT for one in valid),
        is_withdrawn=any(one.withdrawn_on is not None for one in consents),
        is_registered=bool(consents),
    )


def _grades_on(group: ClassGroup, day: date) -> frozenset[str]:
    """The grades of a class: those written down, else counted from the year of entry."""
    if group.grades:
        return frozenset(str(grade) for grade in group.grades)
    first = _FIRST_OF.get(group.section) if group.section else None
    if first is None or group.entry_year is None:
        return frozenset()
    place = _GRADES.index(first) + term_of(day).year_start - group.entry_year
    return frozenset({str(_GRADES[place])}) if 0 < place < len(_GRADES) else frozenset()
