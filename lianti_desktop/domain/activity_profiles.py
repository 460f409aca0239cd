"""What each kind of activity must show and which printed works it goes into: the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lianti_desktop.domain.activity_kind_words import (
    ActivityGroup,
    ActivityKind,
    Check,
    Output,
)


@dataclass(frozen=True)
class Outputs:
    """How an activity is taken into each printed work."""

    album: Output
    volume: Output
    bulletin: Output
    evaluation: Output


@dataclass(frozen=True)
class ActivityProfile:
    """One row of the catalogue; the numbers are the least that a check asks for."""

    kind: ActivityKind
    checks: tuple[Check, ...]
    outputs: Outputs
    photos: int = 0
    lessons: int = 0
    lesson_schools: int = 0
    travel_safety: bool = False

    @property
    def group(self) -> ActivityGroup:
        """The heading under which the kind picker shows it."""
        return ActivityGroup(self.kind.value.partition(".")[0])


def profile_of(kind: ActivityKind) -> ActivityProfile:
    """Return the catalogue's row for a kind."""
    return _CATALOGUE[kind]


_CHECK_OF_LETTER = MappingProxyType(
    {
        "N": Check.PROCESS,
        "S": Check.SIGN_IN,
        "P": Check.PHOTOS,
        "Q": Check.REFLECTIONS,
        "R": Check.RESOLUTION,
        "L": Check.LESSONS,
        "O": Check.OBSERVATIONS,
        "D": Check.DOCUMENT,
        "C": Check.COUNTS,
        "K": Check.SAFETY,
    }
)
_OUTPUT_OF_SIGN = MappingProxyType({"●": Output.ALWAYS, "○": Output.SOMETIMES, "–": Output.NEVER})

# One row per kind, in the notation of the trade's own catalogue. First what must be there:
# N process note, S sign-in, P1/P2 photos, Q remarks, R resolution, L1/L2 lessons from 1/2 schools,
# O observations, D document, C counts, K safety, (K) safety when pupils travel. Then album,
# term volume, bulletin, evaluation: ● always, ○ sometimes, – never.
_ROWS = (
    (ActivityKind.MEETING_REGULAR, "N S R C", "–●–●"),
    (ActivityKind.MEETING_TEACHING_JOINT, "N S R", "–●–●"),
    (ActivityKind.MEETING_TERM_OPENING, "N S R P1", "–●○●"),
    (ActivityKind.MEETING_TERM_SUMMARY, "N S R P1", "–●○●"),
    (ActivityKind.MEETING_QUALITY_ANALYSIS, "N S R D", "–●–●"),
    (ActivityKind.MEETING_LEADER_EXCHANGE, "N S R", "–●–○"),
    (ActivityKind.MEETING_PRINCIPALS, "N S R", "–●–○"),
    (ActivityKind.MEETING_PARTY_GROUP, "N S R", "–●–○"),
    (ActivityKind.MEETING_GROUP_DECISION, "N S R", "–●–○"),
    (ActivityKind.MEETING_LAUNCH, "N S R", "–●–○"),
    (ActivityKind.RESEARCH_COLLECTIVE_PREP, "N S D C", "○●○●"),
    (ActivityKind.RESEARCH_LESSON_EXCHANGE, "N S L1 O P2 C", "●●●●"),
    (ActivityKind.RESEARCH_SAME_TOPIC, "N S L2 O P2", "●●●●"),
    (ActivityKind.RESEARCH_LESSON_DELIVERY, "N S L1 P2 C", "●●●●"),
    (ActivityKind.RESEARCH_MAJOR, "N S L1 O P2 R C", "●●●●"),
    (ActivityKind.RESEARCH_GROUP_WEEKLY, "N S", "–●–●"),
    (ActivityKind.RESEARCH_THEME, "N S P2 R C", "●●●●"),
    (ActivityKind.RESEARCH_OPEN_DAY, "N L1 O P1", "○●○●"),
    (ActivityKind.RESEARCH_WEEKLY_LESSON, "N L1 O P1", "○●○●"),
    (ActivityKind.RESEARCH_BRAINSTORM, "N S P1 C", "●●●●"),
    (ActivityKind.RESEARCH_FORUM, "N S P1 C", "●●●●"),
    (ActivityKind.RESEARCH_LECTURE, "N S P1 C", "●●●●"),
    (ActivityKind.RESEARCH_SKILL_CONTEST, "N S P1 C", "●●●●"),
    (ActivityKind.RESEARCH_QUALITY_LESSON, "N S P1 C", "●●●●"),
    (ActivityKind.RESEARCH_POST_PRACTICE, "N S P1 C", "●●●●"),
    (ActivityKind.RESEARCH_PROGRESS_REVIEW, "N S R D", "–●○●"),
    (ActivityKind.STAFF_FRIENDSHIP, "N P2 C", "●●●●"),
    (ActivityKind.STAFF_STUDY_TRIP, "N D P1", "○●○●"),
    (ActivityKind.MENTOR_MONTHLY, "N L1", "○●–●"),
    (ActivityKind.PUPIL_FIVE_ONES_CLASS_MEETING, "N P2 Q C (K)", "●●●●"),
    (ActivityKind.PUPIL_FIVE_ONES_URBAN_RURAL, "N P2 Q C (K)", "●●●●"),
    (ActivityKind.PUPIL_FIVE_ONES_FRIENDSHIP, "N P2 Q C (K)", "●●●●"),
    (ActivityKind.PUPIL_FIVE_ONES_MUTUAL_AID, "N P2 Q C (K)", "●●●●"),
    (ActivityKind.PUPIL_FIVE_ONES_SHOWCASE, "N P2 Q C (K)", "●●●●"),
    (ActivityKind.PUPIL_OPEN_WEEK, "N P2 Q C K", "●●●●"),
    (ActivityKind.PUPIL_FARM_PRACTICE, "N P2 Q C K", "●●●●"),
    (ActivityKind.PUPIL_ARTS_FESTIVAL, "N P2 C (K)", "●●●●"),
    (ActivityKind.PUPIL_SPORTS_MEETING, "N P2 C (K)", "●●●●"),
    (ActivityKind.PUPIL_CLASS_TEAM_MEETING, "N P2 C (K)", "●●●●"),
    (ActivityKind.PUPIL_CARE_AID, "N P2 C (K)", "●●●●"),
    (ActivityKind.PUPIL_EXCHANGE_FORMS, "N C Q", "●●○●"),
    (ActivityKind.PUPIL_COMPETITION, "N C P1 (K)", "●●○●"),
    (ActivityKind.PUPIL_INTEREST_GROUP, "N C P1 (K)", "●●○●"),
    (ActivityKind.PUPIL_THEME_DAY, "N C P1 (K)", "●●○●"),
    (ActivityKind.PUPIL_DONATION, "N C P1 (K)", "●●○●"),
    (ActivityKind.PUPIL_SKILL_2PLUS1, "N C P1 (K)", "●●○●"),
    (ActivityKind.PARENT_MEETING, "N C P1", "●●○○"),
    (ActivityKind.PARENT_SCHOOL, "N C P1", "●●○○"),
    (ActivityKind.PARENT_CHILD_DAY, "N C P1 (K)", "●●○○"),
    (ActivityKind.RETENTION_PUBLICITY, "N P1", "○●○●"),
    (ActivityKind.PARTY_LESSON, "N S", "○●○●"),
    (ActivityKind.PARTY_MEMBER_DAY, "N S", "○●○●"),
    (ActivityKind.PARTY_FORUM, "N S", "○●○●"),
    (ActivityKind.PARTY_MORAL_HALL, "N S", "○●○●"),
    (ActivityKind.PARTY_JOINT_BUILD, "N S", "○●○●"),
    (ActivityKind.PARTY_ANALYSIS, "N S", "○●○●"),
    (ActivityKind.PARTY_APPRAISAL, "N S", "○●○●"),
    (ActivityKind.TRAINING_ETHICS, "N S D", "–●–●"),
    (ActivityKind.TRAINING_PROFESSIONAL, "N S D", "–●–●"),
    (ActivityKind.TRAINING_INFO_TECH, "N S D", "–●–●"),
    (ActivityKind.TRAINING_MENTAL_HEALTH, "N S D", "–●–●"),
    (ActivityKind.TRAINING_RESEARCH, "N S D", "–●–●"),
    (ActivityKind.TRAINING_READING, "N S D", "–●–●"),
    (ActivityKind.TRAINING_REPORT_BACK, "N S D", "–●–●"),
    (ActivityKind.INSPECTION_WORK, "N R", "–●–●"),
    (ActivityKind.INSPECTION_DAILY, "N R", "–●–●"),
    (ActivityKind.INSPECTION_SPECIAL, "N R", "–●–●"),
    (ActivityKind.INSPECTION_ANNUAL, "N R", "–●–●"),
    (ActivityKind.OTHER, "N", "○●○–"),
)


def _profile(kind: ActivityKind, needs: str, marks: str) -> ActivityProfile:
    codes = needs.split()
    firm = [code for code in codes if not code.startswith("(")]
    least = {code[0]: int(code[1:]) for code in firm if code[1:]}
    chosen = {_CHECK_OF_LETTER[code[0]] for code in firm}
    return ActivityProfile(
        kind=kind,
        checks=tuple(check for check in Check if check in chosen),
        outputs=Outputs(*(_OUTPUT_OF_SIGN[mark] for mark in marks)),
        photos=least.get("P", 0),
        lessons=least.get("L", 0),
        lesson_schools=least.get("L", 0),
        travel_safety="(K)" in codes,
    )


_CATALOGUE: Mapping[ActivityKind, ActivityProfile] = MappingProxyType(
    {kind: _profile(kind, needs, marks) for kind, needs, marks in _ROWS}
)
