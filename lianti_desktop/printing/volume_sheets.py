"""What stands around the pieces of a term volume: cover, lists, dividers and the 备考表."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lianti_desktop.printing.album_design import fitted_title, stacked
from lianti_desktop.printing.content import TermVolume, VolumeChapter, VolumeItem
from lianti_desktop.printing.fonts import Role
from lianti_desktop.printing.form import Column, FormBuilder, flow
from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.grid_row import Grid
from lianti_desktop.printing.label_row import Row
from lianti_desktop.printing.leaves import FrameLeaf, RuleLeaf, SlantedLeaf, Typesetter, text_at
from lianti_desktop.printing.page import Page, Paper, Placed
from lianti_desktop.printing.paragraph import INK, Align, TextStyle
from lianti_desktop.printing.sheet_head import SheetHead, headed_pages
from lianti_desktop.printing.sign_row import SignRow
from lianti_desktop.printing.volume_items import VOLUME_PAPER
from lianti_desktop.printing.volume_snapshot import VolumeSnapshot, items_of_volume, shown_code

NUMERALS = "一二三四五六七八九十"
TITLE = TextStyle(Role.BOLD, 38, 52, INK, Align.CENTRE, spacing=0.25)
TERM = TextStyle(Role.HEADING, 17, 30, INK, Align.CENTRE, spacing=0.08)
NUMBER = TextStyle(Role.BODY, 14, 24, INK, Align.CENTRE)
FOOT = TextStyle(Role.BODY, 15, 27, INK, Align.CENTRE, spacing=0.06)
CHAPTER_NUMBER = TextStyle(Role.BODY, 16, 26, "#6B6F76", Align.CENTRE, spacing=0.2)
CHAPTER_TITLE = TextStyle(Role.BOLD, 30, 44, INK, Align.CENTRE, spacing=0.15)
FACT = TextStyle(Role.BODY, 12, 22, INK, Align.CENTRE)
LISTED = TextStyle(Role.BODY, 11.5, 21, INK, Align.LEFT)
MOST_LISTED = 18
NOTHING_MISSING = "应归入本卷的资料已经齐全。"


@dataclass(frozen=True)
class Starts:
    """The first pages of chapters by their place and of pieces by their key."""

    chapters: dict[int, int]
    items: dict[str, int]

    def of(self, key: str) -> str:
        """The page of a piece, empty as long as it is not known."""
        return str(self.items[key]) if key in self.items else ""


def cover_page(volume: TermVolume, setter: Typesetter) -> Page:
    """The title in a double frame, the term, and at the foot the alliance and the school."""
    box = VOLUME_PAPER.text_box(1)
    frame = Box(box.left, box.top, box.width, box.height)
    inner = frame.inset(24, 24)
    title = fitted_title(volume.title, TITLE, inner.width, setter)
    at = Box(inner.left, frame.top + 60 * MM, inner.width, 0)
    below = at.moved(0, title.height + 16)
    foot = Box(inner.left, frame.bottom - 48 * MM, inner.width, 0)
    items = (
        *([Placed(frame, SlantedLeaf("示例"))] if volume.sample else []),
        Placed(frame, FrameLeaf(thickness=1.4)),
        Placed(frame.inset(4, 4), FrameLeaf(thickness=0.5)),
        text_at(at, title),
        *stacked(below, ((volume.term, TERM), (volume.number, NUMBER)), setter, gap=10),
        *stacked(
            foot, ((volume.alliance, FOOT), (volume.school, FOOT), (volume.date, FOOT)), setter
        ),
    )
    return Page(VOLUME_PAPER, items, "封面")


def _form(head: SheetHead, paper: Paper, rows: Sequence[Row], setter: Typesetter) -> list[Page]:
    return headed_pages(
        replace(head, counts_pages=False), paper, lambda rooms: flow(rows, rooms), setter
    )


def missing_pages(volume: TermVolume, setter: Typesetter, paper: Paper) -> list[Page]:
    """待补资料清单: what should be here and is not, with a place to note when it came."""
    columns = (
        Column("序号", 1.2, is_centred=True),
        Column("缺少的资料", 9),
        Column("补齐日期", 2.6, is_centred=True),
        Column("经手人", 2.2, is_centred=True),
    )
    grid = Grid(setter, paper.text_box(1).width, columns)
    lines = [(str(n), words, "", "") for n, words in enumerate(volume.missing, 1)]
    lines = lines or [("", NOTHING_MISSING, "", "")]
    head = SheetHead("待补资料清单", volume.alliance, volume.term, volume.school)
    return _form(head, paper, [grid.row(lines)], setter)


def contents_pages(
    volume: TermVolume, starts: Starts, setter: Typesetter, paper: Paper
) -> list[Page]:
    """卷内目录: every piece under its chapter, with its page."""
    columns = (
        Column("序号", 1.2, is_centred=True),
        Column("责任者", 3.25),
        Column("题名", 6.3),
        Column("日期", 3.55, is_centred=True),
        Column("页次", 1.2, is_centred=True),
        Column("备注", 1.95, is_centred=True),
    )
    grid = Grid(setter, paper.text_box(1).width, columns)
    lines: list[tuple[str, ...]] = []
    marks: list[str] = []
    for index, chapter in enumerate(volume.chapters):
        page = str(starts.chapters.get(index, ""))
        lines.append(("", chapter.owner, chapter_title(index, chapter), "", page, chapter.state))
        marks.append("")
        for item in chapter.items:
            number = str(sum(1 for mark in marks if mark) + 1)
            facts = (item.date, starts.of(item.key), item.note)
            lines.append((number, item.owner, item.title, *facts))
            marks.append(item.key)
    head = SheetHead("卷内目录", volume.alliance, volume.term, volume.number)
    return _form(head, paper, [grid.row(lines, tuple(marks))], setter)


def chapter_title(index: int, chapter: VolumeChapter) -> str:
    """The chapter's title after its number, 三、活动资料."""
    number = NUMERALS[index] if index < len(NUMERALS) else str(index + 1)
    return f"{number}、{chapter.title}"


def divider_page(index: int, chapter: VolumeChapter, setter: Typesetter) -> Page:
    """The chapter's number and title, who collects it, how far it is, and what it holds."""
    box = VOLUME_PAPER.text_box(1)
    number = NUMERALS[index] if index < len(NUMERALS) else str(index + 1)
    title = fitted_title(chapter.title, CHAPTER_TITLE, box.width, setter)
    top = Box(box.left, box.top + 48 * MM, box.width, 0)
    facts = "　　".join(
        words
        for words in (
            f"负责单位：{chapter.owner}" if chapter.owner else "",
            f"状态：{chapter.state}" if chapter.state else "",
        )
        if words
    )
    head = setter.at(top, f"第{number}部分", CHAPTER_NUMBER)
    below = Box(box.left, head.box.bottom + 8 + title.height + 12, box.width, 0)
    wide = 40 * MM
    rule = Box(box.left + (box.width - wide) / 2, below.top, wide, 0)
    items = (
        head,
        text_at(Box(box.left, head.box.bottom + 8, box.width, 0), title),
        Placed(rule, RuleLeaf(INK, 1.2)),
        *stacked(below.moved(0, 12), ((facts, FACT),), setter),
        *_listed(chapter, Box(box.left + 22 * MM, below.top + 60, box.width - 44 * MM, 0), setter),
    )
    return Page(VOLUME_PAPER, items, chapter_title(index, chapter))


def _listed(chapter: VolumeChapter, box: Box, setter: Typesetter) -> list[Placed]:
    """The first pieces of the chapter, and how many there are more."""
    names = [f"{n}. {item.title}" for n, item in enumerate(chapter.items[:MOST_LISTED], 1)]
    more = len(chapter.items) - MOST_LISTED
    if more > 0:
        names.append(f"另有 {more} 件，见卷内目录")
    return stacked(box, (("\n".join(names), LISTED),), setter)


def evidence_pages(
    volume: TermVolume, starts: Starts, setter: Typesetter, paper: Paper
) -> list[Page]:
    """佐证索引: for each indicator or kind of activity the pieces that prove it and their pages."""
    columns = (
        Column("指标或活动类型", 4.2),
        Column("佐证材料", 6.6),
        Column("责任者", 2.6, is_centred=True),
        Column("日期", 3.9, is_centred=True),
        Column("页次", 1.4, is_centred=True),
    )
    grid = Grid(setter, paper.text_box(1).width, columns)
    pairs = [(name, item) for item in items_of_volume(volume) for name in item.evidence_for]
    names = list(dict.fromkeys(name for name, _ in pairs))
    lines: list[tuple[str, ...]] = []
    marks: list[str] = []
    for name in names:
        proofs = [item for other, item in pairs if other == name]
        for place, item in enumerate(proofs):
            facts = (item.title, item.owner, item.date, starts.of(item.key))
            lines.append(("" if place else name, *facts))
            marks.append(item.key)
    if not lines:
        return []
    head = SheetHead("佐证索引", volume.alliance, volume.term, volume.number)
    return _form(head, paper, [grid.row(lines, tuple(marks))], setter)


def closing_pages(volume: TermVolume, code: str, setter: Typesetter, paper: Paper) -> list[Page]:
    """卷内备考表: what the volume is like, who bound it, who checked it, and its check code."""
    builder = FormBuilder(setter, paper.text_box(1).width)
    pieces = items_of_volume(volume)
    counted = f"本卷共 {len(volume.chapters)} 个部分、{len(pieces)} 件资料"
    told = volume.remarks or f"{counted}，待补 {len(volume.missing)} 件。"
    rows: list[Row] = [
        builder.pairs(("题名", volume.title)),
        builder.pairs(("所属学期", volume.term), ("立卷日期", volume.date)),
        builder.long("本卷情况\n说明", told, 300.0),
        builder.pairs(("立卷人", volume.compiler), ("检查人", volume.checker)),
        builder.pairs(("校验码", shown_code(code))),
        SignRow(("立卷单位（盖章）", "检查单位（盖章）"), builder.width, setter),
    ]
    head = SheetHead("卷内备考表", volume.alliance, volume.number, volume.school)
    return _form(head, paper, rows, setter)


def late_contents_pages(
    late: Sequence[VolumeItem], starts: Starts, snapshot: VolumeSnapshot, setter: Typesetter
) -> list[Page]:
    """补充资料目录: what came after binding, and the code of the volume it belongs to."""
    columns = (
        Column("序号", 1.2, is_centred=True),
        Column("责任者", 3.2),
        Column("题名", 7.2),
        Column("日期", 3.6, is_centred=True),
        Column("页次", 1.6, is_centred=True),
    )
    grid = Grid(setter, VOLUME_PAPER.text_box(1).width, columns)
    lines = [
        (str(n), item.owner, item.title, item.date, f"补-{starts.of(item.key)}")
        for n, item in enumerate(late, 1)
    ]
    left = f"原卷共 {snapshot.count} 页，校验码 {snapshot.shown}"
    head = SheetHead("补充资料目录", left=left)
    rows = [grid.row(lines or [("", "", "没有装订以后补来的资料。", "", "")], _keys(late))]
    return _form(head, VOLUME_PAPER, rows, setter)


def _keys(items: Sequence[VolumeItem]) -> tuple[str, ...]:
    return tuple(item.key for item in items)
