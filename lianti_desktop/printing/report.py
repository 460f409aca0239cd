"""A running text with headings, framed tables and charts on A4, in one of the two office habits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import singledispatch
from pathlib import Path

from lianti_desktop.domain.presets import Preset
from lianti_desktop.domain.reports import Block, Chart, Heading, Paragraph, Report, ReportTable
from lianti_desktop.printing.book import print_document
from lianti_desktop.printing.charts import ChartLeaf, characters_of
from lianti_desktop.printing.fonts import Role
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.grid_row import Grid, GridRow
from lianti_desktop.printing.label_row import Row
from lianti_desktop.printing.leaves import FrameLeaf, SlantedLeaf, Typesetter
from lianti_desktop.printing.page import Page, Paper, Placed
from lianti_desktop.printing.paragraph import INK, Align, TextStyle
from lianti_desktop.printing.preset_page import number_at, paper_of, text_of, title_of
from lianti_desktop.printing.press import Imprint, Press, PrintResult
from lianti_desktop.printing.prose import TextRow, flow_rows

CAPTION = TextStyle(Role.HEADING, 11, 18, INK, Align.CENTRE)
ABOVE = TextStyle(Role.BODY, 13, 22, INK, Align.CENTRE, spacing=0.1)
GAP_COLOUR = "#8A6D1F"
CHART_HEIGHT = 150.0
AIR = 14.0
FRAME = 1.0


def write_report(report: Report, out: Path, press: Press) -> PrintResult:
    """Writes the text as a PDF; raises UserError when the disk does not take it."""
    setter = press.setter()
    return print_document(
        lambda: report_pages(report, setter), out, Imprint(report.title, report.above), press
    )


def report_pages(report: Report, setter: Typesetter) -> list[Page]:
    """The laid pages of the text."""
    preset = report.preset
    paper = paper_of(preset)
    _note_missing(report, setter)
    maker = _RowMaker(preset, setter, paper.text_box(1).width)
    foot = list(maker.foot(report))
    text = [*maker.head(report), *_block_rows(report.blocks, maker), *foot]
    appendix = list(_block_rows(report.appendix, maker))
    flowed = [
        *flow_rows(text, paper.text_box, ending=len(foot)),
        *flow_rows(appendix, paper.text_box),
    ]
    around = _Around(report, paper, setter)
    return [
        Page(paper, (*around.placed(number), *page.items), report.title if number == 1 else "")
        for number, page in enumerate(flowed, 1)
    ]


def _note_missing(report: Report, setter: Typesetter) -> None:
    """A chart is drawn in one face, so what that lacks is said before the print."""
    blocks = (*report.blocks, *report.appendix)
    charts = [block for block in blocks if isinstance(block, Chart)]
    face = setter.font_book.main_face(Role.TABLE)
    lacking = {char for char in characters_of(charts) if not face.has(char)}
    setter.font_book.missing.update(lacking)


def _block_rows(blocks: Sequence[Block], maker: "_RowMaker") -> Iterator[Row]:
    for block in blocks:
        yield from rows_of(block, maker)


@dataclass(frozen=True)
class _RowMaker:
    """Sets the parts of a text in the sizes of a preset."""

    preset: Preset
    setter: Typesetter
    width: float

    @property
    def text(self) -> TextStyle:
        """Running text."""
        return text_of(self.preset)

    def head(self, report: Report) -> Iterator[Row]:
        """The alliance and the title."""
        if report.above:
            yield TextRow(self.setter.lay(report.above, ABOVE, self.width), keeps_next=True)
        laid = self.setter.lay(report.title, title_of(self.preset), self.width)
        yield TextRow(laid, air=self.preset.leading, keeps_next=True)

    def foot(self, report: Report) -> Iterator[Row]:
        """Who signs, and the day, four characters from the right."""
        style = replace(self.text, indent=0.0, align=Align.RIGHT)
        room = self.width - 4 * self.preset.size
        for place, words in enumerate(filter(None, (report.signed, report.day))):
            before = self.preset.leading if not place else 0.0
            together = words == report.signed and bool(report.day)
            yield TextRow(self.setter.lay(words, style, room), before=before, keeps_next=together)


@singledispatch
def rows_of(block: object, maker: _RowMaker) -> Iterator[Row]:
    """The rows that a part of the text takes."""
    raise TypeError(type(block))


@rows_of.register
def _heading(block: Heading, maker: _RowMaker) -> Iterator[Row]:
    role = Role.HEADING if block.level == 1 else Role.KAI
    style = replace(maker.text, role=role, align=Align.LEFT)
    yield TextRow(maker.setter.lay(block.text, style, maker.width), keeps_next=True)


@rows_of.register
def _paragraph(block: Paragraph, maker: _RowMaker) -> Iterator[Row]:
    style = replace(maker.text, colour=GAP_COLOUR, role=Role.KAI) if block.is_gap else maker.text
    yield TextRow(maker.setter.lay(block.text, style, maker.width))


@rows_of.register
def _table(block: ReportTable, maker: _RowMaker) -> Iterator[Row]:
    caption = maker.setter.lay(block.caption, CAPTION, maker.width)
    yield TextRow(caption, before=AIR / 2, air=4.0, keeps_next=True)
    yield FramedRow(Grid(maker.setter, maker.width, block.columns).row(block.lines))


@rows_of.register
def _chart(block: Chart, maker: _RowMaker) -> Iterator[Row]:
    caption = maker.setter.lay(block.caption, CAPTION, maker.width)
    yield TextRow(caption, before=AIR / 2, air=2.0, keeps_next=True)
    yield ChartRow(block, maker.width)


@dataclass(frozen=True)
class FramedRow:
    """A table in running text, with a frame on each page and air below its end."""

    table: GridRow
    air: float = AIR
    elastic: bool = False
    keeps_next: bool = False

    @property
    def height(self) -> float:
        """The table and its air."""
        return self.table.height + self.air

    @property
    def first_height(self) -> float:
        """What the table needs to begin."""
        return self.table.first_height

    def split(self, room: float) -> "tuple[FramedRow | None, FramedRow | None]":
        """As many lines as fit; the air at the foot of a page is not needed."""
        first, rest = self.table.split(room)
        here = replace(self, table=first, air=0.0 if rest else self.air) if first else None
        return here, replace(self, table=rest) if rest else None

    def placed(self, left: float, top: float) -> list[Placed]:
        """The table and the frame around it."""
        width = sum(cell.width for cell in self.table.head.cells)
        frame = Box(left, top, width, self.table.height)
        return [*self.table.placed(left, top), Placed(frame, FrameLeaf(thickness=FRAME))]

    def grown(self, more: float) -> "FramedRow":
        """A table in running text does not grow."""
        return self


@dataclass(frozen=True)
class ChartRow:
    """A chart across the text."""

    chart: Chart
    width: float
    elastic: bool = False
    keeps_next: bool = False

    @property
    def height(self) -> float:
        """The drawing and the air below it."""
        return CHART_HEIGHT + AIR

    @property
    def first_height(self) -> float:
        """All of the drawing."""
        return CHART_HEIGHT

    def split(self, room: float) -> "tuple[ChartRow | None, ChartRow | None]":
        """All of it here or overleaf."""
        return (self, None) if room + 0.01 >= CHART_HEIGHT else (None, self)

    def placed(self, left: float, top: float) -> list[Placed]:
        """The drawing."""
        return [Placed(Box(left, top, self.width, CHART_HEIGHT), ChartLeaf(self.chart))]

    def grown(self, more: float) -> "ChartRow":
        """A chart does not grow."""
        return self


@dataclass(frozen=True)
class _Around:
    """What stands around the text of a page: its number, and 示例 behind it."""

    report: Report
    paper: Paper
    setter: Typesetter

    def placed(self, number: int) -> Sequence[Placed]:
        return [*self._sample(), number_at(number, self.report.preset, self.setter)]

    def _sample(self) -> list[Placed]:
        whole = Box(0, 0, self.paper.width, self.paper.height)
        return [Placed(whole, SlantedLeaf("示例"))] if self.report.sample else []
