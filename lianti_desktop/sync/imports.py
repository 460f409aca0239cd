"""The packages that were imported, and taking one back days later.

Only cells that still carry that import's values are put back; what was edited since stays. The
core school may take back whatever came; a campus only what it may change. Source: exchange.md §7.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import SiteRole
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.exchange import Import
from lianti_desktop.storage.log.commit import Cells, unseal
from lianti_desktop.storage.log.history import cells_of, defaults, python_value
from lianti_desktop.storage.log.merge import CREATED, Stamp
from lianti_desktop.storage.log.tables import LogCommit, LogTouch, LogVoid
from lianti_desktop.storage.record import Record, title_of
from lianti_desktop.storage.rights import why_not
from lianti_desktop.storage.search_index import kind_of
from lianti_desktop.storage.site import Site
from lianti_desktop.storage.store import Deed, Store
from lianti_desktop.sync.ownership import RETRACT

_NO_SUCH = "没有这次收包的记录。数据没有变化。请刷新列表再看。"
_NOTHING_LEFT = (
    "这次收到的内容本校无权改动，或者后来都改过了，没有撤回。数据没有变化。请与中心校商量。"
)


@dataclass(frozen=True)
class Taken:
    """An import as the list shows it; `counts` by what happened, then by kind."""

    id: int
    sender: UUID
    number: int
    file_name: str
    imported_at: str
    commits: int
    counts: Mapping[str, Mapping[str, int]]


def imports(session: Session) -> list[Taken]:
    """All imports, the newest first."""
    rows = session.scalars(select(Import).order_by(Import.id.desc()))
    return [
        Taken(
            row.id,
            row.sender,
            row.number,
            row.file_name,
            row.imported_at,
            row.last - row.first,
            json.loads(row.counts),
        )
        for row in rows
    ]


def take_back_import(store: Store, number: int, author: str = "") -> int:
    """Puts back what an import changed; returns how many records were put back."""
    with store.read() as session:
        row = session.get(Import, number)
        if row is None:
            raise UserError(_NO_SUCH)
        span, name = (row.first, row.last), row.file_name
    with store.change(Deed(f"撤回收包“{name}”", author, action=RETRACT)) as session:
        places = _places(session, span)
        done = sum(
            _put_back(session, record, places, span[0]) for record in _records(session, span)
        )
        if not done:
            raise UserError(_NOTHING_LEFT)
    return done


@dataclass(frozen=True)
class TakeBack:
    """What taking an import back would do: records put back, and by name those that stay."""

    records: int
    stays: tuple[str, ...]


def weigh_take_back(session: Session, number: int) -> TakeBack:
    """What would be put back, and what was edited since or is not ours to change."""
    row = session.get(Import, number)
    if row is None:
        raise UserError(_NO_SUCH)
    span = (row.first, row.last)
    places, mine = _places(session, span), _records(session, span)
    back = [record for record in mine if _former(session, record, places, span[0])]
    kept = {record.id for record in back}
    stays = [one for one in _touched(session, span) if one.id not in kept and not one.deleted]
    return TakeBack(len(back), tuple(title_of(record) for record in stays))


def _places(session: Session, span: tuple[int, int]) -> set[tuple[int, int]]:
    query = select(LogCommit.log_id, LogCommit.seq)
    rows = session.execute(query.where(LogCommit.id > span[0], LogCommit.id <= span[1]))
    return {(row.log_id, row.seq) for row in rows}


def _records(session: Session, span: tuple[int, int]) -> list[Record]:
    """The records that the import wrote to and that may be changed here."""
    return [record for record in _touched(session, span) if _may(session, record)]


def _touched(session: Session, span: tuple[int, int]) -> list[Record]:
    """The records that the import wrote to."""
    query = select(LogTouch.row_id).distinct()
    rows = session.scalars(
        query.where(LogTouch.commit_id > span[0], LogTouch.commit_id <= span[1])
    ).all()
    found = (_record(session, row) for row in rows)
    return [record for record in found if record is not None]


def _record(session: Session, row: UUID) -> Record | None:
    kind = BY_TABLE.get(kind_of(session, row) or "")
    return session.get(kind, row) if kind else None


def _may(session: Session, record: Record) -> bool:
    site: Site = session.info["site"]
    return site.role is SiteRole.CORE or why_not(session, record) is None


def _put_back(session: Session, record: Record, places: set[tuple[int, int]], first: int) -> bool:
    """Gives the cells that still carry the import's values their former ones."""
    former = _former(session, record, places, first)
    for name, value in former.items():
        _set(record, name, value)
    return bool(former)


def _former(
    session: Session, record: Record, places: set[tuple[int, int]], first: int
) -> dict[str, Any]:
    """What the cells that still carry the import's values held before; empty for none."""
    stamps: dict[str, Stamp] = json.loads(record.stamps or "{}")
    before = _state_before(session, record.id, first)
    if before is None:
        edited = not all(tuple(stamp[:2]) in places for stamp in stamps.values())
        return {} if record.deleted or edited else {"deleted": True}
    kind = type(record)
    whole = defaults(kind) | before
    return {
        name: python_value(kind, name, whole[name])
        for name, stamp in stamps.items()
        if name != CREATED and tuple(stamp[:2]) in places and name in whole
    }


def _set(record: Record, name: str, value: Any) -> None:
    if getattr(record, name) != value:
        setattr(record, name, value)


def _state_before(session: Session, row: UUID, first: int) -> Cells | None:
    """The cells of a row before the import; None when there was no such row."""
    query = (
        select(LogCommit.body, LogCommit.openings)
        .join(LogTouch, LogTouch.commit_id == LogCommit.id)
        .where(LogTouch.row_id == row, LogCommit.id <= first)
        .where(LogCommit.id.not_in(select(LogVoid.commit_id)))
        .order_by(LogCommit.id)
    )
    state: Cells | None = None
    for found in session.execute(query):
        state = (state or {}) | dict(cells_of(unseal(found.body, found.openings), row))
    return state
