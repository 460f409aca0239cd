"""Old databases come up to date, keep their rows, and stay as they were when a step fails."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Engine, select, text

from lianti_desktop.domain.errors import UserError
from lianti_desktop.paths import DataPaths
from lianti_desktop.storage import schema
from lianti_desktop.storage.backup import backup_files, prove
from lianti_desktop.storage.log.tables import Log, LogContext
from lianti_desktop.storage.migrations import MIGRATIONS, Migration, upgrade
from lianti_desktop.storage.record import Base
from lianti_desktop.storage.search_index import search
from lianti_desktop.storage.store import open_store, sqlite_engine
from lianti_desktop.storage.version import read_version
from tests.storage.databases import (
    columns_by_table,
    make_version_1,
    postgres_engine,
    today_beside,
)
from tests.storage.office import Office


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database without tables."""
    if request.param == "sqlite":
        engine = sqlite_engine(tmp_path / "lianti.db")
    else:
        engine = postgres_engine(request.getfixturevalue("postgres_address"))
    yield engine
    engine.dispose()


def is_ours(name: str | None, kind: str, parents: object) -> bool:
    """SQLite keeps the search words in tables of its own, beside ours."""
    return not (kind == "table" and str(name).startswith("search_words"))


def differences(engine: Engine) -> list[Any]:
    """What alembic would do to make the tables like the models."""
    with engine.connect() as connection:
        options = {"compare_type": True, "include_name": is_ours}
        context = MigrationContext.configure(connection, opts=options)
        found = compare_metadata(context, Base.metadata)
    return [change for change in found if "ix_search_entry_words" not in str(change)]


def shape(engine: Engine) -> set[tuple[object, ...]]:
    """Every table's columns with type, emptiness and key, and every index and trigger."""
    with engine.connect() as connection:
        columns = connection.execute(
            text(
                'SELECT t.name, t.wr, c.name, c.type, c."notnull", c.pk FROM pragma_table_list t '
                "JOIN pragma_table_info(t.name) c"
            )
        )
        extras = connection.execute(
            text("SELECT type, name, tbl_name FROM sqlite_master WHERE type != 'table'")
        )
        return {tuple(row) for row in [*columns, *extras]}


def version_of(engine: Engine) -> int | None:
    with engine.connect() as connection:
        return read_version(connection)


def rows_of(engine: Engine, columns: Mapping[str, str] | None = None) -> dict[str, list[str]]:
    """All that the tables hold in certain columns, without the note of the version."""
    with engine.connect() as connection:
        found = {
            name: sorted(map(repr, connection.execute(text(f'SELECT {wanted} FROM "{name}"'))))
            for name, wanted in (columns or columns_by_table(connection)).items()
        }
    found["local_value"] = [row for row in found["local_value"] if "schema" not in row]
    return found


def columns_of(engine: Engine) -> dict[str, str]:
    with engine.connect() as connection:
        return columns_by_table(connection)


def test_the_steps_are_numbered_one_by_one_up_to_the_current_version() -> None:
    numbers = [step.number for step in MIGRATIONS]
    assert (numbers, numbers[-1]) == (sorted(set(numbers)), schema.CURRENT)
    assert len({step.name for step in MIGRATIONS}) == len(MIGRATIONS)


def test_tables_migrated_from_nothing_are_those_of_the_models(empty: Engine) -> None:
    upgrade(empty, None, 0)
    assert differences(empty) == []
    assert version_of(empty) == schema.CURRENT


def test_a_new_database_is_that_of_the_models(empty: Engine) -> None:
    schema.prepare(empty, None)
    assert differences(empty) == []
    assert version_of(empty) == schema.CURRENT


def test_the_comparison_sees_a_missing_index(empty: Engine) -> None:
    schema.prepare(empty, None)
    with empty.begin() as connection:
        connection.execute(text("DROP INDEX ix_activity_lamport"))
    assert len(differences(empty)) == 1


def test_migrated_and_new_databases_agree_to_the_last_index_and_trigger(tmp_path: Path) -> None:
    migrated, fresh = (sqlite_engine(tmp_path / name) for name in ("old.db", "new.db"))
    upgrade(migrated, None, 0)
    schema.prepare(fresh, None)
    assert shape(migrated) == shape(fresh)
    names = {row[1] for row in shape(fresh)} | {row[0] for row in shape(fresh)}
    assert {"search_words", "search_entry_added", "search_entry_removed"} <= names
    assert "search_entry_changed" in names
    migrated.dispose()
    fresh.dispose()


def test_a_database_of_version_1_comes_up_to_date_with_every_row(tmp_path: Path) -> None:
    data = DataPaths(tmp_path)
    make_version_1(data)
    engine = sqlite_engine(data.database)
    before, columns, had = rows_of(engine), columns_of(engine), differences(engine)
    engine.dispose()
    store = open_store(data)
    assert had != []
    assert differences(store.engine) == []
    assert rows_of(store.engine, columns) == before
    assert len(before["activity"]) == 5
    assert version_of(store.engine) == schema.CURRENT
    with store.read() as session:
        assert len(search(session, "柳林校区")) == 6
    store.close()


def test_a_migrated_database_holds_what_one_of_today_would_hold(tmp_path: Path) -> None:
    data = DataPaths(tmp_path / "data")
    make_version_1(data)
    open_store(data).close()
    migrated, today = (sqlite_engine(d.database) for d in (data, today_beside(data)))
    assert rows_of(migrated) == rows_of(today)
    assert len(rows_of(migrated)["log_context"]) > 0
    migrated.dispose()
    today.dispose()


def test_a_migrated_database_is_worked_with_as_any_other(tmp_path: Path) -> None:
    data = DataPaths(tmp_path)
    old = make_version_1(data)
    office = Office(open_store(data), old.core, old.campus, old.alliance)
    office.activity(title="升级以后的第一次")
    assert office.undo() == "新增 活动"
    assert office.problems() == []
    office.store.close()


def test_an_old_log_that_named_others_is_known_to_have_seen_them(tmp_path: Path) -> None:
    data = DataPaths(tmp_path)
    make_version_1(data)
    store = open_store(data)
    with store.read() as session:
        (noted,) = session.scalars(select(LogContext)).all()
        first = session.scalars(select(Log).order_by(Log.id)).first()
    assert first is not None
    assert (noted.log_id, noted.seq) == (2, 1)
    assert json.loads(noted.seen) == {"1": first.head_seq}
    store.close()


def test_before_each_step_the_database_is_backed_up_and_the_backup_proved(tmp_path: Path) -> None:
    data = DataPaths(tmp_path)
    make_version_1(data)
    assert backup_files(data.backups) == []
    open_store(data).close()
    backup = backup_files(data.backups)[-1]
    assert len(backup_files(data.backups)) == len(MIGRATIONS) - 1
    assert prove(backup)["activity"] == 5
    engine = sqlite_engine(backup)
    assert version_of(engine) == 1
    engine.dispose()


def test_a_step_that_another_window_has_taken_already_is_not_taken_twice(tmp_path: Path) -> None:
    data = DataPaths(tmp_path)
    make_version_1(data)
    open_store(data).close()
    engine = sqlite_engine(data.database)
    upgrade(engine, None, 1)
    assert version_of(engine) == schema.CURRENT
    engine.dispose()


def test_a_step_that_fails_leaves_the_old_version_whole(tmp_path: Path) -> None:
    data = DataPaths(tmp_path)
    make_version_1(data)

    def stumble(op: Operations) -> None:
        op.drop_table("media")
        op.execute(text("UPDATE activity SET title = '坏了'"))
        raise RuntimeError("stumbled")

    engine = sqlite_engine(data.database)
    before, looked = rows_of(engine), shape(engine)
    with pytest.raises(RuntimeError, match="stumbled"):
        upgrade(engine, data, 1, (Migration(2, "stumbling", stumble),))
    assert version_of(engine) == 1
    assert (rows_of(engine), shape(engine)) == (before, looked)
    assert len(backup_files(data.backups)) == 1
    engine.dispose()


def test_without_a_backup_there_is_no_step(tmp_path: Path) -> None:
    data = DataPaths(tmp_path)
    make_version_1(data)
    data.backups.write_text("a file lies where the folder should be", encoding="utf-8")
    with pytest.raises(UserError, match="备份没有做成"):
        open_store(data)
    engine = sqlite_engine(data.database)
    assert version_of(engine) == 1
    engine.dispose()


def test_a_newer_database_is_refused_in_plain_words_and_not_touched(tmp_path: Path) -> None:
    data = DataPaths(tmp_path)
    store = open_store(data)
    with store.transaction() as session:
        session.execute(text("UPDATE local_value SET value = '999' WHERE name = 'schema'"))
    store.close()
    before = data.database.read_bytes()
    with pytest.raises(UserError, match=r"更新的版本（数据版本 999）.*数据没有改动.*装上新版本"):
        open_store(data)
    assert data.database.read_bytes() == before
    assert backup_files(data.backups) == []


@pytest.mark.parametrize("opens", [1, 2])
def test_alembic_is_not_loaded_when_there_is_nothing_to_migrate(tmp_path: Path, opens: int) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from lianti_desktop.paths import DataPaths\n"
        "from lianti_desktop.storage.store import open_store\n"
        f"for _ in range({opens}): open_store(DataPaths(Path(sys.argv[1]))).close()\n"
        "sys.exit('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)
    assert done.returncode == 0
