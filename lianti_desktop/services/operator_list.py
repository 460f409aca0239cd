"""The people at this PC: who they are, another role, and whom one may take off the list."""

from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import OperatorRole
from lianti_desktop.storage.operators import OperatorRow, retire_operator


def change_role(session: Session, operator: UUID, role: OperatorRole) -> None:
    """Gives a person another role; what was entered before keeps the old one."""
    session.execute(update(OperatorRow).where(OperatorRow.id == operator).values(role=role))


def retire(session: Session, operator: UUID, at_work: UUID | None) -> None:
    """Takes a person off the list, but not the one who works now."""
    if operator == at_work:
        raise UserError("这位操作员正在用，没有停用，资料没有变化。请先换另一位操作员再停用。")
    retire_operator(session, operator)
