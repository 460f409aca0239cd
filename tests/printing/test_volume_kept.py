"""A volume that is kept: bound once with its code, and everything later as 补 pages."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.ids import new_id
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.press import Press
from lianti_desktop.printing.print_checks import check_volume
from lianti_desktop.printing.volume_kept import (
    Binding,
    bind_volume,
    create_volume,
    explain_lack,
    is_as_bound,
    page_batches,
    print_late_pages,
    print_spine_label,
    set_chapter,
    snapshot_of,
    volume_asked,
    volumes_of,
)
from lianti_desktop.printing.volume_undecided import undecided_in
from lianti_desktop.storage import records
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.publications import TermVolume
from lianti_desktop.storage.store import Deed
from tests.activity_world import add_activity
from tests.printing.pdf_reading import page_texts
from tests.printing.studio import Studio, build_studio

BOUND, LATER = date(2026, 7, 6), date(2026, 7, 20)


@pytest.fixture
def studio(tmp_path: Path, font_book: FontBook) -> Iterator[Studio]:
    built = build_studio(tmp_path / "data", font_book, photos=2)
    yield built
    built.store.close()


@pytest.fixture
def volume(studio: Studio) -> UUID:
    with studio.store.change(Deed("新建 汇编")) as session:
        return create_volume(session, studio.world.term, number="第一卷", compiler="李文秀").id


def kept(studio: Studio, volume: UUID) -> TermVolume:
    with studio.store.read() as session:
        return records.get(session, TermVolume, volume)


def test_a_volume_with_something_undecided_in_it_is_not_bound(
    studio: Studio, volume: UUID, press: Press, tmp_path: Path
) -> None:
    out = tmp_path / "汇编.pdf"
    undecided = frozenset({("activity", studio.first), ("staff", new_id())})
    with pytest.raises(UserError, match="还有 1 处没有定下来"):
        bind_volume(studio.store, Binding(volume, out, BOUND, undecided=undecided), press)
    assert kept(studio, volume).bound_on is None
    with studio.store.read() as session:
        (photo, *_) = records.living(session, Media, activity_id=studio.first)
        asked = volume_asked(records.get(session, TermVolume, volume), BOUND)
        assert len(undecided_in(session, asked, {("media", photo.id)})) == 1
        assert undecided_in(session, asked, {("school", studio.world.core)}) == []


def add_late(studio: Studio, title: str) -> None:
    with studio.store.change(Deed("补录")) as session:
        add_activity(session, studio.world, title=title, term=studio.world.term)


def test_a_bound_volume_keeps_its_code_and_the_page_of_each_piece(
    studio: Studio, volume: UUID, press: Press, tmp_path: Path
) -> None:
    bound = bind_volume(studio.store, Binding(volume, tmp_path / "汇编.pdf", BOUND), press)
    record = kept(studio, volume)
    texts = page_texts(tmp_path / "汇编.pdf")
    assert record.bound_on == BOUND
    assert record.page_count == len(texts) == bound.result.pages
    assert (record.check_code or "x").replace(" ", "") in texts[-1]
    snapshot = snapshot_of(record)
    assert snapshot is not None
    page = int(snapshot.page_of(studio.first.hex))
    assert "城乡体验：到田里去" in texts[page - 1]
    assert record.missing
    with studio.store.read() as session:
        assert is_as_bound(session, volume, studio.shelf())
        assert [one.id for one in volumes_of(session, studio.world.term)] == [volume]
    with pytest.raises(UserError, match="已经装订过"):
        bind_volume(studio.store, Binding(volume, tmp_path / "再.pdf", LATER), press)
    assert not (tmp_path / "再.pdf").exists()


def test_what_comes_later_is_numbered_on_from_the_last_late_page(
    studio: Studio, volume: UUID, press: Press, tmp_path: Path
) -> None:
    bind_volume(studio.store, Binding(volume, tmp_path / "汇编.pdf", BOUND), press)
    add_late(studio, "暑期走访")
    first = tmp_path / "补一.pdf"
    print_late_pages(studio.store, Binding(volume, first, LATER), press)
    assert "补-1" in page_texts(first)[0]
    assert "暑期走访" in page_texts(first)[0]
    add_late(studio, "返校日")
    second = tmp_path / "补二.pdf"
    print_late_pages(studio.store, Binding(volume, second, LATER), press)
    number = len(page_texts(first)) + 1
    assert f"补-{number}" in page_texts(second)[0]
    assert "暑期走访" not in page_texts(second)[0]
    record = kept(studio, volume)
    assert record.late_count == len(page_texts(first)) + len(page_texts(second))
    with pytest.raises(UserError, match="没有新的资料"):
        print_late_pages(studio.store, Binding(volume, tmp_path / "补三.pdf", LATER), press)
    with studio.store.read() as session:
        assert not is_as_bound(session, volume, studio.shelf())


def test_no_late_pages_before_the_binding(
    studio: Studio, volume: UUID, press: Press, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="还没有装订"):
        print_late_pages(studio.store, Binding(volume, tmp_path / "补.pdf", LATER), press)


def test_chapters_have_owners_and_what_lacks_may_be_explained(
    studio: Studio, volume: UUID, font_book: FontBook
) -> None:
    with studio.store.read() as session:
        asked = volume_asked(records.get(session, TermVolume, volume), BOUND)
    before = check_volume(studio.store, asked, font_book)
    lacking = [one for one in before if one.sentence.endswith("缺签到表")]
    assert {one.where.field for one in lacking if one.where} == {"sign_in"}
    with studio.store.change(Deed("安排 汇编")) as session:
        set_chapter(session, volume, "activities-2026-03", ("柳林校区", "已交齐"))
        explain_lack(session, volume, lacking[0].sentence, "当天没有带签到表")
        asked = volume_asked(records.get(session, TermVolume, volume), BOUND)
    after = check_volume(studio.store, asked, font_book)
    assert lacking[0] not in after
    assert asked.plan.owners == {"activities-2026-03": "柳林校区"}


def test_a_spine_label_bears_the_volume(
    studio: Studio, volume: UUID, press: Press, tmp_path: Path
) -> None:
    out = tmp_path / "脊背.pdf"
    print_spine_label(studio.store, Binding(volume, out, BOUND), press)
    assert "第一卷" in page_texts(out)[0]


def test_batches_begin_on_right_pages() -> None:
    assert page_batches(168) == [(1, 40), (41, 80), (81, 120), (121, 160), (161, 168)]
    assert page_batches(40) == [(1, 40)]
    assert page_batches(3, 3) == [(1, 2), (3, 3)]
    assert page_batches(0) == []
