"""The disks of this PC, as far as every PC has them."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from lianti_desktop.services.data_place import objection, volume_of
from lianti_desktop.ui.volumes import volumes


def test_a_folder_of_this_pc_lies_on_a_disk_and_may_be_used(
    qapp: QApplication, tmp_path: Path
) -> None:
    found = volumes()
    disk = volume_of(tmp_path, found)
    tells_of_all = Path(tmp_path.anchor) in {one.root for one in found}
    assert disk is not None or not tells_of_all, "a bare root may tell of no disk at all"
    assert all(one.root.is_absolute() for one in found)
    assert disk is None or disk.free > 0
    assert objection(tmp_path, found) == ""
