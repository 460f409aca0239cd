"""Texts with blanks (填空) for the course of an activity, one for each heading of its kinds."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from lianti_desktop.domain.activity_kinds import ActivityGroup

BLANK: Final = "＿＿"
"""What still has to be filled in; a line that holds one counts as not written yet."""
FILE: Final = Path("templates") / "process.toml"


def process_templates(resources: Path) -> Mapping[ActivityGroup, str]:
    """The text for each heading."""
    import tomllib

    with (resources / FILE).open("rb") as file:
        texts = tomllib.load(file)
    return {group: texts[group.value]["text"].strip() for group in ActivityGroup}


def blanks_in(text: str | None) -> int:
    """How many blanks are still open."""
    return (text or "").count(BLANK)


def without_blanks(text: str | None) -> str:
    """The lines that are written in full."""
    return "\n".join(line for line in (text or "").splitlines() if BLANK not in line)
