"""A core school and a campus that has joined it, a folder as the stick, and a page at each desk."""

import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from lianti_desktop.domain.words import SiteRole
from lianti_desktop.paths import DataPaths
from lianti_desktop.storage.store import open_store
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.pages.exchange import ExchangePage
from lianti_desktop.ui.term_days import TermDays
from tests.sync.village import Office, enrol, found_core, new_office

CORE, CAMPUS, LONE = "青石中心小学（示例）", "柳林校区（示例）", "红旗小学（示例）"
PLACES = ("core", "campus", "lone", "fresh")


def settle_pair(folder: Path) -> None:
    """Founds everything once: a core, a member, one that works alone, a core before founding."""
    (folder / "stick").mkdir(parents=True)
    core, campus = found_core(folder / "core"), new_office(folder / "campus")
    enrol(core, campus, CAMPUS, folder / "stick")
    lone = new_office(folder / "lone", LONE)
    fresh = new_office(folder / "fresh", CORE, SiteRole.CORE)
    for office in (core, campus, lone, fresh):
        office.close()
    shutil.rmtree(folder / "stick")


@dataclass
class Pair:
    """The copies of one test; `page` opens the window's page on one of them."""

    folder: Path
    qtbot: QtBot
    offices: dict[str, Office] = field(default_factory=dict)
    desks: list[Desk] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)

    @property
    def stick(self) -> Path:
        return self.folder / "stick"

    def office(self, name: str) -> Office:
        if name not in self.offices:
            place = self.folder / name
            store = open_store(DataPaths(place / "data"))
            self.offices[name] = Office(place, store, KeyRing(place / "keys"))
        return self.offices[name]

    def page(self, name: str) -> ExchangePage:
        office = self.office(name)
        desk = Desk(office.store, None)
        desk.broke.connect(self.failures.append)
        term = TermDays(office.replica, "示例学期", date(2026, 9, 1), date(2027, 1, 25), ())
        desk.set_terms((term,))
        self.desks.append(desk)
        page = ExchangePage(desk, ring=office.ring)
        self.qtbot.addWidget(page)
        page.resize(1092, 560)
        page.show()
        self.settle(page)
        page.stick.choose(self.stick)
        self.settle(page)
        return page

    def settle(self, page: ExchangePage) -> None:
        """Waits until all that was asked of desk and bench has come, and what followed from it."""
        for _ in range(4):
            done: list[bool] = []
            page.desk.ask(lambda _session: True, Reply(page, done.append))
            page.desk.run(lambda _progress: True, Reply(page, done.append))
            self.qtbot.waitUntil(lambda done=done: len(done) == 2, timeout=20_000)

    def carry(self, sender: str, receiver: str) -> Path:
        """A package on the stick, not taken in yet."""
        return self.office(sender).pack_for(self.office(receiver).school, self.stick)

    def close(self) -> None:
        for desk in self.desks:
            desk.close()
        for office in self.offices.values():
            office.close()
