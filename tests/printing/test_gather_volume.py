"""The volume of a term from its records: papers, then a chapter for each host."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from lianti_desktop.domain.activity_kinds import ActivityKind
from lianti_desktop.domain.words import ActivityState, DocumentKind
from lianti_desktop.printing.content import ActivitySheet, SignInSheet, TermVolume, VolumeText
from lianti_desktop.printing.gather_photos import PhotoShelf
from lianti_desktop.printing.gather_volume import VolumeAsked, gather_volume
from lianti_desktop.printing.volume_plan import VolumePlan, from_plain, to_plain
from lianti_desktop.storage import records
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.documents import Document
from lianti_desktop.storage.publications import Bulletin
from lianti_desktop.storage.store import Deed
from tests.activity_world import World, add_activity, add_sign_in, build_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    built = build_world(tmp_path / "data")
    yield built
    built.store.close()


def volume_of(world: World, plan: VolumePlan | None = None) -> TermVolume:
    shelf = PhotoShelf(AttachmentStore(world.store.data.attachments), world.store.data.root)
    asked = VolumeAsked(world.term, date(2026, 7, 6), "曾小贤", "李文秀", plan=plan or VolumePlan())
    with world.store.read() as session:
        return gather_volume(session, asked, shelf).content


def test_meetings_come_first_then_the_activities_month_by_month(world: World) -> None:
    with world.store.change(Deed("录入活动")) as session:
        meeting = {"kind": ActivityKind.MEETING_REGULAR, "title": "例会", "process_text": "议定"}
        add_activity(session, world, term=world.term, held_on=date(2026, 5, 6), **meeting)
        first = add_activity(session, world, title="送教", term=world.term)
        add_sign_in(session, first, world.staff[0], signed=True)
        add_activity(
            session,
            world,
            title="运动会",
            term=world.term,
            host=world.campus,
            process_text=None,
            held_on=date(2026, 4, 8),
        )
        add_activity(session, world, title="未办", term=world.term, state=ActivityState.PLANNED)
    volume = volume_of(world)
    assert [(one.title, one.owner, one.state) for one in volume.chapters] == [
        ("会议记录", "中心小学", "缺 3 件"),
        ("活动资料：3月", "中心小学", "缺 1 件"),
        ("活动资料：4月", "中心小学", "缺 3 件"),
    ]
    kinds = [[type(item.content) for item in one.items] for one in volume.chapters]
    assert kinds == [[ActivitySheet], [ActivitySheet, SignInSheet], [ActivitySheet]]
    assert volume.missing == (
        "中心小学　“送教”缺照片",
        "柳林校区　“运动会”缺活动过程",
        "柳林校区　“运动会”缺签到表",
        "柳林校区　“运动会”缺照片",
        "中心小学　“例会”缺签到表",
        "中心小学　“例会”缺照片",
        "中心小学　“例会”缺决议",
    )
    assert (volume.compiler, volume.checker, volume.date) == ("曾小贤", "李文秀", "2026年7月6日")


def test_what_was_decided_about_the_volume_holds(world: World) -> None:
    with world.store.change(Deed("录入活动")) as session:
        add_activity(session, world, title="送教", term=world.term)
    plan = VolumePlan().with_chapter("activities-2026-03", "柳林校区", "待复核")
    plan = plan.with_reason("中心小学　“送教”缺签到表", "签到表被雨水泡坏")
    assert from_plain(to_plain(plan)) == plan
    volume = volume_of(world, plan)
    (chapter,) = volume.chapters
    assert (chapter.owner, chapter.state) == ("柳林校区", "待复核")
    assert volume.missing[0] == "中心小学　“送教”缺签到表（说明：签到表被雨水泡坏）"
    plain = volume_of(world, plan.with_chapter("activities-2026-03", "", ""))
    assert plain.chapters[0].state == "缺 1 件"
    assert plan.with_reason("中心小学　“送教”缺签到表", "").reasons == {}


def test_kept_issues_of_the_bulletin_have_a_chapter(world: World) -> None:
    with world.store.change(Deed("录入简报")) as session:
        told = add_activity(session, world, title="送教", term=world.term)
        values = {"name": "青石镇简报", "issue": 2, "publisher": "联盟办公室"}
        days = {"issued_on": date(2026, 4, 1), "activities": [told.id]}
        records.save(session, Bulletin, None, values | days)
        records.save(session, Bulletin, None, values | {"issued_on": date(2020, 4, 1)})
    chapter = volume_of(world).chapters[-1]
    assert (chapter.title, chapter.state) == ("简报", "1 期")
    content = chapter.items[0].content
    assert isinstance(content, VolumeText)
    assert content.title == "青石镇简报 第2期"
    assert "1. 送教" in content.text


def test_papers_of_the_term_come_first_in_their_fixed_order(world: World) -> None:
    papers = (
        ("开学通知", DocumentKind.NOTICE, date(2026, 3, 1)),
        ("学期计划", DocumentKind.PLAN, date(2026, 3, 2)),
        ("联盟章程", DocumentKind.CHARTER, date(2026, 3, 3)),
        ("旧章程", DocumentKind.CHARTER, date(2020, 3, 3)),
        ("没有日期", DocumentKind.PLAN, None),
    )
    with world.store.change(Deed("录入文件")) as session:
        for title, kind, dated in papers:
            values = {"title": title, "kind": kind, "dated": dated, "text": "正文"}
            records.save(session, Document, None, values)
    volume = volume_of(world)
    titles = [[item.title for item in chapter.items] for chapter in volume.chapters]
    assert titles == [["联盟章程"], ["学期计划"], ["开学通知"]]
    assert volume.chapters[0].items[0].content == VolumeText("联盟章程", "正文", "章程")


def test_a_term_without_anything_is_an_empty_volume(world: World) -> None:
    volume = volume_of(world)
    assert volume.chapters == ()
    assert volume.missing == ()
    assert volume.term == "2025—2026学年第二学期"
