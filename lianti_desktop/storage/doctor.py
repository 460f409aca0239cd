"""Proves that the tables are what the log says, and names what is not."""

import json
from collections.abc import Iterator, Mapping
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from lianti_desktop.domain.fields import Attachment
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.catalogue import KINDS
from lianti_desktop.storage.exchange import Import
from lianti_desktop.storage.log import digest
from lianti_desktop.storage.log.capture import is_guarded, values_of
from lianti_desktop.storage.log.commit import Cells, to_wire
from lianti_desktop.storage.log.history import defaults
from lianti_desktop.storage.log.merge import CREATED, HIDDEN, Row, Stamp
from lianti_desktop.storage.log.projection import project, verify_chains
from lianti_desktop.storage.log.tables import LogCommit, TableDigest
from lianti_desktop.storage.record import Record, Scope, fields_of, table_of, title_of


def examine(session: Session, attachments: AttachmentStore | None = None) -> list[str]:
    """One Chinese sentence for each thing that is wrong; an empty list is a clean bill."""
    problems = [*_damage(session), *_chains(session), *_rows(session), *_digests(session)]
    if attachments is not None:
        problems += _missing_files(session, attachments)
    return problems


def _damage(session: Session) -> Iterator[str]:
    if session.get_bind().dialect.name != "sqlite":
        return
    for (line,) in session.execute(text("PRAGMA quick_check")):
        if line != "ok":
            yield f"数据文件有损坏：{line}"


def _chains(session: Session) -> Iterator[str]:
    for broken in verify_chains(session):
        yield f"操作日志第 {broken.seq} 条{broken.reason}"


def _rows(session: Session) -> Iterator[str]:
    tables = project(session, _samples(session))
    for kind in KINDS:
        wanted = tables.get(table_of(kind), {})
        query = select(kind).execution_options(yield_per=500)
        for record in session.scalars(query):
            yield from _differences(kind, record, wanted.pop(record.id, None))
            session.expunge(record)
        for row in wanted:
            yield f"{kind.__kind__.name} {row} 在日志里有，在表里没有"


def _samples(session: Session) -> set[UUID]:
    """The samples in the tables; those of others never get there."""
    return {
        row
        for kind in KINDS
        for row in session.scalars(select(kind.id).where(kind.sample.is_(True)))
    }


def _differences(kind: type[Record], record: Record, replayed: Row | None) -> Iterator[str]:
    called = f"{kind.__kind__.name}“{title_of(record)}”"
    if replayed is None:
        yield f"{called}不是通过程序录入的"
        return
    if changed := [_label(kind, name) for name in _changed(kind, record, replayed.cells)]:
        yield f"{called}的{'、'.join(changed)}被绕过程序改过"
    elif record.digest != digest.row_digest(kind, record.id, values_of(record)):
        yield f"{called}的校验值不对"
    if not _stamped_rightly(kind, record, replayed):
        yield f"{called}的修改记号不对"


def _changed(kind: type[Record], record: Record, cells: Cells) -> Iterator[str]:
    wanted = defaults(kind) | cells
    for name, value in values_of(record).items():
        if to_wire(value) != wanted[name] and not _erased(record, name, cells):
            yield name


def _stamped_rightly(kind: type[Record], record: Record, replayed: Row) -> bool:
    """Whether the row says of each cell from which commit it comes."""
    try:
        stamps = json.loads(record.stamps or "")
    except ValueError:
        return False
    erased = [name for name in stamps if name != CREATED and _erased(record, name, replayed.cells)]
    known = {name: stamp for name, stamp in stamps.items() if name not in erased}
    return (record.lamport, _readable(known)) == (replayed.lamport, _readable(replayed.stamps))


def _readable(stamps: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """Without those of writes that may not be read here: a value erased since was read once."""
    return {name: stamp for name, stamp in stamps.items() if not name.startswith(HIDDEN)}


def _erased(record: Record, name: str, cells: Cells) -> bool:
    """Whether a cell was written but its value has since been erased from the log.

    That may happen to guarded cells, and to all cells of a sample.
    """
    may_be = record.sample or is_guarded(table_of(type(record)), name)
    return bool(may_be) and name not in cells


def _label(kind: type[Record], name: str) -> str:
    field = fields_of(kind).get(name.removesuffix("_id")) or fields_of(kind).get(name)
    return field.label if field else name


def _digests(session: Session) -> Iterator[str]:
    kept = {(row.table_name, row.scope): row.digest for row in session.scalars(select(TableDigest))}
    for place, total in table_digests(session).items():
        if kept.get(place, digest.EMPTY) != total:
            yield f"表 {place[0]} 的总校验值不对"


def table_digests(session: Session) -> dict[tuple[str, str], bytes]:
    """The digests of all tables and scopes, computed anew from the rows."""
    totals: dict[tuple[str, str], bytes] = {}
    for kind in KINDS:
        for scope in digest.scopes_of(kind):
            totals[table_of(kind), scope.value] = digest.EMPTY
        for record in session.scalars(select(kind).execution_options(yield_per=500)):
            parts = digest.split(kind, digest.row_digest(kind, record.id, values_of(record)))
            for scope, part in parts.items():
                place = (table_of(kind), scope.value)
                totals[place] = digest.add(totals[place], part)
            session.expunge(record)
    return totals


def digest_lines(session: Session) -> dict[str, str]:
    """One hex digest a table over what every school may read, for comparing two copies."""
    return {
        table: total.hex()
        for (table, scope), total in table_digests(session).items()
        if scope == Scope.ALLIANCE.value
    }


def _missing_files(session: Session, attachments: AttachmentStore) -> Iterator[str]:
    for kind in KINDS:
        names = [name for name, field in fields_of(kind).items() if isinstance(field, Attachment)]
        for name in names:
            cell = getattr(kind, name)
            query = select(kind.id, cell, kind.stamps).where(cell.is_not(None))
            for row, kept, stamps in session.execute(query):
                if not attachments.has(kept) and not _came_by_import(session, stamps, name):
                    yield f"{kind.__kind__.name} {row} 的{_label(kind, name)}找不到了"


def _came_by_import(session: Session, stamps: str | None, name: str) -> bool:
    """Whether another school's package brought the cell: its file may still be on the way."""
    packed = json.loads(stamps or "{}")
    log, seq = (packed.get(name) or packed.get(CREATED) or [0, 0])[:2]
    commit = select(LogCommit.id).where(LogCommit.log_id == log, LogCommit.seq == seq)
    number = session.scalar(commit)
    span = (Import.first < number, Import.last >= number)
    return number is not None and session.scalar(select(Import.id).where(*span)) is not None
