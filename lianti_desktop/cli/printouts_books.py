"""print: volumes, bulletins, forms, lists, the check before printing, and the copy-shop folder."""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import UUID

from lianti_desktop.cli.output import Output
from lianti_desktop.cli.place import Place
from lianti_desktop.cli.printouts import press_for, row_named, tell_result, term_name
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.publications import Album
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.store import Store

if TYPE_CHECKING:
    from lianti_desktop.printing.gather_album import AlbumAsked


def volume(place: Place, asked: Namespace, output: Output) -> None:
    """The bound volume of a term; tells its check code and where each piece begins."""
    from lianti_desktop.printing.gather_volume import VolumeAsked
    from lianti_desktop.printing.prints import print_volume

    with place.store() as store:
        wanted = VolumeAsked(_term(place, store, asked), place.today)
        bound = print_volume(store, wanted, asked.out, press_for(output))
    tell_result(bound.result, output, check_code=bound.snapshot.shown)


def bulletin(place: Place, asked: Namespace, output: Output) -> None:
    """The bulletin of a quarter."""
    from lianti_desktop.printing.gather_bulletin import BulletinAsked, quarter_from
    from lianti_desktop.printing.prints import print_bulletin

    wanted = BulletinAsked(quarter_from(asked.quarter), place.today)
    with place.store() as store:
        result = print_bulletin(store, wanted, asked.out, press_for(output))
    tell_result(result, output)


def form(place: Place, asked: Namespace, output: Output) -> None:
    """A form of one record, filled in or blank."""
    from lianti_desktop.printing.form_layouts import form_named
    from lianti_desktop.printing.prints import FormAsked, print_form
    from lianti_desktop.storage.catalogue import BY_TABLE

    layout = form_named(asked.form)
    with place.store() as store:
        row = row_named(place, store, BY_TABLE[layout.table], asked.row)
        wanted = FormAsked(layout.name, row, asked.blank)
        result = print_form(store, wanted, asked.out, press_for(output))
    tell_result(result, output)


def listing(place: Place, asked: Namespace, output: Output) -> None:
    """A table of all records of a kind."""
    from lianti_desktop.printing.prints import print_list

    with place.store() as store:
        result = print_list(store, asked.list, asked.out, press_for(output))
    tell_result(result, output)


def offered(place: Place, asked: Namespace, output: Output) -> None:
    """The forms, lists and album styles there are."""
    from lianti_desktop.printing.album_designs import DESIGNS
    from lianti_desktop.printing.form_layouts import FORMS, LISTS

    value = {
        "forms": {layout.name: layout.title for layout in FORMS},
        "lists": {layout.name: layout.title for layout in LISTS},
        "styles": {design.name: design.title for design in DESIGNS},
    }
    lines = [f"{name}　{title}" for group in value.values() for name, title in group.items()]
    output.give(value, lines)


def preflight(place: Place, asked: Namespace, output: Output) -> int:
    """What to look at before the album of a term is printed; 1 when there is something."""
    from lianti_desktop.printing.prints import album_preflight

    with place.store() as store:
        wanted = album_asked(place, store, asked)
        found = album_preflight(store, wanted, press_for(output))
    value = [
        {
            "kind": str(one.kind),
            "sentence": one.sentence,
            "table": one.where.table if one.where else None,
            "id": str(one.where.row) if one.where else None,
            "field": one.where.field if one.where else None,
        }
        for one in found
    ]
    output.give(value, [f"{one.kind}：{one.sentence}" for one in found] or ["可以打印"])
    return 1 if found else 0


def copy_shop(place: Place, asked: Namespace, output: Output) -> None:
    """The album of a term with its booklet, advice and list in a folder for the copy shop."""
    from lianti_desktop.printing.copy_shop import ShopOrder, write_copy_shop
    from lianti_desktop.printing.prints import print_album

    press = press_for(output)
    with place.store() as store, TemporaryDirectory(prefix="lianti-shop-") as folder:
        wanted = album_asked(place, store, asked)
        printed = print_album(store, wanted, Path(folder) / "album.pdf", press)
        order = ShopOrder(f"{wanted.title} 活动画册", asked.copies, has_back_cover=True)
        made = write_copy_shop(order, printed.file, asked.out, press)
    files = [str(file) for file in made.files]
    value = {"files": files, "pages": made.pages, "warnings": list(printed.warnings)}
    output.give(value, [*files, *(f"注意：{warning}" for warning in printed.warnings)])


def album(place: Place, asked: Namespace, output: Output) -> None:
    """The album of a term, or its pages in pairs for a booklet."""
    from lianti_desktop.printing.imposition import write_booklet
    from lianti_desktop.printing.prints import print_album

    press = press_for(output)
    with place.store() as store, TemporaryDirectory(prefix="lianti-album-") as folder:
        wanted = album_asked(place, store, asked)
        out = Path(folder) / "album.pdf" if asked.booklet else asked.out
        result = print_album(store, wanted, out, press)
        if asked.booklet:
            booklet = write_booklet(out, asked.out, press, keeps_last=True)
            result = replace(booklet, warnings=result.warnings)
    tell_result(result, output)


def album_asked(place: Place, store: Store, asked: Namespace) -> "AlbumAsked":
    """Which album the command asks for: a kept one, chosen activities, or those that fit."""
    from lianti_desktop.domain.words import AlbumScope
    from lianti_desktop.printing.album_kept import asked_of, draft_album

    if asked.album:
        row = row_named(place, store, Album, asked.album)
        with store.read() as session:
            kept = asked_of(records.get(session, Album, row), place.today)
        return replace(kept, style=asked.style or kept.style, size=asked.size or kept.size)
    scope = AlbumScope.FIVE_ONES if asked.five_ones else AlbumScope.TERM
    chosen = [row_named(place, store, Activity, text) for text in asked.activities or ()]
    draft = draft_album(
        scope,
        term_id=_term(place, store, asked) if asked.term else None,
        school_id=row_named(place, store, School, asked.school) if asked.school else None,
        activities=[row.hex for row in chosen] or None,
        template=asked.style,
        paper=asked.size,
    )
    return asked_of(draft, place.today)


def _term(place: Place, store: Store, asked: Namespace) -> UUID:
    return row_named(place, store, Term, term_name(asked.term))
