"""The sample alliance: an invented town's schools in the middle of a term, to look round in.

Its records are marked as samples and are kept out of all counting. In a copy that has a school,
the sample's school of the same role is written in the copy's own name, so that a new user may
change it; in a fresh copy the sample itself is the site.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.terms import term_of
from lianti_desktop.domain.words import SiteRole
from lianti_desktop.paths import resources_folder
from lianti_desktop.services.sample_planting import PICTURE, Days, Planter, read_texts
from lianti_desktop.services.sample_short import Texts, class_texts, teaching_day
from lianti_desktop.services.setup import is_founded, open_year, own_copy
from lianti_desktop.storage import records
from lianti_desktop.storage.catalogue import KINDS, children_of
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.schools import Alliance, School
from lianti_desktop.storage.site import Site
from lianti_desktop.storage.store import Deed, Store

CORE, CAMPUS = "中心小学", "柳林校区"
_ALLIANCE = "教联体"
_BEFORE_CLASSES = ("school_division", "alliance", "facility", "external_person", "staff")
_AFTER_CLASSES = ("organ", "document", "consent", "award", "activity")
_PLAYED: Mapping[SiteRole | None, str] = {SiteRole.CORE: CORE, SiteRole.CAMPUS: CAMPUS}
_THERE_ALREADY = "示例联盟已经在了，没有再放一份，数据没有变化。"


@dataclass(frozen=True)
class Added:
    """How much the sample alliance put in: all its records, and the pictures among them."""

    rows: int
    pictures: int


def add_sample(store: Store, today: date, author: str = "", *, pictures: bool = True) -> Added:
    """Puts the sample alliance in, in one step; in a fresh copy it becomes the site."""
    texts = read_texts(resources_folder() / "demo")
    with store.read() as session:
        if has_sample(session):
            raise UserError(_THERE_ALREADY)
        action = "do" if is_founded(session) else "base"
    deed = Deed("放入示例联盟", author, action=action)
    days = Days(teaching_day(today), today)
    with _drawn(store, texts, wanted=pictures) as drawn, store.change(deed) as session:
        session.info["sample"] = True
        planter = Planter(session, days, pictures=drawn)
        _plant_all(planter, texts)
        _settle_pictures(session, drawn)
    return Added(planter.planted, len(drawn))


def has_sample(session: Session) -> bool:
    """Whether there are records of the sample outside the bin."""
    query = select(School.id).where(School.sample.is_(True), School.deleted.is_(False))
    return session.scalar(query.limit(1)) is not None


def remove_sample(session: Session) -> int:
    """Takes the sample out for good and says how many records went; call it in one change.

    What somebody entered below a record of the sample goes into the bin with it. An undo brings
    everything back.
    """
    for record in list(_entered_below(session)):
        for part in [record, *records.belongings(session, record)]:
            part.deleted = True
    found = list(_sample_records(session))
    for record in found:
        record.deleted = record.emptied = True
    session.flush()
    return len(found)


def _sample_records(session: Session) -> Iterator[Record]:
    for kind in KINDS:
        yield from session.scalars(
            select(kind).where(kind.sample.is_(True), kind.emptied.is_(False))
        )


def _entered_below(session: Session) -> Iterator[Record]:
    """Records outside the bin that are no samples but belong to one."""
    for parent in KINDS:
        samples = select(parent.id).where(parent.sample.is_(True), parent.emptied.is_(False))
        for kind, key in children_of(parent):
            yield from session.scalars(
                select(kind).where(
                    getattr(kind, key).in_(samples),
                    kind.sample.is_(False),
                    kind.deleted.is_(False),
                )
            )


def _plant_all(planter: Planter, texts: Mapping[str, list[Texts]]) -> None:
    session = planter.session
    open_year(session, planter.days.today)
    open_year(session, planter.days.now)
    site: Site = session.info["site"]
    for school in texts["school"]:
        _plant_school(planter, school, site)
    for table in _BEFORE_CLASSES:
        _plant_table(planter, table, texts[table])
    _plant_table(planter, "class_group", class_texts(term_of(planter.days.now)))
    for table in _AFTER_CLASSES:
        _plant_table(planter, table, texts[table])
    if not is_founded(session):
        _become_site(planter)


def _plant_school(planter: Planter, texts: Texts, site: Site) -> None:
    """A school is written by itself; the one that this copy plays by the copy's own school."""
    school = planter.plant("school", texts)
    if school is None:
        return
    name = texts["key"]
    played = site.school_id if _PLAYED.get(site.role) == name else None
    school.owner_id = planter.owners[name] = played or school.id


def _plant_table(planter: Planter, table: str, rows: list[Texts]) -> None:
    for texts in rows:
        record = planter.plant(table, texts)
        if record is not None and record.owner_id is None:
            record.owner_id = planter.owners[CORE]


def _become_site(planter: Planter) -> None:
    session = planter.session
    school = session.get(School, planter.known["school", CORE])
    alliance = session.get(Alliance, planter.known["alliance", _ALLIANCE])
    if school is not None and alliance is not None:
        own_copy(session, school, alliance, SiteRole.CORE)


@contextmanager
def _drawn(
    store: Store, texts: Mapping[str, list[Texts]], *, wanted: bool
) -> Iterator[Mapping[str, Mapping[str, Any]]]:
    """The drawn pictures in place, by name, with the values of their records."""
    if not wanted:
        yield {}
        return
    from lianti_desktop.services.photos import Wishes, in_place, media_values
    from lianti_desktop.services.sample_pictures import staged_pictures

    batch = staged_pictures(store, dict(_scenes(texts)))
    values = {photo.name: media_values(photo, Wishes()) for photo in batch.photos}
    try:
        with in_place(store, batch):
            yield values
    finally:
        batch.discard()


def _scenes(texts: Mapping[str, list[Texts]]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Gives every picture a name; its scene and shape go to the one who draws."""
    number = 0
    for activity in texts["activity"]:
        for rank, media in enumerate(activity.get("media", ()), start=1):
            number += 1
            media[PICTURE] = f"示例照片{number:02}.jpg"
            media |= {"rank": str(rank), "taken_on": "同日"}
            yield media[PICTURE], (media.pop("scene"), media.pop("shape"))


def _settle_pictures(session: Session, drawn: Mapping[str, Any]) -> None:
    if drawn:
        from lianti_desktop.services.photos import settle

        settle(session)
