"""The tables of a term's figures: as a whole, by kind of activity, by school, by month."""

from collections.abc import Iterator

from lianti_desktop.domain.forms import Column
from lianti_desktop.domain.reports import ReportTable
from lianti_desktop.domain.tables import TableSheet
from lianti_desktop.domain.term_figures import NOT_KNOWN, Count, FigureLine, TermFigures, total

WHOLE, GROUPS, KINDS, HOSTS, MONTHS = (
    "总体情况",
    "各类活动",
    "各种活动",
    "各校承办",
    "各月开展",
)
COUNTED = ("活动（次）", "课例（节次）", "参与（人次）")
SUM = "合计"


def figure_tables(figures: TermFigures) -> Iterator[ReportTable]:
    """The tables, those without lines left out."""
    whole = (Column("项目", 5), Column("数量", 5, is_centred=True))
    yield ReportTable(WHOLE, whole, whole_lines(figures))
    for caption, name, lines in _split(figures):
        columns = (Column(name, 5), *(Column(head, 3, is_centred=True) for head in COUNTED))
        if lines:
            yield ReportTable(caption, columns, tuple(map(_line, _with_sum(lines))))


def figure_workbook(figures: TermFigures) -> tuple[TableSheet, ...]:
    """The same tables for a workbook, and every kind of activity by itself."""
    sheets = [TableSheet(WHOLE, ("项目", "数量"), whole_lines(figures))]
    for caption, name, lines in _split(figures):
        rows = tuple(
            (line.name, line.times, line.lessons, line.people.exact, line.people.about)
            for line in _with_sum(lines)
        )
        sheets.append(TableSheet(caption, (name, *COUNTED, "其中另计的约数（人次）"), rows))
    sheets.append(TableSheet(KINDS, ("类别", "类型", "活动（次）"), figures.kinds))
    return tuple(sheets)


def whole_lines(figures: TermFigures) -> tuple[tuple[str, str], ...]:
    """What is counted of the whole term, each with its measure."""
    return (
        ("参加的学校", f"{figures.schools} 所"),
        ("开展活动", f"{figures.times} 次"),
        ("课例", f"{figures.lessons} 节次"),
        ("听课评课", f"{figures.observations} 人次"),
        ("参与", figures.people.spoken),
        ("其中教师", _known(figures.staff)),
        ("其中学生", _known(figures.pupils)),
        ("其中家长", _known(figures.parents)),
        ("其中党员", _known(figures.party)),
        ("参加教师（不重复）", NOT_KNOWN if figures.persons is None else f"{figures.persons} 人"),
        ("教师参与面", figures.people_share),
        ("照片", f"{figures.photos} 张"),
        ("感言", f"{figures.remarks} 篇"),
        *((f"{level}表彰", f"{number} 项") for level, number in figures.awards),
    )


def _known(count: Count) -> str:
    return NOT_KNOWN if count.is_none else count.spoken


def _split(figures: TermFigures) -> tuple[tuple[str, str, tuple[FigureLine, ...]], ...]:
    return (
        (GROUPS, "类别", figures.groups),
        (HOSTS, "承办学校", figures.hosts),
        (MONTHS, "月份", figures.months),
    )


def _with_sum(lines: tuple[FigureLine, ...]) -> tuple[FigureLine, ...]:
    times, lessons = sum(line.times for line in lines), sum(line.lessons for line in lines)
    return (*lines, FigureLine(SUM, times, lessons, total(line.people for line in lines)))


def _line(line: FigureLine) -> tuple[str, ...]:
    return (line.name, str(line.times), str(line.lessons), line.people.words)
