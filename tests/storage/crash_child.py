"""A process that works in a data folder until it is killed; started by test_kill.py.

It loads everything once and then forks a child for each order read from its input, so that two
hundred kills take seconds. Each child says what it has safely stored in a file of its own.
"""

import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID

import alembic.autogenerate  # noqa: F401 - loaded before the forks
from PIL import Image
from sqlalchemy.orm import configure_mappers

from lianti_desktop.paths import DataPaths
from lianti_desktop.services import photos
from lianti_desktop.storage import migrations, pictures, records, thumbnails  # noqa: F401
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.backup import make_backup
from lianti_desktop.storage.photo_batch import PhotoSource
from lianti_desktop.storage.store import Deed, open_store

Acknowledge = Callable[[str], None]
FOREVER = 100_000


def save(data: DataPaths, row: UUID, say: Acknowledge) -> None:
    """Types into one field, again and again."""
    store = open_store(data)
    say("open")
    with store.read() as session:
        first = int(records.get(session, Activity, row).place or "0") + 1
    for number in range(first, FOREVER):
        with store.change(Deed("修改 活动地点")) as session:
            records.save(session, Activity, row, {"place": str(number)})
        say(str(number))


def photograph(data: DataPaths, row: UUID, say: Acknowledge) -> None:
    """Takes in one photo after the other."""
    store = open_store(data)
    photos.clear_interrupted(store)
    say("open")
    for number in range(FOREVER):
        shade = os.urandom(3)
        stream = BytesIO()
        Image.new("RGB", (64, 48), tuple(shade)).save(stream, "PNG")
        source = PhotoSource(f"{number}.png", stream.getvalue())
        for photo in photos.add_photos(store, row, [source]).added:
            say(photo.hex)


def migrate(data: DataPaths, row: UUID, say: Acknowledge) -> None:
    """Brings an old database up to date."""
    say("open")
    open_store(data).close()
    say("done")


def back_up(data: DataPaths, row: UUID, say: Acknowledge) -> None:
    """Makes one backup after the other."""
    say("open")
    for _ in range(FOREVER):
        say(make_backup(data, datetime.now(UTC).astimezone()).path.name)


WORKS = {"save": save, "photograph": photograph, "migrate": migrate, "back_up": back_up}


def work(order: dict[str, str]) -> None:
    """Does one piece of work in a fork, saying in a file what is safely stored."""
    notes = os.open(order["notes"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    data = DataPaths(Path(order["folder"]))
    WORKS[order["work"]](data, UUID(order["row"]), lambda word: _say(notes, word))


def _say(notes: int, word: str) -> None:
    os.write(notes, f"{word}\n".encode())


def fork(order: dict[str, str]) -> int:
    """Starts the work in a child and returns its number."""
    child = os.fork()
    if child == 0:
        try:
            work(order)
        finally:
            os._exit(0)
    return child


def main() -> None:
    """Answers each order with the child's number, and each kill with the word that it is gone."""
    configure_mappers()
    for line in sys.stdin:
        order = json.loads(line)
        answer = os.waitpid(order["wait"], 0)[1] if "wait" in order else fork(order)
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
