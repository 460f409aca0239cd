"""Changes inputs so that they stay canonical CBOR: random bytes never get past its form.

A value somewhere in an input is replaced by another one, doubled, left out or put in a wrong place;
what holds CBOR in bytes (a registry in a manifest, a certificate in a registry) is changed inside.
"""

import random
from collections.abc import Callable
from typing import Any

from lianti_desktop.storage.log.commit import canonical
from lianti_desktop.sync import wire
from lianti_desktop.sync.refusal import RefusedError
from tests.sync.fuzz.targets import TARGETS

SIGNATURE = 64
FRAME = 4
ODD: tuple[Any, ...] = (
    *(None, True, 0, 1, 23, 24, 255, 1 << 31, (1 << 53) - 1, 1 << 53, (1 << 64) - 1, 1 << 70, -1),
    *(0.5, float("inf"), float("nan"), "", "..\\", "CON", "\u202e", "\x00", "校" * 300, b""),
    *(
        b"\x00" * 16,
        b"\xff" * 32,
        b"\x80" * 64,
        [],
        {},
        [[[[[[[[[]]]]]]]]],
        {1: 2},
        {"c": bytes(32)},
    ),
)
WRAPPINGS = {"manifest": 0, "commit": 0, "registry": SIGNATURE, "request": SIGNATURE}
"""Parsers of CBOR, and how many bytes stand behind it."""

Value = Any


def mutated(data: bytes, most: int, seed: int, otherwise: Callable[[bytes, int], bytes]) -> bytes:
    """Half of the inputs are changed as CBOR, where they are such; the rest byte by byte."""
    chance = random.Random(seed)
    parser = list(TARGETS)[data[0] % len(TARGETS)] if data else ""
    if chance.random() < 0.5 and parser in (*WRAPPINGS, "segment"):
        changed = _changed(parser, data[1:], chance)
        if changed is not None and len(changed) < most:
            return data[:1] + changed
    return otherwise(data, most)


def _changed(parser: str, data: bytes, chance: random.Random) -> bytes | None:
    """The input of a parser with a value changed; None where there is no CBOR in it."""
    if parser == "segment":
        size = int.from_bytes(data[2 : 2 + FRAME])
        body = _as_cbor(data[2 + FRAME : 2 + FRAME + size], chance)
        rest = data[2 + FRAME + size :]
        return body and b"\0\0" + len(body).to_bytes(FRAME) + body + (rest or bytes(FRAME))
    if parser == "request":
        head, divider, data = data.partition(b"---\n")
        body = _as_cbor(data[:-SIGNATURE], chance)
        return body and head + divider + body + data[-SIGNATURE:]
    end = len(data) - WRAPPINGS[parser]
    body = _as_cbor(data[:end], chance)
    return body and body + data[end:]


def _as_cbor(data: bytes, chance: random.Random) -> bytes | None:
    try:
        return canonical(_other(wire.loaded(data), chance))
    except (RefusedError, *wire.ERRORS):
        return None


def _other(value: Value, chance: random.Random) -> Value:
    """The value with something in it changed."""
    if chance.random() < 0.12:
        return chance.choice(ODD)
    if isinstance(value, dict) and value:
        return _in_map(value, chance)
    if isinstance(value, list) and value:
        return _in_list(value, chance)
    if isinstance(value, bytes) and len(value) > SIGNATURE:
        inner = _as_cbor(value[:-SIGNATURE], chance)
        return chance.choice(ODD) if inner is None else inner + value[-SIGNATURE:]
    if isinstance(value, int) and not isinstance(value, bool):
        return value + chance.choice((-1, 1, 255, -value))
    return chance.choice(ODD)


def _in_map(value: dict[Any, Value], chance: random.Random) -> dict[Any, Value]:
    name = chance.choice(list(value))
    deed = chance.randrange(8)
    if deed == 0:
        return {key: kept for key, kept in value.items() if key != name}
    if deed == 1:
        return value | {chance.choice(("later", name, 7)): chance.choice(ODD)}
    return value | {name: _other(value[name], chance)}


def _in_list(value: list[Value], chance: random.Random) -> list[Value]:
    place = chance.randrange(len(value))
    deed = chance.randrange(8)
    if deed == 0:
        return value[:place] + value[place + 1 :]
    if deed == 1:
        return [*value, *value[place:]]
    return [*value[:place], _other(value[place], chance), *value[place + 1 :]]
