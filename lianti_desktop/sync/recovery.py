"""The core school's PC is dead: the words on paper put another PC in its place.

The root key signs a new registry key of a later generation, which supersedes the lost one, and all
certificates of the lost one are signed anew. The list of members comes from the restored backup, or
from a file that any member writes. Source: exchange.md §2.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import SiteRole
from lianti_desktop.storage.site import load_site
from lianti_desktop.storage.store import Store
from lianti_desktop.sync.files import put_file
from lianti_desktop.sync.keys import SEED_BYTES, KeyRing, SigningKey, new_signing_key
from lianti_desktop.sync.members import (
    former_copies,
    further_certificates,
    keep_registry,
    kept_registry,
    settle_certificate,
)
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.registry import Certificate, Registry, Trust, authority_of, read_registry
from lianti_desktop.sync.words import read

LARGEST_REGISTRY = 4 * 1024 * 1024
_NO_REGISTRY = (
    "本机没有联盟的名册，还不能恢复。数据没有变化。"
    "请先恢复一份备份，或请一所成员校导出名册文件再来。"
)
_OTHER_WORDS = "这份总密语不是这个联盟的。数据没有变化。请核对是不是拿错了纸。"
_NO_FILE = "找不到“{}”。数据没有变化。请核对文件的位置。"


@dataclass(frozen=True)
class Recovered:
    """The copy that now keeps the registry, its epoch, how many PCs are in it."""

    replica: UUID
    epoch: int
    members: int


def write_registry(store: Store, file: Path) -> Registry:
    """Writes the list of members; it holds public keys only."""
    with store.read() as session:
        registry = kept_registry(session)
    if registry is None:
        raise RefusedError(Reason.NOT_ENROLLED)
    put_file(file, registry.packed())
    return registry


def recover(store: Store, ring: KeyRing, words: str, file: Path | None = None) -> Recovered:
    """Makes this copy the keeper of the registry; the words are forgotten again."""
    seed = read(words)
    if len(seed) != SEED_BYTES:
        raise UserError(_OTHER_WORDS)
    root, key = SigningKey(seed), new_signing_key()
    with store.transaction() as session:
        known = _newest(session, file)
        if known.authority.root != root.public:
            raise UserError(_OTHER_WORDS)
        own = _own_certificate(session, ring, known).signed(key)
        others = [one for one in known.certificates if one.replica != own.replica]
        renewed = Registry(
            authority=authority_of(root, key, known.authority.generation + 1),
            name=known.name,
            epoch=own.epoch,
            certificates=(*(one if one.issuer else one.signed(key) for one in others), own),
            revoked=known.revoked,
        ).signed(key)
        ring.keep_registry_key(renewed.authority.alliance, key)
        keep_registry(session, renewed)
        settle_certificate(session, own)
    return Recovered(own.replica, own.epoch, len(renewed.certificates))


def _newest(session: Session, file: Path | None) -> Registry:
    """The registry kept here or the one in the file, whichever is newer."""
    given = [_read(file)] if file is not None else []
    kept = kept_registry(session)
    found = [*given, *([kept] if kept else [])]
    if not found:
        raise UserError(_NO_REGISTRY)
    return max(found, key=lambda one: (one.authority.generation, one.epoch))


def _read(file: Path) -> Registry:
    if not file.is_file() or file.stat().st_size > LARGEST_REGISTRY:
        raise UserError(_NO_FILE.format(file.name))
    return read_registry(file.read_bytes())


def _own_certificate(session: Session, ring: KeyRing, known: Registry) -> Certificate:
    """The certificate of this copy as one of the core school's."""
    site, trust = load_site(session), Trust(known, further_certificates(session))
    core = next(one for one in known.certificates if one.role is SiteRole.CORE)
    keys = ring.made(site.replica)
    alone = [site.school_id] if site.school_id else []
    return replace(
        core,
        replica=site.replica,
        schools=tuple(dict.fromkeys((*core.schools, *alone))),
        signing=keys.signing.public,
        recipient=keys.recipient,
        epoch=known.epoch + 1,
        former=former_copies(session, trust),
        issuer=None,
    )
