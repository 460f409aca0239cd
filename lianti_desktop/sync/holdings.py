"""Which attached files are here, and which are there as far as others have said."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.storage.exchange import Peer
from lianti_desktop.storage.log.commit import Head
from lianti_desktop.storage.log.tables import Log
from lianti_desktop.sync.intake import places_of
from lianti_desktop.sync.numbering import Numbered, Numbers
from lianti_desktop.sync.shelf import Held, Shelf
from lianti_desktop.sync.statement import Holding, Runs, Statement, is_in, kept_statement, runs_of
from lianti_desktop.sync.tiers import PICTURES, Tier


def our_statement(session: Session, shelf: Shelf, wants: Tier) -> Statement:
    """What we hold and want; the files must have been numbered."""
    numbers, held = Numbers(session), shelf.held()
    return Statement(wants, tuple(_holdings(session, numbers, held)))


def _holdings(session: Session, numbers: Numbers, held: Held) -> Iterator[Holding]:
    for log in session.scalars(select(Log).where(Log.head_seq > 0).order_by(Log.id)):
        named = numbers.of(log.id)
        if named:
            files = _runs_by_place(named, held.files.__contains__)
            pictures = [one for one in named if one.place in PICTURES]
            thumbnails = _runs_by_place(pictures, held.thumbnails.__contains__)
            head = Head(log.origin or log.replica, log.head_seq, log.head_hash)
            yield Holding(head, files, thumbnails)


def _runs_by_place(named: Iterable[Numbered], is_held: Callable[[str], bool]) -> dict[str, Runs]:
    numbers: dict[str, list[int]] = {}
    for one in named:
        if is_held(one.digest):
            numbers.setdefault(one.place, []).append(one.number)
    return {place: runs_of(found) for place, found in numbers.items()}


def peer_holds(session: Session, replica: UUID, numbers: Numbers) -> Held:
    """What a copy last said that it holds, as far as we know the files that it speaks of."""
    packed = session.scalar(select(Peer.files).where(Peer.replica == replica))
    held = Held()
    statement = kept_statement(packed)
    tips = [one.head.hash or b"" for one in statement.holdings]
    places = places_of(session, tips)
    for one in statement.holdings:
        found = places.get(one.head.hash or b"") or _only_log(session, one.head)
        if found is not None:
            named = list(numbers.upto(*found))
            held.files |= _within(named, one.files)
            held.thumbnails |= _within(named, one.thumbnails)
    return held


def _only_log(session: Session, head: Head) -> tuple[int, int] | None:
    """The log of a copy that is further than we are, unless it has ever forked."""
    query = select(Log.id, Log.origin, Log.head_seq)
    rows = session.execute(
        query.where((Log.replica == head.replica) | (Log.origin == head.replica))
    ).all()
    is_clear = len(rows) == 1 and head.seq > rows[0].head_seq
    return (rows[0].id, rows[0].head_seq) if is_clear else None


def _within(named: Iterable[Numbered], runs: Mapping[str, Runs]) -> set[str]:
    found = set()
    for one in named:
        if is_in(one.number, runs.get(one.place, ())):
            found.add(one.digest)
    return found
