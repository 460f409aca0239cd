"""The error family of the user's world."""

from lianti_desktop.domain.errors import UserError


def test_a_user_error_carries_its_sentence() -> None:
    error = UserError("U盘没有插好，已录入的内容都在，请插好后再试")
    assert error.sentence == str(error) == "U盘没有插好，已录入的内容都在，请插好后再试"
