"""How the stamps of a row are packed: one JSON text with `*` for all that came with the row."""

import json
from collections.abc import Mapping
from functools import lru_cache

from lianti_desktop.storage.log.merge import Stamp

_quoted = lru_cache(maxsize=4096)(json.dumps)


def packed_stamps(stamps: Mapping[str, Stamp]) -> str:
    """The text, written out plainly: an import makes very many."""
    parts = [
        f"{_quoted(name)}:[{log},{seq},{lamport},{quality}]"
        for name, (log, seq, lamport, quality) in stamps.items()
    ]
    return f"{{{','.join(parts)}}}"
