"""Whether the author of a commit had the right to it (model.md, B.3; exchange.md §8).

The rights are judged as they were when the author wrote: by the owner that the record had in what
the author had seen. So every copy comes to the same verdict, whatever it learned in between.
"""

from collections.abc import Mapping
from uuid import UUID

from lianti_desktop.domain.ids import familiar_id
from lianti_desktop.domain.words import SiteRole, VerdictKind
from lianti_desktop.storage.catalogue import BY_TABLE
from lianti_desktop.storage.log.commit import Commit, Op, Wire, canonical, digest_of
from lianti_desktop.storage.log.merge import CREATED, Mark
from lianti_desktop.storage.log.undo import PURGE, REDO, UNDO
from lianti_desktop.storage.record import Writer
from lianti_desktop.sync.projector import Held, Projector
from lianti_desktop.sync.registry import Certificate
from lianti_desktop.sync.rows import shape_of

OWNER = "owner_id"
RETRACT, DECIDE = "retract", "decide"
_ID_BYTES = 16
_CORRECTIONS = (RETRACT, DECIDE, UNDO, REDO)
"""The core school may take back a whole import and decide what is disputed, whoever wrote it."""


def breach(commit: Commit, mark: Mark, site: Certificate, rows: Projector) -> str | None:
    """One Chinese sentence that says which right was missing, or None."""
    if wrong := _misfit(commit):
        return wrong
    if commit.action == PURGE:
        return _wrong_purge(commit, site)
    if site.role is SiteRole.CORE and commit.action in _CORRECTIONS:
        return None
    for op in commit.ops:
        if op.table not in BY_TABLE or op.stays_at_home:
            continue
        is_new = not rows.held(op.table, op.row).row.stamps
        allowed = _may_make(op, site) if is_new else _may_change(op, mark, site, rows)
        if not allowed:
            return f"{site.name}没有权利改动这条{BY_TABLE[op.table].__kind__.name}"
    return None


def _wrong_purge(commit: Commit, site: Certificate) -> str | None:
    """Only the core school erases, and an erasure writes nothing."""
    values = (value for op in commit.ops for value in op.cells.values())
    if site.role is not SiteRole.CORE or any(value is not None for value in values):
        return f"{site.name}没有权利抹去这项内容"
    return None


def _misfit(commit: Commit) -> str | None:
    """That some value is none that a program of ours writes, or None."""
    for op in commit.ops:
        if op.table in BY_TABLE and shape_of(BY_TABLE[op.table]).misfit(op.cells):
            return f"{BY_TABLE[op.table].__kind__.name}里有写法不对的内容"
    return None


def _may_make(op: Op, site: Certificate) -> bool:
    """A school makes records of its own; samples may be made for anybody."""
    owner = _owner(op.cells)
    return (
        owner is None
        or owner in site.schools
        or op.row in site.schools
        or op.cells.get("sample") is True
        or _keeps(op, site)
    )


def _may_change(op: Op, mark: Mark, site: Certificate, rows: Projector) -> bool:
    held = rows.held(op.table, op.row)
    if held.row.cells.get("sample") is True:
        return True
    owner = _owner_as_seen(held, mark, rows)
    new = _owner(op.cells)
    if site.role is SiteRole.CORE and set(op.cells) == {OWNER}:
        return True
    if new is not None and new not in site.schools and not _keeps(op, site):
        return False
    if new is not None and owner is not None and _was_offered(op.row, owner, (mark, site), rows):
        return True
    return owner is None or owner in site.schools or op.row in site.schools or _keeps(op, site)


def offer_id(record: UUID, owner: UUID, school: UUID) -> UUID:
    """The id of the verdict by which an owner offers a record to a school; no other can be one."""
    whole = digest_of(canonical(["offer", record.bytes, owner.bytes, school.bytes]))
    return UUID(bytes=whole[:_ID_BYTES])


def _was_offered(
    record: UUID, owner: UUID, author: tuple[Mark, Certificate], rows: Projector
) -> bool:
    """Whether the owner had offered the record to the author's school, as far as that one saw."""
    mark, site = author
    for school in site.schools:
        offer = offer_id(record, owner, school)
        is_given = rows.as_seen(offer, "decision", mark) == VerdictKind.OFFERED.value
        if is_given and rows.as_seen(offer, OWNER, mark) == owner.bytes:
            return rows.as_seen(offer, "deleted", mark) is not True
    return False


def _keeps(op: Op, site: Certificate) -> bool:
    """Whether the record is of those that the core school keeps for all."""
    return site.role is SiteRole.CORE and BY_TABLE[op.table].__kind__.writer is Writer.CORE


def _owner(cells: Mapping[str, Wire]) -> UUID | None:
    value = cells.get(OWNER)
    return familiar_id(value) if isinstance(value, bytes) else None


def _owner_as_seen(held: Held, mark: Mark, rows: Projector) -> UUID | None:
    """The owner that the author had seen, also where the record has been handed over since."""
    shown = held.row.stamps.get(OWNER) or held.row.stamps[CREATED]
    if mark.has_seen(shown) and OWNER not in held.row.beside:
        return _owner(held.row.cells)
    return _owner({OWNER: rows.as_seen(held.row.id, OWNER, mark)})
