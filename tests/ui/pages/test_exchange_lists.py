"""Founding, the lists behind the page, and files handed over, on real data folders."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt

from lianti_desktop.paths import resources_folder
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.form_sheet import write_forms
from lianti_desktop.printing.press import Press
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.store import system_now
from lianti_desktop.sync.board import Mark
from lianti_desktop.sync.overview import Membership
from lianti_desktop.ui.dialogs.exchange_lists import ImportsDialog, MembersDialog
from lianti_desktop.ui.dialogs.founding import WORDS_FILE, FoundingDialog, kept_words
from lianti_desktop.ui.exchange_papers import board_sheet, hand_over, words_sheet
from lianti_desktop.ui.exchange_parcels import Standing
from lianti_desktop.ui.pages.exchange import ExchangePage
from lianti_desktop.ui.pages.leaving_papers import leaving_sheet, read_leaving
from tests.ui.exchange_pair import CAMPUS, CORE, Pair


def founding(page: ExchangePage, pair: Pair) -> FoundingDialog:
    dialog = FoundingDialog(page.desk, page.ring, lambda _words: None)
    pair.qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def press(pair: Pair, page: ExchangePage, dialog: FoundingDialog) -> None:
    pair.qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    pair.settle(page)


def test_founding_ends_only_when_two_words_were_copied_right(pair: Pair) -> None:
    page = pair.page("fresh")
    assert page.current_panel() is page.join
    dialog = founding(page, pair)
    press(pair, page, dialog)
    assert len(dialog.shown.words()) == 17
    file = page.desk.store.data.root / WORDS_FILE
    assert kept_words(page.desk.store) == dialog.words
    press(pair, page, dialog)
    for line, word in zip(dialog.lines, ("错的", "也错"), strict=True):
        line.setText(word)
    press(pair, page, dialog)
    assert "对不上" in dialog.error()
    assert file.exists()
    for line, place in zip(dialog.lines, dialog.asked, strict=True):
        line.setText(dialog.words[place - 1])
    press(pair, page, dialog)
    assert not file.exists()
    page.refresh()
    pair.settle(page)
    assert page.view is not None
    assert page.view.overview.membership is Membership.MEMBER
    assert page.current_panel() is page.home


def test_words_that_were_not_proved_are_shown_again(pair: Pair) -> None:
    page = pair.page("fresh")
    dialog = founding(page, pair)
    press(pair, page, dialog)
    words = dialog.words
    dialog.reject()
    page.refresh()
    pair.settle(page)
    assert page.notice.isVisible()
    assert founding(page, pair).words == words


def test_an_import_is_taken_back_and_says_what_stays(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    campus, core = pair.office("campus"), pair.office("core")
    gone, kept = campus.activity("没人动过的（示例）"), campus.activity("后来改过的（示例）")
    core.take(pair.carry("campus", "core"))
    campus.change(Activity, kept, place="操场")
    core.take(pair.carry("campus", "core"))
    page = pair.page("core")
    dialog = ImportsDialog(page.desk)
    pair.qtbot.addWidget(dialog)
    pair.settle(page)
    assert [one.number for one in dialog.imports] == [2, 1]
    asked: list[str] = []

    def answer(_parent: object, _title: str, sentences: list[str], _answers: object) -> str:
        asked.extend(sentences)
        return "back"

    monkeypatch.setattr("lianti_desktop.ui.dialogs.exchange_lists.ask", answer)
    dialog.table.choose([1])
    pair.qtbot.mouseClick(dialog.back, Qt.MouseButton.LeftButton)
    pair.settle(page)
    assert "后来改过的（示例）" in asked[1]
    assert core.value(Activity, gone, "deleted")
    assert not core.value(Activity, kept, "deleted")
    assert "已撤回" in dialog.note.text()


def test_a_pc_is_taken_out_of_service(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    page = pair.page("core")
    dialog = MembersDialog(page.desk, page.ring)
    pair.qtbot.addWidget(dialog)
    pair.settle(page)
    monkeypatch.setattr("lianti_desktop.ui.dialogs.exchange_lists.ask", lambda *_: "stop")
    place = next(at for at, one in enumerate(dialog.lines) if one.name == CAMPUS)
    dialog.table.choose([place])
    pair.qtbot.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    pair.settle(page)
    assert dialog.lines[place].is_retired
    assert not dialog.stop.isEnabled()


def test_who_joined_as_the_wrong_school_leaves_while_nothing_was_entered(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = pair.page("campus")
    dialog = MembersDialog(page.desk, page.ring)
    pair.qtbot.addWidget(dialog)
    pair.settle(page)
    assert dialog.leave.isVisibleTo(dialog)
    monkeypatch.setattr("lianti_desktop.ui.dialogs.exchange_lists.ask", lambda *_: "leave")
    pair.qtbot.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)
    pair.settle(page)
    assert dialog.leaves
    pair.office("campus").activity("已经录了（示例）")
    again = MembersDialog(page.desk, page.ring)
    pair.qtbot.addWidget(again)
    again.ask_leave()
    pair.settle(page)
    assert not again.leaves
    assert "不能退出联盟" in again.error()


def test_a_file_that_was_handed_over_is_looked_at_at_once(pair: Pair) -> None:
    pair.office("campus").activity("听课（示例）")
    file = pair.carry("campus", "core")
    page = pair.page("core")
    page.open_file(file)
    pair.settle(page)
    assert page.current_panel() is page.take
    assert [one.standing for one in page.take.parcels] == [Standing.READY]
    page.open_file(pair.stick / "没有.ltp")
    pair.settle(page)
    assert "找不到" in page.take.state.text()


def test_the_board_shows_the_week_and_prints(pair: Pair) -> None:
    pair.office("core").take(pair.carry("campus", "core"))
    page = pair.page("core")
    assert page.view is not None
    (line,) = page.view.lines
    assert line.name == CAMPUS
    assert not line.is_late
    sheet = board_sheet("示例", page.view.lines, page.view.weeks)
    assert sheet.parts[0].lines[0][0] == CAMPUS
    today = system_now().date()
    marks = dict(zip([week.number for week in page.view.weeks], line.marks, strict=True))
    held = [week.number for week in page.view.weeks if today in week]
    assert [marks[number] for number in held] == [Mark.CAME] * len(held)


def test_the_papers_say_what_they_must(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    words = tuple(f"词{number}" for number in range(17))
    sheet = words_sheet("青石中心小学（示例）", words)
    assert sheet.code == " ".join(words)
    pair.office("campus").activity("听课（示例）")
    page = pair.page("campus")
    pair.qtbot.mouseClick(page.home.send.button, Qt.MouseButton.LeftButton)
    pair.settle(page)
    pair.qtbot.mouseClick(page.send.go, Qt.MouseButton.LeftButton)
    pair.settle(page)
    shown: list[str] = []
    monkeypatch.setattr(page, "_print", lambda title, _produce: shown.append(title))
    with pair.qtbot.waitSignal(page.send.slips_wanted) as wanted:
        pair.qtbot.mouseClick(page.send.slips, Qt.MouseButton.LeftButton)
    assert shown == ["送交单"]
    (slip,) = wanted.args[0]
    paper = hand_over(slip)
    assert ("活动", "1 次") in paper.counts
    assert paper.check_code in {fact.words for fact in page.send.result.facts.facts()}


def test_who_leaves_the_post_hands_over_what_has_not_reached_the_others(
    pair: Pair, tmp_path: Path
) -> None:
    campus, core = pair.office("campus"), pair.office("core")
    campus.activity("送教下乡（示例）")
    today = system_now().date()
    with campus.store.read() as session:
        found = read_leaving(session, campus.ring, campus.store.data, today)
    assert found.unsent > 0
    assert found.schools == ((CORE, f"{found.unsent} 次改动", "没有做过"),)
    pair.carry("campus", "core")
    with campus.store.read() as session:
        found = read_leaving(session, campus.ring, campus.store.data, today)
    assert found.schools == ((CORE, f"{found.unsent} 次改动，已做包，没有回执", "今天"),)
    with core.store.read() as session:
        assert read_leaving(session, core.ring, core.store.data, today).is_core
    printer = Press(FontBook([resources_folder() / "fonts"], with_system=False))
    out = tmp_path / "清单.pdf"
    printed = write_forms([leaving_sheet(found, "王玲（示例）", today)], out, printer)
    assert (printed.pages, printed.warnings) == (1, ())
    document = pypdfium2.PdfDocument(out)
    words = "".join(document[0].get_textpage().get_text_range().split())
    document.close()
    assert "离岗交接清单" in words
    assert "没有回执" in words


def test_a_pc_that_does_not_know_of_its_dismissal_asks_again_from_the_list(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, old = pair.page("campus"), pair.office("campus").replica
    keeper = MembersDialog(pair.page("core").desk, pair.office("core").ring)
    dialog = MembersDialog(page.desk, page.ring)
    for one in (keeper, dialog):
        pair.qtbot.addWidget(one)
    pair.settle(page)
    assert keeper.again.isHidden()
    monkeypatch.setattr("lianti_desktop.ui.dialogs.exchange_lists.ask", lambda *_: "no")
    pair.qtbot.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    assert pair.office("campus").replica == old
    monkeypatch.setattr("lianti_desktop.ui.dialogs.exchange_lists.ask", lambda *_: "ask")
    pair.qtbot.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    pair.settle(page)
    assert dialog.asks_again
    assert pair.office("campus").replica != old
    monkeypatch.setattr("lianti_desktop.ui.pages.exchange.MembersDialog", lambda *_: Asked())
    page.home.members.click()
    pair.settle(page)
    assert page.view is not None
    assert page.view.overview.membership is Membership.ASKED
    assert page.current_panel() is page.join
    assert len(page.join.words.words()) == 6
    assert len(list(pair.stick.glob("*.ltreq"))) == 1


class Asked:
    """The list after somebody has chosen to ask again there."""

    leaves, asks_again = False, True

    def exec(self) -> None:
        """It closes at once."""
