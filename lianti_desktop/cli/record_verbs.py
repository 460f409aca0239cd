"""record, undo, redo, find: looking at records of any kind and changing them."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.cli.output import Output
from lianti_desktop.cli.place import AUTHOR, Place, deed
from lianti_desktop.cli.plain import (
    Titles,
    field_facts,
    plain_record,
    plain_records,
    plain_value,
    record_lines,
    titles_for,
    worded,
)
from lianti_desktop.cli.values import Reader, record_of, split_pairs
from lianti_desktop.domain.fields import Field, Link, Links
from lianti_desktop.storage import records
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.catalogue import BY_TABLE, KINDS, kind_named
from lianti_desktop.storage.listing import titles
from lianti_desktop.storage.log.history import Event, history
from lianti_desktop.storage.log.undo import (
    REDO,
    UNDO,
    Step,
    do_again,
    next_redo,
    next_undo,
    take_back,
)
from lianti_desktop.storage.record import (
    Record,
    column_of,
    fields_of,
    table_of,
    title_from,
    title_of,
)
from lianti_desktop.storage.search_index import search
from lianti_desktop.storage.store import Deed


def kinds(_place: Place, _asked: Namespace, output: Output) -> None:
    """Every kind with its Chinese name."""
    rows = [{"kind": table_of(kind), "name": kind.__kind__.name} for kind in KINDS]
    output.give(rows, (f"{row['kind']}  {row['name']}" for row in rows))


def fields(_place: Place, asked: Namespace, output: Output) -> None:
    """The fields of a kind."""
    facts = [field_facts(name, field) for name, field in fields_of(kind_named(asked.kind)).items()]
    output.give(facts, map(_field_line, facts))


def _field_line(fact: Mapping[str, Any]) -> str:
    words = "、".join(option["label"] for option in fact.get("options", [])[:8])
    marks = ("必填" if fact["required"] else "", fact.get("hint", ""), words)
    return "  ".join([fact["name"], fact["label"], *filter(None, marks)])


def add(place: Place, asked: Namespace, output: Output) -> None:
    """A new record."""
    kind = kind_named(asked.kind)
    texts = split_pairs(kind, asked.pairs)
    with place.store() as store:
        with store.read() as session:
            values = _reader(place, session).values(kind, texts)
            title = _title(session, kind, values)
        with store.change(deed(f"新增 {kind.__kind__.name}“{title}”")) as session:
            row = records.save(session, kind, None, values).id
    output.give({"id": str(row)}, [f"已新增{kind.__kind__.name}“{title}”，编号 {row}"])


def _reader(place: Place, session: Session) -> Reader:
    return Reader(session, AttachmentStore(place.data.attachments))


def _title(session: Session, kind: type[Record], values: Mapping[str, Any]) -> str:
    """What the record will be called."""
    known = fields_of(kind)
    linked = {
        field.kind: titles(session, BY_TABLE[field.kind], [values[name]])
        for name, field in known.items()
        if isinstance(field, Link) and values.get(name)
    }

    def value(name: str) -> Any:
        field = known[name]
        kept = values.get(name)
        return linked[field.kind][kept] if kept and isinstance(field, Link) else kept

    return title_from(kind, value)


def change(place: Place, asked: Namespace, output: Output) -> None:
    """New values for a record."""
    with place.store() as store:
        with store.read() as session:
            record = record_of(session, asked.row)
            kind = type(record)
            values = _reader(place, session).values(kind, split_pairs(kind, asked.pairs))
            labels = "、".join(fields_of(kind)[name].label for name in values)
            called = f"{kind.__kind__.name}“{title_of(record)}”"
        with store.change(deed(f"修改 {called}的{labels}")) as session:
            records.save(session, kind, record.id, values)
    output.give({"id": str(record.id)}, [f"已修改{called}的{labels}"])


def remove(place: Place, asked: Namespace, output: Output) -> None:
    """A record goes into the bin."""
    _move(place, asked, output, _Move("移到回收站", "已移到回收站：", _into_bin))


def restore(place: Place, asked: Namespace, output: Output) -> None:
    """A record comes out of the bin."""
    _move(place, asked, output, _Move("从回收站拿回", "已从回收站拿回：", records.restore))


@dataclass(frozen=True)
class _Move:
    """A way between the list and the bin: the reason in the log, the words for the user."""

    reason: str
    done: str
    way: Callable[[Session, Record], None]


def _into_bin(session: Session, record: Record) -> None:
    records.remove(session, [record])


def _move(place: Place, asked: Namespace, output: Output, move: _Move) -> None:
    with place.store() as store:
        with store.read() as session:
            record = record_of(session, asked.row)
            called = f"{type(record).__kind__.name}{records.names([record])}"
        with store.change(deed(f"{move.reason} {called}")) as session:
            move.way(session, record_of(session, asked.row))
    output.give({"id": str(record.id)}, [f"{move.done}{called}"])


def listed(place: Place, asked: Namespace, output: Output) -> None:
    """The records of a kind outside the bin that have the values asked for."""
    kind = kind_named(asked.kind)
    with place.store() as store, store.read() as session:
        wanted = _reader(place, session).values(kind, split_pairs(kind, asked.pairs))
        rows = [record for record in _all(session, kind) if _matches(record, wanted)]
        output.give(
            plain_records(session, rows) if output.is_json else None,
            (f"{record.id}  {title_of(record)}" for record in rows),
        )


def _all(session: Session, kind: type[Record]) -> Sequence[Record]:
    """In the kind's usual order."""
    query = select(kind).where(kind.deleted.is_(False))
    newest = kind.__kind__.newest_first
    if newest is None:
        return session.scalars(query.order_by(kind.id)).all()
    return session.scalars(
        query.order_by(getattr(kind, newest).desc().nulls_last(), kind.id.desc())
    ).all()


def _matches(record: Record, wanted: Mapping[str, Any]) -> bool:
    """A list matches when it holds all that is asked for; nothing asked matches nothing kept."""
    for name, value in wanted.items():
        kept = getattr(record, column_of(name, fields_of(type(record))[name]))
        if isinstance(value, list):
            if not set(map(str, value)) <= set(map(str, kept or ())):
                return False
        elif kept != value:
            return False
    return True


def show(place: Place, asked: Namespace, output: Output) -> None:
    """One record."""
    with place.store() as store, store.read() as session:
        record = record_of(session, asked.row)
        value = plain_record(record, titles_for(session, [record]))
        output.give(value, record_lines(session, record))


def events(place: Place, asked: Namespace, output: Output) -> None:
    """What happened to a record, oldest first."""
    with place.store() as store, store.read() as session:
        record = record_of(session, asked.row)
        kind = type(record)
        found = history(session, kind, record.id)
        known = _titles_in(session, kind)
        output.give(
            [_plain_event(kind, event) for event in found],
            (line for event in found for line in _event_lines(kind, event, known)),
        )


def _titles_in(session: Session, kind: type[Record]) -> Titles:
    targets = {field.kind for field in fields_of(kind).values() if isinstance(field, Link | Links)}
    return Titles({target: titles(session, BY_TABLE[target]) for target in targets})


def _plain_event(kind: type[Record], event: Event) -> dict[str, Any]:
    names = _names_by_column(kind)
    changes = [
        {
            "field": names.get(change.column, change.column),
            "old": plain_value(change.old),
            "new": plain_value(change.new),
        }
        for change in event.changes
    ]
    return {
        "when": event.wall,
        "author": event.author,
        "reason": event.reason,
        "changes": changes,
    }


def _names_by_column(kind: type[Record]) -> dict[str, str]:
    return {column_of(name, field): name for name, field in fields_of(kind).items()}


def _event_lines(kind: type[Record], event: Event, known: Titles) -> Iterator[str]:
    yield f"{event.wall[:16].replace('T', ' ')}  {event.author}  {event.reason}"
    names = _names_by_column(kind)
    for change in event.changes:
        if change.column in names:
            field = fields_of(kind)[names[change.column]]
            yield f"    {field.label}：{_arrow(change.old, change.new, field, known)}"


def _arrow(old: Any, new: Any, field: Field, known: Titles) -> str:
    before, after = (worded(value, field, known) or "（空）" for value in (old, new))
    return after if old is None else f"{before} → {after}"


def undo(place: Place, _asked: Namespace, output: Output) -> None:
    """Takes back the last step."""
    _step(place, output, _Direction("撤销", UNDO, next_undo, take_back))


def redo(place: Place, _asked: Namespace, output: Output) -> None:
    """Does the step taken back once more."""
    _step(place, output, _Direction("重做", REDO, next_redo, do_again))


@dataclass(frozen=True)
class _Direction:
    """Back or forth: the word, the action in the log, how the step is found and done."""

    word: str
    action: str
    find_step: Callable[[Session], Step]
    way: Callable[[Session, bytes], None]


def _step(place: Place, output: Output, direction: _Direction) -> None:
    with place.store() as store:
        with store.read() as session:
            step = direction.find_step(session)
        reason = f"{direction.word}：{step.reason}"
        with store.change(Deed(reason, AUTHOR, direction.action, step.hash)) as session:
            direction.way(session, step.hash)
    output.give({"reason": step.reason}, [f"已{direction.word}：{step.reason}"])


def find(place: Place, asked: Namespace, output: Output) -> None:
    """The records that hold all the words."""
    with place.store() as store, store.read() as session:
        hits = search(session, " ".join(asked.text))
        wanted: dict[str, list[Any]] = {}
        for hit in hits:
            wanted.setdefault(hit.kind, []).append(hit.id)
        called = {kind: titles(session, BY_TABLE[kind], ids) for kind, ids in wanted.items()}
    rows = [
        {"kind": hit.kind, "id": str(hit.id), "title": called[hit.kind][hit.id]} for hit in hits
    ]
    lines = (f"{row['id']}  {BY_TABLE[row['kind']].__kind__.name}  {row['title']}" for row in rows)
    output.give(rows, lines)
