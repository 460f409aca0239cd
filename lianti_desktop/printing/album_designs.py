"""Every design an album can be printed in, in the order in which they are offered."""

from lianti_desktop.domain.errors import UserError
from lianti_desktop.printing.album_design import Design
from lianti_desktop.printing.album_gallery import GALLERY
from lianti_desktop.printing.album_pine import PINE
from lianti_desktop.printing.album_ribbon import RIBBON

DESIGNS: tuple[Design, ...] = (PINE, GALLERY, RIBBON)


def design_named(name: str) -> Design:
    """The design of that name or Chinese title; raises UserError when there is none."""
    for design in DESIGNS:
        if name in (design.name, design.title):
            return design
    known = "、".join(design.title for design in DESIGNS)
    raise UserError(f"没有“{name}”这种画册样式，已录入的资料没有变化，请从{known}里选一种。")
