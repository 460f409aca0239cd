"""What the person at this PC has chosen, kept while the program runs and written at each change."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from lianti_desktop.settings import Settings, save_settings


class Preferences(QObject):
    """The settings of the moment; without a path they are not kept."""

    changed = Signal(object)
    """The new Settings."""

    def __init__(self, settings: Settings | None = None, path: Path | None = None) -> None:
        super().__init__()
        self._settings = settings or Settings()
        self._path = path

    @property
    def settings(self) -> Settings:
        """What is chosen now."""
        return self._settings

    def change(self, settings: Settings) -> None:
        """Something else is chosen; an unwritable folder does not stand in the way."""
        if settings == self._settings:
            return
        self._settings = settings
        if self._path is not None:
            try:
                save_settings(self._path, settings)
            except OSError:
                self._path = None
        self.changed.emit(settings)

    def view_of(self, name: str) -> dict[str, Any]:
        """The view kept for a list; empty when there is none."""
        kept = self._settings.of_list(name)
        return dict(kept) if isinstance(kept, dict) else {}

    def keep_view(self, name: str, view: dict[str, Any]) -> None:
        """Keeps the view of a list."""
        self.change(self._settings.with_list(name, view))
