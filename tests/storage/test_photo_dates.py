"""When a photo was taken, from the camera's note or the file's name."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianti_desktop.storage.photo_dates import DateOrigin, Taken, photo_date

TODAY = date(2026, 3, 20)
DAY = date(2026, 3, 12)
HALF_PAST_NINE = time(9, 30)


@pytest.mark.parametrize(
    "name",
    [
        "mmexport1773279000000.jpg",
        "mmexport1773279000000(1).jpg",
        "mmexport0123456789abcdef0123456789abcdef_1773279000000.jpg",
        "wx_camera_1773279000000.jpg",
        "1773279000000.jpg",
        "IMG_20260312_093000.jpg",
        "IMG_20260312_093000123.jpg",
        "IMG_20260312_093000_BURST002.jpg",
        "IMG20260312093000.jpg",
        "20260312_093000.jpg",
        "VID_20260312_093000.heic",
        "微信图片_20260312093000.jpg",
        "微信图片_20260312093000_12_3.jpg",
        "QQ图片20260312093000.png",
        "Screenshot_20260312_093000_com.tencent.mm.jpg",
        "Screenshot_2026-03-12-09-30-00-123_com.tencent.mm.png",
        "2026-03-12 09.30.00.jpg",
        "2026年3月12日 9时30分00秒.jpg",
    ],
)
def test_a_file_name_with_a_moment_is_understood(name: str) -> None:
    assert photo_date(None, name, TODAY) == Taken(DAY, HALF_PAST_NINE, DateOrigin.FILE_NAME)


@pytest.mark.parametrize(
    "name",
    [
        "IMG-20260312-WA0007.jpg",
        "2026.3.12 集体备课.jpg",
        "2026年3月12日活动合影.jpg",
        "家长会20260312.jpg",
        "2026_03_12.webp",
    ],
)
def test_a_file_name_with_only_a_day_gives_the_day(name: str) -> None:
    assert photo_date(None, name, TODAY) == Taken(DAY, None, DateOrigin.FILE_NAME)


@pytest.mark.parametrize(
    "name",
    [
        "IMG_0042.JPG",
        "DSC01234.jpg",
        "合影.png",
        "IMG_20261312_093000.jpg",
        "20260230.jpg",
        "19991231_120000.jpg",
        "IMG_20000101_000000.jpg",
        "20990101_000000.jpg",
        "mmexport9999999999999.jpg",
        "6901234567892.jpg",
        "13800138000.jpg",
        "a1773279000000bcdef0123456789abc.jpg",
        "",
    ],
)
def test_a_file_name_without_a_believable_day_must_be_asked(name: str) -> None:
    assert photo_date(None, name, TODAY) is None


def test_the_cameras_note_comes_before_the_file_name() -> None:
    taken = photo_date("2026:03:11 08:05:09", "IMG_20260312_093000.jpg", TODAY)
    assert taken == Taken(date(2026, 3, 11), time(8, 5, 9), DateOrigin.CAMERA)


@pytest.mark.parametrize(
    "note",
    ["0000:00:00 00:00:00", "    :  :     :  :  ", "2000:01:01 00:00:00", "2027:09:01 08:00:00"],
)
def test_a_camera_whose_clock_was_never_set_is_not_believed(note: str) -> None:
    assert photo_date(note, "IMG_0001.jpg", TODAY) is None
    taken = photo_date(note, "IMG_20260312_093000.jpg", TODAY)
    assert taken == Taken(DAY, HALF_PAST_NINE, DateOrigin.FILE_NAME)


def test_a_clock_that_shows_24_hours_still_gives_the_day() -> None:
    assert photo_date("2026:03:12 24:00:00", "", TODAY) == Taken(DAY, None, DateOrigin.CAMERA)


def test_a_photo_ahead_of_a_slow_pc_clock_is_believed_for_a_year() -> None:
    ahead, too_far = TODAY + timedelta(days=366), TODAY + timedelta(days=367)
    assert photo_date(f"{ahead:%Y:%m:%d} 10:00:00", "", TODAY) is not None
    assert photo_date(f"{too_far:%Y:%m:%d} 10:00:00", "", TODAY) is None


def test_milliseconds_are_read_in_beijing_time_wherever_the_pc_thinks_it_is() -> None:
    taken = photo_date(None, "mmexport1773331199000.jpg", TODAY)  # 16:00 less a second, UTC
    assert taken == Taken(DAY, time(23, 59, 59), DateOrigin.FILE_NAME)


@given(st.datetimes(datetime(2000, 1, 2), datetime(2026, 12, 31)))  # noqa: DTZ001
def test_every_moment_that_a_phone_writes_comes_back(moment: datetime) -> None:
    taken = photo_date(None, f"IMG_{moment:%Y%m%d_%H%M%S}.jpg", TODAY)
    whole = moment.replace(microsecond=0)
    assert taken == Taken(whole.date(), whole.time(), DateOrigin.FILE_NAME)
    assert photo_date(f"{moment:%Y:%m:%d %H:%M:%S}", "x.jpg", TODAY) is not None


@given(st.text(), st.text())
def test_no_name_and_no_note_can_stop_the_import(note: str, name: str) -> None:
    photo_date(note, name, TODAY)
