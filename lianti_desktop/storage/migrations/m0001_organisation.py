"""The frozen tables of version 1: calendar, schools, staff and bodies."""

from alembic.operations import Operations

from lianti_desktop.storage.migrations.m0001_columns import (
    days,
    decimals,
    flags,
    keys,
    lists,
    numbers,
    record_table,
    texts,
    words,
)


def create_organisation(op: Operations) -> None:
    """Makes the tables of this group."""
    for create in (
        _academic_year,
        _term,
        _school,
        _school_division,
        _alliance,
        _linkage_group,
        _group_membership,
        _staff,
        _staff_affiliation,
        _staff_title,
        _staff_honor,
        _organ,
        _appointment,
        _class_group,
        _facility,
        _external_person,
        _consent,
    ):
        create(op)


def _academic_year(op: Operations) -> None:
    record_table(
        op,
        "academic_year",
        *texts("name"),
        *days("begin", "end"),
    )


def _term(op: Operations) -> None:
    record_table(
        op,
        "term",
        *texts("name"),
        *words("number"),
        *days("begin", "end"),
        *numbers("teaching_weeks"),
        *texts("theme"),
        *lists("excluded_days"),
        *words("state"),
        *keys("year_id"),
    )


def _school(op: Operations) -> None:
    record_table(
        op,
        "school",
        *texts("name", "short_name"),
        *words("kind"),
        *texts(
            "features", "principal", "party_secretary", "phone", "township", "county", "address"
        ),
        *decimals("distance_km"),
        *words("connectivity"),
        *texts("official_code", "uscc"),
        *flags("legal_person"),
        *lists("textbook_editions"),
        *keys("parent_school_id"),
    )


def _school_division(op: Operations) -> None:
    record_table(
        op,
        "school_division",
        *words("section"),
        *texts("name"),
        *keys("school_id"),
        indexed=("school_id",),
    )


def _alliance(op: Operations) -> None:
    record_table(
        op,
        "alliance",
        *texts("name"),
        *words("kind"),
        *days("start", "end"),
        *flags("same_legal_person"),
        *texts("slogan", "feature"),
        *lists("unified_domains", "base_schools"),
        *numbers("member_count"),
        *texts("charter_no"),
    )


def _linkage_group(op: Operations) -> None:
    record_table(
        op,
        "linkage_group",
        *texts("name"),
        *lists("subjects", "sections", "weekly_slots"),
        *keys("alliance_id"),
        indexed=("alliance_id",),
    )


def _group_membership(op: Operations) -> None:
    record_table(
        op,
        "group_membership",
        *words("role"),
        *days("since", "until"),
        *texts("head_person", "liaison_person", "liaison_phone"),
        *keys("alliance_id", "group_id", "school_id", "division_id", "term_id"),
        indexed=(
            "alliance_id",
            "group_id",
            "school_id",
        ),
    )


def _staff(op: Operations) -> None:
    record_table(
        op,
        "staff",
        *texts("name", "post"),
        *words("staff_category"),
        *lists("subjects"),
        *numbers("weekly_lessons"),
        *flags("in_establishment", "is_special_post"),
        *days("work_start"),
        *flags("active"),
        *words("gender"),
        *days("birth_month"),
        *words("education"),
        *texts("degree"),
        *words("political_status"),
        *texts("phone", "id_last4", "former_name", "name_pinyin"),
        *keys("school_id"),
        indexed=("school_id",),
    )


def _staff_affiliation(op: Operations) -> None:
    record_table(
        op,
        "staff_affiliation",
        *words("kind"),
        *texts("post"),
        *days("since", "until"),
        *keys("staff_id", "school_id", "division_id"),
        indexed=("staff_id",),
    )


def _staff_title(op: Operations) -> None:
    record_table(
        op,
        "staff_title",
        *words("title"),
        *days("obtained", "appointed"),
        *texts("certificate_no"),
        *keys("staff_id"),
        indexed=("staff_id",),
    )


def _staff_honor(op: Operations) -> None:
    record_table(
        op,
        "staff_honor",
        *words("category", "level"),
        *days("granted_on"),
        *texts("doc_no"),
        *keys("staff_id"),
        indexed=("staff_id",),
    )


def _organ(op: Operations) -> None:
    record_table(
        op,
        "organ",
        *texts("name"),
        *words("kind"),
        *texts("basis_doc_no"),
        *keys("parent_organ_id", "school_id", "alliance_id", "group_id"),
    )


def _appointment(op: Operations) -> None:
    record_table(
        op,
        "appointment",
        *texts("external_name", "external_unit", "post"),
        *flags("is_first_responsible"),
        *days("since", "until"),
        *keys("organ_id", "person_id"),
        indexed=(
            "organ_id",
            "person_id",
        ),
    )


def _class_group(op: Operations) -> None:
    record_table(
        op,
        "class_group",
        *texts("name"),
        *words("section"),
        *numbers("entry_year", "class_no"),
        *lists("grades"),
        *numbers("pupil_count"),
        *keys("school_id", "head_teacher_id"),
        indexed=("school_id",),
    )


def _facility(op: Operations) -> None:
    record_table(
        op,
        "facility",
        *texts("name"),
        *words("kind"),
        *numbers("capacity"),
        *texts("safety_note"),
        *keys("school_id"),
    )


def _external_person(op: Operations) -> None:
    record_table(
        op,
        "external_person",
        *texts("name", "unit", "role"),
    )


def _consent(op: Operations) -> None:
    record_table(
        op,
        "consent",
        *words("scope"),
        *texts("granted_by", "relation"),
        *days("granted_on", "until"),
        *texts("paper_ref"),
        *days("withdrawn_on"),
        *keys("class_group_id", "person_id"),
        indexed=(
            "class_group_id",
            "person_id",
        ),
    )
