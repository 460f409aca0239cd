"""Where things lie."""

from pathlib import Path

import platformdirs
import pytest

from lianti_desktop import paths
from lianti_desktop.paths import DataPaths, default_data_folder, program_paths, resources_folder


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program folder on a stick."""
    monkeypatch.setattr(paths, "resources_folder", lambda: tmp_path / "resources")
    return tmp_path


def test_everything_of_a_school_lies_in_its_data_folder(tmp_path: Path) -> None:
    data = DataPaths(tmp_path)
    places = [data.database, data.attachments, data.thumbnails, data.staging, data.backups]
    assert {place.parent for place in places} == {tmp_path}
    assert len(set(places)) == 5


def test_the_resources_lie_beside_the_package() -> None:
    assert resources_folder().parent == Path(paths.__file__).parent.parent
    assert program_paths().fonts == resources_folder() / "fonts"


def test_an_installed_program_keeps_its_things_where_the_system_wants_them(stick: Path) -> None:
    found = program_paths()
    dirs = platformdirs.PlatformDirs("LianTi", appauthor=False)
    assert (found.config, found.logs) == (dirs.user_config_path, dirs.user_log_path)
    assert found.settings == found.config / "settings.json"
    assert default_data_folder() == dirs.user_data_path
    assert stick not in found.config.parents


def test_a_program_on_a_stick_keeps_everything_beside_itself(stick: Path) -> None:
    (stick / "portable.txt").touch()
    found = program_paths()
    assert (found.config, found.logs) == (stick / "设置", stick / "日志")
    assert default_data_folder() == stick / "数据"
