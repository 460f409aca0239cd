"""Pages that were just written are looked through as they are, and nothing is laid out twice."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest

from lianti_desktop.printing import print_checks as checks
from lianti_desktop.printing import prints
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.form_prints import FormAsked, print_form
from lianti_desktop.printing.gather_bulletin import BulletinAsked, Quarter
from lianti_desktop.printing.gather_volume import VolumeAsked
from lianti_desktop.printing.page import Page
from lianti_desktop.printing.preflight import Finding, FindingKind
from lianti_desktop.printing.press import Press, PrintResult, PrintStoppedError
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.store import Deed
from tests.printing.studio import TODAY, Studio, build_studio

Found = list[Finding]
Pages = list[Page]
Both = tuple[
    Callable[[Path, Press], PrintResult], Callable[[Pages, FontBook], Found], Callable[[], Found]
]
"""Writes a document; examines its pages; checks the document by itself."""


@pytest.fixture
def studio(tmp_path: Path, font_book: FontBook) -> Iterator[Studio]:
    """A term in which a character lacks, a caption, a field and a photo."""
    built = build_studio(tmp_path / "data", font_book, photos=3)
    with built.store.change(Deed("改")) as session:
        values = {"title": "到田里\U0003fffd去", "host": None}
        records.save(session, Activity, built.first, values)
        records.save(session, Media, UUID(built.photos[0]), {"caption": None})
        lost = records.get(session, Media, UUID(built.photos[1])).file
    built.attachments.path(lost or "").unlink()
    yield built
    built.store.close()


def volume(studio: Studio) -> Both:
    store, asked = studio.store, VolumeAsked(studio.world.term, TODAY)
    return (
        lambda out, press: prints.print_volume(store, asked, out, press).result,
        lambda pages, fonts: checks.examine_volume(store, asked, pages, fonts),
        lambda: checks.check_volume(store, asked, studio.font_book),
    )


def bulletin(studio: Studio) -> Both:
    store, asked = studio.store, BulletinAsked(Quarter(2026, 1), TODAY)
    return (
        lambda out, press: prints.print_bulletin(store, asked, out, press),
        lambda pages, fonts: checks.examine_bulletin(store, asked, pages, fonts),
        lambda: checks.check_bulletin(store, asked, studio.font_book),
    )


def sheet(studio: Studio) -> Both:
    store, row = studio.store, studio.first
    return (
        lambda out, press: prints.print_sheet(store, row, out, press),
        lambda pages, fonts: checks.examine_sheet(store, row, pages, fonts),
        lambda: checks.check_sheet(store, row, studio.font_book),
    )


def form(studio: Studio) -> Both:
    store, asked = studio.store, FormAsked("activity-record", studio.first)
    return (
        lambda out, press: print_form(store, asked, out, press),
        lambda pages, fonts: checks.examine_form(store, asked, pages, fonts),
        lambda: checks.check_form(store, asked, studio.font_book),
    )


@pytest.mark.parametrize("of", [volume, bulletin, sheet, form])
def test_the_pages_that_were_written_tell_what_a_check_by_itself_tells(
    of: Callable[[Studio], Both], studio: Studio, tmp_path: Path, press: Press
) -> None:
    write, examine, check = of(studio)
    made = checks.written(
        press,
        lambda one: write(tmp_path / "印.pdf", one),
        lambda pages: examine(list(pages), press.font_book),
    )
    assert made.result.file.exists()
    assert made.findings == check()
    kinds = {one.kind for one in made.findings}
    assert {FindingKind.GLYPH, FindingKind.CAPTION, FindingKind.EMPTY} <= kinds


def test_a_job_that_is_stopped_while_its_file_is_written_is_not_looked_through(
    studio: Studio, tmp_path: Path, font_book: FontBook
) -> None:
    looked: list[int] = []
    done: list[int] = []
    stopped = Press(font_book, lambda place, _all: done.append(place), lambda: bool(done))

    def examine(pages: object) -> Found:
        looked.append(1)
        return []

    with pytest.raises(PrintStoppedError):
        checks.written(stopped, lambda one: sheet(studio)[0](tmp_path / "印.pdf", one), examine)
    assert looked == []


@pytest.mark.parametrize("of", [volume, bulletin, sheet, form])
def test_a_job_can_be_stopped_while_its_pages_are_laid_out(
    of: Callable[[Studio], Both], studio: Studio, tmp_path: Path, font_book: FontBook
) -> None:
    asked: list[int] = []
    laid: list[object] = []

    def stops_soon() -> bool:
        asked.append(1)
        return len(asked) > 5

    press = Press(font_book, cancelled=stops_soon, laid=laid.append)
    with pytest.raises(PrintStoppedError):
        of(studio)[0](tmp_path / "印.pdf", press)
    assert laid == []
    assert len(asked) == 6
    assert not (tmp_path / "印.pdf").exists()
