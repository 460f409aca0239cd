"""What settled itself on taking a package in, told but never asked: soft conflicts, and edits that
won against the bin.

Found in the stamps of the rows that the last packages wrote to: two cells of a row whose authors
had not seen each other, or a removal that is void because somebody had edited. Source:
exchange.md §7.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.storage import records
from lianti_desktop.storage.exchange import Import
from lianti_desktop.storage.log.commit import unseal
from lianti_desktop.storage.log.contexts import Contexts, load_contexts
from lianti_desktop.storage.log.history import cells_of
from lianti_desktop.storage.log.merge import CREATED, DELETED, Mark, Stamp
from lianti_desktop.storage.log.tables import LogCommit, LogTouch
from lianti_desktop.storage.record import HIDDEN_COLUMNS, Record, fields_of, table_of, title_of
from lianti_desktop.sync.decisions import number_of

SOFT, EDIT_WON = "soft", "edit_won"
LATEST_IMPORTS = 10
MOST_ROWS = 2000


@dataclass(frozen=True)
class Note:
    """One record in which something settled itself; `fields` are the labels concerned."""

    id: str
    sort: str
    kind: type[Record]
    record: UUID
    title: str
    fields: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What happened, in one line."""
        if self.sort == EDIT_WON:
            return "有人移到了回收站，有人同时在改，已经留了下来"
        return f"两台电脑同时改了不同的项目（{'、'.join(self.fields)}），都留着了"


def notes(session: Session) -> list[Note]:
    """The notes of the last packages, the latest rows first."""
    contexts = load_contexts(session)
    found: list[Note] = []
    for row in _latest_rows(session):
        record = records.find(session, row)
        if record is not None and not record.deleted and not record.sample:
            found += _of_record(session, record, contexts)
    return found


def _latest_rows(session: Session) -> list[UUID]:
    first = session.scalars(
        select(Import.first).order_by(Import.id.desc()).limit(LATEST_IMPORTS)
    ).all()
    if not first:
        return []
    query = select(LogTouch.row_id).where(LogTouch.commit_id > min(first)).distinct()
    return list(session.scalars(query.order_by(LogTouch.commit_id.desc()).limit(MOST_ROWS)))


def _of_record(session: Session, record: Record, contexts: Contexts) -> Iterator[Note]:
    stamps: dict[str, Stamp] = json.loads(record.stamps or "{}")
    removal = stamps.get(DELETED)
    if removal is not None and _wrote_removal(session, removal, record.id):
        yield _note(EDIT_WON, record, ("回收站",), [removal])
    shown = {name: stamp for name, stamp in stamps.items() if name in _labels(record)}
    unaware = [
        (one, other)
        for one, other in combinations(shown, 2)
        if _did_not_know(shown[one], shown[other], contexts)
    ]
    names = dict.fromkeys(name for pair in unaware for name in pair)
    if names:
        labels = tuple(dict.fromkeys(_labels(record)[name] for name in names))
        yield _note(SOFT, record, labels, [shown[name] for name in names])


def _note(sort: str, record: Record, labels: tuple[str, ...], stamps: list[Stamp]) -> Note:
    places = sorted({f"{stamp[1]}:{stamp[2]}" for stamp in stamps})
    number = number_of(sort, table_of(type(record)), record.id.bytes, *places)
    return Note(number, sort, type(record), record.id, title_of(record), labels)


def _labels(record: Record) -> dict[str, str]:
    """The labels of the columns that people see."""
    known = fields_of(type(record))
    columns = {**known, **{f"{name}_id": field for name, field in known.items()}}
    return {
        name: field.label
        for name, field in columns.items()
        if name not in HIDDEN_COLUMNS and name != CREATED
    }


def _did_not_know(one: Stamp, other: Stamp, contexts: Contexts) -> bool:
    """Whether neither author had seen what the other wrote."""
    marks = (
        Mark(stamp[0], stamp[1], stamp[2], stamp[3], contexts.of(stamp[0], stamp[1]))
        for stamp in (one, other)
    )
    first, second = marks
    return not first.has_seen(other) and not second.has_seen(one)


def _wrote_removal(session: Session, stamp: Stamp, row: UUID) -> bool:
    """Whether the commit had put into the bin what lies outside it now."""
    query = select(LogCommit.body, LogCommit.openings)
    found = session.execute(
        query.where(LogCommit.log_id == stamp[0], LogCommit.seq == stamp[1])
    ).first()
    return found is not None and cells_of(unseal(*found), row).get(DELETED) is True
