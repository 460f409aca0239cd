"""Which record a form writes to, and what the worker does with a text that no field could take."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.ids import new_id
from lianti_desktop.storage.drafts import Draft, drop_draft, keep_draft
from lianti_desktop.storage.record import Record, table_of
from lianti_desktop.storage.rights import may_write
from lianti_desktop.storage.site import load_site


@dataclass
class Target:
    """Which record the fields write to; `row` is filled in by the change that makes it.

    Changes run one after another, so those that wait behind the making find the row here. `key`
    stands for a record that does not exist yet.
    """

    row: UUID | None
    preset: Mapping[str, Any]
    is_stored: bool = False
    key: UUID = field(default_factory=new_id)

    def give_up(self) -> None:
        """A change was refused: a record that it was to make does not exist."""
        if not self.is_stored:
            self.row = None


def keep_text(kind: type[Record], target: Target, typed: tuple[str, str], session: Session) -> None:
    """Keeps the text of a field as a draft, unless nobody here could ever put it right."""
    record = session.get(kind, target.row) if target.row else None
    if record is not None and may_write(load_site(session), kind, record.id, record.owner_id):
        keep_draft(session, Draft(table_of(kind), record.id, *typed))


def forget_text(target: Target, name: str, session: Session) -> None:
    """The field has a value now."""
    if target.row is not None:
        drop_draft(session, target.row, name)
