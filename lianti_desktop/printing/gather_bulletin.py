"""The bulletin of a quarter from its activities: which ones, their first sentences, two photos."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.dates import format_day
from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import ActivityState
from lianti_desktop.printing.content import Bulletin, BulletinArticle
from lianti_desktop.printing.gather import Gathered, named
from lianti_desktop.printing.gather_album import BARRED_IN_ALBUMS, shortened
from lianti_desktop.printing.gather_photos import PhotoShelf, media_of, of_the_event
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.schools import Alliance
from lianti_desktop.storage.site import Site

QUARTERS = 4
MONTHS = 3
PHOTOS_IN_ARTICLE = 2
HELD = (ActivityState.HELD, ActivityState.COMPLETE, ActivityState.ARCHIVED)


@dataclass(frozen=True)
class Quarter:
    """A quarter of the calendar year, 2026年第1季度."""

    year: int
    number: int

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
    """Which quarter, the day of printing, and what only the editor knows."""

    quarter: Quarter
    today: date
    total_issue: int | None = None
    report_to: str = ""
    send_to: str = ""
    hand_to: str = "各成员校"
    copies: int | None = None


def gather_bulletin(
    session: Session, asked: BulletinAsked, shelf: PhotoShelf
) -> Gathered[Bulletin]:
    """P12 of a quarter; records of the sample are printed only where there are no others."""
    activities = list(_activities(session, asked.quarter))
    site: Site = session.info["site"]
    alliance = next((one.alliance for one in activities if one.alliance), None)
    if alliance is None and site.alliance_id is not None:
        alliance = session.get(Alliance, site.alliance_id)
    name = named(alliance)
    articles = tuple(_article(session, one, shelf) for one in activities)
    if not articles:
        shelf.warnings.append("这个季度还没有可以写进简报的活动")
    bulletin = Bulletin(
        name=f"{name}简报",
        issue=asked.quarter.number,
        total_issue=asked.total_issue,
        publisher=f"{name}办公室" if name else "",
        date=format_day(asked.today),
        articles=articles,
        report_to=asked.report_to,
        send_to=asked.send_to,
        hand_to=asked.hand_to,
        copies=asked.copies,
        sample=bool(activities) and activities[0].sample,
    )
    return Gathered(bulletin, tuple(shelf.warnings))


def _activities(session: Session, quarter: Quarter) -> Iterator[Activity]:
    """What was held in the quarter and has a text, oldest first."""
    query = select(Activity).where(
        Activity.held_on >= quarter.first,
        Activity.held_on < quarter.after,
        Activity.deleted.is_(False),
        Activity.state.in_(HELD),
    )
    found = session.scalars(query.order_by(Activity.held_on, Activity.id)).all()
    real = [one for one in found if not one.sample]
    return (one for one in real or found if one.process_text or one.result_text)


def _article(session: Session, activity: Activity, shelf: PhotoShelf) -> BulletinArticle:
    media = list(of_the_event(media_of(session, activity)))
    photos = shelf.photos(shelf.allowed(media, activity, BARRED_IN_ALBUMS))
    shelf.tell_unconfirmed(media, activity)
    chosen = sorted(photos, key=lambda photo: not photo.is_hero)[:PHOTOS_IN_ARTICLE]
    host = named(activity.host)
    return BulletinArticle(
        title=activity.title or "",
        text=shortened(activity.process_text or activity.result_text or ""),
        byline=f"{host}　供稿" if host else "",
        photos=tuple(chosen),
    )
