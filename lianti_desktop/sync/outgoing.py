"""Making a package: everything that a school has not acknowledged, signed and sealed for it.

Source: exchange.md §4, §5 and §9.
"""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.arrivals import settle_arrivals
from lianti_desktop.storage.exchange import Peer
from lianti_desktop.storage.site import read_local, write_local
from lianti_desktop.storage.store import Store
from lianti_desktop.sync.heads import sign_heads
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.manifest import Manifest, packed_vector
from lianti_desktop.sync.members import standing
from lianti_desktop.sync.numbering import number_attachments
from lianti_desktop.sync.packing import WANTS, Address, Packed, Packing
from lianti_desktop.sync.registry import Certificate
from lianti_desktop.sync.slip import Slip
from lianti_desktop.sync.witness import bear_witness, leave_witness

__all__ = ("Address", "Packed", "pack", "slip_of")

_NUMBER = "exchange_number"
_NOBODY = "联盟名册里没有这所学校的电脑，没有做包。数据没有变化。请先让它做入盟申请。"
_WE_ARE_RETIRED = (
    "本机已经停用，做的包各校不会收，没有做包。资料都在本机，没有变化。"
    "要接着交换，请重新写入盟申请，交中心校受理。"
)


def pack(store: Store, ring: KeyRing, address: Address, folder: Path) -> Packed:
    """Writes the package for a school into a folder, in as many files as it takes.

    The database is locked only while the number is given and at the end, not while a slow stick is
    written to. Stopped or failed, nothing is left on the stick and the number is given back.
    """
    settle_arrivals(store)
    number = _begin(store, ring, address)
    try:
        with store.read() as session:
            packing = Packing(session, store, (standing(session, ring), address, number))
            packed = packing.write(folder)
    except BaseException:
        _give_back(store, number)
        raise
    with store.transaction() as session:
        if not address.is_receipt:
            _note_packed(session, packing.readers, packing.manifest)
    bear_witness(store, ring)
    leave_witness(store, ring, folder)
    return packed


def slip_of(packed: Packed) -> Slip:
    """What the hand-over slip says."""
    return packed.slip


def _begin(store: Store, ring: KeyRing, address: Address) -> int:
    """Signs what has grown, numbers the files, and gives the package its number."""
    with store.transaction() as session:
        us = standing(session, ring)
        if us.trust.last_allowed(us.certificate.replica) is not None:
            raise UserError(_WE_ARE_RETIRED)
        if not address.readers(us):
            raise UserError(_NOBODY)
        sign_heads(session, us)
        number_attachments(session)
        if address.wants is not None:
            write_local(session, WANTS, address.wants.value)
        number = int(read_local(session, _NUMBER) or 0) + 1
        write_local(session, _NUMBER, str(number))
        return number


def _give_back(store: Store, number: int) -> None:
    with store.transaction() as session:
        if read_local(session, _NUMBER) == str(number):
            write_local(session, _NUMBER, str(number - 1))


def _note_packed(session: Session, readers: Sequence[Certificate], manifest: Manifest) -> None:
    for reader in readers:
        peer = session.get(Peer, reader.replica)
        if peer is None:
            peer = Peer(replica=reader.replica, heard_number=0)
            session.add(peer)
        peer.packed, peer.packed_number = packed_vector(manifest.vector), manifest.number
        peer.packed_at = manifest.made
    session.flush()
