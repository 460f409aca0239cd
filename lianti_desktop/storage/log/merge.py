"""Which of several writes to one cell is shown, and which are kept beside it (exchange.md §3, §7).

A write removes exactly those that its author had seen; writes that did not know of each other stay
side by side, and the highest by (quality of the clock, lamport, replica, hash) is shown. A record
that one school put into the bin while another edited it stays outside: the edit wins.

Commits must be absorbed in causal order: each after all that its author had seen. Nothing here
knows the database; `Ledger` is asked in the rare case that two writes must be weighed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from lianti_desktop.storage.log.commit import Wire

CREATED = "*"
HIDDEN = "~"
"""How the stamps begin that tell of each log its last write which may not be read here."""
DELETED, EMPTIED = "deleted", "emptied"
Stamp = list[int]


class Mark(NamedTuple):
    """Where a write comes from, and up to which position its author had seen each other log."""

    log: int
    seq: int
    lamport: int
    quality: int
    past: Mapping[int, int]

    @property
    def stamp(self) -> Stamp:
        """The mark as it is kept in a row."""
        return [self.log, self.seq, self.lamport, self.quality]

    def has_seen(self, stamp: Stamp) -> bool:
        """Whether the author knew of the write with this stamp, or it is the same commit."""
        log, seq = stamp[0], stamp[1]
        return seq <= self.seq if log == self.log else self.past.get(log, 0) >= seq


@dataclass(slots=True)
class Sibling:
    """A value that lost against one written at the same time; kept until somebody decides."""

    stamp: Stamp
    value: Wire


class Ledger(Protocol):
    """What the log knows of a commit by its place."""

    def replica(self, stamp: Stamp) -> bytes:
        """The copy that wrote it."""

    def hash(self, stamp: Stamp) -> bytes:
        """Its hash, which takes longer to find."""

    def wrote(self, stamp: Stamp, row: UUID, column: str) -> bool:
        """Whether the commit itself wrote the cell."""


@dataclass(slots=True)
class Row:
    """A row as its commits leave it; a cell to which nobody wrote is missing in `cells`."""

    id: UUID
    cells: dict[str, Wire] = field(default_factory=dict)
    stamps: dict[str, Stamp] = field(default_factory=dict)
    beside: dict[str, list[Sibling]] = field(default_factory=dict)
    lamport: int = 0


def absorb(row: Row, mark: Mark, cells: Mapping[str, Wire], ledger: Ledger) -> set[str]:
    """Writes what a commit wrote to a row; returns the columns left with more than one value."""
    stamp = mark.stamp
    row.lamport = max(row.lamport, mark.lamport)
    contested: set[str] = set()
    if not row.stamps:
        row.stamps[CREATED] = stamp
        row.cells.update(cells)
        return contested
    for name, value in cells.items():
        if _overwrites(row, name, mark):
            row.beside.pop(name, None)
            row.cells[name] = value
            if row.stamps[CREATED] != stamp:
                row.stamps[name] = stamp
        elif _weigh(row, name, Sibling(stamp, value), (mark, ledger)):
            contested.add(name)
    _let_edits_win(row, mark, cells)
    return contested


def note_hidden(row: Row, mark: Mark) -> None:
    """Takes note, after `absorb`, that the commit also wrote what may not be read here.

    Such a write wins against the bin as any other edit does: else a copy that may not read a
    telephone number would leave a record in the bin that others have outside.
    """
    if row.stamps[CREATED] == mark.stamp:
        return
    row.stamps[f"{HIDDEN}{mark.log}"] = mark.stamp
    _revoke(row, lambda stamp: not mark.has_seen(stamp))


def _overwrites(row: Row, name: str, mark: Mark) -> bool:
    """Whether the author had seen every value that the cell now holds."""
    current = row.stamps.get(name) or row.stamps[CREATED]
    return mark.has_seen(current) and all(
        mark.has_seen(sibling.stamp) for sibling in row.beside.get(name, ())
    )


def _weigh(row: Row, name: str, incoming: Sibling, scales: tuple[Mark, Ledger]) -> bool:
    """Puts a write among those it did not know; tells whether more than one is left."""
    mark, ledger = scales
    held = [*_shown(row, name, ledger), *row.beside.pop(name, ())]
    held = [write for write in held if not mark.has_seen(write.stamp)]
    held = _highest_first([*held, incoming], ledger)
    row.cells[name] = held[0].value
    row.stamps[name] = held[0].stamp
    if held[1:]:
        row.beside[name] = held[1:]
    return bool(held[1:])


def _shown(row: Row, name: str, ledger: Ledger) -> list[Sibling]:
    """The value that the cell shows, where somebody wrote it."""
    if name in row.stamps:
        return [Sibling(row.stamps[name], row.cells.get(name))]
    created = row.stamps[CREATED]
    return [Sibling(created, row.cells.get(name))] if ledger.wrote(created, row.id, name) else []


def _highest_first(writes: list[Sibling], ledger: Ledger) -> list[Sibling]:
    """In the order in which they are shown; hashes matter where two PCs go by one name."""
    ranks: list[tuple[Any, ...]] = [
        (write.stamp[3], write.stamp[2], ledger.replica(write.stamp)) for write in writes
    ]
    if len(set(ranks)) < len(ranks):
        ranks = [
            (*rank, ledger.hash(write.stamp)) for rank, write in zip(ranks, writes, strict=True)
        ]
    order = sorted(range(len(writes)), key=ranks.__getitem__, reverse=True)
    return [writes[place] for place in order]


def _let_edits_win(row: Row, mark: Mark, cells: Mapping[str, Wire]) -> None:
    """Takes a record out of the bin that was put there without knowing of an edit."""
    if DELETED in cells and cells[DELETED] is True and _edited_unseen(row, mark):
        _revoke(row, lambda stamp: stamp == mark.stamp)
    if DELETED in row.stamps and any(name not in (DELETED, EMPTIED) for name in cells):
        _revoke(row, lambda stamp: not mark.has_seen(stamp))


def _edited_unseen(row: Row, mark: Mark) -> bool:
    """Whether a cell holds a value of which this author did not know."""
    shown = (row.stamps[name] for name in row.stamps if name not in (DELETED, EMPTIED))
    kept = (
        sibling.stamp
        for name, siblings in row.beside.items()
        if name not in (DELETED, EMPTIED)
        for sibling in siblings
    )
    return not all(mark.has_seen(stamp) for stamp in (*shown, *kept))


def _revoke(row: Row, is_meant: Callable[[Stamp], bool]) -> None:
    """Makes of removals what they would have been had the author known: none."""
    if DELETED in row.stamps and is_meant(row.stamps[DELETED]):
        row.cells[DELETED] = False
    for sibling in row.beside.get(DELETED, ()):
        if is_meant(sibling.stamp):
            sibling.value = False
