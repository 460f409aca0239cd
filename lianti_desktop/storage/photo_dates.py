"""On which day a photo was taken: from the camera's own note, else from the file's name.

Phones and chat programs each have their way of naming a photo; what they share is either a year,
month and day, or the milliseconds since 1970. What is left over is asked once for the batch.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from pathlib import PurePath

EARLIEST = date(2000, 1, 2)
"""Older days, and the first of 2000, are a camera whose clock was never set."""

AHEAD = timedelta(days=366)
"""How far ahead of today is still believed: the PC's own clock may be slow."""

_BEIJING = timezone(timedelta(hours=8))
_NUMBER_NAMES = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)
_MILLISECONDS = re.compile(r"(?<!\d)(1\d{12})(?!\d)")
_JOINED = re.compile(
    r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?:[-_ .T]?([01]\d|2[0-3])([0-5]\d)([0-5]\d)\d{0,3})?(?!\d)"
)
_SPACED = re.compile(
    r"(?<!\d)(20\d\d)([-_.年])(\d\d?)[-_.月](\d\d?)(?!\d)日?"
    r"(?:[-_ T]{0,2}([01]?\d|2[0-3])[-_.:时]?([0-5]\d)[-_.:分]?([0-5]\d)秒?)?"
)
_CAMERA_NOTE = re.compile(r"\s*(\d{4})[:\-/.](\d\d?)[:\-/.](\d\d?)(?:[ T](\d\d?):(\d\d?):(\d\d?))?")


class DateOrigin(StrEnum):
    """Where a photo's day is known from."""

    CAMERA = "camera"
    FILE_NAME = "file_name"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Taken:
    """The day, and where known the time, of a photo, and where that is known from."""

    on: date
    at: time | None
    origin: DateOrigin


def photo_date(camera_note: str | None, file_name: str, today: date) -> Taken | None:
    """Return when a photo was taken, or None when it must be asked.

    `camera_note` is EXIF's DateTimeOriginal as written. `today` bounds what is believed.
    """
    for origin, moments in (
        (DateOrigin.CAMERA, _noted(camera_note or "")),
        (DateOrigin.FILE_NAME, _named(PurePath(file_name).stem)),
    ):
        for day, clock in moments:
            if EARLIEST <= day <= today + AHEAD:
                return Taken(day, clock, origin)
    return None


def _noted(note: str) -> Iterator[tuple[date, time | None]]:
    if found := _CAMERA_NOTE.match(note):
        yield from _moment(*found.groups())


def _named(stem: str) -> Iterator[tuple[date, time | None]]:
    """Yield the moments that a file name may mean, the surest first."""
    stem = _NUMBER_NAMES.sub(" ", stem)
    for found in _MILLISECONDS.finditer(stem):
        moment = datetime.fromtimestamp(int(found[1]) // 1000, UTC).astimezone(_BEIJING)
        yield moment.date(), moment.time()
    for found in _JOINED.finditer(stem):
        yield from _moment(*found.groups())
    for found in _SPACED.finditer(stem):
        year, _, *rest = found.groups()
        yield from _moment(year, *rest)


def _moment(*parts: str | None) -> Iterator[tuple[date, time | None]]:
    """Yield the moment of year, month, day, hour, minute, second, if there is such a day."""
    year, month, day, *clock = (int(part or 0) for part in parts)
    try:
        yield date(year, month, day), _clock(*clock) if parts[3] else None
    except ValueError:
        return


def _clock(hour: int, minute: int, second: int) -> time | None:
    """Return the time, or None for one that no clock shows, such as 24:00:00."""
    try:
        return time(hour, minute, second)
    except ValueError:
        return None
