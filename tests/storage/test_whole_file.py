"""A file for the user is there whole or not at all."""

from pathlib import Path

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.whole_file import LEAST_SPACE, put_whole, write_whole


def test_an_older_file_stays_when_the_new_one_does_not_fit(tmp_path: Path) -> None:
    out = tmp_path / "表.docx"
    put_whole(out, b"old")

    def build(unfinished: Path) -> None:
        unfinished.write_bytes(b"new")

    with pytest.raises(UserError, match=r"还差约 \d+ MB，已录入的资料没有变化"):
        write_whole(out, 10 * LEAST_SPACE, build, lambda _: LEAST_SPACE)
    assert out.read_bytes() == b"old"
    write_whole(out, 3, build, lambda _: LEAST_SPACE)
    assert out.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [out]
