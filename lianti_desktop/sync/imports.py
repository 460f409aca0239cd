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
from lianti_desktop.storage.record import Record, fields_of, table_of, title_of
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
class KeptBack:
    """A record of an import that stays as it is, and why: edited since, or another school's."""

    kind: str
    record: UUID
    title: str
    fields: tuple[str, ...]
    is_foreign: bool


def kept_back(session: Session, number: int) -> list[KeptBack]:
    """What taking an import back would leave as it is, so that it can be said before."""
    row = session.get(Import, number)
    if row is None:
        raise UserError(_NO_SUCH)
    span = (row.first, row.last)
    places = _places(session, span)
    found = []
    for record in _touched(session, span):
        foreign = not _may(session, record)
        names = _edited_since(session, record, places)
        if foreign or names:
            kind = type(record)
            labels = tuple(_label(kind, name) for name in names)
            found.append(KeptBack(table_of(kind), record.id, title_of(record), labels, foreign))
    return found


def _edited_since(session: Session, record: Record, places: set[tuple[int, int]]) -> list[str]:
    """The cells that the import wrote and somebody has written since."""
    written = _written(session, record.id, places)
    stamps: dict[str, Stamp] = json.loads(record.stamps or "{}")
    created = stamps[CREATED]
    return sorted(name for name in written if tuple(stamps.get(name, created)[:2]) not in places)


def _written(session: Session, row: UUID, places: set[tuple[int, int]]) -> set[str]:
    query = select(LogCommit.log_id, LogCommit.seq, LogCommit.body, LogCommit.openings)
    query = query.join(LogTouch, LogTouch.commit_id == LogCommit.id).where(LogTouch.row_id == row)
    found: set[str] = set()
    for commit in session.execute(query.where(LogCommit.id.not_in(select(LogVoid.commit_id)))):
        if (commit.log_id, commit.seq) in places:
            found |= cells_of(unseal(commit.body, commit.openings), row).keys()
    return found


def _label(kind: type[Record], name: str) -> str:
    known = fields_of(kind)
    field = known.get(name) or known.get(name.removesuffix("_id"))
    return field.label if field else name


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
    stamps: dict[str, Stamp] = json.loads(record.stamps or "{}")
    before = _state_before(session, record.id, first)
    if before is None:
        if record.deleted or not all(tuple(stamp[:2]) in places for stamp in stamps.values()):
            return False
        record.deleted = True
        return True
    kind = type(record)
    whole = defaults(kind) | before
    changed = [
        name
        for name, stamp in stamps.items()
        if name != CREATED and tuple(stamp[:2]) in places and name in whole
    ]
    for name in changed:
        _set(record, name, python_value(kind, name, whole[name]))
    return bool(changed)


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
