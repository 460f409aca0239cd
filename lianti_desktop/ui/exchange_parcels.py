"""Files of the exchange as the window shows them: whose, which one, what taking it in would do."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.membership import is_member
from lianti_desktop.storage.site import load_site
from lianti_desktop.storage.store import Store
from lianti_desktop.storage.watch import Watch
from lianti_desktop.sync.board import is_kept_here
from lianti_desktop.sync.incoming import ALREADY, Outcome, Wish, take_in
from lianti_desktop.sync.keys import KeyRing, usual_folder
from lianti_desktop.sync.manifest import Manifest
from lianti_desktop.sync.members import load_trust
from lianti_desktop.sync.package import read_cover
from lianti_desktop.sync.peers import school_names
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.request import Request, read_request
from lianti_desktop.sync.stick import IMPORTED, NEW, REQUEST, Found, look_into, scan
from lianti_desktop.sync.witness import heed_witness
from lianti_desktop.ui.reply import Progress
from lianti_desktop.ui.theme import Tone

ALL_KINDS = frozenset(BY_TABLE)
_WRITTEN: Mapping[str, str] = MappingProxyType(
    {"从：": "sender", "到：": "recipient", "编号：": "number"}
)
SET_BACK = (
    "U盘上的记号说明，本机以前送出过现在没有的内容，多半是恢复过备份。本机的数据没有变化，可以接着用。"
    "请再点一次“收包”；以后先送一个包给中心校，再收中心校的包，缺的内容会自动补回来。"
)
FROM_RETIRED = (
    "这个包是停用了的电脑做的，不会直接合进来。请先向那所学校核实；确实是换下来的旧电脑，"
    "可以收到“待处理”里，停用以后写的一条一条看过再采用。"
)
_ARRANGED = "这份申请已经受理过"


class Standing(Enum):
    """What can be done with a file that was found."""

    READY = auto()
    GAP = auto()
    REQUEST = auto()
    RETIRED = auto()
    KNOWN = auto()
    OURS = auto()
    FOREIGN = auto()
    REFUSED = auto()


WORDS: Mapping[Standing, tuple[str, Tone]] = MappingProxyType(
    {
        Standing.READY: ("可以收", Tone.ACCENT),
        Standing.GAP: ("可以收，前面还缺", Tone.WAITING),
        Standing.REQUEST: ("入盟申请，等受理", Tone.WAITING),
        Standing.RETIRED: ("停用的旧电脑做的", Tone.WAITING),
        Standing.KNOWN: ("已收过", Tone.SECONDARY),
        Standing.OURS: ("本校做的包", Tone.SECONDARY),
        Standing.FOREIGN: ("不是给本校的", Tone.SECONDARY),
        Standing.REFUSED: ("不能收", Tone.DANGER),
    }
)
_SHORT: Mapping[str, str] = MappingProxyType(
    {
        Reason.DAMAGED: "不完整，可能拔早了",
        Reason.BAD_SEGMENT: "不完整，可能拔早了",
        Reason.NEWER_VERSION: "要新版本的程序",
        Reason.OTHER_ALLIANCE: "别的联盟的包",
        Reason.NOT_ENROLLED: "本机还没有加入联盟",
        Reason.REVOKED: "对方电脑已停用",
    }
)


@dataclass(frozen=True)
class Parcel:
    """A file of ours as the list shows it; `preview` tells what taking it in would do."""

    file: Path
    standing: Standing
    sender: str = ""
    number: int = 0
    words: str = ""
    sentence: str = ""
    preview: Outcome | None = None
    manifest: Manifest | None = None
    request: Request | None = None
    names: Mapping[UUID, str] = field(default_factory=dict)
    is_request: bool = False

    @property
    def is_takeable(self) -> bool:
        """Whether it can be taken in now."""
        return self.standing in (Standing.READY, Standing.GAP)

    @property
    def brake(self) -> int:
        """How many records that are here already it would change or remove."""
        counts = self.preview.counts if self.preview else None
        return sum(counts.changed.values()) + sum(counts.deleted.values()) if counts else 0


def usual_ring() -> KeyRing:
    """The keys of this PC."""
    return KeyRing(usual_folder())


def look(store: Store, ring: KeyRing, place: Path, progress: Progress) -> list[Parcel]:
    """All packages and requests at a place, each tried out; those to be taken in come first."""
    progress.tell("正在看U盘里的包", 0, 0)
    if place.is_dir() and _is_set_back(store, ring, place):
        raise UserError(SET_BACK)
    found = scan(store, ring, place) if place.is_dir() else [_single(store, ring, place)]
    parcels = []
    for done, one in enumerate(found):
        if progress.is_cancelled():
            break
        progress.tell("正在预览", done, len(found))
        parcels.append(_parcel(store, ring, one, watch_of(progress)))
    progress.tell("", 1, 1)
    order = list(Standing)
    return sorted(parcels, key=lambda one: (order.index(one.standing), one.sender, one.number))


def _is_set_back(store: Store, ring: KeyRing, place: Path) -> bool:
    """Whether the stick says that this copy was further once; it then goes on under a new name."""
    with store.read() as session:
        belongs = is_member(session)
    return belongs and heed_witness(store, ring, place)


def _single(store: Store, ring: KeyRing, file: Path) -> Found:
    if not file.is_file():
        raise UserError(f"找不到“{file.name}”。本机的数据没有变化。请核对U盘和文件名。")
    try:
        read_request(file)
    except RefusedError:
        return look_into(store, ring, file)
    return Found(file, REQUEST)


def watch_of(progress: Progress) -> Watch:
    """The same for the floors below; only the window says when it is over."""

    def tell(words: str, done: int, total: int) -> None:
        if done < total or not total:
            progress.tell(words, done, total)

    return Watch(tell, progress.is_cancelled)


def _parcel(store: Store, ring: KeyRing, found: Found, watch: Watch) -> Parcel:
    if found.state == REQUEST:
        return _request(store, found.file)
    if found.state == Reason.REVOKED:
        return _from_retired(store, ring, found, watch)
    if found.manifest is None:
        return _closed(store, found)
    sender = found.manifest.sender
    names = _names(store, found.manifest)
    known = Parcel(
        found.file,
        Standing.KNOWN,
        names.get(sender.replica, sender.name),
        found.manifest.number,
        manifest=found.manifest,
        names=names,
    )
    return known if found.state == IMPORTED else _tried(store, ring, known, watch)


def _names(store: Store, manifest: Manifest) -> dict[UUID, str]:
    """What the schools are called whose actions are in a package; ours know best."""
    theirs = {one.replica: one.name for one in manifest.registry.certificates}
    with store.read() as session:
        return theirs | (school_names(session) if load_trust(session) else {})


def _tried(store: Store, ring: KeyRing, parcel: Parcel, watch: Watch) -> Parcel:
    """The package with what it would do."""
    facts = vars(parcel)
    try:
        preview = take_in(store, ring, parcel.file, Wish(is_trial=True, watch=watch))
    except UserError as refusal:
        words = _short(refusal)
        return Parcel(
            **facts | {"standing": Standing.REFUSED, "words": words, "sentence": str(refusal)}
        )
    standing = Standing.GAP if preview.missing else Standing.READY
    return Parcel(**facts | {"standing": standing, "preview": preview})


def _from_retired(store: Store, ring: KeyRing, found: Found, watch: Watch) -> Parcel:
    """A package of a PC out of service: with what would be laid aside for somebody to look at."""
    wish = Wish(is_trial=True, watch=watch, from_retired=True)
    try:
        preview = take_in(store, ring, found.file, wish)
    except UserError:
        return _closed(store, found)
    manifest = preview.manifest
    if manifest is None:
        return _closed(store, found)
    names = _names(store, manifest)
    is_known = preview.state == ALREADY
    return Parcel(
        found.file,
        Standing.KNOWN if is_known else Standing.RETIRED,
        names.get(manifest.sender.replica, manifest.sender.name),
        manifest.number,
        sentence="" if is_known else FROM_RETIRED,
        preview=None if is_known else preview,
        manifest=manifest,
        names=names,
    )


def _short(refusal: UserError) -> str:
    return _SHORT.get(refusal.reason, "") if isinstance(refusal, RefusedError) else ""


def _request(store: Store, file: Path) -> Parcel:
    try:
        request = read_request(file)
    except UserError as refusal:
        return Parcel(file, Standing.REFUSED, words="申请不完整", sentence=str(refusal))
    with store.read() as session:
        trust, own = load_trust(session), load_site(session).replica
        known = trust.certificate(request.replica) if trust else None
        is_answered_here = is_kept_here(session)
    if known is not None:
        return _asking(file, Standing.KNOWN, known.name, ("已受理", _ARRANGED))
    if request.replica == own:
        return _asking(file, Standing.OURS, request.name, ("本机写的申请", ""))
    if not is_answered_here:
        return _asking(file, Standing.FOREIGN, request.name, ("交中心校受理", ""))
    return replace(_asking(file, Standing.REQUEST, request.name), request=request)


def _asking(file: Path, standing: Standing, name: str, words: tuple[str, str] = ("", "")) -> Parcel:
    return Parcel(file, standing, name, words=words[0], sentence=words[1], is_request=True)


def _closed(store: Store, found: Found) -> Parcel:
    """A package that does not open here; what its first lines say is shown, not believed."""
    written = _cover(found.file)
    sender, number = written.get("sender", ""), written.get("number", "")
    if found.state != Reason.NOT_FOR_US:
        words = _SHORT.get(found.state, "")
        return Parcel(
            found.file, Standing.REFUSED, sender, _whole(number), words, sentence=found.message
        )
    with store.read() as session:
        site, trust = session.info["site"], load_trust(session)
        own = trust.known(site.replica) if trust else None
    is_ours = own is not None and own.name == sender
    words = f"给{written.get('recipient', '别的学校')}的"
    standing = Standing.OURS if is_ours else Standing.FOREIGN
    return Parcel(found.file, standing, sender, _whole(number), words, sentence=found.message)


def _cover(file: Path) -> dict[str, str]:
    try:
        text = read_cover(file).decode(errors="replace")
    except (RefusedError, OSError):
        return {}
    found = {}
    for line in text.splitlines():
        for start, name in _WRITTEN.items():
            if line.startswith(start):
                found[name] = line.removeprefix(start).strip()
    return found


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() else 0


@dataclass(frozen=True)
class Glimpse:
    """A file on a stick that waits to be taken in or answered: whose, which one, how much."""

    sender: str
    number: int
    commits: int
    is_request: bool = False


def glance(store: Store, ring: KeyRing, place: Path, _progress: Progress) -> list[Glimpse]:
    """What is new at a place, without trying it out."""
    if not place.is_dir():
        return []
    found = [_glimpse(store, one) for one in scan(store, ring, place)]
    return sorted((one for one in found if one), key=lambda one: (one.sender, one.number))


def _glimpse(store: Store, found: Found) -> Glimpse | None:
    if found.state == REQUEST:
        parcel = _request(store, found.file)
        waits = parcel.standing is Standing.REQUEST
        return Glimpse(parcel.sender, 0, 0, is_request=True) if waits else None
    if found.state != NEW or found.manifest is None:
        return None
    sender = found.manifest.sender
    name = _names(store, found.manifest).get(sender.replica, sender.name)
    return Glimpse(name, found.manifest.number, found.manifest.commits)
