"""The pictures of papers in the README are those that are drawn, and small."""

from pathlib import Path

from PIL import Image

from lianti_desktop.ui.paper_pictures import PAPERS, draw_papers

KEPT = Path(__file__).resolve().parents[2] / "docs" / "images" / "papers"
MOST_BYTES = 150_000


def test_the_pictures_kept_are_those_that_are_drawn(tmp_path: Path) -> None:
    drawn = draw_papers(tmp_path / "papers")
    assert {path.name for path in drawn} == {f"{name}.png" for name in PAPERS}
    assert {path.name for path in KEPT.glob("*.png")} == {path.name for path in drawn}
    for path in drawn:
        kept = KEPT / path.name
        assert kept.stat().st_size < MOST_BYTES
        with Image.open(path) as new, Image.open(kept) as old:
            assert new.size == old.size
