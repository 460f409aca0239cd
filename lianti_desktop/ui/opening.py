"""What is done beside the painted frame: loading the storage, opening the data, a last look at it.

At its top this module imports nothing heavy; the window stands before the storage is loaded.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lianti_desktop.paths import DataPaths


@dataclass(frozen=True)
class Opened:
    """What the worker brings: the open store, whose copy it is, who may work, the calendar.

    `said` is what the start has to tell, if anything.
    """

    store: Any
    is_founded: bool
    operators: tuple[Any, ...]
    terms: tuple[Any, ...]
    said: str = ""
    is_restored: bool = False
    """Whether this copy cannot be the one that last wrote a package here; it has a new name."""


def open_data(data: DataPaths) -> Opened:
    """In the worker: loads the storage and the pages' modules, opens the data."""
    from lianti_desktop.services.leftovers import CLEARED, clear_leftovers
    from lianti_desktop.services.setup import is_founded
    from lianti_desktop.storage.operators import operators
    from lianti_desktop.storage.store import open_store
    from lianti_desktop.ui.exchange_watch import renewed
    from lianti_desktop.ui.term_days import read_terms

    store = open_store(data)
    said = CLEARED if clear_leftovers(store) else ""
    with store.read() as session:
        who = tuple(operators(session))
        opened = Opened(store, is_founded(session), who, read_terms(session), said)
    opened = replace(opened, is_restored=renewed(store))
    # Loaded here so that the window does not wait.
    import lianti_desktop.ui.main_window
    import lianti_desktop.ui.pages.workbench  # noqa: F401

    return opened


def last_look(session: Any) -> Any:
    """What the next start may show at once."""
    from lianti_desktop.ui.next_start import look_ahead

    return look_ahead(session, date.today())  # noqa: DTZ011


def load_activities(_progress: object) -> None:
    """The modules of the page that is opened most."""
    import lianti_desktop.ui.pages.activities  # noqa: F401


def open_sample(data: DataPaths) -> Opened:
    """In the worker: the data, with the sample alliance when nothing was set up yet."""
    opened = open_data(data)
    if opened.is_founded:
        return opened
    from lianti_desktop.services.sample import add_sample

    add_sample(opened.store, date.today(), pictures=False)  # noqa: DTZ011
    opened.store.close()
    return open_data(data)
