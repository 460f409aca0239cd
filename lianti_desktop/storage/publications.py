"""What the printing studio keeps: albums, term volumes, bulletins, and what left the office."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from lianti_desktop.domain.activity_kinds import ActivityKind
from lianti_desktop.domain.fields import (
    Arranged,
    Choice,
    Choices,
    Clock,
    Day,
    Flag,
    Lines,
    Links,
    LongText,
    Number,
    Text,
)
from lianti_desktop.domain.words import AlbumScope, PrintKind, PrintWay
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.record import Kind, Record, Scope, Section, column, key, link
from lianti_desktop.storage.schools import Alliance, School


class Album(Record):
    """A picture album: what it takes in, how it looks, and what was decided about its pages."""

    __tablename__ = "album"
    __kind__ = Kind(
        "画册",
        listed=("title", "scope", "term", "template", "paper", "printed_on", "print_count"),
        made=("plan", "consent_report", "checked_on", "print_count", "printed_on"),
        newest_first="printed_on",
        measure="本",
        sections=(
            Section("书名", ("title", "subtitle", "foreword", "cover")),
            Section(
                "收录", ("scope", "term", "school", "kinds", "first_day", "last_day", "activities")
            ),
            Section("版面", ("template", "paper", "plan")),
            Section("印制", ("consent_report", "checked_on", "print_count", "printed_on")),
        ),
    )

    title: Mapped[str | None] = column(Text("书名", required=True, hint="例如 携手同行"))
    subtitle: Mapped[str | None] = column(Text("副题", hint="例如 活动画册"))
    foreword: Mapped[str | None] = column(LongText("卷首语"))
    cover: Mapped[Media | None] = link("封面照片")
    scope: Mapped[AlbumScope | None] = column(Choice("收录范围", words=AlbumScope, required=True))
    term: Mapped[Term | None] = link("学期")
    school: Mapped[School | None] = link("承办学校")
    kinds: Mapped[list[str] | None] = column(Choices("活动类型", words=ActivityKind))
    first_day: Mapped[date | None] = column(Day("从哪天起"))
    last_day: Mapped[date | None] = column(Day("到哪天止"))
    activities: Mapped[list[str] | None] = column(Links("收录的活动", kind="activity"))
    template: Mapped[str | None] = column(Text("样式", hint="青山、画廊或红绸"))
    paper: Mapped[str | None] = column(Text("纸张", hint="A4、16K 或 A5"))
    plan: Mapped[str | None] = column(Arranged("版面安排"))
    consent_report: Mapped[str | None] = column(LongText("授权核对"))
    checked_on: Mapped[date | None] = column(Day("核对日期", past=True))
    print_count: Mapped[int | None] = column(Number("印过几次", unit="次"))
    printed_on: Mapped[date | None] = column(Day("最近一次印制", past=True))

    cover_id: Mapped[UUID | None] = key()
    term_id: Mapped[UUID | None] = key(index=True)
    school_id: Mapped[UUID | None] = key()


class TermVolume(Record):
    """A term's papers bound in one volume; `snapshot` is what was bound and on which page."""

    __tablename__ = "term_volume"
    __kind__ = Kind(
        "学期汇编",
        title=("title", "term"),
        listed=("title", "term", "number", "compiler", "bound_on", "page_count", "check_code"),
        made=("plan", "bound_on", "page_count", "check_code", "snapshot", "late_count"),
        newest_first="bound_on",
        measure="卷",
        sections=(
            Section("题名", ("title", "number", "term", "school", "alliance")),
            Section("章节与情况", ("plan", "missing", "remarks")),
            Section("装订", ("compiler", "checker", "bound_on", "page_count", "check_code")),
            Section("装订以后", ("snapshot", "late_count")),
        ),
    )

    title: Mapped[str | None] = column(Text("题名", required=True))
    number: Mapped[str | None] = column(Text("卷号", hint="例如 第一卷"))
    term: Mapped[Term | None] = link("学期", required=True)
    school: Mapped[School | None] = link("立卷学校")
    alliance: Mapped[Alliance | None] = link("所属联盟")
    plan: Mapped[str | None] = column(Arranged("章节安排"))
    missing: Mapped[list[str] | None] = column(Lines("待补资料"))
    remarks: Mapped[str | None] = column(LongText("本卷情况说明"))
    compiler: Mapped[str | None] = column(Text("立卷人"))
    checker: Mapped[str | None] = column(Text("检查人"))
    bound_on: Mapped[date | None] = column(Day("立卷日期", past=True))
    page_count: Mapped[int | None] = column(Number("页数", unit="页"))
    check_code: Mapped[str | None] = column(Text("校验码"))
    snapshot: Mapped[str | None] = column(Arranged("装订清单"))
    late_count: Mapped[int | None] = column(Number("补页", unit="页"))

    term_id: Mapped[UUID | None] = key(index=True)
    school_id: Mapped[UUID | None] = key()
    alliance_id: Mapped[UUID | None] = key()


class Bulletin(Record):
    """One issue of the bulletin; the next one is numbered after it."""

    __tablename__ = "bulletin"
    __kind__ = Kind(
        "简报",
        title=("name", "quarter"),
        listed=("name", "quarter", "issue", "total_issue", "issued_on", "copies"),
        made=("plan",),
        newest_first="issued_on",
        measure="期",
        sections=(
            Section("报头", ("name", "quarter", "issue", "total_issue", "publisher", "issued_on")),
            Section("内容", ("activities", "plan")),
            Section(
                "报尾", ("report_to", "send_to", "hand_to", "copies", "editors", "approved_by")
            ),
        ),
    )

    name: Mapped[str | None] = column(Text("简报名称", required=True))
    quarter: Mapped[str | None] = column(Text("季度", required=True, hint="例如 2026-1"))
    issue: Mapped[int | None] = column(Number("第几期", low=1, required=True))
    total_issue: Mapped[int | None] = column(Number("总第几期", low=1))
    publisher: Mapped[str | None] = column(Text("编印单位", required=True))
    issued_on: Mapped[date | None] = column(Day("印发日期", required=True))
    activities: Mapped[list[str] | None] = column(Links("收录的活动", kind="activity"))
    plan: Mapped[str | None] = column(Arranged("文章安排"))
    report_to: Mapped[str | None] = column(Text("报"))
    send_to: Mapped[str | None] = column(Text("送"))
    hand_to: Mapped[str | None] = column(Text("发"))
    copies: Mapped[int | None] = column(Number("印数", unit="份"))
    editors: Mapped[str | None] = column(Text("编辑"))
    approved_by: Mapped[str | None] = column(Text("签发人"))


class PrintSnapshot(Record):
    """A print that left the office: what it was made of, and which photos are in it."""

    __tablename__ = "print_snapshot"
    __kind__ = Kind(
        "印制记录",
        title=("document",),
        listed=("document", "kind", "way", "printed_on", "pages", "copies", "is_withdrawn"),
        made=(
            *("document", "kind", "album", "volume", "bulletin"),
            *("way", "file_name", "printed_on", "printed_at"),
            *("pages", "photos", "revisions", "pdf_hash"),
        ),
        newest_first="printed_on",
        measure="次",
        sections=(
            Section("印了什么", ("document", "kind", "album", "volume", "bulletin")),
            Section("怎样印的", ("way", "file_name", "printed_on", "printed_at", "printed_by")),
            Section("内容", ("pages", "copies", "photos", "revisions", "pdf_hash")),
            Section("停用", ("is_withdrawn", "withdrawn_on", "withdrawn_why")),
        ),
    )

    document: Mapped[str | None] = column(Text("名称", required=True))
    kind: Mapped[PrintKind | None] = column(Choice("种类", words=PrintKind, required=True))
    album: Mapped[Album | None] = link("画册")
    volume: Mapped[TermVolume | None] = link("学期汇编")
    bulletin: Mapped[Bulletin | None] = link("简报")
    way: Mapped[PrintWay | None] = column(Choice("去向", words=PrintWay))
    file_name: Mapped[str | None] = column(Text("文件名"))
    printed_on: Mapped[date | None] = column(Day("印制日期", required=True, past=True))
    printed_at: Mapped[str | None] = column(Clock("印制时间"))
    printed_by: Mapped[str | None] = column(Text("经手人"), scope=Scope.OWN)
    pages: Mapped[int | None] = column(Number("页数", unit="页"))
    copies: Mapped[int | None] = column(Number("份数", unit="份"))
    photos: Mapped[list[str] | None] = column(Links("收入的照片", kind="media"))
    revisions: Mapped[list[str] | None] = column(Lines("资料版本"))
    pdf_hash: Mapped[str | None] = column(Text("文件校验值"))
    is_withdrawn: Mapped[bool | None] = column(Flag("不再使用"))
    withdrawn_on: Mapped[date | None] = column(Day("停用日期", past=True))
    withdrawn_why: Mapped[str | None] = column(Text("停用原因"))

    album_id: Mapped[UUID | None] = key(index=True)
    volume_id: Mapped[UUID | None] = key()
    bulletin_id: Mapped[UUID | None] = key()
