"""Who may change a record (model.md, B.3): its owner, and the core school for what it keeps."""

from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import SiteRole
from lianti_desktop.storage.record import Record, Writer
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.site import Site


def why_not(session: Session, record: Record) -> str | None:
    """One Chinese sentence that says why this school may not change the record, else None."""
    if may_write(session.info["site"], type(record), record.id, record.owner_id):
        return None
    owner = school_name(session, _before(record))
    kind = type(record).__kind__.name
    return f"这条{kind}由{owner}录入，只有{owner}能修改。数据没有变化。{_ADVICE}"


def may_write(site: Site, kind: type[Record], row: UUID, owner: UUID | None) -> bool:
    """Whether this school may change a record of a kind."""
    if site.school_id is None or owner in (None, site.school_id) or row == site.school_id:
        return True
    return kind.__kind__.writer is Writer.CORE and site.role is SiteRole.CORE


def ask_leave(session: Session, record: Record) -> None:
    """Refuses what this school may not change, with the reason."""
    if reason := why_not(session, record):
        raise UserError(reason)


_ADVICE = "本校的情况请在“本校参加情况”里填写，或请对方修改后交换过来。"


def _before(record: Record) -> UUID | None:
    """The owner before the change that is under way."""
    old = inspect(record).attrs.owner_id.history.deleted
    return old[0] if old else record.owner_id


def school_name(session: Session, school: UUID | None) -> str:
    """The name of a school for a sentence."""
    name = session.scalar(select(School.short_name).where(School.id == school))
    return name or session.scalar(select(School.name).where(School.id == school)) or "别的学校"
