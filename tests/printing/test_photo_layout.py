"""Photos on pages: whole, in order, inside their room, none on top of another."""

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.photo_pages import figures_of
from lianti_desktop.printing.geometry import MM, Box
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.photo_layout import (
    Arrangement,
    Rooms,
    Shape,
    arrange,
    fill_page,
)
from lianti_desktop.printing.slicing import Tree, leaf_boxes, trees_over

RATIOS = (4 / 3, 3 / 4, 16 / 9, 9 / 16, 1.0, 3 / 2)
PAGE = Box(0, 0, 168 * MM, 245 * MM)


def caption_of(length: int) -> Shape:
    return Shape(4 / 3, lambda width: 4 + 13 * -(-length * 9 // max(int(width), 9)))


SHAPES = st.lists(
    st.builds(
        lambda ratio, length, hero: Shape(ratio, caption_of(length).caption_height, hero),
        st.sampled_from(RATIOS),
        st.integers(min_value=1, max_value=40),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


def check_page(shapes: list[Shape], page: Arrangement, height: float) -> None:
    boxes = []
    for shape, slot in zip(shapes, page.slots, strict=True):
        assert abs(slot.photo.width / slot.photo.height / shape.ratio - 1) < 0.005
        assert slot.caption.height >= shape.caption_height(slot.caption.width) - 0.01
        assert slot.photo.left >= -0.01
        assert slot.photo.right <= PAGE.width + 0.01
        assert slot.caption.bottom <= height + 0.01
        boxes.extend((slot.photo, slot.caption))
    for index, one in enumerate(boxes):
        assert not any(one.overlaps(other) for other in boxes[index + 1 :])


def test_there_are_as_many_trees_as_there_should_be() -> None:
    counts = [len(trees_over((Tree(1.0, 0.0),) * count, 10.0)) for count in range(1, 7)]
    assert counts == [1, 2, 6, 22, 90, 394]


def test_the_parts_of_a_tree_fill_its_box_exactly() -> None:
    leaves = [Tree(1 / ratio, 17.0) for ratio in RATIOS[:4]]
    for tree in trees_over(tuple(leaves), 10.0):
        box = Box(0, 0, 400, tree.height(400))
        parts = list(leaf_boxes(tree, box, 10.0))
        assert abs(max(part.right for part in parts) - 400) < 0.01
        assert abs(max(part.bottom for part in parts) - box.height) < 0.01


@settings(max_examples=40)
@given(shapes=SHAPES)
def test_07_up_to_six_photos_fit_a_page_uncropped_with_their_captions(shapes: list[Shape]) -> None:
    check_page(shapes, fill_page(shapes, PAGE, 10.0), PAGE.height)


def test_a_main_photo_is_larger_than_the_others() -> None:
    plain = caption_of(8)
    hero = Shape(4 / 3, plain.caption_height, is_hero=True)
    page = fill_page([plain, hero, plain, plain], PAGE, 10.0)
    widths = [slot.photo.width for slot in page.slots]
    assert max(widths) == widths[1]


def test_09_thirty_photos_fill_their_pages_and_none_is_tiny() -> None:
    shapes = [Shape(RATIOS[n * 7 % 6], caption_of(n % 30 + 1).caption_height) for n in range(30)]
    rooms = Rooms(PAGE.width, 120 * MM, PAGE.height, 60 * MM)
    pages = arrange(shapes, rooms)
    start = 0
    for index, page in enumerate(pages):
        stop = start + len(page.slots)
        is_last = stop == len(shapes)
        room = (rooms.first if index == 0 else rooms.full) - (rooms.kept if is_last else 0)
        check_page(shapes[start:stop], page, room)
        start = stop
    assert start == 30
    photos = [slot.photo for page in pages for slot in page.slots]
    assert min(min(photo.width, photo.height) for photo in photos) >= 38 * MM
    full = [page for page in pages[1:-1] if page.slots]
    for page in full:
        area = sum(slot.photo.width * slot.photo.height for slot in page.slots)
        assert area / (PAGE.width * PAGE.height) >= 0.6


def test_a_first_page_without_room_is_left_to_its_text() -> None:
    pages = arrange([caption_of(5)] * 3, Rooms(PAGE.width, 20 * MM, PAGE.height))
    assert pages[0].slots == ()
    assert sum(len(page.slots) for page in pages) == 3


def test_09_the_last_photo_does_not_lie_alone() -> None:
    for count in range(2, 16):
        pages = arrange([caption_of(5)] * count, Rooms(PAGE.width, 0.0, PAGE.height))
        assert len(pages[-1].slots) > 1


def test_09_photos_cover_four_fifths_of_their_pages(setter: Typesetter) -> None:
    """A few of the 500 activities of benchmarks/photo_pages.py."""
    found = figures_of(40, 7, setter)
    assert found.mean >= 0.8
    assert found.fifth_percentile >= 0.65
    assert found.largest_error < 0.005
    assert min(found.short_sides) >= 38
