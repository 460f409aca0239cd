"""The life of an activity: planned, held, complete, archived; postponed or cancelled; its copies.

What may follow what stands in one table. A state is written together with what it needs (a reason,
a new day) in one change. Between 已开展 and 资料齐全 the checklist decides by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lianti_desktop.domain.activity_kinds import is_complete
from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import ActivityState
from lianti_desktop.services.activity_facts import (
    HEADS,
    check_states,
    has_heads,
    schools_of,
)
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity, ActivityCount, state_on
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.rights import why_not
from lianti_desktop.storage.schools import School


@dataclass(frozen=True)
class Step:
    """A way on from a state: the button's verb, and what has to be told with it."""

    state: ActivityState
    verb: str
    needs_reason: bool = False
    needs_day: bool = False


_HOLD: Final = Step(ActivityState.HELD, "标为已开展")
_PLAN: Final = Step(ActivityState.PLANNED, "改回计划中")
_REOPEN: Final = Step(ActivityState.HELD, "改回已开展")
_ARCHIVE: Final = Step(ActivityState.ARCHIVED, "归档")
_POSTPONE: Final = Step(ActivityState.POSTPONED, "延期", needs_reason=True, needs_day=True)
_CANCEL: Final = Step(ActivityState.CANCELLED, "取消活动", needs_reason=True)

_STEPS: Mapping[ActivityState, tuple[Step, ...]] = MappingProxyType(
    {
        ActivityState.PLANNED: (_HOLD, _POSTPONE, _CANCEL),
        ActivityState.POSTPONED: (_HOLD, _POSTPONE, _PLAN, _CANCEL),
        ActivityState.CANCELLED: (_PLAN,),
        ActivityState.HELD: (_PLAN,),
        ActivityState.COMPLETE: (_ARCHIVE, _REOPEN),
        ActivityState.ARCHIVED: (_REOPEN,),
    }
)


def steps_from(state: ActivityState | None) -> tuple[Step, ...]:
    """What may follow a state; an activity without one counts as planned."""
    return _STEPS.get(state or ActivityState.PLANNED, ())


@dataclass(frozen=True)
class Move:
    """A step that somebody takes: where to, why, and the new day of a postponed activity."""

    state: ActivityState
    reason: str | None = None
    day: date | None = None


def take_step(session: Session, activity: Activity, move: Move) -> Activity:
    """Brings an activity into its next state, with the sentence for what is missing or wrong."""
    step = next((one for one in steps_from(activity.state) if one.state is move.state), None)
    if step is None:
        raise UserError(_no_way(activity, move.state))
    if step.needs_reason and not (move.reason or "").strip():
        raise UserError(f"还没有写{step.verb}的原因，没有改动。请写一句原因，再点一次。")
    if step.needs_day and move.day is None:
        raise UserError("还没有写新的日期，没有改动。请写上延期到哪一天，再点一次。")
    values: dict[str, object] = {"state": move.state, "state_reason": move.reason}
    if move.day is not None:
        values |= {"held_on": move.day, "term": term_of_day(session, move.day)}
    saved = records.save(session, Activity, activity.id, values)
    settle(session, saved)
    return saved


def _no_way(activity: Activity, state: ActivityState) -> str:
    now = (activity.state or ActivityState.PLANNED).label
    ways = "、".join(f"“{step.verb}”" for step in steps_from(activity.state))
    return f"活动现在是“{now}”，不能直接改成“{state.label}”。没有改动。可以先用{ways}。"


def settle(session: Session, activity: Activity) -> bool:
    """Lets the checklist decide between 已开展 and 资料齐全; True when the state changed.

    To be called inside the change that touched the evidence, so that one undo takes back both.
    """
    if activity.state not in (ActivityState.HELD, ActivityState.COMPLETE):
        return False
    if why_not(session, activity):
        return False
    session.flush()
    states = check_states(session, activity)
    proper = ActivityState.COMPLETE if is_complete(states) else ActivityState.HELD
    if proper is activity.state:
        return False
    activity.state = proper
    session.flush()
    return True


_WAITING: Final = (ActivityState.PLANNED, ActivityState.POSTPONED)
_EARLY: Final = (ActivityState.PLANNED, ActivityState.HELD)


def follow(activity: Activity, changed: str, today: date) -> None:
    """Lets the state follow what was entered: a new day, or words about how it went.

    What an activity begins as is the record's own affair (`Activity.derive`, also on the command
    line). Here only between 计划 and 已开展; what somebody postponed or cancelled stays so until
    its process is written.
    """
    proper = state_on(activity.held_on, today)
    written = bool(activity.process_text)
    if changed == "process_text" and written and activity.state in _WAITING:
        activity.state = proper if proper is ActivityState.HELD else activity.state
    has_day = activity.held_on is not None
    if changed == "held_on" and has_day and not written and activity.state in _EARLY:
        activity.state = proper


def after_entry(session: Session, activity: Activity, changed: str, today: date) -> None:
    """What follows from an entry, in the same change: the state, then the checklist."""
    follow(activity, changed, today)
    settle(session, activity)


def term_of_day(session: Session, day: date | None) -> UUID | None:
    """The term in which a day lies, None in the holidays."""
    if day is None:
        return None
    query = select(Term.id).where(Term.begin <= day, Term.end >= day, Term.deleted.is_(False))
    return session.scalar(query.order_by(Term.begin.desc()).limit(1))


def twin_of(session: Session, activity: Activity) -> UUID | None:
    """Another activity with the same name, day and host; None while one of them is missing."""
    if not (activity.title and activity.held_on and activity.host_id):
        return None
    query = select(Activity.id).where(
        Activity.id != activity.id,
        Activity.deleted.is_(False),
        Activity.title == activity.title,
        Activity.held_on == activity.held_on,
        Activity.host_id == activity.host_id,
    )
    return session.scalar(query.order_by(Activity.id).limit(1))


TITLE_LENGTH: Final = 80


def proposed_title(session: Session, activity: Activity) -> str:
    """A title made of term, school, kind and number: 2025—2026学年第二学期柳林校区送教下乡（2）."""
    term = session.get(Term, activity.term_id) if activity.term_id else None
    school = session.get(School, activity.host_id) if activity.host_id else None
    kind = activity.kind.label if activity.kind else "活动"
    number = _number_before(session, activity) + 1
    named = (school.short_name or school.name or "") if school else ""
    head = (term.name or "") if term else ""
    return f"{head}{named}{kind}（{number}）"[-TITLE_LENGTH:]


def _number_before(session: Session, activity: Activity) -> int:
    """How many others of this kind the school has in this term."""
    query = select(func.count()).where(
        Activity.id != activity.id,
        Activity.deleted.is_(False),
        Activity.kind == activity.kind,
        Activity.host_id == activity.host_id,
        Activity.term_id == activity.term_id,
        Activity.sample == activity.sample,
    )
    return session.scalar(query) or 0


_COPIED: Final = (
    *("title", "kind", "place", "facility_id", "mode", "alliance_id", "groups", "organiser_id"),
    *("invited", "attended", "theme", "problem", "subject", "grades", "topic", "steps"),
    *("responsible_person_id", "recorder_id", "carrier", "dimensions", "safety_leader"),
    *("safety_plan", "vehicles"),
)


def copy_of(session: Session, activity: Activity, day: date) -> Activity:
    """A new planned activity like this one, of our own school; what happened is not copied."""
    copy = records.save(session, Activity, None, {"state": ActivityState.PLANNED, "held_on": day})
    for name in _COPIED:
        setattr(copy, name, getattr(activity, name))
    copy.host_id = copy.owner_id or activity.host_id
    session.flush()
    return copy


@dataclass(frozen=True)
class CountLine:
    """One school's line in 各校人数; `heads` in the order of HEADS, `locked` the reason or ""."""

    school: UUID
    name: str
    record: UUID | None
    heads: tuple[int | None, ...]
    is_estimated: bool
    locked: str


@dataclass(frozen=True)
class CountTotal:
    """The sum of all lines; None where nobody filled anything in."""

    heads: tuple[int | None, ...]
    is_estimated: bool


def count_lines(session: Session, activity: Activity) -> tuple[CountLine, ...]:
    """A line for each school that takes part, and for every other that was counted."""
    rows = {row.school_id: row for row in _counts(session, activity)}
    schools = dict.fromkeys((*schools_of(activity), *(one for one in rows if one)))
    return tuple(_line(session, school, rows.get(school), activity) for school in schools)


def _counts(session: Session, activity: Activity) -> Sequence[ActivityCount]:
    return records.living(session, ActivityCount, activity_id=activity.id)


def _line(
    session: Session, school: UUID, row: ActivityCount | None, activity: Activity
) -> CountLine:
    found = session.get(School, school)
    return CountLine(
        school=school,
        name=(found.short_name or found.name or "") if found else "",
        record=row.id if row else None,
        heads=tuple(getattr(row, name) if row else None for name in HEADS),
        is_estimated=bool(row and row.is_estimated),
        locked=_count_locked(session, row, activity, school),
    )


def _count_locked(
    session: Session, row: ActivityCount | None, activity: Activity, school: UUID
) -> str:
    """A line is written by whoever wrote it first, else by the host or by the school itself."""
    if row is not None:
        return why_not(session, row) or ""
    return "" if school == session.info["site"].school_id else why_not(session, activity) or ""


def total_of(lines: Sequence[CountLine]) -> CountTotal:
    """Adds the lines up, column by column."""
    columns = zip(*(line.heads for line in lines), strict=True) if lines else [()] * len(HEADS)
    sums = tuple(
        sum(filled) if (filled := [head for head in column if head is not None]) else None
        for column in columns
    )
    return CountTotal(sums, any(line.is_estimated for line in lines))


@dataclass(frozen=True)
class HeadCount:
    """A number that somebody fills in for a school: a name of HEADS, or `is_estimated`."""

    school: UUID
    name: str
    value: int | bool | None


def save_head(session: Session, activity: Activity, head: HeadCount) -> None:
    """Writes one number of 各校人数, making the school's row when there is none yet."""
    row = next((one for one in _counts(session, activity) if one.school_id == head.school), None)
    values: dict[str, object] = {head.name: head.value}
    if row is None:
        values |= {"activity": activity, "school": head.school}
    saved = records.save(session, ActivityCount, row.id if row else None, values)
    if not has_heads(saved) and not saved.is_estimated:
        records.remove(session, [saved])
    settle(session, activity)
