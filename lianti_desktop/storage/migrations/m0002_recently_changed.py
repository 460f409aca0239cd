"""Version 2: the workbench asks for the records changed last, and each change for its number."""

from alembic.operations import Operations

_TABLES = (
    *("academic_year", "activity", "activity_contribution", "activity_count", "alliance"),
    *("appointment", "class_group", "consent", "document", "external_person", "facility"),
    *("group_membership", "lesson", "lesson_observation", "linkage_group", "log_commit", "media"),
    *("organ", "participant", "reflection", "school", "school_division", "staff"),
    *("staff_affiliation", "staff_honor", "staff_title", "term"),
)


def upgrade(op: Operations) -> None:
    """Makes the indexes."""
    for table in _TABLES:
        op.create_index(f"ix_{table}_lamport", table, ["lamport"])
