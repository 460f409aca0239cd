"""Issues follow each other in number; what was decided about their articles holds."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.presets import GB
from lianti_desktop.printing import bulletin_kept as kept
from lianti_desktop.printing.bulletin_plan import from_plain, to_plain
from lianti_desktop.printing.content import Bulletin
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.gather_bulletin import Quarter, gather_bulletin
from lianti_desktop.storage import publications, records
from lianti_desktop.storage.store import Deed
from tests.activity_world import add_activity
from tests.printing.studio import Studio, build_studio

TODAY = date(2026, 4, 3)
SPRING = Quarter(2026, 1)


@pytest.fixture
def studio(tmp_path: Path, font_book: FontBook) -> Iterator[Studio]:
    built = build_studio(tmp_path / "data", font_book, photos=4)
    yield built
    built.store.close()


def make(studio: Studio, quarter: Quarter = SPRING, **values: object) -> UUID:
    with studio.store.change(Deed("新增 简报")) as session:
        return kept.create_bulletin(session, quarter, TODAY, **values).id


def read(studio: Studio, issue: UUID) -> publications.Bulletin:
    with studio.store.read() as session:
        return records.get(session, publications.Bulletin, issue)


def do(studio: Studio, verb: Callable[..., None], *words: object) -> None:
    with studio.store.change(Deed("修改 简报")) as session:
        verb(session, *words)


def laid(studio: Studio, issue: UUID) -> Bulletin:
    with studio.store.read() as session:
        record = records.get(session, publications.Bulletin, issue)
        return gather_bulletin(session, kept.bulletin_asked(record, TODAY), studio.shelf()).content


def test_issues_are_numbered_one_after_the_other(studio: Studio) -> None:
    first = read(studio, make(studio, copies=60, report_to="县教育局", total_issue=9))
    second = read(studio, make(studio, Quarter(2026, 2)))
    third = read(studio, make(studio, Quarter(2027, 1)))
    assert [(one.issue, one.total_issue) for one in (first, second, third)] == [
        (1, 9),
        (2, 10),
        (1, 11),
    ]
    assert (second.copies, second.report_to) == (60, "县教育局")
    with studio.store.read() as session:
        found = kept.issue_of(session, Quarter(2026, 2))
    assert found is not None
    assert found.id == second.id


def test_the_activities_of_the_quarter_are_proposed(studio: Studio) -> None:
    issue = make(studio)
    assert read(studio, issue).activities == [studio.first.hex]
    shown = laid(studio, issue)
    assert (shown.issue, shown.total_issue) == (1, None)
    assert [one.title for one in shown.articles] == ["城乡体验：到田里去"]
    assert [photo.key for photo in shown.articles[0].photos] == list(studio.photos[:2])


def test_articles_are_edited_ordered_dropped_and_taken_in(studio: Studio) -> None:
    issue = make(studio)
    do(studio, kept.take_article, issue, studio.second.hex)
    do(studio, kept.set_order_of_articles, issue, [studio.second.hex, studio.first.hex])
    do(studio, kept.set_article, issue, studio.first.hex, ("田里的课", "孩子们插秧。"))
    do(studio, kept.set_article_photos, issue, studio.first.hex, studio.photos[3:1:-1])
    articles = laid(studio, issue).articles
    assert [one.title for one in articles] == ["三校联合教研", "田里的课"]
    assert articles[1].text == "孩子们插秧。"
    assert [photo.key for photo in articles[1].photos] == [studio.photos[3], studio.photos[2]]
    do(studio, kept.drop_article, issue, studio.second.hex)
    do(studio, kept.set_article, issue, studio.first.hex, ("", ""))
    assert [one.title for one in laid(studio, issue).articles] == ["城乡体验：到田里去"]
    plan = kept.plan_of(read(studio, issue))
    assert from_plain(to_plain(plan)) == plan


def test_an_activity_without_a_text_is_not_proposed(studio: Studio) -> None:
    with studio.store.change(Deed("录入")) as session:
        add_activity(session, studio.world, title="没有写", process_text=None)
    assert read(studio, make(studio)).activities == [studio.first.hex]


def test_the_office_habit_of_an_issue_is_kept_with_its_other_decisions(studio: Studio) -> None:
    issue = make(studio)
    do(studio, kept.set_preset, issue, "国标")
    do(studio, kept.set_order_of_articles, issue, [studio.second.hex])
    assert laid(studio, issue).preset is GB
    with pytest.raises(UserError, match="没有“三号”这种版式"):
        do(studio, kept.set_preset, issue, "三号")
