"""Joining as the wrong school is undone while nothing was entered; an old start raises doubts."""

from datetime import UTC, date, datetime

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import OperatorRole
from lianti_desktop.storage.log.tables import LogCommit
from lianti_desktop.storage.operators import add_operator, operators
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.site import load_site
from lianti_desktop.sync.enrolment import Decision, admit, ask_to_join, retire
from lianti_desktop.sync.incoming import Outcome
from lianti_desktop.sync.joining import start_doubts
from lianti_desktop.sync.leaving import leave
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.request import read_request
from tests.sync.conftest import OTHER, Village
from tests.sync.village import Office, enrol, new_office


def test_a_pc_that_joined_as_the_wrong_school_joins_again_as_the_right_one(
    village: Village,
) -> None:
    newcomer = new_office(village.stick / "new")
    enrol(village.core, newcomer, "柳林校区（示例）", village.stick)
    with newcomer.store.transaction() as session:
        add_operator(session, "王玲", OperatorRole.CLERK)
    wrong = newcomer.replica
    saved = leave(newcomer.store)
    assert saved.is_file()
    with newcomer.store.read() as session:
        assert load_site(session).school_id is None
        assert session.query(LogCommit).count() == session.query(School).count() == 0
        assert [one.name for one in operators(session)] == ["王玲"]
    assert newcomer.replica != wrong
    retire(village.core.store, village.core.ring, wrong)
    enrol(village.core, newcomer, OTHER, village.stick)
    assert newcomer.school == village.other.school
    assert newcomer.problems() == []
    newcomer.close()


def test_who_has_entered_something_does_not_leave(village: Village) -> None:
    row = village.campus.activity("送教")
    with pytest.raises(UserError, match="已经录入过 1 次"):
        leave(village.campus.store)
    assert village.campus.titles() == {"送教"}
    lone = new_office(village.stick / "lone", "独校（示例）")
    with pytest.raises(RefusedError) as refused:
        leave(lone.store)
    assert refused.value.reason is Reason.NOT_ENROLLED
    assert row
    lone.close()


def joined(village: Village, name: str) -> tuple[Office, Outcome]:
    newcomer = new_office(village.stick / name)
    ask_to_join(newcomer.store, newcomer.ring, village.stick / "join.ltreq")
    request = read_request(village.stick / "join.ltreq")
    ruling = (Decision(OTHER, request.words), village.stick)
    answer = admit(village.core.store, village.core.ring, request, ruling)
    return newcomer, newcomer.take(answer.packed.files[0])


def test_a_start_that_is_old_or_of_another_term_raises_doubts_and_is_taken(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    newcomer, outcome = joined(village, "late")
    assert outcome.manifest is not None
    made = date.fromisoformat(outcome.manifest.made[:10])
    later = datetime(made.year + 2, 1, 15, tzinfo=UTC)
    monkeypatch.setattr("lianti_desktop.sync.joining.system_now", lambda: later)
    first, second = start_doubts(newcomer.store, outcome.manifest)
    assert "过了半年" in first
    assert "学期里没有今天" in second
    broken = datetime(2009, 1, 1, tzinfo=UTC)
    monkeypatch.setattr("lianti_desktop.sync.joining.system_now", lambda: broken)
    assert start_doubts(newcomer.store, outcome.manifest) == []
    newcomer.close()
