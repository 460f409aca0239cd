"""A small village for the exchange tests: copies of the program with real files, and one stick."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PIL import Image

from lianti_desktop.domain.words import SiteRole
from lianti_desktop.paths import DataPaths
from lianti_desktop.services.photos import Wishes, add_photos
from lianti_desktop.services.setup import Founding, found_alliance
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.doctor import digest_lines, examine
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.photo_batch import PhotoSource
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.site import load_site
from lianti_desktop.storage.store import Deed, Store, open_store
from lianti_desktop.sync.enrolment import Decision, admit, ask_to_join, found_exchange
from lianti_desktop.sync.incoming import Outcome, Wish, take_in
from lianti_desktop.sync.joining import settle_membership
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.outgoing import Address, pack
from lianti_desktop.sync.request import read_request
from lianti_desktop.sync.shelf import Shelf

Made = TypeVar("Made", bound=Record)
DAY = date(2026, 3, 12)
GPS = 0x8825


@dataclass
class Office:
    """One PC: its data folder, its keys."""

    folder: Path
    store: Store
    ring: KeyRing

    @property
    def school(self) -> UUID:
        with self.store.read() as session:
            found = load_site(session).school_id
        assert found is not None
        return found

    @property
    def replica(self) -> UUID:
        with self.store.read() as session:
            return load_site(session).replica

    def add(self, kind: type[Record], /, **values: object) -> UUID:
        with self.store.change(Deed(f"新增 {kind.__kind__.name}")) as session:
            return records.save(session, kind, None, values).id

    def change(self, kind: type[Record], row: UUID, /, **values: object) -> None:
        with self.store.change(Deed(f"修改 {kind.__kind__.name}")) as session:
            records.save(session, kind, row, values)

    def remove(self, kind: type[Record], row: UUID) -> None:
        with self.store.change(Deed("移到回收站")) as session:
            records.remove(session, [records.get(session, kind, row)])

    def activity(self, title: str, **values: object) -> UUID:
        return self.add(Activity, title=title, held_on=DAY, **values)

    def value(self, kind: type[Record], row: UUID, name: str) -> object:
        with self.store.read() as session:
            found = session.get(kind, row)
            return None if found is None else getattr(found, name)

    def titles(self) -> set[str | None]:
        with self.store.read() as session:
            return {row.title for row in records.living(session, Activity)}

    def photos(self, activity: UUID, *sources: PhotoSource, originals: bool = False) -> list[str]:
        """Takes photos into an activity; returns the SHA-256 of their print copies."""
        wishes = Wishes(keep_originals=originals)
        added = add_photos(self.store, activity, sources, wishes).added
        return [str(self.value(Media, row, "file")) for row in added]

    def only(self, kind: type[Made]) -> Made:
        """The one living record of a kind."""
        with self.store.read() as session:
            (found,) = records.living(session, kind)
            return found

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.store.data)

    def pack_for(self, school: UUID, stick: Path) -> Path:
        return pack(self.store, self.ring, Address(school), stick).files[0]

    def take(self, file: Path, wish: Wish | None = None) -> Outcome:
        outcome = take_in(self.store, self.ring, file, wish)
        settle_membership(self.store, self.ring)
        return outcome

    def problems(self) -> list[str]:
        with self.store.read() as session:
            return examine(session)

    def digests(self) -> dict[str, str]:
        with self.store.read() as session:
            return digest_lines(session)

    def close(self) -> None:
        self.store.close()


def picture(number: int, size: tuple[int, int] = (640, 480)) -> PhotoSource:
    """A small photo of its own look, with a place in its camera notes."""
    image = Image.effect_noise(size, 20 + number).convert("RGB")
    notes = Image.Exif()
    notes.get_ifd(GPS)[1], notes.get_ifd(GPS)[2] = "N", (39.0, 54.0, 26.0)
    stream = BytesIO()
    image.save(stream, "JPEG", quality=90, exif=notes)
    return PhotoSource(f"IMG_{number:04}.jpg", stream.getvalue())


def new_office(folder: Path, name: str = "", role: SiteRole = SiteRole.CAMPUS) -> Office:
    """A PC; with a name it has taken the first steps alone."""
    store = open_store(DataPaths(folder / "data"))
    if name:
        found_alliance(store, Founding(f"{name}联盟（示例）", name, role, DAY))
    return Office(folder, store, KeyRing(folder / "keys"))


def found_core(folder: Path) -> Office:
    """The core school, ready to admit others."""
    core = new_office(folder, "青石中心小学（示例）", SiteRole.CORE)
    found_exchange(core.store, core.ring, folder / "words.txt")
    return core


def enrol(core: Office, newcomer: Office, school: str, stick: Path) -> Outcome:
    """The whole way of joining, on the stick."""
    file = stick / "join.ltreq"
    ask_to_join(newcomer.store, newcomer.ring, file)
    request = read_request(file)
    answer = admit(core.store, core.ring, request, (Decision(school, request.words), stick))
    return newcomer.take(answer.packed.files[0])
