"""Version 4 adds what the printing studio keeps and leaves every photo as it was."""

from pathlib import Path
from uuid import uuid4

from sqlalchemy import inspect, text

from lianti_desktop.storage.migrations import MIGRATIONS, upgrade
from lianti_desktop.storage.store import sqlite_engine

KEPT = {"album", "term_volume", "bulletin", "print_snapshot"}


def test_photos_stay_and_the_tables_of_the_studio_are_there(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path / "lianti.db")
    upgrade(engine, None, 0, MIGRATIONS[:3])
    assert not KEPT & set(inspect(engine).get_table_names())
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO media (id, caption, deleted, emptied, sample) "
                "VALUES (:id, '合影', 0, 0, 0)"
            ),
            {"id": uuid4().hex},
        )
    upgrade(engine, None, 3, MIGRATIONS[:4])
    assert set(inspect(engine).get_table_names()) >= KEPT
    with engine.connect() as connection:
        row = connection.execute(text("SELECT caption, blur_regions FROM media")).one()
    assert tuple(row) == ("合影", None)
    engine.dispose()
