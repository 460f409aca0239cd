"""Fingerprints of pictures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianti_desktop.domain.similar import Likeness, difference_hash, distance, likenesses

fingerprints = st.integers(0, 2**64 - 1).map(lambda bits: f"{bits:016x}")


def test_a_row_that_grows_darker_sets_every_bit() -> None:
    assert difference_hash(bytes(range(90, 0, -10)) * 8) == "f" * 16


def test_a_row_that_grows_lighter_and_an_even_one_set_none() -> None:
    assert difference_hash(bytes(range(9)) * 8) == "0" * 16
    assert difference_hash(bytes(72)) == "0" * 16


def test_the_first_point_of_the_first_row_is_the_highest_bit() -> None:
    assert difference_hash(b"\x01" + bytes(71)) == "8000000000000000"


def test_too_few_grey_points_are_a_bug() -> None:
    with pytest.raises(ValueError, match="72"):
        difference_hash(bytes(71))


@given(fingerprints, fingerprints)
def test_distance_is_the_same_both_ways_and_nothing_to_oneself(one: str, other: str) -> None:
    assert distance(one, one) == 0
    assert distance(one, other) == distance(other, one) <= 64


def test_likenesses_come_nearest_first_and_stop_at_the_limit() -> None:
    known = (("far", "00000000000007ff"), ("edge", "00000000000003ff"), ("same", "0" * 16))
    assert likenesses("0" * 16, known) == (Likeness("same", 0), Likeness("edge", 10))


@given(fingerprints, st.lists(st.tuples(st.text(max_size=3), fingerprints)), st.integers(0, 64))
def test_likenesses_are_exactly_those_within_the_limit(
    one: str, known: list[tuple[str, str]], limit: int
) -> None:
    found = likenesses(one, known, up_to=limit)
    expected = sorted((distance(one, bits), key) for key, bits in known)
    assert [(like.distance, like.key) for like in found] == [e for e in expected if e[0] <= limit]
