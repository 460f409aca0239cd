"""Version 4: what the printing studio keeps, and where a photo is blurred."""

import sqlalchemy as sa
from alembic.operations import Operations

from lianti_desktop.storage.migrations.m0001_columns import (
    Columns,
    days,
    flags,
    keys,
    lists,
    numbers,
    record_table,
    texts,
    words,
)


def upgrade(op: Operations) -> None:
    """Makes the tables, and the column of the photos."""
    op.add_column("media", sa.Column("blur_regions", sa.JSON()))
    record_table(op, "album", *_album(), indexed=("lamport", "term_id"))
    record_table(op, "term_volume", *_term_volume(), indexed=("lamport", "term_id"))
    record_table(op, "bulletin", *_bulletin(), indexed=("lamport",))
    record_table(op, "print_snapshot", *_print_snapshot(), indexed=("lamport", "album_id"))


def _album() -> Columns:
    return [
        *texts("title", "subtitle", "foreword", "template", "paper", "plan", "consent_report"),
        *words("scope"),
        *lists("kinds", "activities"),
        *days("first_day", "last_day", "checked_on", "printed_on"),
        *numbers("print_count"),
        *keys("cover_id", "term_id", "school_id"),
    ]


def _term_volume() -> Columns:
    return [
        *texts("title", "number", "plan", "remarks", "compiler", "checker"),
        *texts("check_code", "snapshot"),
        *lists("missing"),
        *days("bound_on"),
        *numbers("page_count", "late_count"),
        *keys("term_id", "school_id", "alliance_id"),
    ]


def _bulletin() -> Columns:
    return [
        *texts("name", "quarter", "publisher", "plan", "report_to", "send_to", "hand_to"),
        *texts("editors", "approved_by"),
        *lists("activities"),
        *days("issued_on"),
        *numbers("issue", "total_issue", "copies"),
    ]


def _print_snapshot() -> Columns:
    return [
        *texts("document", "file_name", "printed_at", "printed_by", "pdf_hash", "withdrawn_why"),
        *words("kind", "way"),
        *lists("photos", "revisions"),
        *days("printed_on", "withdrawn_on"),
        *numbers("pages", "copies"),
        *flags("is_withdrawn"),
        *keys("album_id", "volume_id", "bulletin_id"),
    ]
