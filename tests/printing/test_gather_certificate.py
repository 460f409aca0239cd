"""From an award to its certificate: what was entered, and nothing where nothing was."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from lianti_desktop.domain.words import AwardTarget, HonorLevel
from lianti_desktop.printing.certificate import Certificate
from lianti_desktop.printing.fonts import FontBook
from lianti_desktop.printing.form_prints import print_certificates
from lianti_desktop.printing.gather_certificate import gather_certificate
from lianti_desktop.printing.preflight import FindingKind
from lianti_desktop.printing.press import Press
from lianti_desktop.printing.print_checks import check_certificate
from lianti_desktop.storage import records
from lianti_desktop.storage.awards import Award
from lianti_desktop.storage.store import Deed
from tests.activity_world import World, build_world
from tests.golden_text import agree
from tests.printing.pdf_reading import page_texts


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    built = build_world(tmp_path / "data")
    yield built
    built.store.close()


AWARD = {
    "target": "曾小贤 老师",
    "target_kind": AwardTarget.PERSON,
    "title": "一等奖",
    "level": HonorLevel.COUNTY,
    "granted_on": date(2026, 7, 6),
    "issuer": "青石镇教联体（示例）",
    "reason": "在2025—2026学年第二学期“同课异构”教学比赛中表现突出，荣获",
    "number": "LL-2026-007",
    "basis": "青教联〔2026〕5号",
}


def gathered(world: World, **values: object) -> Certificate:
    with world.store.change(Deed("新增 表彰")) as session:
        return gather_certificate(session, records.save(session, Award, None, values).id)


def test_a_person_gets_a_certificate_and_a_class_a_diploma(world: World) -> None:
    assert gathered(world, **AWARD).title == "荣誉证书"
    of_class = gathered(world, target="三年级2班", target_kind=AwardTarget.CLASS)
    assert of_class.title == "奖 状"
    assert of_class.reason == "在教育联盟工作中成绩突出，特授予"
    assert (of_class.date, of_class.number, of_class.basis) == ("", "", "")


def test_certificates_of_some_awards_are_pages_of_one_file(
    world: World, tmp_path: Path, press: Press
) -> None:
    with world.store.change(Deed("新增 表彰")) as session:
        awards = [
            records.save(session, Award, None, AWARD | {"target": target}).id
            for target in ("曾小贤 老师", "龙𬭚 老师")
        ]
    result = print_certificates(world.store, awards, tmp_path / "c.pdf", press)
    texts = page_texts(result.file)
    assert len(texts) == 2
    agree("certificate", "\n".join(texts) + "\n")


def test_what_is_missing_on_a_certificate_leads_to_its_field(
    world: World, font_book: FontBook
) -> None:
    with world.store.change(Deed("新增 表彰")) as session:
        whole = records.save(session, Award, None, AWARD).id
        long = {"target": "甲", "title": "一等奖", "reason": "认真劳动，" * 600}
        poor = records.save(session, Award, None, long).id
    assert check_certificate(world.store, whole, font_book) == []
    found = check_certificate(world.store, poor, font_book)
    fields = {one.where.field for one in found if one.where}
    assert fields == {"target_kind", "level", "granted_on", "issuer", "reason"}
    (cut,) = [one for one in found if one.kind is FindingKind.OVERFLOW]
    assert cut.sentence == "“甲”的证书正文太长，没有印全，请把事由写短一些"
