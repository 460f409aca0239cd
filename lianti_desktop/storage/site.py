"""Which school works with this copy of the database, and what the copy is called."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import String, Text, delete, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from lianti_desktop.domain.ids import new_id
from lianti_desktop.domain.words import SiteRole
from lianti_desktop.storage.record import Base


class LocalValue(Base):
    """A fact about this copy of the database that never travels."""

    __tablename__ = "local_value"

    name: Mapped[str] = mapped_column(String, primary_key=True)
    value: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True)
class Site:
    """`replica` names this lineage of the database; the rest is None before the first set-up."""

    replica: UUID
    school_id: UUID | None = None
    alliance_id: UUID | None = None
    role: SiteRole | None = None


def read_local(session: Session, name: str) -> str | None:
    """A fact about this copy, or None."""
    return session.scalar(select(LocalValue.value).where(LocalValue.name == name))


def write_local(session: Session, name: str, value: str | None) -> None:
    """Keeps a fact about this copy; None forgets it."""
    session.execute(delete(LocalValue).where(LocalValue.name == name))
    if value is not None:
        session.execute(insert(LocalValue).values(name=name, value=value))


_SITE = ("replica", "school", "alliance", "role")


def load_site(session: Session) -> Site:
    """Who we are; a copy without a name is given one by `renew_replica` first."""
    query = select(LocalValue.name, LocalValue.value).where(LocalValue.name.in_(_SITE))
    known = {row.name: row.value for row in session.execute(query)}
    if "replica" not in known:
        raise RuntimeError("this copy has no replica id yet")
    role = known.get("role")
    return Site(
        UUID(known["replica"]),
        _id(known.get("school")),
        _id(known.get("alliance")),
        SiteRole(role) if role else None,
    )


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def renew_replica(session: Session) -> UUID:
    """Gives this copy a new random name; its next commit names the heads it grew from."""
    replica = new_id()
    write_local(session, "replica", replica.hex)
    return replica


def settle_site(session: Session, school: UUID, alliance: UUID, role: SiteRole) -> None:
    """Keeps whose copy this is."""
    write_local(session, "school", school.hex)
    write_local(session, "alliance", alliance.hex)
    write_local(session, "role", role.value)
