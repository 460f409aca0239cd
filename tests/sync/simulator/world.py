"""An alliance of PCs on real files, moved by the program's public functions alone."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import event as sql_event

from lianti_desktop.domain.errors import UserError
from lianti_desktop.paths import DataPaths
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.lessons import Lesson
from lianti_desktop.storage.log.undo import UNDO, next_undo, take_back
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.site import renew_replica
from lianti_desktop.storage.store import Deed, open_store
from lianti_desktop.sync.conflicts import conflicts, resolve
from lianti_desktop.sync.enrolment import begin_again, retire
from lianti_desktop.sync.imports import imports, take_back_import
from lianti_desktop.sync.incoming import Wish
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.witness import bear_witness, renew_when_doubtful
from tests.sync.simulator.clocks import BAD, Clock, seeded
from tests.sync.simulator.forger import add_foreign_commit
from tests.sync.simulator.oracle import Lost, Memory, Oracle, observed
from tests.sync.village import Office, enrol, found_core, new_office

SCHOOLS = (
    *("青石中心小学（示例）", "柳林校区（示例）", "红旗校区（示例）", "杨树沟校区（示例）"),
    *("石桥校区（示例）", "东岭校区（示例）"),
)
PLACES = {"core": 0, "campus": 1, "laptop": 1, "other": 2}
MOST_PCS = 6
TURNS = 8
USUAL_REFUSALS = (Reason.NOT_FOR_US, Reason.BAD_CERTIFICATE, Reason.REVOKED, Reason.READDRESSED)


class Crash(RuntimeError):  # noqa: N818
    """The current went off."""


@dataclass
class Pc:
    """One PC with its clock; `memory` is the oracle's, `saved` what was kept aside of it."""

    name: str
    school: int
    office: Office
    clock: Clock
    memory: Memory = field(default_factory=Memory)
    saved: Memory | None = None
    retired: bool = False

    @property
    def database(self) -> Path:
        """The file that holds everything."""
        return self.office.store.data.database

    def close(self) -> None:
        """Puts all into the one file."""
        self.office.close()
        with closing(sqlite3.connect(self.database)) as file:
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def reopen(self) -> None:
        """Starts the program again."""
        self.office = opened(self.office.folder, self.clock)


@dataclass(frozen=True)
class Parcel:
    """A package on its way, with what its maker held and took others to hold."""

    file: Path
    sender: bytes
    school: int
    held: frozenset[bytes]
    believed: dict[bytes, frozenset[bytes]]
    is_whole: bool = True


def opened(folder: Path, clock: Clock) -> Office:
    """The PC whose files lie in a folder."""
    return Office(folder, open_store(DataPaths(folder / "data"), clock), KeyRing(folder / "keys"))


def school_name(number: int) -> str:
    """What a school is called; the first are villages, the others have numbers."""
    return SCHOOLS[number] if number < len(SCHOOLS) else f"第{number + 1}校区（示例）"


def settle_template(folder: Path, places: Mapping[str, int] = PLACES) -> Path:
    """The folder of an alliance in which everybody has joined and knows of each other's records.

    `places` names the PCs and the numbers of their schools; the first is the core school's.
    """
    stick = folder / "stick"
    stick.mkdir(parents=True)
    first, *others = places
    with seeded(-1):
        offices = {first: found_core(folder / first)}
        core = offices[first]
        for name in others:
            offices[name] = new_office(folder / name)
            enrol(core, offices[name], school_name(places[name]), stick)
        firsts = {places[name]: name for name in reversed(places)}
        for name in firsts.values():
            for number in range(2):
                offices[name].activity(f"{name}{number}")
        for _ in range(2):
            for name in others:
                core.take(offices[name].pack_for(core.school, stick))
            for name in others:
                offices[name].take(core.pack_for(offices[name].school, stick))
    for office in offices.values():
        office.close()
        with closing(sqlite3.connect(office.store.data.database)) as file:
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.rmtree(office.store.data.backups, ignore_errors=True)
    shutil.rmtree(stick)
    return folder


class World:
    """The alliance of one history; every deed is told to the oracle."""

    def __init__(
        self,
        template: Path,
        folder: Path,
        places: Mapping[str, int] = PLACES,
        oracle: Oracle | None = None,
    ) -> None:
        self.folder = folder
        self.oracle = oracle or Oracle()
        self.parcels: list[Parcel] = []
        self.superseded: set[bytes] = set()
        self.renewed: set[bytes] = set()
        self.heirs: dict[bytes, bytes] = {}
        self.pcs: list[Pc] = []
        self._made = 0
        self._must_tell = False
        for name, school in places.items():
            shutil.copytree(template / name, folder / name)
            clock = Clock()
            pc = Pc(name, school, opened(folder / name, clock), clock)
            pc.memory.held = self.oracle.begin(pc.database)
            self.pcs.append(pc)
        self.schools = {pc.school: pc.office.school for pc in self.pcs}

    def close(self) -> None:
        """Lets go of everything and clears it away."""
        for pc in self.pcs:
            pc.office.close()
        shutil.rmtree(self.folder)

    # Deeds of a clerk -----------------------------------------------------------------------------

    def writes(self, pc: Pc, deed: Callable[[], Any], wanted: dict[tuple[Any, str], Any]) -> None:
        """Lets a clerk do something; what was typed in must be in the log, its author is known."""
        before = pc.memory.held
        deed()
        pc.memory.held = self.oracle.learn(pc.database, before)
        cells = {(row[0], row[1].bytes, name): value for (row, name), value in wanted.items()}
        self.oracle.require_written(pc.memory.held - before, cells)

    def rows(self, pc: Pc, kind: type[Record], *, living: bool | None = None) -> list[UUID]:
        """The records of a kind that this PC's school may change, oldest first."""
        office = pc.office
        with office.store.read() as session:
            found = session.query(kind).filter(kind.owner_id == office.school).order_by(kind.id)
            return [row.id for row in found if living is None or row.deleted is not living]

    def edit(self, pc: Pc, at: int, column: str, value: str) -> None:
        rows = self.rows(pc, Activity)
        row = rows[at % len(rows)]
        with pc.office.store.read() as session:
            value_before = getattr(session.get_one(Activity, row), column)
        wanted = {} if value_before == value else {(("activity", row), column): value}
        self.writes(pc, lambda: pc.office.change(Activity, row, **{column: value}), wanted)

    def phone(self, pc: Pc, number: str) -> None:
        school = pc.office.school
        wanted = {(("school", school), "phone"): number}
        self.writes(pc, lambda: pc.office.change(School, school, phone=number), wanted)

    def make(self, pc: Pc, title: str) -> None:
        self.writes(pc, lambda: pc.office.activity(title), {})

    def child(self, pc: Pc, at: int, topic: str) -> None:
        rows = self.rows(pc, Activity)
        row = rows[at % len(rows)]
        self.writes(pc, lambda: pc.office.add(Lesson, topic=topic, activity=row), {})

    def remove(self, pc: Pc, at: int) -> None:
        rows = self.rows(pc, Activity, living=True)
        if rows:
            row = rows[at % len(rows)]
            wanted = {(("activity", row), "deleted"): True}
            self.writes(pc, lambda: pc.office.remove(Activity, row), wanted)

    def undo(self, pc: Pc) -> None:
        def deed() -> None:
            with pc.office.store.read() as session:
                step = next_undo(session)
            with pc.office.store.change(Deed("撤销", action=UNDO, target=step.hash)) as session:
                take_back(session, step.hash)

        self.writes(pc, lambda: _leniently(deed), {})

    def decide(self, pc: Pc, at: int, value: str | None) -> None:
        with pc.office.store.read() as session:
            open_ones = conflicts(session)
        if open_ones:
            one = open_ones[at % len(open_ones)]
            chosen = value if value and one.column == "title" else one.claims[-1].value
            store = pc.office.store
            self.writes(pc, lambda: _leniently(lambda: resolve(store, one.id, chosen)), {})

    def retract(self, pc: Pc, at: int) -> None:
        with pc.office.store.read() as session:
            known = imports(session)
        if known:
            number, store = known[at % len(known)].id, pc.office.store
            self.writes(pc, lambda: _leniently(lambda: take_back_import(store, number)), {})

    def clock(self, pc: Pc, which: str) -> None:
        pc.clock.now = BAD[which]

    # Sticks ---------------------------------------------------------------------------------------

    def send(self, pc: Pc, school: int, *, witness: bool = False) -> Parcel | None:
        """A package onto the stick; None when there is nobody to write to."""
        self._made += 1
        before = self.replica(pc)
        at = sorted(self.schools)[school % len(self.schools)]
        try:
            file = pc.office.pack_for(self.schools[at], self.folder / "stick" / str(self._made))
        except UserError:
            return None
        if witness:
            bear_witness(pc.office.store, pc.office.ring)
        believed = dict(pc.memory.heard)
        is_whole = may_pass_on_all(pc.database)
        parcel = Parcel(file, before, at, pc.memory.held, believed, is_whole)
        self.parcels.append(parcel)
        return parcel

    def replica(self, pc: Pc) -> bytes:
        """The name that a PC bears."""
        with closing(sqlite3.connect(pc.database)) as file:
            query = "SELECT value FROM local_value WHERE name = 'replica'"
            return bytes.fromhex(file.execute(query).fetchone()[0])

    def take(self, pc: Pc, parcel: Parcel, *, must: bool = False) -> None:
        """A package into a PC; afterwards it holds all that the maker held, or was refused."""
        before, name = pc.memory.held, self.replica(pc)
        try:
            state = self._taken(pc, parcel)
        except RefusedError as refusal:
            if must or refusal.reason not in USUAL_REFUSALS:
                raise
            self._require_unchanged(pc)
            return
        pc.memory.held = self.oracle.learn(pc.database, before)
        self._note_name(pc, name)
        if self._must_suffice(parcel, name, before) and parcel.held - pc.memory.held:
            lost = len(parcel.held - pc.memory.held)
            raise Lost(f"{pc.name} took a package and lacks {lost} commits that its maker held")
        if state != "already":
            pc.memory.heard[parcel.sender] = parcel.held

    def _taken(self, pc: Pc, parcel: Parcel) -> str:
        """What became of a package; a clerk who is asked about many changes confirms them."""
        try:
            return pc.office.take(parcel.file).state
        except RefusedError as refusal:
            if refusal.reason is not Reason.MASS_CHANGE:
                raise
            self._require_unchanged(pc)
            counts = pc.office.take(parcel.file, Wish(is_trial=True)).counts
            number = sum((*counts.changed.values(), *counts.deleted.values()))
            return pc.office.take(parcel.file, Wish(confirmed=number)).state

    def _must_suffice(self, parcel: Parcel, name: bytes, before: frozenset[bytes]) -> bool:
        """Whether the maker of a package knew rightly what its reader holds, or took it for less.

        It may not know a name that is new, and may leave out a copy that another has succeeded.
        """
        if not parcel.is_whole:
            return False
        if name in self.superseded or (name in self.renewed and name not in parcel.believed):
            return False
        return parcel.believed.get(name, frozenset()) <= before

    def _note_name(self, pc: Pc, before: bytes) -> None:
        name = self.replica(pc)
        if name != before:
            self.superseded.add(before)
            self.renewed.add(name)
            self.heirs[name] = before
            if before in self.oracle.limits:
                self.oracle.retire(name, frozenset())

    def _require_unchanged(self, pc: Pc) -> None:
        if self.oracle.learn(pc.database, pc.memory.held) != pc.memory.held:
            raise Lost(f"{pc.name} refused a package and has changed all the same")

    def spoil(self, pc: Pc, parcel: Parcel, chance: random.Random) -> None:
        """A stick that lies: one bit is another, or the end is missing."""
        whole = bytearray(parcel.file.read_bytes())
        place = chance.randrange(len(whole))
        if chance.random() < 0.5:
            whole[place] ^= 1 << chance.randrange(8)
        else:
            del whole[place:]
        file = parcel.file.with_name("spoilt.ltp")
        file.write_bytes(whole)
        try:
            pc.office.take(file)
        except RefusedError:
            self._require_unchanged(pc)
        else:
            raise Lost("a spoilt package was taken in")

    def forge(self, pc: Pc) -> None:
        """A PC puts words into the mouth of another school; where it is sent it must be refused."""
        receivers = [one for one in self.serving if one.school not in (pc.school,)]
        folder = self.folder / "forger"
        pc.close()
        shutil.copytree(pc.office.folder, folder)
        pc.reopen()
        victim = [one for one in self.pcs if one.school != pc.school][-1]
        forged = add_foreign_commit(folder / "data" / "lianti.db", self.replica(victim))
        office = opened(folder, Clock())
        try:
            aim = self.schools[receivers[0].school] if receivers else None
            file = office.pack_for(aim, self.folder / "stick" / "forged") if aim else None
        except UserError:
            file = None
        office.close()
        shutil.rmtree(folder)
        if forged and file and self.replica(receivers[0]) not in self.renewed:
            self._offer_forged(receivers[0], file, forged)

    def _offer_forged(self, pc: Pc, file: Path, forged: bytes) -> None:
        try:
            pc.office.take(file)
        except RefusedError:
            self._require_unchanged(pc)
            return
        if forged in observed(pc.database):
            raise Lost("a commit that its author never signed was taken from a relay")
        pc.memory.held = self.oracle.learn(pc.database, pc.memory.held)

    def crash(self, pc: Pc, parcel: Parcel, at: int) -> None:
        """The current goes off at some statement of an import; what came through it was heard."""
        before = taken_in(pc.database)
        try:
            with current_off_at(pc, at):
                pc.office.take(parcel.file)
        except (Crash, RefusedError):
            pc.office.close()
            pc.reopen()
            now = self.oracle.learn(pc.database, pc.memory.held)
            if now != pc.memory.held and not parcel.held <= now:
                raise Lost(f"a mix after a crash on {pc.name}") from None
            pc.memory.held = now
        else:
            self.take(pc, parcel)
        if taken_in(pc.database) > before:
            pc.memory.heard[parcel.sender] = parcel.held

    # Copies of disks ------------------------------------------------------------------------------

    def clone(self, pc: Pc, *, noticed: bool) -> None:
        """The disk is copied onto another PC."""
        if len(self.pcs) >= MOST_PCS:
            return
        pc.close()
        name = f"clone{len(self.pcs)}"
        shutil.copytree(pc.office.folder, self.folder / name)
        pc.reopen()
        clock = Clock()
        office = opened(self.folder / name, clock)
        twin = Pc(name, pc.school, office, clock, pc.memory.copy(), retired=pc.retired)
        self.pcs.append(twin)
        if noticed:
            self._renew(twin)

    def set_aside(self, pc: Pc) -> None:
        """A backup is made."""
        pc.close()
        shutil.copyfile(pc.database, pc.office.folder / "saved.db")
        pc.saved = pc.memory.copy()
        pc.reopen()

    def set_back(self, pc: Pc, how: str) -> None:
        """A backup is copied back: through the program, by hand with the tripwire, or unnoticed."""
        if pc.saved is None:
            return
        pc.close()
        shutil.copyfile(pc.office.folder / "saved.db", pc.database)
        pc.reopen()
        pc.memory = pc.saved.copy()
        if how == "program":
            self._renew(pc)
        elif how == "tripwire":
            name = self.replica(pc)
            renew_when_doubtful(pc.office.store, pc.office.ring)
            self._note_name(pc, name)
        pc.retired = pc.retired or self.replica(pc) in self.oracle.limits

    def _renew(self, pc: Pc) -> None:
        name = self.replica(pc)
        with pc.office.store.transaction() as session:
            renew_replica(session)
        renew_when_doubtful(pc.office.store, pc.office.ring)
        self._note_name(pc, name)

    def dismiss(self, pc: Pc) -> None:
        """The core school takes a PC out of service, and with it what was restored or copied."""
        core, name = self.pcs[0], self.replica(pc)
        if any(self.replica(one) == name for one in self.pcs if one is not pc):
            return
        try:
            retire(core.office.store, core.office.ring, UUID(bytes=name))
        except UserError:
            return
        self._must_tell = True
        for ended in self._with_heirs(name):
            self.oracle.retire(ended, core.memory.held)
        for one in self.pcs:
            one.retired = one.retired or self.replica(one) in self.oracle.limits

    def come_back(self, pc: Pc) -> None:
        """A PC out of service asks again under a new name and takes the core school's answer in."""
        core, before = self.pcs[0], self.replica(pc)
        stick = self.folder / "stick" / f"again{self._made}"
        stick.mkdir(parents=True)
        self._made += 1
        begin_again(pc.office.store, pc.office.ring)
        enrol(core.office, pc.office, SCHOOLS[pc.school], stick)
        pc.memory.held = self.oracle.learn(pc.database, pc.memory.held)
        pc.memory.heard[self.replica(core)] = core.memory.held
        self.superseded.add(before)
        self.renewed.add(self.replica(pc))
        pc.retired, self._must_tell = False, True

    def _with_heirs(self, name: bytes) -> list[bytes]:
        """A name and those under which it went on, also on other PCs."""
        heirs = [after for after, before in self.heirs.items() if before == name]
        return [name, *(one for heir in heirs for one in self._with_heirs(heir))]

    # The end --------------------------------------------------------------------------------------

    @property
    def serving(self) -> list[Pc]:
        """The PCs that have not been taken out of service."""
        return [pc for pc in self.pcs if not pc.retired]

    def quiet_down(self) -> None:
        """Packages go round between the core school and the others until nobody lacks anything."""
        must = frozenset().union(*(pc.memory.held for pc in self.serving))
        for turn in range(TURNS):
            self._go_round(is_last=turn == TURNS - 1)
            if self.agree():
                break
        self._examine(must)

    def _go_round(self, *, is_last: bool) -> None:
        core = [pc for pc in self.serving if pc.school == 0]
        for sender in [pc for pc in self.serving if pc.school]:
            self._deliver(sender, 0, must=is_last)
        for sender in core:
            for school in range(len(self.schools)):
                self._deliver(sender, school, must=is_last)
        self._must_tell = False

    def _deliver(self, sender: Pc, at: int, *, must: bool) -> None:
        """A package, where somebody there lacks something that the sender has, or the other way."""
        school = sorted(self.schools)[at]
        there = [pc for pc in self.serving if pc.school == school and pc is not sender]
        if self._must_tell or any(pc.memory.held != sender.memory.held for pc in there):
            parcel = self.send(sender, at)
            for pc in there if parcel else ():
                self.take(pc, parcel, must=must)

    def agree(self) -> bool:
        """Whether all copies hold the same commits."""
        return len({pc.memory.held for pc in self.serving}) == 1

    def _examine(self, must: frozenset[bytes]) -> None:
        first = self.serving[0]
        digests, decisions = first.office.digests(), named_conflicts(first)
        for pc in self.serving:
            if must - pc.memory.held:
                raise Lost(f"{pc.name} lacks {len(must - pc.memory.held)} commits that survived")
            if problems := pc.office.problems():
                raise Lost(f"{pc.name}: {problems}")
            if pc.office.digests() != digests:
                raise Lost(f"{pc.name} and {first.name} have different digests")
            if named_conflicts(pc) != decisions:
                raise Lost(f"{pc.name} and {first.name} see different conflicts")
            self.oracle.examine(pc.database, pc.memory.held, is_reader=pc.school == 0)


def named_conflicts(pc: Pc) -> list[str]:
    """The conflicts in what everybody may read, by their ids."""
    with pc.office.store.read() as session:
        return [one.id for one in conflicts(session) if one.column != "phone"]


def may_pass_on_all(database: Path) -> bool:
    """Whether every commit of a copy is covered by a signature; not so while a gap is open."""
    query = (
        "SELECT count(*) FROM log LEFT JOIN exchange_checkpoint ON log_id = log.id"
        " WHERE head_seq > coalesce(seq, 0)"
    )
    with closing(sqlite3.connect(database)) as file:
        return bool(file.execute(query).fetchone()[0] == 0)


def taken_in(database: Path) -> int:
    """How many packages a copy has taken in."""
    with closing(sqlite3.connect(database)) as file:
        return int(file.execute("SELECT count(*) FROM exchange_import").fetchone()[0])


def _leniently(deed: Callable[[], Any]) -> None:
    """Does what may turn out to be impossible."""
    try:
        deed()
    except UserError:
        return


@contextmanager
def current_off_at(pc: Pc, at: int) -> Iterator[None]:
    """Breaks off at the n-th writing statement."""
    left = [at]

    def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("SELECT", "PRAGMA")):
            left[0] -= 1
            if left[0] < 0:
                raise Crash

    engine = pc.office.store.engine
    sql_event.listen(engine, "before_cursor_execute", count)
    try:
        yield
    finally:
        sql_event.remove(engine, "before_cursor_execute", count)
