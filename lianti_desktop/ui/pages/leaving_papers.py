"""离岗交接清单: what whoever leaves the post still has open, read now, on one sheet to be signed.

Source: journey J12 (e).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from lianti_desktop.domain.dates import format_day
from lianti_desktop.domain.forms import Column, FormSheet, Lines, Pairs, Signs, Words
from lianti_desktop.domain.words import ActivityState
from lianti_desktop.paths import DataPaths
from lianti_desktop.storage.membership import is_member
from lianti_desktop.storage.rights import school_name
from lianti_desktop.storage.store import Store
from lianti_desktop.sync.board import is_kept_here
from lianti_desktop.sync.keys import KeyRing
from lianti_desktop.sync.overview import SchoolLine, Sending, overview
from lianti_desktop.sync.waiting import for_us, waiting
from lianti_desktop.ui.backup_words import newest_backup, state_words
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.exchange_words import ago
from lianti_desktop.ui.pages.activity_lines import activity_lines
from lianti_desktop.ui.printouts import Produce, passing_folder, press_for
from lianti_desktop.ui.reply import Progress

if TYPE_CHECKING:
    from lianti_desktop.printing.press import PrintResult

TITLE = "离岗交接清单"
NONE = "没有"
NO_EXCHANGE = "本校没有参加U盘交换。"
COLUMNS = (Column("接收的学校", 6), Column("还没有送达的", 5), Column("最近一次做包", 4))
HANDED = (
    "□ 没有送达的内容已经送包，U盘交给了：",
    "□ “待处理”和“待补资料”里的事当面说清楚了",
    "□ 纸质签到表、听课表、照片原件和各个U盘点清了",
    "□ 密码恢复单仍在校长处封存；接手的人换了新密码，旧的恢复单销毁",
    "□ 最近的备份拷到了U盘，U盘交给了：",
    "□ 离岗的人已经在“设置”里停用",
)
CORE_HANDED = "□ 联盟总密语仍在保险柜里，封条完好"


@dataclass(frozen=True)
class Leaving:
    """What is open at this PC, in words; `schools` are receiver, what it lacks, the last package.

    `unsent` counts what the school that lacks most has not acknowledged.
    """

    school: str = ""
    place: str = ""
    backup: str = ""
    gaps: int = 0
    waiting: int = 0
    lacking: int = 0
    unsent: int = 0
    is_core: bool = False
    schools: tuple[tuple[str, str, str], ...] = ()


def read_leaving(session: Session, ring: KeyRing, data: DataPaths, today: date) -> Leaving:
    """What is open now."""
    held = activity_lines(session, None, ActivityState.HELD)
    here = Leaving(
        school=school_name(session, session.info["site"].school_id),
        place=str(data.root),
        backup=state_words(newest_backup(data.backups), today)[0].removeprefix("备份："),
        waiting=for_us(waiting(session)),
        lacking=sum(len(one.missing) for one in held if not one.sample),
        is_core=is_kept_here(session),
    )
    if not is_member(session):
        return here
    found = overview(session, ring)
    return replace(
        here,
        gaps=len(found.gaps),
        unsent=max((one.lacking for one in found.schools), default=0),
        schools=tuple(_school_row(one, today) for one in found.schools),
    )


def _school_row(one: SchoolLine, today: date) -> tuple[str, str, str]:
    name = "本校的另一台电脑" if one.is_ours else one.name
    exported = "，已做包，没有回执" if one.sending is Sending.EXPORTED else ""
    lacks = f"{one.lacking} 次改动{exported}" if one.lacking else NONE
    return name, lacks, _when(one.packed_at, today)


def _when(moment: datetime | None, today: date) -> str:
    return ago(moment, today) or "没有做过"


def leaving_sheet(found: Leaving, name: str, today: date) -> FormSheet:
    """What stands on the sheet for somebody who leaves."""
    steps = (*HANDED, CORE_HANDED) if found.is_core else HANDED
    unsent = (
        Lines(COLUMNS, found.schools)
        if found.schools
        else Words("没有送达的", NO_EXCHANGE, 30.0, is_elastic=False)
    )
    return FormSheet(
        TITLE,
        (
            Pairs((("离岗的人", name), ("接手的人", ""))),
            Pairs((("交接日期", format_day(today)), ("备份", found.backup))),
            unsent,
            Pairs(
                (
                    ("待处理", _things(found.waiting, "条")),
                    ("等补齐的包", _things(found.gaps, "处")),
                )
            ),
            Pairs((("待补资料", _things(found.lacking, "件")), ("备注", ""))),
            Pairs((("资料放在", found.place),)),
            Words("一样一样交接", "\n".join(steps), 150.0, is_elastic=False),
            Signs(("离岗人签字", "接手人签字", "校长签字")),
        ),
        above=found.school,
    )


def _things(number: int, measure: str) -> str:
    return f"{number} {measure}" if number else NONE


def leaving_paper(desk: Desk, ring: KeyRing, name: str) -> Produce:
    """The sheet as work for the preview."""
    return partial(_write, desk.store, ring, name)


def _write(store: Store, ring: KeyRing, name: str, progress: Progress) -> "PrintResult":
    from lianti_desktop.printing.form_sheet import write_forms

    today = date.today()  # noqa: DTZ011 - the school's own calendar day
    with store.read() as session:
        found = read_leaving(session, ring, store.data, today)
    out = passing_folder(store.data) / f"{TITLE}.pdf"
    return write_forms([leaving_sheet(found, name, today)], out, press_for(progress))
