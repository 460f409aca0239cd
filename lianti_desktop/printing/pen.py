"""Draws on one PDF canvas with places measured from the top left corner, in points."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from lianti_desktop.printing.fonts import FontBook, Role
from lianti_desktop.printing.geometry import Box, Point
from lianti_desktop.printing.paragraph import INK, Run, TextStyle, set_text

BASELINE = 0.38
"""How far below the middle of a line its letters stand, in em."""


class Pen:
    """One canvas and the height of its paper."""

    def __init__(self, canvas: Any, height: float, font_book: FontBook) -> None:
        self._canvas = canvas
        self._height = height
        self._font_book = font_book

    def runs(self, runs: Sequence[Run], left: float, middle: float, style: TextStyle) -> None:
        """One line of set text whose middle height is ``middle``."""
        self._canvas.setFillColor(style.colour)
        writing = self._canvas.beginText()
        y = self._height - middle - BASELINE * style.size
        for run in runs:
            writing.setTextOrigin(left + run.x * style.size, y)
            writing.setFont(run.face.name, style.size)
            writing.setCharSpace(run.spread * style.size)
            writing.setHorizScale(100 * run.widening)
            writing.textOut(run.text)
        self._canvas.drawText(writing)

    def words(self, text: str, box: Box, style: TextStyle) -> None:
        """Sets a short text at once and draws its first line through the middle of a box."""
        laid = set_text(text, style, box.width, self._font_book)
        for line in laid.lines[:1]:
            self.runs(line.runs, box.left, box.top + box.height / 2, style)

    def fill(self, box: Box, colour: str) -> None:
        """A filled rectangle."""
        self._canvas.setFillColor(colour)
        self._canvas.rect(box.left, self._height - box.bottom, box.width, box.height, 0, 1)

    def frame(self, box: Box, colour: str = INK, thickness: float = 0.5) -> None:
        """The outline of a rectangle."""
        self._line_style(colour, thickness)
        self._canvas.rect(box.left, self._height - box.bottom, box.width, box.height, 1, 0)

    def rule(self, start: Point, end: Point, colour: str = INK, thickness: float = 0.5) -> None:
        """A straight line."""
        self._line_style(colour, thickness)
        self._canvas.line(start.x, self._height - start.y, end.x, self._height - end.y)

    def dotted(self, start: Point, end: Point, colour: str) -> None:
        """A fine dotted line, as for binding or between an entry and its page number."""
        self._canvas.saveState()
        self._line_style(colour, 0.6)
        self._canvas.setLineCap(1)
        self._canvas.setDash([0.1, 3.2])
        self._canvas.line(start.x, self._height - start.y, end.x, self._height - end.y)
        self._canvas.restoreState()

    def curve(self, points: Sequence[Point], colour: str, *, base: float) -> None:
        """A filled hill: a smooth line through the points, closed at the height ``base``."""
        path = self._canvas.beginPath()
        first, last = points[0], points[-1]
        path.moveTo(first.x, self._height - base)
        path.lineTo(first.x, self._height - first.y)
        for before, after in pairwise(points):
            third = (after.x - before.x) / 2.4
            path.curveTo(
                before.x + third,
                self._height - before.y,
                after.x - third,
                self._height - after.y,
                after.x,
                self._height - after.y,
            )
        path.lineTo(last.x, self._height - base)
        path.close()
        self._canvas.setFillColor(colour)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def disc(self, centre: Point, radius: float, colour: str) -> None:
        """A filled circle."""
        self._canvas.setFillColor(colour)
        self._canvas.circle(centre.x, self._height - centre.y, radius, stroke=0, fill=1)

    def photo(self, path: Path, box: Box, *, is_ready: bool) -> None:
        """A photo filling its box; its file is not read before the document is written.

        ``is_ready`` puts the file into the document as it is.
        """
        from lianti_desktop.printing.stored_photo import photo_name

        name = photo_name(self._canvas, path, is_ready=is_ready)
        self._canvas.saveState()
        self._canvas.translate(box.left, self._height - box.bottom)
        self._canvas.scale(box.width, box.height)
        self._canvas.doForm(name)
        self._canvas.restoreState()

    def slanted(self, text: str, box: Box, colour: str, size: float) -> None:
        """Large pale words across the box, as the 示例 of a sample."""
        face = self._font_book.main_face(Role.HEADING)
        self._canvas.saveState()
        self._canvas.setFillColor(colour, alpha=0.5)
        self._canvas.translate(box.left + box.width / 2, self._height - box.top - box.height / 2)
        self._canvas.rotate(32)
        self._canvas.setFont(face.name, size)
        self._canvas.drawCentredString(0, -size / 3, text)
        self._canvas.restoreState()

    def face_name(self, role: Role) -> str:
        """How reportlab knows the main face of a role, for words that we do not set ourselves."""
        return self._font_book.main_face(role).name

    def drawing(self, drawing: Any, box: Box) -> None:
        """A drawing of reportlab's own shapes, as large as the box."""
        from reportlab.graphics import renderPDF

        renderPDF.draw(drawing, self._canvas, box.left, self._height - box.bottom)

    def bookmark(self, key: str, title: str) -> None:
        """Makes this page reachable from the reader's outline."""
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(title, key, level=0)

    def _line_style(self, colour: str, thickness: float) -> None:
        self._canvas.setStrokeColor(colour)
        self._canvas.setLineWidth(thickness)
