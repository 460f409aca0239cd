"""Runs of numbers say which files are held, and nothing from outside can make them lie."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianti_desktop.domain.ids import new_id
from lianti_desktop.storage.log.commit import Head
from lianti_desktop.sync.refusal import RefusedError
from lianti_desktop.sync.statement import (
    MOST_LOGS,
    Holding,
    Statement,
    is_in,
    keepable,
    kept_statement,
    read_statement,
    runs_of,
)
from lianti_desktop.sync.tiers import Tier


@given(st.sets(st.integers(1, 60)))
def test_runs_hold_exactly_the_numbers_they_were_made_of(numbers: set[int]) -> None:
    runs = runs_of(numbers)
    assert {number for number in range(70) if is_in(number, runs)} == numbers
    assert list(runs) == sorted(runs)


def test_many_numbers_are_few_runs() -> None:
    assert runs_of([*range(1, 7), *range(8, 41)]) == (1, 6, 8, 40)
    assert runs_of([5]) == (5, 5)
    assert runs_of([]) == ()


def test_a_statement_is_kept_and_read_back() -> None:
    head = Head(new_id(), 9, bytes(32))
    said = Statement(
        Tier.ORIGINAL, (Holding(head, {"media.file": (1, 4)}, {"media.file": (1, 3)}),)
    )
    assert kept_statement(keepable(said)) == said
    assert kept_statement(None) == Statement()
    assert read_statement({"wants": "poster", "logs": []}).wants is Tier.SCREEN


def entry(**changed: Any) -> list[Any]:
    parts = {"replica": bytes(16), "seq": 1, "hash": bytes(32), "files": {}, "thumbnails": {}}
    return list((parts | changed).values())


@pytest.mark.parametrize(
    "logs",
    [
        [entry(replica=b"x")],
        [entry(files={"media.file": [1]})],
        [entry(files={"media.file": [3, 1]})],
        [entry(files={"media.file": [0, 1]})],
        [entry(files={1: [1, 1]})],
        [entry(thumbnails={"media.file": "1-9"})],
        [entry()[:-1]],
        [entry()] * (MOST_LOGS + 1),
        {},
    ],
)
def test_what_is_no_statement_is_refused(logs: Any) -> None:
    with pytest.raises(RefusedError):
        read_statement({"wants": "screen", "logs": logs})
