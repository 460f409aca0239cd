"""Whose copy this is, and the version noted in it."""

from pathlib import Path

import pytest
from sqlalchemy import delete

from lianti_desktop.domain.words import SiteRole
from lianti_desktop.storage.site import (
    LocalValue,
    Site,
    load_site,
    read_local,
    renew_replica,
    write_local,
)
from lianti_desktop.storage.store import sqlite_engine
from lianti_desktop.storage.version import read_version, write_version
from tests.storage.office import Office


def test_a_settled_copy_knows_its_school(office: Office) -> None:
    with office.store.read() as session:
        site = load_site(session)
    assert site == Site(site.replica, office.core, office.alliance, SiteRole.CORE)


def test_a_copy_gets_a_new_name_and_stays_whose_it_was(office: Office) -> None:
    with office.store.transaction() as session:
        before = load_site(session)
        fresh = renew_replica(session)
        assert fresh != before.replica
        assert load_site(session) == Site(fresh, office.core, office.alliance, SiteRole.CORE)


def test_before_the_first_set_up_a_copy_belongs_to_nobody(office: Office) -> None:
    with office.store.transaction() as session:
        for name in ("school", "alliance", "role"):
            write_local(session, name, None)
        site = load_site(session)
        assert site == Site(site.replica)


def test_a_copy_without_a_name_is_our_own_mistake(office: Office) -> None:
    def open_nameless() -> None:
        with office.store.transaction() as session:
            session.execute(delete(LocalValue).where(LocalValue.name == "replica"))
            load_site(session)

    with pytest.raises(RuntimeError, match="no replica id"):
        open_nameless()


def test_facts_about_a_copy_are_kept_changed_and_forgotten(office: Office) -> None:
    with office.store.transaction() as session:
        write_local(session, "a", "1")
        write_local(session, "a", "2")
        assert read_local(session, "a") == "2"
        write_local(session, "a", None)
        assert read_local(session, "a") is None


def test_the_version_is_noted_in_the_database(office: Office, tmp_path: Path) -> None:
    with office.store.engine.begin() as connection:
        write_version(connection, 41)
        assert read_version(connection) == 41
        connection.execute(delete(LocalValue).where(LocalValue.name == "schema"))
        assert read_version(connection) is None
    empty = sqlite_engine(tmp_path / "empty.db")
    with empty.connect() as connection:
        assert read_version(connection) is None
    empty.dispose()
