"""Sums of row hashes: the same rows give the same sum, whatever the order and the way there."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from lianti_desktop.storage.catalogue import KINDS
from lianti_desktop.storage.log import digest
from lianti_desktop.storage.log.history import defaults
from lianti_desktop.storage.record import Scope
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.staff import Staff

HASHES = st.lists(st.binary(min_size=32, max_size=32))


def total(hashes: list[bytes]) -> bytes:
    found = digest.EMPTY
    for one in hashes:
        found = digest.add(found, one)
    return found


@given(HASHES, st.randoms())
def test_the_order_does_not_matter(hashes: list[bytes], chance: object) -> None:
    mixed = list(hashes)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert total(mixed) == total(hashes)


@given(HASHES, st.binary(min_size=32, max_size=32))
def test_what_is_added_can_be_taken_away(hashes: list[bytes], one: bytes) -> None:
    assert digest.subtract(digest.add(total(hashes), one), one) == total(hashes)


def test_the_same_row_twice_is_not_the_row_once() -> None:
    assert total([b"a" * 32, b"a" * 32]) not in (digest.EMPTY, total([b"a" * 32]))


def test_a_kind_with_private_columns_has_a_part_for_each_reading_scope() -> None:
    assert digest.scopes_of(Staff) == (Scope.ALLIANCE, Scope.CORE, Scope.OWN)
    assert digest.scopes_of(School) == (Scope.ALLIANCE,)


def test_a_private_value_moves_only_the_part_of_its_scope() -> None:
    plain, row = defaults(Staff), UUID(int=1)
    before = digest.split(Staff, digest.row_digest(Staff, row, plain))
    after = digest.split(Staff, digest.row_digest(Staff, row, plain | {"id_last4": "271X"}))
    assert [scope for scope in before if before[scope] != after[scope]] == [Scope.OWN]


def test_each_kind_and_each_row_has_hashes_of_its_own() -> None:
    rows = [digest.row_digest(kind, UUID(int=n), defaults(kind)) for kind in KINDS for n in (1, 2)]
    assert len({row[:32] for row in rows}) == 2 * len(KINDS)
