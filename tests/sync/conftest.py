"""A village that is set up once and copied for each test."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from lianti_desktop.paths import DataPaths
from lianti_desktop.storage.store import open_store
from lianti_desktop.sync.keys import KeyRing
from tests.sync.village import Office, enrol, found_core, new_office

CAMPUS, OTHER = "柳林校区（示例）", "红旗校区（示例）"
PLACES = ("core", "campus", "laptop", "other")


@dataclass(frozen=True)
class Village:
    """The core school, a campus with a second PC, another campus, and a stick."""

    core: Office
    campus: Office
    laptop: Office
    other: Office
    stick: Path

    @property
    def offices(self) -> list[Office]:
        return [self.core, self.campus, self.laptop, self.other]

    def carry(self, sender: Office, *receivers: Office) -> None:
        """One package from one school to PCs of another."""
        file = sender.pack_for(receivers[0].school, self.stick)
        for receiver in receivers:
            receiver.take(file)

    def by_core(self) -> None:
        """Everybody brings the core school what is new and takes home what the others brought."""
        for sender in (self.campus, self.laptop, self.other):
            self.carry(sender, self.core)
        self.carry(self.core, self.campus, self.laptop)
        self.carry(self.core, self.other)

    def quiet_down(self) -> None:
        """Everybody writes to everybody until nobody lacks anything."""
        for _ in range(3):
            for sender in self.offices:
                for school in dict.fromkeys(office.school for office in self.offices):
                    at = [one for one in self.offices if one.school == school and one is not sender]
                    if at:
                        self.carry(sender, *at)


@pytest.fixture(scope="session")
def settled_village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a village in which everybody has joined."""
    folder = tmp_path_factory.mktemp("village")
    (folder / "stick").mkdir()
    core, campus = found_core(folder / "core"), new_office(folder / "campus")
    laptop, other = new_office(folder / "laptop"), new_office(folder / "other")
    for newcomer, school in ((campus, CAMPUS), (laptop, CAMPUS), (other, OTHER)):
        enrol(core, newcomer, school, folder / "stick")
    for office in (core, campus, laptop, other):
        office.close()
    shutil.rmtree(folder / "stick")
    return folder


def reopened(folder: Path) -> Office:
    """The PC whose files lie in a folder."""
    return Office(folder, open_store(DataPaths(folder / "data")), KeyRing(folder / "keys"))


@pytest.fixture
def village(settled_village: Path, tmp_path: Path) -> Iterator[Village]:
    """A village of its own for one test."""
    folder = tmp_path / "village"
    shutil.copytree(settled_village, folder)
    (folder / "stick").mkdir()
    offices = [reopened(folder / place) for place in PLACES]
    yield Village(*offices, folder / "stick")
    for office in offices:
        office.close()
