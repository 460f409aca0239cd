"""Who sits at this PC: names, roles and optional passwords; local, never carried to others.

Passwords are kept as Argon2id hashes (RFC 9106, second recommended parameters). The recovery code
is printed on paper; only its hash is kept.
"""

import secrets
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Boolean, String, Text, Uuid, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.ids import new_id
from lianti_desktop.domain.words import OperatorRole
from lianti_desktop.storage.record import Base, WordType

SHORTEST_PASSWORD = 6
_CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class OperatorRow(Base):
    """The table of operators."""

    __tablename__ = "operator"

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[OperatorRole] = mapped_column(WordType(OperatorRole))
    password: Mapped[str | None] = mapped_column(String)
    recovery: Mapped[str | None] = mapped_column(String)
    active: Mapped[bool] = mapped_column(Boolean, default=True)


@dataclass(frozen=True)
class Operator:
    """A person at this PC."""

    id: UUID
    name: str
    role: OperatorRole
    has_password: bool = False

    @property
    def author(self) -> str:
        """How the log names the person."""
        return f"{self.name}（{self.role.label}）"


def operators(session: Session) -> list[Operator]:
    """The active operators in the order in which they were entered."""
    rows = session.scalars(
        select(OperatorRow).where(OperatorRow.active.is_(True)).order_by(OperatorRow.id)
    )
    return [Operator(row.id, row.name, row.role, row.password is not None) for row in rows]


def add_operator(session: Session, name: str, role: OperatorRole) -> Operator:
    """Enters a person; a name that is taken is refused."""
    name = name.strip()
    if not name:
        raise UserError("没有填姓名，没有保存。请填上操作员的姓名。")
    if any(known.name == name for known in operators(session)):
        raise UserError(f"操作员“{name}”已经有了，没有重复保存。同名的人请在姓名后加一个字区分。")
    row = OperatorRow(id=new_id(), name=name, role=role)
    session.add(row)
    session.flush()
    return Operator(row.id, name, role)


def change_role(session: Session, operator: UUID, role: OperatorRole) -> None:
    """Gives a person another role; what was entered before keeps the old one."""
    _write(session, operator, role=role)


def retire_operator(session: Session, operator: UUID, at_work: UUID | None = None) -> None:
    """Takes a person off the list, but not the one who works now; what they entered stays."""
    if operator == at_work:
        raise UserError("这位操作员正在用，没有停用，资料没有变化。请先换另一位操作员再停用。")
    _write(session, operator, active=False)


def set_password(session: Session, operator: UUID, password: str) -> str:
    """Sets a password and returns the new recovery code for the printed sheet."""
    if len(password) < SHORTEST_PASSWORD:
        raise UserError(f"密码太短，没有保存。请至少用 {SHORTEST_PASSWORD} 个字。")
    code = "-".join("".join(secrets.choice(_CODE_LETTERS) for _ in range(4)) for _ in range(4))
    _write(session, operator, password=_hash(password), recovery=_hash(code))
    return code


def clear_password(session: Session, operator: UUID) -> None:
    """From now on the name alone is enough."""
    _write(session, operator, password=None, recovery=None)


def password_fits(session: Session, operator: UUID, password: str) -> bool:
    """Whether this is the operator's password; true where none is set."""
    kept = session.scalar(select(OperatorRow.password).where(OperatorRow.id == operator))
    return kept is None or _fits(kept, password)


def reset_with_code(session: Session, operator: UUID, code: str) -> bool:
    """Clears a forgotten password when the code of the recovery sheet is right."""
    kept = session.scalar(select(OperatorRow.recovery).where(OperatorRow.id == operator))
    if kept is None or not _fits(kept, code.strip().upper()):
        return False
    clear_password(session, operator)
    return True


def _write(session: Session, operator: UUID, **values: str | bool | None) -> None:
    session.execute(update(OperatorRow).where(OperatorRow.id == operator).values(**values))


def _hash(secret: str) -> str:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(
        salt=secrets.token_bytes(16), length=32, iterations=3, lanes=4, memory_cost=64 * 1024
    )
    return kdf.derive_phc_encoded(secret.encode())


def _fits(kept: str, secret: str) -> bool:
    from cryptography.exceptions import InvalidKey
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        Argon2id.verify_phc_encoded(secret.encode(), kept)
    except InvalidKey:
        return False
    return True
