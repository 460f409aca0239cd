"""Days and times of day: read in every way an office writes them, written in one way."""

import re
import unicodedata
from datetime import date, time, timedelta

_WEEKDAYS = "一二三四五六日"
_RELATIVE_DAYS = {
    "大前天": -3,
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "今天": 0,
    "今日": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "大后天": 3,
}
_RELATIVE_WEEKS = {"": 0, "本": 0, "这": 0, "上": -1, "上个": -1, "下": 1, "下个": 1}
_TRAILING_WEEKDAY = re.compile(r"\s*(?:\([^()]*\)|(?:周|星期|礼拜)[一二三四五六日天])\s*$")
_TRAILING_CLOCK = re.compile(r"(?<=\d)[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_WEEKDAY = re.compile(r"(|本|这|上|上个|下|下个)(?:周|星期|礼拜)([一二三四五六日天])")
_COMPACT_DAY = re.compile(r"(\d{4}|\d{2})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_BREAK = r"\s*[-/.。、,\s年月—–−]\s*"
_FULL_DAY = re.compile(rf"(\d{{4}}|\d{{2}}){_BREAK}(\d{{1,2}}){_BREAK}(\d{{1,2}})\s*[日号]?")
_DAY_OF_YEAR = re.compile(rf"(\d{{1,2}}){_BREAK}(\d{{1,2}})\s*[日号]?")
_DIGITS = "〇一二三四五六七八九"
_YEAR_IN_WORDS = re.compile(
    r"[〇零○一二三四五六七八九]{4}(?=年)|^[〇零○一二三四五六七八九]{2}(?=年)"
)
_NUMBER_IN_WORDS = re.compile(
    r"(?<![一二三四五六七八九十])(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
    r"(?=[月日号]|$)"
)
_SERIAL_ZERO = date(1899, 12, 30)
_FIRST_YEAR = 1900
_LAST_YEAR = 2199
_CENTURY = 2000
_MONTHS = 12

_CLOCK = re.compile(
    r"(凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚)?"
    r"(\d{1,2})(?:[:.点时](?:(半)|(一刻)|(三刻)|整|(\d{1,2})分?)?)(?::\d{2})?"
)
_COMPACT_CLOCK = re.compile(r"(\d{2})(\d{2})")
_LATE_PARTS = frozenset({"中午", "下午", "傍晚", "晚上", "晚"})
_NOON = 12
_MIDDAY_FROM = 10


class DayError(ValueError):
    """A day that cannot be read; the text is one Chinese sentence with an example."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class ClockError(ValueError):
    """A time of day that cannot be read; the text is one Chinese sentence with an example."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def parse_day(text: str, today: date) -> date:
    """Read a day; one without a year is the day of that name nearest to `today`."""
    written = _without_extras(text)
    for read in (_relative_day, _weekday):
        day = read(written, today)
        if day is not None:
            return day
    written = _with_figures(written)
    if compact := _COMPACT_DAY.fullmatch(written):
        return _day_of(*compact.groups())
    if serial := _SERIAL.fullmatch(written):
        return _SERIAL_ZERO + timedelta(days=int(serial[1]))
    if full := _FULL_DAY.fullmatch(written):
        return _day_of(*full.groups())
    if short := _DAY_OF_YEAR.fullmatch(written):
        return _nearest(int(short[1]), int(short[2]), today)
    shown = text.strip()
    raise DayError(f"没看懂日期“{shown}”，可以写成 2026年3月12日、2026-3-12 或 3.12")


def _without_extras(text: str) -> str:
    """Half-width, without a weekday behind the day, without a time of day (as from Excel)."""
    written = unicodedata.normalize("NFKC", text).strip()
    if not _WEEKDAY.fullmatch(written):
        written = _TRAILING_WEEKDAY.sub("", written)
    return _TRAILING_CLOCK.sub("", written)


def _with_figures(written: str) -> str:
    """二〇二六年三月十二日 with the figures 2026年3月12日; what is no such number stays."""
    if "月" not in written:
        return written
    with_year = _YEAR_IN_WORDS.sub(lambda found: _year_in_figures(found[0]), written)
    return _NUMBER_IN_WORDS.sub(lambda found: _number_in_figures(found[0]), with_year)


def _year_in_figures(words: str) -> str:
    plain = words.replace("零", "〇").replace("○", "〇")
    return "".join(str(_DIGITS.index(word)) for word in plain)


def _number_in_figures(words: str) -> str:
    """三十一 is 31, 十 is 10, 三 is 3."""
    tens, ten, ones = words.rpartition("十")
    number = 10 * (_DIGITS.index(tens) if tens else 1) if ten else 0
    return str(number + (_DIGITS.index(ones) if ones else 0))


def _relative_day(written: str, today: date) -> date | None:
    days = _RELATIVE_DAYS.get(written)
    return None if days is None else today + timedelta(days=days)


def _weekday(written: str, today: date) -> date | None:
    match = _WEEKDAY.fullmatch(written)
    if match is None:
        return None
    monday = today - timedelta(days=today.weekday())
    weekday = _WEEKDAYS.index(match[2].replace("天", "日"))
    return monday + timedelta(weeks=_RELATIVE_WEEKS[match[1]], days=weekday)


def _day_of(year_text: str, month_text: str, day_text: str) -> date:
    year, month, day = int(year_text), int(month_text), int(day_text)
    if len(year_text) < len("2026"):
        year += _CENTURY
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise DayError(f"年份 {year} 不对，请核对，例如 2026年3月12日")
    try:
        return date(year, month, day)
    except ValueError:
        raise DayError(_no_such_day(year, month, day)) from None


def _nearest(month: int, day: int, today: date) -> date:
    """Choose among last year, this year and next year the one that brings the day nearest."""
    if not 1 <= month <= _MONTHS:
        raise DayError(_no_such_day(today.year, month, day))
    firsts = [date(today.year + shift, month, 1) for shift in (-1, 0, 1)]
    first = min(firsts, key=lambda candidate: abs(candidate + timedelta(days=day - 1) - today))
    return _day_of(str(first.year), str(month), str(day))


def _no_such_day(year: int, month: int, day: int) -> str:
    if not 1 <= month <= _MONTHS:
        return f"没有{month}月，请核对日期，例如 2026年3月12日"
    return f"{year}年{month}月没有{day}日，请核对日期，例如 2026年3月12日"


def format_day(day: date) -> str:
    """Write 2026年3月12日."""
    return f"{day.year}年{day.month}月{day.day}日"


def format_weekday(day: date) -> str:
    """Write 周四."""
    return f"周{_WEEKDAYS[day.weekday()]}"


def format_day_long(day: date, week: int | None, *, is_made_up: bool = False) -> str:
    """Write 2026年3月12日（第3周 周四）; `week` is the teaching week, None outside the weeks."""
    number = "" if week is None else f"第{week}周 "
    note = " 调休上课" if is_made_up else ""
    return f"{format_day(day)}（{number}{format_weekday(day)}{note}）"


def format_day_short(day: date, today: date) -> str:
    """Write 3月12日 周四, with the year only when it is not today's."""
    year = "" if day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日 {format_weekday(day)}"


def parse_clock(text: str) -> time:
    """Read a time of day: 8:30, 8点半, 下午2点, 14:30, 0830."""
    written = "".join(unicodedata.normalize("NFKC", text).split())
    if compact := _COMPACT_CLOCK.fullmatch(written):
        return _time_of(int(compact[1]), int(compact[2]), text)
    match = _CLOCK.fullmatch(written)
    if match is None:
        raise ClockError(_not_a_clock(text))
    part, hour_text, half, quarter, three_quarters, minute_text = match.groups()
    hour = _hour_of(part, int(hour_text), text)
    if minute_text:
        return _time_of(hour, int(minute_text), text)
    return _time_of(hour, 30 if half else 15 if quarter else 45 if three_quarters else 0, text)


def _hour_of(part: str | None, hour: int, text: str) -> int:
    """Bring 下午2点 to 14; 上午14点 and 晚上12点 say two things at once and are refused."""
    if part is None:
        return hour
    if part not in _LATE_PARTS:
        if hour > _NOON:
            raise ClockError(_not_a_clock(text))
        return hour
    if part == "中午" and hour >= _MIDDAY_FROM:
        return hour
    if hour == _NOON and part in {"晚上", "晚", "傍晚"}:
        raise ClockError(_not_a_clock(text))
    return hour + _NOON if hour < _NOON else hour


def _time_of(hour: int, minute: int, text: str) -> time:
    try:
        return time(hour, minute)
    except ValueError:
        raise ClockError(_not_a_clock(text)) from None


def _not_a_clock(text: str) -> str:
    return f"没看懂时间“{text.strip()}”，可以写成 8:30、14:30 或下午2点半"


def format_clock(moment: time) -> str:
    """Write 14:30; 8:30 is 08:30, so that times sort as text."""
    return f"{moment.hour:02d}:{moment.minute:02d}"
