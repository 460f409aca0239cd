"""The exchange beside the other pages: its words in the status line, its red number, its offers.

It asks nothing before this copy has asked to join, and loads nothing of the exchange before the
first page is up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from sqlalchemy.orm import Session

from lianti_desktop.services.data_place import Volume
from lianti_desktop.storage.membership import asks_again, is_member
from lianti_desktop.storage.site import load_site
from lianti_desktop.storage.store import Store
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.reply import Progress
from lianti_desktop.ui.stick_watch import StickWatch
from lianti_desktop.ui.theme import Tone

if TYPE_CHECKING:
    from lianti_desktop.ui.exchange_parcels import Glimpse
    from lianti_desktop.ui.widgets.card import LinkLine

FIRST_AFTER = 3000
REST = 2000
ASKS_AGAIN = "已重新申请加入，等中心校受理"


@dataclass(frozen=True)
class Offer:
    """A stick that has come, and how many packages on it wait to be taken in."""

    stick: Volume
    parcels: int


def renewed(store: Store) -> bool:
    """Before the first write: a member that was restored or copied goes on under a new name."""
    with store.read() as session:
        if not is_member(session):
            return False
    from lianti_desktop.sync.keys import KeyRing, usual_folder
    from lianti_desktop.sync.witness import renew_when_doubtful

    return renew_when_doubtful(store, KeyRing(usual_folder()))


def offer_words(offer: Offer) -> str:
    """What the quiet line says of a stick that has come."""
    name = offer.stick.name or str(offer.stick.root)
    return f"发现U盘“{name}”，里面有 {offer.parcels} 个新的包"


@dataclass(frozen=True)
class State:
    """The words of the status line with their tone, and the lines of the workbench."""

    words: str
    tone: Tone
    lines: "tuple[LinkLine, ...]"


def _state(now: datetime, session: Session) -> State | None:
    """How the exchange stands; None while this copy has no part in one."""
    if asks_again(session):
        return State(ASKS_AGAIN, Tone.WAITING, ())
    if not is_member(session):
        return None
    from lianti_desktop.sync.overview import Membership, overview
    from lianti_desktop.ui.exchange_glance import exchange_lines, retired_line
    from lianti_desktop.ui.exchange_parcels import usual_ring
    from lianti_desktop.ui.exchange_words import RETIRED, last_words

    found = overview(session, usual_ring())
    if found.membership is Membership.RETIRED:
        return State(RETIRED, Tone.DANGER, (retired_line(),))
    lines = exchange_lines(session, found, now.date())
    return State(*last_words(found, now.date()), lines)


class ExchangeWatch(QObject):
    """`told` for the status line, `offered` when a stick comes, `waiting` with its new packages."""

    told = Signal(str, object)
    waiting = Signal(int)
    offered = Signal(object)

    def __init__(
        self,
        desk: Desk,
        now: Callable[[], datetime],
        sticks: StickWatch,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._now = desk, now
        self._is_asking = False
        self.sticks = sticks
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._ask)
        desk.changed.connect(lambda _: self._rest.start(REST))
        desk.exchanged.connect(self._ask)
        sticks.changed.connect(desk.sticks_changed)
        sticks.changed.connect(lambda _: self.waiting.emit(0))
        sticks.plugged.connect(self._on_plugged)

    def begin(self) -> None:
        """The first look comes when the start is over."""
        self._rest.start(FIRST_AFTER)
        QTimer.singleShot(FIRST_AFTER, self, self.sticks.begin)

    def end(self) -> None:
        """No more looks."""
        self._rest.stop()
        self.sticks.end()

    def _ask(self) -> None:
        """While an answer is on its way the next question waits."""
        if self._is_asking:
            self._rest.start(REST)
            return
        self._is_asking = True
        self._desk.ask(partial(_state, self._now()), Reply(self, self._on_state))

    def _on_state(self, found: State | None) -> None:
        self._is_asking = False
        if found is not None:
            self.told.emit(found.words, found.tone)
            self._desk.exchange_told.emit(found.lines)

    def _on_plugged(self, stick: Volume) -> None:
        def job(progress: Progress) -> "Sequence[Glimpse]":
            from lianti_desktop.sync.keys import KeyRing, usual_folder

            ring = KeyRing(usual_folder())
            with self._desk.store.read() as session:
                has_asked = ring.of(load_site(session).replica) is not None
                if not has_asked and not is_member(session):
                    return ()
            from lianti_desktop.ui.exchange_parcels import glance

            return glance(self._desk.store, ring, stick.root, progress)

        self._desk.run(job, Reply(self, partial(self._on_looked, stick)))

    def _on_looked(self, stick: Volume, found: "Sequence[Glimpse]") -> None:
        self.waiting.emit(len(found))
        if found:
            self.offered.emit(Offer(stick, len(found)))
