"""A small office for tests of the window: an open data folder with two schools."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import AllianceKind, SchoolKind, SiteRole, TermNumber
from lianti_desktop.storage import records
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.schools import Alliance, School
from lianti_desktop.storage.site import load_site, settle_site
from lianti_desktop.storage.store import Deed, Store

NO_ROOM = "磁盘满了，这一步没有存上。以前存的都在。请清出一些空间再做一次。"


@dataclass(frozen=True)
class Office:
    """An open data folder with two schools; this copy belongs to the first."""

    store: Store
    core: UUID
    campus: UUID
    alliance: UUID
    term: UUID

    def change(self, work: Callable[[Session], Any], reason: str = "准备") -> Any:
        """One change from outside the window."""
        with self.store.change(Deed(reason)) as session:
            return work(session)

    def add(self, kind: Any, **values: Any) -> UUID:
        """A record of this school."""
        return self.change(lambda session: records.save(session, kind, None, values).id)

    def value(self, kind: Any, row: UUID, name: str) -> Any:
        """What is stored."""
        with self.store.read() as session:
            return getattr(records.get(session, kind, row), name)

    def all(self, kind: Any) -> list[Any]:
        """The records of a kind outside the bin."""
        with self.store.read() as session:
            return list(records.living(session, kind))


def found(session: Session, store: Store) -> Office:
    core = records.save(
        session,
        School,
        None,
        {"name": "清溪镇中心小学", "short_name": "中心小学", "kind": SchoolKind.PRIMARY},
    )
    alliance = records.save(
        session, Alliance, None, {"name": "清溪镇教联体", "kind": AllianceKind.INTEGRATED}
    )
    settle_site(session, core.id, alliance.id, SiteRole.CORE)
    session.info["site"] = load_site(session)
    core.owner_id = alliance.owner_id = core.id
    campus = records.save(session, School, None, {"name": "双桥小学", "short_name": "双桥小学"})
    campus.owner_id = campus.id
    term = records.save(
        session,
        Term,
        None,
        {
            "name": "2025—2026学年第二学期",
            "number": TermNumber.SECOND,
            "begin": date(2026, 2, 23),
            "end": date(2026, 7, 10),
        },
    )
    session.flush()
    return Office(store, core.id, campus.id, alliance.id, term.id)


@contextmanager
def full_disk(*refused: str) -> Iterator[None]:
    """No room to write: neither for a change nor for a draft, or only for what is named."""

    def no_room(*_: object) -> None:
        raise UserError(NO_ROOM)

    with pytest.MonkeyPatch.context() as full:
        for name in refused or ("change", "transaction"):
            full.setattr(Store, name, no_room)
        yield
