"""Cells with more than one value: finding them, and deciding once for everybody.

A conflict is known by the hash of its cell and the places of its values, so that it is the same on
every PC. A decision is an ordinary commit that has seen all the values. Source: exchange.md §7.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import cbor2
from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.log.capture import confirm
from lianti_desktop.storage.log.commit import Wire, canonical, digest_of, to_wire, unseal
from lianti_desktop.storage.log.history import python_value
from lianti_desktop.storage.log.merge import CREATED, Sibling, Stamp
from lianti_desktop.storage.log.tables import Log, LogCommit, LogSibling
from lianti_desktop.storage.record import Record, fields_of, title_of
from lianti_desktop.storage.rights import why_not
from lianti_desktop.storage.site import Site
from lianti_desktop.storage.store import Deed, Store

_ID_BYTES = 8


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
    """A cell with several values, the one that is shown first."""

    id: str
    kind: type[Record]
    record: UUID
    column: str
    title: str
    claims: tuple[Claim, ...]

    @property
    def label(self) -> str:
        """What the cell is called."""
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
    found = (_conflict(session, place, beside) for place, beside in cells.items())
    return sorted((one for one in found if one is not None), key=lambda one: one.id)


def _conflict(
    session: Session, place: tuple[str, UUID, str], beside: list[Sibling]
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
    return Conflict(number, kind, row, column, title_of(record), claims)


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
    return digest_of(canonical([table, row.bytes, column, sorted(tips)]))[:_ID_BYTES].hex()


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
    with store.change(Deed(reason, author)) as session:
        record = session.get_one(one.kind, one.record)
        if refusal := why_not(session, record):
            raise UserError(refusal)
        setattr(record, one.column, value)
        session.flush()
        confirm(session, record, [one.column])


def ours_and_theirs(one: Conflict) -> tuple[Any, Any]:
    """The value of this copy and the first of another; the shown one counts as ours when neither
    was written here."""
    ours = next((claim for claim in one.claims if claim.is_ours), one.claims[0])
    theirs = next(claim for claim in one.claims if claim is not ours)
    return ours.value, theirs.value
