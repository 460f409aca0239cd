"""The bulletin of a quarter from its activities: which ones, their first sentences, two photos."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.dates import format_day
from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.presets import preset_named
from lianti_desktop.printing.bulletin_plan import BulletinPlan
from lianti_desktop.printing.content import Bulletin, BulletinArticle
from lianti_desktop.printing.gather import Gathered, named
from lianti_desktop.printing.gather_album import BARRED_IN_ALBUMS, shortened
from lianti_desktop.printing.gather_photos import PhotoShelf, media_of, of_the_event
from lianti_desktop.printing.gather_scope import Narrowed, activities_in, is_sample
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.schools import Alliance
from lianti_desktop.storage.site import Site

QUARTERS = 4
MONTHS = 3
PHOTOS_IN_ARTICLE = 2


@dataclass(frozen=True)
class Quarter:
    """A quarter of the calendar year, 2026年第1季度."""

    year: int
    number: int

    @property
    def text(self) -> str:
        """As it is kept, 2026-1."""
        return f"{self.year}-{self.number}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, MONTHS * (self.number - 1) + 1, 1)

    @property
    def after(self) -> date:
        """The day after its last."""
        is_last = self.number == QUARTERS
        return Quarter(self.year + is_last, 1 if is_last else self.number + 1).first


def quarter_from(text: str) -> Quarter:
    """2026-1 as a quarter; raises UserError for anything else."""
    year, _, number = text.strip().partition("-")
    if year.isdecimal() and number.isdecimal() and 1 <= int(number) <= QUARTERS and int(year):
        return Quarter(int(year), int(number))
    raise UserError(f"“{text}”不是一个季度，已录入的资料没有变化，请写成 2026-1 这样。")


@dataclass(frozen=True)
class BulletinAsked:
    """Which quarter, the day of printing, and what only the editor knows.

    Without `activities` those of the quarter are proposed. What is empty of `issue`, `name` and
    `publisher` follows from the quarter and the alliance. `kept` is the id of a kept issue.
    """

    quarter: Quarter
    today: date
    total_issue: int | None = None
    report_to: str = ""
    send_to: str = ""
    hand_to: str = "各成员校"
    copies: int | None = None
    issue: int | None = None
    name: str = ""
    publisher: str = ""
    editors: str = ""
    activities: tuple[UUID, ...] = ()
    plan: BulletinPlan = field(default_factory=BulletinPlan)
    kept: UUID | None = None


def gather_bulletin(
    session: Session, asked: BulletinAsked, shelf: PhotoShelf
) -> Gathered[Bulletin]:
    """P12 of a quarter; records of the sample are printed only where there are no others."""
    activities = _chosen(session, asked)
    name, publisher = heads_of(session, activities)
    articles = tuple(_article(session, one, asked.plan, shelf) for one in activities)
    if not articles:
        shelf.warnings.append("这个季度还没有可以写进简报的活动")
    bulletin = Bulletin(
        name=asked.name or name,
        issue=asked.issue or asked.quarter.number,
        total_issue=asked.total_issue,
        publisher=asked.publisher or publisher,
        date=format_day(asked.today),
        articles=articles,
        report_to=asked.report_to,
        send_to=asked.send_to,
        hand_to=asked.hand_to,
        copies=asked.copies,
        editors=asked.editors,
        sample=is_sample(activities),
        preset=preset_named(asked.plan.preset),
    )
    return Gathered(bulletin, tuple(shelf.warnings))


def heads_of(session: Session, activities: Sequence[Activity]) -> tuple[str, str]:
    """The name of the bulletin and who publishes it: after the alliance of the activities."""
    site: Site = session.info["site"]
    alliance = next((one.alliance for one in activities if one.alliance), None)
    if alliance is None and site.alliance_id is not None:
        alliance = session.get(Alliance, site.alliance_id)
    name = named(alliance)
    return f"{name}简报", f"{name}办公室" if name else ""


def proposed_activities(session: Session, quarter: Quarter) -> list[Activity]:
    """What was held in the quarter and has a text, oldest first."""
    last = quarter.after - timedelta(days=1)
    found = activities_in(session, None, Narrowed(first=quarter.first, last=last))
    return [one for one in found if one.process_text or one.result_text]


def _chosen(session: Session, asked: BulletinAsked) -> list[Activity]:
    """The activities of the issue in the order of the plan."""
    if asked.activities:
        found = activities_in(session, None, Narrowed(activities=asked.activities))
    else:
        found = proposed_activities(session, asked.quarter)
    kept = [one for one in found if one.id.hex not in asked.plan.dropped]
    return sorted(kept, key=lambda one: asked.plan.place(one.id.hex))


def _article(
    session: Session, activity: Activity, plan: BulletinPlan, shelf: PhotoShelf
) -> BulletinArticle:
    media = list(of_the_event(media_of(session, activity)))
    shelf.tell_unconfirmed(media, activity)
    allowed = shelf.allowed(media, activity, BARRED_IN_ALBUMS)
    host = named(activity.host)
    article = BulletinArticle(
        title=activity.title or "",
        text=shortened(activity.process_text or activity.result_text or ""),
        byline=f"{host}　供稿" if host else "",
        photos=shelf.photos(_photos(allowed, plan.photos.get(activity.id.hex))),
        key=activity.id.hex,
    )
    return plan.article(article)


def _photos(allowed: Sequence[Media], chosen: Sequence[str] | None) -> list[Media]:
    """Those that were chosen, in their order; else the main one and the next."""
    if chosen is None:
        return sorted(allowed, key=lambda one: not one.is_hero)[:PHOTOS_IN_ARTICLE]
    by_name = {one.id.hex: one for one in allowed}
    return [by_name[name] for name in chosen if name in by_name]
