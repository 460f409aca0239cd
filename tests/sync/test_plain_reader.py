"""docs/EXCHANGE_FORMAT.md is enough to read a package: a reader written from it alone does."""

import ast
from pathlib import Path

from lianti_desktop.domain.ids import new_id
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.staff import Staff
from lianti_desktop.sync.outgoing import Address, pack
from lianti_desktop.sync.slip import check_code
from tests.sync import plain_reader
from tests.sync.conftest import Village
from tests.sync.plain_reader import read_package
from tests.sync.village import Office, picture


def secret_of(office: Office) -> str:
    keys = office.ring.of(office.replica)
    assert keys is not None
    return keys.secret


def test_the_reader_imports_nothing_of_the_program() -> None:
    tree = ast.parse(Path(plain_reader.__file__).read_text("utf-8"))
    named = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert "lianti_desktop" not in named
    assert named >= {"cbor2", "pyrage", "backports", "hashlib"}


def test_it_reads_rows_files_and_what_it_may_of_guarded_values(village: Village) -> None:
    row = village.campus.activity("送教下乡", place="礼堂")
    (file,) = village.campus.photos(row, picture(1))
    person = village.campus.add(
        Staff,
        name="李文秀（示例）",
        phone="13800138000",
        id_last4="271X",
        school=village.campus.school,
    )
    packed = pack(
        village.campus.store, village.campus.ring, Address(village.core.school), village.stick
    )
    package = read_package(packed.files[0], secret_of(village.core))
    rows = package.rows()
    assert rows["activity", row.bytes]["title"] == "送教下乡"
    assert rows["staff", person.bytes]["phone"] == "13800138000"
    assert "id_last4" not in rows["staff", person.bytes]
    shelf = village.campus.shelf
    assert package.files == {file: shelf.attachments.path(file).read_bytes()}
    assert package.thumbnails == {file: shelf.thumbnails.get(file)}
    assert package.manifest["contents"]["records"] == {"activity": 1, "media": 1, "staff": 1}
    entry = next(one for one in package.manifest["files"]["logs"] if one[3])
    assert plain_reader.held(entry, "media.file") == {1}


def test_it_reads_each_part_of_a_large_package_and_a_receipt(village: Village) -> None:
    row = village.campus.activity("送教下乡")
    files = village.campus.photos(row, *map(picture, range(3)))
    address = Address(village.core.school, volume=260_000)
    packed = pack(village.campus.store, village.campus.ring, address, village.stick)
    parts = [read_package(one, secret_of(village.core)) for one in packed.files]
    assert len(parts) > 1
    assert [part.manifest["part"] for part in parts] == list(range(1, len(parts) + 1))
    assert {part.manifest["whole"] for part in parts} == {parts[0].manifest["package"]}
    assert {name for part in parts for name in part.files} == set(files)
    assert all(not part.commits for part in parts[1:])
    village.core.take(packed.files[0])
    back = pack(
        village.core.store,
        village.core.ring,
        Address(village.campus.school, is_receipt=True),
        village.stick,
    )
    receipt = read_package(back.files[0], secret_of(village.campus))
    assert (receipt.commits, receipt.manifest["ranges"]) == ([], [])
    assert parts[0].manifest["package"] in receipt.manifest["received"]


def test_samples_tell_it_nothing(village: Village) -> None:
    from lianti_desktop.storage.store import Deed

    with village.campus.store.change(Deed("示例")) as session:
        sample = Activity(
            id=new_id(), title="示例活动", sample=True, owner_id=village.campus.school
        )
        session.add(sample)
        session.flush()
        row = sample.id
    village.campus.activity("真的")
    file = village.campus.pack_for(village.core.school, village.stick)
    rows = read_package(file, secret_of(village.core)).rows()
    assert ("activity", row.bytes) not in rows
    assert "真的" in {cells.get("title") for cells in rows.values()}


def test_the_check_code_has_only_signs_that_are_hard_to_mistake() -> None:
    codes = {check_code(new_id()) for _ in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 9 and not set(code) & set("01ILO") for code in codes)
