"""P01 活动记录表: one activity on a bordered A4 form, with its tables, photos and signatures."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from lianti_desktop.domain.forms import (
    Column,
    FormSheet,
    Pairs,
    Part,
    Pictures,
    Signs,
    Table,
    Words,
)
from lianti_desktop.domain.heads import Heads
from lianti_desktop.printing.book import print_document
from lianti_desktop.printing.content import ActivitySheet, Attendance
from lianti_desktop.printing.form_sheet import PORTRAIT, form_pages
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.page import Page, Paper
from lianti_desktop.printing.press import Imprint, Press, PrintResult

COUNTS = (
    ("教师", "staff"),
    ("学生", "pupils"),
    ("家长", "parents"),
    ("专家", "experts"),
    ("其中党员", "party_members"),
)


def write_activity_sheet(sheet: ActivitySheet, out: Path, press: Press) -> PrintResult:
    """Writes the sheet as a PDF; raises UserError when the disk does not take it."""
    imprint = Imprint(f"活动记录表 {sheet.title}", sheet.host, sheet.alliance)
    return print_document(lambda: activity_sheet_pages(sheet, press.setter()), out, imprint, press)


def activity_sheet_pages(
    sheet: ActivitySheet, setter: Typesetter, paper: Paper = PORTRAIT
) -> list[Page]:
    """The laid pages of the sheet."""
    return form_pages(activity_form(sheet), setter, paper)


def activity_form(sheet: ActivitySheet) -> FormSheet:
    """The sheet as a form, every row in the order of the paper."""
    marks = [mark for mark in (sheet.term, sheet.state, "补录" if sheet.late_entry else "") if mark]
    parts = (*_facts(sheet), *_texts(sheet), *_additions(sheet), Signs(sheet.sign_boxes))
    return FormSheet(
        "活动记录表",
        parts,
        sheet.alliance,
        f"编号：{sheet.number}" if sheet.number else "",
        "　".join(marks),
        running=sheet.title,
        sample=sheet.sample,
    )


def _facts(sheet: ActivitySheet) -> tuple[Part, ...]:
    return (
        Pairs((("活动名称", sheet.title),)),
        Pairs((("活动类型", sheet.kind), ("开展方式", sheet.mode))),
        Pairs((("时间", sheet.when), ("地点", sheet.place))),
        *((Pairs((("主题", sheet.theme),)),) if sheet.theme else ()),
        Pairs((("主办单位", sheet.organiser), ("承办学校", sheet.host))),
        Pairs((("主持人", sheet.chair), ("记录人", sheet.recorder))),
        attendance_part(sheet.attendance),
    )


def _texts(sheet: ActivitySheet) -> tuple[Part, ...]:
    return (
        Words("活动过程", sheet.process, 110.0),
        *_lessons(sheet),
        Words("活动成效", sheet.result, 48.0),
        *_resolutions(sheet),
        Words("不足与\n改进", sheet.problems_next, 42.0),
    )


def _lessons(sheet: ActivitySheet) -> Iterator[Part]:
    columns = (
        Column("执教", 3, is_centred=True),
        Column("学校", 4),
        Column("学科", 2.4, is_centred=True),
        Column("班级", 3.4, is_centred=True),
        Column("课题", 6),
        Column("课型", 3, is_centred=True),
    )
    lines = tuple(
        (one.teacher, one.school, one.subject, one.class_name, one.topic, one.kind)
        for one in sheet.lessons
    )
    if lines:
        yield Table("课例", columns, lines)


def _resolutions(sheet: ActivitySheet) -> Iterator[Part]:
    if sheet.resolution:
        yield Words("决议", sheet.resolution, 42.0)
    lines = tuple(
        (str(number), one.text, one.owner, one.due)
        for number, one in enumerate(sheet.resolutions, 1)
    )
    columns = (
        Column("序号", 1.5, is_centred=True),
        Column("议定事项", 9),
        Column("责任单位", 4),
        Column("完成时限", 4, is_centred=True),
    )
    if lines:
        yield Table("议定事项", columns, lines)


def _additions(sheet: ActivitySheet) -> Iterator[Part]:
    if sheet.remarks:
        said = "\n".join(f"{one.text.strip()}——{one.author}" for one in sheet.remarks)
        yield Words("感言", said, 42.0, is_elastic=False)
    if sheet.attachments:
        listed = "\n".join(f"{n}. {name}" for n, name in enumerate(sheet.attachments, 1))
        yield Pairs((("附件清单", listed),))
    if sheet.photos:
        yield Pictures("活动照片", sheet.photos)


def attendance_part(attendance: Sequence[Attendance]) -> Part:
    """参加单位及人数 as a small table with a line of sums; columns nobody fills are left out."""
    if not attendance:
        return Pairs((("参加单位\n及人数", ""),))
    used = [(label, name) for label, name in COUNTS if _numbers(attendance, name)]
    columns = (
        Column("单位", 5),
        *(Column(label, 2, is_centred=True) for label, _ in used),
        Column("合计", 2, is_centred=True),
    )
    lines = [_line(one, [name for _, name in used]) for one in attendance]
    if len(attendance) > 1:
        sums = [sum(_numbers(attendance, name)) for _, name in used]
        whole = sum(_people(one) or 0 for one in attendance)
        lines.append(("合计", *map(str, sums), str(whole)))
    return Table("参加单位\n及人数", columns, tuple(lines))


def _people(one: Attendance) -> int | None:
    return Heads(one.staff, one.pupils, one.parents, one.party_members, one.experts).people


def _numbers(attendance: Sequence[Attendance], name: str) -> list[int]:
    values = (getattr(one, name) for one in attendance)
    return [value for value in values if value is not None]


def _line(one: Attendance, names: Sequence[str]) -> tuple[str, ...]:
    values = [getattr(one, name) for name in names]
    people = _people(one)
    about = "约" if one.is_estimated and people is not None else ""
    total = "" if people is None else f"{about}{people}"
    return (one.school, *("" if value is None else str(value) for value in values), total)
