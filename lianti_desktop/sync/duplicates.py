"""Two records that are one: which stays, what it takes from the other, or that both are right.

A merge is one commit: the record that stays gets the values that were chosen, every link to the
other is led over to it, the other goes into the bin, and a verdict says where it went. It can be
undone as a whole. Source: exchange.md §7, journey J5.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.words import VerdictKind
from lianti_desktop.storage import records
from lianti_desktop.storage.record import HIDDEN_COLUMNS, Record, logged_columns, title_of
from lianti_desktop.storage.site import Site
from lianti_desktop.storage.store import Deed, Store
from lianti_desktop.storage.twins import Twins, twins
from lianti_desktop.sync.decisions import ask_to_decide, note_verdict, number_of, refusal
from lianti_desktop.sync.ownership import DECIDE
from lianti_desktop.sync.relinking import linking_to, relink

SORT = "duplicate"


@dataclass(frozen=True)
class Duplicate:
    """Two records, ours first where one is ours; `refusal` says why we may not merge them."""

    id: str
    kind: type[Record]
    ours: UUID
    theirs: UUID
    fields: tuple[str, ...]
    title: str
    refusal: str | None
    sample: bool


@dataclass(frozen=True)
class Merge:
    """Which record stays, which goes, and the cells of the one that stays that get other values."""

    kind: type[Record]
    stay: UUID
    go: UUID
    values: Mapping[str, Any] = field(default_factory=dict)


def duplicates(session: Session) -> list[Duplicate]:
    """All pairs that nobody has decided about."""
    return [_duplicate(session, found) for found in twins(session)]


def _duplicate(session: Session, found: Twins) -> Duplicate:
    site: Site = session.info["site"]
    first, second = (session.get_one(found.kind, row) for row in (found.first, found.second))
    if second.owner_id == site.school_id != first.owner_id:
        first, second = second, first
    return Duplicate(
        id=number_of(SORT, *sorted((first.id.bytes, second.id.bytes))),
        kind=found.kind,
        ours=first.id,
        theirs=second.id,
        fields=found.fields,
        title=title_of(first),
        refusal=refusal(session, (first, second)),
        sample=found.sample,
    )


def compared(kind: type[Record]) -> Iterator[str]:
    """The columns of a kind that are laid side by side."""
    yield from (one.name for one in logged_columns(kind) if one.name not in HIDDEN_COLUMNS)


def filled_from(stay: Record, go: Record) -> dict[str, Any]:
    """What the one that stays leaves empty and the other has."""
    return {
        name: getattr(go, name)
        for name in compared(type(stay))
        if getattr(stay, name) is None and getattr(go, name) is not None
    }


def differing(first: Record, second: Record) -> list[str]:
    """The columns in which both hold something, and not the same."""
    pairs = ((name, getattr(first, name), getattr(second, name)) for name in compared(type(first)))
    return [name for name, one, other in pairs if None not in (one, other) and one != other]


def merge(store: Store, wish: Merge, author: str = "") -> int:
    """Makes one of two records; returns how many links were led over."""
    with store.read() as session:
        called = title_of(records.get(session, wish.kind, wish.stay))
    reason = f"合并两份{wish.kind.__kind__.name}“{called}”"
    with store.change(Deed(reason, author, action=DECIDE)) as session:
        stay, go = (records.get(session, wish.kind, row) for row in (wish.stay, wish.go))
        ask_to_decide(session, (stay, go))
        for name, value in {**filled_from(stay, go), **wish.values}.items():
            setattr(stay, name, value)
        led = _lead_over(session, {go.id: stay.id})
        go.deleted = True
        note_verdict(session, VerdictKind.MERGED, (stay.id, go.id))
    return led


def _lead_over(session: Session, moved: Mapping[UUID, UUID]) -> int:
    """Leads the links of all records over that this school may change."""
    led = [
        record
        for row in moved
        for record in linking_to(session, row)
        if record.id not in moved and refusal(session, (record,)) is None
    ]
    for record in led:
        relink(record, moved)
    session.flush()
    return len(led)


def keep_both(store: Store, pair: tuple[UUID, UUID], reason: str = "", author: str = "") -> None:
    """Remembers for everybody that two records are two things; each of the two owners may say so,
    and the core school."""
    with store.change(Deed("两份都留", author, action=DECIDE)) as session:
        found = [row for row in (records.find(session, one) for one in pair) if row is not None]
        if all(refusal(session, (row,)) is not None for row in found):
            ask_to_decide(session, found)
        note_verdict(session, VerdictKind.KEEP_BOTH, pair, reason)
