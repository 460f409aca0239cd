"""Pictures of what the studio prints from the sample alliance, for the README."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lianti_desktop.paths import DataPaths, program_paths
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.store import Store, open_store

ALBUM_PAGES = (1, 4, 6, 7)
VOLUME_PAGES = (1, 3, 4, 8)
BULLETIN_PAGES = (1, 2, 3)


def draw_books(data: DataPaths, today: date, out: Path) -> list[Path]:
    """One picture of each album style, of a volume and of a bulletin."""
    store = open_store(data)
    try:
        with TemporaryDirectory(prefix="lianti-papers-") as place:
            return list(_books(store, today, Path(place), out))
    finally:
        store.close()


def _books(store: Store, today: date, folder: Path, out: Path) -> Iterator[Path]:
    from lianti_desktop.printing import prints
    from lianti_desktop.printing.album_designs import DESIGNS
    from lianti_desktop.printing.fonts import FontBook
    from lianti_desktop.printing.gather_album import AlbumAsked
    from lianti_desktop.printing.gather_bulletin import BulletinAsked, Quarter
    from lianti_desktop.printing.gather_volume import VolumeAsked
    from lianti_desktop.printing.press import Press
    from lianti_desktop.printing.spreads import draw_spread

    press = Press(FontBook([program_paths().fonts]))
    with store.read() as session:
        term, day = _busiest(session)
    for design in DESIGNS:
        asked = AlbumAsked(term, today, style=design.name)
        made = prints.print_album(store, asked, folder / f"{design.name}.pdf", press)
        yield draw_spread(made.file, ALBUM_PAGES, out / f"album-{design.name}.png")
    bound = prints.print_volume(store, VolumeAsked(term, today), folder / "volume.pdf", press)
    yield draw_spread(bound.result.file, VOLUME_PAGES, out / "volume.png")
    quarter = BulletinAsked(Quarter(day.year, (day.month + 2) // 3), today)
    told = prints.print_bulletin(store, quarter, folder / "bulletin.pdf", press)
    yield draw_spread(told.file, BULLETIN_PAGES, out / "bulletin.png")


def _busiest(session: Session) -> tuple[UUID, date]:
    """The term with the most activities, and the day of its last one that was held."""
    count = func.count(Activity.id)
    held = select(Activity.term_id).where(Activity.term_id.is_not(None), Activity.sample.is_(True))
    term = session.scalars(held.group_by(Activity.term_id).order_by(count.desc()).limit(1)).one()
    last = select(func.max(Activity.held_on)).where(Activity.state == "held")
    day = session.scalars(last.where(Activity.term_id == term)).one()
    if term is None or day is None:
        raise RuntimeError("the sample has no activity that was held")
    return term, day
