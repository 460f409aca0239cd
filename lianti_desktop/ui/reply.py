"""Where the answer to a question goes, and what long work may tell and ask meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject


class CancelledError(Exception):
    """Long work was stopped by the user and has tidied up after itself."""


@dataclass(frozen=True)
class Progress:
    """What long work tells and asks: `tell(words, done, total)`, `is_cancelled()`."""

    tell: Callable[[str, int, int], None]
    is_cancelled: Callable[[], bool]


@dataclass(frozen=True)
class Reply:
    """Where an answer goes; `refused` takes the sentence of a UserError instead of the window."""

    owner: QObject
    then: Callable[[Any], None] | None = None
    refused: Callable[[str], None] | None = None
