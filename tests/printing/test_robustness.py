"""Whatever the records hold, every print gives a readable page and the check a line: never None."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.words import AlbumScope
from lianti_desktop.printing import print_checks as checks
from lianti_desktop.printing import prints
from lianti_desktop.printing.album_kept import asked_of, draft_album
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.form_prints import FormAsked, print_form
from lianti_desktop.printing.gather_bulletin import BulletinAsked, Quarter
from lianti_desktop.printing.gather_volume import VolumeAsked
from lianti_desktop.printing.preflight import Finding, FindingKind
from lianti_desktop.printing.press import Press
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.lessons import Lesson, LessonObservation, Media, Reflection
from lianti_desktop.storage.record import Record, fields_of
from lianti_desktop.storage.store import Deed
from tests.activity_world import add_activity, add_lesson, add_observation
from tests.printing.pdf_reading import page_texts
from tests.printing.studio import TODAY, Studio, build_studio

LONG = "第一小组的孩子们先观察秧苗的根须，再用尺子量出高度，把数字记在表格里。" * 86
KINDS = ("album", "volume", "bulletin", "sheet")
FORMS = ("lesson", "observation", "same-topic")
Change = Callable[[Studio], None]


@pytest.fixture
def studio(tmp_path: Path, font_book: FontBook) -> Iterator[Studio]:
    built = build_studio(tmp_path / "data", font_book, photos=3)
    yield built
    built.store.close()


def album_of(studio: Studio) -> object:
    rows = [studio.first.hex, studio.second.hex]
    return asked_of(draft_album(AlbumScope.CHOSEN, activities=rows), TODAY)


def printed(studio: Studio, kind: str, out: Path, press: Press) -> prints.PrintResult:
    store = studio.store
    doings: dict[str, Callable[[], prints.PrintResult]] = {
        "album": lambda: prints.print_album(store, album_of(studio), out, press),  # type: ignore[arg-type]
        "volume": lambda: (
            prints.print_volume(store, VolumeAsked(studio.world.term, TODAY), out, press).result
        ),
        "bulletin": lambda: prints.print_bulletin(
            store, BulletinAsked(Quarter(2026, 1), TODAY), out, press
        ),
        "sheet": lambda: prints.print_sheet(store, studio.first, out, press),
    }
    return doings[kind]()


def found(studio: Studio, kind: str) -> list[Finding]:
    store, fonts = studio.store, studio.font_book
    doings: dict[str, Callable[[], list[Finding]]] = {
        "album": lambda: checks.check_album(store, album_of(studio), fonts),  # type: ignore[arg-type]
        "volume": lambda: checks.check_volume(store, VolumeAsked(studio.world.term, TODAY), fonts),
        "bulletin": lambda: checks.check_bulletin(
            store, BulletinAsked(Quarter(2026, 1), TODAY), fonts
        ),
        "sheet": lambda: checks.check_sheet(store, studio.first, fonts),
    }
    return doings[kind]()


def change(studio: Studio, kind: type[Record], row: UUID, **values: object) -> None:
    with studio.store.change(Deed("改")) as session:
        records.save(session, kind, row, values)


def file_of(studio: Studio, photo: int) -> Path:
    with studio.store.read() as session:
        media = records.get(session, Media, UUID(studio.photos[photo]))
        return studio.attachments.path(media.file or "")


@pytest.mark.parametrize("kind", KINDS)
def test_15_missing_and_corrupt_photos_and_empty_fields_are_told_and_survived(
    studio: Studio, kind: str, press: Press, tmp_path: Path
) -> None:
    whole = file_of(studio, 2).read_bytes()
    file_of(studio, 0).unlink()
    file_of(studio, 1).write_bytes(whole[: len(whole) // 2])
    for name in ("held_on", "place", "host", "alliance"):
        if not (kind in ("bulletin", "volume") and name == "held_on"):
            change(studio, Activity, studio.first, **{name: None})
    change(studio, Media, UUID(studio.photos[2]), caption=None)
    told = found(studio, kind)
    kinds = {one.kind for one in told}
    assert {FindingKind.PHOTO, FindingKind.CAPTION, FindingKind.EMPTY} <= kinds
    lost = {one.where.row for one in told if one.kind is FindingKind.PHOTO and one.where}
    assert lost >= {UUID(studio.photos[0]), UUID(studio.photos[1])}
    assert all(one.where is not None for one in told)
    result = printed(studio, kind, tmp_path / "印.pdf", press)
    text = "".join(page_texts(result.file))
    assert "None" not in text
    assert "照片文件不完整" in text
    assert any("文件找不到了" in line for line in result.warnings)


@pytest.mark.parametrize("kind", KINDS)
def test_15_a_field_of_three_thousand_characters_runs_over_pages(
    studio: Studio, kind: str, press: Press, tmp_path: Path
) -> None:
    assert len(LONG) > 3000
    change(studio, Activity, studio.first, process_text=LONG, place="柳林校区" * 40)
    with studio.store.change(Deed("改")) as session:
        records.save(session, Reflection, UUID(studio.remark), {"text": LONG})
    texts = page_texts(printed(studio, kind, tmp_path / "印.pdf", press).file)
    whole = "".join(texts)
    if kind in ("sheet", "volume"):
        assert whole.count("量出高度") >= 86
        assert "（续）" in whole
    if kind == "album":
        assert whole.count("量出高度") >= 86
    assert not any(one.kind is FindingKind.OVERFLOW for one in found(studio, kind))
    assert "None" not in whole


@pytest.mark.parametrize("kind", KINDS)
def test_15_an_activity_that_holds_nothing_is_a_readable_page(
    studio: Studio, kind: str, press: Press, tmp_path: Path
) -> None:
    with studio.store.change(Deed("录入")) as session:
        values = {"title": None, "process_text": None, "held_on": None, "place": None}
        empty = add_activity(session, studio.world, **values, term=studio.world.term).id
    bare = Studio(**{**vars(studio), "first": empty, "second": empty})
    result = printed(bare, kind, tmp_path / "印.pdf", press)
    whole = "".join(page_texts(result.file))
    assert "None" not in whole
    assert whole
    if kind in ("album", "sheet", "volume"):
        assert any(one.where and one.where.row == empty for one in found(bare, kind))


@pytest.mark.parametrize("kind", KINDS)
def test_15_a_full_disk_is_said_before_anything_is_written(
    studio: Studio, kind: str, font_book: FontBook, tmp_path: Path
) -> None:
    full = Press(font_book, free_space=lambda folder: 1_000_000)
    out = tmp_path / "印.pdf"
    with pytest.raises(UserError, match="放不下"):
        printed(studio, kind, out, full)
    assert list(tmp_path.glob("印*")) == []


def form_record(studio: Studio, form: str, **values: object) -> UUID:
    """A lesson with an observation, of which a form is made; `values` are the form's own."""
    with studio.store.change(Deed("录入")) as session:
        activity = records.get(session, Activity, studio.first)
        lesson = add_lesson(session, activity, studio.world.core)
        seen = add_observation(session, lesson)
        row = seen if form == "observation" else lesson
        return records.save(session, type(row), row.id, values).id


LONG_FIELDS: dict[str, tuple[str, ...]] = {
    "lesson": ("self_reflection",),
    "observation": ("process_notes", "comments", "suggestions"),
    "same-topic": ("self_reflection",),
}


@pytest.mark.parametrize("form", FORMS)
def test_15_a_form_with_three_thousand_characters_runs_over_pages(
    studio: Studio, form: str, press: Press, tmp_path: Path
) -> None:
    row = form_record(studio, form, **dict.fromkeys(LONG_FIELDS[form], LONG))
    asked = FormAsked(form, row)
    whole = "".join(page_texts(print_form(studio.store, asked, tmp_path / "表.pdf", press).file))
    assert whole.count("尺") == LONG.count("尺") * len(LONG_FIELDS[form])
    assert "None" not in whole
    told = checks.check_form(studio.store, asked, studio.font_book)
    assert not any(one.kind is FindingKind.OVERFLOW for one in told)
    assert all(one.where is not None for one in told)


@pytest.mark.parametrize("form", FORMS)
def test_15_a_form_of_a_record_that_holds_nothing_is_a_readable_page(
    studio: Studio, form: str, press: Press, tmp_path: Path
) -> None:
    row = form_record(studio, form)
    kind = LessonObservation if form == "observation" else Lesson
    nothing = {name: None for name in fields_of(kind) if name != "lesson"}
    with studio.store.change(Deed("改")) as session:
        records.save(session, kind, row, nothing)
    whole = "".join(
        page_texts(print_form(studio.store, FormAsked(form, row), tmp_path / "表.pdf", press).file)
    )
    assert whole
    assert "None" not in whole


@pytest.mark.parametrize("form", FORMS)
def test_15_a_full_disk_leaves_no_half_form(
    studio: Studio, form: str, font_book: FontBook, tmp_path: Path
) -> None:
    full = Press(font_book, free_space=lambda folder: 1_000)
    with pytest.raises(UserError, match="放不下"):
        print_form(studio.store, FormAsked(form), tmp_path / "表.pdf", full)
    assert list(tmp_path.glob("表*")) == []
