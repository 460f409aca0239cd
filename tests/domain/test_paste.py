"""The paste cleaner: what it mends, what it leaves alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianti_desktop.domain.paste import Change, ChangeKind, clean_pasted
from lianti_desktop.domain.paste_tables import (
    garbled_spellings,
    private_characters,
    radical_characters,
    simplified_characters,
)
from lianti_desktop.domain.pinyin import Readings, load_readings


@pytest.fixture(scope="module")
def readings(resources: Path) -> Readings:
    return load_readings(resources / "pinyin.txt")


@pytest.mark.parametrize(
    ("pasted", "mended"),
    [
        ("位臵", "位置"),
        ("关亍联合教研活劢的记彔", "关于联合教研活动的记录"),
        ("发揮優質學校、“三類教師”的引領作用", "发挥优质学校、“三类教师”的引领作用"),
        ("曾（zēng）小贤", "曾小贤"),
        ("尉迟(yù chí)老师", "尉迟老师"),
        ("联\u200b体", "联体"),
        ("联体\u00a0桌面", "联体 桌面"),
        ("⽂件和⻓期", "文件和长期"),
        ("王\ue863", "王䶮"),
        ("共３０人,２班", "共30人，2班"),
        ("地点:学校;时间:8:30", "地点：学校；时间：8:30"),
        ("三校(含村小)", "三校（含村小）"),
        ("１．５小时", "1.5小时"),
        ("曾(zēng)(céng),(三(村)小),好", "曾，（三（村）小），好"),
    ],
)
def test_polluted_text_is_mended(pasted: str, mended: str) -> None:
    assert clean_pasted(pasted).text == mended


@pytest.mark.parametrize(
    "text",
    [
        "2026年3月12日，三校联合教研，8:30 开始。",
        "课件(PPT)已上传，见附件(1)",
        "讲座（STEAM）和讲座（Σχολή）",
        "讣告、文绉绉、彳亍、积劳",
        "Hello, world (again)!",
        "",
    ],
)
def test_clean_text_is_left_alone(text: str, readings: Readings) -> None:
    cleaned = clean_pasted(text, readings)
    assert cleaned.text == text
    assert cleaned.changes == ()


def test_pinyin_without_tones_goes_only_where_it_reads_the_characters(readings: Readings) -> None:
    assert clean_pasted("翟(zhai)老师", readings).text == "翟老师"
    assert clean_pasted("尉迟(yuchi)", readings).text == "尉迟(yuchi)"
    assert clean_pasted("单(chan)于(yu)", readings).text == "单于"
    assert clean_pasted("课件(app)", readings).text == "课件(app)"
    assert clean_pasted("翟(zhai)老师").text == "翟(zhai)老师"


def test_every_change_is_listed_with_its_reason() -> None:
    cleaned = clean_pasted("位臵,學校")
    assert cleaned.changes == (
        Change(ChangeKind.GARBLED, "臵", "置"),
        Change(ChangeKind.TRADITIONAL, "學", "学"),
        Change(ChangeKind.WIDTH, ",", "，"),
    )


def test_private_characters_that_nobody_knows_are_named() -> None:
    cleaned = clean_pasted("王\ue000和李\ue000\ue001")
    assert cleaned.text == "王\ue000和李\ue000\ue001"
    assert cleaned.unknown == ("\ue000", "\ue001")


def test_the_private_table_ends_in_public_characters_only() -> None:
    table = private_characters()
    assert len(table) == 105
    assert all(len(public) == 1 and not "\ue000" <= public <= "\uf8ff" for public in table.values())
    assert table["\ue81e"] == "龴"
    assert table["\ue7e7"] == "〾"


def test_no_table_maps_onto_what_it_maps_away() -> None:
    for table in (garbled_spellings(), simplified_characters()):
        assert all(
            right not in table and len(wrong) == len(right) for wrong, right in table.items()
        )
    assert radical_characters()["⽂"] == "文"


def test_every_simplified_form_is_a_character_of_the_national_standard() -> None:
    "".join(simplified_characters().values()).encode("gb2312")


@given(text=st.text(alphabet="联体臵學(（zēng）),:３Ａ\u200b\u00a0\ue863\ue000⽂ a1", max_size=30))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean_pasted(text).text
    assert clean_pasted(once).text == once
