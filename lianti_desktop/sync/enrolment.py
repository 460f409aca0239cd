"""Founding an alliance for the exchange, asking to join, admitting, retiring.

Source: exchange.md §2. The root key exists only on paper: it is made here, given back as words and
forgotten. What is kept is the registry key that it vouched for.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import SchoolKind, SiteRole
from lianti_desktop.storage import records
from lianti_desktop.storage.schools import Alliance, School
from lianti_desktop.storage.site import Site, load_site, renew_replica
from lianti_desktop.storage.store import Deed, Store, system_now
from lianti_desktop.sync.files import put_file
from lianti_desktop.sync.intake import lengths
from lianti_desktop.sync.keys import KeyRing, ReplicaKeys, SigningKey, new_signing_key
from lianti_desktop.sync.members import (
    Standing,
    former_copies,
    further_certificates,
    give_up_name,
    keep_registry,
    kept_registry,
    load_trust,
    own_certificate,
    settle_certificate,
    standing,
)
from lianti_desktop.sync.outgoing import Address, Packed, pack
from lianti_desktop.sync.peers import note_joined
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.registry import Certificate, Registry, Trust, authority_of
from lianti_desktop.sync.request import Request, write_request
from lianti_desktop.sync.words import same_words, spell

_FOUNDED = "联盟的交换已经建好了，没有再建。数据没有变化。要让学校加入，请受理它的入盟申请。"
_NO_SCHOOL = "本机还没有建立联盟和本校，没有做下去。数据没有变化。请先完成第一次设置。"
_SAMPLE = "本机用的还是示例学校，不能建立联盟的交换。数据没有变化。请先建好自己的学校。"
_NOT_CORE = "这一步只有中心校能做。数据没有变化。请交给中心校办理。"
_NO_REGISTRY_KEY = (
    "本机没有签发名册的钥匙，没有做下去。数据没有变化。请在建立联盟的那台电脑上办理。"
)
_IS_MEMBER = (
    "本机已经在联盟里，没有再写申请。数据没有变化。中心校说本机已经停用时，请选“重新申请加入”。"
)
_IS_KEEPER = "联盟的名册由本机保管，不能重新申请加入。数据没有变化。请先与各校核实。"
_HAS_ENDED = (
    "做这份申请的电脑已经停用，不能照原来的名字受理。数据没有变化。"
    "请它在“成员校与电脑”里点“重新申请加入”，另写一份申请拿来。"
)


@dataclass(frozen=True)
class Admitted:
    """The answer to a request: the package, the words that were compared, the school."""

    packed: Packed
    words: str
    school: UUID


def found_exchange(store: Store, ring: KeyRing, words_file: Path) -> str:
    """Makes the alliance's keys and registry; returns the root key's words, also in the file."""
    with store.transaction() as session:
        site = _settled_core(session)
        if kept_registry(session) is not None:
            raise UserError(_FOUNDED)
        root, registry_key, keys = new_signing_key(), new_signing_key(), ring.made(site.replica)
        authority = authority_of(root, registry_key)
        certificate = Certificate(
            replica=site.replica,
            schools=(_school_id(site),),
            name=_school_name(session, _school_id(site)),
            role=SiteRole.CORE,
            signing=keys.signing.public,
            recipient=keys.recipient,
            epoch=1,
            former=former_copies(session, None),
        ).signed(registry_key)
        name = _alliance_name(session, site)
        words = " ".join(spell(root.seed))
        put_file(words_file, _WORDS_SHEET.format(name, words).encode())
        ring.keep_registry_key(authority.alliance, registry_key)
        keep_registry(session, Registry(authority, name, 1, (certificate,)).signed(registry_key))
        settle_certificate(session, certificate)
    return words


_WORDS_SHEET = (
    "联体桌面 联盟总密语\n联盟：{}\n\n{}\n\n请打印后锁进保险柜，不要留在电脑和U盘里。\n"
    "中心校的电脑换新时要用它。\n"
)


def ask_to_join(store: Store, ring: KeyRing, file: Path) -> Request:
    """Writes the request of this copy, also of one that has worked alone until now.

    A name and its keys are made together: PCs that were set up from one image, and so began with
    one name, ask under a name of their own each. One that was taken out of service asks under a
    new name.
    """
    with store.transaction() as session:
        if kept_registry(session) is not None:
            _give_up_ended_name(session, ring)
        if ring.of(load_site(session).replica) is None:
            renew_replica(session)
        keys = ring.made(load_site(session).replica)
        request = request_of(session, keys)
    write_request(request, keys, file)
    return request


def _give_up_ended_name(session: Session, ring: KeyRing) -> None:
    """Of a member that is out of service, or whose keys stayed on another PC."""
    trust = load_trust(session)
    own = own_certificate(session, trust)
    if trust is None or own is None:
        return
    if ring.of(own.replica) is not None and trust.last_allowed(own.replica) is None:
        raise UserError(_IS_MEMBER)
    give_up_name(session)


def begin_again(store: Store, ring: KeyRing) -> None:
    """Lets a member ask to join anew that does not know yet that it was taken out of service.

    From here on it sends nothing until it is admitted; what it takes in and writes stays its own.
    """
    with store.transaction() as session:
        registry = kept_registry(session)
        if registry is None:
            raise RefusedError(Reason.NOT_ENROLLED)
        own = own_certificate(session, load_trust(session))
        has_key = ring.registry_key(registry.authority.alliance) is not None
        if own is not None and own.role is SiteRole.CORE and has_key:
            raise UserError(_IS_KEEPER)
        if own is not None:
            give_up_name(session)
            ring.made(load_site(session).replica)


def request_of(session: Session, keys: ReplicaKeys) -> Request:
    """What this copy asks with its keys."""
    site = load_site(session)
    name = _school_name(session, site.school_id) if site.school_id else ""
    former = former_copies(session, load_trust(session))
    return Request(site.replica, site.school_id, name, keys.signing.public, keys.recipient, former)


@dataclass(frozen=True)
class Decision:
    """What the core school decides about a request: which school it is, the words compared."""

    school: str
    words: str | None = None


def admit(store: Store, ring: KeyRing, request: Request, ruling: tuple[Decision, Path]) -> Admitted:
    """Puts a PC into the registry and makes its first package."""
    decision, folder = ruling
    if decision.words is not None and not same_words(decision.words, request.words):
        raise RefusedError(Reason.WRONG_WORDS)
    with store.transaction() as session:
        us, key = registrar(session, ring)
        if us.trust.last_allowed(request.replica) is not None:
            raise UserError(_HAS_ENDED)
    school = _school_called(store, us.trust, decision.school)
    with store.transaction() as session:
        registry = us.trust.registry
        epoch = registry.epoch + 1
        claim = _own_claim(session, us, request, school)
        certificate = _certificate(us, claim, (school, decision.school)).signed(key)
        listed = [one for one in registry.certificates if one.replica != request.replica]
        renewed = replace(registry, epoch=epoch, certificates=(*listed, certificate)).signed(key)
        keep_registry(session, renewed)
        note_joined(session, school, system_now().date())
    return Admitted(pack(store, ring, Address(school), folder), request.words, school)


def _own_claim(session: Session, us: Standing, request: Request, school: UUID) -> Request:
    """The request without names of other copies and the id of another school, whoever wrote it."""
    authors = {one: us.trust.author_of(one) for one in request.former}
    former = [
        one
        for one, author in authors.items()
        if author is None or author.replica == request.replica
    ]
    others = [one for one in us.trust.certificates() if one.school != school]
    is_anothers = any(request.school in one.schools for one in others)
    known = session.get(School, request.school) if request.school else None
    if is_anothers or (known is not None and known.id != school):
        request = replace(request, school=None)
    return replace(request, former=tuple(former))


def _certificate(us: Standing, request: Request, school: tuple[UUID, str]) -> Certificate:
    """The certificate of a newcomer; ids that its school gave itself earlier stay its own."""
    number, name = school
    same = [one for one in us.trust.certificates() if one.school == number]
    known = dict.fromkeys(identity for one in same for identity in one.schools)
    alone = {request.school: None} if request.school else {}
    is_core = number == us.certificate.school
    return Certificate(
        replica=request.replica,
        schools=tuple({number: None, **known, **alone}),
        name=name,
        role=SiteRole.CORE if is_core else SiteRole.CAMPUS,
        signing=request.signing,
        recipient=request.recipient,
        epoch=us.trust.registry.epoch + 1,
        former=request.former,
    )


_OURSELVES = "不能停用正在用的这台电脑。数据没有变化。请在另一台电脑上办理。"
_OUR_FORMER_NAME = (
    "这是本机恢复以前的名字，停用它本机也会停用，没有办理。数据没有变化。留着它不碍事。"
)


def retire(store: Store, ring: KeyRing, replica: UUID) -> None:
    """Takes a PC out of service: what it wrote up to what is held here counts, nothing later.

    So are the names that it bore after it was restored or copied, where it alone vouched for them.
    """
    with store.transaction() as session:
        us, key = registrar(session, ring)
        if us.trust.certificate(replica) is None:
            raise UserError("联盟名册里没有这台电脑。数据没有变化。请核对它的编号。")
        renewed = _without(session, us.trust, replica)
        if us.certificate.replica in renewed.revoked:
            raise UserError(_OURSELVES if replica == us.certificate.replica else _OUR_FORMER_NAME)
        keep_registry(session, renewed.signed(key))


def _without(session: Session, trust: Trust, replica: UUID) -> Registry:
    """The registry without a copy and those that fall with it.

    It lists all that is proved here, so that nobody's word for one of them counts for more later.
    """
    before = replace(trust.registry, epoch=trust.registry.epoch + 1)
    ended = {replica: _held_length(session, replica)} | dict(before.revoked)
    after = Trust(replace(before, revoked=ended), further_certificates(session))
    known = [one for old in trust.certificates() if (one := after.known(old.replica))]
    falling = [one.replica for one in known if after.last_allowed(one.replica) is not None]
    ended = {one: _held_length(session, one) for one in falling} | ended
    return replace(before, certificates=tuple(known), revoked=ended)


def _held_length(session: Session, replica: UUID) -> int:
    return lengths(session).get(replica, 0)


def registrar(session: Session, ring: KeyRing) -> tuple[Standing, SigningKey]:
    """Our standing and the key that signs the registry; refuses where that is not kept."""
    us = standing(session, ring)
    if us.certificate.role is not SiteRole.CORE:
        raise UserError(_NOT_CORE)
    key = ring.registry_key(us.trust.registry.authority.alliance)
    if key is None:
        raise UserError(_NO_REGISTRY_KEY)
    return us, key


def _settled_core(session: Session) -> Site:
    site = load_site(session)
    if site.school_id is None:
        raise UserError(_NO_SCHOOL)
    if site.role is not SiteRole.CORE:
        raise UserError(_NOT_CORE)
    school = session.get(School, site.school_id)
    if school is not None and school.sample:
        raise UserError(_SAMPLE)
    return site


def _school_id(site: Site) -> UUID:
    if site.school_id is None:
        raise UserError(_NO_SCHOOL)
    return site.school_id


def _school_name(session: Session, school: UUID | None) -> str:
    found = session.get(School, school) if school else None
    return (found.short_name or found.name or "") if found else ""


def _alliance_name(session: Session, site: Site) -> str:
    found = session.get(Alliance, site.alliance_id) if site.alliance_id else None
    return (found.name or "") if found else ""


def _school_called(store: Store, trust: Trust, name: str) -> UUID:
    """The school of this name, entered when there is none; never by an id that it gave itself."""
    present = {identity: one.school for one in trust.certificates() for identity in one.schools}
    with store.read() as session:
        for school in records.living(session, School):
            if name in (school.name, school.short_name) and not school.sample:
                return present.get(school.id, school.id)
    with store.change(Deed(f"新增 学校“{name}”")) as session:
        values = {"name": name, "short_name": name, "kind": SchoolKind.CAMPUS}
        return records.save(session, School, None, values).id
