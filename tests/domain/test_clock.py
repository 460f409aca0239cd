"""How far the computer's clock is believed."""

from datetime import UTC, datetime, timedelta

from lianti_desktop.domain.clock import CONFIRMED, IMPLAUSIBLE, PLAUSIBLE, time_quality

FLOOR = datetime(2026, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 3, 12, 8, 0, tzinfo=UTC)


def test_a_clock_with_a_dead_battery_is_implausible() -> None:
    assert time_quality(datetime(2009, 1, 1, tzinfo=UTC), None, FLOOR) == IMPLAUSIBLE
    assert time_quality(FLOOR - timedelta(seconds=1), None, FLOOR, confirmed=True) == IMPLAUSIBLE


def test_a_clock_of_the_far_future_is_implausible() -> None:
    assert time_quality(datetime(2099, 1, 1, tzinfo=UTC), None, FLOOR) == IMPLAUSIBLE
    assert time_quality(datetime(2035, 12, 1, tzinfo=UTC), None, FLOOR) == PLAUSIBLE


def test_a_clock_may_step_back_by_hours_but_not_by_days() -> None:
    assert time_quality(NOW, NOW + timedelta(hours=23), FLOOR) == PLAUSIBLE
    assert time_quality(NOW, NOW + timedelta(hours=25), FLOOR) == IMPLAUSIBLE


def test_a_confirmed_clock_is_believed_most() -> None:
    assert time_quality(NOW, NOW - timedelta(days=60), FLOOR, confirmed=True) == CONFIRMED
