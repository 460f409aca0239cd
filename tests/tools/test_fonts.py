"""The fonts' lock, and that a package is unpacked only when it is the one the lock names."""

import hashlib
import io
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from tools import fonts
from tools.shell import SetUpError

NEEDED = {
    "NotoSerifSC-Regular.ttf",
    "NotoSerifSC-Bold.ttf",
    "NotoSansSC-Regular.ttf",
    "NotoSansSC-Bold.ttf",
    "LXGWWenKai-Regular.ttf",
    "HanaMinA.ttf",
    "HanaMinB.ttf",
}


def tarball(**members: bytes) -> bytes:
    """A gzipped tar with these members."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as tar:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return stream.getvalue()


def debian_package(**parts: bytes) -> bytes:
    """An `ar` archive as Debian packages are; each part is padded to an even length."""
    content = fonts.AR_MAGIC
    for name, data in parts.items():
        header = f"{name.replace('_', '.'):<16}{0:<12}{0:<6}{0:<6}{100644:<8}{len(data):<10}`\n"
        content += header.encode("ascii") + data + b"\n" * (len(data) % 2)
    return content


@pytest.fixture
def package() -> fonts.Package:
    """An invented package of one font."""
    return fonts.Package("npm", "@sample/song", "1.0", "0" * 128, "licence", {"Song.ttf": "font"})


def test_the_lock_provides_every_font_that_paper_and_window_need() -> None:
    packages = fonts.read_lock(fonts.LOCK)
    assert {name for p in packages if not p.fallback for name in p.fonts} == NEEDED
    assert {p.kind for p in packages} <= set(fonts.FETCH)
    assert all(len(p.sha512) == 128 for p in packages)


def test_a_font_and_its_licence_are_unpacked_from_a_tarball(
    package: fonts.Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    assert not fonts.is_unpacked(package)
    fonts.unpack(package, tarball(font=b"glyphs", licence=b"free"))
    assert (tmp_path / "Song.ttf").read_bytes() == b"glyphs"
    assert (tmp_path / "licences" / "song.txt").read_bytes() == b"free"
    assert fonts.is_unpacked(package)
    assert not fonts.is_unpacked(replace(package, version="2.0"))


def test_the_data_part_of_a_debian_package_is_found_after_an_odd_sized_one() -> None:
    content = debian_package(control_tar_gz=b"odd", data_tar_gz=tarball(font=b"glyphs"))
    with fonts.open_tar(content) as tar:
        assert fonts.read_member(tar, "font") == b"glyphs"


def test_a_package_with_other_bytes_is_refused(
    package: fonts.Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tarball(font=b"glyphs")

    def fetch(_package: fonts.Package, _shop: fonts.Workshop, folder: Path) -> None:
        (folder / "song.tgz").write_bytes(content)

    monkeypatch.setitem(fonts.FETCH, "npm", fetch)
    shop = fonts.Workshop(tmp_path, Path("python"))
    with pytest.raises(SetUpError):
        fonts.fetched(package, shop)
    right = replace(package, sha512=hashlib.sha512(content).hexdigest())
    assert fonts.fetched(right, shop) == content
