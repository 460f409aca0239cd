"""Everything that waits for a decision, of whatever sort, as one list (待处理).

Sorts: `hard` (one cell, several values), `duplicate`, `orphan`, `ownership` (a change without the
right to it), `transfer` (a record offered to us). Source: exchange.md §7 and §8.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.record import fields_of, table_of
from lianti_desktop.sync import breaches, conflicts, duplicates, orphans, transfer
from lianti_desktop.sync.breaches import Breach
from lianti_desktop.sync.conflicts import Conflict
from lianti_desktop.sync.duplicates import Duplicate
from lianti_desktop.sync.notes import Note, notes
from lianti_desktop.sync.orphans import Orphan
from lianti_desktop.sync.transfer import Offer

NOTED = "note"
Matter = Conflict | Duplicate | Orphan | Breach | Offer | Note
SORTS: Mapping[str, str] = MappingProxyType(
    {
        conflicts.SORT: "两边都改过",
        duplicates.SORT: "像是录了两遍",
        orphans.SORT: "所属的记录不在了",
        breaches.SORT: "没有生效的改动",
        transfer.SORT: "别校交来的",
    }
)


@dataclass(frozen=True)
class Waiting:
    """One thing to decide; `refusal` says why it is for another school, else None."""

    id: str
    sort: str
    kind: str
    record: UUID
    field: str
    title: str
    sentence: str
    refusal: str | None
    sample: bool
    matter: Matter


def waiting(session: Session) -> list[Waiting]:
    """All of it, sort by sort."""
    return [
        *(_of_conflict(one) for one in conflicts.conflicts(session)),
        *(_of_duplicate(one) for one in duplicates.duplicates(session)),
        *(_of_orphan(one) for one in orphans.orphans(session)),
        *(_of_breach(one) for one in breaches.breaches(session)),
        *(_of_offer(one) for one in transfer.offers(session) if one.is_for_us),
    ]


def noted(session: Session) -> list[Waiting]:
    """What settled itself, in the same form; nobody has to decide it."""
    return [
        Waiting(
            id=one.id,
            sort=NOTED,
            kind=table_of(one.kind),
            record=one.record,
            field="",
            title=one.title,
            sentence=one.sentence,
            refusal="",
            sample=False,
            matter=one,
        )
        for one in notes(session)
    ]


def for_us(found: list[Waiting]) -> int:
    """How many of them this school decides."""
    return sum(1 for one in found if one.refusal is None and not one.sample)


def undecided_places(session: Session) -> frozenset[tuple[str, UUID]]:
    """Table and id of the records whose content is not settled, whoever decides it."""
    found: set[tuple[str, UUID]] = set()
    for one in conflicts.conflicts(session):
        found.add((table_of(one.kind), one.record))
    for pair in duplicates.duplicates(session):
        if not pair.sample:
            found |= {(table_of(pair.kind), pair.ours), (table_of(pair.kind), pair.theirs)}
    for child in orphans.orphans(session):
        if not child.sample:
            found.add((table_of(child.kind), child.record))
    return frozenset(found)


def waiting_named(session: Session, number: str) -> Waiting:
    """The one with this id."""
    for one in waiting(session):
        if one.id == number:
            return one
    raise UserError("这一条已经处理过，或者编号不对。数据没有变化。请刷新列表再看。")


def _of_conflict(one: Conflict) -> Waiting:
    return Waiting(
        id=one.id,
        sort=conflicts.SORT,
        kind=table_of(one.kind),
        record=one.record,
        field=one.column,
        title=one.title,
        sentence=f"{one.label}有 {len(one.claims)} 种写法，请定下用哪一种",
        refusal=one.refusal,
        sample=False,
        matter=one,
    )


def _of_duplicate(one: Duplicate) -> Waiting:
    labels = "、".join(fields_of(one.kind)[name].label for name in one.fields)
    return Waiting(
        id=one.id,
        sort=duplicates.SORT,
        kind=table_of(one.kind),
        record=one.ours,
        field=one.fields[0],
        title=one.title,
        sentence=f"有两份的{labels}相同，请看是合成一份还是两份都留",
        refusal=one.refusal,
        sample=one.sample,
        matter=one,
    )


def _of_orphan(one: Orphan) -> Waiting:
    label = fields_of(one.kind)[one.field].label
    called = f"“{one.parent_title}”" if one.parent_title else ""
    where = "在回收站里" if one.is_here else "没有收到"
    return Waiting(
        id=one.id,
        sort=orphans.SORT,
        kind=table_of(one.kind),
        record=one.record,
        field=one.column,
        title=one.title,
        sentence=f"它所属的{label}{called}{where}",
        refusal=one.refusal,
        sample=one.sample,
        matter=one,
    )


def _of_offer(one: Offer) -> Waiting:
    why = f"（{one.reason}）" if one.reason else ""
    return Waiting(
        id=one.id,
        sort=transfer.SORT,
        kind=table_of(one.kind),
        record=one.record,
        field="",
        title=one.title,
        sentence=f"{one.owner_name}要交给本校{why}，等本校接收",
        refusal=None,
        sample=False,
        matter=one,
    )


def _of_breach(one: Breach) -> Waiting:
    first = one.ops[0] if one.ops else None
    return Waiting(
        id=one.id,
        sort=breaches.SORT,
        kind=first.table if first else "",
        record=first.row if first else one.seen_id,
        field="",
        title="、".join(dict.fromkeys(one.titles)),
        sentence=one.reason,
        refusal=one.refusal,
        sample=False,
        matter=one,
    )
