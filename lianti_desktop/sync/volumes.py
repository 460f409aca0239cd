"""Cutting what is to be sent into files of a limited length.

The first holds all rows and as many attached files as fit, each later one only attached files: a
lost one delays pictures and never a record. Source: exchange.md §5.
"""

from collections.abc import Iterable

from lianti_desktop.sync.parcels import HEAD_BYTES, MOST_PARCELS
from lianti_desktop.sync.shelf import Parcel

_SEAL_SHARE = 1000
"""The sealed stream is less than a thousandth longer than what is in it."""


def cost_of(parcel: Parcel) -> int:
    """How many bytes of a file a parcel takes, with its head and its share of the seal."""
    return parcel.size + HEAD_BYTES + parcel.size // _SEAL_SHARE + 1


def split(
    parcels: Iterable[Parcel], first: int, other: int
) -> tuple[list[list[Parcel]], list[Parcel]]:
    """Fills files in order: `first` bytes are free in the one with the rows, `other` in each more.

    Also returns what is too large for any file.
    """
    volumes: list[list[Parcel]] = [[]]
    too_large: list[Parcel] = []
    room = first
    for parcel in parcels:
        cost = cost_of(parcel)
        if cost > other:
            too_large.append(parcel)
            continue
        if cost > room or len(volumes[-1]) == MOST_PARCELS:
            volumes.append([])
            room = other
        room -= cost
        volumes[-1].append(parcel)
    return volumes, too_large
