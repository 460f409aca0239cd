"""Only what the registry key, or a predecessor of the same school, has signed is believed."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from lianti_desktop.domain.words import SiteRole
from lianti_desktop.sync.keys import KeyRing, SigningKey, new_signing_key
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.registry import (
    Certificate,
    Registry,
    Trust,
    authority_of,
    read_certificate,
    read_registry,
)

ROOT, KEY, SCHOOL = SigningKey(bytes(32)), SigningKey(bytes([1]) * 32), UUID(int=5)


def certificate(signing: SigningKey, **other: object) -> Certificate:
    values: dict[str, object] = {
        "replica": uuid4(),
        "schools": (SCHOOL,),
        "name": "柳林校区（示例）",
        "role": SiteRole.CAMPUS,
        "signing": signing.public,
        "recipient": "age1",
        "epoch": 1,
    }
    return Certificate(**values | other)  # type: ignore[arg-type]


def registry(*certificates: Certificate, revoked: dict[UUID, int] | None = None) -> Registry:
    made = Registry(authority_of(ROOT, KEY), "联盟（示例）", 3, certificates, revoked or {})
    return made.signed(KEY)


def test_a_registry_is_read_back_as_it_was_written() -> None:
    written = registry(certificate(new_signing_key()).signed(KEY), revoked={uuid4(): 7})
    assert read_registry(written.packed()) == written


@pytest.mark.parametrize("at", [3, 60, -3])
def test_an_altered_registry_is_refused(at: int) -> None:
    packed = bytearray(registry().packed())
    packed[at] ^= 1
    with pytest.raises(RefusedError):
        read_registry(bytes(packed))


def test_a_registry_key_that_the_root_never_signed_is_refused() -> None:
    false = new_signing_key()
    authority = replace(authority_of(ROOT, KEY), registry_key=false.public)
    with pytest.raises(RefusedError) as refused:
        read_registry(Registry(authority, "", 9, ()).signed(false).packed())
    assert refused.value.reason is Reason.BAD_CERTIFICATE


def test_a_self_made_certificate_is_not_believed() -> None:
    mine = new_signing_key()
    forged, good = certificate(mine).signed(mine), certificate(mine).signed(KEY)
    trust = Trust(registry(), [forged, good])
    assert trust.certificate(forged.replica) is None
    assert trust.certificate(good.replica) == good
    assert read_certificate(good.packed()) == good


def test_a_predecessor_vouches_for_its_successor_of_the_same_school_only() -> None:
    old, new = new_signing_key(), new_signing_key()
    first = certificate(old).signed(KEY)
    heir = certificate(new, issuer=first.replica).signed(old)
    stranger = certificate(new, issuer=first.replica, schools=(uuid4(),)).signed(old)
    promoted = certificate(new, issuer=first.replica, role=SiteRole.CORE).signed(old)
    trust = Trust(registry(first), [stranger, heir, promoted])
    assert trust.site_of(heir.replica) == heir
    assert trust.site_of(stranger.replica) is None
    assert trust.site_of(promoted.replica) is None


def test_a_revoked_predecessor_vouches_for_nobody() -> None:
    old, new = new_signing_key(), new_signing_key()
    first = certificate(old).signed(KEY)
    heir = certificate(new, issuer=first.replica).signed(old)
    trust = Trust(registry(first, revoked={first.replica: 4}), [heir])
    assert trust.site_of(heir.replica) is None
    assert trust.last_allowed(first.replica) == 4


def test_copies_from_before_joining_belong_to_the_school() -> None:
    former = uuid4()
    own = certificate(new_signing_key(), former=(former,)).signed(KEY)
    assert Trust(registry(own)).site_of(former) == own


def test_keys_are_kept_for_their_user_alone(tmp_path) -> None:  # type: ignore[no-untyped-def]
    ring, replica = KeyRing(tmp_path / "keys"), uuid4()
    assert ring.of(replica) is None
    made = ring.made(replica)
    assert ring.of(replica) == ring.made(replica) == made
    (file,) = (tmp_path / "keys").iterdir()
    assert file.stat().st_mode & 0o077 == 0
