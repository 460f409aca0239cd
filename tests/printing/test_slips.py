"""P20: the slips that go with a stick say number, counts, check code, and have room to sign."""

from pathlib import Path

import pytest

from lianti_desktop.domain.forms import FormSheet
from lianti_desktop.printing.content import HandOverSlip, ReceiptSlip, TakenLine
from lianti_desktop.printing.form_sheet import form_pages, write_forms
from lianti_desktop.printing.leaves import Typesetter
from lianti_desktop.printing.page import beyond_paper, solid_overlaps
from lianti_desktop.printing.press import Press
from lianti_desktop.printing.qr_leaf import QrLeaf
from lianti_desktop.printing.sign_row import LEAST_HEIGHT, SignRow
from lianti_desktop.printing.slips import hand_over_form, receipt_form
from lianti_desktop.sheets.word_form import word_form_bytes
from tests.golden_text import agree
from tests.printing.pdf_reading import page_texts
from tests.sheets.word_reading import words_of

COUNTS = tuple((f"资料{number}", f"{number} 条") for number in range(1, 8))
HAND_OVER = hand_over_form(
    HandOverSlip(
        "000012",
        "柳林校区",
        "中心小学",
        "2026年7月6日 16:20",
        "2025—2026学年第二学期",
        "85 MB",
        COUNTS,
        ("柳林校区-000012-1.ltz", "柳林校区-000012-2.ltz"),
        check_code="7K3M-Q9TX",
        code="LTP;000012;7K3M-Q9TX",
        alliance="青石镇教联体（示例）",
    )
)
RECEIPT = receipt_form(
    ReceiptSlip(
        "000012",
        "柳林校区",
        "中心小学",
        "柳林校区-000012-1.ltz",
        "2026年7月7日 9:05",
        "已收下",
        "85 MB",
        (TakenLine("活动", 3, 1), TakenLine("照片", 40)),
        photos=40,
        conflicts=1,
        check_code="7K3M-Q9TX",
        code="LTR;000012;7K3M-Q9TX",
        alliance="青石镇教联体（示例）",
    )
)


@pytest.mark.parametrize("sheet", [HAND_OVER, RECEIPT], ids=["hand_over", "receipt"])
def test_a_slip_is_one_sound_page_with_its_code(sheet: FormSheet, setter: Typesetter) -> None:
    (page,) = form_pages(sheet, setter)
    assert not solid_overlaps(page)
    assert not beyond_paper(page)
    assert [item.leaf.words for item in page.items if isinstance(item.leaf, QrLeaf)] == [sheet.code]
    assert SignRow(("甲",), 400, setter).height >= LEAST_HEIGHT > 18 * 72 / 25.4


def test_slips_say_the_same_on_paper_and_in_word(tmp_path: Path, press: Press) -> None:
    result = write_forms([HAND_OVER, RECEIPT], tmp_path / "s.pdf", press)
    agree("slips", "\n".join(page_texts(result.file)) + "\n")
    for sheet in (HAND_OVER, RECEIPT):
        assert "7K3M-Q9TX\n" in words_of(word_form_bytes(sheet))


def test_an_empty_slip_is_still_a_form(setter: Typesetter) -> None:
    assert len(form_pages(hand_over_form(HandOverSlip("", "", "")), setter)) == 1
    assert len(form_pages(receipt_form(ReceiptSlip("", "", "")), setter)) == 1
