"""The quick way to canonical CBOR gives the same bytes as the careful one, or steps aside."""

from typing import Any
from uuid import UUID

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianti_desktop.storage.log import quick_cbor
from lianti_desktop.storage.log.commit import canonical

ADDRESS_LIKE = st.builds(
    lambda head, rest, size: (head + rest)[:size],
    st.sampled_from([b"\x01\x55\x00\x0c", b"\x01\x71\x12\x20", b"\x12\x20", b"\x01", b"\x00"]),
    st.binary(min_size=40, max_size=40),
    st.sampled_from([16, 32, 34, 36, 37]),
)
WITH_TAG = st.builds(
    lambda before, after: before + b"\xd8\x2a\x51\x00" + after, st.binary(), st.binary()
)
PLAIN = (
    st.none()
    | st.booleans()
    | st.integers(-(2**64), 2**64 - 1)
    | st.text()
    | st.binary()
    | ADDRESS_LIKE
    | WITH_TAG
)
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)
)


@given(VALUES)
def test_it_writes_what_the_careful_way_writes(value: Any) -> None:
    assert quick_cbor.encode(value) == canonical(value)


@given(VALUES)
def test_it_reads_what_was_written(value: Any) -> None:
    data = canonical(value)
    read = quick_cbor.decode(data)
    assert (read == value and canonical(read) == data) or (read is None)


@pytest.mark.parametrize("size", [16, 32])
def test_an_id_or_hash_that_looks_like_a_content_address_is_read_quickly(size: int) -> None:
    value = {"row": (b"\x01\x55\x00" + bytes([size - 4]) + bytes(size))[:size], "name": "李"}
    assert quick_cbor.libipld.encode_dag_cbor(value) != canonical(value)
    assert quick_cbor.encode(value) == canonical(value)
    assert quick_cbor.decode(canonical(value)) == value


@pytest.mark.parametrize("value", [{1: "a"}, (1, 2), 2**70, UUID(int=1).bytes * 3, {"a": {2: 3}}])
def test_what_the_other_form_does_not_know_is_written_all_the_same(value: Any) -> None:
    assert quick_cbor.encode(value) == canonical(value)


@given(st.binary(max_size=60) | st.builds(cbor2.dumps, VALUES | st.floats(allow_nan=False)))
def test_bytes_that_are_not_the_only_form_are_never_read(data: bytes) -> None:
    value = quick_cbor.decode(data)
    if value is not None and b"\xfb" not in data:
        assert canonical(value) == data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x18\x01",
        b"\x01\x01",
        b"\xa2\x61b\x01\x61a\x02",
        b"\xa2\x61a\x01\x61a\x02",
        b"\xa1\x01\x02",
        b"\x9f\x01\xff",
        b"\xc0\x61a",
        b"\xd8\x2a\x51\x00\x01\x55\x00\x0c" + bytes(12),
        b"\x9b" + b"\x7f" * 8,
        b"\xbb" + b"\x7f" * 8,
        b"\x7b" + b"\x7f" * 8,
        b"\x81" * 100_000 + b"\x01",
        b"\x62\xc3\x28",
        b"\xf9\x3c\x00",
    ],
)
def test_hostile_bytes_are_left_to_the_careful_reader(data: bytes) -> None:
    assert quick_cbor.decode(data) is None
