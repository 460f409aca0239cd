"""Dialogs are tested in the theme they are shown in."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from lianti_desktop.ui.theme import Scheme, TextSize, Theme, apply_theme


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    """The light theme in its usual size before and after each test."""
    usual = Theme(TextSize.STANDARD, Scheme.LIGHT)
    apply_theme(qapp, usual)
    yield
    apply_theme(qapp, usual)
