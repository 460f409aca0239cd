"""Writes the golden packages of a new release: python -m tests.sync.golden.making 0.1.0

Run once for each release, with the program as it is given out; what lies there is never made anew:
a later version that cannot read it has a mistake, not the packages. The keys, the people and the
schools are invented (示例). Sizes: one small drawn picture, its thumbnail alone travels.
"""

import json
import shutil
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from uuid import UUID

from PIL import Image, ImageDraw

from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.lessons import Lesson
from lianti_desktop.storage.organisation import Facility
from lianti_desktop.storage.photo_batch import PhotoSource
from lianti_desktop.storage.staff import Staff
from lianti_desktop.sync.conflicts import conflicts, resolve
from lianti_desktop.sync.enclosing import Sending
from lianti_desktop.sync.enrolment import Decision, admit, ask_to_join
from lianti_desktop.sync.outgoing import Address, Packed, pack
from lianti_desktop.sync.purge import purge
from lianti_desktop.sync.request import read_request
from lianti_desktop.sync.tiers import Tier
from lianti_desktop.sync.transfer import assign
from tests.sync.golden.reading import EXPECTED, FOLDER, KEYS, REQUEST, played, reader_for
from tests.sync.village import Office, enrol, found_core, new_office

CAMPUS = "柳林校区（示例）"
THUMBNAILS = Sending(Tier.THUMBS)


class Making:
    """An alliance of four PCs, and the packages for one of them."""

    def __init__(self, folder: Path, target: Path) -> None:
        self.stick, self.target = folder / "stick", target
        self.stick.mkdir()
        self.core = found_core(folder / "core")
        self.laptop, self.desk = new_office(folder / "laptop"), new_office(folder / "desk")
        self.reader = new_office(folder / "reader")
        self.core.photos(self.core.activity("联盟开学会（示例）"), drawing())
        for newcomer in (self.laptop, self.desk):
            enrol(self.core, newcomer, CAMPUS, self.stick)
        self.school = self.laptop.school

    def start(self) -> None:
        """The request of the PC that will read, and the first package for it."""
        ask_to_join(self.reader.store, self.reader.ring, self.target / REQUEST)
        shutil.copytree(self.reader.ring.folder, self.target / KEYS)
        request = read_request(self.target / REQUEST)
        ruling = (Decision(CAMPUS, request.words), self.stick)
        packed = admit(self.core.store, self.core.ring, request, ruling).packed
        self.keep("01-start", packed)
        for colleague in (self.laptop, self.desk):
            colleague.take(packed.files[0])

    def week(self) -> tuple[UUID, UUID, UUID]:
        """A week at the campus: records, a photo, cells that not everybody may read."""
        row = self.laptop.activity("送教下乡（示例）", place="礼堂", attended=[self.school])
        self.laptop.photos(row, drawing())
        self.laptop.add(Lesson, activity=row, topic="《荷花》（示例）")
        person = self.laptop.add(
            Staff,
            name="李文秀（示例）",
            phone="13800000000",
            id_last4="0000",
            school=self.school,
        )
        hall = self.laptop.add(Facility, name="录播室（示例）")
        self.send("02-week", self.laptop, self.desk)
        self.core.take(self.laptop.pack_for(self.core.school, self.stick))
        return row, person, hall

    def quarrel(self, row: UUID) -> None:
        """Two PCs write into one cell; the core school passes both on, one of them decides."""
        self.laptop.change(Activity, row, title="送教到柳林（示例）")
        self.desk.change(Activity, row, title="送教到校（示例）", theme="阅读")
        for writer in (self.laptop, self.desk):
            self.core.take(writer.pack_for(self.core.school, self.stick))
        self.send("03-conflict", self.core, self.laptop)
        with self.laptop.store.read() as session:
            (one,) = conflicts(session)
        resolve(self.laptop.store, one.id, "送教到校（示例）")
        self.send("04-decision", self.laptop, self.desk)

    def erase_and_assign(self, person: UUID, hall: UUID) -> None:
        """The core school erases a telephone number and takes a room over; then a receipt."""
        purge(self.core.store, (person, "phone"), "本人要求")
        assign(self.core.store, hall, self.core.school)
        self.send("05-purge", self.core, self.laptop)
        address = Address(self.school, is_receipt=True)
        self.keep("06-receipt", pack(self.core.store, self.core.ring, address, self.stick))

    def send(self, name: str, sender: Office, beside: Office) -> None:
        """A package for the campus; `beside` is a PC there that takes it too."""
        address = Address(self.school, sending=THUMBNAILS)
        packed = pack(sender.store, sender.ring, address, self.stick)
        self.keep(name, packed)
        beside.take(packed.files[0])

    def keep(self, name: str, packed: Packed) -> None:
        """A package into the folder of the release, under a short name."""
        (file,) = packed.files
        shutil.copyfile(file, self.target / f"{name}.ltp")

    def close(self) -> None:
        """Lets go of the files."""
        for office in (self.core, self.laptop, self.desk, self.reader):
            office.close()


def drawing() -> PhotoSource:
    """A picture that nobody took."""
    image = Image.new("RGB", (480, 360), (236, 240, 241))
    draw = ImageDraw.Draw(image)
    draw.rectangle((60, 140, 420, 320), fill=(192, 96, 72))
    draw.polygon([(40, 140), (240, 40), (440, 140)], fill=(96, 64, 56))
    stream = BytesIO()
    image.save(stream, "JPEG", quality=80)
    return PhotoSource("示例.jpg", stream.getvalue())


def main(release: str) -> None:
    """Makes the packages, plays them once and keeps what they did."""
    target = FOLDER / release
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        making = Making(folder, target)
        making.start()
        row, person, hall = making.week()
        making.quarrel(row)
        making.erase_and_assign(person, hall)
        making.close()
        office = reader_for(target, folder / "again")
        told = {
            "words": read_request(target / REQUEST).words,
            "packages": [*played(target, office)],
        }
        office.close()
    text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
    (target / EXPECTED).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
