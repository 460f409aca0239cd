"""How the commands of the exchange are written; the exchange itself is loaded when one is used."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lianti_desktop.cli.output import Output
from lianti_desktop.cli.place import Place

Leaf = Callable[..., Any]


def do_exchange(place: Place, asked: Namespace, output: Output) -> int | None:
    """Does the exchange command that was asked for."""
    from lianti_desktop.cli.exchange import VERBS

    return VERBS[asked.action](place, asked, output)


def add_exchange(verbs: Any, leaf: Leaf) -> None:
    """The commands below `exchange`."""

    def verb(name: str, about: str) -> Any:
        added = leaf(verbs, name, about, do_exchange)
        added.set_defaults(action=name)
        return added

    _add_membership(verb)
    _add_packages(verb)
    _add_looking(verb)
    _add_deciding(verb)


def _add_membership(verb: Callable[[str, str], Any]) -> None:
    found = verb("found", "中心校建立联盟的交换")
    found.add_argument("--words-out", type=Path, required=True, metavar="F", help="总密语写到哪里")
    request = verb("request", "做入盟申请")
    request.add_argument("--out", type=Path, required=True, metavar="F.ltreq", help="申请文件")
    request.add_argument(
        "--again", action="store_true", help="重新申请加入：中心校停用了本机，而本机还不知道时"
    )
    admit = verb("admit", "中心校受理入盟申请")
    admit.add_argument("file", type=Path, metavar="F.ltreq", help="申请文件")
    admit.add_argument("--site", required=True, metavar="NAME", help="它是哪所学校")
    admit.add_argument("--check-words", metavar="WORDS", help="对方念的六个核对词")
    _out(admit)
    recover = verb("recover", "中心校换了电脑：用总密语重新掌管名册")
    recover.add_argument(
        "--words-file", type=Path, required=True, metavar="F", help="写着总密语的文件"
    )
    recover.add_argument("--registry", type=Path, metavar="R", help="成员校给的名册文件")
    verb("leave", "退出联盟：选错了学校，还没有录入过内容时")
    registry = verb("registry", "把联盟名册写成文件，给换了电脑的中心校")
    registry.add_argument("--out", type=Path, required=True, metavar="R", help="名册文件")
    verb("retire", "停用一台电脑").add_argument("replica", metavar="REPLICA", help="电脑的编号")
    reset = verb("reset", "中心校做重置密码的文件：忘了密码又没有恢复单时")
    reset.add_argument("replica", metavar="REPLICA", help="电脑的编号")
    reset.add_argument("--operator", required=True, metavar="NAME", help="忘了密码的操作员")
    reset.add_argument("--out", type=Path, required=True, metavar="F", help="写成哪个文件")


def _add_packages(verb: Callable[[str, str], Any]) -> None:
    pack = verb("pack", "做包：对方还没有的全部内容")
    receipt = verb("receipt", "做回执：只说本机收到了什么")
    for leaf in (pack, receipt):
        leaf.add_argument("--to", required=True, metavar="SITE", help="给哪所学校；all 是所有学校")
        _out(leaf)
    sizes = ("thumbs", "screen", "original")
    pack.add_argument("--photos", choices=sizes, help="照片带到多大；不写就按对方要的")
    pack.add_argument("--budget", type=_amount, metavar="MB", help="这个U盘上最多占多少兆")
    receipt.add_argument("--photos", choices=sizes, help="以后想要多大的照片")
    verb("inspect", "看一个包里有什么，不收").add_argument("file", type=Path, metavar="F")
    apply = verb("apply", "收包")
    apply.add_argument("files", nargs="+", type=Path, metavar="F", help="包文件")
    apply.add_argument("--dry-run", action="store_true", help="只预览，不收")
    apply.add_argument("--yes-mass-change", type=int, metavar="N", help="确认会改动 N 条已有的记录")
    apply.add_argument(
        "--from-retired", action="store_true", help="停用的旧电脑做的包：放进待处理，逐条看"
    )
    apply.add_argument("--receipt", type=Path, metavar="DIR", help="收完把回执写到哪里，一般是U盘")
    scan = verb("scan", "在U盘里找包")
    scan.add_argument("folder", type=Path, metavar="DIR", help="U盘或文件夹")
    scan.add_argument("--carry", action="store_true", help="把给别校的包带上，以后代为转交")
    mailbag = verb("mailbag", "代别校转交的包")
    mailbag.add_argument("--out", type=Path, metavar="DIR", help="写到哪个U盘或文件夹")
    mailbag.add_argument("--to", metavar="SITE", help="只要给这所学校的")


def _amount(text: str) -> int:
    """A whole number of megabytes that is not negative."""
    amount = int(text)
    if amount < 0:
        raise ValueError(text)
    return amount


def _add_looking(verb: Callable[[str, str], Any]) -> None:
    verb("peers", "各校收包情况")
    verb("parked", "还缺哪些包")
    verb("imports", "收过的包")
    undo = verb("undo", "撤回一次收包")
    undo.add_argument("number", type=int, metavar="IMPORT", help="第几次收包")


def _add_deciding(verb: Callable[[str, str], Any]) -> None:
    conflicts = verb("conflicts", "待处理：两边都改过的、录了两遍的、没有着落的、没有生效的")
    conflicts.add_argument("--notes", action="store_true", help="也列出已经自动合好的")
    resolve = verb("resolve", "处理其中一条")
    resolve.add_argument("conflict", metavar="CONFLICT", help="编号")
    resolve.add_argument(
        "--take",
        required=True,
        metavar="ours|theirs|value=V|both|restore|bin|parent=ID|seen|adopt",
        help="用本校的、对方的或另写；两份都留；找回、移到回收站、放到别处；看过、采用",
    )
    offer = verb("offer", "把一条记录交给另一所学校，等它接收")
    assign = verb("assign", "中心校直接定下一条记录归谁管")
    for leaf in (offer, assign):
        leaf.add_argument("record", metavar="ID", help="记录的编号")
        leaf.add_argument("--to", required=True, metavar="SITE", help="哪所学校")
    offer.add_argument("--on", metavar="DAY", help="从哪天起，默认今天")
    offer.add_argument("--reason", default="", metavar="T", help="为什么")
    verb("offers", "等着接收的交接")
    accept = verb("accept", "接收交给本校的一条记录")
    accept.add_argument("--on", metavar="DAY", help="从哪天起，默认今天")
    for leaf in (accept, verb("withdraw", "撤回本校交出的一条记录")):
        leaf.add_argument("record", metavar="ID", help="记录的编号")
    purge = verb("purge", "中心校彻底抹去一项内容")
    purge.add_argument("record", metavar="ID", help="记录的编号")
    purge.add_argument("field", metavar="FIELD", help="哪一项")
    purge.add_argument("--reason", required=True, metavar="T", help="为什么抹去")


def _out(leaf: Any) -> None:
    leaf.add_argument("--out", type=Path, required=True, metavar="DIR", help="放到哪个文件夹")
