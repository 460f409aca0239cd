"""P21 奖状 and 荣誉证书: large, balanced, and with room for a pen where nothing is known."""

from pathlib import Path

import pytest

from lianti_desktop.printing.certificate import Certificate, certificate_page, write_certificates
from lianti_desktop.printing.geometry import MM
from lianti_desktop.printing.leaves import TextLeaf, Typesetter
from lianti_desktop.printing.page import beyond_paper, solid_overlaps
from lianti_desktop.printing.press import Press
from tests.printing.pdf_reading import page_texts, unembedded_fonts

ONE = Certificate(
    "龙𬭚 老师",
    "在2025—2026学年第二学期“同课异构”教学比赛中表现突出，荣获",
    "一等奖",
    "青石桥片区教育联盟（示例）",
    "2026年7月6日",
    number="LL-2026-007",
)


def test_each_certificate_is_one_page_with_all_its_words(tmp_path: Path, press: Press) -> None:
    result = write_certificates((ONE, ONE, ONE), tmp_path / "c.pdf", press)
    texts = page_texts(result.file)
    assert len(texts) == 3
    for part in ("荣誉证书", "龙𬭚老师：", "一等奖", "2026年7月6日", "编号：LL-2026-007"):
        assert part in texts[0]
    assert unembedded_fonts(result.file) == set()


@pytest.mark.parametrize(
    "certificate",
    [
        ONE,
        Certificate("", ""),
        Certificate("小荷", "认真劳动，" * 40, "劳动小能手"),
        Certificate("名字很长的合作学校" * 6, "认真劳动，" * 600, "先进单位" * 9, "联盟" * 30),
    ],
)
def test_nothing_overlaps_and_the_sheet_is_used_to_its_foot(
    certificate: Certificate, setter: Typesetter
) -> None:
    page = certificate_page(certificate, setter)
    assert not solid_overlaps(page)
    assert not beyond_paper(page)
    assert page.paper.width > page.paper.height
    words = [
        item for item in page.items if isinstance(item.leaf, TextLeaf) and item.leaf.text.lines
    ]
    assert words[0].box.top < 100
    assert not beyond_paper(page, 15 * MM)
    if certificate.award:
        assert max(item.box.bottom for item in words) > page.paper.height * 0.7


def test_a_sentence_of_three_thousand_characters_is_cut_and_said(
    tmp_path: Path, press: Press
) -> None:
    long = Certificate("三年级2班", "认真劳动，" * 600, "先进班级")
    result = write_certificates((ONE, long), tmp_path / "c.pdf", press)
    assert result.pages == 2
    assert result.warnings == ("“三年级2班”的证书正文太长，没有印全，请把事由写短一些",)
