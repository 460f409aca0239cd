"""What `dev.py fuzz` found worth keeping: each parser answers it, and refuses it with a reason."""

from pathlib import Path

import pytest

from tests.sync.fuzz import keeping
from tests.sync.fuzz.keeping import LARGEST_CORPUS, name_of, needed
from tests.sync.fuzz.mutating import mutated
from tests.sync.fuzz.seeds import first_inputs
from tests.sync.fuzz.targets import TARGETS, try_one

CORPUS = Path(__file__).parent / "corpus"


def kept(parser: str) -> list[bytes]:
    """The inputs of the corpus for one parser."""
    return [file.read_bytes() for file in sorted(CORPUS.glob(f"{parser}-*"))]


@pytest.mark.parametrize("parser", TARGETS)
def test_a_parser_takes_in_or_refuses_whatever_was_found_and_does_both(parser: str) -> None:
    answers = {try_one(data) for data in kept(parser)}
    assert answers == {True, False}


def test_the_corpus_is_small_and_its_names_follow_from_its_bytes() -> None:
    files = list(CORPUS.iterdir())
    assert sum(file.stat().st_size for file in files) < LARGEST_CORPUS
    assert {file.name for file in files} == {name_of(file.read_bytes()) for file in files}


def test_the_search_begins_with_inputs_that_every_parser_takes_in(tmp_path: Path) -> None:
    inputs = dict(first_inputs(tmp_path / "village"))
    taken = {list(TARGETS)[data[0]] for data in inputs.values() if try_one(data)}
    assert taken == set(TARGETS)


def test_of_two_inputs_that_get_equally_far_the_smaller_is_kept() -> None:
    place = bytes([list(TARGETS).index("commit")])
    assert list(needed([place + b"\x80\x80", place + b"\x80\x80\x80"]).values()) == [
        place + b"\x80\x80"
    ]


def test_a_corpus_that_would_be_too_large_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, corpus = tmp_path / "found", tmp_path / "corpus"
    for folder in (found, corpus):
        folder.mkdir()
    (corpus / "kept").write_bytes(b"kept")
    (found / "new").write_bytes(bytes([list(TARGETS).index("commit")]) + b"\x80")
    monkeypatch.setattr(keeping, "LARGEST_CORPUS", 1)
    with pytest.raises(ValueError, match="2 bytes"):
        keeping.keep(found, corpus)
    assert [file.read_bytes() for file in corpus.iterdir()] == [b"kept"]


def test_an_input_that_was_changed_as_cbor_is_cbor_still() -> None:
    data = next(one for one in kept("registry") if try_one(one))
    others = {mutated(data, 8192, seed, lambda whole, _most: whole) for seed in range(200)}
    assert len(others) > 50
    assert any(try_one(one) for one in others - {data})
