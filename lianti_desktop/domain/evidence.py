"""Whether an activity's papers are complete: its profile against what has been entered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lianti_desktop.domain.activity_kind_words import Check
from lianti_desktop.domain.activity_profiles import ActivityProfile

PROCESS_LENGTH = 50


@dataclass(frozen=True)
class EvidenceFacts:
    """What an activity holds so far; lengths are in characters, all else are numbers of things.

    `lesson_schools` counts the schools whose teachers taught, `observed_lessons` the lessons
    with at least one observation, `counted_schools` the attending schools with a head count.
    """

    process_length: int = 0
    signed: int = 0
    sign_in_sheets: int = 0
    photos: int = 0
    reflections: int = 0
    resolutions: int = 0
    lessons: int = 0
    lesson_schools: int = 0
    observed_lessons: int = 0
    documents: int = 0
    schools: int = 0
    counted_schools: int = 0
    pupils_travel: bool = False
    safety_ready: bool = False


@dataclass(frozen=True)
class CheckState:
    """One check: how much there is, how much is needed, and the sentence for what is missing."""

    check: Check
    have: int
    need: int
    missing: str

    @property
    def met(self) -> bool:
        """Whether there is enough."""
        return self.have >= self.need


@dataclass(frozen=True)
class _Case:
    """One activity under examination."""

    profile: ActivityProfile
    facts: EvidenceFacts
    process_length: int


def evidence(
    profile: ActivityProfile, facts: EvidenceFacts, *, process_length: int = PROCESS_LENGTH
) -> tuple[CheckState, ...]:
    """Examine every check that is due for this activity, in the order of `Check`."""
    case = _Case(profile, facts, process_length)
    return tuple(_EXAMINERS[check](case) for check in checks_due(profile, facts))


def checks_due(profile: ActivityProfile, facts: EvidenceFacts) -> tuple[Check, ...]:
    """Return the checks of the kind, with safety added when pupils leave their school."""
    travels = profile.travel_safety and facts.pupils_travel
    return (*profile.checks, Check.SAFETY) if travels else profile.checks


def is_complete(states: tuple[CheckState, ...]) -> bool:
    """Whether nothing is missing."""
    return all(state.met for state in states)


def _state(check: Check, have: int, need: int, wanted: str) -> CheckState:
    return CheckState(check, have, need, "" if have >= need else f"还差：{wanted}")


def _process(case: _Case) -> CheckState:
    have, need = case.facts.process_length, case.process_length
    return _state(Check.PROCESS, have, need, f"过程记录至少 {need} 字，现有 {have} 字")


def _sign_in(case: _Case) -> CheckState:
    have = case.facts.signed + case.facts.sign_in_sheets
    return _state(Check.SIGN_IN, have, 1, "签到名单或签到表照片")


def _photos(case: _Case) -> CheckState:
    have, need = case.facts.photos, case.profile.photos
    return _state(Check.PHOTOS, have, need, f"至少 {need} 张照片，现有 {have} 张")


def _reflections(case: _Case) -> CheckState:
    return _state(Check.REFLECTIONS, case.facts.reflections, 1, "至少 1 篇感言")


def _resolution(case: _Case) -> CheckState:
    return _state(Check.RESOLUTION, case.facts.resolutions, 1, "决议或成效")


def _lessons(case: _Case) -> CheckState:
    facts, profile = case.facts, case.profile
    if profile.lesson_schools > 1:
        have, need = facts.lesson_schools, profile.lesson_schools
        wanted = f"至少 {need} 所学校的课例，现有 {have} 所"
        return _state(Check.LESSONS, have, need, wanted)
    return _state(Check.LESSONS, facts.lessons, profile.lessons, f"至少 {profile.lessons} 节课例")


def _observations(case: _Case) -> CheckState:
    need = max(1, case.facts.lessons)
    have = min(case.facts.observed_lessons, need)
    wanted = f"每节课例至少 1 份听评课记录，还有 {need - have} 节没有"
    return _state(Check.OBSERVATIONS, have, need, wanted)


def _document(case: _Case) -> CheckState:
    return _state(Check.DOCUMENT, case.facts.documents, 1, "至少 1 份附件")


def _counts(case: _Case) -> CheckState:
    need = max(1, case.facts.schools)
    have = min(case.facts.counted_schools, need)
    wanted = f"各校参加人数，还有 {need - have} 所学校没填"
    return _state(Check.COUNTS, have, need, wanted)


def _safety(case: _Case) -> CheckState:
    return _state(Check.SAFETY, int(case.facts.safety_ready), 1, "学生外出的安全安排")


_EXAMINERS: Mapping[Check, Callable[[_Case], CheckState]] = MappingProxyType(
    {
        Check.PROCESS: _process,
        Check.SIGN_IN: _sign_in,
        Check.PHOTOS: _photos,
        Check.REFLECTIONS: _reflections,
        Check.RESOLUTION: _resolution,
        Check.LESSONS: _lessons,
        Check.OBSERVATIONS: _observations,
        Check.DOCUMENT: _document,
        Check.COUNTS: _counts,
        Check.SAFETY: _safety,
    }
)
