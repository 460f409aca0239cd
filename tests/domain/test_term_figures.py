"""次, 节次, 人次: each by its rule; estimates apart; shares rounded half away from zero."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianti_desktop.domain.heads import Heads
from lianti_desktop.domain.term_figures import (
    Count,
    TermFigures,
    counted,
    percent,
    total,
)


def test_party_members_are_among_the_staff_unless_counted_alone() -> None:
    assert Heads(staff=12, pupils=40, party=5).people == 52
    assert Heads(party=5).people == 5
    assert Heads(staff=0, party=5).people == 0
    assert Heads().people is None


def test_estimates_never_enter_the_exact_sum() -> None:
    parts = [
        counted(30, is_estimated=True),
        counted(12, is_estimated=False),
        counted(None, is_estimated=True),
    ]
    assert total(parts) == Count(12, 30)


@pytest.mark.parametrize(
    ("count", "words", "spoken"),
    [
        (Count(312), "312", "参与 312 人次"),
        (Count(312, 40), "312（另约40）", "参与 312 人次（另有约 40 人次）"),
        (Count(0, 40), "约40", "参与约 40 人次"),
        (Count(), "0", "参与 0 人次"),
    ],
)
def test_a_count_is_written_and_spoken(count: Count, words: str, spoken: str) -> None:
    assert count.words == words
    assert count.said_of("参与") == spoken


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (25, 30, "83.3"),
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (1, 16, "6.3"),
        (0, 9, "0.0"),
        (9, 9, "100.0"),
    ],
)
def test_shares_have_one_decimal(part: int, whole: int, shown: str) -> None:
    assert percent(part, whole) == shown


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_is_the_nearest_tenth(part: int, whole: int) -> None:
    tenths = int(percent(part, whole).replace(".", ""))
    assert abs(tenths * whole - part * 1000) * 2 <= whole


def test_a_share_that_nobody_can_know_is_a_dash() -> None:
    assert TermFigures("学期", persons=None, eligible=30).people_share == "—"
    assert TermFigures("学期", persons=3, eligible=0).people_share == "—"
    assert TermFigures("学期", persons=25, eligible=30).people_share == "83.3%"
