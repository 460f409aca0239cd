"""The papers of the exchange as work for the preview: the alliance's words, who sent what."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from lianti_desktop.domain.dates import format_day
from lianti_desktop.domain.forms import Column, FormSheet, Lines, Pairs, Signs, Words
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.sync.board import BoardLine, Mark, Week
from lianti_desktop.sync.slip import ImportSlip, Slip
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.exchange_words import ago, size_words
from lianti_desktop.ui.printouts import Produce, passing_folder, press_for
from lianti_desktop.ui.reply import Progress

if TYPE_CHECKING:
    from lianti_desktop.printing.content import HandOverSlip, ReceiptSlip
    from lianti_desktop.printing.press import PrintResult

WORDS_A_ROW = 4
WORDS_TITLE = "联盟总密语"
WORDS_ADVICE = (
    "封好后交校长锁进保险柜，不要夹在电脑旁边，不要拍照，不要发到群里。\n"
    "中心校的电脑坏了、丢了或换新时，要用它重新掌管联盟的名册。"
    "没有它，联盟只能重新建立，各校都要重新加入。\n"
    "右上角的方块码里是同样的词，可以用扫码枪输入。"
)
SLIP_TITLE, RECEIPT_TITLE = "送交单", "回执单"
STATES = {"applied": "已收下", "already": "以前收过", "parked": "已收下，等前面的包"}
BOARD_TITLE = "收包情况"
SIGNS = {Mark.CAME: "√", Mark.MADE_UP: "补", Mark.MISSED: "缺", Mark.OPEN: "", Mark.BEFORE: "—"}
BOARD_NOTE = "√ 收到　补 后来的包补齐　缺 没有交"


def words_paper(desk: Desk, school: str, words: Sequence[str]) -> Produce:
    """The sheet with the alliance's words, for the safe."""

    def work(progress: Progress) -> "PrintResult":
        return _written(desk, [words_sheet(school, words)], WORDS_TITLE, progress)

    return work


def words_sheet(school: str, words: Sequence[str]) -> FormSheet:
    """What stands on that sheet."""
    numbered = [(str(place), word) for place, word in enumerate(words, 1)]
    rows = [numbered[at : at + WORDS_A_ROW] for at in range(0, len(numbered), WORDS_A_ROW)]
    lines = [
        [part for pair in row for part in pair] + ["", ""] * (WORDS_A_ROW - len(row))
        for row in rows
    ]
    columns = (Column("序", 1, is_centred=True), Column("词", 3, is_centred=True)) * WORDS_A_ROW
    today = format_day(date.today())  # noqa: DTZ011 - the school's own calendar day
    return FormSheet(
        WORDS_TITLE,
        (
            Pairs((("学校", school), ("建立日期", today))),
            Lines(columns, tuple(tuple(line) for line in lines)),
            Words("怎么保管", WORDS_ADVICE, 120),
            Signs(("经办人签字", "保管人签字")),
        ),
        code=" ".join(words),
    )


def board_paper(
    desk: Desk, school: str, lines: Sequence[BoardLine], weeks: Sequence[Week]
) -> Produce:
    """Who sent what in which week, on A4."""

    def work(progress: Progress) -> "PrintResult":
        return _written(desk, [board_sheet(school, lines, weeks)], BOARD_TITLE, progress)

    return work


def board_sheet(school: str, lines: Sequence[BoardLine], weeks: Sequence[Week]) -> FormSheet:
    """What stands on that sheet."""
    today = date.today()  # noqa: DTZ011 - the school's own calendar day
    columns = (
        Column("学校", 6),
        *(Column(str(week.number), 1, is_centred=True) for week in weeks),
        Column("最近收到", 4),
        Column("情况", 3),
    )
    rows = tuple(
        (
            line.name,
            *(SIGNS[mark] for mark in line.marks),
            f"{ago(line.last, today)} 第{line.number}包" if line.last else "没有交过",
            f"逾期 {line.days} 天"
            if line.is_late and line.days
            else "逾期"
            if line.is_late
            else "",
        )
        for line in lines
    )
    return FormSheet(
        BOARD_TITLE,
        (Lines(columns, rows), Signs(("填表人", "负责人"))),
        above=school,
        left=BOARD_NOTE,
        right=format_day(today),
        is_landscape=True,
    )


def slip_papers(desk: Desk, slips: Sequence[Slip]) -> Produce:
    """The hand-over slips of packages that were made, one behind the other."""

    def work(progress: Progress) -> "PrintResult":
        from lianti_desktop.printing.slips import hand_over_form

        forms = [hand_over_form(hand_over(slip)) for slip in slips]
        return _written(desk, forms, SLIP_TITLE, progress)

    return work


def receipt_papers(desk: Desk, slips: Sequence[ImportSlip]) -> Produce:
    """The slips for packages that were taken in."""

    def work(progress: Progress) -> "PrintResult":
        from lianti_desktop.printing.slips import receipt_form

        forms = [receipt_form(receipt(slip)) for slip in slips]
        return _written(desk, forms, RECEIPT_TITLE, progress)

    return work


def hand_over(slip: Slip) -> "HandOverSlip":
    """The slip of a package in the words of the paper."""
    from lianti_desktop.printing.content import HandOverSlip

    counts = [("改动", f"{slip.commits} 次")]
    for table, kind in BY_TABLE.items():
        if slip.records.get(table):
            about = kind.__kind__
            counts.append((about.name, f"{slip.records[table]} {about.measure}"))
    if slip.photos:
        counts.append(("打印用照片", f"{slip.photos} 张"))
    if slip.thumbnails:
        counts.append(("缩略图", f"{slip.thumbnails} 张"))
    left = f"{slip.left} 个文件，{size_words(slip.left_size)}" if slip.left else ""
    return HandOverSlip(
        number=f"{slip.number:06d}",
        sender=slip.sender,
        recipient=slip.recipient,
        made=format_day(date.fromisoformat(slip.made[:10])) if slip.made else "",
        term=f"{slip.term} 第{slip.week}周" if slip.week else slip.term,
        size=size_words(slip.size),
        counts=tuple(counts),
        files=slip.files,
        left=left,
        check_code=slip.check_code,
        code=slip.qr_text,
    )


def receipt(slip: ImportSlip) -> "ReceiptSlip":
    """The slip of an import in the words of the paper."""
    from lianti_desktop.printing.content import ReceiptSlip, TakenLine

    lines = []
    for table, kind in BY_TABLE.items():
        counts = [one.get(table, 0) for one in (slip.new, slip.changed, slip.deleted)]
        if any(counts):
            lines.append(TakenLine(kind.__kind__.name, *counts))
    part = f"（{slip.parts} 卷里的第 {slip.part} 卷）" if slip.parts > 1 else ""
    return ReceiptSlip(
        number=f"{slip.number:06d}",
        sender=slip.sender,
        recipient=slip.recipient,
        file=slip.file,
        taken=slip.taken_at[:16].replace("T", " "),
        state=f"{STATES.get(slip.state, slip.state)}{part}",
        size=size_words(slip.size),
        lines=tuple(lines),
        photos=slip.photos,
        conflicts=slip.conflicts,
        waiting=slip.parked,
        check_code=slip.check_code,
        code=slip.qr_text,
    )


def _written(
    desk: Desk, sheets: Sequence[FormSheet], name: str, progress: Progress
) -> "PrintResult":
    from lianti_desktop.printing.form_sheet import write_forms

    out = passing_folder(desk.store.data) / f"{name}.pdf"
    return write_forms(sheets, out, press_for(progress))
