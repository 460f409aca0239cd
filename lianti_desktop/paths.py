"""Where things lie: the data folder of a school, the program's own files, the user's settings."""

from dataclasses import dataclass
from pathlib import Path

APP_NAME = "LianTi"
PORTABLE_MARK = "portable.txt"


@dataclass(frozen=True)
class DataPaths:
    """The places inside one data folder; a folder is one school's database with its pictures."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.root / "lianti.db"

    @property
    def attachments(self) -> Path:
        """Stored files by their SHA-256."""
        return self.root / "attachments"

    @property
    def thumbnails(self) -> Path:
        """The container of all thumbnails; a cache."""
        return self.root / "thumbnails.db"

    @property
    def first_page(self) -> Path:
        """What the first page shows at the next start; a cache."""
        return self.root / "first_page.json"

    @property
    def staging(self) -> Path:
        """Files of an import that is not finished; emptied at start."""
        return self.root / "staging"

    @property
    def presence(self) -> Path:
        """Signs of the processes that have the data open."""
        return self.root / "open"

    @property
    def placing(self) -> Path:
        """Held by the process that moves photos into place."""
        return self.root / "photos.lock"

    @property
    def backups(self) -> Path:
        """Rotating verified copies of the database."""
        return self.root / "backups"


@dataclass(frozen=True)
class ProgramPaths:
    """The places of the program for the person at this PC."""

    resources: Path
    config: Path
    logs: Path

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.json"

    @property
    def fonts(self) -> Path:
        """Bundled fonts."""
        return self.resources / "fonts"


def resources_folder() -> Path:
    """The folder `resources` that lies beside the package."""
    return Path(__file__).resolve().parent.parent / "resources"


def program_paths() -> ProgramPaths:
    """The usual places; beside the program when it runs from a stick (portable.txt)."""
    resources = resources_folder()
    beside = resources.parent
    if (beside / PORTABLE_MARK).exists():
        return ProgramPaths(resources, beside / "设置", beside / "日志")
    import platformdirs

    places = platformdirs.PlatformDirs(APP_NAME, appauthor=False)
    return ProgramPaths(resources, places.user_config_path, places.user_log_path)


def default_data_folder() -> Path:
    """Where data goes when nobody chose a place."""
    beside = resources_folder().parent
    if (beside / PORTABLE_MARK).exists():
        return beside / "数据"
    import platformdirs

    return platformdirs.PlatformDirs(APP_NAME, appauthor=False).user_data_path
