"""exchange: what waits for a decision, and deciding."""

from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import singledispatch
from types import MappingProxyType
from typing import Any
from uuid import UUID

from lianti_desktop.cli.output import Output
from lianti_desktop.cli.place import AUTHOR, Place
from lianti_desktop.cli.plain import plain_value
from lianti_desktop.domain.dates import parse_day
from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.fields import FieldError
from lianti_desktop.storage.record import fields_of, table_of, title_of
from lianti_desktop.storage.store import Store, system_now
from lianti_desktop.sync import breaches, orphans
from lianti_desktop.sync.breaches import Breach
from lianti_desktop.sync.conflicts import Claim, Conflict, ours_and_theirs, resolve
from lianti_desktop.sync.duplicates import Duplicate, Merge, keep_both, merge
from lianti_desktop.sync.notes import Note, notes
from lianti_desktop.sync.orphans import Orphan
from lianti_desktop.sync.peers import school_named
from lianti_desktop.sync.purge import purge
from lianti_desktop.sync.transfer import Handover, Offer, accept, assign, offer, offers, withdraw
from lianti_desktop.sync.waiting import SORTS, Matter, Waiting, waiting, waiting_named

_VALUE, _PARENT = "value=", "parent="
_NOT_UNDERSTOOD = "没有看懂怎么处理。数据没有变化。这一条可以写：{}。"


def _conflicts(place: Place, asked: Namespace, output: Output) -> None:
    with place.store() as store, store.read() as session:
        found = waiting(session)
        plain = [_plain(one, _values(one.matter, session)) for one in found]
        told = notes(session) if asked.notes else []
    plain += map(_plain_note, told)
    lines = (f"{one.id}  已自动合好  {one.title}：{one.sentence}" for one in told)
    output.give(plain, [*map(_line, found), *lines])


def _plain_note(one: Note) -> dict[str, Any]:
    return {
        "id": one.id,
        "sort": one.sort,
        "kind": table_of(one.kind),
        "record": str(one.record),
        "fields": one.fields,
        "title": one.title,
        "sentence": one.sentence,
        "values": [],
    }


def _plain(one: Waiting, values: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "id": one.id,
        "sort": one.sort,
        "kind": one.kind,
        "record": str(one.record),
        "field": one.field,
        "title": one.title,
        "sentence": one.sentence,
        "for_us": one.refusal is None,
        "values": list(values),
    }


def _line(one: Waiting) -> str:
    return f"{one.id}  {SORTS[one.sort]}  {one.title}：{one.sentence}"


@singledispatch
def _values(matter: Matter, session: Any) -> list[dict[str, Any]]:
    """What there is to choose from."""
    raise TypeError(type(matter))


@_values.register
def _(matter: Conflict, session: Any) -> list[dict[str, Any]]:
    return [_plain_claim(claim, matter.before) for claim in matter.claims]


def _plain_claim(claim: Claim, before: Any) -> dict[str, Any]:
    return {
        "value": plain_value(claim.value),
        "before": plain_value(before),
        "author": claim.author,
        "replica": str(claim.replica),
        "wall": claim.wall,
        "time_quality": claim.time_quality,
        "ours": claim.is_ours,
    }


@_values.register
def _(matter: Duplicate, session: Any) -> list[dict[str, Any]]:
    rows = [session.get_one(matter.kind, row) for row in (matter.ours, matter.theirs)]
    return [
        {"record": str(row.id), "value": title_of(row), "owner": str(row.owner_id)} for row in rows
    ]


@_values.register
def _(matter: Orphan, session: Any) -> list[dict[str, Any]]:
    heir = str(matter.heir) if matter.heir else None
    return [{"parent": str(matter.parent), "value": matter.parent_title, "merged_into": heir}]


@_values.register
def _(matter: Offer, session: Any) -> list[dict[str, Any]]:
    return [{"value": matter.owner_name, "owner": str(matter.owner), "reason": matter.reason}]


@_values.register
def _(matter: Breach, session: Any) -> list[dict[str, Any]]:
    return [
        {
            "kind": op.table,
            "record": str(op.row),
            "field": name,
            "value": value.hex() if isinstance(value, bytes) else value,
            "author": matter.author,
            "replica": str(matter.replica),
            "wall": matter.wall,
        }
        for op in matter.ops
        for name, value in op.cells.items()
    ]


def _resolve(place: Place, asked: Namespace, output: Output) -> None:
    with place.store() as store:
        with store.read() as session:
            one = waiting_named(session, asked.conflict)
        _decide(one.matter, store, asked.take)
    output.give({"id": one.id, "state": "resolved"}, [f"已处理“{one.title}”：{one.sentence}"])


@singledispatch
def _decide(matter: Matter, store: Store, take: str) -> None:
    """Does what was asked with one thing that waits."""
    raise TypeError(type(matter))


@_decide.register
def _(matter: Conflict, store: Store, take: str) -> None:
    resolve(store, matter.id, _chosen(matter, take), AUTHOR)


def _chosen(one: Conflict, take: str) -> Any:
    ours, theirs = ours_and_theirs(one)
    if take in ("ours", "theirs"):
        return ours if take == "ours" else theirs
    field = fields_of(one.kind).get(one.column)
    if not take.startswith(_VALUE) or field is None:
        raise UserError(_NOT_UNDERSTOOD.format("ours、theirs、value=内容"))
    try:
        return field.parse(take.removeprefix(_VALUE))
    except FieldError as error:
        raise UserError(f"{field.label}：{error}。数据没有变化。请改正后再试。") from error


@_decide.register
def _(matter: Duplicate, store: Store, take: str) -> None:
    ways: dict[str, Callable[[], object]] = {
        "ours": lambda: merge(store, Merge(matter.kind, matter.ours, matter.theirs), AUTHOR),
        "theirs": lambda: merge(store, Merge(matter.kind, matter.theirs, matter.ours), AUTHOR),
        "both": lambda: keep_both(store, (matter.ours, matter.theirs), author=AUTHOR),
    }
    _go(ways, take)


@_decide.register
def _(matter: Orphan, store: Store, take: str) -> None:
    if take.startswith(_PARENT):
        orphans.move_to(store, matter.id, _id(take.removeprefix(_PARENT)), AUTHOR)
        return
    ways: dict[str, Callable[[], object]] = {
        "restore": lambda: orphans.give_parent_back(store, matter.id, AUTHOR),
        "bin": lambda: orphans.lay_in_bin(store, matter.id, AUTHOR),
    }
    _go(ways, take, f"{_PARENT}编号")


@_decide.register
def _(matter: Offer, store: Store, take: str) -> None:
    _go({"accept": lambda: accept(store, matter.record, _day(None), AUTHOR)}, take)


@_decide.register
def _(matter: Breach, store: Store, take: str) -> None:
    ways: dict[str, Callable[[], object]] = {
        "seen": lambda: breaches.note_seen(store, matter.id, AUTHOR),
        "adopt": lambda: breaches.take_up(store, matter.id, AUTHOR),
    }
    _go(ways, take)


def _go(ways: Mapping[str, Callable[[], object]], take: str, *others: str) -> None:
    if take not in ways:
        raise UserError(_NOT_UNDERSTOOD.format("、".join((*ways, *others))))
    ways[take]()


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise UserError("记录的编号写得不对。数据没有变化。请核对后再试。") from error


def _purge(place: Place, asked: Namespace, output: Output) -> None:
    with place.store() as store:
        done = purge(store, (_id(asked.record), asked.field), asked.reason, AUTHOR)
    result = {"record": str(done.record), "fields": done.columns, "commits": done.commits}
    lines = [
        f"已抹去，从 {done.commits} 次操作的记录里去掉了内容；随下一个包在各校生效。",
        "以前的备份和做好的包里还有，备份会在半年内轮换掉；等不及的，请手工删掉旧备份。",
    ]
    output.give(result, lines)


def _offer(place: Place, asked: Namespace, output: Output) -> None:
    row = _id(asked.record)
    with place.store() as store:
        plan = Handover(_school(store, asked.to), _day(asked.on), asked.reason)
        offer(store, row, plan, AUTHOR)
    output.give({"record": str(row), "state": "offered"}, ["已交出，等对方收包后接收"])


def _school(store: Store, name: str) -> UUID:
    with store.read() as session:
        return school_named(session, name)


def _day(text: str | None) -> date:
    try:
        return parse_day(text, system_now().date()) if text else system_now().date()
    except ValueError as error:
        raise UserError(f"日期“{text}”没有看懂：{error}。数据没有变化。请改正后再试。") from error


def _offers(place: Place, _asked: Namespace, output: Output) -> None:
    with place.store() as store, store.read() as session:
        found = offers(session)
    plain = [
        {
            "record": str(one.record),
            "title": one.title,
            "from": one.owner_name,
            "to": one.school_name,
            "reason": one.reason,
            "parts": one.parts,
            "for_us": one.is_for_us,
        }
        for one in found
    ]
    output.give(
        plain, (f"{one.owner_name} → {one.school_name}  {one.title}  {one.record}" for one in found)
    )


def _accept(place: Place, asked: Namespace, output: Output) -> None:
    row = _id(asked.record)
    with place.store() as store:
        moved = accept(store, row, _day(asked.on), AUTHOR)
    output.give({"record": str(row), "records": moved}, [f"已接收 {moved} 条记录"])


def _withdraw(place: Place, asked: Namespace, output: Output) -> None:
    row = _id(asked.record)
    with place.store() as store:
        withdraw(store, row, AUTHOR)
    output.give({"record": str(row), "state": "withdrawn"}, ["已撤回交接"])


def _assign(place: Place, asked: Namespace, output: Output) -> None:
    row = _id(asked.record)
    with place.store() as store:
        moved = assign(store, row, _school(store, asked.to), AUTHOR)
    output.give({"record": str(row), "records": moved}, [f"已定下，连同所属的共 {moved} 条记录"])


VERBS: Mapping[str, Callable[[Place, Namespace, Output], int | None]] = MappingProxyType(
    {
        "conflicts": _conflicts,
        "resolve": _resolve,
        "purge": _purge,
        "offer": _offer,
        "offers": _offers,
        "accept": _accept,
        "withdraw": _withdraw,
        "assign": _assign,
    }
)
