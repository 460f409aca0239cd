"""The check before each kind of print: laid out as it would be printed, and looked through."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.printing.activity_sheet import activity_sheet_pages
from lianti_desktop.printing.album_kept import lay_album
from lianti_desktop.printing.bulletin import bulletin_pages
from lianti_desktop.printing.certificate import certificate_page, cut_sentence, is_cut
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.form_prints import FormAsked, ready_form
from lianti_desktop.printing.form_sheet import form_pages
from lianti_desktop.printing.gather import gather_sheet
from lianti_desktop.printing.gather_album import AlbumAsked
from lianti_desktop.printing.gather_bulletin import BulletinAsked, gather_bulletin
from lianti_desktop.printing.gather_certificate import gather_certificate
from lianti_desktop.printing.gather_photos import PhotoShelf, media_of, temporary_shelf
from lianti_desktop.printing.gather_volume import VolumeAsked, gather_volume, lacks_of
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.page import Page
from lianti_desktop.printing.preflight import (
    Finding,
    FindingKind,
    Where,
    in_order,
    lost_files,
    preflight,
    records_named,
)
from lianti_desktop.printing.volume import laid_volume
from lianti_desktop.printing.volume_snapshot import items_of_volume
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.awards import Award
from lianti_desktop.storage.record import table_of
from lianti_desktop.storage.store import Store

_ACTIVITY = table_of(Activity)


def check_album(store: Store, asked: AlbumAsked, font_book: FontBook) -> list[Finding]:
    """What to look at before an album is printed."""
    with temporary_shelf(store) as shelf, store.read() as session:
        laid = lay_album(session, asked, shelf, font_book)
        keys = [chapter.key for chapter in laid.book.chapters]
        return _examined(session, laid.pages, keys, (shelf, font_book))


def check_volume(store: Store, asked: VolumeAsked, font_book: FontBook) -> list[Finding]:
    """What to look at before a volume is bound: first of all what is missing in it."""
    with temporary_shelf(store) as shelf, store.read() as session:
        volume = gather_volume(session, asked, shelf).content
        pages = laid_volume(volume, _setter(font_book)).pages
        keys = [item.key for item in items_of_volume(volume) if "-" not in item.key]
        lacking = [
            Finding(FindingKind.EMPTY, Where(_ACTIVITY, one.activity, str(one.check)), one.line)
            for one in lacks_of(session, asked)
            if not one.reason
        ]
        return in_order([*lacking, *_examined(session, pages, keys, (shelf, font_book))])


def check_bulletin(store: Store, asked: BulletinAsked, font_book: FontBook) -> list[Finding]:
    """What to look at before a bulletin is printed."""
    with temporary_shelf(store) as shelf, store.read() as session:
        bulletin = gather_bulletin(session, asked, shelf).content
        pages = bulletin_pages(bulletin, _setter(font_book))
        keys = [article.key for article in bulletin.articles]
        return _examined(session, pages, keys, (shelf, font_book))


def check_sheet(store: Store, activity: UUID, font_book: FontBook) -> list[Finding]:
    """What to look at before the record sheet of an activity is printed."""
    with temporary_shelf(store) as shelf, store.read() as session:
        sheet = gather_sheet(session, activity, shelf).content
        pages = activity_sheet_pages(sheet, _setter(font_book))
        return _examined(session, pages, [activity.hex], (shelf, font_book))


def check_form(store: Store, asked: FormAsked, font_book: FontBook) -> list[Finding]:
    """What to look at before a filled form is printed."""
    with ready_form(store, asked) as found, store.read() as session:
        pages = form_pages(found.content, _setter(font_book))
        keys = [asked.row.hex] if asked.row else []
        rows = records_named(session, keys)
        return in_order(preflight(session, pages, rows, font_book))


def check_certificate(store: Store, award: UUID, font_book: FontBook) -> list[Finding]:
    """What to look at before the certificate of an award is printed."""
    with store.read() as session:
        certificate = gather_certificate(session, award)
        setter = _setter(font_book)
        page = certificate_page(certificate, setter)
        rows = records_named(session, [award.hex])
        found = preflight(session, [page], rows, font_book)
        if is_cut(certificate, setter):
            where = Where(table_of(Award), award, "reason")
            found.append(Finding(FindingKind.OVERFLOW, where, cut_sentence(certificate)))
        return in_order(found)


def _setter(font_book: FontBook) -> Typesetter:
    """A typesetter that knows of no missing character yet."""
    font_book.missing.clear()
    return Typesetter(font_book)


def _examined(
    session: Session,
    pages: Sequence[Page],
    keys: Iterable[str],
    means: tuple[PhotoShelf, FontBook],
) -> list[Finding]:
    """Everything about laid pages and the records that they come from."""
    shelf, font_book = means
    rows = records_named(session, keys)
    media = [one for row in rows if isinstance(row, Activity) for one in media_of(session, row)]
    lost = lost_files(media, shelf.attachments.has)
    return in_order([*lost, *preflight(session, pages, rows, font_book)])
