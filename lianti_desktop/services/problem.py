"""What a check hands to the to-do list."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Problem:
    """One thing to look at: the table name of the kind, the record, the field where there is one.

    `sentence` is Chinese, without a full stop; `sample` marks a record of the sample alliance.
    """

    kind: str
    id: UUID
    field: str | None
    sentence: str
    sample: bool = False
