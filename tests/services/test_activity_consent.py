"""What the register of permissions proposes for a photo with pupils."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from lianti_desktop.domain.words import ConsentScope, Grade, MediaConsent
from lianti_desktop.domain.words import Section as SchoolSection
from lianti_desktop.services.activity_consent import (
    ClassConsent,
    class_consents,
    default_consent,
    propose_consent,
)
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.organisation import ClassGroup, Consent
from lianti_desktop.storage.store import Deed
from tests import activity_world as aw
from tests.activity_world import World, build_world

TODAY = date(2026, 3, 20)
THIRD, FOURTH = frozenset({"grade_3"}), frozenset({"grade_4"})
NOTHING = ClassConsent()
GIVEN = ClassConsent(is_given=True, is_registered=True)
WITHDRAWN = ClassConsent(is_given=True, is_withdrawn=True, is_registered=True)
GIVEN_BY_THIRD = ClassConsent(THIRD, is_given=True, is_registered=True)
FOURTH_WITHOUT = ClassConsent(FOURTH)


@pytest.mark.parametrize(
    ("classes", "grades", "proposed"),
    [
        ([], (), MediaConsent.UNKNOWN),
        ([NOTHING, NOTHING], (), MediaConsent.UNKNOWN),
        ([GIVEN, GIVEN], (), MediaConsent.OK),
        ([GIVEN, NOTHING], (), MediaConsent.UNKNOWN),
        ([GIVEN, WITHDRAWN], (), MediaConsent.BLOCKED),
        ([GIVEN_BY_THIRD, FOURTH_WITHOUT], THIRD, MediaConsent.OK),
        ([GIVEN_BY_THIRD, FOURTH_WITHOUT], FOURTH, MediaConsent.BLOCKED),
        ([GIVEN_BY_THIRD], FOURTH, MediaConsent.UNKNOWN),
        ([ClassConsent(is_registered=True)], (), MediaConsent.BLOCKED),
    ],
)
def test_the_rule_of_the_register(
    classes: list[ClassConsent], grades: frozenset[str], proposed: MediaConsent
) -> None:
    assert default_consent(classes, grades) is proposed


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    built = build_world(tmp_path)
    yield built
    built.store.close()


@pytest.fixture
def session(world: World) -> Iterator[Session]:
    with world.store.change(Deed("试一试")) as opened:
        yield opened


@pytest.fixture
def activity(session: Session, world: World) -> Activity:
    return aw.add_activity(session, world, grades=["grade_3"])


def add_class(session: Session, school: UUID, **values: object) -> ClassGroup:
    usual = {"name": "三年级1班", "school": school, "grades": ["grade_3"]}
    return records.save(session, ClassGroup, None, usual | values)


def register(session: Session, group: ClassGroup, **values: object) -> Consent:
    usual = {
        "class_group": group,
        "scope": ConsentScope.PHOTO_ALBUM_PRINT,
        "granted_on": date(2025, 9, 3),
    }
    return records.save(session, Consent, None, usual | values)


def proposed(session: Session, activity: Activity) -> MediaConsent | None:
    media = aw.add_photo(session, activity)
    media.has_pupils = True
    return propose_consent(session, media, TODAY)


def test_nothing_registered_leaves_it_open(
    session: Session, activity: Activity, world: World
) -> None:
    add_class(session, world.core)
    assert proposed(session, activity) is MediaConsent.UNKNOWN


def test_a_registered_class_may_be_shown(
    session: Session, activity: Activity, world: World
) -> None:
    register(session, add_class(session, world.core))
    assert proposed(session, activity) is MediaConsent.OK


@pytest.mark.parametrize(
    "values",
    [
        {"withdrawn_on": date(2026, 3, 1)},
        {"until": date(2026, 1, 31)},
        {"scope": ConsentScope.PHOTO_INTERNAL},
    ],
)
def test_withdrawn_ended_or_internal_permissions_do_not_cover_print(
    session: Session, activity: Activity, world: World, values: dict[str, object]
) -> None:
    register(session, add_class(session, world.core), **values)
    assert proposed(session, activity) is MediaConsent.BLOCKED


def test_a_permission_for_names_says_nothing_about_photos(
    session: Session, activity: Activity, world: World
) -> None:
    register(session, add_class(session, world.core), scope=ConsentScope.NAME_IN_PRINT)
    assert proposed(session, activity) is MediaConsent.UNKNOWN


def test_the_grade_of_a_class_is_counted_from_its_year_of_entry(
    session: Session, activity: Activity, world: World
) -> None:
    values = {"grades": None, "section": SchoolSection.PRIMARY, "entry_year": 2023}
    add_class(session, world.core, **values)
    assert class_consents(session, activity, TODAY)[0].grades == {Grade.GRADE_3.value}


def test_what_somebody_decided_stays(session: Session, activity: Activity, world: World) -> None:
    register(session, add_class(session, world.core))
    media = aw.add_photo(session, activity)
    media.has_pupils, media.consent_state = True, MediaConsent.BLUR_NEEDED
    assert propose_consent(session, media, TODAY) is MediaConsent.BLUR_NEEDED
