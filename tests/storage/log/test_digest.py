"""Sums of row hashes: the same rows give the same sum, whatever the order and the way there."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from lianti_desktop.storage.catalogue import KINDS
from lianti_desktop.storage.log import digest
from lianti_desktop.storage.log.commit import Cells, canonical, digest_of
from lianti_desktop.storage.log.history import defaults
from lianti_desktop.storage.record import Scope, logged_columns
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


CELLS = st.dictionaries(
    st.sampled_from([one.name for one in logged_columns(Staff) if one.name != "sample"]),
    st.none() | st.booleans() | st.integers(0, 9) | st.text(max_size=3) | st.lists(st.text()),
)


@given(CELLS)
def test_the_order_in_which_cells_lie_does_not_change_the_hash(cells: Cells) -> None:
    turned = dict(reversed(cells.items()))
    found, again = digest.cells_digests(Staff, [(bytes(16), cells), (bytes(16), turned)])
    assert found == again
    written = canonical_parts(cells)
    assert found == b"".join(map(digest_of, written))


def canonical_parts(cells: Cells) -> list[bytes]:
    """What is hashed of a row of staff, written down in full."""
    scopes: dict[Scope, Cells] = {scope: {} for scope in digest.scopes_of(Staff)}
    for column in logged_columns(Staff):
        if cells.get(column.name) is not None:
            scopes[column.info.get("scope", Scope.ALLIANCE)][column.name] = cells[column.name]
    return [canonical(["staff", scope.value, bytes(16), held]) for scope, held in scopes.items()]


def test_the_sums_of_many_rows_are_those_of_one_after_the_other() -> None:
    rows = [digest.row_digest(Staff, UUID(int=n), defaults(Staff)) for n in range(5)]
    one_by_one = dict.fromkeys(digest.scopes_of(Staff), digest.EMPTY)
    for row in rows:
        for scope, part in digest.split(Staff, row).items():
            one_by_one[scope] = digest.add(one_by_one[scope], part)
    assert digest.sums(Staff, rows) == one_by_one
