"""print preflight, kept, withdraw: what to look at first, and what has left the office."""

from argparse import Namespace
from typing import TYPE_CHECKING

from lianti_desktop.cli.output import Output
from lianti_desktop.cli.place import Place, deed
from lianti_desktop.cli.printouts import press_for, row_named, term_name
from lianti_desktop.cli.printouts_books import album_asked, asked_bulletin, asked_volume
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.awards import Award
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.publications import PrintSnapshot
from lianti_desktop.storage.store import Store

if TYPE_CHECKING:
    from lianti_desktop.printing.fonts import FontBook
    from lianti_desktop.printing.preflight import Finding


def preflight(place: Place, asked: Namespace, output: Output) -> int:
    """What to look at before something is printed; 1 when there is something."""
    with place.store() as store:
        found = _with_reasons(place, store, _findings(place, store, asked, output))
    value = [
        {
            "kind": str(one.kind),
            "sentence": one.sentence,
            "table": one.where.table if one.where else None,
            "id": str(one.where.row) if one.where else None,
            "field": one.where.field if one.where else None,
            "page": one.page or None,
        }
        for one in found
    ]
    output.give(value, [f"{one.kind}：{one.sentence}" for one in found] or ["可以打印"])
    return 1 if found else 0


def _findings(place: Place, store: Store, asked: Namespace, output: Output) -> "list[Finding]":
    """The check of the kind of print that is asked for."""
    from lianti_desktop.printing import print_checks as checks
    from lianti_desktop.printing.gather_bulletin import quarter_from

    fonts = press_for(output).font_book
    if asked.volume:
        term = row_named(place, store, Term, term_name(asked.volume))
        return checks.check_volume(store, asked_volume(place, store, term), fonts)
    if asked.bulletin:
        wanted = asked_bulletin(place, store, quarter_from(asked.bulletin))
        return checks.check_bulletin(store, wanted, fonts)
    if asked.sheet or asked.form or asked.table or asked.certificate:
        return _paper_findings(place, store, asked, fonts)
    return checks.check_album(store, album_asked(place, store, asked), fonts)


def _paper_findings(
    place: Place, store: Store, asked: Namespace, fonts: "FontBook"
) -> "list[Finding]":
    """The check of a sheet, a form, a list or a certificate."""
    from lianti_desktop.printing import print_checks as checks
    from lianti_desktop.printing.form_catalogue import form_named
    from lianti_desktop.printing.form_prints import FormAsked

    if asked.sheet:
        return checks.check_sheet(store, row_named(place, store, Activity, asked.sheet), fonts)
    if asked.form:
        layout = form_named(asked.form[0])
        row = row_named(place, store, BY_TABLE[layout.table], asked.form[1])
        return checks.check_form(store, FormAsked(layout.name, row), fonts)
    if asked.table:
        return checks.check_list(store, asked.table, fonts)
    row = row_named(place, store, Award, asked.certificate)
    return checks.check_certificate(store, row, fonts)


def _with_reasons(place: Place, store: Store, found: "list[Finding]") -> "list[Finding]":
    """The findings about photos with what the register of permissions says of them."""
    from lianti_desktop.printing.preflight import explained
    from lianti_desktop.services.consent_report import barred_photos

    with store.read() as session:
        media = [
            session.get(Media, one.where.row)
            for one in found
            if one.where and one.where.table == Media.__tablename__
        ]
        rows = {one.activity_id for one in media if one is not None and one.activity_id}
        named = (one.where.row for one in found if one.where and one.where.table == "activity")
        barred = barred_photos(session, sorted({*rows, *named}), place.today)
    return explained(found, {one.photo: one.why for one in barred})


def kept(place: Place, asked: Namespace, output: Output) -> None:
    """The prints that left the office; with a photo, those that hold it."""
    from lianti_desktop.services.print_snapshots import prints_with

    with place.store() as store:
        photo = row_named(place, store, Media, asked.photo) if asked.photo else None
        with store.read() as session:
            everything = records.living(session, PrintSnapshot)
            found = prints_with(session, [photo]) if photo else list(everything)
            _tell(found, output)


def withdraw(place: Place, asked: Namespace, output: Output) -> None:
    """Bars photos whose permission was taken back, and marks the prints that hold them."""
    from lianti_desktop.services.print_snapshots import Withdrawal, apply_withdrawal, prints_with

    with place.store() as store:
        photos = [row_named(place, store, Media, text) for text in asked.photos]
        with store.read() as session:
            prints = tuple(one.id for one in prints_with(session, photos))
        with store.change(deed(f"停用 照片 {len(photos)} 张")) as session:
            withdrawal = Withdrawal(tuple(photos), prints)
            found = apply_withdrawal(session, withdrawal, asked.why, place.today)
            _tell(list(found), output)


def _tell(prints: list[PrintSnapshot], output: Output) -> None:
    value = [
        {
            "id": str(one.id),
            "document": one.document,
            "printed_on": str(one.printed_on),
            "file_name": one.file_name,
            "photos": one.photos or [],
            "is_withdrawn": bool(one.is_withdrawn),
        }
        for one in prints
    ]
    output.give(value, [_line(one) for one in prints] or ["没有印制记录"])


def _line(one: PrintSnapshot) -> str:
    facts = (one.document, str(one.printed_on), one.file_name, f"{one.pages} 页")
    mark = "　不再使用" if one.is_withdrawn else ""
    return f"{'　'.join(fact for fact in facts if fact)}{mark}"
