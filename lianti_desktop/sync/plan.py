"""What a peer lacks and what we lack: pure reckoning with heads, positions and gaps.

A position is always named with its hash, so that a fork is seen. What a peer lacks follows from
what it last said that it holds, never from what was sent to it. Source: exchange.md §4.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from lianti_desktop.storage.log.commit import Head


@dataclass(frozen=True)
class Chain:
    """A log as this copy holds it: whose it is, how long, and where it branched off, if it did.

    `is_written_here` is the log that this copy goes on with.
    """

    log: int
    head: Head
    base_log: int | None = None
    base_seq: int = 0
    is_written_here: bool = False


@dataclass(frozen=True)
class Gap:
    """Commits of a copy that we know to exist and do not have, both ends included."""

    replica: UUID
    first: int
    last: int


Places = Mapping[bytes, tuple[int, int]]
"""Log and position of those commits, by hash, that this copy holds."""


def held_by(vector: Iterable[Head], chains: Sequence[Chain], places: Places) -> dict[int, int]:
    """How far a peer with this vector holds each of our logs."""
    held = {chain.log: 0 for chain in chains}
    by_log = {chain.log: chain for chain in chains}
    for head in vector:
        place = places.get(head.hash or b"")
        if place is not None:
            _note(held, by_log, *place)
        else:
            _assume(held, [chain for chain in chains if chain.head.replica == head.replica], head)
    return held


def _note(held: dict[int, int], by_log: Mapping[int, Chain], log: int, seq: int) -> None:
    """Who holds a commit of a branch holds the trunk up to it."""
    held[log] = max(held[log], seq)
    base = by_log[log].base_log
    if base is not None:
        _note(held, by_log, base, by_log[log].base_seq)


def _assume(held: dict[int, int], chains: Sequence[Chain], head: Head) -> None:
    """A peer that is further than we in a log that never forked here has all that we have of it.

    Not so in our own: nobody but a twin of this PC is further there, and ours is the other branch.
    """
    if len(chains) == 1 and head.seq > chains[0].head.seq and not chains[0].is_written_here:
        held[chains[0].log] = chains[0].head.seq


def gaps(waiting: Iterable[Head], lengths: Mapping[UUID, int]) -> list[Gap]:
    """The runs that lie between what we hold of each copy and what waits for them."""
    found: list[Gap] = []
    by_replica: dict[UUID, set[int]] = {}
    for head in waiting:
        by_replica.setdefault(head.replica, set()).add(head.seq)
    for replica in sorted(by_replica):
        after = lengths.get(replica, 0)
        for seq in sorted(by_replica[replica]):
            if seq > after + 1:
                found.append(Gap(replica, after + 1, seq - 1))
            after = max(after, seq)
    return found
