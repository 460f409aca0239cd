"""Staff, where they serve, their titles and honours."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from lianti_desktop.domain.fields import Choice, Choices, Day, Flag, Number, Text
from lianti_desktop.domain.words import (
    AffiliationKind,
    Education,
    Gender,
    HonorCategory,
    HonorLevel,
    PoliticalStatus,
    StaffCategory,
    Subject,
    TitleRank,
)
from lianti_desktop.storage.record import Kind, Record, Scope, Section, column, key, link
from lianti_desktop.storage.schools import School, SchoolDivision


class Staff(Record):
    """A member of staff; no identity number, at most its last four characters."""

    __tablename__ = "staff"
    __kind__ = Kind(
        "教职工",
        title=("name",),
        listed=("name", "school", "post", "subjects", "staff_category", "weekly_lessons", "phone"),
        unique=("name", "school"),
        measure="名",
        sections=(
            Section("基本情况", ("name", "school", "post", "staff_category", "subjects")),
            Section(
                "教学与编制",
                ("weekly_lessons", "in_establishment", "is_special_post", "work_start", "active"),
            ),
            Section(
                "个人情况",
                (
                    "gender",
                    "birth_month",
                    "education",
                    "degree",
                    "political_status",
                    "phone",
                    "id_last4",
                ),
            ),
            Section("姓名", ("former_name", "name_pinyin")),
        ),
    )

    name: Mapped[str | None] = column(Text("姓名", required=True, longest=40))
    school: Mapped[School | None] = link("所在学校", required=True)
    post: Mapped[str | None] = column(Text("职务", hint="例如 教导主任"))
    staff_category: Mapped[StaffCategory | None] = column(
        Choice("类别", words=StaffCategory, required=True)
    )
    subjects: Mapped[list[str] | None] = column(Choices("任教学科", words=Subject))
    weekly_lessons: Mapped[int | None] = column(Number("周课时", high=60, unit="节"))
    in_establishment: Mapped[bool | None] = column(Flag("在编"))
    is_special_post: Mapped[bool | None] = column(Flag("特岗教师"))
    work_start: Mapped[date | None] = column(Day("参加工作", past=True))
    active: Mapped[bool | None] = column(Flag("在岗"))
    gender: Mapped[Gender | None] = column(Choice("性别", words=Gender))
    birth_month: Mapped[date | None] = column(
        Day("出生年月", hint="只记到月，日填 1", past=True), scope=Scope.CORE
    )
    education: Mapped[Education | None] = column(Choice("学历", words=Education))
    degree: Mapped[str | None] = column(Text("学位"))
    political_status: Mapped[PoliticalStatus | None] = column(
        Choice("政治面貌", words=PoliticalStatus), scope=Scope.CORE
    )
    phone: Mapped[str | None] = column(Text("手机"), scope=Scope.CORE)
    id_last4: Mapped[str | None] = column(
        Text("证件号后四位", longest=4, hint="用来分清同名的人，不记完整证件号"), scope=Scope.OWN
    )
    former_name: Mapped[str | None] = column(Text("曾用名"))
    name_pinyin: Mapped[str | None] = column(
        Text("姓名读音", hint="读音不对时才填，例如 zeng xiao xian")
    )

    school_id: Mapped[UUID | None] = key(index=True)


class StaffAffiliation(Record):
    """A time that a member of staff served at a school."""

    __tablename__ = "staff_affiliation"
    __kind__ = Kind(
        "任职经历",
        title=("staff", "school", "kind"),
        listed=("staff", "school", "kind", "post", "since", "until"),
        parent="staff",
        newest_first="since",
    )

    staff: Mapped[Staff | None] = link("教职工", required=True)
    school: Mapped[School | None] = link("学校", required=True)
    kind: Mapped[AffiliationKind | None] = column(
        Choice("关系", words=AffiliationKind, required=True)
    )
    division: Mapped[SchoolDivision | None] = link("学部")
    post: Mapped[str | None] = column(Text("职务"))
    since: Mapped[date | None] = column(Day("开始日期", required=True))
    until: Mapped[date | None] = column(Day("结束日期"))

    staff_id: Mapped[UUID | None] = key(index=True)
    school_id: Mapped[UUID | None] = key()
    division_id: Mapped[UUID | None] = key()


class StaffTitle(Record):
    """A professional title."""

    __tablename__ = "staff_title"
    __kind__ = Kind(
        "职称",
        title=("staff", "title"),
        listed=("staff", "title", "obtained", "appointed", "certificate_no"),
        parent="staff",
        newest_first="obtained",
    )

    staff: Mapped[Staff | None] = link("教职工", required=True)
    title: Mapped[TitleRank | None] = column(Choice("职称", words=TitleRank, required=True))
    obtained: Mapped[date | None] = column(Day("取得日期", past=True))
    appointed: Mapped[date | None] = column(Day("聘任日期", past=True))
    certificate_no: Mapped[str | None] = column(Text("证书编号"))

    staff_id: Mapped[UUID | None] = key(index=True)


class StaffHonor(Record):
    """An honour or a backbone standing."""

    __tablename__ = "staff_honor"
    __kind__ = Kind(
        "荣誉",
        title=("staff", "level", "category"),
        listed=("staff", "category", "level", "granted_on", "doc_no"),
        parent="staff",
        newest_first="granted_on",
    )

    staff: Mapped[Staff | None] = link("教职工", required=True)
    category: Mapped[HonorCategory | None] = column(
        Choice("称号", words=HonorCategory, required=True)
    )
    level: Mapped[HonorLevel | None] = column(Choice("级别", words=HonorLevel, required=True))
    granted_on: Mapped[date | None] = column(Day("授予日期", past=True))
    doc_no: Mapped[str | None] = column(Text("文号"))

    staff_id: Mapped[UUID | None] = key(index=True)
