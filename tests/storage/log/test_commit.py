"""Commits as bytes: one form only, and values that may be hidden and still be proved."""

from datetime import date
from uuid import UUID

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianti_desktop.domain.words import SiteRole
from lianti_desktop.storage.log.commit import (
    Cells,
    Commit,
    Head,
    Op,
    canonical,
    digest_of,
    from_wire,
    openings_hold,
    seal,
    to_wire,
    unseal,
)

REPLICA, ROW = UUID(int=7), UUID(int=9)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
    st.binary(min_size=16, max_size=16),
)
CELLS = st.dictionaries(st.text(min_size=1), SCALARS | st.lists(st.text()))


def commit_of(*ops: Op) -> Commit:
    return Commit(
        replica=REPLICA,
        seq=3,
        prev=b"p" * 32,
        deps=(Head(UUID(int=8), 2, b"d" * 32),),
        lamport=12,
        wall="2026-03-12T08:30:00+08:00",
        time_quality=1,
        author="李文秀（教务员）",
        schema=2,
        reason="修改 手机",
        action="do",
        target=None,
        ops=ops,
    )


def guards(*names: str) -> object:
    return lambda table, column: column in names


def test_the_hash_is_that_of_the_body() -> None:
    sealed = seal(commit_of(Op("staff", ROW, {"name": "李文秀"})), guards())
    assert sealed.hash == digest_of(sealed.body)
    assert len(sealed.hash) == 32
    assert sealed.openings is None


@given(st.lists(CELLS, max_size=4))
def test_a_commit_is_read_back_as_it_was_written(written: list[Cells]) -> None:
    commit = commit_of(*(Op("staff", UUID(int=n), cells) for n, cells in enumerate(written)))
    sealed = seal(commit, guards("phone"))
    assert unseal(sealed.body, sealed.openings) == commit


@given(CELLS)
def test_the_order_in_which_cells_were_set_does_not_change_the_bytes(cells: Cells) -> None:
    turned = dict(reversed(cells.items()))
    assert canonical(cells) == canonical(turned)


@given(st.text(min_size=4), st.integers(0, 3))
def test_a_guarded_value_is_nowhere_in_the_body(value: str, place: int) -> None:
    cells: Cells = {f"plain{n}": "x" for n in range(place)}
    sealed = seal(commit_of(Op("staff", ROW, {**cells, "phone": "〇" + value})), guards("phone"))
    assert ("〇" + value).encode() not in sealed.body
    assert ("〇" + value).encode() in (sealed.openings or b"")


def test_two_commitments_to_the_same_value_differ() -> None:
    commit = commit_of(Op("staff", ROW, {"phone": "13800138000"}))
    bodies = {seal(commit, guards("phone")).body for _ in range(5)}
    assert len(bodies) == 5


def test_nothing_is_committed_to_where_there_is_no_value() -> None:
    sealed = seal(commit_of(Op("staff", ROW, {"phone": None})), guards("phone"))
    assert sealed.openings is None
    assert unseal(sealed.body, None).ops[0].cells == {"phone": None}


def test_a_guarded_value_whose_opening_is_gone_is_left_out() -> None:
    sealed = seal(commit_of(Op("staff", ROW, {"phone": "1", "name": "李"})), guards("phone"))
    assert unseal(sealed.body, None).ops[0].cells == {"name": "李"}
    assert openings_hold(sealed.body, None)


def test_one_opening_of_several_can_be_erased() -> None:
    sealed = seal(commit_of(Op("staff", ROW, {"phone": "1", "id_last4": "2"})), _both())
    values = cbor2.loads(sealed.openings or b"")
    del values[0]["phone"]
    rest = canonical(values)
    assert unseal(sealed.body, rest).ops[0].cells == {"id_last4": "2"}
    assert openings_hold(sealed.body, rest)


def _both() -> object:
    return guards("phone", "id_last4")


@pytest.mark.parametrize(
    "false",
    [
        canonical({0: {"phone": [b"s" * 16, "2"]}}),
        canonical({0: {"phone": [b"s" * 16]}}),
        canonical({0: {"phone": 5}}),
        canonical({0: {"phone": ["no salt", "1"]}}),
        canonical([1, 2]),
        b"\xff\x00",
    ],
)
def test_a_false_opening_is_not_believed(false: bytes) -> None:
    sealed = seal(commit_of(Op("staff", ROW, {"phone": "1"})), guards("phone"))
    assert openings_hold(sealed.body, sealed.openings)
    assert unseal(sealed.body, false).ops[0].cells == {}
    assert not openings_hold(sealed.body, false)


@pytest.mark.parametrize("place", [{5: {"phone": [b"s", "1"]}}, {0: {"name": [b"s", "1"]}}])
def test_an_opening_for_what_was_never_committed_to_is_noticed(place: object) -> None:
    sealed = seal(commit_of(Op("staff", ROW, {"name": "1"})), guards("phone"))
    assert not openings_hold(sealed.body, canonical(place))


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        (UUID(int=5), UUID(int=5).bytes),
        (date(2026, 3, 12), "2026-03-12"),
        (SiteRole.CORE, "core"),
        (("a", SiteRole.CORE), ["a", "core"]),
        ([["a", "b"]], [["a", "b"]]),
        (True, True),
        (None, None),
        (12.5, 12.5),
    ],
)
def test_values_are_written_plainly(value: object, wire: object) -> None:
    assert to_wire(value) == wire
    assert type(to_wire(value)) is type(wire)


def test_values_are_read_back_by_their_type() -> None:
    assert from_wire("2026-03-12", date) == date(2026, 3, 12)
    assert from_wire("2026-03-12", object) == "2026-03-12"
    assert from_wire(UUID(int=5).bytes, object) == UUID(int=5)
    assert from_wire(None, date) is None
