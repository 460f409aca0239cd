"""The preview shows the file that is printed, and nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.activities import Activity
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.dialogs.preview import PreviewDialog, Produce
from lianti_desktop.ui.dialogs.print_choices import NO_PRINTER, PrintDialog
from lianti_desktop.ui.papers import Wanted, paper_named, write_paper
from lianti_desktop.ui.printouts import passing_folder
from tests.ui.office import Office

DAY = date(2026, 3, 12)
Opened = Callable[..., PreviewDialog]


@pytest.fixture
def activities(office: Office) -> list[UUID]:
    """Two activities of this school."""
    return [
        office.add(Activity, title=title, held_on=DAY, host=office.core)
        for title in ("同课异构", "送教下乡")
    ]


def producing(desk: Desk, key: str, rows: Sequence[UUID]) -> Produce:
    paper, wanted = paper_named(key), Wanted(DAY, tuple(rows))
    return lambda progress: write_paper(desk, paper, wanted, progress).result


@pytest.fixture
def preview(desk: Desk, activities: list[UUID], qtbot: QtBot) -> PreviewDialog:
    """The blank sign-in sheets of both, on the screen."""
    dialog = PreviewDialog(desk, producing(desk, "blank", activities), "签到表")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.pane.result is not None, timeout=20_000)
    qtbot.waitUntil(dialog.pane.view.has_picture, timeout=20_000)
    return dialog


def test_every_activity_is_a_page_and_pages_are_turned_by_key(
    preview: PreviewDialog, qtbot: QtBot
) -> None:
    view = preview.pane.view
    assert preview.pane.result is not None
    assert preview.pane.result.pages == 2
    assert view.list.count() == 2
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page() == 1
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert view.page() == 0


def test_a_page_grows_with_the_scale(preview: PreviewDialog, qtbot: QtBot) -> None:
    view = preview.pane.view
    small = view._paper.pixmap().width()
    view.set_scale(1.5)
    qtbot.waitUntil(lambda: view._paper.pixmap().width() > small, timeout=10_000)
    grown = view._paper.pixmap().width()
    view.zoom(0.5)
    qtbot.waitUntil(lambda: view._paper.pixmap().width() < grown, timeout=10_000)


def test_the_wheel_turns_pages_and_zooms_with_ctrl(preview: PreviewDialog, qtbot: QtBot) -> None:
    view = preview.pane.view
    turn(view.area.viewport(), Qt.KeyboardModifier.NoModifier)
    assert view.page() == 1
    before = view._dpi()
    turn(view.area.viewport(), Qt.KeyboardModifier.ControlModifier)
    assert view._dpi() < before
    assert view.page() == 1


def turn(widget: QWidget, keys: Qt.KeyboardModifier) -> None:
    """One notch of the wheel towards the hand."""
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(place.toPoint())),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_f12_keeps_the_very_file(
    preview: PreviewDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aim = tmp_path / "签到表"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(aim), ""))
    preview.pane.ask_save()
    kept = tmp_path / "签到表.pdf"
    qtbot.waitUntil(lambda: "已存到" in preview.pane.sentence.text())
    assert preview.pane.result is not None
    assert kept.read_bytes() == preview.pane.result.file.read_bytes()


def test_a_place_that_cannot_be_written_gets_a_sentence(
    preview: PreviewDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    preview.pane.save_to(tmp_path / "nowhere" / "a.pdf")
    qtbot.waitUntil(lambda: "存不进去" in preview.pane.sentence.text())


def test_a_refusal_is_said_in_the_preview(desk: Desk, qtbot: QtBot) -> None:
    def refuse(_progress: object) -> None:
        raise UserError("磁盘满了，没有排成，资料没有变化，请清出空间。")

    dialog = PreviewDialog(desk, refuse, "记录表")  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: "磁盘满了" in dialog.pane.sentence.text())
    assert not dialog.pane.print_button.isEnabled()
    assert not dialog.pane.stop_button.isVisible()


@pytest.mark.parametrize("below", [True, False])
def test_what_was_found_while_writing_is_told_whoever_shows_the_rest(
    below: bool, preview: PreviewDialog
) -> None:
    pane = preview.pane
    assert pane.result is not None
    pane.warnings_below = below
    known, late = (
        "照片太小，印出来会不清楚：合影",
        "有 1 张照片的文件在打印时读不出来，纸上留了空位",
    )
    pane.show_result(replace(pane.result, warnings=(known,), lost=1))
    preview.show_findings([])
    assert pane.warnings.isVisible()
    assert pane.warnings.text().splitlines() == ([late, known] if below else [late])
    pane.show_result(replace(pane.result, warnings=(known,), lost=0))
    assert pane.warnings.isVisible() == below


def test_leaving_stops_the_work(desk: Desk, activities: list[UUID], qtbot: QtBot) -> None:
    asked: list[bool] = []

    def slow(progress: object) -> None:
        while not progress.is_cancelled():  # type: ignore[attr-defined]
            pass
        asked.append(True)
        raise UserError("已经停下，没有生成文件，资料没有变化，需要时再打印。")

    dialog = PreviewDialog(desk, slow, "记录表")  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reject()
    qtbot.waitUntil(lambda: asked == [True])


def test_without_a_printer_the_way_out_is_said(
    desk: Desk, preview: PreviewDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert preview.pane.result is not None
    dialog = PrintDialog(desk, preview.pane.result, 1)
    qtbot.addWidget(dialog)
    if not dialog.go.isEnabled():
        assert dialog.error() == NO_PRINTER
    dialog.pages.line.setText("2")
    dialog.copies.line.setText("3")
    wish = dialog.wish()
    assert wish is not None
    assert (wish.pages, wish.copies) == ((1,), 3)
    dialog.pages.line.setText("7")
    assert dialog.wish() is None


def test_record_sheets_of_a_term_come_in_one_file(
    desk: Desk, activities: list[UUID], qtbot: QtBot
) -> None:
    dialog = PreviewDialog(desk, producing(desk, "sheet", activities), "活动记录表")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.pane.result is not None, timeout=20_000)
    assert dialog.pane.result is not None
    assert dialog.pane.result.pages >= 2
    folder = dialog.pane.result.file.parent
    assert [path.name for path in folder.iterdir()] == ["活动记录表.pdf"]


def test_files_looked_at_yesterday_go(office: Office) -> None:
    import os

    old = passing_folder(office.store.data)
    young = passing_folder(office.store.data)
    os.utime(old, (0, 0))
    passing_folder(office.store.data)
    assert not old.exists()
    assert young.exists()
