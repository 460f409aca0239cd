"""How an official text looks: the two habits a school chooses from, in millimetres and points.

国标 is GB/T 9704-2012 (text area 156 × 225 mm, 22 lines of 28 characters); 学校常用 is what most
school offices print.
"""

from dataclasses import dataclass

from lianti_desktop.domain.errors import UserError


@dataclass(frozen=True)
class Preset:
    """Margins and sizes of an A4 text; ``faces`` are the Word fonts of title, body and headings."""

    name: str
    title: str
    margins: tuple[float, float, float, float]
    """Top, bottom, left, right."""
    size: float
    leading: float
    title_size: float
    title_face: str
    has_dashed_numbers: bool
    """Whether page numbers stand between dashes at the outer edge, or in the middle."""


GB = Preset("gb", "国标", (37, 35, 28, 26), 16, 28.95, 22, "方正小标宋简体", True)
SCHOOL = Preset("school", "学校常用", (20, 20, 25, 20), 16, 26, 22, "宋体", False)
PRESETS = (SCHOOL, GB)


def preset_named(name: str) -> Preset:
    """The preset of that name or title; raises UserError when there is none."""
    for preset in PRESETS:
        if name in (preset.name, preset.title):
            return preset
    titles = "、".join(preset.title for preset in PRESETS)
    raise UserError(f"没有“{name}”这种版式，已录入的资料没有变化，请从{titles}里选一种。")
