"""A forgotten password without its recovery sheet: the core school's signed file for one PC.

The file names the PC, the person and a number, so that it is good for one new password and no
more. It opens nothing: what is sealed stays sealed. Source: journey J12 (b).
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import event
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.log.commit import canonical
from lianti_desktop.storage.operators import Operator, operators, set_password
from lianti_desktop.storage.site import load_site, read_local, write_local
from lianti_desktop.storage.store import Store, system_now
from lianti_desktop.sync import wire
from lianti_desktop.sync.enrolment import registrar
from lianti_desktop.sync.files import put_file
from lianti_desktop.sync.keys import SIGNATURE_BYTES, KeyRing, holds
from lianti_desktop.sync.members import kept_registry, names_of_ours
from lianti_desktop.sync.refusal import RefusedError
from lianti_desktop.sync.registry import Authority

SUFFIX = ".ltreset"
PURPOSE = "password reset"
FORMAT = 1
LARGEST = 64 * 1024
RESETS = "password_resets"
"""The local fact that keeps which resets were used here: JSON, a list of operator, day, number."""

_OPENING = "联体桌面 重置密码\n"
_HEAD = "{}操作员：{}\n电脑：尾号 {}\n只能在这台电脑上用一次，不要改动本文件。\n"
_DIVIDER = b"---\n"
_SAFE = "密码没有变化，资料都在。"
_NOT_ONE = f"这不是中心校做的重置文件。{_SAFE}请核对是不是拿错了文件。"
_ALTERED = f"这份重置文件不完整或被改过，不能用。{_SAFE}请中心校重新做一份。"
_NEWER = f"这份重置文件是用更新的程序做的。{_SAFE}请先装上新版本再用。"
_OTHER_ALLIANCE = f"这份重置文件来自另一个联盟，不能用。{_SAFE}请向本联盟的中心校要一份。"
_OTHER_PC = (
    "这份重置文件是给另一台电脑做的（尾号 {}），本机的尾号是 {}。"
    f"{_SAFE}请中心校在名单里选本机，重新做一份。"
)
_USED = f"这份重置文件已经用过了，只能用一次。{_SAFE}请中心校重新做一份。"
_UNKNOWN = (
    f"重置文件里写的操作员“{{}}”，这台电脑上没有登记。{_SAFE}请中心校照登记的姓名重新做一份。"
)
_OLD_KEY = f"这份重置文件是用已经换掉的钥匙做的，不能用。{_SAFE}请中心校重新做一份。"
_ALONE = f"本机还没有加入联盟，中心校的重置文件用不上。{_SAFE}请用打印的恢复单。"
_NO_PC = "联盟名册里没有这台电脑，没有做文件。数据没有变化。请核对是哪一台。"
_RETIRED = "这台电脑已经停用，没有做文件。数据没有变化。请核对是哪一台。"
_NO_NAME = "没有写操作员的姓名，没有做文件。请照那台电脑上登记的姓名填写。"


@dataclass(frozen=True)
class Reset:
    """Which person on which copy may set a new password, by whose word; `number` is for once."""

    authority: Authority
    replica: UUID
    operator: str
    number: UUID

    def body(self) -> bytes:
        """What is signed."""
        return canonical(
            {
                "format": FORMAT,
                "root": self.authority.root,
                "registry_key": self.authority.registry_key,
                "voucher": self.authority.voucher,
                "generation": self.authority.generation,
                "replica": self.replica.bytes,
                "operator": self.operator,
                "number": self.number.bytes,
            }
        )


def tail_of(replica: UUID) -> str:
    """How lists tell PCs apart: the last letters of their number."""
    return replica.hex[-4:].upper()


def make_reset(store: Store, ring: KeyRing, aim: tuple[UUID, str], file: Path) -> Reset:
    """Writes the file for an operator of a PC of the alliance; only the core school can."""
    replica, name = aim[0], aim[1].strip()
    if not name:
        raise UserError(_NO_NAME)
    with store.transaction() as session:
        us, key = registrar(session, ring)
        if us.trust.certificate(replica) is None:
            raise UserError(_NO_PC)
        if us.trust.last_allowed(replica) is not None:
            raise UserError(_RETIRED)
        reset = Reset(us.trust.registry.authority, replica, name, uuid4())
    body, head = reset.body(), _HEAD.format(_OPENING, name, tail_of(replica))
    put_file(file, head.encode() + _DIVIDER + body + key.sign(PURPOSE, body))
    return reset


def read_reset(file: Path) -> Reset:
    """What a file says, once its signature is good; whether it is for us is asked later."""
    try:
        packed = file.read_bytes() if file.stat().st_size <= LARGEST else b""
    except OSError as error:
        raise UserError(_NOT_ONE) from error
    head, divider, rest = packed.partition(_DIVIDER)
    if not divider or not head.startswith(_OPENING.encode()):
        raise UserError(_NOT_ONE)
    body, signature = rest[:-SIGNATURE_BYTES], rest[-SIGNATURE_BYTES:]
    try:
        reset = _parsed(body)
    except RefusedError as refusal:
        raise UserError(_ALTERED) from refusal
    says = _HEAD.format(_OPENING, reset.operator, tail_of(reset.replica)).encode()
    authority = reset.authority
    is_signed = holds(authority.registry_key, PURPOSE, body, signature)
    if head != says or not authority.is_good() or not is_signed:
        raise UserError(_ALTERED)
    return reset


def _parsed(body: bytes) -> Reset:
    raw = wire.decoded(body)
    if wire.whole(raw, "format") > FORMAT:
        raise UserError(_NEWER)
    authority = Authority(
        wire.fixed(raw, "root"),
        wire.fixed(raw, "registry_key"),
        wire.fixed(raw, "voucher", SIGNATURE_BYTES),
        wire.whole(raw, "generation"),
    )
    name = wire.part(raw, "operator", str)
    return Reset(authority, wire.identifier(raw, "replica"), name, wire.identifier(raw, "number"))


def person_of(session: Session, ring: KeyRing, reset: Reset) -> Operator:
    """Whose password it resets on this copy; refuses all that it is not good for."""
    _require_ours(session, reset.authority)
    ours = [one for one in names_of_ours(session) if ring.of(one) is not None]
    if reset.replica not in ours:
        own = load_site(session).replica
        raise UserError(_OTHER_PC.format(tail_of(reset.replica), tail_of(own)))
    if ring.is_used(reset.number) or any(
        one["number"] == reset.number.hex for one in _kept(session)
    ):
        raise UserError(_USED)
    for one in operators(session):
        if one.name == reset.operator:
            return one
    raise UserError(_UNKNOWN.format(reset.operator))


def _require_ours(session: Session, authority: Authority) -> None:
    """A later key that the root vouches for is believed; one that was superseded is not."""
    registry = kept_registry(session)
    if registry is None:
        raise UserError(_ALONE)
    known = registry.authority
    if authority.root != known.root:
        raise UserError(_OTHER_ALLIANCE)
    is_present = authority.registry_key == known.registry_key
    if not is_present and authority.generation <= known.generation:
        raise UserError(_OLD_KEY)


def use_reset(session: Session, ring: KeyRing, reset: Reset, password: str) -> str:
    """Sets the new password and notes that the file was used; returns the new recovery code.

    The note beside the keys outlives a restored backup. It is made when the password is kept, so
    that a full disk does not use the file up; the one in the data is enough where it fails.
    """
    operator = person_of(session, ring, reset)
    code = set_password(session, operator.id, password)
    note = {
        "operator": operator.name,
        "day": system_now().date().isoformat(),
        "number": reset.number.hex,
    }
    write_local(session, RESETS, json.dumps([*_kept(session), note], ensure_ascii=False))
    event.listen(session, "after_commit", lambda _: _note_used(ring, reset.number), once=True)
    return code


def _note_used(ring: KeyRing, number: UUID) -> None:
    with suppress(OSError, UserError):
        ring.note_used(number)


def resets_used(session: Session) -> dict[str, str]:
    """Operators whose password was reset by such a file here, with the day of the last time."""
    return {one["operator"]: one["day"] for one in _kept(session)}


def _kept(session: Session) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(read_local(session, RESETS) or "[]")
    return found
