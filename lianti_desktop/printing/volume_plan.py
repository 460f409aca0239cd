"""What was decided about a term volume: who collects a chapter, how far it is, what lacks why."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lianti_desktop.printing.content import VolumeChapter


@dataclass(frozen=True)
class VolumePlan:
    """The decisions; chapters are called by their keys, what lacks by its line in the list.

    An empty ``state`` leaves the chapter with the one that follows from its records.
    """

    owners: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)

    def with_chapter(self, key: str, owner: str, state: str) -> "VolumePlan":
        """Another owner and state of a chapter."""
        return replace(self, owners={**self.owners, key: owner}, states={**self.states, key: state})

    def with_reason(self, line: str, reason: str) -> "VolumePlan":
        """A 情况说明 for something that lacks; an empty one is taken back."""
        rest = {one: why for one, why in self.reasons.items() if one != line}
        return replace(self, reasons={**rest, line: reason} if reason else rest)

    def chapter(self, chapter: VolumeChapter) -> VolumeChapter:
        """The chapter with what was decided about it."""
        return replace(
            chapter,
            owner=self.owners.get(chapter.key) or chapter.owner,
            state=self.states.get(chapter.key) or chapter.state,
        )

    def explained(self, line: str) -> str:
        """A line of the missing list with its 情况说明."""
        reason = self.reasons.get(line)
        return f"{line}（说明：{reason}）" if reason else line


def to_plain(plan: VolumePlan) -> dict[str, Any]:
    """The plan as dicts, to be kept as JSON."""
    return {
        "owners": dict(plan.owners),
        "states": dict(plan.states),
        "reasons": dict(plan.reasons),
    }


def from_plain(plain: Mapping[str, Any]) -> VolumePlan:
    """A plan as it was kept; what is missing in it was not decided."""
    return VolumePlan(*(dict(plain.get(name, {})) for name in ("owners", "states", "reasons")))
