"""One call from records to a finished form, list or certificate, or to what Word and Excel take."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.form_code import code_from
from lianti_desktop.domain.forms import FormSheet
from lianti_desktop.domain.tables import TableSheet
from lianti_desktop.printing.certificate import write_certificates
from lianti_desktop.printing.form_catalogue import form_named, list_named
from lianti_desktop.printing.form_layouts import (
    FormWork,
    form_of,
    list_sheet,
    list_table,
)
from lianti_desktop.printing.form_sheet import write_forms
from lianti_desktop.printing.gather import Gathered, gather_sign_in
from lianti_desktop.printing.gather_certificate import gather_certificate
from lianti_desktop.printing.gather_form import alliance_of
from lianti_desktop.printing.gather_photos import temporary_shelf
from lianti_desktop.printing.press import Press, PrintResult
from lianti_desktop.printing.sign_in_sheet import sign_in_form
from lianti_desktop.storage import records
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.record import Record
from lianti_desktop.storage.store import Store


@dataclass(frozen=True)
class FormAsked:
    """Which form, by name or title, of which record, and whether to leave it blank.

    Without a record the form is blank and bears no code.
    """

    form: str
    row: UUID | None = None
    is_blank: bool = False


@contextmanager
def ready_form(store: Store, asked: FormAsked) -> Iterator[Gathered[FormSheet]]:
    """The form with its photos in reach: write it before leaving."""
    layout = form_named(asked.form)
    with temporary_shelf(store) as shelf, store.read() as session:
        work = FormWork(session, shelf, alliance_of(session), asked.is_blank)
        kind = BY_TABLE[layout.table]
        record = None if asked.row is None else records.get(session, kind, asked.row)
        yield Gathered(form_of(layout, work, record), tuple(shelf.warnings))


def print_form(store: Store, asked: FormAsked, out: Path, press: Press) -> PrintResult:
    """A form of one record, filled in or blank with the code that finds the record again."""
    return print_forms(store, [asked], out, press)


def print_forms(store: Store, asked: Sequence[FormAsked], out: Path, press: Press) -> PrintResult:
    """Forms of several records as one file; their codes count them in the order of the paper."""
    with ExitStack() as ready:
        found = [ready.enter_context(ready_form(store, one)) for one in asked]
        sheets = [numbered(one.content, number) for number, one in enumerate(found, 1)]
        result = write_forms(sheets, out, press)
    warnings = [warning for one in found for warning in one.warnings]
    return replace(result, warnings=(*warnings, *result.warnings))


def numbered(sheet: FormSheet, number: int) -> FormSheet:
    """The form with its place among those of one print in its code."""
    code = code_from(sheet.code)
    return sheet if code is None else replace(sheet, code=replace(code, sheet=number).words)


def sign_in_of(store: Store, activity: UUID, *, is_blank: bool) -> FormSheet:
    """P02 of an activity as a form, for Word."""
    with store.read() as session:
        return sign_in_form(gather_sign_in(session, activity, blank=is_blank))


def list_of(store: Store, name: str, *, is_blank: bool = False) -> FormSheet:
    """A table of all records of a kind as a form, for paper and Word; blank it has empty lines."""
    with store.read() as session:
        rows = () if is_blank else listed(session, name)
        return list_sheet(list_named(name), rows, alliance_of(session))


def print_list(store: Store, name: str, out: Path, press: Press) -> PrintResult:
    """The table as a file."""
    return write_forms([list_of(store, name)], out, press)


def print_blank_list(store: Store, name: str, out: Path, press: Press) -> PrintResult:
    """The table as a file with empty lines to write in, as a register is begun."""
    return write_forms([list_of(store, name, is_blank=True)], out, press)


def table_of_list(store: Store, name: str) -> TableSheet:
    """The table as plain values, for Excel."""
    with store.read() as session:
        table = list_table(list_named(name), listed(session, name))
        return replace(table, above=alliance_of(session))


def print_certificates(
    store: Store, awards: Sequence[UUID], out: Path, press: Press
) -> PrintResult:
    """A certificate for each award."""
    with store.read() as session:
        certificates = [gather_certificate(session, award) for award in awards]
    return write_certificates(certificates, out, press)


def listed(session: Session, name: str) -> Sequence[Record]:
    """The records that a list tells of; those of the sample only where there are no others."""
    rows = records.living(session, BY_TABLE[list_named(name).table])
    return [row for row in rows if not row.sample] or rows
