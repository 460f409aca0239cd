"""The pages of the window: hand-made ones by place, the generic one for all other kinds.

Imports none of them before it is asked for: parts of the first page are shown without the storage.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lianti_desktop.ui.desk import Desk
    from lianti_desktop.ui.page import Page

HAND_MADE = {
    "workbench": ("workbench", "WorkbenchPage"),
    "todo": ("todo", "TodoPage"),
    "activities": ("activities", "ActivitiesPage"),
    "printing": ("printing", "PrintingPage"),
    "exchange": ("exchange", "ExchangePage"),
    "conflicts": ("conflicts", "ConflictsPage"),
    "bin": ("bin", "BinPage"),
    "backups": ("backups", "BackupsPage"),
    "settings": ("settings", "SettingsPage"),
}
"""Module and class by place; loaded when the page is first shown, so that the start stays quick."""


def page_for(place: str, desk: "Desk") -> "Page":
    """The page of a place."""
    if place in HAND_MADE:
        module, name = HAND_MADE[place]
        made: type[Page] = getattr(import_module(f"{__name__}.{module}"), name)
        return made(desk)
    from lianti_desktop.ui.record_page import RecordPage

    return RecordPage(desk, place)
