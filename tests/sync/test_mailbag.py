"""Packages of others are carried unopened, offered, and dropped once their addressee has them."""

from pathlib import Path

import pytest

from lianti_desktop.sync import mailbag
from lianti_desktop.sync.mailbag import FOLDER, Letter, deliver, letters, take_along
from lianti_desktop.sync.outgoing import Address, pack
from lianti_desktop.sync.stick import scan
from tests.sync.conftest import CAMPUS, Village
from tests.sync.village import Office


def bag(office: Office, recipient: str | None = None) -> list[Letter]:
    with office.store.read() as session:
        return letters(session, recipient)


def files_in(office: Office) -> list[Path]:
    return sorted((office.store.data.root / FOLDER).iterdir())


def carry(office: Office, stick: Path) -> list[str]:
    return take_along(office.store, scan(office.store, office.ring, stick))


@pytest.mark.must_hold(3)
def test_a_package_is_carried_by_a_third_school_and_dropped_when_it_has_arrived(
    village: Village,
) -> None:
    village.core.activity("给柳林的")
    village.core.pack_for(village.campus.school, village.stick)
    (name,) = carry(village.other, village.stick)
    (letter,) = bag(village.other)
    assert (letter.sender, letter.recipient) == ("青石中心小学（示例）", CAMPUS)
    assert carry(village.other, village.stick) == []
    second = village.stick / "second"
    assert deliver(village.other.store, second, "红旗校区（示例）") == []
    (file,) = deliver(village.other.store, second, CAMPUS)
    assert file.name == "联体_青石中心小学（示例）→柳林校区（示例）_000004.ltp"
    assert file.read_bytes() == (village.stick / name).read_bytes()
    assert deliver(village.other.store, second) == []
    village.campus.take(file)
    assert village.campus.titles() == {"给柳林的"}
    assert len(bag(village.other)) == 1
    village.carry(village.campus, village.other)
    assert bag(village.other) == []
    carry(village.other, village.stick / "nothing")
    assert files_in(village.other) == []


def test_nothing_of_our_own_and_nothing_of_strangers_is_carried(village: Village) -> None:
    village.campus.activity("送教下乡")
    file = village.campus.pack_for(village.core.school, village.stick)
    assert carry(village.campus, village.stick) == []
    assert carry(village.core, village.stick) == []
    text = file.read_bytes()
    file.write_bytes(text.replace("从：柳林校区".encode(), "从：别的联盟".encode(), 1))
    assert carry(village.other, village.stick) == []
    assert bag(village.other) == []


def test_the_bag_is_bounded_and_the_oldest_gives_way(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbag, "MOST_PACKAGES", 2)
    for number in range(3):
        village.core.activity(f"第{number}周")
        village.core.pack_for(village.campus.school, village.stick)
        carry(village.other, village.stick)
    assert [one.number for one in bag(village.other)] == [5, 6]
    assert len(files_in(village.other)) == 2
    monkeypatch.setattr(mailbag, "MOST_BYTES", 10)
    village.core.pack_for(village.campus.school, village.stick)
    assert carry(village.other, village.stick) == []


def test_a_receipt_tells_what_has_arrived(village: Village) -> None:
    village.core.activity("给柳林的")
    village.core.pack_for(village.campus.school, village.stick)
    carry(village.other, village.stick)
    village.campus.take(deliver(village.other.store, village.stick / "second")[0])
    address = Address(village.other.school, is_receipt=True)
    made = pack(village.campus.store, village.campus.ring, address, village.stick)
    village.other.take(made.files[0])
    assert bag(village.other) == []
