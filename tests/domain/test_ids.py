"""Identifiers: unique, of version 7, and in the order in which they were made."""

import pickle
import time

from lianti_desktop.domain.ids import id_of, new_id


def test_an_identifier_is_a_uuid_of_version_7() -> None:
    made = new_id()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")


def test_no_two_are_the_same() -> None:
    assert len({new_id() for _ in range(5000)}) == 5000


def test_one_made_later_sorts_later() -> None:
    earlier = new_id()
    time.sleep(0.003)
    assert earlier < new_id()
    assert earlier.hex < new_id().hex


def test_the_moment_can_be_read_from_it() -> None:
    before = time.time_ns() // 1_000_000
    made = new_id().int >> 80
    assert before <= made <= time.time_ns() // 1_000_000


def test_one_that_is_made_of_its_bytes_is_like_any_other() -> None:
    made = new_id()
    again = id_of(made.bytes)
    assert (again, again.bytes, hash(again), str(again)) == (
        made,
        made.bytes,
        hash(made),
        str(made),
    )
    assert pickle.loads(pickle.dumps(again)) == made
