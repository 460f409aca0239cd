"""How the stamps of a row are packed: one JSON text with `*` for all that came with the row."""

import json
from collections.abc import Mapping

from lianti_desktop.storage.log.merge import CREATED, Stamp

_encode = json.JSONEncoder(separators=(",", ":")).encode


def packed_stamps(stamps: Mapping[str, Stamp]) -> str:
    """The text; of a row that nobody has changed since it was made it is written out plainly."""
    if len(stamps) == 1 and CREATED in stamps:
        log, seq, lamport, quality = stamps[CREATED]
        return f'{{"{CREATED}":[{log},{seq},{lamport},{quality}]}}'
    return _encode(stamps)
