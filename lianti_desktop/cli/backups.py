"""backup and doctor: copies of the data, and the proof that it is whole."""

from argparse import Namespace
from datetime import datetime
from typing import Any

from lianti_desktop.cli.output import Output
from lianti_desktop.cli.place import Place
from lianti_desktop.domain.errors import UserError
from lianti_desktop.services.restore import counted_words, restore_store
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.backup import Backup, backup_files, made_at, make_backup, prove
from lianti_desktop.storage.doctor import digest_lines, examine
from lianti_desktop.storage.store import system_now


def make(place: Place, asked: Namespace, output: Output) -> None:
    """A proved backup now."""
    with place.store():
        made = make_backup(place.data, system_now(), asked.to)
    output.give(_plain(made), [f"已备份并验证：{made.path}"])


def _plain(backup: Backup) -> dict[str, Any]:
    return {
        "file": str(backup.path),
        "made": backup.made.isoformat(timespec="seconds"),
        "size": backup.size,
        "rows": dict(backup.rows),
    }


def listed(place: Place, _asked: Namespace, output: Output) -> None:
    """The backups in the data folder, newest first."""
    files = backup_files(place.data.backups)
    rows = [
        {
            "file": str(path),
            "made": made_at(path).isoformat(timespec="seconds"),
            "size": path.stat().st_size,
        }
        for path in files
    ]
    output.give(rows, (f"{_written(made_at(path))}  {path}" for path in files))


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")


def check(_place: Place, asked: Namespace, output: Output) -> None:
    """Whether a file is a whole backup, and what it holds."""
    rows = prove(_existing(asked))
    output.give(
        {"file": str(asked.file), "ok": True, "rows": rows},
        [f"这个备份是完整的：{counted_words(rows)}"],
    )


def _existing(asked: Namespace) -> Any:
    if not asked.file.is_file():
        raise UserError(f"找不到备份文件“{asked.file}”，数据没有变化。请核对文件的位置。")
    return asked.file


def restore(place: Place, asked: Namespace, output: Output) -> None:
    """The data as a backup holds it; what is there now is backed up before."""
    report = restore_store(place.data, _existing(asked))
    value = {
        "file": str(asked.file),
        "rows": dict(report.rows),
        "replica": str(report.replica),
        "problems": list(report.problems),
    }
    first = f"已恢复到 {_written(report.made)} 的备份：{counted_words(report.rows)}"
    output.give(value, [first, *(f"注意：{problem}" for problem in report.problems)])


def doctor(place: Place, asked: Namespace, output: Output) -> int:
    """Proves that the tables are what the log says."""
    with place.store() as store, store.read() as session:
        problems = examine(session, AttachmentStore(place.data.attachments))
        digests = digest_lines(session) if asked.digest else {}
    verdict: dict[str, Any] = {"ok": not problems, "problems": problems}
    if asked.digest:
        verdict["digest"] = digests
    lines = problems or ["数据完好"]
    output.give(verdict, [*lines, *(f"{table}  {digest}" for table, digest in digests.items())])
    return 1 if problems else 0
