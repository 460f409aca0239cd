"""Numbers become sentences, under the five headings in their order, and gaps stay visible."""

from lianti_desktop.domain.reports import Block, Chart, Heading, Paragraph, ReportTable
from lianti_desktop.domain.term_charts import charts_of, statistics_report
from lianti_desktop.domain.term_figures import Count, Example, FigureLine, TermFigures
from lianti_desktop.domain.term_summary import group_sentence, opening, summary_report
from lianti_desktop.domain.term_tables import figure_tables, figure_workbook
from tests.golden_text import agree

FIGURES = TermFigures(
    term="2025—2026学年第二学期",
    alliance="青石镇教联体（示例）",
    schools=3,
    times=14,
    lessons=3,
    observations=4,
    photos=27,
    remarks=9,
    people=Count(382, 271),
    staff=Count(124, 29),
    pupils=Count(248, 162),
    party=Count(0, 9),
    persons=25,
    eligible=30,
    groups=(
        FigureLine("会议", 2, 0, Count(27)),
        FigureLine("联合教研", 9, 3, Count(131)),
        FigureLine("学生活动", 3, 0, Count(220, 204)),
    ),
    kinds=(
        ("会议", "例会", 2),
        ("联合教研", "集体备课", 1),
        ("联合教研", "同课异构", 1),
        ("联合教研", "送教下乡", 4),
        ("联合教研", "教学论坛", 2),
        ("联合教研", "专题讲座", 1),
        ("学生活动", "运动会", 3),
    ),
    hosts=(FigureLine("中心小学", 11, 2, Count(348, 225)), FigureLine("柳林校区", 3, 1)),
    months=(FigureLine("2026年3月", 9, 3), FigureLine("2026年4月"), FigureLine("2026年5月", 5)),
    awards=(("县（区）级", 2),),
    commended=("曾小贤 老师（一等奖）", "三年级2班（先进班级）"),
    overdue=1,
    results=(Example("送教下乡", "2026年3月12日", "柳林校区", "校区教师全程听课。"),),
    examples=(Example("送教下乡", "2026年3月12日", "柳林校区", "上午听课两节。"),),
    problems=(Example("送教下乡", "2026年3月12日", "柳林校区", "评课时间偏紧。"),),
    planned=(Example("总结会", "2026年7月3日", "中心小学", "总结会。"),),
)


def told(blocks: tuple[Block, ...]) -> str:
    """The blocks as lines."""
    lines = []
    for block in blocks:
        match block:
            case Heading(text, level):
                lines.append(f"{'#' * level} {text}")
            case Paragraph(text, is_gap):
                lines.append(f"{'？' if is_gap else ''}{text}")
            case ReportTable(caption, columns, rows):
                lines.append(f"[{caption}] {'|'.join(column.heading for column in columns)}")
                lines.extend("|".join(row) for row in rows)
            case Chart(caption, labels, series, kind, unit):
                lines.append(f"({kind} {caption} {unit}) {'|'.join(labels)}")
                lines.extend(f"{one.name} {one.values}" for one in series)
    return "".join(f"{line}\n" for line in lines)


def test_the_draft_of_a_summary_reads_as_it_did() -> None:
    report = summary_report(FIGURES, "2026年7月6日")
    head = f"{report.above}\n{report.title}\n"
    foot = f"{report.signed}\n{report.day}\n"
    agree("term_summary", head + told(report.blocks) + foot + told(report.appendix))


def test_the_five_headings_stand_in_their_order_even_when_nothing_was_held() -> None:
    report = summary_report(TermFigures("学期", "联盟"), "")
    heads = [block.text for block in report.blocks if isinstance(block, Heading)]
    assert [head[2:] for head in heads] == [
        "主要做法",
        "工作成效",
        "典型做法",
        "存在的问题",
        "下一步打算",
    ]
    texts = [block.text for block in report.blocks if isinstance(block, Paragraph)]
    assert texts[0] == "联盟本学期还没有已开展的活动。"
    assert "None" not in told((*report.blocks, *report.appendix))
    assert not [block for block in report.appendix if isinstance(block, Chart)]


def test_a_sentence_names_all_kinds_or_says_that_it_names_the_most() -> None:
    line = FigureLine("学生活动", 3, 0, Count(0, 40))
    assert group_sentence(line, [("运动会", 3)]) == (
        "开展学生类活动 3 次，参与约 40 人次，包括运动会 3 次。"
    )
    many = [(f"类型{number}", number) for number in range(1, 7)]
    assert group_sentence(FigureLine("培训", 21), many) == (
        "开展培训类活动 21 次，主要是类型6 6 次、类型5 5 次、类型4 4 次、类型3 3 次。"
    )


def test_what_nobody_counted_is_not_said() -> None:
    assert "".join(opening(TermFigures("学期", times=2))) == "本学期开展各类活动共计 2 次。"


def test_sums_stand_under_the_tables_and_the_workbook_holds_numbers() -> None:
    tables = {table.caption: table for table in figure_tables(FIGURES)}
    assert tables["各类活动"].lines[-1] == ("合计", "14", "3", "378（另约204）")
    sheets = {sheet.title: sheet for sheet in figure_workbook(FIGURES)}
    assert sheets["各类活动"].rows[-1] == ("合计", 14, 3, 378, 204)
    assert sheets["各种活动"].rows[3] == ("联合教研", "送教下乡", 4)


def test_a_chart_needs_two_points_and_lessons_only_where_there_are_some() -> None:
    charts = list(charts_of(FIGURES))
    assert [len(chart.series) for chart in charts] == [2, 2, 2]
    one = TermFigures("学期", groups=(FigureLine("会议", 2),), hosts=FIGURES.hosts[1:] * 2)
    assert [chart.caption for chart in charts_of(one)] == ["各校承办活动和课例"]
    assert statistics_report(one, "2026年7月6日").day == "统计日期：2026年7月6日"
