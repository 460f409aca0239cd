"""What the person at this PC has chosen; kept in one small JSON file, a broken one is ignored."""

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Settings:
    """Font size in points; `scheme` is light, dark or system; `lists` keeps the view of each list.

    `lists` maps a kind's table name to {"columns": [...], "widths": {...}, "order": [...],
    "filters": {name: text}}; the page that owns a list reads and writes its own entry.
    """

    data_folder: str = ""
    font_points: float = 10.5
    scheme: str = "light"
    keep_originals: bool = False
    opens_packages: bool = True
    sidebar_folded: bool = False
    last_operator: str = ""
    last_term: str = ""
    lists: tuple[tuple[str, Any], ...] = ()

    def of_list(self, name: str) -> Any:
        """The view kept for a list, or None."""
        return dict(self.lists).get(name)

    def with_list(self, name: str, view: Any) -> "Settings":
        """These settings with the view of one list changed."""
        return replace(self, lists=tuple((dict(self.lists) | {name: view}).items()))


def load_settings(path: Path) -> Settings:
    """The settings kept at `path`; defaults for what is missing, damaged or of the wrong type."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        lists = tuple(dict(kept.pop("lists", {})).items())
    except (OSError, ValueError, AttributeError, TypeError):
        return Settings()
    plain = Settings()
    known = {
        field.name: kept[field.name]
        for field in fields(Settings)
        if field.name in kept and type(kept[field.name]) is type(getattr(plain, field.name))
    }
    return Settings(**known | {"lists": lists})


def save_settings(path: Path, settings: Settings) -> None:
    """Writes the settings so that a power cut leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = asdict(settings) | {"lists": dict(settings.lists)}
    fresh = path.with_suffix(".tmp")
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(kept, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
