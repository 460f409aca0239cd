"""A commit from outside is read only from the one form that our programs write."""

from typing import Any
from uuid import UUID

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianti_desktop.storage.log.commit import Commit, Head, Op, canonical, digest_of, seal
from lianti_desktop.sync import reading
from lianti_desktop.sync.reading import read_commit
from lianti_desktop.sync.refusal import Reason, RefusedError

NAMES = st.text(min_size=1, max_size=30)
FLAT = st.none() | st.booleans() | st.integers(-(2**64), 2**64 - 1) | st.text() | st.binary()
VALUES = st.recursive(
    FLAT | st.floats(allow_nan=False), lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner)
)


def commit(cells: dict[str, Any], **values: object) -> Commit:
    made = Commit(
        replica=UUID(int=7),
        seq=3,
        prev=b"p" * 32,
        deps=(),
        lamport=12,
        wall="2026-03-12T08:30:00+08:00",
        time_quality=1,
        author="李文秀（教务员）",
        schema=2,
        reason="修改 手机",
        action="do",
        target=None,
        ops=(Op("staff", UUID(int=9), cells),),
    )
    return made._replace(**values)  # type: ignore[arg-type]


def body_of(cells: dict[str, Any], **values: object) -> bytes:
    return seal(commit(cells, **values), lambda table, name: False).body


def refusal(body: bytes, openings: bytes | None = None) -> Reason:
    with pytest.raises(RefusedError) as caught:
        read_commit((body, openings))
    return caught.value.reason


@given(st.dictionaries(NAMES, FLAT | st.floats(allow_nan=False) | st.lists(st.text())))
def test_what_our_programs_write_is_read_back(cells: dict[str, Any]) -> None:
    body = body_of(cells)
    arrived = read_commit((body, None))
    assert (arrived.commit, arrived.tip) == (commit(cells), digest_of(body))


def test_the_heads_that_an_author_had_seen_are_read_back() -> None:
    deps = (Head(UUID(int=8), 2, b"d" * 32),)
    assert read_commit((body_of({}, deps=deps), None)).commit == commit({}, deps=deps)


@given(st.dictionaries(NAMES, VALUES), st.randoms())
def test_the_quick_look_at_a_commit_says_what_the_full_one_says(
    cells: dict[str, Any], chance: Any
) -> None:
    names = list(cells)
    chance.shuffle(names)
    raw = cbor2.loads(body_of({}))
    raw["ops"][0][2] = {name: cells[name] for name in names}
    for body in (canonical(raw), cbor2.dumps(raw)):
        seen = reading._quickly(body)
        assert seen is None or (canonical(seen) == body and seen == cbor2.loads(body))


@given(st.dictionaries(NAMES, FLAT | st.lists(st.text())))
def test_most_commits_need_but_the_quick_look(cells: dict[str, Any]) -> None:
    body = body_of(cells)
    assert b"\xd8\x2a" in body or reading._quickly(body) == cbor2.loads(body)


@pytest.mark.parametrize(
    "cells",
    [
        {"b": 1, "a": 1},
        {"aa": 1, "b": 1},
        {"a": {"b": 1, "a": 1}},
        {"a": [{"b": 1, "a": 1}]},
        {"a": 1.5},
        {"a": [1.5]},
    ],
)
def test_another_form_of_the_same_content_is_refused(cells: dict[str, Any]) -> None:
    raw = cbor2.loads(body_of({}))
    raw["ops"][0][2] = cells
    assert canonical(raw) != cbor2.dumps(raw)
    assert refusal(cbor2.dumps(raw)) is Reason.BAD_COMMIT


def test_parts_that_a_later_version_adds_are_passed_over() -> None:
    raw = cbor2.loads(body_of({"name": "李"})) | {"mood": "good"}
    assert read_commit((canonical(raw), None)).commit == commit({"name": "李"})
    turned = {"mood": "good"} | raw
    assert refusal(cbor2.dumps(turned)) is Reason.BAD_COMMIT


def test_more_names_than_a_kind_can_have_are_read_all_the_same() -> None:
    cells = {f"later_{number}": number for number in range(300)}
    assert read_commit((body_of(cells), None)).commit.ops[0].cells == cells


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("replica", b"short"),
        ("seq", 0),
        ("seq", True),
        ("seq", 1 << 53),
        ("lamport", 0),
        ("time_quality", 3),
        ("time_quality", -1),
        ("schema", -1),
        ("prev", b"short"),
        ("target", "text"),
        ("wall", 5),
        ("author", None),
        ("action", b"do"),
        ("deps", [[b"r" * 16, 1]]),
        ("deps", [[b"r" * 16, -1, b"d" * 32]]),
        ("deps", [[b"r" * 16, 1, b"short"]]),
        ("deps", ["abc"]),
        ("ops", {}),
        ("ops", ["abc"]),
        ("ops", [["staff", b"short", {}]]),
        ("ops", [["staff", b"r" * 16, []]]),
        ("ops", [["staff", b"r" * 16, {5: 1}]]),
        ("ops", [["staff", b"r" * 16]]),
    ],
)
def test_parts_of_another_type_or_out_of_bounds_are_refused(name: str, value: object) -> None:
    raw = cbor2.loads(body_of({}))
    raw[name] = value
    assert refusal(canonical(raw)) is Reason.BAD_COMMIT


@pytest.mark.parametrize("body", [b"", b"\xff", canonical([1]), canonical({"seq": 1}), b"\xa0\x00"])
def test_what_is_no_commit_at_all_is_refused(body: bytes) -> None:
    assert refusal(body) is Reason.BAD_COMMIT


def test_an_opening_must_be_of_a_value_that_was_committed_to() -> None:
    sealed = seal(commit({"phone": "1"}), lambda table, name: name == "phone")
    assert read_commit((sealed.body, sealed.openings)).commit.ops[0].cells == {"phone": "1"}
    assert read_commit((sealed.body, None)).commit.ops[0].cells == {}
    for false in ({0: {"phone": [b"s" * 16, "2"]}}, {0: 5}, {0: {"name": [b"s", "1"]}}, {}):
        assert refusal(sealed.body, canonical(false)) is Reason.BAD_COMMIT
