"""The sidebar: its groups and places, and which kinds of record each place shows.

Written out here without importing any record class, so that the window can be painted before the
storage is loaded.
"""

from collections.abc import Mapping
from types import MappingProxyType

from lianti_desktop.ui.widgets.sidebar import Place, PlaceGroup

GROUPS: tuple[PlaceGroup, ...] = (
    PlaceGroup(
        "本学期",
        (Place("workbench", "工作台", "home"), Place("todo", "待补资料", "list-todo")),
    ),
    PlaceGroup(
        "活动教研",
        (Place("activities", "活动", "calendar"), Place("lessons", "听课评课", "ear")),
    ),
    PlaceGroup("队伍", (Place("people", "教职工", "people"),)),
    PlaceGroup("学生", (Place("classes", "班级与授权", "child"),)),
    PlaceGroup(
        "联盟",
        (
            Place("schools", "学校与分组", "school"),
            Place("organs", "机构任职", "group"),
            Place("terms", "学年学期", "calendar-week"),
            Place("papers", "场馆与文件", "document"),
        ),
    ),
    PlaceGroup("出册打印", (Place("printing", "画册与表册", "book"),)),
    PlaceGroup(
        "交换与数据",
        (
            Place("exchange", "U盘交换", "exchange"),
            Place("conflicts", "待处理", "warning"),
            Place("bin", "回收站", "trash"),
            Place("backups", "备份与恢复", "backup"),
            Place("settings", "设置", "settings"),
        ),
    ),
)

KINDS_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "activities": (
            "activity",
            "activity_contribution",
            "activity_count",
            "participant",
            "reflection",
            "media",
        ),
        "lessons": ("lesson", "lesson_observation"),
        "people": (
            "staff",
            "staff_affiliation",
            "staff_title",
            "staff_honor",
            "award",
            "external_person",
        ),
        "classes": ("class_group", "consent"),
        "schools": ("school", "school_division", "alliance", "linkage_group", "group_membership"),
        "organs": ("organ", "appointment"),
        "terms": ("term", "academic_year"),
        "papers": ("facility", "document"),
        "printing": ("album", "term_volume", "bulletin", "print_snapshot"),
    }
)
"""The kinds that a place shows, the first one first; the others are reached by its tabs."""


def place_of(kind: str) -> str:
    """The place that shows a kind of record."""
    return next(place for place, kinds in KINDS_OF.items() if kind in kinds)
