"""School years and terms."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from lianti_desktop.domain.fields import Choice, Day, DayRanges, Number, Text
from lianti_desktop.domain.terms import TermCalendar, day_ranges
from lianti_desktop.domain.words import TermNumber, TermState
from lianti_desktop.storage.record import Kind, Record, Writer, column, key, link


class AcademicYear(Record):
    """A school year, named by the year in which it begins."""

    __tablename__ = "academic_year"
    __kind__ = Kind(
        "学年",
        title=("name",),
        listed=("name", "begin", "end"),
        writer=Writer.CORE,
        unique=("name",),
        newest_first="begin",
        measure="个",
    )

    name: Mapped[str | None] = column(Text("名称", required=True, hint="例如 2025—2026学年"))
    begin: Mapped[date | None] = column(Day("开始日期", required=True))
    end: Mapped[date | None] = column(Day("结束日期", required=True))


class Term(Record):
    """A term with its theme, the days without lessons, and the weekends with lessons."""

    __tablename__ = "term"
    __kind__ = Kind(
        "学期",
        title=("name",),
        listed=("name", "begin", "end", "teaching_weeks", "theme", "state"),
        writer=Writer.CORE,
        unique=("name",),
        newest_first="begin",
        measure="个",
    )

    name: Mapped[str | None] = column(
        Text("名称", required=True, hint="例如 2025—2026学年第二学期")
    )
    year: Mapped[AcademicYear | None] = link("学年")
    number: Mapped[TermNumber | None] = column(Choice("第几学期", words=TermNumber, required=True))
    begin: Mapped[date | None] = column(Day("开学日期", required=True))
    end: Mapped[date | None] = column(Day("放假日期", required=True))
    teaching_weeks: Mapped[int | None] = column(Number("教学周数", low=1, high=30, unit="周"))
    theme: Mapped[str | None] = column(Text("本学期主题"))
    excluded_days: Mapped[list[list[str]] | None] = column(
        DayRanges("不上课的日子", hint="例如 2026年4月4日至2026年4月6日")
    )
    extra_days: Mapped[list[list[str]] | None] = column(
        DayRanges("调休上课的日子", hint="例如 2026年2月28日")
    )
    state: Mapped[TermState | None] = column(Choice("状态", words=TermState))

    year_id: Mapped[UUID | None] = key()

    @property
    def calendar(self) -> TermCalendar | None:
        """Its weeks; None without a first day."""
        if self.begin is None:
            return None
        excluded, extra = day_ranges(self.excluded_days or ()), day_ranges(self.extra_days or ())
        return TermCalendar(self.begin, excluded, extra)
