"""What was decided between schools and must never be asked again: it travels like any record."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session

from lianti_desktop.domain.fields import Choice, LongText
from lianti_desktop.domain.words import VerdictKind
from lianti_desktop.storage.record import Kind, Record, column, key


class Verdict(Record):
    """One decision about the record `first_id`; what `second_id` names depends on the decision.

    Kept both: the other record. Merged: the one that went into the bin. Offered: the school that
    may take it over. Seen: nothing; `first_id` is made of the hash of a commit without right.
    """

    __tablename__ = "verdict"
    __kind__ = Kind(
        "处理意见",
        title=("decision", "reason"),
        listed=("decision", "reason"),
        is_searched=False,
    )

    decision: Mapped[VerdictKind | None] = column(Choice("处理", words=VerdictKind))
    reason: Mapped[str | None] = column(LongText("理由"))

    first_id: Mapped[UUID | None] = key(index=True)
    second_id: Mapped[UUID | None] = key(index=True)


def pairs(session: Session, decision: VerdictKind) -> list[tuple[UUID | None, UUID | None]]:
    """The ids of the verdicts of one sort that hold, the oldest first."""
    query = select(Verdict.first_id, Verdict.second_id).order_by(Verdict.id)
    found = query.where(Verdict.decision == decision, Verdict.deleted.is_(False))
    return [(row.first_id, row.second_id) for row in session.execute(found)]


def merged_into(session: Session) -> Mapping[UUID, UUID]:
    """Which record took in another, by the one that went."""
    return {went: stayed for stayed, went in pairs(session, VerdictKind.MERGED) if went and stayed}
