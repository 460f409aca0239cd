"""Commits from bytes that came from outside: bounded, canonical, of the types expected.

Every import reads every commit here, so what is checked is checked many at a time where that is
possible: all thirteen types of a commit in one look, the order of its names by those met before.
"""

from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final, NamedTuple

import cbor2

from lianti_desktop.storage.log.commit import (
    Commit,
    canonical,
    commit_of,
    digest_of,
    openings_match,
)
from lianti_desktop.sync import wire
from lianti_desktop.sync.package import Carried
from lianti_desktop.sync.refusal import Reason, RefusedError

_ORDER: Final = (
    *("ops", "seq", "deps", "prev", "wall", "action", "author", "reason", "schema", "target"),
    *("lamport", "replica", "time_quality"),
)
"""The parts of a commit in canonical order."""
_PARTS = itemgetter(*_ORDER)
_NOTHING: Final = type(None)
_TYPES: Final = frozenset(
    (*(list, int, list, prev, str, str, str, str, int, target), *(int, bytes, int))
    for prev in (bytes, _NOTHING)
    for target in (bytes, _NOTHING)
)
_FLAT: Final = frozenset((str, bytes, bool, int, _NOTHING))
"""What has but one form in CBOR; fractions and maps with several names have more."""
_LARGEST = 1 << 53
_MOST_QUALITY = 2
_MANY_NAMES = 100
_MISTAKES = (*wire.ERRORS, KeyError, AttributeError)


class Arrived(NamedTuple):
    """A commit that was read: its hash, its bytes and what they say."""

    tip: bytes
    body: bytes
    openings: bytes | None
    commit: Commit


def read_commit(carried: Carried) -> Arrived:
    """A commit from its bytes; RefusedError when no program of ours can have written them."""
    body, openings = carried
    try:
        raw = wire.loaded(body, Reason.BAD_COMMIT)
        is_right = _is_plain(raw) and _is_canonical(raw, body)
        if is_right and openings is not None:
            wire.decoded(openings, Reason.BAD_COMMIT)
            is_right = openings_match(raw["ops"], openings)
        commit = commit_of(raw, openings) if is_right else None
    except RefusedError as refusal:
        is_large = refusal.reason is Reason.TOO_LARGE
        raise RefusedError(Reason.TOO_LARGE if is_large else Reason.BAD_COMMIT) from refusal
    except _MISTAKES as error:
        raise RefusedError(Reason.BAD_COMMIT) from error
    if commit is None:
        raise RefusedError(Reason.BAD_COMMIT)
    return Arrived(digest_of(body), body, openings, commit)


def _is_plain(raw: Any) -> bool:
    """Types and bounds of everything that is used without looking again."""
    parts = _PARTS(raw)
    if tuple(map(type, parts)) not in _TYPES:
        return False
    ops, seq, deps, prev, _, _, _, _, schema, target, lamport, replica, quality = parts
    return (
        0 < seq < _LARGEST
        and 0 < lamport < _LARGEST
        and 0 <= quality <= _MOST_QUALITY
        and 0 <= schema < _LARGEST
        and len(replica) == wire.ID_BYTES
        and (prev is None or len(prev) == wire.HASH_BYTES)
        and (target is None or len(target) == wire.HASH_BYTES)
        and all(map(_is_plain_head, deps))
        and all(map(_is_plain_op, ops))
    )


def _is_plain_head(head: Any) -> bool:
    if type(head) is not list or tuple(map(type, head)) != (bytes, int, bytes):
        return False
    replica, seq, tip = head
    return 0 <= seq < _LARGEST and (len(replica), len(tip)) == (wire.ID_BYTES, wire.HASH_BYTES)


def _is_plain_op(op: Any) -> bool:
    if type(op) is not list or tuple(map(type, op)) != (str, bytes, dict):
        return False
    return len(op[1]) == wire.ID_BYTES


def _is_canonical(raw: Any, body: bytes) -> bool:
    """Whether the bytes are the only ones that say this, and all cells are named by text; `raw` is
    known to be plain.

    Where the names are in order and the values have one form, encoding them as they stand tells
    it, in half the time that sorting them anew takes.
    """
    ops = raw["ops"]
    if tuple(raw) == _ORDER and not raw["deps"] and all(map(_is_straight, ops)):
        return bool(cbor2.dumps(raw) == body)
    return canonical(raw) == body and all(_are_text(op[2]) for op in ops)


def _is_straight(op: Any) -> bool:
    cells = op[2]
    if len(cells) > _MANY_NAMES or not _are_in_order(tuple(cells)):
        return False
    return _FLAT.issuperset(map(type, cells.values())) or all(map(_has_one_form, cells.values()))


def _has_one_form(value: Any) -> bool:
    """A list of such, or the commitment to a guarded value, besides what is flat."""
    if type(value) is list:
        return all(map(_has_one_form, value))
    if type(value) is dict:
        return len(value) == 1 and all(map(_has_one_form, (*value, *value.values())))
    return type(value) in _FLAT


@lru_cache(maxsize=4096)
def _are_in_order(names: tuple[Any, ...]) -> bool:
    """Whether all are text and canonical CBOR would leave them in a map as they stand."""
    return _are_text(names) and tuple(cbor2.loads(canonical(dict.fromkeys(names)))) == names


def _are_text(names: Iterable[Any]) -> bool:
    return all(type(name) is str for name in names)
