"""Pictures of finished papers for the manual and the README, on invented words."""

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from lianti_desktop.paths import resources_folder
from lianti_desktop.printing.certificate import Certificate, write_certificates
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.press import Press, PrintResult

DPI = 80.0
COLOURS = 128

CERTIFICATE = Certificate(
    "曾小贤 老师（示例）",
    "在2025—2026学年第二学期“同课异构”教学展评活动中表现突出，荣获",
    "一等奖",
    "青石镇教联体（示例）",
    "2026年7月6日",
    number="示例-2026-007",
    basis="青教联〔示例〕5号",
)


def certificate(out: Path, press: Press) -> PrintResult:
    """A certificate of an award."""
    return write_certificates([CERTIFICATE], out, press)


PAPERS: Mapping[str, Callable[[Path, Press], PrintResult]] = MappingProxyType(
    {"certificate": certificate}
)
"""The papers by the name of their picture; each is a file of which the first page is shown."""


def draw_papers(out: Path) -> list[Path]:
    """Prints each paper and saves a picture of its first page."""
    press = Press(FontBook([resources_folder() / "fonts"]))
    with TemporaryDirectory(prefix="lianti-papers-") as folder:
        files = {name: write(Path(folder) / f"{name}.pdf", press) for name, write in PAPERS.items()}
        return [_first_page(result.file, out / f"{name}.png") for name, result in files.items()]


def _first_page(file: Path, picture: Path) -> Path:
    from PIL import Image

    from lianti_desktop.printing.preview import render_page

    page = render_page(file, 0, DPI)
    image = Image.frombytes("RGB", (page.width, page.height), page.pixels, "raw", "BGRX")
    picture.parent.mkdir(parents=True, exist_ok=True)
    few = image.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(picture, "PNG", optimize=True)
    return picture
