"""Commits whose author had no right to them: kept apart, shown, taken up or noted.

Such a commit stays in its chain and writes nothing on any PC, the core school's among them, which
so learns of it. What a retired PC wrote too late is of the same sort. Who may write the record can
take up what was meant; nothing is ever merged by itself. Source: exchange.md §8, journey J12.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import VerdictKind
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.log.commit import Commit, Op, unseal
from lianti_desktop.storage.log.history import python_value
from lianti_desktop.storage.log.tables import LogCommit, LogVoid
from lianti_desktop.storage.record import HIDDEN_COLUMNS, Record, title_from, title_of
from lianti_desktop.storage.store import Deed, Store
from lianti_desktop.storage.verdicts import pairs
from lianti_desktop.sync.decisions import ask_to_decide, note_verdict, refusal
from lianti_desktop.sync.members import load_trust
from lianti_desktop.sync.ownership import DECIDE, OWNER

SORT = "ownership"
_ID_LETTERS = 16


@dataclass(frozen=True)
class Breach:
    """A commit that counts nowhere: whose, why, which records it meant to change.

    `refusal` says why this school may not take it up.
    """

    id: str
    tip: bytes
    school: str
    replica: UUID
    author: str
    wall: str
    time_quality: int
    reason: str
    ops: tuple[Op, ...]
    titles: tuple[str, ...]
    refusal: str | None

    @property
    def seen_id(self) -> UUID:
        """How a verdict names it."""
        return _seen_id(self.tip)


def _seen_id(tip: bytes) -> UUID:
    return UUID(bytes=tip[:16])


def breaches(session: Session) -> list[Breach]:
    """All that nobody has looked at, the latest first."""
    seen = {first for first, _ in pairs(session, VerdictKind.SEEN)}
    query = (
        select(LogCommit.hash, LogCommit.body, LogCommit.openings, LogVoid.reason)
        .join(LogVoid, LogVoid.commit_id == LogCommit.id)
        .order_by(LogCommit.id.desc())
    )
    trust = load_trust(session)
    found = []
    for row in session.execute(query):
        if _seen_id(row.hash) not in seen:
            commit = unseal(row.body, row.openings)
            site = trust.author_of(commit.replica) if trust else None
            found.append(
                _breach(session, (row.hash, row.reason, site.name if site else ""), commit)
            )
    return found


def _breach(session: Session, about: tuple[bytes, str, str], commit: Commit) -> Breach:
    tip, reason, school = about
    ops = tuple(op for op in commit.ops if op.table in BY_TABLE)
    return Breach(
        id=tip.hex()[:_ID_LETTERS],
        tip=tip,
        school=school,
        replica=commit.replica,
        author=commit.author,
        wall=commit.wall,
        time_quality=commit.time_quality,
        reason=reason,
        ops=ops,
        titles=tuple(_title(session, op) for op in ops),
        refusal=refusal(session, meant(session, ops)),
    )


def _title(session: Session, op: Op) -> str:
    """What the record is called here, or would have been called."""
    kind = BY_TABLE[op.table]
    record = session.get(kind, op.row)
    if record is not None:
        return title_of(record)
    links = {f"{name}_id" for name in kind.__fields__}
    return title_from(
        kind, lambda name: None if f"{name}_id" in links & set(op.cells) else _value(kind, op, name)
    )


def _value(kind: type[Record], op: Op, name: str) -> object:
    return python_value(kind, name, op.cells.get(name))


def meant(session: Session, ops: Iterable[Op]) -> Iterator[Record]:
    """The records that are here already, and what the others would be."""
    for op in ops:
        kind = BY_TABLE[op.table]
        owner = python_value(kind, OWNER, op.cells.get(OWNER))
        yield session.get(kind, op.row) or kind(id=op.row, owner_id=owner)


def breach_named(session: Session, number: str) -> Breach:
    """The one with this id."""
    found = next((one for one in breaches(session) if one.id == number), None)
    if found is None:
        raise UserError("这一条已经看过，或者编号不对。数据没有变化。请刷新列表再看。")
    return found


def note_seen(store: Store, number: str, author: str = "") -> None:
    """Leaves it as it is, for everybody."""
    with store.read() as session:
        one = breach_named(session, number)
    with store.change(Deed("看过没有生效的改动", author)) as session:
        ask_to_decide(session, meant(session, one.ops))
        note_verdict(session, VerdictKind.SEEN, (one.seen_id, None))


def take_up(store: Store, number: str, author: str = "") -> None:
    """Writes once more, in our own name, what was meant; who owns a record does not change."""
    with store.read() as session:
        one = breach_named(session, number)
    what = "、".join(dict.fromkeys(one.titles))
    with store.change(Deed(f"采用没有生效的改动：{what}", author, action=DECIDE)) as session:
        ask_to_decide(session, meant(session, one.ops))
        write_again(session, one, one.ops)


def write_again(session: Session, one: Breach, ops: Iterable[Op]) -> None:
    """Writes what is meant in our own name, all of it or the part given; nobody is asked again."""
    for op in ops:
        _write(session, op)
    note_verdict(session, VerdictKind.SEEN, (one.seen_id, None))


def _write(session: Session, op: Op) -> None:
    kind = BY_TABLE[op.table]
    record = session.get(kind, op.row)
    owner = python_value(kind, OWNER, op.cells.get(OWNER))
    if record is None:
        record = kind(id=op.row, owner_id=owner)
        session.add(record)
    record.owner_id = record.owner_id or owner
    for name in op.cells.keys() & set(kind.__table__.columns.keys()) - HIDDEN_COLUMNS:
        setattr(record, name, python_value(kind, name, op.cells[name]))
    if "deleted" in op.cells:
        record.deleted = bool(op.cells["deleted"])
    session.flush()
