"""The square code on a blank form leads back to its record."""

from pathlib import Path
from uuid import UUID

import pypdfium2
import segno

from lianti_desktop.domain.form_code import FormCode
from lianti_desktop.printing.book import print_document
from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.page import Page, Paper, Placed
from lianti_desktop.printing.press import Imprint, Press
from lianti_desktop.printing.qr_leaf import QUIET_ZONE, QrLeaf

ROW = UUID("12345678123456781234567812345678")


def test_the_printed_squares_are_those_of_the_code(tmp_path: Path, press: Press) -> None:
    words = FormCode("lesson", "lesson", ROW).words
    box = Box(100, 100, 200, 200)
    page = Page(Paper(), (Placed(box, QrLeaf(words)),))
    result = print_document(lambda: [page], tmp_path / "q.pdf", Imprint("码"), press)
    document = pypdfium2.PdfDocument(result.file)
    image = document[0].render(scale=4).to_pil().convert("L")
    document.close()
    rows = [list(row) for row in segno.make(words, error="m", micro=False).matrix]
    side = box.width / (len(rows) + 2 * QUIET_ZONE)
    seen = [
        [int(image.getpixel(_middle(box, side, column, line)) < 128) for column in range(len(rows))]
        for line in range(len(rows))
    ]
    assert seen == rows


def _middle(box: Box, side: float, column: int, line: int) -> tuple[int, int]:
    x = box.left + (QUIET_ZONE + column + 0.5) * side
    y = box.top + (QUIET_ZONE + line + 0.5) * side
    return int(x * 4), int(y * 4)
