"""How kinds of records are declared, and what follows from a declaration."""

from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm.exc import DetachedInstanceError

from lianti_desktop.domain.activity_kinds import ActivityKind
from lianti_desktop.domain.fields import Choice, Link, Number, Text
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.catalogue import BY_TABLE, KINDS, children_of, kind_named
from lianti_desktop.storage.lessons import Lesson, LessonObservation
from lianti_desktop.storage.organisation import Organ
from lianti_desktop.storage.record import (
    Record,
    column_of,
    default_of,
    fields_of,
    logged_columns,
    shown,
    table_name_of,
    table_of,
    title_of,
)
from lianti_desktop.storage.schools import GroupMembership, School
from lianti_desktop.storage.staff import Staff
from tests.storage.office import Office


def test_table_names_follow_class_names() -> None:
    assert table_name_of("ClassGroup") == "class_group"
    assert [kind.__tablename__ for kind in KINDS] == [table_name_of(k.__name__) for k in KINDS]


def test_fields_stand_in_the_order_of_their_declaration() -> None:
    assert list(fields_of(Activity))[:4] == ["title", "kind", "state", "held_on"]
    assert isinstance(fields_of(Activity)["kind"], Choice)
    assert fields_of(Activity)["host"] == Link("承办学校", required=True, kind="school")


def test_a_kind_that_links_to_itself_is_declared_by_its_name() -> None:
    assert fields_of(Organ)["parent_organ"] == Link("上级机构", kind="organ")
    assert fields_of(School)["parent_school"] == Link("上级学校", kind="school")


def test_a_link_is_kept_in_its_key() -> None:
    assert column_of("host", fields_of(Activity)["host"]) == "host_id"
    assert column_of("title", Text("活动名称")) == "title"


def test_every_link_leads_to_a_kind() -> None:
    kinds = [field.kind for kind in KINDS for field in fields_of(kind).values() if _links(field)]
    assert set(kinds) <= set(BY_TABLE)


def _links(field: object) -> bool:
    return hasattr(field, "kind")


def test_every_name_in_a_kind_is_one_of_its_fields() -> None:
    for kind in KINDS:
        about, known = kind.__kind__, set(fields_of(kind))
        named = {
            *about.title,
            *about.listed,
            *about.made,
            *about.unique,
            *filter(None, [about.parent]),
        }
        named |= {about.newest_first} - {None}  # type: ignore[arg-type]
        named |= {name for section in about.sections for name in section.fields}
        assert named <= known, kind


def test_no_title_repeats_what_can_be_erased_or_how_a_file_was_called() -> None:
    for kind in KINDS:
        named = {column_of(name, fields_of(kind)[name]) for name in kind.__kind__.title}
        guarded = {one.name for one in logged_columns(kind) if one.info.get("sensitive")}
        assert named.isdisjoint({*guarded, "file_name"}), kind


def test_the_log_carries_all_columns_but_the_id_and_its_own_notes() -> None:
    names = {column.name for column in logged_columns(School)}
    assert {"name", "owner_id", "deleted", "emptied", "sample", "parent_school_id"} <= names
    assert names.isdisjoint({"id", "stamps", "digest", "lamport"})


def test_an_unwritten_cell_holds_the_default() -> None:
    columns = School.__table__.columns
    assert default_of(columns["deleted"]) is False
    assert default_of(columns["name"]) is None


def test_a_kind_is_known_by_its_table_and_by_its_chinese_name() -> None:
    assert kind_named("staff") is kind_named("教职工") is Staff
    assert table_of(Staff) == "staff"
    with pytest.raises(Exception, match=r"没有“飞船”这类记录。数据没有变化"):
        kind_named("飞船")


def test_children_are_the_kinds_that_name_a_parent() -> None:
    assert (LessonObservation, "lesson_id") in children_of(Lesson)
    assert (GroupMembership, "alliance_id") in children_of(BY_TABLE["alliance"])
    assert children_of(Staff) != ()
    assert children_of(BY_TABLE["media"]) == ()


def test_a_title_is_made_of_the_title_fields_and_leaves_out_the_empty_ones(office: Office) -> None:
    teacher = office.teacher()
    lesson = office.add(Lesson, topic="我的植物朋友", teacher=teacher)
    nameless = office.add(Lesson)
    with office.store.read() as session:
        assert title_of(session.get(Lesson, lesson)) == "我的植物朋友 李文秀"
        assert title_of(session.get(Lesson, nameless)) == "未命名课例"
    assert title_of(None) == ""


def test_a_linked_record_is_shown_by_its_title() -> None:
    assert shown(fields_of(Activity)["host"], School(name="青石镇中心小学")) == "青石镇中心小学"
    assert shown(Number("人数"), 12) == "12"


def test_links_are_read_as_records_and_kept_as_ids(office: Office) -> None:
    row = office.activity()
    with office.store.read() as session:
        record = session.get_one(Activity, row)
        assert record.host is session.get(School, office.core)
        assert record.organiser is None


def test_a_query_cannot_compare_a_link_by_mistake(office: Office) -> None:
    with office.store.read() as session, pytest.raises(AttributeError, match=r"Activity\.host_id"):
        records.living(session, Activity, host=office.core)


def test_a_link_is_not_read_outside_a_session(office: Office) -> None:
    row = office.activity()
    with office.store.read() as session:
        record = session.get_one(Activity, row)
    with pytest.raises(DetachedInstanceError):
        assert record.host


def test_a_link_to_a_record_that_has_not_come_yet_is_no_error(office: Office) -> None:
    row = office.activity(host=UUID(int=1))
    with office.store.read() as session:
        assert session.get_one(Activity, row).host is None
    assert office.problems() == []


def test_a_word_comes_back_as_a_word_and_an_unknown_one_as_text(office: Office) -> None:
    row = office.activity()
    assert isinstance(office.value(Activity, row, "kind"), ActivityKind)
    with office.store.transaction() as session:
        session.execute(text("UPDATE activity SET kind = 'of_a_later_version'"))
    assert office.value(Activity, row, "kind") == "of_a_later_version"
    with office.store.read() as session:
        record = session.get_one(Activity, row)
        assert shown(fields_of(Activity)["kind"], record.kind) == "of_a_later_version"


def test_a_record_that_derives_nothing_is_left_as_it_is(office: Office) -> None:
    with office.store.read() as session:
        school = session.get_one(School, office.core)
        assert Record.derive(school, session) is None
        assert not session.dirty
