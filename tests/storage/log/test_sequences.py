"""Whatever people do in whatever order, the tables stay what the log says."""

import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import update

from lianti_desktop.domain.words import ActivityState
from lianti_desktop.paths import DataPaths
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.doctor import digest_lines
from lianti_desktop.storage.lessons import Lesson
from lianti_desktop.storage.log.history import history, restore_version
from lianti_desktop.storage.log.tables import LogCommit
from lianti_desktop.storage.log.undo import steps
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.site import renew_replica
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Deed, open_store
from tests.storage.office import settle

VALUES: dict[type[Record], dict[str, Any]] = {
    Activity: {
        "title": st.sampled_from(["听课", "送教", None]),
        "held_on": st.sampled_from([date(2026, 3, 12), date(2026, 9, 3), None]),
        "state": st.sampled_from([*list(ActivityState)[:2], None]),
        "insured": st.sampled_from([True, False, None]),
        "steps": st.sampled_from([["说课"], ["说课", "评课"], None]),
        "lesson_count": st.integers(0, 3),
    },
    Lesson: {"topic": st.sampled_from(["我的植物朋友", "草原", None]), "period": st.integers(1, 3)},
    Staff: {"phone": st.sampled_from(["13800138000", None]), "name": st.sampled_from("李王")},
}
CHOSEN = st.one_of(
    *(
        st.tuples(st.just(kind), st.fixed_dictionaries({}, optional=kept))
        for kind, kept in VALUES.items()
    )
)


class Sequences(RuleBasedStateMachine):
    """An office in which everything that the program can do to records happens."""

    rows = Bundle("rows")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="lianti-sequence-"))
        self.office = settle(open_store(DataPaths(self.folder)))
        self.activities: list[UUID] = []

    def teardown(self) -> None:
        self.office.store.close()
        shutil.rmtree(self.folder)

    def digests(self) -> dict[str, str]:
        with self.office.store.read() as session:
            return digest_lines(session)

    @rule(target=rows, chosen=CHOSEN)
    def make(self, chosen: tuple[type[Record], dict[str, Any]]) -> tuple[type[Record], UUID]:
        kind, values = chosen
        if kind is Lesson and self.activities:
            values = {**values, "activity": self.activities[-1]}
        row = self.office.add(kind, **values)
        if kind is Activity:
            self.activities.append(row)
        return kind, row

    @rule(row=rows, data=st.data())
    def change(self, row: tuple[type[Record], UUID], data: st.DataObject) -> None:
        values = data.draw(st.fixed_dictionaries({}, optional=VALUES[row[0]]))
        self.office.set(*row, **values)

    @rule(some=st.lists(rows, min_size=2, max_size=4), lucky=st.booleans())
    def change_several(self, some: list[tuple[type[Record], UUID]], lucky: bool) -> None:
        with self.office.store.change(Deed("修改几条")) as session:
            for kind, row in some:
                records.get(session, kind, row).sample = lucky

    @rule(row=rows)
    def remove(self, row: tuple[type[Record], UUID]) -> None:
        self.office.remove(*row)

    @rule(row=rows)
    def take_out_of_the_bin(self, row: tuple[type[Record], UUID]) -> None:
        with self.office.store.change(Deed("还原")) as session:
            records.restore(session, records.get(session, *row))

    @rule(row=rows, data=st.data())
    def give_back_a_version(self, row: tuple[type[Record], UUID], data: st.DataObject) -> None:
        with self.office.store.change(Deed("恢复以前的内容")) as session:
            event = data.draw(st.sampled_from(history(session, *row)))
            restore_version(session, records.get(session, *row), event.hash)

    def can(self, name: str) -> bool:
        with self.office.store.read() as session:
            return bool(getattr(steps(session), name))

    @precondition(lambda self: self.can("undo"))
    @rule()
    def undo_and_redo_are_the_way_there_and_back(self) -> None:
        before = self.digests()
        self.office.undo()
        undone = self.digests()
        self.office.redo()
        assert self.digests() == before
        self.office.undo()
        assert self.digests() == undone

    @precondition(lambda self: self.can("redo"))
    @rule()
    def redo(self) -> None:
        self.office.redo()

    @rule()
    def start_under_a_new_name(self) -> None:
        with self.office.store.transaction() as session:
            renew_replica(session)

    @invariant()
    def nothing_is_wrong(self) -> None:
        assert self.office.problems() == []


class Purged(Sequences):
    """The same, while guarded values are erased from the log."""

    @rule()
    def erase_openings(self) -> None:
        with self.office.store.transaction() as session:
            session.execute(update(LogCommit).values(openings=None))

    def undo_and_redo_are_the_way_there_and_back(self) -> None:
        """Not while values are missing."""


CALM = settings(
    max_examples=12,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestSequences = Sequences.TestCase
TestSequences.settings = CALM
TestPurged = Purged.TestCase
TestPurged.settings = settings(CALM, max_examples=6)
