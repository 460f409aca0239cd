"""A commit as bytes: canonical CBOR, BLAKE2b-256, salted commitments for guarded values.

Source: exchange.md §1 and §3; RFC 8949 section 4.2.1 for the canonical form.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Final, NamedTuple
from uuid import UUID

import cbor2

from lianti_desktop.domain.ids import familiar_id, id_of

Wire = None | bool | int | float | str | bytes | list[Any]
Cells = dict[str, Wire]
COMMITMENT = "c"
_NONE: Final[frozenset[str]] = frozenset()
SAMPLE = "sample"
"""The column that marks a record as a sample; it is written with every change of one."""


class Op(NamedTuple):
    """The cells that one commit writes to one row; of `erased` ones only the commitment is left."""

    table: str
    row: UUID
    cells: Mapping[str, Wire]
    erased: frozenset[str] = _NONE

    @property
    def stays_at_home(self) -> bool:
        """Whether it writes to somebody else's sample: nothing but that it is one has come here."""
        return bool(self.erased) and self.cells.get(SAMPLE) is True and len(self.cells) == 1


class Head(NamedTuple):
    """The tip of a log; `hash` is None before the first commit."""

    replica: UUID
    seq: int
    hash: bytes | None


class Commit(NamedTuple):
    """One user action with its place in the chain; a tuple, since an import makes very many.

    `deps` are the heads of other logs that its author had seen; `wall` is the author's clock in
    ISO form and `time_quality` how far it may be believed (0 to 2). `action` is do, undo or redo,
    and `target` the hash of the commit that an undo or redo speaks of.
    """

    replica: UUID
    seq: int
    prev: bytes | None
    deps: tuple[Head, ...]
    lamport: int
    wall: str
    time_quality: int
    author: str
    schema: int
    reason: str
    action: str
    target: bytes | None
    ops: tuple[Op, ...]


@dataclass(frozen=True)
class Sealed:
    """A commit ready to be stored: the hashed body, its hash, and the openings or None."""

    body: bytes
    hash: bytes
    openings: bytes | None


@dataclass
class _Openings:
    """The salts and values behind the commitments, by op and column."""

    values: dict[int, dict[str, list[Any]]] = field(default_factory=dict)

    def commit_to(self, index: int, column: str, value: Wire) -> dict[str, bytes]:
        salt = secrets.token_bytes(16)
        self.values.setdefault(index, {})[column] = [salt, value]
        return {COMMITMENT: commitment(salt, value)}


def to_wire(value: Any) -> Wire:
    """A column's value as the log writes it: dates in ISO form, ids as 16 bytes, words as text."""
    if isinstance(value, UUID):
        return value.bytes
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, list | tuple):
        return [to_wire(part) for part in value]
    return value  # type: ignore[no-any-return]


def from_wire(value: Wire, python_type: type) -> Any:
    """A column's value as Python reads it; the inverse of `to_wire`."""
    if isinstance(value, bytes):
        return UUID(bytes=value)
    if isinstance(value, str) and python_type is date:
        return date.fromisoformat(value)
    return value


def canonical(value: Any) -> bytes:
    """Deterministic CBOR."""
    return cbor2.dumps(value, canonical=True)


def digest_of(data: bytes) -> bytes:
    """BLAKE2b-256."""
    return hashlib.blake2b(data, digest_size=32).digest()


def commitment(salt: bytes, value: Wire) -> bytes:
    """H(salt‖value): hides a value that a reader may not see, and proves it to one who may."""
    return digest_of(salt + canonical(value))


def seal(commit: Commit, is_guarded: Callable[[str, str], bool]) -> Sealed:
    """Turns a commit into bytes; cells for which `is_guarded(table, column)` become commitments.

    So do all cells of a sample: samples never leave this copy, and a log must not be torn.
    """
    openings = _Openings()
    ops = [
        [op.table, op.row.bytes, _sealed_cells(index, op, openings, is_guarded)]
        for index, op in enumerate(commit.ops)
    ]
    body = canonical(_header(commit) | {"ops": ops})
    packed = canonical(openings.values) if openings.values else None
    return Sealed(body, digest_of(body), packed)


def _sealed_cells(
    index: int, op: Op, openings: _Openings, is_guarded: Callable[[str, str], bool]
) -> dict[str, Any]:
    is_sample = op.cells.get(SAMPLE) is True
    return {
        name: openings.commit_to(index, name, value)
        if (is_sample and name != SAMPLE) or (is_guarded(op.table, name) and value is not None)
        else value
        for name, value in op.cells.items()
    }


def _header(commit: Commit) -> dict[str, Any]:
    return {
        "replica": commit.replica.bytes,
        "seq": commit.seq,
        "prev": commit.prev,
        "deps": [[head.replica.bytes, head.seq, head.hash] for head in commit.deps],
        "lamport": commit.lamport,
        "wall": commit.wall,
        "time_quality": commit.time_quality,
        "author": commit.author,
        "schema": commit.schema,
        "reason": commit.reason,
        "action": commit.action,
        "target": commit.target,
    }


def unseal(body: bytes, openings: bytes | None) -> Commit:
    """Reads a commit back; a guarded cell whose opening is missing or false is left out."""
    return commit_of(cbor2.loads(body), openings)


def commit_of(raw: Mapping[str, Any], openings: bytes | None) -> Commit:
    """The same of a body that was decoded already."""
    values = _opening_values(openings) if openings else _NOTHING
    ops = [_opened(op, values.get(index, _NOTHING)) for index, op in enumerate(raw["ops"])]
    deps = [Head(familiar_id(r), seq, tip) for r, seq, tip in raw["deps"]] if raw["deps"] else ()
    replica, seq, prev, *rest = _PLAIN(raw)
    return Commit._make((familiar_id(replica), seq, prev, tuple(deps), *rest, tuple(ops)))


_PLAIN = itemgetter(
    *("replica", "seq", "prev", "lamport", "wall", "time_quality"),
    *("author", "schema", "reason", "action", "target"),
)
_NOTHING: Final[Mapping[Any, Any]] = MappingProxyType({})


def _opened(op: Sequence[Any], openings: Mapping[str, Any]) -> Op:
    table, row, cells = op
    if dict not in map(type, cells.values()):
        return Op(table, id_of(row), cells)
    known = dict(_opened_cells(cells, openings))
    return Op(table, id_of(row), known, frozenset(cells.keys() - known.keys()))


def _opened_cells(
    cells: Mapping[str, Any], openings: Mapping[str, Any]
) -> Iterable[tuple[str, Wire]]:
    for name, value in cells.items():
        if not isinstance(value, dict):
            yield name, value
        elif _opens(openings.get(name), value):
            yield name, openings[name][1]


def _opens(opening: Any, value: Any) -> bool:
    """Whether a salt and a value are those that a cell was committed to."""
    try:
        salt, hidden = opening
        return bool(commitment(salt, hidden) == value[COMMITMENT])
    except (TypeError, ValueError):
        return False


def _opening_values(openings: bytes | None) -> Mapping[int, Mapping[str, Any]]:
    """The salts and values by op and column; none when they were erased or spoilt."""
    try:
        values = cbor2.loads(openings) if openings else {}
    except cbor2.CBORDecodeError:
        return {}
    return values if isinstance(values, dict) else {}


def openings_hold(body: bytes, openings: bytes | None) -> bool:
    """Whether what is still kept of the guarded values is what was committed to."""
    return openings is None or openings_match(cbor2.loads(body)["ops"], openings)


def openings_match(ops: Sequence[Any], openings: bytes) -> bool:
    """The same for the ops of a body that was decoded already."""
    values = _opening_values(openings)
    return bool(values) == bool(openings) and all(
        index < len(ops) and _opens(opening, ops[index][2].get(name))
        for index, cells in values.items()
        for name, opening in cells.items()
    )
