"""Alliance, schools and how they are grouped."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from lianti_desktop.domain.fields import (
    Choice,
    Choices,
    Day,
    Decimal,
    Flag,
    Lines,
    Links,
    LongText,
    Number,
    Text,
)
from lianti_desktop.domain.words import (
    AllianceKind,
    Connectivity,
    MembershipRole,
    SchoolKind,
    Subject,
)
from lianti_desktop.domain.words import Section as SchoolSection
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.record import Kind, Record, Section, Writer, column, key, link


class School(Record):
    """A school, campus or teaching point of the alliance."""

    __tablename__ = "school"
    __kind__ = Kind(
        "学校",
        title=("name",),
        listed=("name", "short_name", "kind", "township", "principal", "distance_km"),
        writer=Writer.CORE,
        unique=("name",),
        measure="所",
        sections=(
            Section("基本情况", ("name", "short_name", "kind", "parent_school", "features")),
            Section(
                "联系与位置",
                (
                    "principal",
                    "party_secretary",
                    "phone",
                    "township",
                    "county",
                    "address",
                    "distance_km",
                    "connectivity",
                ),
            ),
            Section("登记信息", ("official_code", "uscc", "legal_person", "textbook_editions")),
        ),
    )

    name: Mapped[str | None] = column(Text("学校名称", required=True, longest=60))
    short_name: Mapped[str | None] = column(
        Text("简称", required=True, longest=12, hint="用在表格和照片说明里，例如 柳林校区")
    )
    kind: Mapped[SchoolKind | None] = column(Choice("类别", words=SchoolKind, required=True))
    parent_school: Mapped["School | None"] = link("上级学校")
    features: Mapped[str | None] = column(LongText("办学特色"))
    principal: Mapped[str | None] = column(Text("校长"))
    party_secretary: Mapped[str | None] = column(Text("党组织书记"))
    phone: Mapped[str | None] = column(Text("学校电话"))
    township: Mapped[str | None] = column(Text("乡镇"))
    county: Mapped[str | None] = column(Text("县（市、区）"))
    address: Mapped[str | None] = column(Text("地址"))
    distance_km: Mapped[float | None] = column(Decimal("到中心校距离", unit="公里"))
    connectivity: Mapped[Connectivity | None] = column(Choice("网络条件", words=Connectivity))
    official_code: Mapped[str | None] = column(
        Text("学校标识码", longest=11, hint="10 位数字；校区和教学点可以不填")
    )
    uscc: Mapped[str | None] = column(Text("统一社会信用代码", longest=18))
    legal_person: Mapped[bool | None] = column(Flag("独立法人"))
    textbook_editions: Mapped[list[str] | None] = column(
        Lines("教材版本", hint="例如 三年级语文统编版、三年级英语人教版")
    )

    parent_school_id: Mapped[UUID | None] = key()


class SchoolDivision(Record):
    """A section of a school that takes part in groups on its own, such as 37中（小学部）."""

    __tablename__ = "school_division"
    __kind__ = Kind(
        "学部",
        title=("name",),
        listed=("name", "school", "section"),
        unique=("school", "section"),
        measure="个",
    )

    school: Mapped[School | None] = link("学校", required=True)
    section: Mapped[SchoolSection | None] = column(
        Choice("学段", words=SchoolSection, required=True)
    )
    name: Mapped[str | None] = column(Text("名称", required=True, hint="例如 37中（小学部）"))

    school_id: Mapped[UUID | None] = key(index=True)


class Alliance(Record):
    """A school alliance: 教联体, 集团, 大学区, 片."""

    __tablename__ = "alliance"
    __kind__ = Kind(
        "联盟",
        title=("name",),
        listed=("name", "kind", "start", "end"),
        writer=Writer.CORE,
        unique=("name",),
        measure="个",
    )

    name: Mapped[str | None] = column(Text("联盟名称", required=True, longest=60))
    kind: Mapped[AllianceKind | None] = column(Choice("形式", words=AllianceKind, required=True))
    start: Mapped[date | None] = column(Day("成立日期", required=True, past=True))
    end: Mapped[date | None] = column(Day("结束日期"))
    same_legal_person: Mapped[bool | None] = column(
        Flag("同一法人", hint="中心校和校区是不是同一个法人单位")
    )
    slogan: Mapped[str | None] = column(Text("口号"))
    feature: Mapped[str | None] = column(LongText("特色与目标"))
    unified_domains: Mapped[list[str] | None] = column(
        Lines("统一管理的方面", hint="例如 教学进度、校历、作息")
    )
    base_schools: Mapped[list[str] | None] = column(
        Links("基地校名单", kind="school", hint="文件里写明的基地校，用来与各组核对")
    )
    member_count: Mapped[int | None] = column(
        Number("成员校数", low=1, high=500, unit="所", hint="文件里写的所数，用来与成员名单核对")
    )
    charter_no: Mapped[str | None] = column(Text("章程或方案文号"))


class LinkageGroup(Record):
    """A group of schools inside an alliance, led by a base school."""

    __tablename__ = "linkage_group"
    __kind__ = Kind(
        "联动组",
        title=("name",),
        listed=("name", "alliance", "subjects", "sections"),
        parent="alliance",
        writer=Writer.CORE,
        unique=("alliance", "name"),
        measure="个",
    )

    name: Mapped[str | None] = column(Text("组名或组号", required=True, hint="例如 第一组"))
    alliance: Mapped[Alliance | None] = link("所属联盟", required=True)
    subjects: Mapped[list[str] | None] = column(Choices("学科范围", words=Subject))
    sections: Mapped[list[str] | None] = column(Choices("学段范围", words=SchoolSection))
    weekly_slots: Mapped[list[str] | None] = column(
        Lines("每周活动时间", hint="例如 语文周三下午第1节、数学周四下午第1节")
    )

    alliance_id: Mapped[UUID | None] = key(index=True)


class GroupMembership(Record):
    """A school, or one division of it, in an alliance or a group for a time."""

    __tablename__ = "group_membership"
    __kind__ = Kind(
        "成员关系",
        title=("school", "division", "group", "role"),
        listed=("school", "division", "group", "alliance", "role", "term", "head_person"),
        parent="alliance",
        writer=Writer.CORE,
        unique=("alliance", "group", "school", "division", "term"),
        sections=(
            Section("成员", ("alliance", "group", "school", "division", "role")),
            Section("时间", ("term", "since", "until")),
            Section("联系人", ("head_person", "liaison_person", "liaison_phone")),
        ),
    )

    alliance: Mapped[Alliance | None] = link("联盟", required=True)
    group: Mapped[LinkageGroup | None] = link("联动组")
    school: Mapped[School | None] = link("学校", required=True)
    division: Mapped[SchoolDivision | None] = link("学部")
    role: Mapped[MembershipRole | None] = column(
        Choice("角色", words=MembershipRole, required=True)
    )
    term: Mapped[Term | None] = link("学期", hint="只在某个学期有效时才填")
    since: Mapped[date | None] = column(Day("开始日期"))
    until: Mapped[date | None] = column(Day("结束日期"))
    head_person: Mapped[str | None] = column(Text("负责人"))
    liaison_person: Mapped[str | None] = column(Text("联络员"))
    liaison_phone: Mapped[str | None] = column(Text("联络电话"), sensitive=True)

    alliance_id: Mapped[UUID | None] = key(index=True)
    group_id: Mapped[UUID | None] = key(index=True)
    school_id: Mapped[UUID | None] = key(index=True)
    division_id: Mapped[UUID | None] = key()
    term_id: Mapped[UUID | None] = key()
