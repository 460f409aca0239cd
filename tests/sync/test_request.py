"""The request to join."""

from pathlib import Path

import pytest

from lianti_desktop.sync.enrolment import ask_to_join
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.request import read_request
from tests.sync.village import new_office


@pytest.fixture
def file(tmp_path: Path) -> Path:
    office = new_office(tmp_path / "pc", "柳林校区（示例）")
    ask_to_join(office.store, office.ring, tmp_path / "加入.ltreq")
    office.close()
    return tmp_path / "加入.ltreq"


def test_a_request_is_readable_and_says_its_check_words(file: Path) -> None:
    request = read_request(file)
    opening = file.read_bytes().partition(b"---\n")[0].decode()
    assert request.name == "柳林校区（示例）"
    assert f"核对词：{request.words}" in opening
    assert len(request.words.split()) == 6


def test_a_changed_name_has_other_words_and_no_good_signature(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace("柳林校区".encode(), "红旗校区".encode()))
    with pytest.raises(RefusedError) as refused:
        read_request(file)
    assert refused.value.reason is Reason.BAD_SIGNATURE


@pytest.mark.parametrize("content", [b"", b"hello", "联体桌面 入盟申请\n---\n".encode()])
def test_other_files_are_no_requests(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.ltreq").write_bytes(content)
    with pytest.raises(RefusedError):
        read_request(tmp_path / "x.ltreq")
