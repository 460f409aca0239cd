"""The frozen tables of version 1: activities, lessons, pictures and documents."""

from alembic.operations import Operations

from lianti_desktop.storage.migrations.m0001_columns import (
    days,
    flags,
    keys,
    lists,
    numbers,
    record_table,
    texts,
    words,
)


def create_activities(op: Operations) -> None:
    """Makes the tables of this group."""
    for create in (
        _activity,
        _activity_contribution,
        _activity_count,
        _participant,
        _lesson,
        _lesson_observation,
        _reflection,
        _media,
        _document,
    ):
        create(op)


def _activity(op: Operations) -> None:
    record_table(
        op,
        "activity",
        *texts("title"),
        *words("kind", "state"),
        *days("held_on", "held_until"),
        *texts("starts_at", "ends_at", "place"),
        *words("mode"),
        *lists("groups", "invited", "attended"),
        *texts("theme", "problem"),
        *words("subject"),
        *lists("grades"),
        *texts("topic"),
        *lists("steps"),
        *texts("process_text", "result_text", "resolution_text", "problems_next"),
        *numbers("lesson_count"),
        *texts("safety_leader", "safety_plan", "vehicles"),
        *flags("insured", "parents_informed"),
        *texts("risk_note"),
        *words("carrier"),
        *lists("dimensions"),
        *texts("state_reason"),
        *flags("late_entry"),
        *keys(
            "facility_id",
            "alliance_id",
            "host_id",
            "organiser_id",
            "responsible_person_id",
            "recorder_id",
            "term_id",
        ),
        indexed=(
            "kind",
            "held_on",
            "host_id",
            "term_id",
        ),
    )


def _activity_contribution(op: Operations) -> None:
    record_table(
        op,
        "activity_contribution",
        *texts("text", "confirmed_by"),
        *days("confirmed_on"),
        *keys("activity_id", "school_id"),
        indexed=(
            "activity_id",
            "school_id",
        ),
    )


def _activity_count(op: Operations) -> None:
    record_table(
        op,
        "activity_count",
        *numbers(
            "staff_count", "pupil_count", "parent_count", "party_member_count", "expert_count"
        ),
        *flags("is_estimated"),
        *keys("activity_id", "school_id"),
        indexed=(
            "activity_id",
            "school_id",
        ),
    )


def _participant(op: Operations) -> None:
    record_table(
        op,
        "participant",
        *words("role"),
        *flags("signed"),
        *words("mode"),
        *keys("activity_id", "person_id", "external_person_id", "school_id"),
        indexed=(
            "activity_id",
            "person_id",
        ),
    )


def _lesson(op: Operations) -> None:
    record_table(
        op,
        "lesson",
        *words("kind", "subject"),
        *texts("topic"),
        *words("grade"),
        *days("given_on"),
        *numbers("period"),
        *texts("same_topic_group", "plan_file", "courseware_file", "self_reflection"),
        *keys("activity_id", "teacher_id", "school_id", "class_group_id"),
        indexed=(
            "activity_id",
            "teacher_id",
        ),
    )


def _lesson_observation(op: Operations) -> None:
    record_table(
        op,
        "lesson_observation",
        *words("mode"),
        *numbers("teaching_rating", "thinking_rating", "method_rating"),
        *texts("process_notes", "merits", "suggestions"),
        *keys("lesson_id", "observer_id", "school_id"),
        indexed=("lesson_id",),
    )


def _reflection(op: Operations) -> None:
    record_table(
        op,
        "reflection",
        *words("author_kind"),
        *texts("author_label", "text"),
        *flags("consent_ok"),
        *keys("activity_id"),
        indexed=("activity_id",),
    )


def _media(op: Operations) -> None:
    record_table(
        op,
        "media",
        *texts("caption"),
        *days("taken_on"),
        *texts("photographer"),
        *flags("has_pupils"),
        *words("consent_state"),
        *flags("is_hero", "shows_sign_in"),
        *numbers("rank", "turned"),
        *texts("file", "original", "file_name"),
        *numbers("width", "height"),
        *texts("likeness"),
        *keys("activity_id"),
        indexed=("activity_id",),
    )


def _document(op: Operations) -> None:
    record_table(
        op,
        "document",
        *texts("title"),
        *words("kind"),
        *texts("doc_no"),
        *days("dated"),
        *texts("version", "text"),
        *numbers("consultation_sent", "consultation_opinions"),
        *texts("vote_result", "file"),
        *keys("school_id", "alliance_id", "activity_id"),
        indexed=("activity_id",),
    )
