"""What has to be blurred is blurred wherever it is printed, and the original stays untouched."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image

from lianti_desktop.domain.words import MediaConsent
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.gather_photos import PhotoShelf
from lianti_desktop.printing.photo_leaf import look_at
from lianti_desktop.storage import records
from lianti_desktop.storage.attachments import digest_of
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.store import Deed
from tests.printing.studio import Studio, build_studio, photos_of


@pytest.fixture
def studio(tmp_path: Path, font_book: FontBook) -> Iterator[Studio]:
    built = build_studio(tmp_path / "data", font_book, photos=3)
    yield built
    built.store.close()


def change(studio: Studio, photo: str, **values: object) -> None:
    with studio.store.change(Deed("改照片")) as session:
        records.save(session, Media, UUID(photo), values)


def printed(studio: Studio, photo: str, shelf: PhotoShelf) -> Path:
    with studio.store.read() as session:
        return shelf.photos([records.get(session, Media, UUID(photo))])[0].path


def corner(path: Path) -> tuple[int, int, int]:
    with Image.open(path) as picture:
        red, green, blue = picture.convert("RGB").getpixel((8, 8))  # type: ignore[misc]
    return red, green, blue


def test_a_photo_that_needs_blurring_comes_in_once_it_is_blurred(studio: Studio) -> None:
    photo = studio.photos[0]
    change(studio, photo, consent_state=MediaConsent.BLUR_NEEDED)
    assert photo not in photos_of(studio.laid(), studio.first)
    change(studio, photo, blur_regions=["0 0 1000 1000"])
    assert photo in photos_of(studio.laid(), studio.first)


def test_the_print_is_blurred_and_the_stored_picture_is_not(studio: Studio) -> None:
    photo, shelf = studio.photos[0], studio.shelf()
    whole = printed(studio, photo, shelf)
    before = digest_of(whole)
    change(studio, photo, blur_regions=["300 0 400 1000"], turned=1)
    made = printed(studio, photo, shelf)
    assert made != whole
    assert corner(made) != corner(whole)
    assert digest_of(whole) == before
    with Image.open(made) as picture:
        assert picture.size == (600, 800)
    change(studio, photo, blur_regions=["0 0 10 10"])
    assert printed(studio, photo, shelf) != made


def test_a_photo_that_cannot_be_blurred_is_not_printed_as_it_is(studio: Studio) -> None:
    photo, shelf = studio.photos[0], studio.shelf()
    change(studio, photo, blur_regions=["0 0 500 500"])
    with studio.store.read() as session:
        media = records.get(session, Media, UUID(photo))
        stored = studio.attachments.path(media.file or "")
        stored.write_bytes(b"\xff\xd8 broken")
        found = shelf.photos([media])[0]
    assert found.path != stored
    assert look_at(found).problem == "照片文件不在了"
