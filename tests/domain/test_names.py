"""Names: spelling, order, search. All people here are invented."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianti_desktop.domain.names import (
    NameEntry,
    Namesake,
    index_names,
    matches,
    normalise_name,
    reading_problem,
    same_name_label,
    search_keys,
    sort_key,
    syllables_of,
)
from lianti_desktop.domain.pinyin import Readings, load_readings

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗曾单解查区任"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英小贤文华慧建国"


@pytest.fixture(scope="module")
def readings(resources: Path) -> Readings:
    return load_readings(resources / "pinyin.txt")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("王 旭", "王旭"),
        ("王　旭 ", "王旭"),
        ("牛\u00a0燕\u200b", "牛燕"),
        ("阿依•古丽", "阿依·古丽"),
        ("阿依・古丽", "阿依·古丽"),
        ("阿依．古丽", "阿依·古丽"),
        ("阿依.古丽", "阿依·古丽"),
        ("Anna  Maria", "Anna Maria"),
        ("王 A", "王A"),
        ("", ""),
    ],
)
def test_a_name_is_brought_to_one_spelling(written: str, name: str) -> None:
    assert normalise_name(written) == name
    assert normalise_name(name) == name


@pytest.mark.parametrize(
    ("name", "syllables"),
    [
        ("曾小贤", "zeng xiao xian"),
        ("单雄", "shan xiong"),
        ("仇英", "qiu ying"),
        ("解珍", "xie zhen"),
        ("查良", "zha liang"),
        ("区丽", "ou li"),
        ("朴树", "piao shu"),
        ("任静", "ren jing"),
        ("盖明", "ge ming"),
        ("翟天", "zhai tian"),
        ("覃海", "qin hai"),
        ("乐嘉", "yue jia"),
        ("缪平", "miao ping"),
        ("牟平", "mou ping"),
        ("冼星", "xian xing"),
        ("召南", "shao nan"),
        ("员华", "yun hua"),
        ("纪中", "ji zhong"),
        ("那英", "na ying"),
        ("华强", "hua qiang"),
        ("宁静", "ning jing"),
        ("葛平", "ge ping"),
        ("尉迟恭", "yu chi gong"),
        ("单于静", "chan yu jing"),
        ("单于", "shan yu"),
        ("万俟雪", "mo qi xue"),
        ("欧阳平", "ou yang ping"),
        ("曾·单", "ceng dan"),
        ("王A", "wang a"),
        ("王\ue000", "wang \ue000"),
    ],
)
def test_surnames_are_read_as_surnames(name: str, syllables: str, readings: Readings) -> None:
    assert " ".join(syllables_of(name, readings)) == syllables


@pytest.mark.parametrize(
    "query",
    [
        "zxx",
        "cxx",
        "ZXX",
        "ｚｘｘ",
        "z",
        "zengxiaoxian",
        "cengxiaoxian",
        "zeng",
        "zengxx",
        "zxiaox",
        "xiaoxian",
        "xian",
        "x",
        "曾",
        "小贤",
        "曾小贤",
        "曾xx",
        "z小贤",
        "zeng'xiao'xian",
    ],
)
def test_a_person_is_found_by_characters_pinyin_and_initials(
    query: str, readings: Readings
) -> None:
    assert matches(query, search_keys("曾小贤", readings))


@pytest.mark.parametrize("query", ["zxxx", "xianz", "eng", "曾贤", "李", "zengxiaoxianx"])
def test_a_person_is_not_found_by_what_is_not_in_the_name(query: str, readings: Readings) -> None:
    assert not matches(query, search_keys("曾小贤", readings))


@pytest.mark.parametrize("query", ["lv", "lvbu", "lyu", "lü", "lb"])
def test_the_umlaut_may_be_typed_in_several_ways(query: str, readings: Readings) -> None:
    assert matches(query, search_keys("吕布", readings))


def test_lve_is_also_typed_lue(readings: Readings) -> None:
    assert matches("zhanlue", search_keys("战略", readings))


def test_a_name_with_a_middle_dot_is_found_across_it(readings: Readings) -> None:
    keys = search_keys("阿里木·尼牙孜", readings)
    assert all(matches(query, keys) for query in ("almnyz", "alimuni", "木·尼", "木尼", "尼牙孜"))


def test_full_pinyin_and_initials_list_every_reading(readings: Readings) -> None:
    keys = search_keys("曾小贤", readings)
    assert keys.full_pinyin() == ("zengxiaoxian", "cengxiaoxian")
    assert keys.initials() == ("zxx", "cxx")
    assert search_keys("\ue000", readings).initials() == ("\ue000",)


@pytest.mark.parametrize("override", ["gu bao yu", "gubaoyu", "Gǔ Bǎo Yù", "gu'bao'yu"])
def test_an_entered_reading_outweighs_the_table(override: str, readings: Readings) -> None:
    assert syllables_of("贾宝玉", readings, override) == ("gu", "bao", "yu")
    keys = search_keys("贾宝玉", readings, override)
    assert matches("gby", keys)
    assert matches("jby", keys)
    assert reading_problem("贾宝玉", override, readings) is None


@pytest.mark.parametrize("override", ["gu bao", "gubei", "gubaoyuxx", "g", "xyzxyz"])
def test_an_entered_reading_that_does_not_fit_is_told(override: str, readings: Readings) -> None:
    problem = reading_problem("贾宝玉", override, readings)
    assert problem == "姓名有 3 个字，拼音也要写 3 段，例如 jia bao yu"
    assert syllables_of("贾宝玉", readings, override) == ("jia", "bao", "yu")


def test_a_reading_of_one_syllable_fits_a_name_of_one_character(readings: Readings) -> None:
    assert syllables_of("曾", readings, "ceng") == ("ceng",)


def test_people_are_sorted_by_pinyin_and_equal_surnames_stay_together(readings: Readings) -> None:
    people = ["章一", "张二", "战一", "曾小", "岑小", "张一", "解珍"]
    ordered = sorted(people, key=lambda name: sort_key(name, readings))
    assert ordered == ["岑小", "解珍", "曾小", "战一", "张二", "张一", "章一"]


def test_the_index_finds_what_matches_finds(readings: Readings) -> None:
    chance = random.Random(7)
    names = [
        chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2))))
        for _ in range(300)
    ]
    index = index_names((NameEntry(key, name) for key, name in enumerate(names)), readings)
    for query in ("z", "zxx", "zengx", "小", "xian", "wangm", "lj", "李j", "qq"):
        expected = {
            key for key, name in enumerate(names) if matches(query, search_keys(name, readings))
        }
        assert set(index.search(query, 300)) == expected


def test_the_index_puts_beginnings_first_and_keeps_to_the_limit(readings: Readings) -> None:
    names = ["李小曾", "曾明", "增光", "王增"]
    index = index_names((NameEntry(name, name) for name in names), readings)
    assert index.search("zeng", 9) == ["增光", "曾明", "李小曾", "王增"]
    assert index.search("zeng", 2) == ["增光", "曾明"]
    assert index.search(" ", 2) == ["李小曾", "王增"]
    assert index.search("q", 9) == []


def test_five_thousand_people_are_searched_in_fifty_milliseconds(readings: Readings) -> None:
    chance = random.Random(5)
    entries = [
        NameEntry(key, chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2)))
        for key in range(5000)
    ]
    index = index_names(entries, readings)
    for query in ("z", "zxx", "zhangw", "xiang", "小", "zzzz"):
        spent = []
        for _ in range(5):
            begun = time.perf_counter()
            index.search(query, 50)
            spent.append(time.perf_counter() - begun)
        assert min(spent) < 0.050


@given(name=st.text(alphabet=SURNAMES + GIVEN + "·吕 单尉迟", max_size=6), data=st.data())
def test_any_stretch_of_a_name_finds_it(name: str, data: st.DataObject, readings: Readings) -> None:
    keys = search_keys(name, readings)
    letters = normalise_name(name).replace("·", "")
    if letters:
        start = data.draw(st.integers(0, len(letters) - 1))
        end = data.draw(st.integers(start + 1, len(letters)))
        spelled = "".join(syllables_of(name, readings)[start:end])
        assert matches(letters[start:end], keys)
        assert matches(spelled, keys)


def test_namesakes_are_told_apart_by_the_first_mark_that_differs() -> None:
    first = Namesake("李敏", ("数学", "1985-04"))
    second = Namesake("李 敏", ("语文", "1985-04"))
    third = Namesake("李敏", ("数学", "1990-01"))
    other = Namesake("王敏", ("数学", ""))
    assert same_name_label(first, [first, second, other]) == "李敏（数学）"
    assert same_name_label(first, [first, second, third]) == "李敏（数学，1985-04）"
    assert same_name_label(third, [first, second, third]) == "李敏（1990-01）"
    assert same_name_label(other, [first, second, other]) == "王敏"
    assert same_name_label(Namesake("李敏", ("",)), [first]) == "李敏"
