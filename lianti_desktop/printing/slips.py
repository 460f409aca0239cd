"""P20 送交单 and 回执单: the papers that go with a stick from one school to another and back."""

from collections.abc import Iterator

from lianti_desktop.domain.forms import Code, Column, FormSheet, Pairs, Part, Signs, Table, Words
from lianti_desktop.printing.content import HandOverSlip, ReceiptSlip

ADVICE = (
    "1. 这张单子一式两份，送交的学校和接收的单位各存一份。\n"
    "2. 接收的单位收完以后会有回执，请核对回执上的校验码和这张单子上的是不是一样。\n"
    "3. 校验码不一样，或者数量对不上，请先不要删U盘里的文件，打电话问对方。"
)
NOTHING_WRONG = "没有"
COUNTED = (Column("资料", 4), Column("数量", 3, is_centred=True))
TAKEN = (
    Column("资料", 5),
    Column("新增", 2, is_centred=True),
    Column("修改", 2, is_centred=True),
    Column("删除", 2, is_centred=True),
)


def hand_over_form(slip: HandOverSlip) -> FormSheet:
    """The slip that the sender prints."""
    parts = (
        Pairs((("送交学校", slip.sender), ("接收单位", slip.recipient))),
        Pairs((("编号", slip.number), ("送交时间", slip.made))),
        Pairs((("学期", slip.term), ("大小", slip.size))),
        Code("校验码", slip.check_code),
        Table("送交内容", COUNTED + COUNTED, tuple(_two_by_two(slip.counts))),
        Words("文件", "\n".join(slip.files), 40.0, is_elastic=False),
        Words("留到下次", slip.left or NOTHING_WRONG, 30.0, is_elastic=False),
        Words("说明", ADVICE, 90.0, is_elastic=False),
        Signs(("送交人", "接收人（盖章）")),
    )
    return _slip("资料送交单", slip, parts)


def receipt_form(slip: ReceiptSlip) -> FormSheet:
    """The slip that the receiver prints and gives back."""
    lines = tuple(
        (one.what, *map(_count, (one.new, one.changed, one.deleted))) for one in slip.lines
    )
    sums = (sum(getattr(one, name) for one in slip.lines) for name in ("new", "changed", "deleted"))
    parts = (
        Pairs((("送交学校", slip.sender), ("接收单位", slip.recipient))),
        Pairs((("编号", slip.number), ("接收时间", slip.taken))),
        Pairs((("文件", slip.file),)),
        Pairs((("结果", slip.state), ("大小", slip.size))),
        Code("校验码", slip.check_code),
        Table("收到内容", TAKEN, (*lines, ("合计", *map(str, sums)))),
        Pairs((("照片", f"{slip.photos} 张"), ("待核对", _things(slip.conflicts, "处")))),
        Pairs((("等前面的包", _things(slip.waiting, "条")), ("备注", ""))),
        Signs(("接收人（盖章）", "送交人核对")),
    )
    return _slip("资料回执单", slip, parts)


def _slip(title: str, slip: HandOverSlip | ReceiptSlip, parts: tuple[Part, ...]) -> FormSheet:
    return FormSheet(
        title, parts, slip.alliance, running=slip.number, code=slip.code, sample=slip.sample
    )


def _two_by_two(counts: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, ...]]:
    """The counts in two columns, the second half beside the first."""
    half = -(-len(counts) // 2)
    for place in range(half):
        beside = counts[half + place] if half + place < len(counts) else ("", "")
        yield (*counts[place], *beside)


def _count(number: int) -> str:
    return str(number) if number else ""


def _things(number: int, measure: str) -> str:
    return f"{number} {measure}" if number else NOTHING_WRONG
