"""The list of activities as the page asks for it: light lines with their checklist lights."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from lianti_desktop.domain.activity_kinds import ActivityGroup, ActivityKind, CheckState, profile_of
from lianti_desktop.domain.words import ActivityState
from lianti_desktop.services.activity_facts import EXAMINED, check_states_of_all
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.schools import School
from lianti_desktop.ui.pages.glance import ActivityHead


@dataclass(frozen=True)
class ActivityLine(ActivityHead):
    """One activity in the list; `lights` in the order of its checklist, `missing` in
    sentences, `lacking` in words, `lacking_checks` by identifier."""

    host: str
    kind: ActivityKind | None
    state: ActivityState
    lights: tuple[bool, ...]
    missing: tuple[str, ...]
    lacking: tuple[str, ...]
    lacking_checks: tuple[str, ...]
    sample: bool

    @property
    def group(self) -> ActivityGroup | None:
        """The heading under which the kind stands."""
        return profile_of(self.kind).group if self.kind else None


def activity_lines(
    session: Session, term: UUID | None, state: ActivityState | None = None
) -> list[ActivityLine]:
    """The activities of a term, or all, the latest first; those without a day stand on top."""
    shown = (Activity.title, Activity.held_on, Activity.state, Activity.sample)
    query = select(*EXAMINED, *shown).where(*in_term(term))
    if state is not None:
        query = query.where(Activity.state == state)
    query = query.order_by(Activity.held_on.desc().nulls_first(), Activity.id.desc())
    return _lines(session, session.execute(query).all())


def in_term(term: UUID | None) -> tuple[ColumnElement[bool], ...]:
    """What holds for the activities that a term shows: outside the bin, its own or of no term."""
    living = Activity.deleted.is_(False)
    if term is None:
        return (living,)
    return (living, (Activity.term_id == term) | Activity.term_id.is_(None))


def _lines(session: Session, activities: Sequence[Any]) -> list[ActivityLine]:
    if not activities:
        return []
    schools = {
        row.id: row.short_name or row.name or ""
        for row in session.execute(select(School.id, School.short_name, School.name))
    }
    states = check_states_of_all(session, activities)
    return [
        ActivityLine(
            id=one.id,
            title=one.title or "未命名活动",
            held_on=one.held_on,
            host=schools.get(one.host_id, "") if one.host_id else "",
            kind=one.kind if isinstance(one.kind, ActivityKind) else None,
            state=one.state or ActivityState.PLANNED,
            lights=tuple(state.met for state in states[one.id]),
            missing=tuple(state.missing for state in _lacking(states[one.id])),
            lacking=tuple(state.check.label for state in _lacking(states[one.id])),
            lacking_checks=tuple(state.check.value for state in _lacking(states[one.id])),
            sample=one.sample,
        )
        for one in activities
    ]


def _lacking(states: Sequence[CheckState]) -> list[CheckState]:
    return [state for state in states if not state.met]


PLANNED_STATES = frozenset({ActivityState.PLANNED, ActivityState.POSTPONED})
HELD_STATES = frozenset({ActivityState.HELD, ActivityState.COMPLETE, ActivityState.ARCHIVED})
COMPLETE_STATES = frozenset({ActivityState.COMPLETE, ActivityState.ARCHIVED})
PILLS: tuple[tuple[str, str, frozenset[ActivityState]], ...] = (
    ("all", "全部", frozenset(ActivityState)),
    ("planned", "计划中", PLANNED_STATES),
    ("held", "已开展", HELD_STATES),
    ("complete", "资料齐全", COMPLETE_STATES),
)
"""The filters over the list: key, words, and the states that each lets through."""


def states_under(pill: str) -> frozenset[ActivityState]:
    """The states that a filter lets through."""
    return next(states for key, _, states in PILLS if key == pill)
