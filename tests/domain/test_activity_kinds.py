"""The catalogue of activities and the check of their papers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianti_desktop.domain.activity_kinds import (
    ActivityGroup,
    ActivityKind,
    Check,
    CheckState,
    EvidenceFacts,
    Output,
    Outputs,
    checks_due,
    evidence,
    is_complete,
    kinds_in,
    profile_of,
)

PLENTY = EvidenceFacts(
    process_length=500,
    signed=20,
    sign_in_sheets=1,
    photos=9,
    reflections=3,
    resolutions=2,
    lessons=2,
    lesson_schools=2,
    observed_lessons=2,
    documents=1,
    schools=3,
    counted_schools=3,
    pupils_travel=True,
    safety_ready=True,
)


def missing(kind: ActivityKind, facts: EvidenceFacts) -> dict[Check, str]:
    states = evidence(profile_of(kind), facts)
    return {state.check: state.missing for state in states if not state.met}


@pytest.mark.parametrize("kind", ActivityKind)
def test_every_kind_has_a_profile_and_is_in_the_picker(kind: ActivityKind) -> None:
    profile = profile_of(kind)
    assert profile.kind is kind
    assert Check.PROCESS in profile.checks
    assert kind in kinds_in(profile.group)
    assert (profile.photos > 0) == (Check.PHOTOS in profile.checks)
    assert (profile.lessons > 0) == (Check.LESSONS in profile.checks)


@pytest.mark.parametrize("group", ActivityGroup)
def test_no_heading_of_the_picker_is_empty(group: ActivityGroup) -> None:
    assert kinds_in(group)


@pytest.mark.parametrize("kind", ActivityKind)
def test_an_activity_with_everything_is_complete(kind: ActivityKind) -> None:
    states = evidence(profile_of(kind), PLENTY)
    assert is_complete(states)
    assert all(state.missing == "" for state in states)


@pytest.mark.parametrize("kind", ActivityKind)
def test_an_empty_activity_lacks_every_check_and_says_so(kind: ActivityKind) -> None:
    states = evidence(profile_of(kind), EvidenceFacts())
    assert not is_complete(states)
    assert all(state.missing.startswith("还差：") for state in states)
    assert [state.check for state in states] == list(profile_of(kind).checks)


def test_kinds_of_the_catalogue_ask_for_what_it_lists() -> None:
    prep = profile_of(ActivityKind.RESEARCH_COLLECTIVE_PREP)
    assert prep.group is ActivityGroup.RESEARCH
    assert prep.checks == (Check.PROCESS, Check.SIGN_IN, Check.DOCUMENT, Check.COUNTS)
    assert prep.outputs == Outputs(Output.SOMETIMES, Output.ALWAYS, Output.SOMETIMES, Output.ALWAYS)
    regular = profile_of(ActivityKind.MEETING_REGULAR)
    assert regular.outputs.album is Output.NEVER
    assert Check.RESOLUTION in regular.checks


def test_a_short_process_note_is_told_its_length() -> None:
    facts = replace(PLENTY, process_length=12)
    assert missing(ActivityKind.OTHER, facts) == {
        Check.PROCESS: "还差：过程记录至少 50 字，现有 12 字"
    }
    profile = profile_of(ActivityKind.OTHER)
    assert is_complete(evidence(profile, facts, process_length=10))


def test_pictures_and_remarks_are_counted() -> None:
    facts = replace(PLENTY, photos=1, reflections=0)
    assert missing(ActivityKind.PUPIL_OPEN_WEEK, facts) == {
        Check.PHOTOS: "还差：至少 2 张照片，现有 1 张",
        Check.REFLECTIONS: "还差：至少 1 篇感言",
    }


def test_a_scanned_sheet_is_enough_for_the_sign_in() -> None:
    facts = replace(PLENTY, signed=0, sign_in_sheets=1)
    assert missing(ActivityKind.RESEARCH_GROUP_WEEKLY, facts) == {}


def test_same_topic_needs_lessons_from_two_schools() -> None:
    facts = replace(PLENTY, lessons=2, lesson_schools=1)
    assert missing(ActivityKind.RESEARCH_SAME_TOPIC, facts) == {
        Check.LESSONS: "还差：至少 2 所学校的课例，现有 1 所"
    }
    assert missing(ActivityKind.RESEARCH_LESSON_DELIVERY, facts) == {}


def test_every_lesson_needs_an_observation() -> None:
    facts = replace(PLENTY, lessons=3, observed_lessons=1)
    assert missing(ActivityKind.RESEARCH_LESSON_EXCHANGE, facts) == {
        Check.OBSERVATIONS: "还差：每节课例至少 1 份听评课记录，还有 2 节没有"
    }


def test_every_school_gives_its_head_count() -> None:
    facts = replace(PLENTY, schools=3, counted_schools=1)
    assert missing(ActivityKind.PUPIL_DONATION, facts) == {
        Check.COUNTS: "还差：各校参加人数，还有 2 所学校没填"
    }


def test_safety_is_due_when_pupils_travel() -> None:
    sports = profile_of(ActivityKind.PUPIL_SPORTS_MEETING)
    at_home = replace(PLENTY, pupils_travel=False, safety_ready=False)
    assert Check.SAFETY not in checks_due(sports, at_home)
    assert is_complete(evidence(sports, at_home))
    away = replace(at_home, pupils_travel=True)
    assert missing(sports.kind, away) == {Check.SAFETY: "还差：学生外出的安全安排"}
    assert missing(ActivityKind.PUPIL_FARM_PRACTICE, at_home) == {
        Check.SAFETY: "还差：学生外出的安全安排"
    }


@given(
    kind=st.sampled_from(ActivityKind),
    facts=st.builds(EvidenceFacts, *[st.integers(0, 99)] * 12, st.booleans(), st.booleans()),
)
def test_a_check_is_met_exactly_when_nothing_is_missing(
    kind: ActivityKind, facts: EvidenceFacts
) -> None:
    for state in evidence(profile_of(kind), facts):
        assert state.met == (state.missing == "") == (state.have >= state.need)


def test_a_state_knows_whether_it_is_met() -> None:
    assert CheckState(Check.PHOTOS, 2, 2, "").met
    assert not CheckState(Check.PHOTOS, 1, 2, "还差").met
