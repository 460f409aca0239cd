"""How far the computer's clock may be believed; it never decides which record is newer."""

from datetime import datetime, timedelta

IMPLAUSIBLE = 0
PLAUSIBLE = 1
CONFIRMED = 2

_DAYS_BACK = 1
_YEARS_AHEAD = 10


def time_quality(
    now: datetime, last_seen: datetime | None, floor: datetime, *, confirmed: bool = False
) -> int:
    """Judge the clock's `now`: IMPLAUSIBLE, PLAUSIBLE or CONFIRMED.

    `floor` is a moment that is certainly past (when this version was made), `last_seen` the
    latest moment at which this computer or a package was at work, `confirmed` whether a person
    has said that today's date is right.
    """
    too_late = floor + timedelta(days=366 * _YEARS_AHEAD)
    if not floor <= now <= too_late:
        return IMPLAUSIBLE
    if last_seen is not None and now < last_seen - timedelta(days=_DAYS_BACK):
        return IMPLAUSIBLE
    return CONFIRMED if confirmed else PLAUSIBLE
