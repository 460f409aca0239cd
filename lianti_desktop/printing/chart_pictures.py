"""The charts of a text as pictures, for a file that cannot hold them as drawings."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from lianti_desktop.domain.reports import Chart, Report
from lianti_desktop.printing.book import print_document
from lianti_desktop.printing.charts import ChartLeaf
from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.page import Page, Paper, Placed
from lianti_desktop.printing.press import Imprint, Press
from lianti_desktop.printing.preview import render_page
from lianti_desktop.printing.report import CHART_HEIGHT

WIDTH = 165 * MM
DPI = 220.0
COLOURS = 64


def chart_pictures(report: Report, press: Press) -> Mapping[str, bytes]:
    """Each chart as a PNG, by its caption."""
    blocks = (*report.blocks, *report.appendix)
    charts = [block for block in blocks if isinstance(block, Chart)]
    if not charts:
        return {}
    paper = Paper(width=WIDTH, height=CHART_HEIGHT)
    box = Box(0, 0, WIDTH, CHART_HEIGHT)
    pages = [Page(paper, (Placed(box, ChartLeaf(chart)),)) for chart in charts]
    with TemporaryDirectory(prefix="lianti-charts-") as folder:
        file = Path(folder) / "charts.pdf"
        print_document(lambda: pages, file, Imprint(report.title), press)
        return {chart.caption: _png(file, number) for number, chart in enumerate(charts)}


def _png(file: Path, number: int) -> bytes:
    from PIL import Image

    page = render_page(file, number, DPI)
    image = Image.frombytes("RGB", (page.width, page.height), page.pixels, "raw", "BGRX")
    data = BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(data, "PNG", optimize=True)
    return data.getvalue()
