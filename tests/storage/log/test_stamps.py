"""Stamps are one JSON text, whatever the columns are called."""

import json

from hypothesis import given
from hypothesis import strategies as st

from lianti_desktop.storage.log.merge import CREATED, HIDDEN
from lianti_desktop.storage.log.stamps import packed_stamps

STAMPS = st.lists(st.integers(0, 2**53), min_size=4, max_size=4)
NAMES = st.text() | st.sampled_from([CREATED, f"{HIDDEN}3", "title"])


@given(st.dictionaries(NAMES, STAMPS))
def test_they_are_read_back_from_compact_json(stamps: dict[str, list[int]]) -> None:
    packed = packed_stamps(stamps)
    assert json.loads(packed) == stamps
    assert packed == json.dumps(stamps, separators=(",", ":"))
