"""A PostgreSQL server for one test run, in a temporary folder and on no network port."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools import system
from tools.shell import ROOT, SetUpError, is_root

DEBIAN_PROGRAMS = Path("/usr/lib/postgresql")
SERVER_USER = "postgres"
OWNER = "lianti"


@dataclass(frozen=True)
class Server:
    """Where the server's programs are and where it keeps its data and its socket."""

    programs: Path
    folder: Path

    @property
    def data(self) -> Path:
        """The cluster's own folder."""
        return self.folder / "data"

    @property
    def address(self) -> str:
        """How SQLAlchemy reaches it, through the socket in the folder."""
        return f"postgresql+psycopg://{OWNER}@/postgres?host={self.folder}"

    def call(self, program: str, *words: str) -> None:
        """Run one of the server's programs, as an ordinary user when we are root."""
        command = [str(self.programs / program), *words]
        user = SERVER_USER if is_root() else None
        log = self.folder / f"{program}.txt"
        with log.open("ab") as output:
            done = subprocess.run(
                command, cwd=self.folder, stdout=output, stderr=output, user=user, check=False
            )
        if done.returncode:
            words_said = log.read_text(encoding="utf-8", errors="replace")
            raise SetUpError(f"数据库 {program} 没有成功：{words_said.strip()[-400:]}")


def programs() -> Path:
    """The folder of the newest server installed; installs Debian's when there is none."""
    if sys.platform != "linux":
        raise SetUpError("数据库测试只在 Linux 上运行。")
    if not (found := installed_programs()):
        system.install(["postgresql"])
        found = installed_programs()
    if not found:
        raise SetUpError("没有找到 PostgreSQL 的程序。")
    return found


def installed_programs() -> Path | None:
    """The folder that has initdb: Debian's newest, else the one on the path."""
    versions = sorted(DEBIAN_PROGRAMS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if versions:
        return versions[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@contextmanager
def running() -> Iterator[Server]:
    """A fresh server, gone again afterwards."""
    server = Server(programs(), Path(tempfile.mkdtemp(prefix="lianti-postgres-")))
    try:
        start(server)
        yield server
    finally:
        stop(server)
        shutil.rmtree(server.folder, ignore_errors=True)


def stop(server: Server) -> None:
    """Stop the server if it runs; nothing of it is kept."""
    if (server.data / "postmaster.pid").exists():
        server.call("pg_ctl", "-D", str(server.data), "-m", "immediate", "stop")


def start(server: Server) -> None:
    """Make the cluster and start it, listening on a socket only."""
    if is_root():
        shutil.chown(server.folder, SERVER_USER)
    data = str(server.data)
    server.call("initdb", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C")
    options = f"-k {server.folder} -c listen_addresses='' -c fsync=off"
    server.call("pg_ctl", "-D", data, "-w", "-o", options, "start")


def variables(server: Server, base: dict[str, str]) -> dict[str, str]:
    """The environment in which the tests find the server."""
    return {**base, "LIANTI_POSTGRES": server.address, "PYTHONPATH": os.fspath(ROOT)}
