"""The volume of a term from its records: papers first, then what each school hosted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.dates import format_day
from lianti_desktop.domain.words import ActivityState, DocumentKind
from lianti_desktop.printing.content import TermVolume, VolumeChapter, VolumeItem, VolumeText
from lianti_desktop.printing.gather import Gathered, gather_sheet, gather_sign_in, named, word
from lianti_desktop.printing.gather_photos import PhotoShelf, media_of
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity, Participant
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.documents import Document
from lianti_desktop.storage.schools import Alliance, School
from lianti_desktop.storage.site import Site

HELD = (ActivityState.HELD, ActivityState.COMPLETE, ActivityState.ARCHIVED)
PAPERS = (
    ("章程与制度", (DocumentKind.CHARTER, DocumentKind.SYSTEM, DocumentKind.AGREEMENT)),
    ("计划与方案", (DocumentKind.PLAN, DocumentKind.SCHEME, DocumentKind.GUIDELINE)),
    ("通知与其他", (DocumentKind.NOTICE, DocumentKind.OTHER)),
)


@dataclass(frozen=True)
class VolumeAsked:
    """Which term, and who binds and checks the volume on which day."""

    term: UUID
    today: date
    compiler: str = ""
    checker: str = ""


def gather_volume(session: Session, asked: VolumeAsked, shelf: PhotoShelf) -> Gathered[TermVolume]:
    """P14 of a term; records of the sample are bound only where there are no others."""
    term = records.get(session, Term, asked.term)
    activities = _activities(session, term)
    lacks = {one.id: list(_lacks(session, one)) for one in activities}
    site: Site = session.info["site"]
    alliance = session.get(Alliance, site.alliance_id) if site.alliance_id else None
    school = session.get(School, site.school_id) if site.school_id else None
    chapters = (*_papers(session, term), *_hosted(session, activities, lacks, shelf))
    volume = TermVolume(
        title="学期资料汇编",
        alliance=named(alliance),
        school=(school.name or "") if school else "",
        term=term.name or "",
        chapters=chapters,
        missing=tuple(line for lines in lacks.values() for line in lines),
        compiler=asked.compiler,
        checker=asked.checker,
        date=format_day(asked.today),
        sample=bool(activities) and activities[0].sample,
    )
    return Gathered(volume, tuple(shelf.warnings))


def _activities(session: Session, term: Term) -> list[Activity]:
    query = select(Activity).where(
        Activity.term_id == term.id, Activity.deleted.is_(False), Activity.state.in_(HELD)
    )
    found = list(session.scalars(query.order_by(Activity.held_on, Activity.id)))
    return [one for one in found if not one.sample] or found


def _lacks(session: Session, activity: Activity) -> Iterator[str]:
    """One line for each thing that an activity should have in the volume and has not."""
    media = media_of(session, activity)
    has_names = bool(records.living(session, Participant, activity_id=activity.id))
    is_signed = has_names or any(one.shows_sign_in for one in media)
    checks = (
        (bool(activity.process_text), "活动过程"),
        (is_signed, "签到表"),
        (any(not one.shows_sign_in for one in media), "照片"),
    )
    for is_there, what in checks:
        if not is_there:
            yield f"{named(activity.host)}　“{activity.title or '未命名活动'}”缺{what}".strip()


def _papers(session: Session, term: Term) -> Iterator[VolumeChapter]:
    """The papers dated in the term, by their kinds."""
    for title, kinds in PAPERS:
        query = select(Document).where(Document.kind.in_(kinds), Document.deleted.is_(False))
        rows = session.scalars(query.order_by(Document.dated, Document.id)).all()
        items = tuple(_paper(row) for row in rows if _is_in(row, term) and not row.sample)
        if items:
            yield VolumeChapter(title, state="已收集", items=items)


def _is_in(row: Document, term: Term) -> bool:
    if row.dated is None or term.begin is None or term.end is None:
        return False
    return term.begin <= row.dated <= term.end


def _paper(row: Document) -> VolumeItem:
    byline = "　".join(part for part in (word(row.kind), row.doc_no) if part)
    return VolumeItem(
        row.id.hex,
        row.title or "",
        VolumeText(row.title or "", row.text or "", byline),
        named(row.school),
        format_day(row.dated) if row.dated else "",
    )


def _hosted(
    session: Session,
    activities: Sequence[Activity],
    lacks: dict[UUID, list[str]],
    shelf: PhotoShelf,
) -> Iterator[VolumeChapter]:
    """A chapter for each school that hosted something: it collects what belongs there."""
    hosts = list(dict.fromkeys(one.host_id for one in activities))
    for host in hosts:
        here = [one for one in activities if one.host_id == host]
        name = named(here[0].host) or "未写承办学校"
        missing = sum(len(lacks[one.id]) for one in here)
        state = f"缺 {missing} 件" if missing else "资料齐全"
        items = tuple(item for one in here for item in _pieces(session, one, shelf))
        yield VolumeChapter(f"活动资料：{name}", name, state, items)


def _pieces(session: Session, activity: Activity, shelf: PhotoShelf) -> Iterator[VolumeItem]:
    """The record sheet, and the sign-in sheet where names were entered."""
    day = format_day(activity.held_on) if activity.held_on else ""
    title, host = activity.title or "", named(activity.host)
    sheet = gather_sheet(session, activity.id, shelf).content
    yield VolumeItem(activity.id.hex, title, sheet, host, day)
    signed = gather_sign_in(session, activity.id)
    if signed.attendees:
        yield VolumeItem(f"{activity.id.hex}-sign-in", f"{title}签到表", signed, host, day)
