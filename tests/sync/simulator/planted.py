"""Mistakes put in on purpose, each known to lose work elsewhere; the simulator must see them.

Each is a context in which the program has the mistake.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from unittest.mock import patch
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.storage.exchange import Peer
from lianti_desktop.storage.log import merge
from lianti_desktop.storage.log.commit import Head
from lianti_desktop.storage.log.merge import Ledger, Mark, Row
from lianti_desktop.sync import incoming, outgoing
from lianti_desktop.sync.intake import Arrived, Intake, Placed
from lianti_desktop.sync.manifest import read_vector
from lianti_desktop.sync.plan import Chain


@contextmanager
def by_replica_and_number() -> Iterator[None]:
    """A commit is known by its replica and number alone: a clone's second branch is a duplicate."""
    place = Intake._place

    def forgetful(self: Intake, arrived: Arrived) -> Placed | None:
        commit = arrived.commit
        tip = self._main.get(commit.replica)
        if tip is not None and commit.seq <= tip.seq:
            self._places[arrived.tip] = (tip.log, commit.seq)
            return None
        return place(self, arrived)

    def parks_nothing_known(self: Intake, waiting: list[Arrived]) -> None:
        park(self, [one for one in waiting if one.tip not in self._places])

    park = Intake._park
    with (
        patch.object(Intake, "_place", forgetful),
        patch.object(Intake, "_park", parks_nothing_known),
    ):
        yield


@contextmanager
def by_the_clock_on_the_wall() -> Iterator[None]:
    """The later clock wins, also over what it never saw: a PC in 2099 cannot be corrected."""
    absorb = merge.absorb

    def later_wins(row: Row, mark: Mark, cells: dict[str, Any], ledger: Ledger) -> set[str]:
        newest = max((stamp[3] for stamp in row.stamps.values()), default=0)
        kept = {name: cells[name] for name in cells if mark.quality >= newest or not row.stamps}
        return absorb(row, mark, kept, ledger)

    with (
        patch("lianti_desktop.sync.projector.absorb", later_wins),
        patch("lianti_desktop.storage.log.projection.absorb", later_wins),
        patch("lianti_desktop.sync.revocation.absorb", later_wins),
    ):
        yield


@contextmanager
def since_last_sent() -> Iterator[None]:
    """What was sent counts as received: a lost stick is a hole for ever."""

    def sent(session: Session, replica: UUID, chains: Sequence[Chain]) -> dict[int, int]:
        packed = session.scalar(select(Peer.packed).where(Peer.replica == replica))
        vector: Iterable[Head] = read_vector(packed)
        tips = outgoing.places_of(session, [head.hash or b"" for head in vector])
        return outgoing.held_by(vector, chains, tips)

    with patch.object(outgoing, "_held", sent):
        yield


@contextmanager
def without_the_loser() -> Iterator[None]:
    """Of two values written at the same time the lower is thrown away."""
    absorb = merge.absorb

    def single(row: Row, mark: Mark, cells: dict[str, Any], ledger: Ledger) -> set[str]:
        absorb(row, mark, cells, ledger)
        row.beside.clear()
        return set()

    with (
        patch("lianti_desktop.sync.projector.absorb", single),
        patch("lianti_desktop.storage.log.projection.absorb", single),
        patch("lianti_desktop.sync.revocation.absorb", single),
    ):
        yield


@contextmanager
def relayed_unverified() -> Iterator[None]:
    """Whoever brings a commit is believed, whether or not its author has signed it."""
    with patch.object(incoming, "_require_signed", lambda *_: None):
        yield


@contextmanager
def removals_win() -> Iterator[None]:
    """What one PC put into the bin stays there, whatever another wrote into it meanwhile."""
    with patch.object(merge, "_let_edits_win", lambda *_: None):
        yield


@contextmanager
def only_our_own() -> Iterator[None]:
    """A PC passes on what its own school wrote and nothing else."""
    loads = outgoing._loads

    def own(session: Session, readers: Any) -> Iterator[Any]:
        site = session.info.get("site") or outgoing.load_site(session)
        for load in loads(session, readers):
            log = session.get_one(outgoing.Log, load.log)
            if (log.origin or log.replica) == site.replica:
                yield load

    with patch.object(outgoing, "_loads", own):
        yield


PLANTED: dict[str, Callable[[], AbstractContextManager[None]]] = {
    mistake.__name__: mistake
    for mistake in (
        by_replica_and_number,
        by_the_clock_on_the_wall,
        since_last_sent,
        without_the_loser,
        relayed_unverified,
        removals_win,
        only_our_own,
    )
}
