"""What keeps a term volume from being bound: records in it about which nobody has decided yet.

Which records those are is known to the exchange; whoever asks for the binding hands them in.
Source: journey J5, "volume cannot be closed with open conflicts in its records".
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.printing.gather_scope import Narrowed, activities_in
from lianti_desktop.printing.gather_volume import VolumeAsked, is_in_term
from lianti_desktop.storage import publications, records
from lianti_desktop.storage.calendar import Term
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.documents import Document
from lianti_desktop.storage.record import title_of

Place = tuple[str, UUID]
"""A table and the id of one of its records."""

MOST_NAMED = 3
HELD_UP = (
    "这一卷里还有 {} 处没有定下来：{}。没有装订，资料没有变化。"
    "请先到“待处理”里定下来再装订；只想看样子，可以先打印草稿。"
)


def undecided_in(session: Session, asked: VolumeAsked, undecided: Iterable[Place]) -> list[str]:
    """What those of some records are called that would be in the volume, each once."""
    known = {*undecided}
    pieces = _pieces(session, asked) if known else set()
    names = []
    for table, row in sorted(known):
        record = session.get(BY_TABLE[table], row)
        if record is not None and pieces & {row, getattr(record, "activity_id", None)}:
            kind = record.__kind__.name
            names.append(f"{kind}“{title_of(record)}”")
    return list(dict.fromkeys(names))


def held_up_words(names: list[str]) -> str:
    """Why the volume cannot be bound, and what to do."""
    more = "等" if len(names) > MOST_NAMED else ""
    return HELD_UP.format(len(names), "、".join(names[:MOST_NAMED]) + more)


def require_decided(session: Session, asked: VolumeAsked, undecided: Iterable[Place]) -> None:
    """Refuses to bind while something in the volume is open."""
    if names := undecided_in(session, asked, undecided):
        raise UserError(held_up_words(names))


def _pieces(session: Session, asked: VolumeAsked) -> set[UUID]:
    """The records of which the volume is made; what hangs on an activity goes with it."""
    term = records.get(session, Term, asked.term)
    held = {one.id for one in activities_in(session, term.id, Narrowed())}
    papers = {one.id for one in records.living(session, Document) if is_in_term(one.dated, term)}
    issues = {
        one.id
        for one in records.living(session, publications.Bulletin)
        if is_in_term(one.issued_on, term)
    }
    return {term.id} | held | papers | issues
