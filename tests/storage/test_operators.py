"""Who sits at the PC: names, passwords and the printed code for a forgotten one."""

import re

import pytest
from sqlalchemy import text

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import OperatorRole
from lianti_desktop.storage.operators import (
    Operator,
    add_operator,
    change_role,
    clear_password,
    operators,
    password_fits,
    reset_with_code,
    retire_operator,
    set_password,
)
from tests.storage.office import Office

ROLE = next(iter(OperatorRole))


def add(office: Office, name: str = "李文秀") -> Operator:
    with office.store.transaction() as session:
        return add_operator(session, name, ROLE)


def known(office: Office) -> list[Operator]:
    with office.store.read() as session:
        return operators(session)


def test_an_operator_is_listed_and_signs_with_name_and_role(office: Office) -> None:
    operator = add(office, " 李文秀 ")
    assert known(office) == [operator]
    assert operator.author == f"李文秀（{ROLE.label}）"
    assert operator.has_password is False


@pytest.mark.parametrize(("name", "sentence"), [("李文秀", "已经有了"), ("  ", "没有填姓名")])
def test_a_name_twice_or_none_is_refused(office_file: Office, name: str, sentence: str) -> None:
    add(office_file)
    with pytest.raises(UserError, match=sentence):
        add(office_file, name)
    assert len(known(office_file)) == 1


def test_somebody_who_left_is_not_listed_and_the_name_is_free_again(office: Office) -> None:
    operator = add(office)
    with office.store.transaction() as session:
        retire_operator(session, operator.id)
    assert known(office) == []
    assert add(office).name == "李文秀"


def test_without_a_password_the_name_is_enough(office_file: Office) -> None:
    operator = add(office_file)
    with office_file.store.read() as session:
        assert password_fits(session, operator.id, "")


def test_only_the_password_that_was_set_fits_and_it_is_kept_as_a_hash(office: Office) -> None:
    operator = add(office)
    with office.store.transaction() as session:
        set_password(session, operator.id, "青石小学2026")
    with office.store.read() as session:
        assert password_fits(session, operator.id, "青石小学2026")
        assert not password_fits(session, operator.id, "青石小学2025")
        kept = session.execute(text("SELECT password FROM operator")).scalar_one()
    assert kept.startswith("$argon2id$")
    assert "青石" not in kept
    assert known(office)[0].has_password


def test_a_short_password_is_refused(office_file: Office) -> None:
    operator = add(office_file)
    with office_file.store.read() as session, pytest.raises(UserError, match="密码太短，没有保存"):
        set_password(session, operator.id, "12345")


def test_the_printed_code_opens_once_and_a_wrong_one_never(office_file: Office) -> None:
    operator = add(office_file)
    with office_file.store.transaction() as session:
        code = set_password(session, operator.id, "青石小学2026")
        assert re.fullmatch(r"(?:[A-Z2-9]{4}-){3}[A-Z2-9]{4}", code)
        assert not reset_with_code(session, operator.id, "AAAA-AAAA-AAAA-AAAA")
        assert reset_with_code(session, operator.id, f" {code.lower()} ")
        assert not reset_with_code(session, operator.id, code)
        assert password_fits(session, operator.id, "whatever")


def test_a_password_can_be_taken_away(office_file: Office) -> None:
    operator = add(office_file)
    with office_file.store.transaction() as session:
        set_password(session, operator.id, "青石小学2026")
        clear_password(session, operator.id)
    assert not known(office_file)[0].has_password


def test_a_role_changes_and_nobody_takes_himself_off_the_list(office_file: Office) -> None:
    operator = add(office_file)
    with office_file.store.transaction() as session:
        change_role(session, operator.id, OperatorRole.DIRECTOR)
    assert known(office_file)[0].role is OperatorRole.DIRECTOR
    with office_file.store.transaction() as session:
        with pytest.raises(UserError, match="正在用"):
            retire_operator(session, operator.id, at_work=operator.id)
        retire_operator(session, operator.id, at_work=None)
    assert known(office_file) == []
