"""A folder for the copy shop: the PDF, its booklet, what to tell the shop, and what is in it."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from lianti_desktop.printing.imposition import MOST_FOR_STAPLES, write_booklet
from lianti_desktop.printing.press import Press, write_whole
from lianti_desktop.printing.preview import Outline, outline_of, page_size

PRINT_FILE = "打印版.pdf"
ADVICE_FILE = "打印说明.txt"
CONTENTS_FILE = "内容清单.csv"
SHEETS = {"A4": "A3", "A5": "A4", "16K": "8K"}
SIZES_MM = {"A4": (210, 297), "A5": (148, 210), "16K": (184, 260)}


@dataclass(frozen=True)
class ShopOrder:
    """What the shop is to make of a finished PDF.

    ``is_book`` is for albums and bulletins that open like a book; ``has_back_cover`` keeps the last
    page last; ``contact`` is whom the shop asks, for example 曾主任 138****5678.
    """

    title: str
    copies: int = 1
    is_book: bool = True
    has_back_cover: bool = False
    has_colour: bool = True
    contact: str = ""


@dataclass(frozen=True)
class ShopFolder:
    """What was written: all files, and the number of pages of the PDF."""

    folder: Path
    files: tuple[Path, ...]
    pages: int


def write_copy_shop(order: ShopOrder, source: Path, folder: Path, press: Press) -> ShopFolder:
    """Fills a folder from a finished PDF; raises UserError when the disk does not take it."""
    entries = outline_of(source)
    paper = paper_of(source)
    files = [_write(folder / PRINT_FILE, source.read_bytes(), press)]
    if order.is_book and entries.pages <= MOST_FOR_STAPLES:
        booklet = folder / f"{SHEETS.get(paper, '双倍纸')}骑马订拼版.pdf"
        files.append(write_booklet(source, booklet, press, keeps_last=order.has_back_cover).file)
    advice = "\r\n".join(_advice(order, paper, entries.pages, [file.name for file in files]))
    for name, text in ((ADVICE_FILE, advice), (CONTENTS_FILE, _contents(entries))):
        files.append(_write(folder / name, text.encode("utf-8-sig"), press))
    return ShopFolder(folder, tuple(files), entries.pages)


def _write(path: Path, data: bytes, press: Press) -> Path:
    def build(unfinished: Path) -> None:
        unfinished.write_bytes(data)

    write_whole(path, len(data), press, build)
    return path


def paper_of(source: Path) -> str:
    """The name of the paper of a PDF's first page, or its measures."""
    wide, high = page_size(source)
    for name, (width, height) in SIZES_MM.items():
        if abs(wide - width) <= 1 and abs(high - height) <= 1:
            return name
    return f"{wide:.0f}×{high:.0f}毫米"


def _advice(order: ShopOrder, paper: str, pages: int, files: list[str]) -> list[str]:
    lines = [
        f"{order.title}　打印说明",
        "",
        f"份数：{order.copies} 份，{'彩色' if order.has_colour else '黑白'}",
        f"成品：{paper}，共 {pages} 页",
        *_binding(order, paper, pages, files),
        "缩放：一律选“实际大小”或 100%，不要选“适合页面”",
        "字体都已放进文件里，不用另外安装",
        "照片请勿外传，印完请删除文件",
    ]
    asked = [f"有问题请找：{order.contact}"] if order.contact else []
    return [*lines, *asked, ""]


def _binding(order: ShopOrder, paper: str, pages: int, files: list[str]) -> list[str]:
    """How to print and bind it: folded and stapled, glued, or stapled at the left."""
    booklet = next((name for name in files if "骑马订" in name), None)
    if booklet:
        sheets, wide = -(-pages // 4), SHEETS.get(paper, "双倍")
        return [
            f"方法一（骑马订）：打印“{booklet}”，{wide}纸横放，双面打印，按短边翻转",
            f"　　每份 {sheets} 张纸，叠齐对折，在折线上钉两个书钉",
            f"方法二（左侧装订）：打印“{PRINT_FILE}”，{paper}纸，双面打印，按长边翻转",
        ]
    binding = "胶装" if order.is_book else "左侧装订"
    return [f"打印“{PRINT_FILE}”，{paper}纸，双面打印，按长边翻转，{binding}"]


def _contents(outline: Outline) -> str:
    """Each entry of the outline with its first and last page."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["序号", "内容", "起页", "止页"])
    starts = [page for _, page in outline.titles] + [outline.pages + 1]
    for index, (title, page) in enumerate(outline.titles):
        writer.writerow([index + 1, title, page, max(starts[index + 1] - 1, page)])
    return stream.getvalue()
