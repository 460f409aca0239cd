"""Names that have left the house are only ever added to, never changed or reused.

`tests/golden/wire_names.txt` holds a line for each column of each kind (table, column, type, scope,
whether its values are guarded) and for each word that a choice may hold. A line stays for ever: an
older or a newer copy writes and reads it. New lines are added by hand when a version is released.
"""

from collections.abc import Iterator
from pathlib import Path

from lianti_desktop.domain.fields import Choice, Choices
from lianti_desktop.storage.catalogue import KINDS
from lianti_desktop.storage.record import Scope, fields_of, logged_columns, table_of

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "wire_names.txt"


def lines() -> Iterator[str]:
    """What this version writes."""
    for kind in KINDS:
        table = table_of(kind)
        for column in logged_columns(kind):
            scope = column.info.get("scope", Scope.ALLIANCE).value
            guarded = " guarded" if column.info.get("sensitive") else ""
            yield f"{table}.{column.name} {type(column.type).__name__} {scope}{guarded}"
        for name, field in fields_of(kind).items():
            if isinstance(field, Choice | Choices):
                yield from (f"{table}.{name} = {word.value}" for word in field.words)


def test_no_name_that_was_released_is_missing_or_has_another_meaning() -> None:
    kept = set(GOLDEN.read_text(encoding="utf-8").splitlines())
    assert sorted(kept - set(lines())) == []
    assert len(kept) > 600


def test_the_names_of_the_exchange_itself_are_kept() -> None:
    kept = set(GOLDEN.read_text(encoding="utf-8").splitlines())
    assert "staff.phone Text core guarded" in kept
    assert "verdict.decision = keep_both" in kept
