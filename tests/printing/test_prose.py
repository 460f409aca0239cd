"""Text without a frame flows down the pages and loses nothing."""

from lianti_desktop.printing.geometry import Box
from lianti_desktop.printing.leaves import TextLeaf, Typesetter
from lianti_desktop.printing.page import Placed
from lianti_desktop.printing.paragraph import TextStyle
from lianti_desktop.printing.prose import TextRow, flow_rows

ROOM = Box(70, 60, 300, 200)
STYLE = TextStyle(size=12, leading=20)


def room(_number: int) -> Box:
    return ROOM


def words_of(items: list[Placed]) -> str:
    leaves = [item.leaf for item in items if isinstance(item.leaf, TextLeaf)]
    return "".join(line.text for leaf in leaves for line in leaf.text.lines)


def test_a_long_text_goes_on_overleaf(setter: Typesetter) -> None:
    text = "各校教师围绕三问展开讨论。" * 60
    pages = flow_rows([TextRow(setter.lay(text, STYLE, ROOM.width))], room)
    assert len(pages) > 2
    assert "".join(words_of(page.items) for page in pages) == text
    assert all(item.box.bottom <= ROOM.bottom + 0.05 for page in pages for item in page.items)
    assert pages[-1].spare > 0


def test_a_heading_goes_overleaf_with_its_text(setter: Typesetter) -> None:
    rows = [
        TextRow(setter.lay("讨" * 190, STYLE, ROOM.width), 10),
        TextRow(setter.lay("一、活动情况", STYLE, ROOM.width), before=8, keeps_next=True),
        TextRow(setter.lay("各校都来了。" * 9, STYLE, ROOM.width)),
    ]
    first, second = flow_rows(rows, room)
    assert "一、" not in words_of(first.items)
    assert words_of(second.items).startswith("一、活动情况各校")


def test_no_rows_make_no_pages() -> None:
    assert flow_rows([], room) == []
