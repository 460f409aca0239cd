"""The page U盘交换 on real data folders with a folder as the stick: looking, taking in, sending."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.store import system_now
from lianti_desktop.sync.breaches import breaches
from lianti_desktop.sync.enrolment import Decision, admit, ask_to_join, retire
from lianti_desktop.sync.incoming import Wish
from lianti_desktop.sync.overview import Membership, Sending, overview
from lianti_desktop.sync.receipts import write_receipts
from lianti_desktop.ui.exchange_glance import exchange_lines
from lianti_desktop.ui.exchange_parcels import FROM_RETIRED, Standing
from lianti_desktop.ui.exchange_watch import ExchangeWatch
from lianti_desktop.ui.exchange_words import IS_IT_US
from lianti_desktop.ui.pages.exchange import ExchangePage
from lianti_desktop.ui.pages.workbench_cards import WorkbenchCards
from lianti_desktop.ui.stick_watch import StickWatch
from lianti_desktop.ui.theme import Tone
from lianti_desktop.ui.widgets.follow_line import FollowLine
from lianti_desktop.ui.widgets.table_look import choose_row
from tests.ui.exchange_pair import CAMPUS, CORE, LONE, Pair


def words_of(page: ExchangePage) -> list[tuple[str, str, str]]:
    return [row.cells for row in page.take.table.rows.rows]


def standings(page: ExchangePage) -> list[Standing]:
    return [one.standing for one in page.take.parcels]


def take_all(pair: Pair, page: ExchangePage) -> None:
    """Opens the stick and presses the one button, as a clerk does."""
    pair.qtbot.mouseClick(page.home.take.button, Qt.MouseButton.LeftButton)
    pair.settle(page)
    pair.qtbot.mouseClick(page.take.go, Qt.MouseButton.LeftButton)
    pair.settle(page)


def test_a_package_is_previewed_taken_in_and_answered_with_a_receipt(pair: Pair) -> None:
    pair.office("campus").activity("送教下乡（示例）")
    pair.carry("campus", "core")
    page = pair.page("core")
    assert "1 个新的包" in page.stick.words.text()
    assert page.home.take.button.text() == "查看并收下 1 个包"
    pair.qtbot.mouseClick(page.home.take.button, Qt.MouseButton.LeftButton)
    pair.settle(page)
    assert words_of(page)[0][0].startswith(CAMPUS)
    assert words_of(page)[0][2] == "可以收"
    assert ("活动", "新增 1") in [(fact.label, fact.words) for fact in page.take.view.facts.facts()]
    assert "送教下乡（示例）" not in pair.office("core").titles()
    with pair.qtbot.waitSignal(page.said) as said:
        pair.qtbot.mouseClick(page.take.go, Qt.MouseButton.LeftButton)
    pair.settle(page)
    assert said.args[0].startswith("收下 1 个包")
    assert "送教下乡（示例）" in pair.office("core").titles()
    assert standings(page) == [Standing.KNOWN, Standing.OURS]
    assert not page.take.go.isEnabled()
    receipt = page.take.parcels[1]
    pair.office("campus").take(receipt.file)
    view = pair.page("campus").view
    assert view is not None
    assert view.overview.schools[0].sending is Sending.DELIVERED


def test_each_file_on_the_stick_is_named_for_what_it_is(pair: Pair) -> None:
    pair.office("campus").activity("联合教研（示例）")
    whole = pair.carry("campus", "core")
    (pair.stick / ".藏起来").mkdir()
    (pair.stick / ".藏起来" / "包(1).zip").write_bytes(whole.read_bytes())
    (pair.stick / "短.ltp").write_bytes(whole.read_bytes()[:-400])
    (pair.stick / "照片.jpg").write_bytes(b"no package")
    pair.carry("core", "campus")
    page = pair.page("core")
    page.open_stick()
    pair.settle(page)
    assert standings(page) == [
        Standing.READY,
        Standing.READY,
        Standing.OURS,
        Standing.REFUSED,
    ]
    assert words_of(page)[-1][2] == "不完整，可能拔早了"
    choose_row(page.take.table, 3)
    assert "数据没有变化" in page.take.view.sentence.text()
    assert not page.take.go.isEnabled()


def test_the_same_package_twice_changes_nothing_the_second_time(pair: Pair) -> None:
    pair.office("campus").activity("听课（示例）")
    pair.carry("campus", "core")
    page = pair.page("core")
    take_all(pair, page)
    before = pair.office("core").digests()
    page.open_stick()
    pair.settle(page)
    assert standings(page)[0] is Standing.KNOWN
    assert not page.take.go.isEnabled()
    assert pair.office("core").digests() == before


def test_a_campus_sends_to_the_core_school_without_choosing_anything(pair: Pair) -> None:
    pair.office("campus").activity("集体备课（示例）")
    page = pair.page("campus")
    pair.qtbot.mouseClick(page.home.send.button, Qt.MouseButton.LeftButton)
    pair.settle(page)
    assert [line.name for line in page.send.chosen()] == [CORE]
    assert any("身份证号" in fact.words for fact in page.send.about.facts())
    pair.qtbot.mouseClick(page.send.go, Qt.MouseButton.LeftButton)
    pair.settle(page)
    files = list(pair.stick.glob("*.ltp"))
    assert len(files) == 1
    assert page.send.ticks[0].line.sending is Sending.EXPORTED
    assert "已导出" in page.send.ticks[0].box.accessibleName()
    pair.office("core").take(files[0])
    assert "集体备课（示例）" in pair.office("core").titles()
    page.send.left.emit()
    pair.settle(page)
    assert page.view is not None
    assert page.view.overview.schools[0].sending is Sending.EXPORTED


def test_a_campus_asks_is_admitted_and_takes_the_answer_in(pair: Pair) -> None:
    pair.office("lone").activity("自己先录的（示例）")
    asking = pair.page("lone")
    assert asking.current_panel() is asking.join
    pair.qtbot.mouseClick(asking.join.beginning.joining.button, Qt.MouseButton.LeftButton)
    pair.settle(asking)
    words = asking.join.words.words()
    assert len(words) == 6
    core = pair.page("core")
    pair.qtbot.mouseClick(core.home.take.button, Qt.MouseButton.LeftButton)
    pair.settle(core)
    admission = core.take.admission
    assert core.take.right.current_view() is admission
    assert admission.words.words() == words
    assert admission.school.text() == LONE
    assert not admission.go.isEnabled()
    admission.tick.click()
    pair.qtbot.mouseClick(admission.go, Qt.MouseButton.LeftButton)
    pair.settle(core)
    assert "现在可以拔出U盘" in admission.state.text()
    pair.qtbot.mouseClick(asking.join.take, Qt.MouseButton.LeftButton)
    pair.settle(asking)
    pair.qtbot.mouseClick(asking.take.go, Qt.MouseButton.LeftButton)
    pair.settle(asking)
    asking.take.left.emit()
    pair.settle(asking)
    assert asking.current_panel() is asking.home
    assert "自己先录的（示例）" in pair.office("lone").titles()


def test_the_first_steps_end_with_the_request_on_the_stick(pair: Pair) -> None:
    page = pair.page("lone")
    page.begin_joining()
    pair.settle(page)
    assert [file.suffix for file in pair.stick.iterdir()] == [".ltreq"]
    assert len(page.join.words.words()) == 6
    assert "现在可以拔出U盘" in page.join.state.text()


def test_an_answer_that_lies_on_the_stick_already_is_taken_in_at_once(pair: Pair) -> None:
    lone, core = pair.office("lone"), pair.office("core")
    request = ask_to_join(lone.store, lone.ring, pair.folder / "asking.ltreq")
    admit(core.store, core.ring, request, (Decision(LONE), pair.stick))
    page = pair.page("lone")
    page.begin_joining()
    pair.settle(page)
    assert page.current_panel() is page.take
    assert ("加入了", f"{CORE}联盟（示例）") in facts_of(page)
    assert ("本校是", IS_IT_US.format(LONE)) in facts_of(page)
    assert page.view is not None
    assert page.view.overview.membership is Membership.MEMBER


def test_a_start_package_of_long_ago_raises_a_doubt(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    lone, core = pair.office("lone"), pair.office("core")
    request = ask_to_join(lone.store, lone.ring, pair.folder / "asking.ltreq")
    admit(core.store, core.ring, request, (Decision(LONE), pair.stick))
    monkeypatch.setattr("lianti_desktop.sync.joining.OLDEST_START", -1)
    page = pair.page("lone")
    page.begin_joining()
    pair.settle(page)
    doubts = [words for label, words in facts_of(page) if label == "请留意"]
    assert any("已经过了半年" in words for words in doubts)


def facts_of(page: ExchangePage) -> list[tuple[str, str]]:
    return [(fact.label, fact.words) for fact in page.take.result.facts.facts()]


def test_a_mass_change_waits_until_its_number_is_typed(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    campus, core = pair.office("campus"), pair.office("core")
    rows = [campus.activity(f"活动 {number}（示例）") for number in range(60)]
    core.take(pair.carry("campus", "core"))
    for row in rows:
        campus.change(Activity, row, place="操场")
    pair.carry("campus", "core")
    page = pair.page("core")
    asked: list[int] = []

    def answer(dialog: object) -> int:
        asked.append(1)
        dialog.line.setText("60")
        return int(dialog.go.isEnabled()) if len(asked) > 1 else 0

    monkeypatch.setattr("lianti_desktop.ui.pages.exchange_take.MassChangeDialog.exec", answer)
    take_all(pair, page)
    assert core.value(Activity, rows[0], "place") is None
    page.open_stick()
    pair.settle(page)
    pair.qtbot.mouseClick(page.take.go, Qt.MouseButton.LeftButton)
    pair.settle(page)
    assert len(asked) == 2
    assert core.value(Activity, rows[0], "place") == "操场"


def test_the_package_of_a_retired_pc_is_laid_aside_line_by_line(pair: Pair) -> None:
    core, campus = pair.office("core"), pair.office("campus")
    retire(core.store, core.ring, campus.replica)
    campus.activity("停用后写的（示例）")
    pair.carry("campus", "core")
    page = pair.page("core")
    page.open_stick()
    pair.settle(page)
    assert standings(page) == [Standing.RETIRED]
    assert page.take.view.sentence.text() == FROM_RETIRED
    assert not page.take.go.isEnabled()
    assert page.take.view.aside.isVisible()
    pair.qtbot.mouseClick(page.take.view.aside, Qt.MouseButton.LeftButton)
    pair.settle(page)
    assert "停用后写的（示例）" not in core.titles()
    assert "没有生效的 1 次改动" in page.take.result.decide.text()
    with core.store.read() as session:
        assert [one.titles for one in breaches(session)] == [("停用后写的（示例）",)]
    assert standings(page) == [Standing.KNOWN, Standing.OURS]


def admit_on_the_stick(pair: Pair) -> None:
    """The core school compares the words, chooses the school, and writes the answer."""
    core = pair.page("core")
    core.open_stick()
    pair.settle(core)
    admission = core.take.admission
    asking = next(
        at for at, one in enumerate(core.take.parcels) if one.standing is Standing.REQUEST
    )
    choose_row(core.take.table, asking)
    admission.tick.click()
    pair.qtbot.mouseClick(admission.go, Qt.MouseButton.LeftButton)
    pair.settle(core)


def take_answer(pair: Pair, page: ExchangePage) -> None:
    """The way back: what is ready on the stick is taken in."""
    page.open_stick()
    pair.settle(page)
    pair.qtbot.mouseClick(page.take.go, Qt.MouseButton.LeftButton)
    pair.settle(page)


def test_a_pc_learns_that_it_was_taken_out_of_service_asks_again_and_is_back(pair: Pair) -> None:
    core, campus = pair.office("core"), pair.office("campus")
    old = campus.replica
    retire(core.store, core.ring, old)
    campus.activity("停用后写的（示例）")
    pair.carry("campus", "core")
    desk = pair.page("core")
    desk.open_stick()
    pair.settle(desk)
    pair.qtbot.mouseClick(desk.take.view.aside, Qt.MouseButton.LeftButton)
    pair.settle(desk)
    page = pair.page("campus")
    take_answer(pair, page)
    assert page.take.result.facts.facts()[0].label == "本机已停用"
    page.take.left.emit()
    pair.settle(page)
    assert page.view is not None
    assert page.view.overview.membership is Membership.RETIRED
    assert page.current_panel() is page.join
    assert page.join.title.text() == "本机已停用"
    assert "资料都在本机" in page.join.about.text()
    assert page.join.words.isHidden()
    assert "停用后写的（示例）" in campus.titles()
    pair.qtbot.mouseClick(page.join.ask, Qt.MouseButton.LeftButton)
    pair.settle(page)
    assert len(page.join.words.words()) == 6
    assert page.view.overview.membership is Membership.ASKED
    admit_on_the_stick(pair)
    take_answer(pair, page)
    facts = [(fact.label, fact.words) for fact in page.take.result.facts.facts()]
    assert ("加入了", "青石中心小学（示例）联盟（示例）") in facts
    assert any("停用以后录入的已经带上" in words for _, words in facts)
    page.take.left.emit()
    pair.settle(page)
    assert page.view.overview.membership is Membership.MEMBER
    assert campus.replica != old
    core.take(pair.carry("campus", "core"))
    assert core.titles() == campus.titles() == {"停用后写的（示例）"}


def test_the_foot_of_the_window_says_when_the_pc_is_out_of_service_and_when_it_asks_again(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    core, campus = pair.office("core"), pair.office("campus")
    retire(core.store, core.ring, campus.replica)
    came = core.take(pair.carry("campus", "core"), Wish(from_retired=True))
    (receipt,) = write_receipts(core.store, core.ring, [came], pair.stick)
    campus.take(receipt.files[0])
    page = pair.page("campus")
    monkeypatch.setattr("lianti_desktop.ui.exchange_parcels.usual_ring", lambda: campus.ring)
    watch = ExchangeWatch(page.desk, system_now, StickWatch(lambda: None, tuple), page)
    told: list[str] = []
    lines: list[str] = []
    watch.told.connect(lambda words, _tone: told.append(words))
    page.desk.exchange_told.connect(lambda found: lines.extend(one.title for one in found))
    page.desk.exchanged.emit()
    pair.settle(page)
    ask_to_join(campus.store, campus.ring, pair.stick / "again.ltreq")
    page.desk.exchanged.emit()
    pair.settle(page)
    assert told == ["本机已停用", "已重新申请加入，等中心校受理"]
    assert lines == ["本机已停用"]


def test_the_workbench_says_who_is_late_and_what_came_last(pair: Pair) -> None:
    core, campus = pair.office("core"), pair.office("campus")
    campus.activity("送教下乡（示例）")
    core.take(pair.carry("campus", "core"))
    with core.store.read() as session:
        found = overview(session, core.ring)
        today = exchange_lines(session, found, system_now().date())
        later = exchange_lines(session, found, system_now().date() + timedelta(days=30))
    assert [(line.title, line.key[0]) for line in today] == [
        ("送包", "exchange"),
        ("收包", "exchange"),
    ]
    assert today[-1].note == f"今天，{CAMPUS} 第1包"
    assert (later[0].title, later[0].tone) == (f"{CAMPUS}没有交包", Tone.DANGER)


def test_what_both_have_changed_leads_from_the_workbench_to_where_it_is_decided(pair: Pair) -> None:
    campus = pair.office("campus")
    with campus.store.read() as session:
        found = replace(overview(session, campus.ring), waiting=3)
        lines = exchange_lines(session, found, system_now().date())
    assert (lines[0].title, lines[0].key) == ("待处理 3 条", ("conflicts", None, ""))
    cards = WorkbenchCards()
    pair.qtbot.addWidget(cards)
    cards.show_exchange(lines)
    with pair.qtbot.waitSignal(cards.followed) as followed:
        cards.backup.line_clicked.emit(lines[0].key)
    assert followed.args == [("conflicts", None, "")]
    assert cards.backup.findChildren(FollowLine)[0].accessibleName() == "待处理 3 条 去定下来"
