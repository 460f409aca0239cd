"""What long work tells while it goes on, and whom it asks whether to go on."""

from collections.abc import Callable
from dataclasses import dataclass

from lianti_desktop.domain.errors import UserError


@dataclass(frozen=True)
class Watch:
    """Where long work tells how far it is, `tell(words, done, total)`, and asks whether to stop."""

    tell: Callable[[str, int, int], None] = lambda _words, _done, _total: None
    is_cancelled: Callable[[], bool] = lambda: False


class StoppedError(UserError):
    """The user stopped long work, which has left nothing behind."""

    def __init__(self) -> None:
        super().__init__("已经停下，什么都没有留下。本机的数据没有变化。需要时再做一次就行。")


def heed(watch: Watch) -> None:
    """Stops here when the user has had enough."""
    if watch.is_cancelled():
        raise StoppedError
