"""Files in the stream of a package: read as they were written, bounded whatever is announced."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianti_desktop.sync import parcels
from lianti_desktop.sync.parcels import Flow
from lianti_desktop.sync.refusal import Reason, RefusedError


def stream(*contents: bytes) -> bytes:
    return b"".join(hashlib.sha256(one).digest() + len(one).to_bytes(8) + one for one in contents)


def read(flow: Flow, largest: int = 1000) -> list[bytes]:
    return [b"".join(flow.pieces(size)) for _, size in flow.parcels(largest)]


@given(st.lists(st.binary(max_size=60), unique=True, max_size=6), st.integers(1, 50))
def test_cuts_may_fall_anywhere(contents: list[bytes], cut: int) -> None:
    whole = stream(*contents)
    segments = [whole[at : at + cut] for at in range(0, len(whole), cut)]
    assert read(Flow(segments)) == contents


@pytest.mark.parametrize("cut", [1, 39, 41, 44])
def test_a_stream_that_breaks_off_is_refused(cut: int) -> None:
    with pytest.raises(RefusedError) as refused:
        read(Flow([stream(b"12345")[:cut]]))
    assert refused.value.reason is Reason.BAD_SEGMENT


def test_a_length_beyond_the_limit_is_refused_before_anything_is_read() -> None:
    announced = bytes(32) + (1 << 62).to_bytes(8)
    with pytest.raises(RefusedError) as refused:
        read(Flow([announced]))
    assert refused.value.reason is Reason.TOO_LARGE


def test_a_name_comes_once() -> None:
    with pytest.raises(RefusedError) as refused:
        read(Flow([stream(b"") * 2]))
    assert refused.value.reason is Reason.BAD_SEGMENT


def test_names_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parcels, "MOST_PARCELS", 3)
    many = b"".join(number.to_bytes(32) + bytes(8) for number in range(4))
    with pytest.raises(RefusedError) as refused:
        read(Flow([many]))
    assert refused.value.reason is Reason.TOO_LARGE
