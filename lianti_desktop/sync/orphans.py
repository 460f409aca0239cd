"""Records whose parent is gone: put into the bin elsewhere, merged into another, or not here yet.

Nothing is lost with a parent that somebody removed without knowing of the child: the child waits
until somebody gives it its parent back, another one, or lays it into the bin. Source: exchange.md
§7, and line 15 of §10.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage import records
from lianti_desktop.storage.catalogue import BY_TABLE, KINDS, children_of
from lianti_desktop.storage.record import Record, fields_of, table_of, title_of
from lianti_desktop.storage.site import Site
from lianti_desktop.storage.store import Deed, Store
from lianti_desktop.storage.verdicts import merged_into
from lianti_desktop.sync.decisions import ask_to_decide, is_core, number_of, refusal
from lianti_desktop.sync.ownership import DECIDE

SORT = "orphan"
_GONE = "这一条已经处理过，或者编号不对。数据没有变化。请刷新列表再看。"


@dataclass(frozen=True)
class Orphan:
    """A child and its missing parent.

    `is_here` tells whether the parent lies in the bin here; `heir` is the record that took it in;
    `why_no_parent` says why this school may not take the parent out of the bin.
    """

    id: str
    kind: type[Record]
    record: UUID
    field: str
    parent_kind: type[Record]
    parent: UUID
    is_here: bool
    heir: UUID | None
    title: str
    parent_title: str
    refusal: str | None
    why_no_parent: str | None
    sample: bool

    @property
    def column(self) -> str:
        """The key that names the parent."""
        return f"{self.field}_id"


def orphans(session: Session) -> list[Orphan]:
    """All that wait, of every kind that belongs to another."""
    heirs = merged_into(session)
    return [
        _orphan(session, child, row, heirs.get(row.parent))
        for parent in KINDS
        for child, key in children_of(parent)
        for row in _parentless(session, (child, key), parent)
    ]


@dataclass(frozen=True)
class _Found:
    child: UUID
    parent: UUID
    parent_kind: type[Record]
    field: str


def _parentless(
    session: Session, child: tuple[type[Record], str], parent: type[Record]
) -> Iterator[_Found]:
    kind, key = child
    column = getattr(kind, key)
    query = (
        select(kind.id, column)
        .outerjoin(parent, parent.id == column)
        .where(kind.deleted.is_(False), column.is_not(None))
        .where(or_(parent.id.is_(None), parent.deleted.is_(True)))
        .order_by(kind.id)
    )
    for row in session.execute(query):
        yield _Found(row[0], row[1], parent, key.removesuffix("_id"))


def _orphan(session: Session, kind: type[Record], found: _Found, heir: UUID | None) -> Orphan:
    record = session.get_one(kind, found.child)
    parent = session.get(found.parent_kind, found.parent)
    is_usable = parent is not None and not parent.emptied
    return Orphan(
        id=number_of(SORT, table_of(kind), record.id.bytes, found.parent.bytes),
        kind=kind,
        record=record.id,
        field=found.field,
        parent_kind=found.parent_kind,
        parent=found.parent,
        is_here=is_usable,
        heir=heir,
        title=title_of(record),
        parent_title=title_of(parent) if is_usable else "",
        refusal=refusal(session, (record,)),
        why_no_parent=refusal(session, (parent,)) if is_usable and parent else None,
        sample=record.sample,
    )


def orphan_named(session: Session, number: str) -> Orphan:
    """The orphan with this id."""
    found = next((one for one in orphans(session) if one.id == number), None)
    if found is None:
        raise UserError(_GONE)
    return found


def give_parent_back(store: Store, number: str, author: str = "") -> None:
    """Takes the parent out of the bin, with what went there together with it."""
    with store.read() as session:
        one = orphan_named(session, number)
    if not one.is_here:
        raise UserError("它所属的那条记录不在这里，找不回来。数据没有变化。请改放到别处。")
    with store.change(Deed(f"找回“{one.parent_title}”", author, action=DECIDE)) as session:
        parent = session.get_one(one.parent_kind, one.parent)
        ask_to_decide(session, (parent,))
        records.put_back(session, parent)


def move_to(store: Store, number: str, parent: UUID, author: str = "") -> None:
    """Gives the child another parent."""
    with store.read() as session:
        one = orphan_named(session, number)
        aim = session.get(one.parent_kind, parent)
        if aim is None or aim.deleted:
            label = fields_of(one.kind)[one.field].label
            raise UserError(f"要放到的{label}不在了。数据没有变化。请另选一条。")
        reason = f"把“{one.title}”放到“{title_of(aim)}”"
    with store.change(Deed(reason, author, action=DECIDE)) as session:
        record = session.get_one(one.kind, one.record)
        ask_to_decide(session, (record,))
        setattr(record, one.column, parent)


def lay_in_bin(store: Store, number: str, author: str = "") -> None:
    """Lets the child follow its parent into the bin."""
    with store.read() as session:
        one = orphan_named(session, number)
    with store.change(Deed(f"把“{one.title}”移到回收站", author, action=DECIDE)) as session:
        record = session.get_one(one.kind, one.record)
        ask_to_decide(session, (record,))
        record.deleted = True


def aims(session: Session, one: Orphan) -> list[tuple[UUID, str]]:
    """Where a child may go: living records of the parent's kind, the likely one first.

    A campus is offered its own and what it takes part in by a link; the core school all of them.
    """
    site: Site = session.info["site"]
    kind = BY_TABLE[table_of(one.parent_kind)]
    rows = [row for row in records.living(session, kind) if row.sample == one.sample]
    if not is_core(session):
        rows.sort(key=lambda row: row.owner_id != site.school_id)
    rows.sort(key=lambda row: row.id != one.heir)
    return [(row.id, title_of(row)) for row in rows]
