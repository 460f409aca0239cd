"""Version 5: awards, and what the paper form of an observation holds beside the three ratings."""

from alembic.operations import Operations

from lianti_desktop.storage.migrations.m0001_columns import (
    days,
    keys,
    numbers,
    record_table,
    texts,
    words,
)


def upgrade(op: Operations) -> None:
    """Makes the table of awards and adds the columns of the observation."""
    _award(op)
    scores = ("goal", "content", "process", "method", "effect")
    added = [*texts("comments", "overall"), *numbers(*(f"{name}_score" for name in scores))]
    for column in added:
        op.add_column("lesson_observation", column)


def _award(op: Operations) -> None:
    record_table(
        op,
        "award",
        *texts("target"),
        *words("target_kind"),
        *texts("title"),
        *words("level"),
        *days("granted_on"),
        *texts("issuer", "reason", "number", "basis", "proof"),
        *keys("school_id"),
        indexed=("school_id", "lamport"),
    )
