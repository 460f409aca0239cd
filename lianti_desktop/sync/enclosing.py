"""Which attached files go along: what the readers lack, by size and age, as far as there is room.

Thumbnails come first, then print copies and papers, then originals: first those that somebody
wants. Within a size the oldest record comes first. What does not fit is left for the next time.
Source: exchange.md §9; who may see what: §8 and the record's own consent.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.domain.words import MediaConsent, SiteRole
from lianti_desktop.storage.exchange import Peer
from lianti_desktop.storage.place_notes import tells_place
from lianti_desktop.storage.record import Scope
from lianti_desktop.sync.holdings import peer_holds
from lianti_desktop.sync.numbering import Numbers
from lianti_desktop.sync.registry import Certificate
from lianti_desktop.sync.shelf import Held, Parcel, Shelf
from lianti_desktop.sync.statement import kept_statement
from lianti_desktop.sync.tiers import PICTURES, Tier, attachment_places, tier_of

_CONSENT = "consent_state"
_STAYS_AT_HOME = (MediaConsent.BLOCKED, MediaConsent.BLUR_NEEDED)
"""Pictures that no other school may see."""


@dataclass(frozen=True)
class Sending:
    """What a person allows to be sent: pictures up to a size (None: what the readers want), and at
    most so many bytes of files."""

    photos: Tier | None = None
    budget: int | None = None


@dataclass(frozen=True)
class _Named:
    """A file that a record names."""

    digest: str
    place: str
    row: UUID


@dataclass(frozen=True)
class Lacking:
    """What the readers lack and may have, in the order in which it is to go; `photos` are the
    print copies among the files; `unread` counts what may not leave our school."""

    parcels: tuple[Parcel, ...]
    photos: frozenset[str]
    unread: int = 0


def lacking_files(
    session: Session, shelf: Shelf, readers: Sequence[Certificate], whose: tuple[UUID, Sending]
) -> Lacking:
    """What readers of one school lack; `whose` names our own school and what is allowed."""
    ours, sending = whose
    numbers, held = Numbers(session), shelf.held()
    theirs = [peer_holds(session, reader.replica, numbers) for reader in readers]
    wishes = [_wanted_size(session, reader) for reader in readers]
    allowed = sending.photos or max(wishes, key=list(Tier).index, default=Tier.SCREEN)
    is_own = any(reader.school == ours for reader in readers)
    named = [one for one in _named(session, readers[0]) if _is_asked(one, allowed)]
    here = [one for one in named if one.digest in held.files]
    blocked = set() if is_own else _blocked(session) | _telling(shelf, here, theirs)
    free = [one for one in named if one.digest not in blocked]
    pictures = [one for one in free if one.place in PICTURES]
    _renew_thumbnails(shelf, held, (pictures, theirs))
    parcels = dict.fromkeys(_thumbnails(shelf, pictures, theirs))
    wanting = [there for there, wish in zip(theirs, wishes, strict=True) if wish.covers(allowed)]
    for tier in (Tier.SCREEN, Tier.ORIGINAL):
        if allowed.covers(tier):
            lacked = chain(_lacked(free, wanting, tier), _lacked(free, theirs, tier))
            files = (one for one in lacked if one in held.files)
            parcels |= {Parcel(one, shelf.file_size(one)): None for one in files}
    photos = frozenset(one.digest for one in pictures)
    kept_back = {one.row for one in named if one.digest in blocked}
    return Lacking(tuple(parcels), photos, len(kept_back))


def _is_asked(one: _Named, allowed: Tier) -> bool:
    """Whether a file may go at this size; of a picture at least the thumbnail does."""
    return one.place in PICTURES or allowed.covers(tier_of(one.place))


def _wanted_size(session: Session, reader: Certificate) -> Tier:
    packed = session.scalar(select(Peer.files).where(Peer.replica == reader.replica))
    return kept_statement(packed).wants


def _named(session: Session, reader: Certificate) -> list[_Named]:
    """The files that living records name and the reader may see, the oldest record first."""
    found: list[_Named] = []
    for kind, name, place, scope in attachment_places():
        cell = getattr(kind, name)
        query = select(kind.id, kind.owner_id, cell).where(
            kind.deleted.is_(False), kind.sample.is_(False), cell.is_not(None)
        )
        for row, owner, digest in session.execute(query):
            if _may_see(reader, owner, scope):
                found.append(_Named(digest, place, row))
    return sorted(found, key=lambda one: one.row)


def _may_see(reader: Certificate, owner: UUID | None, scope: Scope) -> bool:
    if scope is Scope.ALLIANCE:
        return True
    return scope is Scope.CORE and (reader.role is SiteRole.CORE or owner in reader.schools)


def _blocked(session: Session) -> set[str]:
    """Pictures that some record says must not be shown, and all their sizes."""
    found: set[str] = set()
    for kind, name, _, _ in attachment_places():
        if _CONSENT in kind.__table__.columns:
            cell = getattr(kind, name)
            states = getattr(kind, _CONSENT).in_(_STAYS_AT_HOME)
            found.update(session.scalars(select(cell).where(states, cell.is_not(None))))
    return found


def _telling(shelf: Shelf, named: Iterable[_Named], theirs: Sequence[Held]) -> set[str]:
    """Files that still say where they were made; print copies never do."""
    others = dict.fromkeys(one.digest for one in named if one.place not in PICTURES)
    lacked = (one for one in others if not all(one in held.files for held in theirs))
    return {one for one in lacked if tells_place(shelf.attachments.path(one))}


def _lacked(named: Iterable[_Named], theirs: Sequence[Held], tier: Tier) -> Iterator[str]:
    for one in named:
        if tier_of(one.place) is tier and not all(one.digest in held.files for held in theirs):
            yield one.digest


def _renew_thumbnails(
    shelf: Shelf, held: Held, lack: tuple[Iterable[_Named], Sequence[Held]]
) -> None:
    """Makes the thumbnails that are lacking there and here, where the print copy is here."""
    pictures, theirs = lack
    missing = [
        one.digest
        for one in pictures
        if one.digest in held.files - held.thumbnails
        and not all(one.digest in other.thumbnails for other in theirs)
    ]
    if missing:
        shelf.thumbnails.rebuild_missing(missing, shelf.attachments)


def _thumbnails(
    shelf: Shelf, pictures: Iterable[_Named], theirs: Sequence[Held]
) -> Iterator[Parcel]:
    sizes = shelf.thumbnails.sizes()
    for one in pictures:
        lacked = not all(one.digest in held.thumbnails for held in theirs)
        if lacked and one.digest in sizes:
            yield Parcel(one.digest, sizes[one.digest], is_thumbnail=True)


def within(parcels: Iterable[Parcel], room: int) -> tuple[list[Parcel], list[Parcel]]:
    """What fits into so many bytes, in order, and what is left; a large file stops nobody."""
    taken: list[Parcel] = []
    left: list[Parcel] = []
    for one in parcels:
        if one.size <= room:
            room -= one.size
            taken.append(one)
        else:
            left.append(one)
    return taken, left
