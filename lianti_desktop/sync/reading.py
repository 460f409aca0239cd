"""Commits from bytes that came from outside: bounded, canonical, of the types expected.

Every import reads every commit here, so what is checked is checked many at a time where that is
possible: all thirteen types of a commit in one look, the form of its bytes by a quicker reader.
"""

from operator import itemgetter
from typing import Any, Final, NamedTuple

from lianti_desktop.storage.log import quick_cbor
from lianti_desktop.storage.log.commit import Commit, commit_of, digest_of, openings_match
from lianti_desktop.sync import wire
from lianti_desktop.sync.package import Carried
from lianti_desktop.sync.refusal import Reason, RefusedError

_PARTS = itemgetter(
    *("ops", "seq", "deps", "prev", "wall", "action", "author", "reason", "schema", "target"),
    *("lamport", "replica", "time_quality"),
)
_NOTHING: Final = type(None)
_TYPES: Final = frozenset(
    (*(list, int, list, prev, str, str, str, str, int, target), *(int, bytes, int))
    for prev in (bytes, _NOTHING)
    for target in (bytes, _NOTHING)
)
_FLAT: Final = frozenset((str, bytes, bool, int, _NOTHING))
"""What has but one form in CBOR, unlike fractions."""
_LARGEST = 1 << 53
_MOST_QUALITY = 2
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
        raw = _quickly(body)
        is_right = raw is not None
        if raw is None:
            raw = wire.decoded(body, Reason.BAD_COMMIT)
            is_right = _is_plain(raw) and all(map(_is_named_by_text, raw["ops"]))
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


def _quickly(body: bytes) -> Any:
    """What the bytes say where it is what nearly all commits hold; None where care is needed."""
    raw = quick_cbor.decode(body) if len(body) <= wire.SMALL_PIECE else None
    is_usual = raw is not None and _is_plain(raw) and all(map(_is_flat, raw["ops"]))
    return raw if is_usual else None


def _is_named_by_text(op: Any) -> bool:
    return all(type(name) is str for name in op[2])


def _is_flat(op: Any) -> bool:
    cells = op[2].values()
    return _FLAT.issuperset(map(type, cells)) or all(map(_is_shallow, cells))


def _is_shallow(value: Any) -> bool:
    """A list or the commitment to a guarded value, besides what is flat."""
    kind = type(value)
    if kind is list:
        return _FLAT.issuperset(map(type, value))
    return kind in _FLAT or (kind is dict and _FLAT.issuperset(map(type, value.values())))
