"""A small office for the storage tests: a core school, a campus, and short ways to make changes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.activity_kinds import ActivityKind
from lianti_desktop.domain.words import SiteRole
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.doctor import examine
from lianti_desktop.storage.log.undo import REDO, UNDO, do_again, next_redo, next_undo, take_back
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.schools import Alliance, School
from lianti_desktop.storage.site import settle_site
from lianti_desktop.storage.staff import Staff
from lianti_desktop.storage.store import Deed, Store

THURSDAY = date(2026, 3, 12)


@dataclass(frozen=True)
class Office:
    """An open store that belongs to the core school; `campus` is another school's id."""

    store: Store
    core: UUID
    campus: UUID
    alliance: UUID

    def add(self, kind: type[Record], /, **values: object) -> UUID:
        """One commit that makes one record."""
        with self.store.change(Deed(f"新增 {kind.__kind__.name}")) as session:
            return records.save(session, kind, None, values).id

    def set(self, kind: type[Record], row: UUID, /, **values: object) -> None:
        """One commit that changes one record."""
        with self.store.change(Deed(f"修改 {kind.__kind__.name}")) as session:
            records.save(session, kind, row, values)

    def value(self, kind: type[Record], row: UUID, name: str) -> object:
        """What the table holds."""
        with self.store.read() as session:
            return getattr(records.get(session, kind, row), name)

    def remove(self, kind: type[Record], *rows: UUID) -> None:
        """One commit that puts records into the bin."""
        with self.store.change(Deed("移到回收站")) as session:
            records.remove(session, [records.get(session, kind, row) for row in rows])

    def undo(self) -> str:
        """Takes back the last step and says which it was."""
        with self.store.read() as session:
            step = next_undo(session)
        with self.store.change(Deed(step.reason, action=UNDO, target=step.hash)) as session:
            take_back(session, step.hash)
        return step.reason

    def redo(self) -> str:
        """Does the last step again that was taken back and says which it was."""
        with self.store.read() as session:
            step = next_redo(session)
        with self.store.change(Deed(step.reason, action=REDO, target=step.hash)) as session:
            do_again(session, step.hash)
        return step.reason

    def problems(self) -> list[str]:
        """What the examination finds."""
        with self.store.read() as session:
            return examine(session)

    def activity(self, **values: object) -> UUID:
        """An activity of the core school."""
        usual = {"title": "送教下乡", "kind": ActivityKind.RESEARCH_LESSON_DELIVERY}
        return self.add(Activity, **{**usual, "held_on": THURSDAY, "host": self.core, **values})

    def teacher(self, name: str = "李文秀", **values: object) -> UUID:
        """A teacher of the core school, with a telephone number and an identity ending."""
        hidden = {"phone": "13800138000", "id_last4": "271X", "birth_month": date(1988, 5, 1)}
        return self.add(Staff, **{"name": name, "school": self.core, **hidden, **values})


def settle(store: Store) -> Office:
    """Enters the alliance and says whose copy this is."""
    with store.change(Deed("建立联盟", action="base")) as session:
        alliance = records.save(session, Alliance, None, {"name": "青石镇教联体（示例）"}).id
        core = _school(session, "青石镇中心小学", "中心小学")
        settle_site(session, core, alliance, SiteRole.CORE)
        campus = _school(session, "青石镇柳林校区", "柳林校区")
        for school in (core, campus):
            records.get(session, School, school).owner_id = core
    return Office(store, core, campus, alliance)


def _school(session: Session, name: str, short: str) -> UUID:
    return records.save(session, School, None, {"name": name, "short_name": short}).id
