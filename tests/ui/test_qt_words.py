"""Qt's own windows speak Chinese."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QFileInfo
from PySide6.QtWidgets import QApplication, QFileIconProvider

from lianti_desktop.ui.qt_words import LeftOut


@pytest.fixture
def left_out(qapp: QApplication) -> Iterator[LeftOut]:
    translator = LeftOut(qapp)
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)


def test_a_folder_in_the_list_of_files_is_called_so_in_chinese(
    left_out: LeftOut, tmp_path: Path
) -> None:
    assert QFileIconProvider().type(QFileInfo(str(tmp_path))) == "文件夹"


def test_all_other_words_are_left_to_those_asked_before(qapp: QApplication) -> None:
    before = QCoreApplication.translate("QFileDialog", "Look in:")
    translator = LeftOut(qapp)
    qapp.installTranslator(translator)
    after = QCoreApplication.translate("QFileDialog", "Look in:")
    qapp.removeTranslator(translator)
    assert after == before
