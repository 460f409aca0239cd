"""Places that must not be recognised: kept with the photo, unreadable on its copy."""

from PIL import Image, ImageDraw

from lianti_desktop.storage.blurring import EVERYTHING, Region, blur, lines_of, regions_of


def striped() -> Image.Image:
    """Fine stripes, of which nothing may be left where they are blurred."""
    picture = Image.new("RGB", (400, 300), "white")
    draw = ImageDraw.Draw(picture)
    for x in range(0, 400, 4):
        draw.rectangle((x, 0, x + 1, 299), "black")
    return picture


def contrast(picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    low, high = picture.convert("L").crop(box).getextrema()
    return int(high) - int(low)


def test_places_are_the_same_after_they_were_kept() -> None:
    regions = [Region(100, 200, 300, 250), Region(0, 0, 40, 40)]
    assert regions_of(lines_of(regions)) == regions
    assert lines_of([]) is None
    assert regions_of(None) == []


def test_a_place_that_cannot_be_read_hides_the_whole_photo() -> None:
    assert regions_of(["10 20 x 40", "1 2 3"]) == [EVERYTHING, EVERYTHING]


def test_nothing_can_be_recognised_in_a_place_and_the_rest_is_as_it_was() -> None:
    picture = striped()
    blur(picture, [Region(250, 250, 250, 500)])
    assert contrast(picture, (105, 80, 195, 220)) < 40
    assert contrast(picture, (300, 0, 400, 300)) == 255
    whole = striped()
    blur(whole, [EVERYTHING])
    assert contrast(whole, (0, 0, 400, 300)) < 40


def test_a_place_at_the_edge_and_one_of_no_size_are_blurred_too() -> None:
    picture = striped()
    blur(picture, [Region(900, 900, 200, 200), Region(500, 500, 0, 0)])
    assert picture.size == (400, 300)
    assert contrast(picture, (372, 282, 399, 299)) < 60


def test_a_place_is_turned_with_its_photo_and_back() -> None:
    region = Region(100, 200, 300, 50)
    assert region.turned(1) == Region(750, 100, 50, 300)
    assert region.turned(2) == Region(600, 750, 300, 50)
    assert region.turned(1).turned(3) == region
    assert region.turned(0) == region.turned(4) == region
