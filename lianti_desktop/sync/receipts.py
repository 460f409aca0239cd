"""Answering what came on a stick: a receipt for each school whose package was taken in."""

from collections.abc import Iterable
from pathlib import Path

from lianti_desktop.storage.store import Store
from lianti_desktop.sync.incoming import Outcome
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.manifest import Manifest
from lianti_desktop.sync.outgoing import Address, Packed, pack


def write_receipts(
    store: Store, ring: KeyRing, outcomes: Iterable[Outcome], folder: Path
) -> list[Packed]:
    """Writes the receipts into a folder, usually on the stick that the packages came on.

    A receipt says what is held here and which files are wanted. It is not answered itself.
    """
    told = [one.manifest for one in outcomes if one.manifest is not None]
    schools = dict.fromkeys(one.sender.school for one in told if not is_receipt(one))
    return [pack(store, ring, Address(school, is_receipt=True), folder) for school in schools]


def is_receipt(manifest: Manifest) -> bool:
    """Whether a package brings neither records nor files."""
    return not manifest.ranges and not manifest.segments
