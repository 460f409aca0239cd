"""Who may change what: the school that wrote it, and the core school for what it keeps."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import SiteRole
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.log.history import CommitReader, restore_version
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.rights import school_name, why_not
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.site import settle_site
from lianti_desktop.storage.store import Deed
from tests.storage.office import Office


def written_by(office: Office, owner: UUID | None, kind: type[Record], **values: object) -> UUID:
    with office.store.change(Deed("别校录入", action="base")) as session:
        record = records.save(session, kind, None, values)
        record.owner_id = owner
        session.flush()
        return record.id


def reason(office: Office, kind: type[Record], row: UUID) -> str | None:
    with office.store.read() as session:
        return why_not(session, records.get(session, kind, row))


def move_to(office: Office, school: UUID, role: SiteRole) -> None:
    with office.store.transaction() as session:
        settle_site(session, school, office.alliance, role)


def test_a_school_changes_what_it_wrote(office: Office) -> None:
    assert reason(office, Activity, office.activity()) is None


def test_nobody_changes_what_another_school_wrote(office: Office) -> None:
    row = written_by(office, office.campus, Activity, title="送教下乡")
    told = reason(office, Activity, row) or ""
    assert "这条活动由柳林校区录入，只有柳林校区能修改。数据没有变化。" in told
    with pytest.raises(UserError, match="只有柳林校区能修改"):
        office.set(Activity, row, place="一")
    with pytest.raises(UserError, match="只有柳林校区能修改"):
        office.remove(Activity, row)
    assert office.value(Activity, row, "deleted") is False


def test_nobody_takes_what_another_school_removed_out_of_the_bin_or_empties_it(
    office: Office,
) -> None:
    row = written_by(office, office.campus, Activity, title="送教下乡", place="一")
    with office.store.change(Deed("柳林移到回收站", action="base")) as session:
        record = records.get(session, Activity, row)
        record.deleted = True
        session.flush()
        tip = CommitReader(session).hashes_on(row)[0]
    for forbidden in (
        records.restore,
        lambda session, found: records.empty(session, [found]),
        lambda session, found: restore_version(session, found, tip),
    ):
        with (
            pytest.raises(UserError, match="只有柳林校区能修改"),
            office.store.change(Deed("拿回来")) as session,
        ):
            forbidden(session, records.get(session, Activity, row))
    assert office.value(Activity, row, "deleted") is True


def test_what_nobody_owns_anybody_changes(office: Office) -> None:
    assert reason(office, Activity, written_by(office, None, Activity)) is None


def test_the_core_school_keeps_the_calendar_and_a_campus_does_not(office: Office) -> None:
    row = written_by(office, office.campus, Term, name="2025—2026学年第二学期")
    assert reason(office, Term, row) is None
    mine = written_by(office, office.core, Term, name="另一个学期")
    move_to(office, office.campus, SiteRole.CAMPUS)
    assert "由中心小学录入" in (reason(office, Term, mine) or "")


def test_every_school_changes_its_own_entry(office: Office) -> None:
    move_to(office, office.campus, SiteRole.CAMPUS)
    theirs = written_by(office, office.core, School, name="石桥教学点")
    assert reason(office, School, office.campus) is None
    assert reason(office, School, theirs) is not None


def test_the_sentence_names_the_owner_before_the_change(office: Office) -> None:
    row = written_by(office, office.campus, Activity)

    def told(session: Session) -> str | None:
        record = records.get(session, Activity, row)
        record.owner_id = UUID(int=5)
        return why_not(session, record)

    with office.store.read() as session:
        assert "由柳林校区录入" in (told(session) or "")


def test_a_school_without_a_name_is_another_school(office: Office) -> None:
    nameless = office.add(School)
    full = office.add(School, name="石桥教学点")
    with office.store.read() as session:
        assert school_name(session, nameless) == "别的学校"
        assert school_name(session, full) == "石桥教学点"
        assert school_name(session, None) == "别的学校"
