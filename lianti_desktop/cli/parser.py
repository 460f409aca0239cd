"""How the commands are written; each names the function that does it."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from lianti_desktop.cli import (
    backups,
    printouts_books,
    printouts_checks,
    printouts_figures,
    printouts_forms,
    record_verbs,
    site_verbs,
)
from lianti_desktop.cli.exchange_grammar import add_exchange
from lianti_desktop.cli.output import Output, tell
from lianti_desktop.cli.place import Place
from lianti_desktop.domain.presets import PRESETS, SCHOOL
from lianti_desktop.domain.words import SiteRole

Verb = Callable[[Place, argparse.Namespace, Output], int | None]

PRESET_HELP = f"版式：{'、'.join(preset.title for preset in PRESETS)}"
OUT_HELP = "存成哪个文件；表格和名册写 .docx 存成Word，名册写 .xlsx 存成Excel"
_HEADINGS = {"positional arguments": "内容", "options": "选项"}


class Formatter(argparse.HelpFormatter):
    """Help with Chinese headings."""

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        """Says 用法 where argparse says usage."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        """Puts the two headings of argparse into Chinese."""
        super().start_section(_HEADINGS.get(heading or "", heading))


class Parser(argparse.ArgumentParser):
    """A parser that explains itself in Chinese and ends with 2 when a command is miswritten."""

    def __init__(self, **options: object) -> None:
        settings = {"formatter_class": Formatter, "allow_abbrev": False, "add_help": False}
        super().__init__(**(settings | options))  # type: ignore[arg-type]
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def print_help(self, file: Any = None) -> None:
        """The whole explanation; whoever asked for it may have gone (`| head`)."""
        tell(file or sys.stdout, self.format_help())

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Ends the program, with a last word."""
        tell(sys.stderr, message or "")
        sys.exit(status)

    def error(self, message: str) -> NoReturn:
        """Shows how the command is written."""
        self.exit(2, f"{self.format_usage()}命令没有写对，数据没有变化。加上 -h 可以看说明。\n")


def command_parser() -> Parser:
    """The whole grammar."""
    parser = Parser(
        prog="main.py",
        description="联体桌面的命令行。--data DIR 指定数据文件夹，--json 输出给程序读的结果。",
    )
    verbs = _branch(parser, "命令")
    _add_init(verbs)
    _add_record(_branch(_leaf(verbs, "record", "查看和录入记录"), "动作"))
    _leaf(verbs, "undo", "撤销上一步", record_verbs.undo)
    _leaf(verbs, "redo", "重做刚撤销的一步", record_verbs.redo)
    _add_photos(_branch(_leaf(verbs, "photos", "照片"), "动作"))
    find = _leaf(verbs, "find", "查找", record_verbs.find)
    find.add_argument("text", nargs="+", metavar="TEXT", help="要找的字，多个词都要有")
    _add_print(_branch(_leaf(verbs, "print", "打印成PDF、Word或Excel"), "印什么"))
    _add_backup(_branch(_leaf(verbs, "backup", "备份"), "动作"))
    add_exchange(_branch(_leaf(verbs, "exchange", "U盘交换"), "动作"), _leaf)
    doctor = _leaf(verbs, "doctor", "检查数据是否完好", backups.doctor)
    doctor.add_argument("--digest", action="store_true", help="同时列出各表的校验值")
    demo = _leaf(verbs, "demo", "做一遍演示，列出成品文件", site_verbs.demo)
    demo.add_argument("--out", type=Path, required=True, metavar="DIR", help="成品放到哪里")
    return parser


def _branch(parser: Parser, title: str) -> Any:
    return parser.add_subparsers(metavar=title, required=True, parser_class=Parser)


def _leaf(verbs: Any, name: str, about: str, verb: Verb | None = None) -> Parser:
    leaf: Parser = verbs.add_parser(name, help=about, description=about)
    if verb is not None:
        leaf.set_defaults(verb=verb)
    return leaf


def _add_init(verbs: Any) -> None:
    init = _leaf(verbs, "init", "建立联盟和本校", site_verbs.init)
    init.add_argument("--alliance", required=True, metavar="NAME", help="联盟名称")
    init.add_argument("--site", required=True, metavar="NAME", help="本校名称")
    init.add_argument(
        "--role", required=True, choices=[str(role) for role in SiteRole], help="中心校或校区"
    )
    init.add_argument("--sample", action="store_true", help="同时放入示例联盟")


def _add_record(verbs: Any) -> None:
    _leaf(verbs, "kinds", "所有种类", record_verbs.kinds)
    _kind(_leaf(verbs, "fields", "一类记录的各项", record_verbs.fields))
    _pairs(_kind(_leaf(verbs, "add", "新增", record_verbs.add)))
    _pairs(_row(_leaf(verbs, "set", "修改", record_verbs.change)))
    _row(_leaf(verbs, "remove", "移到回收站", record_verbs.remove))
    _row(_leaf(verbs, "restore", "从回收站拿回", record_verbs.restore))
    _pairs(_kind(_leaf(verbs, "list", "列出，可以按各项筛选", record_verbs.listed)))
    _row(_leaf(verbs, "show", "看一条", record_verbs.show))
    _row(_leaf(verbs, "history", "一条记录的修改历史", record_verbs.events))


def _kind(leaf: Parser) -> Parser:
    leaf.add_argument("kind", metavar="KIND", help="种类，例如 activity 或 活动")
    return leaf


def _row(leaf: Parser) -> Parser:
    leaf.add_argument("row", metavar="ID", help="记录的编号")
    return leaf


def _pairs(leaf: Parser) -> None:
    leaf.add_argument("pairs", nargs="*", metavar="F=V", help="项=内容，例如 title=送教下乡")


def _add_photos(verbs: Any) -> None:
    add = _leaf(verbs, "add", "把照片放进一次活动", site_verbs.add_photos)
    add.add_argument("activity", metavar="ACTIVITY", help="活动的编号或名称")
    add.add_argument("files", nargs="+", type=Path, metavar="FILE", help="照片或照片文件夹")
    add.add_argument("--keep-originals", action="store_true", help="原图也留一份")


def _add_print(verbs: Any) -> None:
    sheet = _leaf(verbs, "sheet", "活动记录表", printouts_forms.sheet)
    sign_in = _leaf(verbs, "sign-in", "签到表", printouts_forms.sign_in)
    for leaf in (sheet, sign_in):
        leaf.add_argument("activity", metavar="ID", help="活动的编号或名称")
        leaf.add_argument("--blank", action="store_true", help="不印内容，留着手写")
    papers = (*_add_albums(verbs), *_add_papers(verbs), *_add_figures(verbs))
    for leaf in (sheet, sign_in, *papers):
        leaf.add_argument("--out", type=Path, required=True, metavar="FILE", help=OUT_HELP)
    _leaf(verbs, "list", "有哪些表格和画册样式", printouts_books.offered)


def _add_albums(verbs: Any) -> list[Parser]:
    album = _leaf(verbs, "album", "一个学期或几次活动的画册", printouts_books.album)
    album.add_argument("--booklet", action="store_true", help="拼成可以对折装订的版")
    check = _leaf(verbs, "preflight", "打印前检查", printouts_checks.preflight)
    shop = _leaf(verbs, "copy-shop", "画册送打印店的文件夹", printouts_books.copy_shop)
    shop.add_argument("--copies", type=int, default=1, metavar="N", help="印多少份")
    for leaf in (album, check, shop):
        which = _add_scope(leaf)
        leaf.add_argument("--style", metavar="NAME", help="样式，例如 青山")
        leaf.add_argument("--size", metavar="SIZE", help="A4、16K 或 A5")
        if leaf is check:
            _add_other_checks(which)
    _add_kept(verbs)
    _may_be_trial(album, shop)
    return [album, shop]


def _may_be_trial(*leaves: Parser) -> None:
    """Prints that are kept, because photos leave the office with them, unless one only tries."""
    for leaf in leaves:
        leaf.add_argument("--trial", action="store_true", help="只是试印，不记入印制记录")


def _add_kept(verbs: Any) -> None:
    """What has left the office."""
    kept = _leaf(verbs, "kept", "印出去的画册、汇编和简报", printouts_checks.kept)
    kept.add_argument("--photo", metavar="ID", help="只看收入这张照片的")
    about = "照片不再使用，标出收入它的印制品"
    withdraw = _leaf(verbs, "withdraw", about, printouts_checks.withdraw)
    withdraw.add_argument("photos", nargs="+", metavar="ID", help="照片的编号")
    withdraw.add_argument("--why", default="撤回授权", metavar="TEXT", help="原因")


def _add_scope(leaf: Parser) -> Any:
    """Which activities an album takes in."""
    which = leaf.add_mutually_exclusive_group(required=True)
    which.add_argument("--term", metavar="T", help="学期，例如 2025-2026-2")
    which.add_argument("--activities", nargs="+", metavar="ID", help="活动的编号或名称，可以几个")
    which.add_argument("--album", metavar="ID", help="保存着的一本画册")
    leaf.add_argument("--five-ones", action="store_true", help="只收“五个一”活动")
    leaf.add_argument("--school", metavar="NAME", help="只收这所学校承办或参加的")
    return which


def _add_other_checks(which: Any) -> None:
    """What else than an album can be looked through before it is printed."""
    which.add_argument("--volume", metavar="T", help="改查一个学期的资料汇编")
    which.add_argument("--bulletin", metavar="Q", help="改查一个季度的简报")
    which.add_argument("--sheet", metavar="ID", help="改查一次活动的记录表")
    which.add_argument("--certificate", metavar="ID", help="改查一项表彰的证书")
    which.add_argument("--table", metavar="NAME", help="改查一类记录的名册")
    which.add_argument("--form", nargs=2, metavar=("NAME", "ID"), help="改查一张表格")


def _add_papers(verbs: Any) -> list[Parser]:
    volume = _leaf(verbs, "volume", "一个学期的资料汇编", printouts_books.volume)
    volume.add_argument("--term", required=True, metavar="T", help="学期，例如 2025-2026-2")
    how = volume.add_mutually_exclusive_group()
    how.add_argument("--bind", action="store_true", help="装订：记下校验码和每件资料的页码")
    how.add_argument("--late", action="store_true", help="只印装订以后补来的资料")
    how.add_argument("--spine", action="store_true", help="只印脊背标签")
    bulletin = _leaf(verbs, "bulletin", "一个季度的简报", printouts_books.bulletin)
    bulletin.add_argument("--quarter", required=True, metavar="Q", help="季度，例如 2026-1")
    bulletin.add_argument("--preset", metavar="NAME", help=PRESET_HELP)
    _may_be_trial(volume, bulletin)
    form = _leaf(verbs, "form", "一条记录的表格", printouts_forms.form)
    form.add_argument("form", metavar="NAME", help="表格，例如 observation")
    form.add_argument("rows", nargs="*", metavar="ID", help="记录的编号或名称，不写就印空表")
    form.add_argument("--blank", action="store_true", help="不印内容，留着手写")
    table = _leaf(verbs, "table", "一类记录的名册", printouts_forms.listing)
    table.add_argument(
        "list", metavar="NAME", help="名册，例如 staff-list；存成Excel时也可以写种类"
    )
    table.add_argument("--blank", action="store_true", help="只印空行，留着手写")
    award = _leaf(verbs, "certificate", "表彰的证书", printouts_forms.certificate)
    award.add_argument("awards", nargs="+", metavar="ID", help="表彰的编号或名称，可以写几个")
    return [volume, bulletin, form, table, award]


def _add_figures(verbs: Any) -> list[Parser]:
    summary = _leaf(verbs, "summary", "一个学期的工作总结草稿", printouts_figures.summary)
    figures = _leaf(verbs, "statistics", "一个学期的活动统计", printouts_figures.statistics)
    for leaf in (summary, figures):
        leaf.add_argument("--term", required=True, metavar="T", help="学期，例如 2025-2026-2")
        leaf.add_argument("--preset", default=SCHOOL.title, metavar="NAME", help=PRESET_HELP)
    return [summary, figures]


def _add_backup(verbs: Any) -> None:
    make = _leaf(verbs, "make", "现在备份一次", backups.make)
    make.add_argument("--to", type=Path, metavar="DIR", help="备份到哪个文件夹")
    _leaf(verbs, "list", "列出备份", backups.listed)
    for leaf in (
        _leaf(verbs, "check", "检查一个备份", backups.check),
        _leaf(verbs, "restore", "用一个备份恢复", backups.restore),
    ):
        leaf.add_argument("file", type=Path, metavar="F", help="备份文件")
