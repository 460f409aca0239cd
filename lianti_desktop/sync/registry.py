"""Who belongs to the alliance: certificates, the signed registry, and what follows from both.

The root key signs a registry key; the registry key signs certificates and the registry, a list of
all certificates and revocations with an epoch that only rises. A copy that was restored from a
backup is certified by its predecessor on the same PC. Source: exchange.md §2 and §8.
"""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from lianti_desktop.domain.words import SiteRole
from lianti_desktop.storage.log.commit import canonical
from lianti_desktop.sync import wire
from lianti_desktop.sync.keys import SIGNATURE_BYTES, SigningKey, holds
from lianti_desktop.sync.refusal import Reason, RefusedError

CERTIFICATE, REGISTRY, REGISTRY_KEY = "certificate", "registry", "registry key"
FORMAT = 1


@dataclass(frozen=True)
class Certificate:
    """That a copy with these keys works for a school.

    `schools` are the ids under which the school is known, the present one first: one that worked
    alone had given itself another. `former` are copies of the same school from before it joined.
    `issuer` is the predecessor that vouches for a restored copy, None for the registry key.
    """

    replica: UUID
    schools: tuple[UUID, ...]
    name: str
    role: SiteRole
    signing: bytes
    recipient: str
    epoch: int
    former: tuple[UUID, ...] = ()
    issuer: UUID | None = None
    signature: bytes = b""

    @property
    def school(self) -> UUID:
        """The school's present id."""
        return self.schools[0]

    def body(self) -> bytes:
        """What is signed."""
        return canonical(
            {
                "replica": self.replica.bytes,
                "schools": [school.bytes for school in self.schools],
                "name": self.name,
                "role": self.role.value,
                "signing": self.signing,
                "recipient": self.recipient,
                "epoch": self.epoch,
                "former": [replica.bytes for replica in self.former],
                "issuer": self.issuer.bytes if self.issuer else None,
            }
        )

    def signed(self, key: SigningKey) -> "Certificate":
        """The same, signed."""
        return replace(self, signature=key.sign(CERTIFICATE, self.body()))

    def packed(self) -> bytes:
        """For a file."""
        return self.body() + self.signature


def read_certificate(packed: bytes) -> Certificate:
    """A certificate from a file, not yet believed."""
    raw = wire.decoded(packed[:-SIGNATURE_BYTES], Reason.BAD_CERTIFICATE)
    schools = wire.identifiers(raw, "schools")
    if not schools or wire.part(raw, "role", str) not in {role.value for role in SiteRole}:
        raise RefusedError(Reason.BAD_CERTIFICATE)
    return Certificate(
        replica=wire.identifier(raw, "replica"),
        schools=schools,
        name=wire.part(raw, "name", str),
        role=SiteRole(raw["role"]),
        signing=wire.fixed(raw, "signing"),
        recipient=wire.part(raw, "recipient", str),
        epoch=wire.whole(raw, "epoch"),
        former=wire.identifiers(raw, "former"),
        issuer=wire.optional(raw, "issuer"),
        signature=packed[-SIGNATURE_BYTES:],
    )


@dataclass(frozen=True)
class Authority:
    """The public keys from which an alliance's trust comes; `voucher` is signed by the root.

    `generation` counts the registry keys that the root has made: a later one supersedes all before
    it, whatever their registries' epochs, also one that was lost or stolen.
    """

    root: bytes
    registry_key: bytes
    voucher: bytes
    generation: int = 0

    @property
    def alliance(self) -> bytes:
        """The name of the alliance that nobody can imitate."""
        return hashlib.blake2b(self.root, digest_size=32).digest()

    def is_good(self) -> bool:
        """Whether the root key has signed the registry key."""
        vouched = _vouched(self.registry_key, self.generation)
        return holds(self.root, REGISTRY_KEY, vouched, self.voucher)


def _vouched(public: bytes, generation: int) -> bytes:
    """What the root signs: the first key stands alone, the later ones with their number."""
    return canonical([public, generation]) if generation else public


def authority_of(root: SigningKey, registry_key: SigningKey, generation: int = 0) -> Authority:
    """The root vouches for a registry key."""
    public = registry_key.public
    voucher = root.sign(REGISTRY_KEY, _vouched(public, generation))
    return Authority(root.public, public, voucher, generation)


@dataclass(frozen=True)
class Registry:
    """The list in force: newer epochs win, older never replace. `revoked` names the last commit
    of a copy that still counts."""

    authority: Authority
    name: str
    epoch: int
    certificates: tuple[Certificate, ...]
    revoked: Mapping[UUID, int] = field(default_factory=dict)
    signature: bytes = b""

    def is_newer_than(self, other: "Registry") -> bool:
        """Whether it takes the other's place."""
        ours = (self.authority.generation, self.epoch)
        return ours > (other.authority.generation, other.epoch)

    def body(self) -> bytes:
        """What is signed."""
        generation = self.authority.generation
        return canonical(
            {
                **({"generation": generation} if generation else {}),
                "format": FORMAT,
                "root": self.authority.root,
                "registry_key": self.authority.registry_key,
                "voucher": self.authority.voucher,
                "name": self.name,
                "epoch": self.epoch,
                "certificates": [certificate.packed() for certificate in self.certificates],
                "revoked": {replica.bytes: seq for replica, seq in self.revoked.items()},
            }
        )

    def signed(self, key: SigningKey) -> "Registry":
        """The same, signed."""
        return replace(self, signature=key.sign(REGISTRY, self.body()))

    def packed(self) -> bytes:
        """For a file."""
        return self.body() + self.signature


def read_registry(packed: bytes) -> Registry:
    """A registry whose signatures are good; whether it is ours is for the caller to ask."""
    raw = wire.decoded(packed[:-SIGNATURE_BYTES], Reason.BAD_CERTIFICATE)
    authority = Authority(
        wire.fixed(raw, "root"),
        wire.fixed(raw, "registry_key"),
        wire.fixed(raw, "voucher", SIGNATURE_BYTES),
        wire.whole(raw, "generation") if "generation" in raw else 0,
    )
    body, signature = packed[:-SIGNATURE_BYTES], packed[-SIGNATURE_BYTES:]
    if not authority.is_good() or not holds(authority.registry_key, REGISTRY, body, signature):
        raise RefusedError(Reason.BAD_CERTIFICATE)
    return Registry(
        authority=authority,
        name=wire.part(raw, "name", str),
        epoch=wire.whole(raw, "epoch"),
        certificates=tuple(map(read_certificate, _pieces(raw))),
        revoked=_revoked(wire.part(raw, "revoked", dict)),
        signature=signature,
    )


def _pieces(raw: Any) -> Iterable[bytes]:
    pieces = wire.part(raw, "certificates", list)
    if not all(type(piece) is bytes for piece in pieces):
        raise RefusedError(Reason.BAD_CERTIFICATE)
    return pieces


def _revoked(raw: Mapping[Any, Any]) -> dict[UUID, int]:
    for replica, seq in raw.items():
        if type(replica) is not bytes or len(replica) != wire.ID_BYTES or type(seq) is not int:
            raise RefusedError(Reason.BAD_CERTIFICATE)
    return {UUID(bytes=replica): seq for replica, seq in raw.items()}


class Trust:
    """What a registry and further certificates prove about copies and schools.

    The same certificates prove the same in whatever order they come: first what the registry key
    has signed, then what the registry lists, then the word of copies in service. The first one of
    a copy stays, so nobody's word takes the place of what is known. A copy is known later than the
    one that vouches for it; so who goes from copy to issuer comes to an end.

    A copy for which only one out of service vouches is disowned: nothing that it wrote counts. It
    is known all the same, since others may pass its log on among their own.
    """

    def __init__(self, registry: Registry, further: Iterable[Certificate] = ()) -> None:
        self.registry = registry
        self._by_replica: dict[UUID, Certificate] = {}
        self._former: dict[UUID, Certificate] = {}
        self._disowned: dict[UUID, Certificate] = {}
        left: list[Certificate] = []
        for group in _groups(registry, further):
            left = self._settle([*left, *group], self._admit)
        for certificate in sorted(self.certificates(), key=lambda one: (one.epoch, one.packed())):
            for replica in certificate.former:
                self._former.setdefault(replica, certificate)
        self._settle(left, self._disown)

    def _settle(
        self, certificates: Iterable[Certificate], take: Callable[[Certificate], bool]
    ) -> list[Certificate]:
        """Takes what follows from those known, and what follows from that; returns the rest."""
        waiting: dict[UUID | None, list[Certificate]] = {}
        for certificate in certificates:
            waiting.setdefault(certificate.issuer, []).append(certificate)
        issuers = deque[UUID | None]([None, *self._by_replica, *self._disowned])
        left: list[Certificate] = []
        while issuers:
            for certificate in waiting.pop(issuers.popleft(), ()):
                if take(certificate):
                    issuers.append(certificate.replica)
                else:
                    left.append(certificate)
        return [*left, *(one for group in waiting.values() for one in group)]

    def _admit(self, certificate: Certificate) -> bool:
        """Believes a certificate unless only one out of service vouches for it."""
        if certificate.replica in self._by_replica:
            return True
        if self._is_of_retired(certificate) or not self.is_good(certificate):
            return False
        self._by_replica[certificate.replica] = certificate
        return True

    def _is_of_retired(self, certificate: Certificate) -> bool:
        """Whether one out of service vouches for it, and the registry says nothing of it."""
        issuer = certificate.issuer
        if issuer is None or certificate.replica in self.registry.revoked:
            return False
        return self.last_allowed(issuer) is not None

    def _disown(self, certificate: Certificate) -> bool:
        """Of what is left, knows a copy for which nobody in service vouches.

        A name that a colleague's school bore before it joined is its own all the same.
        """
        if self.author_of(certificate.replica) is None:
            if not self.is_good(certificate):
                return False
            self._disowned[certificate.replica] = certificate
        return True

    def is_good(self, certificate: Certificate) -> bool:
        """Whether the registry key, or an earlier copy of the same school, has signed it."""
        body, key = certificate.body(), self.registry.authority.registry_key
        if certificate.issuer is None:
            return holds(key, CERTIFICATE, body, certificate.signature)
        issuer = self.known(certificate.issuer)
        return (
            issuer is not None
            and (issuer.schools, issuer.role) == (certificate.schools, certificate.role)
            and not certificate.former
            and holds(issuer.signing, CERTIFICATE, body, certificate.signature)
        )

    def certificate(self, replica: UUID) -> Certificate | None:
        """The proved certificate of a copy."""
        return self._by_replica.get(replica)

    def known(self, replica: UUID) -> Certificate | None:
        """The same, also that of a disowned copy."""
        return self._by_replica.get(replica) or self._disowned.get(replica)

    def site_of(self, replica: UUID) -> Certificate | None:
        """Under whose certificate a copy wrote, also one from before the school joined.

        Of several that claim it the earliest counts.
        """
        return self._by_replica.get(replica) or self._former.get(replica)

    def author_of(self, replica: UUID) -> Certificate | None:
        """The same, also of a disowned copy, whose commits are passed on and count for nothing."""
        return self.site_of(replica) or self._disowned.get(replica)

    def last_allowed(self, replica: UUID) -> int | None:
        """The last commit of a copy out of service that counts; None for one in good standing."""
        return self.out_of_service.get(replica)

    @property
    def out_of_service(self) -> Mapping[UUID, int]:
        """The last commit that counts of each revoked copy, and 0 for those disowned with it."""
        return dict.fromkeys(self._disowned, 0) | dict(self.registry.revoked)

    def certificates(self) -> list[Certificate]:
        """All that are proved, in the order of their copies."""
        return [self._by_replica[replica] for replica in sorted(self._by_replica)]


def _groups(
    registry: Registry, further: Iterable[Certificate]
) -> tuple[list[Certificate], list[Certificate], list[Certificate]]:
    """What the registry key has signed, the latest first; what else it lists; what others bring."""
    every = sorted({*registry.certificates, *further}, key=lambda one: (-one.epoch, one.packed()))
    signed = [one for one in every if one.issuer is None]
    vouched = [one for one in every if one.issuer is not None]
    listed = set(registry.certificates)
    return (
        signed,
        [one for one in vouched if one in listed],
        [one for one in vouched if one not in listed],
    )
