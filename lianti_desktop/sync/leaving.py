"""退出联盟: a PC that joined as the wrong school goes back to before its first steps.

Only while nothing was entered here; what came with the packages lies with the others, and a backup
is made before. The core school then takes the PC out of service. Source: journey J1.
"""

from collections.abc import Collection
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.backup import make_backup
from lianti_desktop.storage.log.tables import Log, LogCommit
from lianti_desktop.storage.log.undo import BASE
from lianti_desktop.storage.operators import OperatorRow
from lianti_desktop.storage.record import Base
from lianti_desktop.storage.site import LocalValue, renew_replica
from lianti_desktop.storage.store import Store, system_now
from lianti_desktop.sync.members import kept_registry, names_of_ours
from lianti_desktop.sync.refusal import Reason, RefusedError

_HAS_WORK = (
    "本机已经录入过 {} 次内容，不能退出联盟，没有做下去。数据没有变化。"
    "选错了学校，请中心校改正名册，或把录入的内容交给对的学校。"
)
_KEPT = ("schema",)
"""Facts of the database itself, not of the alliance."""


def leave(store: Store) -> Path:
    """Forgets the alliance and all that came from it; returns the backup that was made before."""
    with store.read() as session:
        require_leavable(session)
    saved = make_backup(store.data, system_now())
    with store.transaction() as session:
        for table in reversed(Base.metadata.sorted_tables):
            if table.name not in (LocalValue.__tablename__, OperatorRow.__tablename__):
                session.execute(delete(table))
        session.execute(delete(LocalValue).where(LocalValue.name.not_in(_KEPT)))
        renew_replica(session)
    return saved.path


def require_leavable(session: Session) -> None:
    """Refuses where there is nothing to leave, or something was entered here."""
    if kept_registry(session) is None:
        raise RefusedError(Reason.NOT_ENROLLED)
    if count := _entered(session, names_of_ours(session)):
        raise UserError(_HAS_WORK.format(count))


def _entered(session: Session, names: Collection[UUID]) -> int:
    """How many times somebody entered something here, under whatever name."""
    query = select(func.count(LogCommit.id)).join(Log, Log.id == LogCommit.log_id)
    return session.scalar(query.where(Log.replica.in_(names), LogCommit.action != BASE)) or 0
