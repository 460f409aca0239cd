"""Telling the system whose files packages are, on a registry and a folder of the test's own."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from lianti_desktop.services.file_types import (
    CLASSES,
    DESKTOP_FILE,
    MIME_FILE,
    DesktopTypes,
    WindowsTypes,
    opening_command,
)


class Hive:
    """A registry in memory."""

    def __init__(self) -> None:
        self.entries: dict[str, str] = {}

    def value(self, path: str) -> str | None:
        return self.entries.get(path)

    def write(self, path: str, value: str) -> None:
        self.entries[path] = value

    def remove(self, path: str) -> None:
        below = f"{path}\\"
        self.entries = {
            name: value
            for name, value in self.entries.items()
            if name != path and not name.startswith(below)
        }


@pytest.fixture
def hive() -> Hive:
    hive = Hive()
    hive.write(rf"{CLASSES}\.txt", "txtfile")
    return hive


def test_windows_opens_a_package_with_the_command_that_was_given(hive: Hive) -> None:
    told: list[bool] = []
    types = WindowsTypes(hive, '"C:\\联体\\lianti.exe"', lambda: told.append(True))
    assert not types.is_registered()
    types.register()
    assert types.is_registered()
    assert hive.value(rf"{CLASSES}\.ltp") == "LianTi.Package"
    opening = hive.value(rf"{CLASSES}\LianTi.Request\shell\open\command")
    assert opening == '"C:\\联体\\lianti.exe" "%1"'
    assert told == [True]


def test_taking_it_back_leaves_the_registry_as_it_was(hive: Hive) -> None:
    before = dict(hive.entries)
    types = WindowsTypes(hive, "lianti")
    types.register()
    types.unregister()
    assert hive.entries == before


def test_an_ending_that_another_program_took_stays_its_own(hive: Hive) -> None:
    types = WindowsTypes(hive, "lianti")
    types.register()
    hive.write(rf"{CLASSES}\.ltp", "Other.Program")
    assert not types.is_registered()
    types.unregister()
    assert hive.value(rf"{CLASSES}\.ltp") == "Other.Program"


def test_a_moved_program_is_no_longer_the_one_registered(hive: Hive) -> None:
    WindowsTypes(hive, "old").register()
    assert not WindowsTypes(hive, "new").is_registered()


def test_a_linux_desktop_learns_type_and_program_and_forgets_them(tmp_path: Path) -> None:
    refreshed: list[Path] = []
    types = DesktopTypes(tmp_path, "lianti", refreshed.append)
    types.register()
    assert types.is_registered()
    xml = ElementTree.parse(tmp_path / "mime" / "packages" / MIME_FILE)
    globs = [one.get("pattern") for one in xml.iter() if one.tag.endswith("glob")]
    assert globs == ["*.ltp", "*.ltreq"]
    entry = (tmp_path / "applications" / DESKTOP_FILE).read_text(encoding="utf-8")
    assert "Exec=lianti %f" in entry
    assert "MimeType=application/x-lianti-package;application/x-lianti-request;" in entry
    types.unregister()
    assert not types.is_registered()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert refreshed == [tmp_path, tmp_path]


def test_the_program_is_named_in_quotes() -> None:
    command = opening_command()
    assert command.startswith('"')
    assert command.count('"') % 2 == 0
