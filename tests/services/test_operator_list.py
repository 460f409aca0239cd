"""Roles change, and nobody takes himself off the list."""

from pathlib import Path

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import OperatorRole
from lianti_desktop.paths import DataPaths
from lianti_desktop.services.operator_list import change_role, retire
from lianti_desktop.storage.operators import add_operator, operators
from lianti_desktop.storage.store import open_store


def test_a_role_changes_and_somebody_else_may_be_retired(tmp_path: Path) -> None:
    store = open_store(DataPaths(tmp_path))
    with store.transaction() as session:
        one = add_operator(session, "王玲", OperatorRole.CLERK)
        other = add_operator(session, "李建国", OperatorRole.CLERK)
        change_role(session, other.id, OperatorRole.DIRECTOR)
        assert [row.role for row in operators(session)] == [
            OperatorRole.CLERK,
            OperatorRole.DIRECTOR,
        ]
        with pytest.raises(UserError, match="正在用"):
            retire(session, one.id, one.id)
        retire(session, other.id, one.id)
        assert [row.name for row in operators(session)] == ["王玲"]
    store.close()
