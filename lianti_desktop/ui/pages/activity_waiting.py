"""What was typed into the parts of an activity and found no room is shown as it was typed."""

from dataclasses import replace
from uuid import UUID

from lianti_desktop.services.activity_facts import HEADS
from lianti_desktop.services.activity_life import CountLine
from lianti_desktop.ui.pages.activity_view import (
    ActivityView,
    ContributionLine,
    PhotoLine,
    RemarkLine,
)
from lianti_desktop.ui.unkept import Place, Unkept

CONTRIBUTION = "contribution"


def place_at(activity: UUID, name: str, school: UUID) -> Place:
    """Where a school's own words or number wait; the row for them may not exist yet."""
    return activity, f"{name} {school.hex}"


def with_waiting(view: ActivityView, unkept: Unkept) -> ActivityView:
    """The view with what waits in the place of what is stored."""
    parts, waits = view.parts, unkept.texts()
    if not waits:
        return view

    def counted(line: CountLine) -> CountLine:
        here = unkept.of(view.id)
        heads = (
            here.get(place_at(view.id, name, line.school)[1], head)
            for name, head in zip(HEADS, line.heads, strict=True)
        )
        return replace(line, heads=tuple(heads))

    def contributed(line: ContributionLine) -> ContributionLine:
        place = place_at(view.id, CONTRIBUTION, line.school)
        return replace(line, text=waits.get(place, line.text))

    def remarked(line: RemarkLine) -> RemarkLine:
        return replace(line, **unkept.of(line.id))

    def captioned(line: PhotoLine) -> PhotoLine:
        return replace(line, **unkept.of(line.id))

    return replace(
        view,
        parts=replace(
            parts,
            counts=tuple(map(counted, parts.counts)),
            contributions=tuple(map(contributed, parts.contributions)),
            remarks=tuple(map(remarked, parts.remarks)),
            photos=tuple(map(captioned, parts.photos)),
        ),
    )
