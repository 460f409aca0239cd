"""What becomes of work done while the data is closed: where to open again, and what to say."""

from dataclasses import dataclass

from lianti_desktop.paths import DataPaths


@dataclass(frozen=True)
class Reopening:
    """`said` is the quiet line when the window stands again; `data` another folder, if any.

    `refused` says why the work was not done; it stays in sight until it was read.
    """

    said: str = ""
    data: DataPaths | None = None
    refused: str = ""
