"""The volume of a term from its records: chapters in a fixed order, and what lacks in them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.activity_kinds import Check
from lianti_desktop.domain.dates import format_day
from lianti_desktop.domain.words import DocumentKind
from lianti_desktop.printing.content import TermVolume, VolumeChapter, VolumeItem, VolumeText
from lianti_desktop.printing.gather import Gathered, gather_sheet, gather_sign_in, named, word
from lianti_desktop.printing.gather_photos import PhotoShelf, media_of
from lianti_desktop.printing.gather_scope import Narrowed, activities_in, is_sample
from lianti_desktop.printing.volume_plan import VolumePlan
from lianti_desktop.storage import publications, records
from lianti_desktop.storage.activities import Activity, Participant
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.documents import Document
from lianti_desktop.storage.schools import Alliance, School
from lianti_desktop.storage.site import Site

MEETINGS = "meeting."
"""How the kinds of meetings begin."""
PAPERS_FIRST = (
    ("rules", "章程与制度", (DocumentKind.CHARTER, DocumentKind.SYSTEM, DocumentKind.AGREEMENT)),
    ("plans", "计划与方案", (DocumentKind.PLAN, DocumentKind.SCHEME, DocumentKind.GUIDELINE)),
)
PAPERS_LAST = (("notices", "通知与其他", (DocumentKind.NOTICE, DocumentKind.OTHER)),)
COLLECTED = "已收集"
COMPLETE = "资料齐全"


@dataclass(frozen=True)
class VolumeAsked:
    """Which term, who binds and checks the volume on which day, and what was decided about it.

    `kept` is the id of the volume when it is one that is kept.
    """

    term: UUID
    today: date
    compiler: str = ""
    checker: str = ""
    title: str = "学期资料汇编"
    number: str = ""
    remarks: str = ""
    plan: VolumePlan = field(default_factory=VolumePlan)
    kept: UUID | None = None


@dataclass(frozen=True)
class Lack:
    """Something that should be in the volume and is not, with the place where it is entered.

    `line` is how the list calls it, `reason` the 情况说明 that was written instead.
    """

    activity: UUID
    check: Check
    line: str
    reason: str = ""


def gather_volume(session: Session, asked: VolumeAsked, shelf: PhotoShelf) -> Gathered[TermVolume]:
    """P14 of a term; records of the sample are bound only where there are no others."""
    term = records.get(session, Term, asked.term)
    activities = activities_in(session, term.id, Narrowed())
    lacks = lacks_of(session, asked)
    site: Site = session.info["site"]
    alliance = session.get(Alliance, site.alliance_id) if site.alliance_id else None
    school = session.get(School, site.school_id) if site.school_id else None
    binder = _Binder(session, shelf, lacks, named(school))
    volume = TermVolume(
        title=asked.title,
        alliance=named(alliance),
        school=(school.name or "") if school else "",
        term=term.name or "",
        number=asked.number,
        chapters=tuple(map(asked.plan.chapter, binder.chapters(term, activities))),
        missing=tuple(asked.plan.explained(one.line) for one in lacks),
        remarks=asked.remarks,
        compiler=asked.compiler,
        checker=asked.checker,
        date=format_day(asked.today),
        sample=is_sample(activities),
    )
    return Gathered(volume, tuple(shelf.warnings))


def lacks_of(session: Session, asked: VolumeAsked) -> list[Lack]:
    """What lacks in the term's activities: the list that comes first."""
    return [
        Lack(one.id, check, line, asked.plan.reasons.get(line, ""))
        for one in activities_in(session, asked.term, Narrowed())
        for check, line in _lacks(session, one)
    ]


def _lacks(session: Session, activity: Activity) -> Iterator[tuple[Check, str]]:
    """One line for each thing that an activity should have in the volume and has not."""
    media = media_of(session, activity)
    has_names = bool(records.living(session, Participant, activity_id=activity.id))
    is_signed = has_names or any(one.shows_sign_in for one in media)
    checks = [
        (bool(activity.process_text), Check.PROCESS, "活动过程"),
        (is_signed, Check.SIGN_IN, "签到表"),
        (any(not one.shows_sign_in for one in media), Check.PHOTOS, "照片"),
    ]
    if str(activity.kind).startswith(MEETINGS):
        checks.append((bool(activity.resolution_text), Check.RESOLUTION, "决议"))
    for is_there, check, what in checks:
        if not is_there:
            title = activity.title or "未命名活动"
            yield check, f"{named(activity.host)}　“{title}”缺{what}".strip()


@dataclass(frozen=True)
class _Binder:
    """Collects the chapters in their order; a chapter without pieces is left out."""

    session: Session
    shelf: PhotoShelf
    lacks: Sequence[Lack]
    owner: str

    def chapters(self, term: Term, activities: Sequence[Activity]) -> Iterator[VolumeChapter]:
        """Rules, plans, meetings, the activities month by month, bulletins, notices."""
        meetings = [one for one in activities if str(one.kind).startswith(MEETINGS)]
        others = [one for one in activities if one not in meetings]
        yield from self._papers(term, PAPERS_FIRST)
        if meetings:
            yield self._held("meetings", "会议记录", meetings)
        for (year, month), held in groupby(others, key=_month_of):
            name = f"{month}月" if year else "日期未填"
            yield self._held(f"activities-{year}-{month:02}", f"活动资料：{name}", list(held))
        yield from self._bulletins(term)
        yield from self._papers(term, PAPERS_LAST)

    def _held(self, key: str, title: str, activities: Sequence[Activity]) -> VolumeChapter:
        """What was held, with the sheets of each."""
        here = {one.id for one in activities}
        open_lacks = sum(one.activity in here and not one.reason for one in self.lacks)
        state = f"缺 {open_lacks} 件" if open_lacks else COMPLETE
        items = tuple(item for one in activities for item in self._pieces(one))
        return VolumeChapter(title, self.owner, state, items, key)

    def _pieces(self, activity: Activity) -> Iterator[VolumeItem]:
        """The record sheet, and the sign-in sheet where names were entered."""
        day = format_day(activity.held_on) if activity.held_on else ""
        title, host = activity.title or "", named(activity.host)
        proves = (word(activity.kind),) if activity.kind else ()
        sheet = gather_sheet(self.session, activity.id, self.shelf).content
        yield VolumeItem(activity.id.hex, title, sheet, host, day, proves)
        signed = gather_sign_in(self.session, activity.id)
        if signed.attendees:
            key = f"{activity.id.hex}-sign-in"
            yield VolumeItem(key, f"{title}签到表", signed, host, day, proves)

    def _papers(
        self, term: Term, groups: Iterable[tuple[str, str, tuple[DocumentKind, ...]]]
    ) -> Iterator[VolumeChapter]:
        """The papers dated in the term, by their kinds."""
        for key, title, kinds in groups:
            query = select(Document).where(Document.kind.in_(kinds), Document.deleted.is_(False))
            rows = self.session.scalars(query.order_by(Document.dated, Document.id)).all()
            items = tuple(
                _paper(row) for row in rows if is_in_term(row.dated, term) and not row.sample
            )
            if items:
                yield VolumeChapter(title, self.owner, COLLECTED, items, key)

    def _bulletins(self, term: Term) -> Iterator[VolumeChapter]:
        """The issues of the term with what they told of."""
        kept = records.living(self.session, publications.Bulletin)
        issues = sorted(
            (one for one in kept if is_in_term(one.issued_on, term) and not one.sample),
            key=lambda one: (one.issued_on or date.min, one.issue or 0),
        )
        items = tuple(self._issue(one) for one in issues)
        if items:
            yield VolumeChapter("简报", self.owner, f"{len(items)} 期", items, "bulletins")

    def _issue(self, issue: publications.Bulletin) -> VolumeItem:
        told = records.linked(self.session, Activity, issue.activities)
        titles = "\n".join(f"{number}. {one.title}" for number, one in enumerate(told, 1))
        title = f"{issue.name or '简报'} 第{issue.issue or '＿'}期"
        day = format_day(issue.issued_on) if issue.issued_on else ""
        text = f"本期内容：\n{titles}" if titles else ""
        content = VolumeText(title, text, "　".join(filter(None, (issue.publisher, day))))
        return VolumeItem(issue.id.hex, title, content, issue.publisher or "", day)


def _month_of(activity: Activity) -> tuple[int, int]:
    day = activity.held_on
    return (day.year, day.month) if day else (0, 0)


def is_in_term(day: date | None, term: Term) -> bool:
    """Whether a paper of this day belongs to the term."""
    if day is None or term.begin is None or term.end is None:
        return False
    return term.begin <= day <= term.end


def _paper(row: Document) -> VolumeItem:
    byline = "　".join(part for part in (word(row.kind), row.doc_no) if part)
    return VolumeItem(
        row.id.hex,
        row.title or "",
        VolumeText(row.title or "", row.text or "", byline),
        named(row.school),
        format_day(row.dated) if row.dated else "",
    )
