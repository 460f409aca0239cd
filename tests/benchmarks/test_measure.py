"""What a report says of a figure."""

import pytest

from benchmarks.measure import Finding, Goal, Times, in_turn


def test_a_goal_in_the_unit_itself_is_kept_up_to_its_figure() -> None:
    assert Finding("搜索", 10.0, 1.0, "LIKE", goal=Goal(most=10.0)).is_met
    assert not Finding("搜索", 10.1, 1.0, "LIKE", goal=Goal(most=10.0)).is_met


def test_a_goal_in_times_of_the_peer_compares_with_the_same_run() -> None:
    goal = Goal(most_times_peer=4.0)
    assert Finding("启动", 2.0, 0.5, "空窗口", goal=goal).is_met
    assert not Finding("启动", 2.1, 0.5, "空窗口", goal=goal).is_met


def test_a_rate_must_reach_its_figure_and_its_part_of_the_peer() -> None:
    assert Finding("收包", 15.0, 100.0, "裸写", goal=Goal(least=15.0, least_times_peer=0.15)).is_met
    assert not Finding("收包", 14.9, 99.0, "裸写", goal=Goal(least=15.0)).is_met
    missed = Finding("收包", 14.9, 100.0, "裸写", goal=Goal(least_times_peer=0.15))
    assert "目标 ≥ 0.15 倍：没有达到" in missed.line()


def test_a_line_without_a_goal_says_nothing_of_one() -> None:
    line = Finding("存一项", 9.0, 3.0, "裸提交").line()
    assert "3.00 倍" in line
    assert "目标" not in line


def test_a_missed_goal_is_named_in_the_line() -> None:
    line = Finding("启动", 9.0, 3.0, "空窗口", goal=Goal(most_times_peer=1.6)).line()
    assert "目标 ≤ 1.6 倍：没有达到" in line


def test_the_two_are_taken_by_turns_and_the_first_round_is_not_counted() -> None:
    calls: list[str] = []
    ours, peer = in_turn(lambda: calls.append("ours"), lambda: calls.append("peer"), 3)
    assert calls == ["ours", "peer"] * 4
    assert len(ours.each) == len(peer.each) == 3


def test_one_slow_repetition_does_not_move_the_median() -> None:
    times = Times((0.1, 0.1, 9.0))
    assert times.median == pytest.approx(0.1)
    assert times.worst == pytest.approx(9.0)
