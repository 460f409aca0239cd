"""The check before each kind of print: laid out as it would be printed, and looked through.

Whoever has just laid the pages out, or printed them, has them examined without a second layout.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from lianti_desktop.printing.activity_sheet import activity_sheet_pages
from lianti_desktop.printing.album_kept import lay_album
from lianti_desktop.printing.album_pages import LaidAlbum
from lianti_desktop.printing.bulletin import bulletin_pages
from lianti_desktop.printing.certificate import certificate_page, cut_sentence, is_cut
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.form_prints import FormAsked, list_of, listed, ready_form
from lianti_desktop.printing.form_sheet import form_pages
from lianti_desktop.printing.gather import gather_sheet
from lianti_desktop.printing.gather_album import AlbumAsked
from lianti_desktop.printing.gather_bulletin import BulletinAsked, gather_bulletin
from lianti_desktop.printing.gather_certificate import gather_certificate
from lianti_desktop.printing.gather_photos import media_of, temporary_shelf
from lianti_desktop.printing.gather_scope import Narrowed, activities_in
from lianti_desktop.printing.gather_volume import VolumeAsked, gather_volume, lacks_of
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.page import Page, key_of
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
from lianti_desktop.printing.press import Press, PrintResult
from lianti_desktop.printing.sources import Where
from lianti_desktop.printing.volume import laid_volume
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.awards import Award
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.record import table_of
from lianti_desktop.storage.store import Store

_ACTIVITY = table_of(Activity)


@dataclass(frozen=True)
class Written:
    """A finished file and what to look at before it is printed."""

    result: PrintResult
    findings: Sequence[Finding]


def written(
    press: Press,
    write: Callable[[Press], PrintResult],
    examine: Callable[[Sequence[Page]], list[Finding]],
) -> Written:
    """Lets ``write`` make a file and ``examine`` look through the very pages that it laid out."""
    pages: list[Page] = []
    result = write(replace(press, laid=pages.extend))
    press.go_on()
    return Written(result, examine(pages))


def check_album(store: Store, asked: AlbumAsked, font_book: FontBook) -> list[Finding]:
    """What to look at before an album is printed."""
    with temporary_shelf(store) as shelf, store.read() as session:
        laid = lay_album(session, asked, shelf, Typesetter(font_book))
    return examine_album(store, asked, laid, font_book)


def examine_album(
    store: Store, asked: AlbumAsked, laid: LaidAlbum, font_book: FontBook
) -> list[Finding]:
    """The same of an album that was just laid out with these fonts."""
    keys = _with_kept(asked.kept, [chapter.key for chapter in laid.book.chapters])
    with store.read() as session:
        unagreed = list(unagreed_remarks(session, records_named(session, keys)))
    return in_order([*_examined(store, laid.pages, keys, font_book), *unagreed])


def check_volume(store: Store, asked: VolumeAsked, font_book: FontBook) -> list[Finding]:
    """What to look at before a volume is bound: first of all what is missing in it."""
    with temporary_shelf(store) as shelf, store.read() as session:
        volume = gather_volume(session, asked, shelf).content
        pages = laid_volume(volume, _setter(font_book)).pages
    return examine_volume(store, asked, pages, font_book)


def examine_volume(
    store: Store, asked: VolumeAsked, pages: Sequence[Page], font_book: FontBook
) -> list[Finding]:
    """The same of a volume that was just laid out with these fonts."""
    with store.read() as session:
        lacking = [
            Finding(FindingKind.EMPTY, Where(_ACTIVITY, one.activity, str(one.check)), one.line)
            for one in lacks_of(session, asked)
            if not one.reason
        ]
    keys = _with_kept(asked.kept, _told_of(pages))
    return in_order([*lacking, *_examined(store, pages, keys, font_book)])


def check_bulletin(store: Store, asked: BulletinAsked, font_book: FontBook) -> list[Finding]:
    """What to look at before a bulletin is printed."""
    with temporary_shelf(store) as shelf, store.read() as session:
        bulletin = gather_bulletin(session, asked, shelf).content
        pages = bulletin_pages(bulletin, _setter(font_book))
    return examine_bulletin(store, asked, pages, font_book)


def examine_bulletin(
    store: Store, asked: BulletinAsked, pages: Sequence[Page], font_book: FontBook
) -> list[Finding]:
    """The same of a bulletin that was just laid out with these fonts."""
    return _examined(store, pages, _with_kept(asked.kept, _told_of(pages)), font_book)


def check_sheet(store: Store, activity: UUID, font_book: FontBook) -> list[Finding]:
    """What to look at before the record sheet of an activity is printed."""
    with temporary_shelf(store) as shelf, store.read() as session:
        sheet = gather_sheet(session, activity, shelf).content
        pages = activity_sheet_pages(sheet, _setter(font_book))
    return examine_sheet(store, activity, pages, font_book)


def examine_sheet(
    store: Store, activity: UUID, pages: Sequence[Page], font_book: FontBook
) -> list[Finding]:
    """The same of a record sheet that was just laid out with these fonts."""
    return _examined(store, pages, [activity.hex], font_book)


def check_form(store: Store, asked: FormAsked, font_book: FontBook) -> list[Finding]:
    """What to look at before a filled form is printed."""
    with ready_form(store, asked) as found:
        pages = form_pages(found.content, _setter(font_book))
    return examine_form(store, asked, pages, font_book)


def examine_form(
    store: Store, asked: FormAsked, pages: Sequence[Page], font_book: FontBook
) -> list[Finding]:
    """The same of a form that was just laid out with these fonts."""
    with store.read() as session:
        rows = records_named(session, [asked.row.hex] if asked.row else [])
        return preflight(session, pages, rows, font_book)


def check_certificate(store: Store, award: UUID, font_book: FontBook) -> list[Finding]:
    """What to look at before the certificate of an award is printed."""
    with store.read() as session:
        page = certificate_page(gather_certificate(session, award), _setter(font_book))
    return examine_certificates(store, [award], [page], font_book)


def examine_certificates(
    store: Store, awards: Sequence[UUID], pages: Sequence[Page], font_book: FontBook
) -> list[Finding]:
    """The same of certificates, a page each, that were just laid out with these fonts."""
    with store.read() as session:
        rows = records_named(session, [award.hex for award in awards])
        found = preflight(session, pages, rows, font_book)
        setter = Typesetter(font_book)
        for number, award in enumerate(awards, 1):
            certificate = gather_certificate(session, award)
            if is_cut(certificate, setter):
                where = Where(table_of(Award), award, "reason")
                sentence = cut_sentence(certificate)
                found.append(Finding(FindingKind.OVERFLOW, where, sentence, number))
        return in_order(found)


def examine_sign_in(
    store: Store, activity: UUID, pages: Sequence[Page], font_book: FontBook
) -> list[Finding]:
    """What to look at before a sign-in sheet is printed that was just laid out."""
    with store.read() as session:
        rows = records_named(session, [activity.hex])
        return look_at_pages(session, pages, rows, font_book)


def check_list(store: Store, name: str, font_book: FontBook) -> list[Finding]:
    """What to look at before a list is printed."""
    pages = form_pages(list_of(store, name), _setter(font_book))
    return examine_list(store, name, pages, font_book)


def examine_list(
    store: Store, name: str, pages: Sequence[Page], font_book: FontBook
) -> list[Finding]:
    """The same of a list that was just laid out with these fonts."""
    with store.read() as session:
        return look_at_pages(session, pages, listed(session, name), font_book)


def examine_report(
    store: Store, term: UUID | None, pages: Sequence[Page], font_book: FontBook
) -> list[Finding]:
    """What to look at before a text about a term is printed that was just laid out."""
    with store.read() as session:
        whole = [records.get(session, Term, term)] if term else []
        rows = [*whole, *activities_in(session, term, Narrowed())]
        return look_at_pages(session, pages, rows, font_book)


def _with_kept(kept: UUID | None, keys: Sequence[str]) -> list[str]:
    """The document's own record first, where it is kept, and the records it tells of."""
    return [*([kept.hex] if kept else []), *keys]


def _told_of(pages: Iterable[Page]) -> list[str]:
    """The keys of the records that pages tell of, each once; those of mere parts have a hyphen."""
    keys = (key_of(item, page) for page in pages for item in page.items)
    return [key for key in dict.fromkeys(keys) if key and "-" not in key]


def _setter(font_book: FontBook) -> Typesetter:
    """A typesetter that knows of no missing character yet."""
    font_book.missing.clear()
    return Typesetter(font_book)


def _examined(
    store: Store, pages: Sequence[Page], keys: Iterable[str], font_book: FontBook
) -> list[Finding]:
    """Everything about laid pages and the records that they come from."""
    attachments = AttachmentStore(store.data.attachments)
    with store.read() as session:
        rows = records_named(session, keys)
        media = [one for row in rows if isinstance(row, Activity) for one in media_of(session, row)]
        lost = lost_files(media, attachments.has)
        return in_order([*lost, *preflight(session, pages, rows, font_book)])
