"""Activities, what each school adds to them, who came, and how many."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session

from lianti_desktop.domain.activity_kinds import ActivityKind
from lianti_desktop.domain.fields import (
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
from lianti_desktop.domain.words import (
    ActivityMode,
    ActivityState,
    Carrier,
    Dimension,
    Grade,
    ParticipantRole,
    SignMode,
    Subject,
)
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.organisation import ExternalPerson, Facility
from lianti_desktop.storage.record import Kind, Record, Section, column, key, link
from lianti_desktop.storage.schools import Alliance, School
from lianti_desktop.storage.staff import Staff

STEPS_HINT = "例如 说课、讲课、评课"


class Activity(Record):
    """One alliance activity, written by the school that hosts it."""

    __tablename__ = "activity"
    __kind__ = Kind(
        "活动",
        title=("title",),
        listed=("title", "held_on", "host", "kind", "state", "place"),
        newest_first="held_on",
        measure="次",
        unique=("title", "held_on", "host"),
        sections=(
            Section(
                "活动",
                (
                    "title",
                    "kind",
                    "state",
                    "held_on",
                    "held_until",
                    "starts_at",
                    "ends_at",
                    "place",
                    "facility",
                    "mode",
                ),
            ),
            Section("学校", ("alliance", "groups", "host", "organiser", "invited", "attended")),
            Section("内容", ("theme", "problem", "subject", "grades", "topic", "steps")),
            Section("经过", ("process_text", "result_text", "resolution_text", "problems_next")),
            Section("人员", ("responsible_person", "recorder", "lesson_count")),
            Section(
                "安全",
                (
                    "safety_leader",
                    "safety_plan",
                    "vehicles",
                    "insured",
                    "parents_informed",
                    "risk_note",
                ),
            ),
            Section("归类", ("term", "carrier", "dimensions", "state_reason", "late_entry")),
        ),
    )

    title: Mapped[str | None] = column(Text("活动名称", required=True, longest=80))
    kind: Mapped[ActivityKind | None] = column(
        Choice("类型", words=ActivityKind, required=True), index=True
    )
    state: Mapped[ActivityState | None] = column(Choice("状态", words=ActivityState))
    held_on: Mapped[date | None] = column(Day("日期", required=True), index=True)
    held_until: Mapped[date | None] = column(Day("结束日期", hint="跨天的活动才填"))
    starts_at: Mapped[str | None] = column(Clock("开始时间"))
    ends_at: Mapped[str | None] = column(Clock("结束时间"))
    place: Mapped[str | None] = column(Text("地点", required=True))
    facility: Mapped[Facility | None] = link("共享场馆")
    mode: Mapped[ActivityMode | None] = column(Choice("方式", words=ActivityMode))
    alliance: Mapped[Alliance | None] = link("联盟")
    groups: Mapped[list[str] | None] = column(
        Links("联动组", kind="linkage_group", hint="一次活动可以同时算几个组的")
    )
    host: Mapped[School | None] = link("承办学校", required=True)
    organiser: Mapped[School | None] = link("主办学校")
    invited: Mapped[list[str] | None] = column(Links("邀请学校", kind="school"))
    attended: Mapped[list[str] | None] = column(Links("参加学校", kind="school", required=True))
    theme: Mapped[str | None] = column(Text("主题"))
    problem: Mapped[str | None] = column(Text("研讨的问题"))
    subject: Mapped[Subject | None] = column(Choice("学科", words=Subject))
    grades: Mapped[list[str] | None] = column(Choices("年级", words=Grade))
    topic: Mapped[str | None] = column(Text("课题或内容"))
    steps: Mapped[list[str] | None] = column(Lines("环节", hint=STEPS_HINT))
    process_text: Mapped[str | None] = column(
        LongText("活动过程", required=True, least=50, hint="写明做了什么、谁做的，至少 50 个字")
    )
    result_text: Mapped[str | None] = column(LongText("成效"))
    resolution_text: Mapped[str | None] = column(LongText("决议或结果"))
    problems_next: Mapped[str | None] = column(LongText("不足与改进"))
    responsible_person: Mapped[Staff | None] = link("负责人")
    recorder: Mapped[Staff | None] = link("记录人", required=True)
    lesson_count: Mapped[int | None] = column(Number("节次", high=500, unit="节"))
    safety_leader: Mapped[str | None] = column(Text("安全负责人"))
    safety_plan: Mapped[str | None] = column(LongText("安全预案"))
    vehicles: Mapped[str | None] = column(Text("车辆"))
    insured: Mapped[bool | None] = column(Flag("已办保险"))
    parents_informed: Mapped[bool | None] = column(Flag("已告知家长"))
    risk_note: Mapped[str | None] = column(Text("风险提示"))
    term: Mapped[Term | None] = link("学期")
    carrier: Mapped[Carrier | None] = column(Choice("载体", words=Carrier))
    dimensions: Mapped[list[str] | None] = column(Choices("合作方面", words=Dimension))
    state_reason: Mapped[str | None] = column(Text("延期或取消的原因", hint="延期时写明新的日期"))
    late_entry: Mapped[bool | None] = column(Flag("补录"))

    facility_id: Mapped[UUID | None] = key()
    alliance_id: Mapped[UUID | None] = key()
    host_id: Mapped[UUID | None] = key(index=True)
    organiser_id: Mapped[UUID | None] = key()
    responsible_person_id: Mapped[UUID | None] = key()
    recorder_id: Mapped[UUID | None] = key()
    term_id: Mapped[UUID | None] = key(index=True)

    def derive(self, session: Session) -> None:
        """The term and the first state follow from the day, unless somebody chose them."""
        if self.state is None:
            self.state = state_on(self.held_on, date.today())  # noqa: DTZ011 - the school's day
        if self.term_id is None and self.held_on is not None:
            day = self.held_on
            self.term_id = session.scalar(
                select(Term.id)
                .where(Term.begin <= day, Term.end >= day, Term.deleted.is_(False))
                .order_by(Term.begin.desc())
                .limit(1)
            )


def state_on(day: date | None, today: date) -> ActivityState:
    """What an activity is on a day of its own: planned while that lies ahead, else held."""
    is_ahead = day is not None and day > today
    return ActivityState.PLANNED if is_ahead else ActivityState.HELD


class ActivityContribution(Record):
    """What a school that does not host adds to an activity: its own words, confirmed by it."""

    __tablename__ = "activity_contribution"
    __kind__ = Kind(
        "本校参加情况",
        title=("school", "activity"),
        listed=("activity", "school", "text", "confirmed_by", "confirmed_on"),
        parent="activity",
        unique=("activity", "school"),
        measure="份",
    )

    activity: Mapped[Activity | None] = link("活动", required=True)
    school: Mapped[School | None] = link("学校", required=True)
    text: Mapped[str | None] = column(LongText("本校参加情况", required=True))
    confirmed_by: Mapped[str | None] = column(Text("确认人"))
    confirmed_on: Mapped[date | None] = column(Day("确认日期", past=True))

    activity_id: Mapped[UUID | None] = key(index=True)
    school_id: Mapped[UUID | None] = key(index=True)


class ActivityCount(Record):
    """How many people one school sent to an activity."""

    __tablename__ = "activity_count"
    __kind__ = Kind(
        "各校人数",
        title=("school", "activity"),
        listed=(
            "activity",
            "school",
            "staff_count",
            "pupil_count",
            "parent_count",
            "party_member_count",
            "expert_count",
            "is_estimated",
        ),
        parent="activity",
        unique=("activity", "school"),
    )

    activity: Mapped[Activity | None] = link("活动", required=True)
    school: Mapped[School | None] = link("学校", required=True)
    staff_count: Mapped[int | None] = column(Number("教师", high=100_000, unit="人"))
    pupil_count: Mapped[int | None] = column(Number("学生", high=100_000, unit="人"))
    parent_count: Mapped[int | None] = column(Number("家长", high=100_000, unit="人"))
    party_member_count: Mapped[int | None] = column(Number("党员", high=100_000, unit="人"))
    expert_count: Mapped[int | None] = column(Number("专家", high=10_000, unit="人"))
    is_estimated: Mapped[bool | None] = column(Flag("约数"))

    activity_id: Mapped[UUID | None] = key(index=True)
    school_id: Mapped[UUID | None] = key(index=True)


class Participant(Record):
    """A person on the sign-in sheet of an activity."""

    __tablename__ = "participant"
    __kind__ = Kind(
        "签到",
        title=("person", "external_person", "activity"),
        listed=("activity", "person", "external_person", "school", "role", "signed"),
        parent="activity",
        unique=("activity", "person", "external_person"),
        measure="名",
    )

    activity: Mapped[Activity | None] = link("活动", required=True)
    person: Mapped[Staff | None] = link("教职工")
    external_person: Mapped[ExternalPerson | None] = link("外请人员")
    school: Mapped[School | None] = link("学校")
    role: Mapped[ParticipantRole | None] = column(Choice("身份", words=ParticipantRole))
    signed: Mapped[bool | None] = column(Flag("已签到"))
    mode: Mapped[SignMode | None] = column(Choice("参加方式", words=SignMode))

    activity_id: Mapped[UUID | None] = key(index=True)
    person_id: Mapped[UUID | None] = key(index=True)
    external_person_id: Mapped[UUID | None] = key()
    school_id: Mapped[UUID | None] = key()
