"""P01 活动记录表: one activity on a bordered A4 form, with its tables, photos and signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lianti_desktop.printing.book import Imprint, print_document
from lianti_desktop.printing.content import ActivitySheet, Attendance
from lianti_desktop.printing.form import Column, FormBuilder, flow
from lianti_desktop.printing.geometry import MM
from lianti_desktop.printing.label_row import Row
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.page import Page, Paper
from lianti_desktop.printing.press import Press, PrintResult
from lianti_desktop.printing.sheet_head import SheetHead, headed_pages
from lianti_desktop.printing.sign_row import SignRow

PAPER = Paper(top=20 * MM, bottom=18 * MM, inner=25 * MM, outer=16 * MM)
COUNTS = (
    ("教师", "staff"),
    ("学生", "pupils"),
    ("家长", "parents"),
    ("党员", "party_members"),
    ("专家", "experts"),
)


def write_activity_sheet(sheet: ActivitySheet, out: Path, press: Press) -> PrintResult:
    """Writes the sheet as a PDF; raises UserError when the disk does not take it."""
    imprint = Imprint(f"活动记录表 {sheet.title}", sheet.host, sheet.alliance)
    return print_document(
        lambda: activity_sheet_pages(sheet, Typesetter(press.font_book)), out, imprint, press
    )


def activity_sheet_pages(
    sheet: ActivitySheet, setter: Typesetter, paper: Paper = PAPER
) -> list[Page]:
    """The laid pages of the sheet."""
    marks = [mark for mark in (sheet.term, sheet.state, "补录" if sheet.late_entry else "") if mark]
    head = SheetHead(
        title="活动记录表",
        above=sheet.alliance,
        left=f"编号：{sheet.number}" if sheet.number else "",
        right="　".join(marks),
        running=sheet.title,
        is_sample=sheet.sample,
    )
    builder = FormBuilder(setter, paper.text_box(1).width)
    rows = _Rows(sheet, builder).all()
    return headed_pages(head, paper, lambda rooms: flow(rows, rooms), setter)


@dataclass(frozen=True)
class _Rows:
    sheet: ActivitySheet
    builder: FormBuilder

    def all(self) -> list[Row]:
        """Every row in the order of the paper form."""
        return [*self._facts(), *self._texts(), *self._additions(), self._signatures()]

    def _facts(self) -> list[Row]:
        sheet, pairs = self.sheet, self.builder.pairs
        return [
            pairs(("活动名称", sheet.title)),
            pairs(("活动类型", sheet.kind), ("开展方式", sheet.mode)),
            pairs(("时间", sheet.when), ("地点", sheet.place)),
            *([pairs(("主题", sheet.theme))] if sheet.theme else []),
            pairs(("主办单位", sheet.organiser), ("承办学校", sheet.host)),
            pairs(("主持人", sheet.chair), ("记录人", sheet.recorder)),
            *attendance_row(self.builder, sheet.attendance),
        ]

    def _texts(self) -> list[Row]:
        sheet, long = self.sheet, self.builder.long
        rows: list[Row] = [long("活动过程", sheet.process, 110.0), *self._lessons()]
        rows.append(long("活动成效", sheet.result, 48.0))
        rows.extend(self._resolutions())
        rows.append(long("不足与\n改进", sheet.problems_next, 42.0))
        return rows

    def _lessons(self) -> list[Row]:
        columns = (
            Column("执教", 3, is_centred=True),
            Column("学校", 4),
            Column("学科", 2.4, is_centred=True),
            Column("班级", 3.4, is_centred=True),
            Column("课题", 6),
            Column("课型", 3, is_centred=True),
        )
        lines = [
            (one.teacher, one.school, one.subject, one.class_name, one.topic, one.kind)
            for one in self.sheet.lessons
        ]
        return [self.builder.table("课例", columns, lines)] if lines else []

    def _resolutions(self) -> list[Row]:
        rows: list[Row] = []
        if self.sheet.resolution:
            rows.append(self.builder.long("决议", self.sheet.resolution, 42.0))
        lines = [
            (str(number), one.text, one.owner, one.due)
            for number, one in enumerate(self.sheet.resolutions, 1)
        ]
        columns = (
            Column("序号", 1.5, is_centred=True),
            Column("议定事项", 9),
            Column("责任单位", 4),
            Column("完成时限", 4, is_centred=True),
        )
        return [*rows, *([self.builder.table("议定事项", columns, lines)] if lines else [])]

    def _additions(self) -> list[Row]:
        sheet = self.sheet
        rows: list[Row] = []
        if sheet.remarks:
            said = "\n".join(f"{one.text.strip()}——{one.author}" for one in sheet.remarks)
            rows.append(self.builder.long("感言", said, 42.0, elastic=False))
        if sheet.attachments:
            listed = "\n".join(f"{n}. {name}" for n, name in enumerate(sheet.attachments, 1))
            rows.append(self.builder.pairs(("附件清单", listed)))
        return [*rows, *self.builder.photos("活动照片", sheet.photos)]

    def _signatures(self) -> Row:
        return SignRow(self.sheet.sign_boxes, self.builder.width, self.builder.setter)


def attendance_row(builder: FormBuilder, attendance: Sequence[Attendance]) -> list[Row]:
    """参加单位及人数 as a small table with a line of sums; columns nobody fills are left out."""
    if not attendance:
        return [builder.pairs(("参加单位\n及人数", ""))]
    used = [(label, name) for label, name in COUNTS if _numbers(attendance, name)]
    columns = (
        Column("单位", 5),
        *(Column(label, 2, is_centred=True) for label, _ in used),
        Column("合计", 2, is_centred=True),
    )
    lines = [_line(one, [name for _, name in used]) for one in attendance]
    if len(attendance) > 1:
        sums = [sum(_numbers(attendance, name)) for _, name in used]
        lines.append(["合计", *map(str, sums), str(sum(sums))])
    return [builder.table("参加单位\n及人数", columns, lines)]


def _numbers(attendance: Sequence[Attendance], name: str) -> list[int]:
    values = (getattr(one, name) for one in attendance)
    return [value for value in values if value is not None]


def _line(one: Attendance, names: Sequence[str]) -> list[str]:
    values = [getattr(one, name) for name in names]
    known = [value for value in values if value is not None]
    about = "约" if one.is_estimated and known else ""
    total = f"{about}{sum(known)}" if known else ""
    return [one.school, *("" if value is None else str(value) for value in values), total]
