"""Lessons given in activities, observations of them, reflections and pictures."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from lianti_desktop.domain.fields import (
    Attachment,
    Choice,
    Day,
    Flag,
    Lines,
    LongText,
    Number,
    Text,
)
from lianti_desktop.domain.words import (
    AuthorKind,
    Grade,
    LessonKind,
    MediaConsent,
    ObservationMode,
    Subject,
)
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.organisation import ClassGroup
from lianti_desktop.storage.record import Kind, Record, Section, column, key, link
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.staff import Staff


class Lesson(Record):
    """A lesson given as part of an activity."""

    __tablename__ = "lesson"
    __kind__ = Kind(
        "课例",
        title=("topic", "teacher"),
        listed=("topic", "teacher", "school", "subject", "grade", "kind", "given_on", "activity"),
        parent="activity",
        newest_first="given_on",
        measure="节",
        sections=(
            Section("课", ("activity", "kind", "teacher", "school", "subject", "topic")),
            Section("班级和时间", ("class_group", "grade", "given_on", "period")),
            Section(
                "材料与反思",
                ("same_topic_group", "plan_file", "courseware_file", "self_reflection"),
            ),
        ),
    )

    activity: Mapped[Activity | None] = link("活动", required=True)
    kind: Mapped[LessonKind | None] = column(Choice("课型", words=LessonKind, required=True))
    teacher: Mapped[Staff | None] = link("执教教师", required=True)
    school: Mapped[School | None] = link("教师所在学校", required=True)
    subject: Mapped[Subject | None] = column(Choice("学科", words=Subject, required=True))
    topic: Mapped[str | None] = column(Text("课题", required=True))
    class_group: Mapped[ClassGroup | None] = link("班级")
    grade: Mapped[Grade | None] = column(Choice("年级", words=Grade, required=True))
    given_on: Mapped[date | None] = column(Day("日期", required=True))
    period: Mapped[int | None] = column(Number("第几节", low=1, high=12, unit="节"))
    same_topic_group: Mapped[str | None] = column(
        Text("同课异构组", hint="同一课题的几节课填同样的字")
    )
    plan_file: Mapped[str | None] = column(Attachment("教案"))
    courseware_file: Mapped[str | None] = column(Attachment("课件"))
    self_reflection: Mapped[str | None] = column(LongText("教后反思"))

    activity_id: Mapped[UUID | None] = key(index=True)
    teacher_id: Mapped[UUID | None] = key(index=True)
    school_id: Mapped[UUID | None] = key()
    class_group_id: Mapped[UUID | None] = key()


def _score(label: str) -> Number:
    """One of the five parts of the usual rubric, twenty points each."""
    return Number(label, high=20, unit="分", hint="0 到 20 分")


class LessonObservation(Record):
    """What one observer wrote of a lesson, with the three ratings (听课三评)."""

    __tablename__ = "lesson_observation"
    __kind__ = Kind(
        "听课评课",
        title=("lesson", "observer"),
        listed=(
            "lesson",
            "observer",
            "mode",
            "teaching_rating",
            "thinking_rating",
            "method_rating",
            "suggestions",
        ),
        parent="lesson",
        measure="份",
        sections=(
            Section("听课", ("lesson", "observer", "school", "mode")),
            Section("三评", ("teaching_rating", "thinking_rating", "method_rating")),
            Section(
                "评课",
                ("process_notes", "comments", "merits", "suggestions", "overall"),
            ),
            Section(
                "评分",
                ("goal_score", "content_score", "process_score", "method_score", "effect_score"),
            ),
        ),
    )

    lesson: Mapped[Lesson | None] = link("课例", required=True)
    observer: Mapped[Staff | None] = link("听课人", required=True)
    school: Mapped[School | None] = link("听课人学校")
    mode: Mapped[ObservationMode | None] = column(Choice("听课方式", words=ObservationMode))
    teaching_rating: Mapped[int | None] = column(
        Number("教师讲解准确", low=1, high=5, unit="分", hint="1 到 5 分")
    )
    thinking_rating: Mapped[int | None] = column(
        Number("学生思维活跃", low=1, high=5, unit="分", hint="1 到 5 分")
    )
    method_rating: Mapped[int | None] = column(
        Number("教学过程科学", low=1, high=5, unit="分", hint="1 到 5 分")
    )
    process_notes: Mapped[str | None] = column(LongText("听课过程"))
    comments: Mapped[str | None] = column(LongText("评点", hint="听课时随手写的看法"))
    merits: Mapped[str | None] = column(LongText("优点"))
    suggestions: Mapped[str | None] = column(LongText("建议", required=True))
    overall: Mapped[str | None] = column(LongText("总评"))
    goal_score: Mapped[int | None] = column(_score("教学目标"))
    content_score: Mapped[int | None] = column(_score("教学内容"))
    process_score: Mapped[int | None] = column(_score("教学过程"))
    method_score: Mapped[int | None] = column(_score("教学方法"))
    effect_score: Mapped[int | None] = column(_score("教学效果"))

    lesson_id: Mapped[UUID | None] = key(index=True)
    observer_id: Mapped[UUID | None] = key()
    school_id: Mapped[UUID | None] = key()


class Reflection(Record):
    """Words of somebody who took part (感言).

    The words may be a pupil's: they can be erased, so the title, which the log repeats, is without.
    """

    __tablename__ = "reflection"
    __kind__ = Kind(
        "感言",
        title=("author_kind", "activity"),
        listed=("author_label", "author_kind", "text", "activity", "consent_ok"),
        parent="activity",
        measure="篇",
    )

    activity: Mapped[Activity | None] = link("活动", required=True)
    author_kind: Mapped[AuthorKind | None] = column(Choice("作者", words=AuthorKind, required=True))
    author_label: Mapped[str | None] = column(
        Text("署名", hint="学生不写全名，例如 三年级 小荷"), sensitive=True
    )
    text: Mapped[str | None] = column(
        LongText("感言", required=True, hint="300 字以内"), sensitive=True
    )
    consent_ok: Mapped[bool | None] = column(Flag("同意刊用"))

    activity_id: Mapped[UUID | None] = key(index=True)


class Media(Record):
    """A picture of an activity; `file` is the SHA-256 of its print copy.

    A caption may name a child, and so may the name of the file: the title, which reasons in the
    log repeat and lists and the bin show, is without both.
    """

    __tablename__ = "media"
    __kind__ = Kind(
        "照片",
        title=("activity", "taken_on"),
        listed=("caption", "activity", "taken_on", "photographer", "has_pupils", "consent_state"),
        made=("file", "original", "width", "height", "likeness"),
        parent="activity",
        newest_first="taken_on",
        measure="张",
    )

    activity: Mapped[Activity | None] = link("活动", required=True)
    caption: Mapped[str | None] = column(Text("说明", longest=60), sensitive=True)
    taken_on: Mapped[date | None] = column(Day("拍摄日期", past=True))
    photographer: Mapped[str | None] = column(Text("拍摄人"))
    has_pupils: Mapped[bool | None] = column(Flag("含学生"))
    consent_state: Mapped[MediaConsent | None] = column(Choice("授权情况", words=MediaConsent))
    is_hero: Mapped[bool | None] = column(Flag("主图"))
    shows_sign_in: Mapped[bool | None] = column(Flag("签到表照片"))
    rank: Mapped[int | None] = column(Number("顺序"))
    turned: Mapped[int | None] = column(Number("旋转", high=3, hint="顺时针转几个直角"))
    file: Mapped[str | None] = column(Attachment("图片文件"))
    original: Mapped[str | None] = column(Attachment("原图"))
    file_name: Mapped[str | None] = column(Text("原文件名"))
    width: Mapped[int | None] = column(Number("宽", unit="像素"))
    height: Mapped[int | None] = column(Number("高", unit="像素"))
    likeness: Mapped[str | None] = column(Text("相似特征"))
    blur_regions: Mapped[list[str] | None] = column(Lines("遮挡位置"))

    activity_id: Mapped[UUID | None] = key(index=True)
