"""Cells with more than one value: finding them, and deciding once for everybody.

A conflict is known by the hash of its cell and the places of its values, so that it is the same on
every PC. A decision is an ordinary commit that has seen all the values. Source: exchange.md §7.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

import cbor2
from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.log.capture import confirm
from lianti_desktop.storage.log.commit import Wire, canonical, to_wire, unseal
from lianti_desktop.storage.log.contexts import Contexts, load_contexts
from lianti_desktop.storage.log.history import cells_of, python_value
from lianti_desktop.storage.log.merge import CREATED, Mark, Sibling, Stamp
from lianti_desktop.storage.log.tables import Log, LogCommit, LogSibling, LogTouch, LogVoid
from lianti_desktop.storage.record import Record, fields_of, title_of
from lianti_desktop.storage.rights import why_not
from lianti_desktop.storage.site import Site
from lianti_desktop.storage.store import Deed, Store
from lianti_desktop.sync.decisions import is_core, number_of
from lianti_desktop.sync.ownership import OWNER

SORT = "hard"
_CORE_DECIDES = "归哪所学校管由中心校定，本校不能定。数据没有变化。请与中心校联系。"


HIDDEN_LABELS = MappingProxyType(
    {
        OWNER: "归哪所学校管",
        "deleted": "移到回收站",
        "emptied": "从回收站清掉",
        "sample": "是不是示例",
        "first_id": "说的是哪一条",
        "second_id": "说的是哪一条",
    }
)


@dataclass(frozen=True)
class Claim:
    """One of the values: who wrote it, on which copy, and when by that PC's clock."""

    value: Any
    author: str
    replica: UUID
    wall: str
    time_quality: int
    is_ours: bool


@dataclass(frozen=True)
class Conflict:
    """A cell with several values, the one that is shown first.

    `before` is what it held when nobody had written yet; `refusal` says why we may not decide.
    """

    id: str
    kind: type[Record]
    record: UUID
    column: str
    title: str
    claims: tuple[Claim, ...]
    before: Any = None
    refusal: str | None = None

    @property
    def label(self) -> str:
        """What the cell is called."""
        if self.column in HIDDEN_LABELS:
            return HIDDEN_LABELS[self.column]
        names = fields_of(self.kind)
        field = names.get(self.column) or names.get(self.column.removesuffix("_id"))
        return field.label if field else self.column


def conflicts(session: Session) -> list[Conflict]:
    """All that wait for a decision; values written twice alike are none."""
    cells: dict[tuple[str, UUID, str], list[Sibling]] = {}
    for row in session.scalars(select(LogSibling).order_by(LogSibling.row_id)):
        stamp = [row.log_id, row.seq, row.lamport, row.quality]
        place = (row.table_name, row.row_id, row.column_name)
        cells.setdefault(place, []).append(Sibling(stamp, cbor2.loads(row.value)))
    contexts = load_contexts(session)
    found = (_conflict(session, place, beside, contexts) for place, beside in cells.items())
    return sorted((one for one in found if one is not None), key=lambda one: one.id)


def _conflict(
    session: Session, place: tuple[str, UUID, str], beside: list[Sibling], contexts: Contexts
) -> Conflict | None:
    table, row, column = place
    kind = BY_TABLE.get(table)
    record = session.get(kind, row) if kind else None
    if kind is None or record is None or column not in kind.__table__.columns:
        return None
    stamps = json.loads(record.stamps or "{}")
    shown = Sibling(stamps.get(column) or stamps[CREATED], to_wire(getattr(record, column)))
    written = [shown, *beside]
    if len({canonical(one.value) for one in written}) == 1:
        return None
    commits = [_commit_at(session, one.stamp) for one in written]
    claims = tuple(
        _claim(session, (kind, column), one.value, commit)
        for one, commit in zip(written, commits, strict=True)
    )
    number = _number(place, (commit.hash for commit in commits))
    return Conflict(
        id=number,
        kind=kind,
        record=row,
        column=column,
        title=title_of(record),
        claims=claims,
        before=_before(session, (kind, row, column), [_mark(one, contexts) for one in written]),
        refusal=_refusal(session, record, column),
    )


def _refusal(session: Session, record: Record, column: str) -> str | None:
    """The owner decides, for its PCs; to whom a record belongs, the core school."""
    if column == OWNER:
        return None if is_core(session) else _CORE_DECIDES
    return why_not(session, record)


def _mark(write: Sibling, contexts: Contexts) -> Mark:
    """What an author had seen when writing, without the write itself."""
    log, seq, lamport, quality = write.stamp
    return Mark(log, seq - 1, lamport, quality, contexts.of(log, seq))


def _before(session: Session, cell: tuple[type[Record], UUID, str], marks: list[Mark]) -> Any:
    """What the cell held last in all that every one of the authors had seen."""
    kind, row, column = cell
    query = (
        select(LogCommit.log_id, LogCommit.seq, LogCommit.body, LogCommit.openings)
        .join(LogTouch, LogTouch.commit_id == LogCommit.id)
        .where(LogTouch.row_id == row, LogCommit.id.not_in(select(LogVoid.commit_id)))
        .order_by(LogCommit.id)
    )
    value: Wire = None
    for found in session.execute(query):
        if all(mark.has_seen([found.log_id, found.seq]) for mark in marks):
            value = cells_of(unseal(found.body, found.openings), row).get(column, value)
    return python_value(kind, column, value)


def _commit_at(session: Session, stamp: Stamp) -> Any:
    query = select(LogCommit.hash, LogCommit.body, Log.replica, Log.origin)
    query = query.join(Log, Log.id == LogCommit.log_id)
    return session.execute(
        query.where(LogCommit.log_id == stamp[0], LogCommit.seq == stamp[1])
    ).one()


def _claim(session: Session, cell: tuple[type[Record], str], value: Wire, row: Any) -> Claim:
    site: Site = session.info["site"]
    commit = unseal(row.body, None)
    return Claim(
        value=python_value(*cell, value),
        author=commit.author,
        replica=commit.replica,
        wall=commit.wall,
        time_quality=commit.time_quality,
        is_ours=commit.replica == site.replica,
    )


def _number(place: tuple[str, UUID, str], tips: Iterable[bytes]) -> str:
    table, row, column = place
    return number_of(table, row.bytes, column, *sorted(tips))


def conflict_named(session: Session, number: str) -> Conflict:
    """The conflict with this id."""
    for one in conflicts(session):
        if one.id == number:
            return one
    raise UserError("这一处不同已经处理过，或者编号不对。数据没有变化。请刷新列表再看。")


def resolve(store: Store, number: str, value: Any, author: str = "") -> None:
    """Decides for one value, be it one of those that were written or another."""
    with store.read() as session:
        one = conflict_named(session, number)
    reason = f"处理“{one.title}”的{one.label}两处不同"
    if one.refusal:
        raise UserError(one.refusal)
    with store.change(Deed(reason, author)) as session:
        record = session.get_one(one.kind, one.record)
        setattr(record, one.column, value)
        session.flush()
        confirm(session, record, [one.column])


def ours_and_theirs(one: Conflict) -> tuple[Any, Any]:
    """The value of this copy and the first of another; the shown one counts as ours when neither
    was written here."""
    ours = next((claim for claim in one.claims if claim.is_ours), one.claims[0])
    theirs = next(claim for claim in one.claims if claim is not ours)
    return ours.value, theirs.value
