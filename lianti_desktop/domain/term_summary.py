"""The draft of a term's summary (P22): numbers become sentences under the usual five headings.

The order of the headings and the wording of the first sentences are those of the reports that
schools hand in: 主要做法, 成效, 典型, 问题, 下一步.
"""

from collections.abc import Iterator, Sequence

from lianti_desktop.domain.presets import SCHOOL, Preset
from lianti_desktop.domain.reports import Block, Heading, Paragraph, Report
from lianti_desktop.domain.term_charts import charts_of
from lianti_desktop.domain.term_figures import Example, FigureLine, TermFigures
from lianti_desktop.domain.term_tables import figure_tables

NUMERALS = "一二三四五六七八九十"
NOTHING_HELD = "本学期还没有已开展的活动。"
GAPS = {
    "result": "（这里补写成效：教师、学生、学校各有什么变化，用什么说明。）",
    "example": "（这里补写一两个典型的做法或人物。）",
    "problem": "（这里补写存在的问题。）",
    "next": "（这里补写下一步的打算。）",
}
MOST_KINDS = 4
MOST_NAMED = 12


def summary_report(figures: TermFigures, day: str, preset: Preset = SCHOOL) -> Report:
    """The draft with its numbers, and the places that only people can fill."""
    blocks = (
        Paragraph("".join(opening(figures))),
        Heading("一、主要做法"),
        *_doings(figures),
        Heading("二、工作成效"),
        *_results(figures),
        Heading("三、典型做法"),
        *_examples(figures),
        Heading("四、存在的问题"),
        *_problems(figures),
        Heading("五、下一步打算"),
        *_next(figures),
    )
    return Report(
        f"{figures.term}工作总结",
        blocks,
        figures.alliance,
        figures.alliance,
        day,
        (Heading("附：本学期活动统计"), *figure_tables(figures), *charts_of(figures)),
        preset,
        figures.sample,
    )


def opening(figures: TermFigures) -> Iterator[str]:
    """…本学期开展各类活动共计 N 次，参与 M 人次；开展课堂教学活动 X 节次，听课评课 Y 人次。"""
    if not figures.times:
        yield f"{figures.alliance}{NOTHING_HELD}"
        return
    yield f"{figures.alliance}本学期开展各类活动共计 {figures.times} 次"
    if not figures.people.is_none:
        yield figures.people.said_of("，参与")
        parts = [
            count.said_of(name)
            for name, count in (
                ("教师", figures.staff),
                ("学生", figures.pupils),
                ("家长", figures.parents),
                ("党员", figures.party),
            )
            if not count.is_none
        ]
        yield f"，其中{'、'.join(parts)}" if parts else ""
    if figures.lessons:
        yield f"；开展课堂教学活动 {figures.lessons} 节次"
    if figures.observations:
        yield f"，听课评课 {figures.observations} 人次"
    yield "。"


def group_sentence(line: FigureLine, kinds: Sequence[tuple[str, int]]) -> str:
    """开展联合教研类活动 12 次、8 节次，参与 210 人次，主要是集体备课 5 次、送教下乡 3 次。"""
    group = line.name.removesuffix("活动")
    lessons = f"、{line.lessons} 节次" if line.lessons else ""
    people = line.people.said_of("，参与") if not line.people.is_none else ""
    most = sorted(kinds, key=lambda kind: -kind[1])[:MOST_KINDS]
    named = "、".join(f"{name} {times} 次" for name, times in most)
    how = "包括" if len(most) == len(kinds) else "主要是"
    return f"开展{group}类活动 {line.times} 次{lessons}{people}，{how}{named}。"


def _doings(figures: TermFigures) -> Iterator[Block]:
    held = [line for line in figures.groups if line.times]
    if not held:
        yield Paragraph(NOTHING_HELD)
    for place, line in enumerate(held):
        kinds = [(kind, times) for group, kind, times in figures.kinds if group == line.name]
        yield Heading(f"（{_numeral(place)}）{line.name}", 2)
        yield Paragraph(group_sentence(line, kinds))


def _results(figures: TermFigures) -> Iterator[Block]:
    facts = [
        f"留下照片 {figures.photos} 张" if figures.photos else "",
        f"感言 {figures.remarks} 篇" if figures.remarks else "",
        f"教师参与面 {figures.people_share}" if figures.persons and figures.eligible else "",
    ]
    known = [fact for fact in facts if fact]
    if known:
        yield Paragraph(f"本学期{'，'.join(known)}。")
    if figures.awards:
        counted = "、".join(f"{level} {number} 项" for level, number in figures.awards)
        named = "、".join(figures.commended[:MOST_NAMED])
        more = "等" if len(figures.commended) > MOST_NAMED else ""
        yield Paragraph(f"获得表彰{counted}，受表彰的有{named}{more}。")
    yield from (Paragraph(f"{one.title}：{one.text}") for one in figures.results)
    yield Paragraph(GAPS["result"], is_gap=True)


def _examples(figures: TermFigures) -> Iterator[Block]:
    for place, one in enumerate(figures.examples):
        yield Heading(f"（{_numeral(place)}）{one.title}", 2)
        where = f"{one.day}，{one.host}承办。" if one.host else f"{one.day}。"
        yield Paragraph(f"{where}{one.text}")
    yield Paragraph(GAPS["example"], is_gap=True)


def _problems(figures: TermFigures) -> Iterator[Block]:
    if figures.overdue:
        yield Paragraph(f"有 {figures.overdue} 次计划的活动到期没有开展，或者开展了还没有记录。")
    yield from (Paragraph(f"{one.title}：{one.text}") for one in figures.problems)
    yield Paragraph(GAPS["problem"], is_gap=True)


def _next(figures: TermFigures) -> Iterator[Block]:
    if figures.planned:
        yield Paragraph(f"已经列入计划的活动有：{'；'.join(map(_plan, figures.planned))}。")
    yield Paragraph(GAPS["next"], is_gap=True)


def _plan(one: Example) -> str:
    return f"{one.day}{one.title}"


def _numeral(place: int) -> str:
    return NUMERALS[place] if place < len(NUMERALS) else str(place + 1)
