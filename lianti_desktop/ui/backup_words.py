"""How old the newest backup is, in words."""

from datetime import date, datetime
from pathlib import Path

from lianti_desktop.storage.backup import backup_files, made_at
from lianti_desktop.ui.theme import Tone

WAITING_DAYS, DANGER_DAYS = 7, 30


def newest_backup(folder: Path) -> datetime | None:
    """When the newest backup was made."""
    files = backup_files(folder)
    return made_at(files[0]) if files else None


def state_words(newest: datetime | None, today: date) -> tuple[str, Tone]:
    """What the status line says of the backups; they were all proved when they were made."""
    if newest is None:
        return "还没有备份", Tone.WAITING
    days = (today - newest.date()).days
    if days <= 0:
        return f"备份：今天 {newest:%H:%M} 已验证", Tone.SECONDARY
    if days == 1:
        return f"备份：昨天 {newest:%H:%M} 已验证", Tone.SECONDARY
    tone = Tone.SECONDARY if days <= WAITING_DAYS else Tone.WAITING
    return f"备份：{days} 天前", Tone.DANGER if days > DANGER_DAYS else tone
