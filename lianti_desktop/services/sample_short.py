"""The short ways of writing in the sample's files, spelled out as records of their own."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from lianti_desktop.domain.fields import split_list
from lianti_desktop.domain.terms import TermCode, term_of

Texts = dict[str, Any]

_COUNTED = ("staff_count", "pupil_count", "parent_count", "party_member_count", "expert_count")
_SAME_DAY = re.compile(r"同日(?:\+(\d+))?")
_SETTLING_DAYS = 14
_SATURDAY = 5


def _titles(written: Any) -> list[Texts]:
    """高级教师 2010-12-01."""
    parts = (line.split() for line in split_list(written, white_space=False))
    return [{"title": title, "obtained": day, "appointed": day} for title, day in parts]


def _honors(written: Any) -> list[Texts]:
    """市级 骨干教师 2018-09-10."""
    parts = (line.split() for line in split_list(written, white_space=False))
    return [
        {"level": level, "category": category, "granted_on": day} for level, category, day in parts
    ]


def _counts(written: Any) -> list[Texts]:
    """柳林校区 6/0/约40: staff, pupils, parents, party members, experts."""
    found: list[Texts] = []
    for line in written:
        school, numbers = line.split()
        given = zip(_COUNTED, numbers.split("/"), strict=False)
        texts = {name: text.removeprefix("约") for name, text in given if text != "0"}
        estimated = {"is_estimated": "是"} if "约" in numbers else {}
        found.append({"school": school} | texts | estimated)
    return found


def _sign_in(written: Any) -> list[Texts]:
    """曾小贤 授课、解晓岚 评课、马守业; the name is looked for among staff and outsiders."""
    parts = (line.split() for line in split_list(written, white_space=False))
    return [
        {"anybody": name, "signed": "是", "mode": "到场", "role": role[0] if role else ""}
        for name, *role in parts
    ]


SHORTHANDS: Mapping[str, tuple[str, Callable[[Any], list[Texts]]]] = MappingProxyType(
    {
        "titles": ("staff_title", _titles),
        "honors": ("staff_honor", _honors),
        "counts": ("activity_count", _counts),
        "sign_in": ("participant", _sign_in),
    }
)
"""The table that a shorthand stands for, and how it is spelled out."""


def teaching_day(today: date) -> date:
    """A day by which a good part of a term has gone by: today, or the end of the term before."""
    code = term_of(today)
    if today > code.default_end:
        return code.default_end
    if today < code.default_begin + timedelta(days=_SETTLING_DAYS):
        return code.previous.default_end
    return today


def past_day(percent: int, now: date) -> date:
    """The school day by which so much of the time from the term's beginning to `now` is over."""
    begin = term_of(now).default_begin
    day = begin + timedelta(days=round((now - begin).days * percent / 100))
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))


def day_ahead(days: int, today: date) -> date:
    """The school day that is so many days ahead, or the Monday after."""
    day = today + timedelta(days=days)
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= _SATURDAY else day


def day_text(written: str, same_day: date | None) -> str:
    """同日 and 同日+2 as a date; everything else as it is."""
    found = _SAME_DAY.fullmatch(written)
    if found is None or same_day is None:
        return written
    return (same_day + timedelta(days=int(found[1] or 0))).isoformat()


def class_texts(code: TermCode) -> list[Texts]:
    """The classes: twenty-four of the core school, six of the campus, two of the teaching point."""
    core = [_core_class(grade, number, code) for grade in range(1, 7) for number in range(1, 5)]
    return [*core, *(_small_class(line, code) for line in _SMALL_CLASSES)]


_HEADS = {
    "三年级2班": "沈婉清",
    "四年级1班": "宋雨禾",
    "一年级1班": "方可心",
    "五年级3班": "李敏甲",
}
_SMALL_CLASSES = (
    ("柳林校区", "学前班", "学前", 8, "盖小满"),
    ("柳林校区", "一年级", "一年级", 9, "郭玉兰"),
    ("柳林校区", "二年级", "二年级", 8, "李敏乙"),
    ("柳林校区", "三年级", "三年级", 14, "解晓岚"),
    ("柳林校区", "四年级", "四年级", 13, "仇大川"),
    ("柳林校区", "五、六年级复式班", "五年级、六年级", 10, "尉迟恒"),
    ("石桥教学点", "学前班", "学前", 5, "白杏儿"),
    ("石桥教学点", "一、二年级复式班", "一年级、二年级", 7, "丁守田"),
)
_GRADES = "一二三四五六"


def _core_class(grade: int, number: int, code: TermCode) -> Texts:
    label = f"{_GRADES[grade - 1]}年级"
    name = f"{label}{number}班"
    return {
        "name": name,
        "school": "中心小学",
        "section": "小学",
        "entry_year": str(code.year_start - grade + 1),
        "class_no": str(number),
        "grades": label,
        "pupil_count": str(37 + (grade * 7 + number * 5) % 11),
        "head_teacher": _HEADS.get(name, ""),
    }


def _small_class(line: tuple[str, str, str, int, str], code: TermCode) -> Texts:
    school, name, grades, pupils, head = line
    grade = 1 + max(0, _GRADES.find(grades[0]))
    return {
        "key": f"{school}{name}",
        "name": name,
        "school": school,
        "section": "幼儿园" if grades == "学前" else "小学",
        "entry_year": str(code.year_start - grade + 1),
        "class_no": "1",
        "grades": grades,
        "pupil_count": str(pupils),
        "head_teacher": head,
    }
