"""print: albums, volumes, bulletins, forms, lists, and the copy-shop folder."""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import UUID

from lianti_desktop.cli.output import Output
from lianti_desktop.cli.place import AUTHOR, Place, deed
from lianti_desktop.cli.printouts import press_for, row_named, tell_result, term_name
from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.presets import preset_named
from lianti_desktop.domain.words import AlbumScope, PrintKind, PrintWay
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.publications import Album
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.store import Store, system_now

_NO_TRIAL_BINDING = (
    "装订要记下校验码，不能是试印，没有打印。数据没有变化。"
    "要看看样子就去掉 --bind，要装订就去掉 --trial。"
)

if TYPE_CHECKING:
    from lianti_desktop.printing.gather_album import AlbumAsked
    from lianti_desktop.printing.gather_bulletin import BulletinAsked, Quarter
    from lianti_desktop.printing.gather_volume import VolumeAsked
    from lianti_desktop.printing.press import PrintResult


def volume(place: Place, asked: Namespace, output: Output) -> None:
    """The volume of a term; bound, it is kept with its check code, and late pages follow it."""
    from lianti_desktop.printing.prints import print_volume

    if asked.bind and asked.trial:
        raise UserError(_NO_TRIAL_BINDING)
    with place.store() as store:
        term = _term(place, store, asked)
        if asked.bind or asked.late or asked.spine:
            _bind(place, store, asked, (term, output))
            return
        bound = print_volume(store, asked_volume(place, store, term), asked.out, press_for(output))
        _keep(store, bound.result, asked, ("学期资料汇编", PrintKind.VOLUME))
    tell_result(bound.result, output, check_code=bound.snapshot.shown)


def asked_volume(place: Place, store: Store, term: UUID) -> "VolumeAsked":
    """What the kept volume of a term asks for, or one that nobody has decided about."""
    from lianti_desktop.printing.gather_volume import VolumeAsked
    from lianti_desktop.printing.volume_kept import volume_asked, volumes_of

    with store.read() as session:
        known = volumes_of(session, term)
        return volume_asked(known[-1], place.today) if known else VolumeAsked(term, place.today)


def asked_bulletin(place: Place, store: Store, quarter: "Quarter") -> "BulletinAsked":
    """What the kept issue of a quarter asks for, or one that nobody has decided about."""
    from lianti_desktop.printing.bulletin_kept import bulletin_asked, issue_of
    from lianti_desktop.printing.gather_bulletin import BulletinAsked

    with store.read() as session:
        known = issue_of(session, quarter)
        return bulletin_asked(known, place.today) if known else BulletinAsked(quarter, place.today)


def _bind(place: Place, store: Store, asked: Namespace, means: tuple[UUID, Output]) -> None:
    """Binds the term's volume, or prints its late pages or its spine label."""
    from lianti_desktop.printing import volume_kept as kept
    from lianti_desktop.sync.waiting import undecided_places

    term, output = means
    with store.change(deed("新建 学期汇编")) as session:
        known = kept.volumes_of(session, term)
        row = known[-1].id if known else kept.create_volume(session, term).id
    binding, press = kept.Binding(row, asked.out, place.today, AUTHOR), press_for(output)
    if asked.spine:
        tell_result(kept.print_spine_label(store, binding, press), output)
        return
    if asked.late:
        result, code = kept.print_late_pages(store, binding, press), ""
    else:
        with store.read() as session:
            undecided = undecided_places(session)
        bound = kept.bind_volume(store, replace(binding, undecided=undecided), press)
        result, code = bound.result, bound.snapshot.shown
    _keep(store, result, asked, ("学期资料汇编", PrintKind.VOLUME))
    tell_result(result, output, code)


def bulletin(place: Place, asked: Namespace, output: Output) -> None:
    """The bulletin of a quarter; its first print makes it the next issue, which is kept."""
    from lianti_desktop.printing import bulletin_kept as kept
    from lianti_desktop.printing.gather_bulletin import quarter_from
    from lianti_desktop.printing.prints import print_bulletin

    quarter = quarter_from(asked.quarter)
    with place.store() as store:
        wanted = asked_bulletin(place, store, quarter)
        if wanted.kept is None and not asked.trial:
            with store.change(deed(f"新增 简报 {quarter.text}")) as session:
                made = kept.create_bulletin(session, quarter, place.today)
                wanted = kept.bulletin_asked(made, place.today)
        if asked.preset:
            plan = replace(wanted.plan, preset=preset_named(asked.preset).name)
            wanted = replace(wanted, plan=plan)
        result = print_bulletin(store, wanted, asked.out, press_for(output))
        _keep(store, result, asked, (f"简报 {quarter.text}", PrintKind.BULLETIN))
    tell_result(result, output)


def offered(place: Place, asked: Namespace, output: Output) -> None:
    """The forms, lists and album styles there are."""
    from lianti_desktop.printing.album_designs import DESIGNS
    from lianti_desktop.printing.form_catalogue import FORMS, LISTS

    value = {
        "forms": {layout.name: layout.title for layout in FORMS},
        "lists": {layout.name: layout.title for layout in LISTS},
        "styles": {design.name: design.title for design in DESIGNS},
    }
    lines = [f"{name}　{title}" for group in value.values() for name, title in group.items()]
    output.give(value, lines)


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
        left = replace(printed, file=made.files[0])
        _keep(store, left, asked, (f"{wanted.title} {wanted.subtitle}", PrintKind.ALBUM))
    files = [str(file) for file in made.files]
    value = {"files": files, "pages": made.pages, "warnings": list(printed.told)}
    output.give(value, [*files, *(f"注意：{warning}" for warning in printed.told)])


def album(place: Place, asked: Namespace, output: Output) -> None:
    """An album, or its pages in pairs for a booklet."""
    from lianti_desktop.printing.imposition import write_booklet
    from lianti_desktop.printing.prints import print_album

    press = press_for(output)
    with place.store() as store, TemporaryDirectory(prefix="lianti-album-") as folder:
        wanted = album_asked(place, store, asked)
        out = Path(folder) / "album.pdf" if asked.booklet else asked.out
        result = print_album(store, wanted, out, press)
        if asked.booklet:
            booklet = write_booklet(out, asked.out, press, keeps_last=True)
            result = replace(
                booklet, warnings=result.warnings, photos=result.photos, lost=result.lost
            )
        _keep(store, result, asked, (f"{wanted.title} {wanted.subtitle}", PrintKind.ALBUM))
    tell_result(result, output)


def _keep(
    store: Store, result: "PrintResult", asked: Namespace, what: tuple[str, PrintKind]
) -> None:
    """Notes that a print left the office, unless it is only a trial."""
    from lianti_desktop.services.print_snapshots import LeavingPrint, keep_print

    if asked.trial:
        return
    document, kind = what
    copies = getattr(asked, "copies", None)
    leaving = LeavingPrint(
        document,
        kind,
        PrintWay.SHOP if copies else PrintWay.FILE,
        result.file,
        result.pages,
        result.photos,
        copies=copies or 1,
        by=AUTHOR,
    )
    with store.change(deed(f"印制 {document}")) as session:
        keep_print(session, leaving, system_now())


def album_asked(place: Place, store: Store, asked: Namespace) -> "AlbumAsked":
    """Which album the command asks for: a kept one, chosen activities, or those that fit."""
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
