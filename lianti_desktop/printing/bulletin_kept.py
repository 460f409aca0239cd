"""Issues of the bulletin that are kept, so that the next one is numbered after them."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.presets import preset_named
from lianti_desktop.printing.bulletin_plan import BulletinPlan, from_plain, to_plain
from lianti_desktop.printing.gather_bulletin import (
    BulletinAsked,
    Quarter,
    heads_of,
    proposed_activities,
    quarter_from,
)
from lianti_desktop.storage import records
from lianti_desktop.storage.publications import Bulletin


def create_bulletin(session: Session, quarter: Quarter, today: date, **values: Any) -> Bulletin:
    """The next issue, with the activities of the quarter proposed; `values` are keyed by field.

    The first issue known of a year bears the number of its quarter; the total is counted on from
    the first one that somebody has written down.
    """
    before = _issues(session)
    same_year = [one.issue or 0 for one in before if _year(one) == quarter.year]
    total = max((one.total_issue or 0 for one in before), default=0)
    activities = proposed_activities(session, quarter)
    name, publisher = heads_of(session, activities)
    last = before[-1] if before else None
    usual: dict[str, Any] = {
        "name": name,
        "publisher": publisher,
        "quarter": quarter.text,
        "issue": max(same_year) + 1 if same_year else quarter.number,
        "total_issue": total + 1 if total else None,
        "issued_on": today,
        "activities": [one.id for one in activities],
        "report_to": last.report_to if last else "",
        "send_to": last.send_to if last else "",
        "hand_to": (last.hand_to if last else "") or "各成员校",
        "copies": last.copies if last else None,
        "editors": last.editors if last else "",
    }
    return records.save(session, Bulletin, None, usual | values)


def _issues(session: Session) -> list[Bulletin]:
    """The issues so far, oldest first."""
    kept = [one for one in records.living(session, Bulletin) if not one.sample]
    return sorted(kept, key=lambda one: (one.issued_on or date.min, one.total_issue or 0))


def _year(issue: Bulletin) -> int:
    text = (issue.quarter or "").partition("-")[0]
    return int(text) if text.isdecimal() else 0


def issue_of(session: Session, quarter: Quarter) -> Bulletin | None:
    """The latest issue of a quarter that is kept."""
    return next((one for one in reversed(_issues(session)) if one.quarter == quarter.text), None)


def bulletin_asked(kept: Bulletin, today: date) -> BulletinAsked:
    """What a kept issue asks for."""
    return BulletinAsked(
        quarter_from(kept.quarter or ""),
        kept.issued_on or today,
        kept.total_issue,
        kept.report_to or "",
        kept.send_to or "",
        kept.hand_to or "",
        kept.copies,
        issue=kept.issue,
        name=kept.name or "",
        publisher=kept.publisher or "",
        editors=kept.editors or "",
        activities=tuple(UUID(row) for row in kept.activities or ()),
        plan=plan_of(kept),
        kept=kept.id,
    )


def plan_of(kept: Bulletin) -> BulletinPlan:
    """What was decided about the articles of an issue."""
    return from_plain(json.loads(kept.plan)) if kept.plan else BulletinPlan()


def set_article(session: Session, bulletin: UUID, activity: str, words: tuple[str, str]) -> None:
    """Another title and text of an article; empty ones are the activity's own again."""
    _keep(session, bulletin, _plan(session, bulletin).with_words(activity, *words))


def drop_article(session: Session, bulletin: UUID, activity: str) -> None:
    """An article left out."""
    _keep(session, bulletin, _plan(session, bulletin).with_dropped(activity, is_dropped=True))


def take_article(session: Session, bulletin: UUID, activity: str) -> None:
    """An article taken in; an activity that was not proposed joins the issue."""
    kept = records.get(session, Bulletin, bulletin)
    if activity not in (kept.activities or ()):
        values = {"activities": [*(kept.activities or ()), activity]}
        records.save(session, Bulletin, bulletin, values)
    _keep(session, bulletin, plan_of(kept).with_dropped(activity, is_dropped=False))


def set_order_of_articles(session: Session, bulletin: UUID, activities: Iterable[str]) -> None:
    """The articles in another order."""
    _keep(session, bulletin, replace(_plan(session, bulletin), order=tuple(activities)))


def set_preset(session: Session, bulletin: UUID, name: str) -> None:
    """The pages in another office habit; raises UserError when there is none of that name."""
    preset = preset_named(name)
    _keep(session, bulletin, replace(_plan(session, bulletin), preset=preset.name))


def set_article_photos(
    session: Session, bulletin: UUID, activity: str, photos: Iterable[str]
) -> None:
    """The photos of an article in their order."""
    _keep(session, bulletin, _plan(session, bulletin).with_photos(activity, tuple(photos)))


def _plan(session: Session, bulletin: UUID) -> BulletinPlan:
    return plan_of(records.get(session, Bulletin, bulletin))


def _keep(session: Session, bulletin: UUID, plan: BulletinPlan) -> None:
    text = json.dumps(to_plain(plan), ensure_ascii=False, sort_keys=True)
    records.save(session, Bulletin, bulletin, {"plan": text})
