"""Erasing a personal value everywhere: from the tables, the log, the search and the files.

The core school writes an ordinary commit whose action is `purge`: it empties the cell, and every
copy that takes it in forgets what all commits that had not seen it wrote to that cell, also those
that arrive later. What is forgotten are the openings of guarded cells; the commitments stay, so the
chains still verify. Of a photo the log only knows the SHA-256; there the file itself is destroyed.
Other cells stand open in the hashed bytes of their commits and cannot be erased; that is said, and
nothing is done. Backups keep the value until they rotate away. Source: exchange.md §3.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import cbor2
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.fields import Attachment
from lianti_desktop.storage import records
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.catalogue import BY_TABLE, KINDS
from lianti_desktop.storage.drafts import drop_draft
from lianti_desktop.storage.exchange import Parked
from lianti_desktop.storage.log.capture import capture_of, confirm, is_guarded
from lianti_desktop.storage.log.commit import canonical, unseal
from lianti_desktop.storage.log.contexts import Contexts, KeptLedger, load_contexts
from lianti_desktop.storage.log.history import cells_of
from lianti_desktop.storage.log.merge import Mark
from lianti_desktop.storage.log.tables import LogCommit, LogPurge, LogTouch, LogVoid
from lianti_desktop.storage.log.undo import PURGE
from lianti_desktop.storage.record import Record, column_of, fields_of, table_of, title_of
from lianti_desktop.storage.scrub import scrub
from lianti_desktop.storage.site import read_local, write_local
from lianti_desktop.storage.store import Deed, Store
from lianti_desktop.storage.thumbnails import ThumbnailFile
from lianti_desktop.sync.decisions import is_core
from lianti_desktop.sync.members import kept_registry
from lianti_desktop.sync.projector import Projector
from lianti_desktop.sync.revocation import replayed

_REST, _FILES = "purge_rest", "purged_files"
_NOT_CORE = "抹去内容由中心校办理。数据没有变化。请把要抹去的记录和项目告诉中心校。"
_GONE = "没有这条记录。数据没有变化。请核对它的编号。"
_OPEN = (
    "{kind}的“{label}”写在各校的操作记录里，抹不掉。数据没有变化。"
    "可以把它改空，以后就不再显示和打印，但历史里还查得到。能抹去的项目有：{others}。"
)
_NO_FIELD = "{kind}没有“{name}”这一项。数据没有变化。能抹去的项目有：{others}。"


@dataclass(frozen=True)
class Erased:
    """What a purge did here: the columns, in how many commits a value was forgotten."""

    record: UUID
    columns: tuple[str, ...]
    commits: int


def purgeable(kind: type[Record]) -> tuple[str, ...]:
    """The fields of a kind that can be erased: guarded ones, and files."""
    return tuple(
        name
        for name, field in fields_of(kind).items()
        if isinstance(field, Attachment) or is_guarded(table_of(kind), column_of(name, field))
    )


def why_not_purge(session: Session) -> str | None:
    """Why this school may not erase, else None; a school that is alone may."""
    return None if is_core(session) or kept_registry(session) is None else _NOT_CORE


def purge(store: Store, cell: tuple[UUID, str], reason: str, author: str = "") -> Erased:
    """Erases a field of a record; all files of a record are renditions of one and go together."""
    row, name = cell
    with store.read() as session:
        record = records.find(session, row)
        if refusal := why_not_purge(session):
            raise UserError(refusal)
        if record is None:
            raise UserError(_GONE)
        columns = _columns(type(record), name)
        label = fields_of(type(record))[name].label
        words = f"抹去“{title_of(record)}”的{label}：{reason}"
    with store.change(Deed(words, author, action=PURGE)) as session:
        record = session.get_one(type(record), row)
        commits = _erase_here(session, record, columns)
    finish_purges(store)
    return Erased(row, columns, commits)


def _columns(kind: type[Record], name: str) -> tuple[str, ...]:
    known = fields_of(kind)
    can = purgeable(kind)
    others = "、".join(known[one].label for one in can) or "无"
    if name not in known:
        raise UserError(_NO_FIELD.format(kind=kind.__kind__.name, name=name, others=others))
    if name not in can:
        label = known[name].label
        raise UserError(_OPEN.format(kind=kind.__kind__.name, label=label, others=others))
    if isinstance(known[name], Attachment):
        return tuple(one for one in can if isinstance(known[one], Attachment))
    return (column_of(name, known[name]),)


def _erase_here(session: Session, record: Record, columns: tuple[str, ...]) -> int:
    """Empties the cells and forgets their values, in the transaction of the purge itself."""
    places = [_place(session, record, column) for column in columns]
    _note_rest(session, {file for place in places for file in _files(session, place, None)})
    commits = {number for place in places for number in _forget(session, place, None)}
    for column in columns:
        setattr(record, column, None)
        drop_draft(session, record.id, column)
    session.flush()
    confirm(session, record, columns)
    session.add_all(places)
    session.flush()
    return len(commits)


def _place(session: Session, record: Record, column: str) -> LogPurge:
    """The purge of a cell by the commit that is being written."""
    log, seq, lamport, _ = capture_of(session).stamp
    return LogPurge(
        row_id=record.id,
        column_name=column,
        log_id=log,
        seq=seq,
        lamport=lamport,
        table_name=table_of(type(record)),
    )


def enforce_purges(session: Session, first: int) -> None:
    """Applies what the commits after number `first` say or touch: purges that came with them, and
    purges known before to commits that come late."""
    fresh = _arrived_purges(session, first)
    session.add_all(fresh)
    session.flush()
    late = [one for one in session.scalars(select(LogPurge)) if one not in fresh]
    late = [one for one in late if _is_touched(session, one.row_id, first)]
    if not fresh and not late:
        return
    contexts = load_contexts(session)
    built: set[tuple[str, UUID]] = set()
    for place in (*fresh, *late):
        _note_rest(session, _files(session, place, contexts))
        if list(_forget(session, place, contexts)):
            built.add((place.table_name, place.row_id))
        drop_draft(session, place.row_id, place.column_name)
    _rebuild(session, built, contexts)


def _arrived_purges(session: Session, first: int) -> list[LogPurge]:
    query = select(LogCommit).where(LogCommit.id > first, LogCommit.action == PURGE)
    query = query.where(LogCommit.id.not_in(select(LogVoid.commit_id)))
    return [
        LogPurge(
            row_id=op.row,
            column_name=name,
            log_id=row.log_id,
            seq=row.seq,
            lamport=row.lamport,
            table_name=op.table,
        )
        for row in session.scalars(query)
        for op in unseal(row.body, None).ops
        for name in op.cells
    ]


def _is_touched(session: Session, row: UUID, first: int) -> bool:
    query = select(func.count()).where(LogTouch.row_id == row, LogTouch.commit_id > first)
    return bool(session.scalar(query))


def _forget(session: Session, place: LogPurge, contexts: Contexts | None) -> Iterator[int]:
    """Takes the cell's value out of all commits that had not seen the purge; yields their numbers.

    Without `contexts` none of them has: the purge is being written.
    """
    for row in _unaware(session, place, contexts):
        left = _without(row.body, row.openings, (place.row_id, place.column_name))
        if left != row.openings:
            where = LogCommit.id == row.id
            session.execute(update(LogCommit).where(where).values(openings=left))
            yield row.id
    _forget_parked(session, place)


def _unaware(session: Session, place: LogPurge, contexts: Contexts | None) -> list[Any]:
    query = (
        select(
            *(LogCommit.id, LogCommit.log_id, LogCommit.seq, LogCommit.lamport),
            *(LogCommit.body, LogCommit.openings),
        )
        .join(LogTouch, LogTouch.commit_id == LogCommit.id)
        .where(LogTouch.row_id == place.row_id)
        .order_by(LogCommit.id)
    )
    stamp = [place.log_id, place.seq]
    return [
        row
        for row in session.execute(query)
        if contexts is None
        or not Mark(row.log_id, row.seq, 0, 0, contexts.of(row.log_id, row.seq)).has_seen(stamp)
    ]


def _without(body: bytes, openings: bytes | None, cell: tuple[UUID, str]) -> bytes | None:
    """The openings of a commit without those of one cell."""
    if openings is None:
        return None
    row, column = cell
    ops = cbor2.loads(body)["ops"]
    left = {
        index: {
            name: opening
            for name, opening in cells.items()
            if (ops[index][1], name) != (row.bytes, column)
        }
        for index, cells in cbor2.loads(openings).items()
    }
    left = {index: cells for index, cells in left.items() if cells}
    return canonical(left) if left else None


def _forget_parked(session: Session, place: LogPurge) -> None:
    """What waits for its forerunners and is not later than the purge cannot have seen it."""
    for parked in session.scalars(select(Parked).where(Parked.openings.is_not(None))):
        if unseal(parked.body, None).lamport <= place.lamport:
            cell = (place.row_id, place.column_name)
            parked.openings = _without(parked.body, parked.openings, cell)
    session.flush()


def _rebuild(session: Session, rows: Iterable[tuple[str, UUID]], contexts: Contexts) -> None:
    """Builds rows anew from what their commits still say."""
    projector = Projector(session, KeptLedger(session))
    for table, row in sorted(rows):
        if table in BY_TABLE:
            projector.rebuild(table, replayed(session, row, contexts))
    projector.finish()


def _files(session: Session, place: LogPurge, contexts: Contexts | None) -> set[str]:
    """The files that commits without knowledge of the purge put into a cell for files."""
    kind = BY_TABLE.get(place.table_name)
    field = fields_of(kind).get(place.column_name) if kind else None
    if not isinstance(field, Attachment):
        return set()
    unaware = _unaware(session, place, contexts)
    values = (cells_of(unseal(row.body, None), place.row_id) for row in unaware)
    return {str(cells[place.column_name]) for cells in values if cells.get(place.column_name)}


def _note_rest(session: Session, files: set[str]) -> None:
    """Notes what is to be done once the transaction holds, so that no crash forgets it."""
    known = _purged_files(session)
    if files - known:
        write_local(session, _FILES, json.dumps(sorted(known | files)))
    write_local(session, _REST, "scrub")


def _purged_files(session: Session) -> set[str]:
    """The files that must not lie here, also when a late package brings them once more."""
    return set(json.loads(read_local(session, _FILES) or "[]"))


def finish_purges(store: Store) -> None:
    """Destroys the files that nothing shows any more and writes the database anew, if wanted."""
    with store.read() as session:
        is_unfinished = read_local(session, _REST) is not None
        files = _purged_files(session)
        lone = [one for one in files if not _is_shown(session, one)]
    if lone:
        AttachmentStore(store.data.attachments).remove(lone)
    if lone and store.data.thumbnails.exists():
        ThumbnailFile(store.data.thumbnails).remove(lone)
    if not is_unfinished:
        return
    scrub(store.engine)
    with store.transaction() as session:
        write_local(session, _REST, None)


def purged_files(session: Session) -> set[str]:
    """The files that were erased for good; one that comes once more is not kept."""
    places = session.scalars(select(LogPurge)).all()
    contexts = load_contexts(session) if places else None
    found = {file for place in places for file in _files(session, place, contexts)}
    return {file for file in found if not _is_shown(session, file)}


def _is_shown(session: Session, file: str) -> bool:
    """Whether some record still holds the file."""
    for kind in KINDS:
        for name, field in fields_of(kind).items():
            if isinstance(field, Attachment):
                query = select(func.count()).where(getattr(kind, name) == file)
                if session.scalar(query.where(kind.emptied.is_(False))):
                    return True
    return False
