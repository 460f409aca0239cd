"""Opening a package and proving it from outside to inside: for us, by a member, and as it lists.

Source: exchange.md §6.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.storage.site import load_site
from lianti_desktop.storage.store import Store
from lianti_desktop.storage.watch import Watch
from lianti_desktop.sync.keys import KeyRing, ReplicaKeys
from lianti_desktop.sync.manifest import Manifest
from lianti_desktop.sync.members import further_certificates, kept_registry, names_of_ours
from lianti_desktop.sync.package import Opened, opened_package
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.registry import Certificate, Trust


@contextmanager
def proved_package(
    store: Store, ring: KeyRing, file: Path, watch: Watch | None = None
) -> Iterator[tuple[Opened, Trust]]:
    """A package that was decrypted whole, for us, signed by a member, its content as listed.

    A copy that was restored goes by a new name; what was made for it before that is still its own.
    Whether the sender is still in service is asked with `require_in_service`.
    """
    with store.read() as session:
        names = names_of_ours(session)
    opener = partial(opened_package, staging=store.data.staging, watch=watch)
    with _opened_for(names, ring, partial(opener, file)) as (opened, keys):
        with store.read() as session:
            trust = _trust_for(session, opened.manifest, keys)
        _require_sender(opened, trust)
        if not set(names) & set(opened.manifest.recipients):
            raise RefusedError(Reason.READDRESSED)
        opened.verify_segments()
        yield opened, trust


@contextmanager
def _opened_for(
    names: Iterable[UUID],
    ring: KeyRing,
    opener: Callable[[ReplicaKeys], AbstractContextManager[Opened]],
) -> Iterator[tuple[Opened, ReplicaKeys]]:
    """The package opened with the first of our keys that fits."""
    refusal = RefusedError(Reason.NOT_ENROLLED)
    with ExitStack() as stack:
        for keys in filter(None, map(ring.of, names)):
            try:
                opened = stack.enter_context(opener(keys))
            except RefusedError as refused:
                if refused.reason is not Reason.NOT_FOR_US:
                    raise
                refusal = refused
            else:
                yield opened, keys
                return
    raise refusal


def _trust_for(session: Session, manifest: Manifest, keys: ReplicaKeys) -> Trust:
    """The newer of the registries with all certificates; a newcomer believes the one naming it."""
    ours, theirs = kept_registry(session), manifest.registry
    if ours is None:
        replica = load_site(session).replica
        own = Trust(theirs).certificate(replica)
        if own is None or own.signing != keys.signing.public:
            raise RefusedError(Reason.NOT_ENROLLED)
        return Trust(theirs, manifest.further)
    if ours.authority.alliance != theirs.authority.alliance:
        raise RefusedError(Reason.OTHER_ALLIANCE)
    newest = theirs if theirs.is_newer_than(ours) else ours
    return Trust(newest, (*further_certificates(session), *manifest.further))


def _require_sender(opened: Opened, trust: Trust) -> None:
    sender = opened.manifest.sender
    known = trust.known(sender.replica)
    if known is None or (known.signing, known.schools) != (sender.signing, sender.schools):
        raise RefusedError(Reason.BAD_CERTIFICATE)
    if not opened.signature_is_good():
        raise RefusedError(Reason.BAD_SIGNATURE)


def require_in_service(opened: Opened, trust: Trust) -> None:
    """Refuses what a PC sends that was taken out of service."""
    if trust.last_allowed(opened.manifest.sender.replica) is not None:
        raise RefusedError(Reason.REVOKED)


def require_signed(before: Mapping[bytes, bytes | None], manifest: Manifest, trust: Trust) -> None:
    """Every commit must lead to a head that a copy of its own school has signed.

    `before` names for each commit the one that it follows.

    In a package of one out of service, only its own and others' in the same case may be signed by
    such a one: it speaks for no colleague.
    """
    uncovered = dict(before)
    is_from_retired = trust.last_allowed(manifest.sender.replica) is not None
    for point in manifest.checkpoints:
        signer, origin = trust.known(point.signer), trust.author_of(point.head.replica)
        if signer is None or origin is None or signer.school != origin.school:
            raise RefusedError(Reason.BAD_CHECKPOINT)
        if not point.is_signed_by(signer):
            raise RefusedError(Reason.BAD_CHECKPOINT)
        if is_from_retired and _speaks_for_another(trust, signer, origin):
            continue
        tip = point.head.hash
        while tip in uncovered:
            tip = uncovered.pop(tip)
    if uncovered:
        raise RefusedError(Reason.BAD_CHECKPOINT)


def _speaks_for_another(trust: Trust, signer: Certificate, author: Certificate) -> bool:
    """Whether one out of service signs what a copy in service is said to have written."""
    is_retired = trust.last_allowed(signer.replica) is not None
    return is_retired and trust.last_allowed(author.replica) is None
