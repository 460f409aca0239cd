"""What somebody typed that no field could take: kept as typed, so that leaving loses nothing."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import String, Text, Uuid, delete, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from lianti_desktop.storage.record import Base


class LocalDraft(Base):
    """The text of one field of one record that does not parse; local, never logged."""

    __tablename__ = "local_draft"

    row_id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True)
    field: Mapped[str] = mapped_column(String, primary_key=True)
    kind: Mapped[str] = mapped_column(String)
    text: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True)
class Draft:
    """A text that waits to be put right."""

    kind: str
    row: UUID
    field: str
    text: str


def keep_draft(session: Session, draft: Draft) -> None:
    """Keeps a text instead of the one kept before for the same field."""
    drop_draft(session, draft.row, draft.field)
    session.execute(
        insert(LocalDraft).values(
            row_id=draft.row, field=draft.field, kind=draft.kind, text=draft.text
        )
    )


def drop_draft(session: Session, row: UUID, field: str) -> None:
    """Forgets the text: the field now has a value."""
    session.execute(delete(LocalDraft).where(LocalDraft.row_id == row, LocalDraft.field == field))


def drafts(session: Session, row: UUID | None = None) -> list[Draft]:
    """The texts that wait, of one record or of all."""
    query = select(LocalDraft.kind, LocalDraft.row_id, LocalDraft.field, LocalDraft.text)
    if row is not None:
        query = query.where(LocalDraft.row_id == row)
    return [Draft(*found) for found in session.execute(query)]
