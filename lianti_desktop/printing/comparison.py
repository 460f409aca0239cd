"""P06 同课异构对比表: the lessons on one topic side by side, with what their observers found."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from lianti_desktop.domain.forms import Column, FormSheet, Lines, Pairs, Signs, Words
from lianti_desktop.printing.form_layouts import FormWork, label_of, value_of
from lianti_desktop.storage import records
from lianti_desktop.storage.lessons import Lesson, LessonObservation

FACTS = ("school", "class_group", "given_on", "kind", "self_reflection")
RATINGS = ("teaching_rating", "thinking_rating", "method_rating")
SAID = ("merits", "suggestions")
NOBODY: tuple[Lesson | None, ...] = (None, None)
"""Two columns to write in."""


def compare(work: FormWork, lesson: Lesson | None) -> FormSheet:
    """The form about a lesson and those of its 同课异构组."""
    lessons = NOBODY if lesson is None else same_topic(work.session, lesson)
    sheet = comparison_sheet(work.session, lessons, work.above)
    if lesson is not None and not work.is_blank:
        return sheet
    parts = tuple(_emptied(part) if isinstance(part, Lines) else part for part in sheet.parts)
    return replace(sheet, parts=parts)


def same_topic(session: Session, lesson: Lesson) -> Sequence[Lesson]:
    """The lessons that stand beside each other: of one group, or on one topic in one activity."""
    if lesson.same_topic_group:
        keys = {"same_topic_group": lesson.same_topic_group}
        return records.living(session, Lesson, **keys)
    if lesson.activity_id is None:
        return [lesson]
    found = records.living(session, Lesson, activity_id=lesson.activity_id)
    return [one for one in found if one.topic == lesson.topic]


def _emptied(lines: Lines) -> Lines:
    """The lines with nothing but their labels, high enough to be written in."""
    empty = ("\n\n",) * (len(lines.columns) - 1)
    return replace(lines, lines=tuple((line[0], *empty) for line in lines.lines))


def comparison_sheet(
    session: Session, lessons: Sequence[Lesson | None], above: str = ""
) -> FormSheet:
    """The form about some lessons, inside the session they belong to."""
    heads = (
        Column("项目", 2.4, is_centred=True),
        *(Column(value_of(lesson, "teacher"), 6) for lesson in lessons),
    )
    seen = [_observations(session, lesson) for lesson in lessons]
    lines = [
        *((label_of(Lesson, name), *(value_of(one, name) for one in lessons)) for name in FACTS),
        ("听课人次", *(f"{len(one)}人次" if one else "" for one in seen)),
        *(_line(name, seen, _average) for name in RATINGS),
        *(_line(name, seen, _joined) for name in SAID),
    ]
    first = lessons[0] if lessons else None
    topic, subject = value_of(first, "topic"), value_of(first, "subject")
    parts = (
        Pairs((("课题", topic), ("学科", subject))),
        Lines(heads, tuple(lines)),
        Words("共识与改进", "", 26.0),
        Signs(("教研组长", "承办学校（盖章）")),
    )
    is_sample = any(lesson.sample for lesson in lessons if lesson is not None)
    return FormSheet(
        "同课异构对比表", parts, above, running=topic, is_landscape=True, sample=is_sample
    )


def _observations(session: Session, lesson: Lesson | None) -> Sequence[LessonObservation]:
    if lesson is None:
        return ()
    return records.living(session, LessonObservation, lesson_id=lesson.id)


Summary = Callable[[Sequence[LessonObservation], str], str]


def _line(
    name: str, seen: Sequence[Sequence[LessonObservation]], summary: Summary
) -> tuple[str, ...]:
    return (label_of(LessonObservation, name), *(summary(one, name) for one in seen))


def _average(seen: Sequence[LessonObservation], name: str) -> str:
    marks = [mark for one in seen if (mark := getattr(one, name)) is not None]
    return f"平均 {sum(marks) / len(marks):.1f} 分（{len(marks)} 人评）" if marks else ""


def _joined(seen: Sequence[LessonObservation], name: str) -> str:
    said = [(value_of(one, "observer") or "听课人", value_of(one, name)) for one in seen]
    return "\n".join(f"{who}：{words}" for who, words in said if words)
