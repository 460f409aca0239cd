"""A process that imports two photos into the data folder named; started by test_leftovers.py.

At each of its steps it says where it is and waits for a line before it goes on:
`staged` (prepared, nothing kept), `placed` (moved into place, not yet entered), `done`.
"""

import sys
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image

from lianti_desktop.paths import DataPaths
from lianti_desktop.services.photos import Wishes, enter, in_place, settle, stage
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.photo_batch import PhotoSource
from lianti_desktop.storage.store import Deed, open_store


def reach(place: str) -> None:
    """Says it, then waits to be told to go on."""
    sys.stdout.write(f"{place}\n")
    sys.stdout.flush()
    sys.stdin.readline()


def picture(colour: str) -> PhotoSource:
    """An invented photo."""
    file = BytesIO()
    Image.new("RGB", (64, 48), colour).save(file, "JPEG")
    return PhotoSource(f"{colour}.jpg", file.getvalue())


def main(folder: Path) -> None:
    """One import, step by step."""
    store = open_store(DataPaths(folder))
    with store.change(Deed("新增 活动")) as session:
        values = {"title": "另一个程序的活动", "held_on": date(2026, 4, 16)}
        activity = records.save(session, Activity, None, values).id
    batch = stage(store, activity, [picture("red"), picture("green")], Wishes())
    if batch is None:
        raise RuntimeError("nobody cancelled")
    reach("staged")
    with in_place(store, batch), store.change(Deed("导入照片 2 张")) as session:
        reach("placed")
        found = records.get(session, Activity, activity)
        list(enter(session, found, batch.photos, Wishes()))
        settle(session)
    reach("done")
    store.close()


main(Path(sys.argv[1]))
