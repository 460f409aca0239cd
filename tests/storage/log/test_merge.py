"""The one merge: a write removes what its author had seen, the rest stays side by side."""

from collections.abc import Mapping
from itertools import permutations
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianti_desktop.storage.log.merge import Mark, Row, Stamp, absorb

WHERE = UUID(int=7)


class Book:
    """A ledger in memory: every commit wrote what `wrote` says; `names` are those of cloned PCs."""

    def __init__(
        self,
        written: Mapping[tuple[int, int], set[str]] | None = None,
        names: Mapping[int, bytes] | None = None,
    ) -> None:
        self.written, self.names = written or {}, names or {}

    def replica(self, stamp: Stamp) -> bytes:
        return self.names.get(stamp[0], bytes([stamp[0]]))

    def hash(self, stamp: Stamp) -> bytes:
        return bytes([stamp[0], stamp[1]])

    def wrote(self, stamp: Stamp, row: UUID, column: str) -> bool:
        return column in self.written.get((stamp[0], stamp[1]), set())


def mark(log: int, seq: int, lamport: int, quality: int = 1, /, **past: int) -> Mark:
    return Mark(log, seq, lamport, quality, {int(name[1:]): to for name, to in past.items()})


BOOK = Book({(1, 1): {"title", "place"}})


def row() -> Row:
    """A row made by log 1 and seen by everybody."""
    made = Row(WHERE)
    absorb(made, mark(1, 1, 1), {"title": "原来", "place": "礼堂"}, BOOK)
    return made


def test_a_write_that_has_seen_the_other_takes_its_place() -> None:
    one = row()
    absorb(one, mark(2, 1, 2, l1=1), {"title": "改过"}, BOOK)
    assert one.cells["title"] == "改过"
    assert one.beside == {}
    assert one.stamps == {"*": [1, 1, 1, 1], "title": [2, 1, 2, 1]}


def test_writes_that_did_not_know_of_each_other_stay_side_by_side() -> None:
    one = row()
    absorb(one, mark(2, 1, 2, l1=1), {"title": "二"}, BOOK)
    contested = absorb(one, mark(3, 1, 3, l1=1), {"title": "三"}, BOOK)
    assert contested == {"title"}
    assert one.cells["title"] == "三"
    assert [sibling.value for sibling in one.beside["title"]] == ["二"]


@pytest.mark.parametrize("order", list(permutations([2, 3, 4])))
def test_of_clones_that_wrote_at_one_time_the_highest_hash_is_shown(order: tuple[int, ...]) -> None:
    clones = Book(BOOK.written, {2: b"one", 3: b"one", 4: b"one"})
    one = row()
    for log in order:
        absorb(one, mark(log, 1, 2, l1=1), {"title": str(log)}, clones)
    assert one.cells["title"] == "4"
    assert [sibling.value for sibling in one.beside["title"]] == ["3", "2"]


def test_other_cells_of_one_row_do_not_disturb_each_other() -> None:
    one = row()
    absorb(one, mark(2, 1, 2, l1=1), {"title": "二"}, BOOK)
    absorb(one, mark(3, 1, 3, l1=1), {"place": "操场"}, BOOK)
    assert (one.cells["title"], one.cells["place"], one.beside) == ("二", "操场", {})


def test_a_write_that_has_seen_all_values_leaves_only_itself() -> None:
    one = row()
    absorb(one, mark(2, 1, 2, l1=1), {"title": "二"}, BOOK)
    absorb(one, mark(3, 1, 3, l1=1), {"title": "三"}, BOOK)
    absorb(one, mark(1, 2, 4, l2=1, l3=1), {"title": "定了"}, BOOK)
    assert (one.cells["title"], one.beside) == ("定了", {})


def test_a_write_that_has_seen_one_of_two_values_removes_only_that() -> None:
    one = row()
    absorb(one, mark(2, 1, 2, l1=1), {"title": "二"}, BOOK)
    absorb(one, mark(3, 1, 3, l1=1), {"title": "三"}, BOOK)
    absorb(one, mark(3, 2, 4, l1=1), {"title": "三改"}, BOOK)
    assert one.cells["title"] == "三改"
    assert [sibling.value for sibling in one.beside["title"]] == ["二"]


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ((2, 1, 9, 1), (3, 1, 2, 2), "后"),  # a confirmed clock before a high count
        ((2, 1, 9, 1), (3, 1, 2, 1), "先"),  # then the count
        ((2, 1, 5, 1), (3, 1, 5, 1), "后"),  # then the replica
        ((3, 1, 5, 1), (2, 1, 5, 1), "先"),
    ],
)
def test_the_shown_value_follows_from_quality_then_count_then_replica(
    first: tuple[int, int, int, int], second: tuple[int, int, int, int], shown: str
) -> None:
    one = row()
    absorb(one, mark(*first, l1=1), {"title": "先"}, BOOK)
    absorb(one, mark(*second, l1=1), {"title": "后"}, BOOK)
    assert one.cells["title"] == shown


def test_an_edit_wins_against_a_removal_that_did_not_know_of_it_in_either_order() -> None:
    edit = (mark(2, 1, 2, l1=1), {"title": "改过"})
    removal = (mark(3, 1, 9, 2, l1=1), {"deleted": True})
    for first, second in ((edit, removal), (removal, edit)):
        one = row()
        absorb(one, *first, BOOK)
        absorb(one, *second, BOOK)
        assert one.cells["deleted"] is False
        assert one.cells["title"] == "改过"


def test_a_removal_that_knew_of_the_edit_stands() -> None:
    one = row()
    absorb(one, mark(2, 1, 2, l1=1), {"title": "改过"}, BOOK)
    absorb(one, mark(3, 1, 3, l1=1, l2=1), {"deleted": True}, BOOK)
    assert one.cells["deleted"] is True


def test_a_later_edit_does_not_bring_back_what_it_knew_to_be_removed() -> None:
    one = row()
    absorb(one, mark(2, 1, 2, l1=1), {"deleted": True}, BOOK)
    absorb(one, mark(3, 1, 3, l1=1, l2=1), {"title": "改过"}, BOOK)
    assert one.cells["deleted"] is True


def test_two_removals_at_the_same_time_do_not_cancel_each_other() -> None:
    one = row()
    absorb(one, mark(2, 1, 2, l1=1), {"deleted": True}, BOOK)
    absorb(one, mark(3, 1, 3, l1=1), {"deleted": True}, BOOK)
    assert one.cells["deleted"] is True


Write = tuple[Mark, dict[str, str | bool]]


@st.composite
def histories(draw: st.DrawFn) -> list[Write]:
    """Commits of three logs, each of which has seen a random part of what came before."""
    writes: list[Write] = []
    heads = {2: 0, 3: 0, 4: 0}
    seen: dict[int, dict[int, int]] = {log: {1: 1} for log in heads}
    for _ in range(draw(st.integers(1, 6))):
        log = draw(st.sampled_from(sorted(heads)))
        for past, _cells in writes:
            if past.log != log and draw(st.booleans()):
                known = {**past.past, past.log: past.seq}
                for other, place in known.items():
                    if other != log:
                        seen[log][other] = max(seen[log].get(other, 0), place)
        heads[log] += 1
        cells = draw(
            st.sampled_from([{"title": "甲"}, {"title": "乙"}, {"deleted": True}, {"place": "丙"}])
        )
        lamport = len(writes) + 2
        writes.append((Mark(log, heads[log], lamport, 1, dict(seen[log])), dict(cells)))
    return writes


def is_causal(order: tuple[Write, ...]) -> bool:
    done: list[list[int]] = []
    for write, _ in order:
        if any(
            later.seq < write.seq and later.log == write.log and later.stamp not in done
            for later, _ in order
        ):
            return False
        if any(write.past.get(o.log, 0) >= o.seq and o.stamp not in done for o, _ in order):
            return False
        done.append(write.stamp)
    return True


@settings(max_examples=60, deadline=None)
@given(histories())
def test_every_causal_order_leads_to_the_same_cells_and_the_same_siblings(
    writes: list[Write],
) -> None:
    results = set()
    for order in permutations(writes):
        if not is_causal(order):
            continue
        one = row()
        for write, cells in order:
            absorb(one, write, cells, BOOK)
        beside = {
            name: sorted((tuple(s.stamp), str(s.value)) for s in siblings)
            for name, siblings in one.beside.items()
        }
        results.add(repr((sorted(one.cells.items()), sorted(beside.items()))))
    assert len(results) == 1


def test_an_unknown_row_is_made_by_its_first_write() -> None:
    one = Row(uuid4())
    absorb(one, mark(5, 3, 8), {"title": "先到"}, Book())
    assert one.stamps == {"*": [5, 3, 8, 1]}
    assert one.lamport == 8
