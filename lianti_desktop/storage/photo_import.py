"""Photos from a telephone, a stick or the clipboard, made ready to be kept.

Everything is prepared in a folder of its own, `staging/<random>/` inside the data folder. The user
then looks at what is new, what is there already and what looks alike; `keep` moves the files into
place, `discard` deletes the folder. The sources are only ever read.
"""

import os
import shutil
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from lianti_desktop.domain.errors import UserError
from lianti_desktop.domain.similar import likenesses
from lianti_desktop.storage.attachments import (
    digest_of,
    disk_full_spoken,
    free_bytes,
    require_space,
)
from lianti_desktop.storage.photo_batch import (
    Duplicate,
    KnownPhotos,
    PhotoSource,
    Refusal,
    Similar,
    StagedBatch,
    StagedPhoto,
)
from lianti_desktop.storage.photo_dates import photo_date
from lianti_desktop.storage.pictures import (
    Picture,
    PictureError,
    read_bytes,
    read_picture,
    sniff,
)
from lianti_desktop.storage.place_notes import without_place

STAGING = "staging"

WORKERS = 2
"""Photos decoded at once. Pillow lets other threads run meanwhile: 100 photos of 12 megapixels took
8 s instead of 13 s on two idle cores, and no longer on busy ones. More would only cost memory."""

PRINT_COPY_BYTES = 1_000_000
"""What a print copy may take, for the look at the free space."""

_HEAD_BYTES = 32
_PICTURE_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".heic"})
_JUNK = frozenset(
    {
        "__macosx",
        "$recycle.bin",
        "system volume information",
        "found.000",
        "lost.dir",
        "recycler",
        "thumbs.db",
    }
)


@dataclass(frozen=True, slots=True)
class Staging:
    """Where an import is prepared and how.

    `today` bounds the dates that are believed; `free` tells the bytes left on the folder's disk.
    """

    data_folder: Path
    today: date
    keep_originals: bool = False
    free: Callable[[Path], int] = free_bytes


def _say_nothing(done: int, total: int, name: str) -> None:
    """Report progress to nobody."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told how far the import is, and who is asked whether to go on."""

    progress: Callable[[int, int, str], None] = _say_nothing
    cancelled: Callable[[], bool] = lambda: False


def stage_photos(
    sources: Sequence[PhotoSource],
    known: KnownPhotos,
    staging: Staging,
    watch: Watch | None = None,
) -> StagedBatch | None:
    """Prepare the pictures for keeping; None when cancelled, and then nothing is left behind.

    A file that cannot be read becomes a refusal and the others go on. A full disk is a UserError,
    and nothing is left behind either. To be called in the background.
    """
    root = staging.data_folder / STAGING
    root.mkdir(parents=True, exist_ok=True)
    require_space(root, _space_for(sources, staging), staging.free)
    folder = Path(mkdtemp(dir=root))
    batch = None
    try:
        with disk_full_spoken():
            batch = _stage(sources, known, _Bench(folder, known, staging), watch or Watch())
    finally:
        if batch is None:
            shutil.rmtree(folder, ignore_errors=True)
    return batch


def picture_files(folder: Path) -> tuple[Path, ...]:
    """Return the pictures in a folder and the folders below it, in the order of their names.

    The content decides. A file that is only named like a picture is returned too, so that the
    import can say that it is damaged. Hidden files and the system's own folders are passed over.
    """
    found: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=_speak_of_folder):
        folders[:] = sorted(name for name in folders if not _is_junk(name))
        paths = (Path(place, name) for name in sorted(names) if not _is_junk(name))
        found.extend(path for path in paths if _may_be_picture(path))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What became of one source: a picture, or a refusal, or neither where it was there before."""

    name: str
    original: str = ""
    digest: str = ""
    picture: Picture | None = None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class _Bench:
    """Where single pictures are prepared; several threads use it at once."""

    folder: Path
    known: KnownPhotos
    staging: Staging

    def prepare(self, source: PhotoSource) -> _Prepared:
        """Read one source, make its copies and write them into the folder."""
        try:
            data = source.content
            if isinstance(data, Path):
                data = read_bytes(data)
            original = digest_of(data)
            if original in self.known.originals:
                return _Prepared(source.name, original)
            picture = read_picture(data, source.name)
        except PictureError as error:
            return _Prepared(source.name, refusal=error.sentence)
        digest = digest_of(picture.print_copy)
        (self.folder / digest).write_bytes(picture.print_copy)
        if self.staging.keep_originals:
            data = without_place(data)
            original = digest_of(data)
            (self.folder / original).write_bytes(data)
        return _Prepared(source.name, original, digest, picture)


@dataclass
class _Tray:
    """The results, sorted as they come in."""

    known: frozenset[str]
    today: date
    seen: set[str] = field(default_factory=set)
    photos: list[StagedPhoto] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def take(self, made: _Prepared) -> None:
        """Put one result where it belongs."""
        marks = {made.original, made.digest}
        if made.refusal:
            self.refusals.append(Refusal(made.name, made.refusal))
        elif made.picture is None or marks & self.known:
            self.duplicates.append(Duplicate(made.name, made.original, in_batch=False))
        elif marks & self.seen:
            self.duplicates.append(Duplicate(made.name, made.original, in_batch=True))
        else:
            self.seen |= marks
            self.photos.append(self._photo(made, made.picture))

    def _photo(self, made: _Prepared, picture: Picture) -> StagedPhoto:
        return StagedPhoto(
            name=made.name,
            original=made.original,
            digest=made.digest,
            width=picture.width,
            height=picture.height,
            fingerprint=picture.fingerprint,
            taken=photo_date(picture.camera_note, made.name, self.today),
            thumbnail=picture.thumbnail,
        )


def _stage(
    sources: Sequence[PhotoSource], known: KnownPhotos, bench: _Bench, watch: Watch
) -> StagedBatch | None:
    """Prepare all sources in turn; None as soon as the user has had enough."""
    tray = _Tray(known.originals | {digest for digest, _ in known.prints}, bench.staging.today)
    with closing(_prepared(sources, bench.prepare)) as results:
        for done, made in enumerate(results, start=1):
            tray.take(made)
            watch.progress(done, len(sources), made.name)
            if watch.cancelled():
                return None
    return StagedBatch(
        folder=bench.folder,
        photos=tuple(tray.photos),
        duplicates=tuple(tray.duplicates),
        refusals=tuple(tray.refusals),
        similar=tuple(_similar(tray.photos, known)),
        keeps_originals=bench.staging.keep_originals,
    )


def _prepared(
    sources: Sequence[PhotoSource], prepare: Callable[[PhotoSource], _Prepared]
) -> Generator[_Prepared, None, None]:
    """Yield the results in the order of the sources, a few being worked on at once."""
    pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="photos")
    waiting: deque[Future[_Prepared]] = deque()
    try:
        for source in sources:
            waiting.append(pool.submit(prepare, source))
            if len(waiting) > WORKERS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _similar(photos: Sequence[StagedPhoto], known: KnownPhotos) -> Iterator[Similar]:
    """Yield each pair that looks alike, a new photo with a kept one or with an earlier new one."""
    for place, photo in enumerate(photos):
        earlier = ((other.digest, other.fingerprint) for other in photos[:place])
        for pairs, in_batch in ((known.prints, False), (earlier, True)):
            for one in likenesses(photo.fingerprint, pairs):
                yield Similar(photo.digest, one.key, one.distance, in_batch)


def _space_for(sources: Sequence[PhotoSource], staging: Staging) -> int:
    """Estimate how many bytes the import will take."""
    originals = sum(map(_size_of, sources)) if staging.keep_originals else 0
    return originals + PRINT_COPY_BYTES * len(sources)


def _size_of(source: PhotoSource) -> int:
    if isinstance(source.content, bytes):
        return len(source.content)
    try:
        return source.content.stat().st_size
    except OSError:
        return 0  # it will be refused, with its name, when it is read


def _speak_of_folder(error: OSError) -> None:
    """Say in plain words that a folder cannot be read."""
    name = Path(str(error.filename)).name
    raise UserError(
        f"读不到文件夹「{name}」；已有的照片都完好；请看看它还在不在、U盘有没有拔出，再导入一次。"
    ) from error


def _is_junk(name: str) -> bool:
    return name.startswith((".", "~")) or name.casefold() in _JUNK


def _may_be_picture(path: Path) -> bool:
    """Tell a picture by its first bytes, or by its name when these are damaged."""
    if path.suffix.casefold() in _PICTURE_ENDINGS:
        return path.is_file()
    try:
        with path.open("rb") as stream:
            return sniff(stream.read(_HEAD_BYTES)) is not None
    except OSError:
        return False
