"""What a peer holds follows from its vector alone."""

from uuid import UUID

from lianti_desktop.storage.log.commit import Head
from lianti_desktop.sync.plan import Chain, Gap, gaps, held_by

A, B = UUID(int=1), UUID(int=2)


def tip(replica: UUID, seq: int, branch: str = "") -> bytes:
    return f"{replica.int}/{seq}{branch}".encode()


def head(replica: UUID, seq: int, branch: str = "") -> Head:
    return Head(replica, seq, tip(replica, seq, branch))


PLACES = {tip(A, seq): (1, seq) for seq in range(1, 11)} | {
    tip(A, seq, "x"): (3, seq) for seq in range(6, 9)
}
TRUNK, OTHER = Chain(1, head(A, 10)), Chain(2, head(B, 4))
BRANCH = Chain(3, head(A, 8, "x"), base_log=1, base_seq=5)


def test_a_peer_without_a_vector_holds_nothing() -> None:
    assert held_by([], [TRUNK, OTHER], PLACES) == {1: 0, 2: 0}


def test_a_peer_holds_what_its_head_says() -> None:
    assert held_by([head(A, 7)], [TRUNK, OTHER], PLACES) == {1: 7, 2: 0}


def test_a_peer_that_is_further_than_we_lacks_nothing_of_ours() -> None:
    assert held_by([head(A, 99)], [TRUNK], PLACES) == {1: 10}


def test_a_peer_that_is_further_in_our_own_log_has_met_a_twin_and_is_sent_everything() -> None:
    own = Chain(1, head(A, 10), is_written_here=True)
    assert held_by([head(A, 99)], [own], PLACES) == {1: 0}
    assert held_by([head(A, 7)], [own], PLACES) == {1: 7}


def test_a_peer_with_another_commit_at_our_place_is_sent_everything() -> None:
    assert held_by([head(A, 10, "y")], [TRUNK], PLACES) == {1: 0}
    assert held_by([head(A, 4, "y")], [TRUNK], PLACES) == {1: 0}


def test_who_holds_a_branch_holds_the_trunk_up_to_it() -> None:
    assert held_by([head(A, 7, "x")], [TRUNK, BRANCH], PLACES) == {1: 5, 3: 7}


def test_gaps_are_named_by_copy_and_place() -> None:
    waiting = [head(A, 58), head(A, 59), head(A, 63), head(B, 2)]
    assert gaps(waiting, {A: 40}) == [Gap(A, 41, 57), Gap(A, 60, 62), Gap(B, 1, 1)]
