"""CBOR from outside is bounded, canonical and of the types expected."""

import tracemalloc

import pytest

from lianti_desktop.storage.log.commit import canonical
from lianti_desktop.sync import wire
from lianti_desktop.sync.refusal import Reason, RefusedError


def test_canonical_bytes_are_read() -> None:
    value = {"a": [1, b"x", "文", None, True, 1.5]}
    assert wire.decoded(canonical(value)) == value


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x18\x01",  # a small number written long
        b"\xbf\x61a\x01\xff",  # a map without a length
        b"\xa2\x61a\x01\x61a\x02",  # a name twice
        b"\x01\x02",  # something behind
        b"\x9b\x00\x00\x00\x00\x3b\x9a\xca\x00",  # a thousand million parts announced
        b"\x5b\x00\x00\x00\x00\x3b\x9a\xca\x00",
        b"\x81" * 1000,  # nested a thousand deep
        b"\xd8\x1c\x81\xd8\x1d\x00",  # a list that contains itself
        b"\xc1\x01",  # a date
        b"\xc2\x49\x01" + bytes(8),  # a number beyond 64 bits
        b"\xda\x00\x01\x11\x70\x00",  # a tag that nobody knows
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedError):
        wire.decoded(data)


@pytest.mark.must_hold(22)
def test_a_bomb_of_empty_lists_is_refused_before_it_is_built() -> None:
    bomb = b"\x9a\x00\x4c\x4b\x40" + b"\x80" * 5_000_000
    tracemalloc.start()
    with pytest.raises(RefusedError) as refused:
        wire.decoded(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refused.value.reason is Reason.TOO_LARGE
    assert peak < 20_000_000


@pytest.mark.parametrize("value", [None, True, "1", -1, 1 << 60])
def test_a_number_is_a_number_and_not_absurd(value: object) -> None:
    with pytest.raises(RefusedError):
        wire.whole({"n": value}, "n")
    assert wire.whole({"n": 3}, "n") == 3


def test_an_id_has_sixteen_bytes() -> None:
    assert wire.identifier({"i": bytes(16)}, "i").int == 0
    with pytest.raises(RefusedError):
        wire.identifier({"i": bytes(15)}, "i")
