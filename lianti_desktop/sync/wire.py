"""Reading CBOR from outside: bounded, canonical, and of the types expected.

Nothing is allocated by a declared length: what is read is at most what lies in the bytes, and the
number of values is counted before a large piece is decoded.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, NoReturn, TypeVar
from uuid import UUID

import cbor2

from lianti_desktop.storage.log.commit import canonical
from lianti_desktop.sync.refusal import Reason, RefusedError

T = TypeVar("T")
Raw = Mapping[str, Any]

DEEPEST: Final = 8
SMALL_PIECE: Final = 256 * 1024
MOST_CONTAINERS: Final = 400_000
MOST_VALUES: Final = 4_000_000
ID_BYTES: Final = 16
HASH_BYTES: Final = 32
ERRORS = (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError, EOFError)
_CONTAINERS: Final = (4, 5)
_ARGUMENT_BYTES: Final = {24: 1, 25: 2, 26: 4, 27: 8}
_STRINGS = (2, 3)


def _refuse_tag(*_: Any) -> NoReturn:
    """Tags are no part of our format; two of them make a few bytes speak of endless lists."""
    raise ValueError("a tag")


_NO_TAGS: Final = MappingProxyType(dict.fromkeys(range(1 << 16), _refuse_tag))
"""For those that the library would follow by itself; the rest are given to its hook."""


def loaded(data: bytes, reason: Reason = Reason.DAMAGED) -> Any:
    """The value of CBOR within bounds; whether its form is canonical is left to be asked."""
    try:
        if len(data) > SMALL_PIECE and _is_too_much(data):
            raise RefusedError(Reason.TOO_LARGE)
        return cbor2.loads(
            data,
            tag_hook=_refuse_tag,
            semantic_decoders=_NO_TAGS,
            max_depth=DEEPEST,
            allow_indefinite=False,
            allow_duplicate_keys=False,
        )
    except ERRORS as error:
        raise RefusedError(reason) from error


def decoded(data: bytes, reason: Reason = Reason.DAMAGED) -> Any:
    """The value of canonical CBOR; any other bytes are refused for this reason."""
    value = loaded(data, reason)
    try:
        if canonical(value) == data:
            return value
    except ERRORS as error:
        raise RefusedError(reason) from error
    raise RefusedError(reason)


def _is_too_much(data: bytes) -> bool:
    """Whether there are more values than a program of ours writes, found without building any."""
    values = containers = at = 0
    while at < len(data) and values <= MOST_VALUES and containers <= MOST_CONTAINERS:
        major, low = data[at] >> 5, data[at] & 31
        width = _ARGUMENT_BYTES.get(low, 0)
        argument = int.from_bytes(data[at + 1 : at + 1 + width]) if width else low
        at += 1 + width + (argument if major in _STRINGS else 0)
        values += 1
        containers += major in _CONTAINERS
    return values > MOST_VALUES or containers > MOST_CONTAINERS


def part(raw: Any, name: str, kind: type[T]) -> T:
    """A part of a map, of exactly this type."""
    value = raw.get(name) if isinstance(raw, dict) else None
    if type(value) is not kind:
        raise RefusedError(Reason.DAMAGED)
    return value


def whole(raw: Any, name: str, most: int = 1 << 53) -> int:
    """A number that is not negative and not absurd."""
    value = part(raw, name, int)
    if not 0 <= value < most:
        raise RefusedError(Reason.DAMAGED)
    return value


def fixed(raw: Any, name: str, size: int = HASH_BYTES) -> bytes:
    """Bytes of exactly this length."""
    value = part(raw, name, bytes)
    if len(value) != size:
        raise RefusedError(Reason.DAMAGED)
    return value


def identifier(raw: Any, name: str) -> UUID:
    """An id of 16 bytes."""
    return UUID(bytes=fixed(raw, name, ID_BYTES))


def identifiers(raw: Any, name: str) -> tuple[UUID, ...]:
    """A list of ids."""
    return tuple(_as_id(value) for value in part(raw, name, list))


def _as_id(value: Any) -> UUID:
    if type(value) is not bytes or len(value) != ID_BYTES:
        raise RefusedError(Reason.DAMAGED)
    return UUID(bytes=value)


def optional(raw: Any, name: str) -> UUID | None:
    """An id or nothing."""
    return None if isinstance(raw, dict) and raw.get(name) is None else identifier(raw, name)
