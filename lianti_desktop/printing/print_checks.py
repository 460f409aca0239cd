"""The check before each kind of print: laid out as it would be printed, and looked through."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.reports import Report
from lianti_desktop.printing.activity_sheet import activity_sheet_pages
from lianti_desktop.printing.album_kept import lay_album
from lianti_desktop.printing.album_pages import LaidAlbum
from lianti_desktop.printing.bulletin import bulletin_pages
from lianti_desktop.printing.certificate import certificate_page, cut_sentence, is_cut
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.form_prints import FormAsked, listed, ready_form, sheet_of_list
from lianti_desktop.printing.form_sheet import form_pages
from lianti_desktop.printing.gather import gather_sheet, gather_sign_in
from lianti_desktop.printing.gather_album import AlbumAsked
from lianti_desktop.printing.gather_bulletin import BulletinAsked, gather_bulletin
from lianti_desktop.printing.gather_certificate import gather_certificate
from lianti_desktop.printing.gather_photos import PhotoShelf, media_of, temporary_shelf
from lianti_desktop.printing.gather_scope import Narrowed, activities_in
from lianti_desktop.printing.gather_volume import VolumeAsked, gather_volume, lacks_of
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.page import Page
from lianti_desktop.printing.preflight import (
    Finding,
    FindingKind,
    in_order,
    look_at_pages,
    lost_files,
    preflight,
    records_named,
    unagreed_remarks,
)
from lianti_desktop.printing.report import report_pages
from lianti_desktop.printing.sign_in_sheet import sign_in_form
from lianti_desktop.printing.sources import Where
from lianti_desktop.printing.volume import laid_volume
from lianti_desktop.printing.volume_snapshot import items_of_volume
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.awards import Award
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.record import table_of
from lianti_desktop.storage.store import Store

_ACTIVITY = table_of(Activity)


def check_album(store: Store, asked: AlbumAsked, font_book: FontBook) -> list[Finding]:
    """What to look at before an album is printed."""
    with temporary_shelf(store) as shelf, store.read() as session:
        laid = lay_album(session, asked, shelf, font_book)
        return examine_album(session, asked, laid, (shelf, font_book))


def examine_album(
    session: Session, asked: AlbumAsked, laid: LaidAlbum, means: tuple[PhotoShelf, FontBook]
) -> list[Finding]:
    """The same of an album that was just laid out with these means."""
    keys = _with_kept(asked.kept, [chapter.key for chapter in laid.book.chapters])
    found = _examined(session, laid.pages, keys, means)
    return in_order([*found, *unagreed_remarks(session, records_named(session, keys))])


def check_volume(store: Store, asked: VolumeAsked, font_book: FontBook) -> list[Finding]:
    """What to look at before a volume is bound: first of all what is missing in it."""
    with temporary_shelf(store) as shelf, store.read() as session:
        volume = gather_volume(session, asked, shelf).content
        pages = laid_volume(volume, _setter(font_book)).pages
        told = [item.key for item in items_of_volume(volume) if "-" not in item.key]
        keys = _with_kept(asked.kept, told)
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
        keys = _with_kept(asked.kept, [article.key for article in bulletin.articles])
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


def check_sign_in(
    store: Store, activity: UUID, font_book: FontBook, *, is_blank: bool = False
) -> list[Finding]:
    """What to look at before the sign-in sheet of an activity is printed."""
    with store.read() as session:
        sheet = sign_in_form(gather_sign_in(session, activity, blank=is_blank))
        pages = form_pages(sheet, _setter(font_book))
        rows = records_named(session, [activity.hex])
        return look_at_pages(session, pages, rows, font_book)


def check_list(store: Store, name: str, font_book: FontBook) -> list[Finding]:
    """What to look at before a list is printed."""
    with store.read() as session:
        pages = form_pages(sheet_of_list(session, name), _setter(font_book))
        return look_at_pages(session, pages, listed(session, name), font_book)


def check_report(
    store: Store, report: Report, term: UUID | None, font_book: FontBook
) -> list[Finding]:
    """What to look at before a text about a term is printed."""
    pages = report_pages(report, _setter(font_book))
    with store.read() as session:
        whole = [records.get(session, Term, term)] if term else []
        rows = [*whole, *activities_in(session, term, Narrowed())]
        return look_at_pages(session, pages, rows, font_book)


def _with_kept(kept: UUID | None, keys: Sequence[str]) -> list[str]:
    """The document's own record first, where it is kept, and the records it tells of."""
    return [*([kept.hex] if kept else []), *keys]


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
