"""One call from a record to its finished file: gathered, laid out, written."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.printing.activity_sheet import write_activity_sheet
from lianti_desktop.printing.album import write_album
from lianti_desktop.printing.bulletin import write_bulletin
from lianti_desktop.printing.form_layouts import (
    blank_form,
    filled_form,
    form_named,
    list_named,
    list_sheet,
)
from lianti_desktop.printing.form_sheet import write_forms
from lianti_desktop.printing.gather import Gathered, gather_sheet, gather_sign_in, named
from lianti_desktop.printing.gather_album import AlbumAsked, gather_album
from lianti_desktop.printing.gather_bulletin import BulletinAsked, gather_bulletin
from lianti_desktop.printing.gather_photos import temporary_shelf
from lianti_desktop.printing.gather_volume import VolumeAsked, gather_volume
from lianti_desktop.printing.press import Press, PrintResult
from lianti_desktop.printing.sign_in_sheet import write_sign_in_sheet
from lianti_desktop.printing.volume import BoundVolume, write_volume
from lianti_desktop.storage import records
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.schools import Alliance
from lianti_desktop.storage.site import Site
from lianti_desktop.storage.store import Store

T = TypeVar("T")


@dataclass(frozen=True)
class FormAsked:
    """Which form, by name or title, of which record, and whether to leave it blank."""

    form: str
    row: UUID
    is_blank: bool = False


def print_sheet(store: Store, activity: UUID, out: Path, press: Press) -> PrintResult:
    """The record sheet of an activity."""
    with temporary_shelf(store) as shelf:
        with store.read() as session:
            found = gather_sheet(session, activity, shelf)
        return _written(found, lambda sheet: write_activity_sheet(sheet, out, press))


def print_sign_in(store: Store, activity: UUID, out: Path, press: Press) -> PrintResult:
    """The sign-in sheet of an activity with the names entered so far."""
    with store.read() as session:
        sheet = gather_sign_in(session, activity)
    return write_sign_in_sheet(sheet, out, press)


def print_blank_sign_in(store: Store, activity: UUID, out: Path, press: Press) -> PrintResult:
    """The sign-in sheet of an activity without names, to be signed by hand."""
    with store.read() as session:
        sheet = gather_sign_in(session, activity, blank=True)
    return write_sign_in_sheet(sheet, out, press)


def print_album(store: Store, asked: AlbumAsked, out: Path, press: Press) -> PrintResult:
    """The album of a term."""
    with temporary_shelf(store) as shelf:
        with store.read() as session:
            found = gather_album(session, asked, shelf)
        return _written(found, lambda book: write_album(book, out, press))


def print_bulletin(store: Store, asked: BulletinAsked, out: Path, press: Press) -> PrintResult:
    """The bulletin of a quarter."""
    with temporary_shelf(store) as shelf:
        with store.read() as session:
            found = gather_bulletin(session, asked, shelf)
        return _written(found, lambda bulletin: write_bulletin(bulletin, out, press))


def print_volume(store: Store, asked: VolumeAsked, out: Path, press: Press) -> BoundVolume:
    """The volume of a term, with what has to be kept of it."""
    with temporary_shelf(store) as shelf:
        with store.read() as session:
            found = gather_volume(session, asked, shelf)
        bound = write_volume(found.content, out, press)
    told = (*found.warnings, *bound.result.warnings)
    return replace(bound, result=replace(bound.result, warnings=told))


def print_form(store: Store, asked: FormAsked, out: Path, press: Press) -> PrintResult:
    """A form of one record, filled in or blank with the code that finds the record again."""
    layout = form_named(asked.form)
    with store.read() as session:
        record = records.get(session, BY_TABLE[layout.table], asked.row)
        above = _above(session)
        if asked.is_blank:
            sheet = blank_form(layout, above, record)
        else:
            sheet = filled_form(layout, record, above)
    return write_forms([sheet], out, press)


def print_list(store: Store, name: str, out: Path, press: Press) -> PrintResult:
    """A table of all records of a kind; those of the sample only where there are no others."""
    layout = list_named(name)
    with store.read() as session:
        rows = records.living(session, BY_TABLE[layout.table])
        real = [row for row in rows if not row.sample]
        sheet = list_sheet(layout, real or list(rows), _above(session))
    return write_forms([sheet], out, press)


def _above(session: Session) -> str:
    """The alliance of this copy, over a form."""
    site: Site = session.info["site"]
    return named(session.get(Alliance, site.alliance_id)) if site.alliance_id else ""


def _written(found: Gathered[T], write: Callable[[T], PrintResult]) -> PrintResult:
    result = write(found.content)
    return replace(result, warnings=(*found.warnings, *result.warnings))
