"""What was typed and found no room, neither as a value nor as a draft: held until it does.

On a full disk nothing can be written. Then the texts live here, where every form and list finds
them, and are kept as drafts as soon as anything at all can be stored again.
"""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.drafts import Draft, keep_draft
from lianti_desktop.storage.rights import may_write
from lianti_desktop.storage.site import load_site
from lianti_desktop.ui.reply import Reply

Note = Callable[[Callable[[Session], Any], Reply], None]


class Unkept(QObject):
    """Drafts in memory, one of a field; `note` writes them when there is room."""

    kept = Signal(str)
    """Table name of a kind of which a text has found room after all."""

    def __init__(self, note: Note, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._note = note
        self._held: dict[tuple[UUID, str], Draft] = {}

    def hold(self, draft: Draft) -> None:
        """A text for which there was no room."""
        self._held[draft.row, draft.field] = draft

    def forget(self, row: UUID | None, field: str) -> None:
        """The field has a value, or its text was kept."""
        if row is not None:
            self._held.pop((row, field), None)

    def all(self) -> list[Draft]:
        """The texts of all fields."""
        return list(self._held.values())

    def of(self, row: UUID) -> dict[str, str]:
        """The texts of one record by field."""
        return {draft.field: draft.text for draft in self._held.values() if draft.row == row}

    def try_again(self) -> None:
        """Something could be stored: there may be room for these, too."""
        for draft in self.all():
            self._note(partial(keep_ours, draft), Reply(self, partial(self._on_kept, draft), _wait))

    def _on_kept(self, draft: Draft, _done: None) -> None:
        if self._held.get((draft.row, draft.field)) is draft:
            self.forget(draft.row, draft.field)
            self.kept.emit(draft.kind)


def keep_ours(draft: Draft, session: Session) -> None:
    """Keeps a text, unless nobody here could ever put it right."""
    record = session.get(BY_TABLE[draft.kind], draft.row)
    if record is not None and may_write(
        load_site(session), type(record), record.id, record.owner_id
    ):
        keep_draft(session, draft)


def _wait(_sentence: str) -> None:
    """Still no room: the text goes on waiting."""
