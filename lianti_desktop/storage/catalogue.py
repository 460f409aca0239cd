"""Every kind of record, in the order in which people meet them."""

from collections.abc import Mapping
from types import MappingProxyType

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.activities import (
    Activity,
    ActivityContribution,
    ActivityCount,
    Participant,
)
from lianti_desktop.storage.calendar import AcademicYear, Term
from lianti_desktop.storage.documents import Document
from lianti_desktop.storage.lessons import Lesson, LessonObservation, Media, Reflection
from lianti_desktop.storage.organisation import (
    Appointment,
    ClassGroup,
    Consent,
    ExternalPerson,
    Facility,
    Organ,
)
from lianti_desktop.storage.publications import Album, Bulletin, PrintSnapshot, TermVolume
from lianti_desktop.storage.record import Record, table_of
from lianti_desktop.storage.schools import (
    Alliance,
    GroupMembership,
    LinkageGroup,
    School,
    SchoolDivision,
)
from lianti_desktop.storage.staff import Staff, StaffAffiliation, StaffHonor, StaffTitle
from lianti_desktop.storage.verdicts import Verdict

KINDS: tuple[type[Record], ...] = (
    Activity,
    ActivityContribution,
    ActivityCount,
    Participant,
    Lesson,
    LessonObservation,
    Reflection,
    Media,
    Staff,
    StaffAffiliation,
    StaffTitle,
    StaffHonor,
    ExternalPerson,
    Consent,
    Alliance,
    LinkageGroup,
    GroupMembership,
    School,
    SchoolDivision,
    ClassGroup,
    Organ,
    Appointment,
    Facility,
    Document,
    Album,
    TermVolume,
    Bulletin,
    PrintSnapshot,
    AcademicYear,
    Term,
    Verdict,
)

BY_TABLE: Mapping[str, type[Record]] = MappingProxyType({table_of(kind): kind for kind in KINDS})


def kind_named(name: str) -> type[Record]:
    """The kind with this table name or Chinese name."""
    for kind in KINDS:
        if name in (table_of(kind), kind.__kind__.name):
            return kind
    raise UserError(f"没有“{name}”这类记录。数据没有变化。用 record kinds 可以看到所有种类的名字。")


def children_of(kind: type[Record]) -> tuple[tuple[type[Record], str], ...]:
    """The kinds that belong to a kind, with the key column that says so."""
    return tuple(
        (child, f"{child.__kind__.parent}_id")
        for child in KINDS
        if child.__kind__.parent and child.__fields__[child.__kind__.parent].kind == table_of(kind)  # type: ignore[attr-defined]
    )
