"""What this copy knows of the alliance's members, and in which standing it is itself."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from lianti_desktop.storage.exchange import ExchangeFact, Import
from lianti_desktop.storage.log.commit import canonical
from lianti_desktop.storage.log.tables import Log
from lianti_desktop.storage.membership import ASKS_AGAIN, OWN_CERTIFICATE
from lianti_desktop.storage.site import (
    Site,
    load_site,
    read_local,
    renew_replica,
    write_local,
)
from lianti_desktop.sync import wire
from lianti_desktop.sync.keys import KeyRing, ReplicaKeys
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.registry import (
    Certificate,
    Registry,
    Trust,
    read_certificate,
    read_registry,
)

_REGISTRY, _FURTHER, _OWN = "registry", "further", OWN_CERTIFICATE
_GIVEN_UP = "exchange_names"
"""The local fact that keeps the names given up here, the latest first."""


@dataclass(frozen=True)
class Standing:
    """This copy as a member: its site, its keys, its certificate, and whom it trusts."""

    site: Site
    keys: ReplicaKeys
    certificate: Certificate
    trust: Trust


def _fact(session: Session, name: str) -> bytes | None:
    return session.scalar(select(ExchangeFact.value).where(ExchangeFact.name == name))


def _keep(session: Session, name: str, value: bytes) -> None:
    session.merge(ExchangeFact(name=name, value=value))
    session.flush()


def kept_registry(session: Session) -> Registry | None:
    """The registry in force here."""
    packed = _fact(session, _REGISTRY)
    return read_registry(packed) if packed else None


def keep_registry(session: Session, registry: Registry) -> None:
    """Puts a registry in force; an older one never replaces a newer."""
    known = kept_registry(session)
    if known is None or registry.is_newer_than(known):
        _keep(session, _REGISTRY, registry.packed())


def further_certificates(session: Session) -> list[Certificate]:
    """Certificates of restored copies that the registry does not list."""
    packed = _fact(session, _FURTHER)
    return [read_certificate(one) for one in wire.decoded(packed)] if packed else []


def keep_certificates(session: Session, certificates: Sequence[Certificate]) -> None:
    """Keeps further certificates, each once."""
    packed = {one.packed() for one in (*further_certificates(session), *certificates) if one.issuer}
    _keep(session, _FURTHER, canonical(sorted(packed)))


def load_trust(session: Session) -> Trust | None:
    """Whom this copy trusts; None before it belongs to an alliance."""
    registry = kept_registry(session)
    return Trust(registry, further_certificates(session)) if registry else None


def standing(session: Session, ring: KeyRing) -> Standing:
    """Our standing; a copy that was restored on its own PC is certified by its predecessor."""
    trust, site = load_trust(session), load_site(session)
    own = _fact(session, _OWN)
    if trust is None or own is None:
        raise RefusedError(Reason.NOT_ENROLLED)
    certificate = trust.known(site.replica) or _succeed(session, ring, read_certificate(own))
    keys = ring.of(site.replica)
    if keys is None or keys.signing.public != certificate.signing:
        raise RefusedError(Reason.NOT_ENROLLED)
    return Standing(site, keys, certificate, load_trust(session) or trust)


def certify(session: Session, ring: KeyRing) -> None:
    """Gives a copy with a new name its keys and certificate, where it can have them."""
    with suppress(RefusedError):
        standing(session, ring)


def own_certificate(session: Session, trust: Trust | None) -> Certificate | None:
    """Under which certificate this copy works; a restored one may not have its own yet."""
    own = _fact(session, _OWN)
    if trust is None or own is None:
        return None
    return trust.known(load_site(session).replica) or trust.known(read_certificate(own).replica)


def is_in_service(session: Session, trust: Trust) -> bool:
    """Whether this copy, under its present name, may speak in the alliance as far as is known."""
    replica = load_site(session).replica
    return trust.certificate(replica) is not None and trust.last_allowed(replica) is None


def give_up_name(session: Session) -> None:
    """Goes on under a name for which nobody vouches until the alliance admits it.

    What was written under the old names stays this PC's, and what was made for them can be opened.
    """
    names = names_of_ours(session)
    write_local(session, _GIVEN_UP, " ".join(name.hex for name in names))
    write_local(session, ASKS_AGAIN, "1")
    session.execute(delete(ExchangeFact).where(ExchangeFact.name == _OWN))
    renew_replica(session)


def settle_name(session: Session) -> None:
    """The new name is that of a member, and all that belongs to it has been done."""
    write_local(session, ASKS_AGAIN, None)


def settle_certificate(session: Session, certificate: Certificate) -> None:
    """Keeps the certificate under which this copy works."""
    _keep(session, _OWN, certificate.packed())


def _succeed(session: Session, ring: KeyRing, former: Certificate) -> Certificate:
    predecessor = ring.of(former.replica)
    if predecessor is None or predecessor.signing.public != former.signing:
        raise RefusedError(Reason.NOT_ENROLLED)
    replica = load_site(session).replica
    keys = ring.made(replica)
    certificate = replace(
        former,
        replica=replica,
        signing=keys.signing.public,
        recipient=keys.recipient,
        issuer=former.replica,
        former=(),
    ).signed(predecessor.signing)
    keep_certificates(session, [certificate])
    settle_certificate(session, certificate)
    return certificate


def names_of_ours(session: Session) -> list[UUID]:
    """This copy's name, then those that it bore before it was restored or asked to join again.

    The latest come first. This ends: a trust knows no copy before the one that vouches for it.
    """
    names = [load_site(session).replica]
    trust, own = load_trust(session), _fact(session, _OWN)
    certificate = read_certificate(own) if own else None
    while trust is not None and certificate is not None:
        names.append(certificate.replica)
        certificate = trust.known(certificate.issuer) if certificate.issuer else None
    given_up = (read_local(session, _GIVEN_UP) or "").split()
    return list(dict.fromkeys([*names, *map(UUID, given_up)]))


def former_copies(session: Session, trust: Trust | None) -> tuple[UUID, ...]:
    """The copies whose logs lie here from before this one, all of the same school.

    Who is or was a member holds the logs of others too; what the alliance knows is not its own.
    """
    own = load_site(session).replica
    rows = session.scalars(select(Log.replica).where(Log.origin.is_(None), Log.replica != own))
    return tuple(sorted(one for one in rows if trust is None or trust.author_of(one) is None))


def recipients_at(trust: Trust, school: UUID, besides: UUID) -> list[Certificate]:
    """The copies of a school that may be at work."""
    return [
        certificate
        for certificate in trust.certificates()
        if certificate.school == school
        and certificate.replica != besides
        and trust.last_allowed(certificate.replica) is None
    ]


def at_work(session: Session, trust: Trust, copies: Sequence[Certificate]) -> list[Certificate]:
    """Those of some copies for which is reckoned what they lack.

    A copy that another has succeeded counts again once it has been heard from after it: then both
    are at work, each on a PC of its own. When none is left, all count.
    """
    successors = {one.issuer: one.replica for one in trust.certificates() if one.issuer}
    working = [
        copy
        for copy in copies
        if copy.replica not in successors
        or _heard(session, copy.replica) > _heard(session, successors[copy.replica], first=True)
    ]
    return working or list(copies)


def _heard(session: Session, replica: UUID, *, first: bool = False) -> int:
    """The number of the last or first import from a copy; 0 when there was none."""
    which = func.min(Import.id) if first else func.max(Import.id)
    return session.scalar(select(which).where(Import.sender == replica)) or 0
