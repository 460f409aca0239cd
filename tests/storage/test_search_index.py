"""Full-text search: words of any length, Chinese and Latin, on both databases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.search_index import (
    Hit,
    SearchEntry,
    all_spaced,
    kind_of,
    search,
    words_of,
)
from lianti_desktop.storage.staff import Staff
from tests.storage.office import Office


def found(office: Office, asked: str, most: int = 100) -> list[Hit]:
    with office.store.read() as session:
        return search(session, asked, most)


@pytest.mark.parametrize(
    "asked",
    ["乡", "下乡", "送教下乡", "我的 植物", "柳林 乡", "Ｚｅｎｇ", "zeng", "zengxiaoxian", "2026"],
)
def test_words_of_any_length_are_found(office: Office, asked: str) -> None:
    row = office.activity(
        topic="我的植物朋友", place="柳林校区多功能教室", theme="Zengxiaoxian 2026年"
    )
    assert found(office, asked) == [Hit("activity", row)]


@pytest.mark.parametrize(
    "asked", ["", "  ", "，。", "乡下", "教乡", "飞船", "送教 飞船", '"', "a* OR b"]
)
def test_what_is_not_there_is_not_found(office: Office, asked: str) -> None:
    office.activity()
    assert found(office, asked) == []


def test_the_newest_is_found_first_and_no_more_than_asked_for(office: Office) -> None:
    made = [office.activity(title=f"听课 {number}") for number in range(5)]
    assert [hit.id for hit in found(office, "听课", 3)] == made[:1:-1]


def test_a_changed_record_is_found_by_its_new_words_only(office: Office) -> None:
    row = office.activity(place="操场")
    office.set(Activity, row, place="教室")
    assert found(office, "操场") == []
    assert found(office, "教室") == [Hit("activity", row)]
    office.undo()
    assert found(office, "操场") == [Hit("activity", row)]


def test_a_record_in_the_bin_is_not_found(office: Office) -> None:
    row = office.activity()
    office.remove(Activity, row)
    assert found(office, "送教下乡") == []
    office.undo()
    assert found(office, "送教下乡") == [Hit("activity", row)]


def test_the_words_of_a_choice_are_found(office: Office) -> None:
    office.activity(steps=["说课", "评课"])
    assert len(found(office, "评课")) == 1


def test_rare_characters_of_later_unicode_are_found(office: Office) -> None:
    row = office.teacher("𬭎\U00030edd")
    assert found(office, "𬭎") == [Hit("staff", row)]
    assert words_of("𬭎") == ["u2cb4e"]


def test_each_record_has_one_entry_that_tells_its_kind(office: Office) -> None:
    row = office.teacher()
    office.set(Staff, row, name="李秀文")
    with office.store.read() as session:
        assert kind_of(session, row) == "staff"
        assert kind_of(session, office.core) == "school"
        assert kind_of(session, type(row)(int=1)) is None
        where = SearchEntry.row_id == row
        assert session.scalar(select(func.count()).select_from(SearchEntry).where(where)) == 1


@given(st.text())
def test_words_are_lower_case_and_hold_no_marks(text: str) -> None:
    words = words_of(text)
    assert all(word and not word.isspace() for word in words)
    assert words_of(" ".join(words)) == words


@given(st.lists(st.text() | st.text("aΣσ\0 ，Ａ我", max_size=4), min_size=1))
def test_many_texts_read_as_one_have_the_words_of_each(texts: list[str]) -> None:
    assert all_spaced(texts) == [" ".join(words_of(text)) for text in texts]


@given(asked=st.text(max_size=20))
def test_no_question_breaks_the_search(settled_file: tuple[object, Office], asked: str) -> None:
    office = settled_file[1]
    assert isinstance(found(office, asked), list)
    office.store.close()


def test_a_school_is_found_by_its_short_name(office: Office) -> None:
    assert Hit("school", office.campus) in found(office, "柳林")
    assert office.value(School, office.campus, "short_name") == "柳林校区"
