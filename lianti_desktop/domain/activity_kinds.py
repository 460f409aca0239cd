"""The catalogue of activities in one place to import from: kinds, profiles, evidence."""

from lianti_desktop.domain.activity_kind_words import ActivityGroup, ActivityKind, Check, Output
from lianti_desktop.domain.activity_profiles import ActivityProfile, Outputs, profile_of
from lianti_desktop.domain.evidence import (
    PROCESS_LENGTH,
    CheckState,
    EvidenceFacts,
    checks_due,
    evidence,
    is_complete,
)

__all__ = (
    "PROCESS_LENGTH",
    "ActivityGroup",
    "ActivityKind",
    "ActivityProfile",
    "Check",
    "CheckState",
    "EvidenceFacts",
    "Output",
    "Outputs",
    "checks_due",
    "evidence",
    "is_complete",
    "kinds_in",
    "profile_of",
)


def kinds_in(group: ActivityGroup) -> tuple[ActivityKind, ...]:
    """Return the kinds under one heading of the picker, in the catalogue's order."""
    return tuple(kind for kind in ActivityKind if profile_of(kind).group is group)
