"""One call from a record to its finished file: gathered, laid out, written."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from lianti_desktop.printing.activity_sheet import write_activity_sheet
from lianti_desktop.printing.album import write_album
from lianti_desktop.printing.gather import Gathered, gather_sheet, gather_sign_in
from lianti_desktop.printing.gather_album import AlbumAsked, gather_album
from lianti_desktop.printing.gather_photos import PhotoShelf
from lianti_desktop.printing.press import Press, PrintResult
from lianti_desktop.printing.sign_in_sheet import write_sign_in_sheet
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.store import Store

T = TypeVar("T")


def print_sheet(store: Store, activity: UUID, out: Path, press: Press) -> PrintResult:
    """The record sheet of an activity."""
    with _shelf(store) as shelf:
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
    with _shelf(store) as shelf:
        with store.read() as session:
            found = gather_album(session, asked, shelf)
        return _written(found, lambda book: write_album(book, out, press))


@contextmanager
def _shelf(store: Store) -> Iterator[PhotoShelf]:
    with tempfile.TemporaryDirectory(prefix="lianti-paper-") as workroom:
        yield PhotoShelf(AttachmentStore(store.data.attachments), Path(workroom))


def _written(found: Gathered[T], write: Callable[[T], PrintResult]) -> PrintResult:
    result = write(found.content)
    return replace(result, warnings=(*found.warnings, *result.warnings))
