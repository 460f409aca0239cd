"""The forms and lists of the daily work, each a few lines of field names."""

from collections.abc import Iterable

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.forms import Signs
from lianti_desktop.domain.words import ConsentScope
from lianti_desktop.printing.comparison import compare
from lianti_desktop.printing.form_layouts import (
    Beside,
    ComposedForm,
    Facts,
    FormLayout,
    ListLayout,
    LongField,
    Marks,
    Options,
    Scores,
    Told,
)
from lianti_desktop.printing.gather_form import record_form

CONSENT_WORDS = (
    "尊敬的家长：\n"
    "学校和联盟会在教学、劳动、文体等活动中拍摄照片，并把其中一部分用在活动记录、画册、简报和校内展板里。"
    "这些照片只在联盟各校内部和印刷品中使用，不放到网上，不写孩子的全名和住址。\n"
    "是否同意由家长决定，不同意不影响孩子参加任何活动。同意以后也可以随时告诉班主任撤回，"
    "撤回以后新印的材料不再使用孩子的照片。\n"
    "请在下面选择，并签名交给班主任。"
)
CONSENT_CHOICES = (
    (
        "同意学校和联盟拍摄并在活动记录、画册、简报中使用",
        (
            ConsentScope.PHOTO_ALBUM_PRINT,
            ConsentScope.PHOTO_BULLETIN,
            ConsentScope.NAME_IN_PRINT,
            ConsentScope.MEDIA_PUBLIC,
        ),
    ),
    ("只同意用于活动记录存档，不用于画册和简报", (ConsentScope.PHOTO_INTERNAL,)),
    ("不同意使用", ()),
)

FORMS: tuple[FormLayout | ComposedForm, ...] = (
    ComposedForm("activity-record", "活动记录表", "activity", record_form),
    FormLayout(
        "observation",
        "听课评课记录表",
        "lesson_observation",
        (
            Facts(("lesson.topic",)),
            Facts(("lesson.teacher", "lesson.school")),
            Facts(("lesson.subject", "lesson.grade", "lesson.kind")),
            Facts(("observer", "school", "lesson.given_on")),
            Beside("process_notes", "comments", 170),
            Marks("听课三评", ("teaching_rating", "thinking_rating", "method_rating")),
            Scores(
                "评课评分",
                ("goal_score", "content_score", "process_score", "method_score", "effect_score"),
            ),
            LongField("merits", 34),
            LongField("suggestions", 34),
            LongField("overall", 34),
            Signs(("听课人", "执教教师")),
        ),
    ),
    ComposedForm("same-topic", "同课异构对比表", "lesson", compare),
    FormLayout(
        "lesson",
        "课例登记表",
        "lesson",
        (
            Facts(("topic",)),
            Facts(("teacher", "school")),
            Facts(("subject", "kind")),
            Facts(("class_group", "grade")),
            Facts(("given_on", "period")),
            Facts(("activity",)),
            LongField("self_reflection", 300),
            Signs(("执教教师", "教研组长")),
        ),
    ),
    FormLayout(
        "consent",
        "家长知情同意书",
        "consent",
        (
            Facts(("class_group", "scope")),
            Told("说明", CONSENT_WORDS, 215, is_elastic=False),
            Options("请选择", "scope", CONSENT_CHOICES, 110),
            Facts(("granted_by", "relation")),
            Facts(("granted_on", "until")),
            Signs(("家长或监护人", "班主任")),
        ),
    ),
    FormLayout(
        "staff",
        "教职工登记表",
        "staff",
        (
            Facts(("name", "gender")),
            Facts(("school", "post")),
            Facts(("birth_month", "work_start")),
            Facts(("education", "degree")),
            Facts(("political_status", "staff_category")),
            Facts(("subjects", "weekly_lessons")),
            Told("备注", "", 200),
            Signs(("本人", "学校（盖章）")),
        ),
    ),
)

LISTS: tuple[ListLayout, ...] = (
    ListLayout(
        "consent-register",
        "监护人授权登记册",
        "consent",
        (
            ("class_group", 3.2),
            ("person", 2.2),
            ("scope", 3.4),
            ("granted_by", 2.8),
            ("relation", 2.2),
            ("granted_on", 3.5),
            ("until", 3.5),
            ("paper_ref", 2.2),
            ("withdrawn_on", 3.5),
        ),
    ),
    ListLayout(
        "staff-list",
        "教职工名册",
        "staff",
        (
            ("name", 2.5),
            ("gender", 1.3),
            ("school", 4.6),
            ("post", 2.8),
            ("staff_category", 2.5),
            ("subjects", 3.3),
            ("weekly_lessons", 1.7),
            ("education", 2.2),
            ("work_start", 3.4),
        ),
    ),
    ListLayout(
        "award-list",
        "表彰名册",
        "award",
        (
            ("target", 3.4),
            ("target_kind", 2),
            ("school", 3.6),
            ("title", 3.4),
            ("level", 2.8),
            ("granted_on", 4),
            ("issuer", 3.8),
            ("basis", 3.4),
            ("number", 3),
        ),
    ),
    ListLayout(
        "organ-list",
        "机构一览表",
        "organ",
        (("name", 5), ("kind", 3), ("school", 4), ("parent_organ", 4), ("basis_doc_no", 4)),
    ),
    ListLayout(
        "appointment-list",
        "机构成员名单",
        "appointment",
        (
            ("organ", 5),
            ("person", 2.6),
            ("external_name", 2.8),
            ("external_unit", 4),
            ("post", 3),
            ("since", 3),
        ),
    ),
)


def form_named(name: str) -> FormLayout | ComposedForm:
    """The form of that name or title; raises UserError when there is none."""
    for layout in FORMS:
        if name in (layout.name, layout.title):
            return layout
    raise _unknown(name, [layout.title for layout in FORMS])


def list_named(name: str) -> ListLayout:
    """The list of that name or title; raises UserError when there is none."""
    for layout in LISTS:
        if name in (layout.name, layout.title):
            return layout
    raise _unknown(name, [layout.title for layout in LISTS])


def _unknown(name: str, known: Iterable[str]) -> UserError:
    return UserError(f"没有“{name}”这种表，已录入的资料没有变化，请从{'、'.join(known)}里选一种。")
