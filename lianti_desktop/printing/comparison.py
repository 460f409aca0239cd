"""P06 同课异构对比表: the lessons on one topic side by side, with what their observers found."""

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from lianti_desktop.printing.form import Column
from lianti_desktop.printing.form_layouts import label_of, value_of
from lianti_desktop.printing.form_sheet import FormSheet, Lines, Pairs, Signs, Words
from lianti_desktop.storage import records
from lianti_desktop.storage.lessons import Lesson, LessonObservation

FACTS = ("school", "class_group", "given_on", "kind", "self_reflection")
RATINGS = ("teaching_rating", "thinking_rating", "method_rating")
SAID = ("merits", "suggestions")


def comparison_sheet(session: Session, lessons: Sequence[Lesson], above: str = "") -> FormSheet:
    """The form about some lessons, inside the session they belong to."""
    heads = (
        Column("项目", 2.4, is_centred=True),
        *(Column(value_of(lesson, "teacher"), 6) for lesson in lessons),
    )
    seen = [records.living(session, LessonObservation, lesson_id=lesson.id) for lesson in lessons]
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
        Words("共识与\n改进", "", 50.0),
        Signs(("教研组长", "承办学校（盖章）")),
    )
    is_sample = any(lesson.sample for lesson in lessons)
    return FormSheet(
        "同课异构对比表", parts, above, running=topic, is_landscape=True, sample=is_sample
    )


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
