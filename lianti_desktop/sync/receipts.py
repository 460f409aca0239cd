"""Answering what came on a stick: a receipt for each school whose package was taken in.

A PC out of service whose package was laid aside gets one too, and learns so that it is; also when
it sent no more than a receipt, since it does not answer.
"""

from collections.abc import Iterable
from pathlib import Path

from lianti_desktop.storage.store import Store
from lianti_desktop.sync.incoming import Outcome
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.manifest import Manifest
from lianti_desktop.sync.members import load_trust
from lianti_desktop.sync.outgoing import Address, Packed, pack


def write_receipts(
    store: Store, ring: KeyRing, outcomes: Iterable[Outcome], folder: Path
) -> list[Packed]:
    """Writes the receipts into a folder, usually on the stick that the packages came on.

    A receipt says what is held here and which files are wanted. It is not answered itself.
    """
    told = [one.manifest for one in outcomes if one.manifest is not None]
    return [pack(store, ring, address, folder) for address in receipts_for(store, told)]


def receipts_for(store: Store, told: Iterable[Manifest]) -> list[Address]:
    """For whom there are receipts: for each school, and for each PC out of service by itself."""
    with store.read() as session:
        trust = load_trust(session)
    ended = trust.out_of_service if trust else {}
    whom = dict.fromkeys(
        (one.sender.school, one.sender.replica if one.sender.replica in ended else None)
        for one in told
        if one.sender.replica in ended or not is_receipt(one)
    )
    return [Address(school, is_receipt=True, retired=retired) for school, retired in whom]


def is_receipt(manifest: Manifest) -> bool:
    """Whether a package brings neither records nor files."""
    return not manifest.ranges and not manifest.segments
