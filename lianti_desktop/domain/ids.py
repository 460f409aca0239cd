"""Identifiers of records: UUID version 7 (RFC 9562), so that rows made later sort later."""

import secrets
import time
from functools import lru_cache
from uuid import UUID, SafeUUID

_VERSION = 0x7 << 76
_VARIANT = 0x2 << 62


def new_id() -> UUID:
    """A fresh identifier: 48 bits of milliseconds since 1970, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000 & (1 << 48) - 1
    return UUID(
        int=milliseconds << 80
        | _VERSION
        | secrets.randbits(12) << 64
        | _VARIANT
        | secrets.randbits(62)
    )


def id_of(number: bytes) -> UUID:
    """The identifier with these 16 bytes, made without asking in how many ways it may be given."""
    made = object.__new__(UUID)
    object.__setattr__(made, "int", int.from_bytes(number))
    object.__setattr__(made, "is_safe", SafeUUID.unknown)
    return made


@lru_cache(maxsize=1024)
def familiar_id(number: bytes) -> UUID:
    """The identifier of something met again and again, such as a school or a copy."""
    return UUID(bytes=number)
