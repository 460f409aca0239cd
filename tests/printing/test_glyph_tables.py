"""The quick way through a font's tables finds what reportlab finds number by number."""

from pathlib import Path

import pytest

from lianti_desktop.printing.font_files import FontFile
from lianti_desktop.printing.fonts import load_face
from lianti_desktop.printing.glyph_tables import QuickFace

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
NAMES = sorted(path.name for path in FONTS.glob("*.ttf"))
SLOW_FACE = QuickFace.__mro__[1]


@pytest.mark.parametrize("name", NAMES)
def test_glyphs_widths_and_places_are_those_that_reportlab_reads(name: str) -> None:
    file = str(FONTS / name)
    quick, slow = QuickFace(file), SLOW_FACE(file)
    assert quick.charToGlyph == {char: glyph for char, glyph in slow.charToGlyph.items() if glyph}
    assert quick.charWidths.items() <= slow.charWidths.items()
    assert list(quick.glyphPos) == list(slow.glyphPos)
    assert quick.defaultWidth == slow.defaultWidth


@pytest.mark.parametrize("share", [0.001, 0.01, 0.3, 0.9])
def test_a_font_that_ends_too_soon_is_passed_over(tmp_path: Path, share: float) -> None:
    whole = (FONTS / "NotoSansSC-Regular.ttf").read_bytes()
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(whole[: int(len(whole) * share)])
    assert load_face(FontFile(broken)) is None
