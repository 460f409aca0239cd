"""One call from a record to its finished file: gathered, laid out, written."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from lianti_desktop.printing.activity_sheet import write_activity_sheet
from lianti_desktop.printing.album import write_album
from lianti_desktop.printing.bulletin import write_bulletin
from lianti_desktop.printing.gather import Gathered, gather_sheet, gather_sign_in
from lianti_desktop.printing.gather_album import AlbumAsked, gather_album
from lianti_desktop.printing.gather_bulletin import BulletinAsked, gather_bulletin
from lianti_desktop.printing.gather_photos import temporary_shelf
from lianti_desktop.printing.gather_volume import VolumeAsked, gather_volume
from lianti_desktop.printing.press import Press, PrintResult
from lianti_desktop.printing.sign_in_sheet import write_sign_in_sheet
from lianti_desktop.printing.volume import BoundVolume, write_volume
from lianti_desktop.storage.store import Store

T = TypeVar("T")


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


def _written(found: Gathered[T], write: Callable[[T], PrintResult]) -> PrintResult:
    result = write(found.content)
    return replace(result, warnings=(*found.warnings, *result.warnings))
