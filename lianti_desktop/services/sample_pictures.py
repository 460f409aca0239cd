"""The sample's pictures: drawn, and prepared like photos that somebody imports."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from types import MappingProxyType

from lianti_desktop.services import sample_indoors, sample_outdoors
from lianti_desktop.services.sample_canvas import Sheet, jpeg_of, new_sheet
from lianti_desktop.storage.photo_batch import KnownPhotos, PhotoSource, StagedBatch
from lianti_desktop.storage.photo_import import WORKERS, Staging, stage_photos
from lianti_desktop.storage.store import Store

SHAPES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"4:3": (1440, 1080), "3:2": (1500, 1000), "16:9": (1600, 900), "3:4": (1080, 1440)}
)

SCENES: Mapping[str, Callable[[Sheet], None]] = MappingProxyType(
    {
        "books": sample_indoors.books,
        "classroom": sample_indoors.classroom,
        "desk_talk": sample_indoors.desk_talk,
        "farm": sample_outdoors.farm,
        "farm_row": sample_outdoors.farm_row,
        "gallery": sample_indoors.gallery,
        "group_photo": sample_outdoors.group_photo,
        "group_work": sample_indoors.group_work,
        "lecture": sample_indoors.lecture,
        "meeting": sample_indoors.meeting,
        "sign_sheet": sample_indoors.sign_sheet,
        "stage": sample_indoors.stage,
        "village": sample_outdoors.village,
    }
)


def draw_picture(scene: str, shape: str, seed: int) -> bytes:
    """A JPEG of a scene; the same seed draws the same people."""
    sheet = new_sheet(SHAPES[shape], "#FFFFFF", seed)
    SCENES[scene](sheet)
    return jpeg_of(sheet)


def staged_pictures(store: Store, wanted: Mapping[str, tuple[str, str]]) -> StagedBatch:
    """The pictures asked for by name, each a scene and a shape, drawn and ready to be kept."""
    with ThreadPoolExecutor(WORKERS, thread_name_prefix="drawing") as pool:
        drawn = pool.map(
            lambda item: draw_picture(item[1][0], item[1][1], item[0]), enumerate(wanted.values())
        )
        sources = [PhotoSource(name, data) for name, data in zip(wanted, drawn, strict=True)]
    today = date.today()  # noqa: DTZ011 - the school's own calendar day
    batch = stage_photos(sources, KnownPhotos(), Staging(store.data.root, today))
    if batch is None:
        raise RuntimeError("nobody can have stopped the drawing")
    return batch
