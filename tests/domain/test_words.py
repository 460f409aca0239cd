"""The closed lists: identifiers, labels, and the ways people write them."""

import inspect

import pytest

from lianti_desktop.domain import words
from lianti_desktop.domain.words import (
    Dimension,
    Gender,
    Grade,
    HonorLevel,
    MembershipRole,
    PoliticalStatus,
    Subject,
    TermNumber,
    TitleRank,
    Word,
)

LISTS = [
    getattr(words, name)
    for name in words.__all__
    if inspect.isclass(getattr(words, name)) and name != "Word"
]


@pytest.mark.parametrize("word_class", LISTS)
def test_every_identifier_and_every_label_is_read_back(word_class: type[Word]) -> None:
    for word in word_class:
        assert word_class.parse(word.value) is word
        assert word_class.parse(f" {word.label}　") is word
        assert word_class(word.value) is word


@pytest.mark.parametrize("word_class", LISTS)
def test_labels_are_chinese_and_told_apart(word_class: type[Word]) -> None:
    labels = [word.label for word in word_class]
    assert len(labels) == len(set(labels))
    assert all(any("\u4e00" <= sign <= "\u9fff" for sign in label) for label in labels)


@pytest.mark.parametrize("word_class", LISTS)
def test_every_alias_leads_to_a_member(word_class: type[Word]) -> None:
    for alias, identifier in word_class.aliases().items():
        assert word_class.parse(alias) is word_class(identifier)


def test_a_word_is_stored_as_its_identifier() -> None:
    assert Gender.MALE == "male"
    assert str(Gender.MALE) == "male"
    assert Gender.MALE.label == "男"


def test_an_unknown_word_is_answered_with_the_choices() -> None:
    with pytest.raises(ValueError, match="没有“未知”这一项，可以填：男、女"):
        Gender.parse(" 未知 ")


@pytest.mark.parametrize("text", ["三年级", "3年级", "３", "三", "③", "叁年级", "grade_3"])
def test_the_third_grade_is_written_in_many_ways(text: str) -> None:
    assert Grade.parse(text) is Grade.GRADE_3


def test_first_junior_grade_is_the_seventh() -> None:
    assert Grade.parse("初一") is Grade.GRADE_7
    assert Grade.parse("学前班") is Grade.KINDERGARTEN


@pytest.mark.parametrize(
    ("old", "subject"),
    [
        ("品德与社会", Subject.MORALITY_LAW),
        ("政治", Subject.MORALITY_LAW),
        ("自然", Subject.SCIENCE),
        ("体育", Subject.PE),
        ("电脑", Subject.INFO_TECH),
        ("生物", Subject.BIOLOGY),
        ("外语", Subject.ENGLISH),
        ("综合", Subject.PRACTICE),
        ("唱游·音乐", Subject.MUSIC),
    ],
)
def test_subjects_of_earlier_curricula_are_understood(old: str, subject: Subject) -> None:
    assert Subject.parse(old) is subject


def test_titles_from_before_the_reform_are_understood() -> None:
    assert TitleRank.parse("小学高级教师") is TitleRank.FIRST
    assert TitleRank.parse("中学高级") is TitleRank.SENIOR
    assert TitleRank.parse("小学二级教师") is TitleRank.THIRD


def test_brackets_of_either_width_are_the_same() -> None:
    assert HonorLevel.parse("县(区)级") is HonorLevel.parse("县（区）级") is HonorLevel.COUNTY


def test_other_names_of_common_things() -> None:
    assert MembershipRole.parse("龙头校") is MembershipRole.CORE
    assert PoliticalStatus.parse("九三学社") is PoliticalStatus.OTHER
    assert TermNumber.parse("下学期") is TermNumber.SECOND


def test_there_are_eight_dimensions_of_cooperation() -> None:
    assert len(Dimension) == 8
