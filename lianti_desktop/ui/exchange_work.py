"""What the window does with packages, off its thread: taking in, receipts, sending, weighing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.membership import asks_again
from lianti_desktop.storage.rights import school_name
from lianti_desktop.storage.store import Store
from lianti_desktop.storage.watch import StoppedError
from lianti_desktop.sync.enclosing import Sending
from lianti_desktop.sync.estimate import Estimate, estimates
from lianti_desktop.sync.incoming import Outcome, Wish, take_in
from lianti_desktop.sync.joining import settle_membership, start_doubts
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.members import load_trust, own_certificate
from lianti_desktop.sync.outgoing import Address, Packed, pack
from lianti_desktop.sync.receipts import receipts_for
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.tiers import Tier
from lianti_desktop.ui.exchange_parcels import Parcel, watch_of
from lianti_desktop.ui.reply import Progress


@dataclass
class Received:
    """What became of the packages: those taken in, those refused with the sentence why."""

    taken: list[tuple[Parcel, Outcome]] = field(default_factory=list)
    refused: list[tuple[Parcel, str]] = field(default_factory=list)
    braked: Parcel | None = None
    receipts: list[Path] = field(default_factory=list)
    trouble: str = ""
    is_stopped: bool = False
    joined: tuple[str, str] | None = None
    """The alliance that this copy has become a member of, and as which school; the school is empty
    where it was admitted again."""
    doubts: list[str] = field(default_factory=list)
    is_retired: bool = False
    """Whether it is known now that this PC was taken out of service."""


@dataclass
class Sent:
    """What was written: for which school which package; `trouble` is why the rest was not."""

    made: list[tuple[UUID, Packed]] = field(default_factory=list)
    trouble: str = ""
    is_stopped: bool = False


@dataclass(frozen=True)
class TakingIn:
    """What to take in, where receipts go (None for nowhere), the number that was typed in, and
    whether what a PC out of service wrote too late may be laid aside for somebody to look at."""

    parcels: Sequence[Parcel]
    receipts: Path | None = None
    confirmed: int | None = None
    from_retired: bool = False


def receive(store: Store, ring: KeyRing, asked: TakingIn, progress: Progress) -> Received:
    """Takes packages in one after another; each is whole or not there. Receipts come last."""
    result = Received()
    for done, parcel in enumerate(asked.parcels):
        if progress.is_cancelled():
            result.is_stopped = True
            break
        progress.tell(f"正在收 {parcel.sender} 第{parcel.number}包", done, len(asked.parcels) + 1)
        wish = Wish(
            confirmed=asked.confirmed,
            watch=watch_of(progress),
            from_retired=asked.from_retired,
        )
        if not _took(store, ring, (parcel, wish), result):
            break
    if asked.receipts is not None:
        progress.tell("正在写回执", len(asked.parcels), len(asked.parcels) + 1)
        _write_receipts(store, ring, asked.receipts, result)
    progress.tell("", 1, 1)
    return result


def _took(store: Store, ring: KeyRing, asked: tuple[Parcel, Wish], result: Received) -> bool:
    """Takes one in; False where it stops: by the user, or until a number is typed in."""
    parcel, wish = asked
    with store.read() as session:
        is_back = asks_again(session)
    try:
        outcome = take_in(store, ring, parcel.file, wish)
        has_joined = settle_membership(store, ring)
    except RefusedError as refusal:
        if refusal.reason is Reason.MASS_CHANGE:
            result.braked = parcel
            return False
        result.refused.append((parcel, str(refusal)))
    except StoppedError:
        result.is_stopped = True
        return False
    except UserError as refusal:
        result.refused.append((parcel, str(refusal)))
    else:
        result.taken.append((parcel, outcome))
        if has_joined and outcome.manifest is not None:
            result.joined = (outcome.manifest.registry.name, "" if is_back else _own_school(store))
            result.doubts += [] if is_back else start_doubts(store, outcome.manifest)
        result.is_retired = _is_retired(store)
    return True


def _is_retired(store: Store) -> bool:
    with store.read() as session:
        trust = load_trust(session)
        own = own_certificate(session, trust)
    return trust is not None and own is not None and trust.last_allowed(own.replica) is not None


def _own_school(store: Store) -> str:
    with store.read() as session:
        return school_name(session, session.info["site"].school_id)


def _write_receipts(store: Store, ring: KeyRing, folder: Path, result: Received) -> None:
    """One receipt for each school whose content came; a receipt is not answered."""
    came = [
        parcel.manifest
        for parcel, outcome in result.taken
        if parcel.manifest and outcome.number is not None
    ]
    for address in receipts_for(store, came):
        try:
            made = pack(store, ring, address, folder)
        except UserError as refusal:
            result.trouble = str(refusal)
        else:
            result.receipts.extend(made.files)


@dataclass(frozen=True)
class SendingOff:
    """For whom packages are to be made, where they go, and how large pictures travel."""

    schools: Sequence[UUID]
    folder: Path
    photos: Tier | None = None


def send(store: Store, ring: KeyRing, asked: SendingOff, progress: Progress) -> Sent:
    """A package for each of some schools; each is read back before it counts."""
    result = Sent()
    for school in asked.schools:
        address = Address(school, sending=Sending(asked.photos), watch=watch_of(progress))
        progress.tell("正在做包并核对", 0, 0)
        try:
            result.made.append((school, pack(store, ring, address, asked.folder)))
        except StoppedError:
            result.is_stopped = True
            break
        except UserError as refusal:
            result.trouble = str(refusal)
            break
    progress.tell("", 1, 1)
    return result


def weigh(store: Store, schools: Sequence[UUID], _progress: Progress) -> dict[Tier, Estimate]:
    """What packages for some schools would weigh together, by the size of their pictures."""
    total = dict.fromkeys(Tier, Estimate())
    with store.read() as session:
        for school in schools:
            for tier, one in estimates(session, store.data, school).items():
                total[tier] = total[tier].plus(one)
    return total
