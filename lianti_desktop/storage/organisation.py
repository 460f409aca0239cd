"""Bodies of the alliance and of schools, classes, shared places, outsiders, consents."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from lianti_desktop.domain.fields import Choice, Choices, Day, Flag, LongText, Number, Text
from lianti_desktop.domain.words import ConsentScope, FacilityKind, Grade, OrganKind
from lianti_desktop.domain.words import Section as SchoolSection
from lianti_desktop.storage.record import Kind, Record, Section, column, key, link
from lianti_desktop.storage.schools import Alliance, LinkageGroup, School
from lianti_desktop.storage.staff import Staff


class Organ(Record):
    """A body: a leading group, an office, a teaching group."""

    __tablename__ = "organ"
    __kind__ = Kind(
        "机构",
        title=("name",),
        listed=("name", "kind", "school", "group", "alliance", "basis_doc_no"),
        unique=("name", "school", "alliance"),
        measure="个",
    )

    name: Mapped[str | None] = column(Text("名称", required=True))
    kind: Mapped[OrganKind | None] = column(Choice("类别", words=OrganKind, required=True))
    parent_organ: Mapped["Organ | None"] = link("上级机构")
    school: Mapped[School | None] = link("所在学校")
    alliance: Mapped[Alliance | None] = link("所属联盟")
    group: Mapped[LinkageGroup | None] = link("所属联动组")
    basis_doc_no: Mapped[str | None] = column(Text("依据文号"))

    parent_organ_id: Mapped[UUID | None] = key()
    school_id: Mapped[UUID | None] = key()
    alliance_id: Mapped[UUID | None] = key()
    group_id: Mapped[UUID | None] = key()


class Appointment(Record):
    """A person's post in a body."""

    __tablename__ = "appointment"
    __kind__ = Kind(
        "任职",
        title=("person", "external_name", "post"),
        listed=("organ", "person", "external_name", "external_unit", "post", "since", "until"),
        parent="organ",
    )

    organ: Mapped[Organ | None] = link("机构", required=True)
    person: Mapped[Staff | None] = link("本联盟教职工")
    external_name: Mapped[str | None] = column(Text("外单位人员姓名"))
    external_unit: Mapped[str | None] = column(Text("外单位"))
    post: Mapped[str | None] = column(Text("职务", required=True, hint="例如 副组长"))
    is_first_responsible: Mapped[bool | None] = column(Flag("第一责任人"))
    since: Mapped[date | None] = column(Day("开始日期"))
    until: Mapped[date | None] = column(Day("结束日期"))

    organ_id: Mapped[UUID | None] = key(index=True)
    person_id: Mapped[UUID | None] = key(index=True)


class ClassGroup(Record):
    """A class; several grades in one room make it a 复式班."""

    __tablename__ = "class_group"
    __kind__ = Kind(
        "班级",
        title=("name",),
        listed=("name", "school", "grades", "pupil_count", "head_teacher"),
        unique=("school", "name"),
        measure="个",
    )

    name: Mapped[str | None] = column(Text("班级名称", required=True, hint="例如 三年级2班"))
    school: Mapped[School | None] = link("学校", required=True)
    section: Mapped[SchoolSection | None] = column(
        Choice("学段", words=SchoolSection, required=True)
    )
    entry_year: Mapped[int | None] = column(
        Number("入学年", low=1990, high=2100, unit="年", required=True)
    )
    class_no: Mapped[int | None] = column(Number("班号", low=1, high=60, unit="班"))
    grades: Mapped[list[str] | None] = column(
        Choices("年级", words=Grade, hint="复式班填两个以上年级，例如 一年级、三年级")
    )
    pupil_count: Mapped[int | None] = column(Number("学生人数", high=200, unit="人"))
    head_teacher: Mapped[Staff | None] = link("班主任")

    school_id: Mapped[UUID | None] = key(index=True)
    head_teacher_id: Mapped[UUID | None] = key()


class Facility(Record):
    """A place that a school shares: a farm base, a youth palace, a laboratory."""

    __tablename__ = "facility"
    __kind__ = Kind(
        "共享场馆",
        title=("name",),
        listed=("name", "kind", "school", "capacity"),
        unique=("school", "name"),
        measure="处",
    )

    name: Mapped[str | None] = column(Text("名称", required=True))
    kind: Mapped[FacilityKind | None] = column(Choice("类别", words=FacilityKind, required=True))
    school: Mapped[School | None] = link("所属学校", required=True)
    capacity: Mapped[int | None] = column(Number("可容纳", high=100_000, unit="人"))
    safety_note: Mapped[str | None] = column(LongText("安全提示"))

    school_id: Mapped[UUID | None] = key()


class ExternalPerson(Record):
    """Somebody from outside the alliance who takes part."""

    __tablename__ = "external_person"
    __kind__ = Kind(
        "外请人员",
        title=("name",),
        listed=("name", "unit", "role"),
        unique=("name", "unit"),
        measure="名",
    )

    name: Mapped[str | None] = column(Text("姓名", required=True))
    unit: Mapped[str | None] = column(Text("单位"))
    role: Mapped[str | None] = column(Text("身份", hint="例如 县教研员"))


class Consent(Record):
    """A guardian's or a member of staff's permission for pictures and names."""

    __tablename__ = "consent"
    __kind__ = Kind(
        "授权登记",
        title=("class_group", "person", "scope"),
        listed=(
            "class_group",
            "person",
            "scope",
            "granted_on",
            "until",
            "paper_ref",
            "withdrawn_on",
        ),
        newest_first="granted_on",
        sections=(
            Section("授权给谁", ("class_group", "person", "scope")),
            Section(
                "授权情况",
                ("granted_by", "relation", "granted_on", "until", "paper_ref", "withdrawn_on"),
            ),
        ),
    )

    class_group: Mapped[ClassGroup | None] = link("班级")
    person: Mapped[Staff | None] = link("教职工")
    scope: Mapped[ConsentScope | None] = column(
        Choice("授权范围", words=ConsentScope, required=True)
    )
    granted_by: Mapped[str | None] = column(
        Text("授权人", hint="全班统一授权时填“全班家长”"), sensitive=True
    )
    relation: Mapped[str | None] = column(Text("与被授权人的关系"))
    granted_on: Mapped[date | None] = column(Day("授权日期", required=True, past=True))
    until: Mapped[date | None] = column(Day("有效期至"))
    paper_ref: Mapped[str | None] = column(Text("纸质材料册页号"))
    withdrawn_on: Mapped[date | None] = column(Day("撤回日期", past=True))

    class_group_id: Mapped[UUID | None] = key(index=True)
    person_id: Mapped[UUID | None] = key(index=True)
