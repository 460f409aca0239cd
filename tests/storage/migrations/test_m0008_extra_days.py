"""Version 8 adds the made-up days to the terms and leaves everything else of them as it was."""

from pathlib import Path
from uuid import uuid4

from sqlalchemy import text

from lianti_desktop.storage.migrations import MIGRATIONS, upgrade
from lianti_desktop.storage.store import sqlite_engine


def test_terms_stay_and_have_room_for_made_up_days(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path / "lianti.db")
    upgrade(engine, None, 0, MIGRATIONS[:7])
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO term (id, name, excluded_days, deleted, emptied, sample) "
                "VALUES (:id, '第二学期', '[[\"2026-04-04\", \"2026-04-06\"]]', 0, 0, 0)"
            ),
            {"id": uuid4().hex},
        )
    upgrade(engine, None, 7, MIGRATIONS[:8])
    with engine.connect() as connection:
        row = connection.execute(text("SELECT name, excluded_days, extra_days FROM term")).one()
    assert tuple(row) == ("第二学期", '[["2026-04-04", "2026-04-06"]]', None)
    engine.dispose()
