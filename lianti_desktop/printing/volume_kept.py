"""Term volumes that are kept: chapters and their owners, 情况说明, binding, and late pages."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.domain.errors import UserError
from lianti_desktop.printing.content import TermVolume
from lianti_desktop.printing.gather_photos import PhotoShelf, temporary_shelf
from lianti_desktop.printing.gather_volume import VolumeAsked, gather_volume
from lianti_desktop.printing.press import Press, PrintResult
from lianti_desktop.printing.prints import print_volume
from lianti_desktop.printing.spine_label import write_spine_label
from lianti_desktop.printing.volume import BoundVolume, write_late_pages
from lianti_desktop.printing.volume_plan import VolumePlan, from_plain, to_plain
from lianti_desktop.printing.volume_snapshot import (
    VolumeSnapshot,
    code_of,
    late_items,
    snapshot_from,
)
from lianti_desktop.printing.volume_undecided import Place, require_decided
from lianti_desktop.storage import publications, records
from lianti_desktop.storage.site import Site
from lianti_desktop.storage.store import Deed, Store

PAGES_IN_BATCH = 40
TITLE = "学期资料汇编"


def create_volume(session: Session, term: UUID, **values: Any) -> publications.TermVolume:
    """A new volume of a term that is kept; `values` are keyed by field name."""
    site: Site = session.info["site"]
    usual = {"title": TITLE, "school": site.school_id, "alliance": site.alliance_id}
    said = usual | values | {"term": term}
    return records.save(session, publications.TermVolume, None, said)


def volumes_of(session: Session, term: UUID) -> list[publications.TermVolume]:
    """The volumes of a term that are kept, oldest first."""
    return list(records.living(session, publications.TermVolume, term_id=term))


def volume_asked(kept: publications.TermVolume, today: date) -> VolumeAsked:
    """What a kept volume asks for; once it is bound, it bears the day of its binding."""
    if kept.term_id is None:
        raise UserError("这一卷还没有选学期，没有生成文件。请先选好学期。")
    return VolumeAsked(
        kept.term_id,
        kept.bound_on or today,
        kept.compiler or "",
        kept.checker or "",
        kept.title or TITLE,
        kept.number or "",
        kept.remarks or "",
        plan_of(kept),
        kept.id,
    )


def plan_of(kept: publications.TermVolume) -> VolumePlan:
    """What was decided about a volume."""
    return from_plain(json.loads(kept.plan)) if kept.plan else VolumePlan()


def snapshot_of(kept: publications.TermVolume) -> VolumeSnapshot | None:
    """The volume as it was bound; None before."""
    return snapshot_from(json.loads(kept.snapshot)) if kept.snapshot else None


def set_chapter(session: Session, volume: UUID, key: str, told: tuple[str, str]) -> None:
    """Another owner and state of a chapter; empty ones follow from the records again."""
    _keep_plan(session, volume, _plan(session, volume).with_chapter(key, *told))


def explain_lack(session: Session, volume: UUID, line: str, reason: str) -> None:
    """A 情况说明 for something that lacks."""
    _keep_plan(session, volume, _plan(session, volume).with_reason(line, reason.strip()))


def _plan(session: Session, volume: UUID) -> VolumePlan:
    return plan_of(records.get(session, publications.TermVolume, volume))


def _keep_plan(session: Session, volume: UUID, plan: VolumePlan) -> None:
    records.save(session, publications.TermVolume, volume, {"plan": _json(to_plain(plan))})


def _json(plain: dict[str, Any]) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True)
class Binding:
    """Which kept volume is bound into which file on which day, and by whom, as the log says.

    `undecided` are the records about which somebody has to decide first, wherever they are.
    """

    volume: UUID
    out: Path
    today: date
    author: str = ""
    undecided: frozenset[Place] = frozenset()


def bind_volume(store: Store, binding: Binding, press: Press) -> BoundVolume:
    """Writes the volume and keeps what was bound on which page, with its check code.

    Raises UserError when it was bound before: what came since is added as late pages. The same
    while something in it is undecided.
    """
    with store.read() as session:
        kept = records.get(session, publications.TermVolume, binding.volume)
        if kept.snapshot:
            raise UserError(
                "这一卷已经装订过，没有重新装订，资料没有变化。后来的资料请打印成补页。"
            )
        asked = volume_asked(kept, binding.today)
        require_decided(session, asked, binding.undecided)
    bound = print_volume(store, asked, binding.out, press)
    with store.change(Deed("装订 学期汇编", binding.author)) as session:
        records.save(session, publications.TermVolume, binding.volume, _bound(bound, binding.today))
    return bound


def _bound(bound: BoundVolume, today: date) -> dict[str, Any]:
    return {
        "bound_on": today,
        "page_count": bound.snapshot.count,
        "check_code": bound.snapshot.shown,
        "snapshot": _json(bound.snapshot.to_plain()),
        "missing": list(bound.missing),
    }


def print_late_pages(store: Store, binding: Binding, press: Press) -> PrintResult:
    """Writes what came after binding as 补 pages and keeps that they were printed.

    Raises UserError when the volume is not bound yet or nothing came since.
    """
    with temporary_shelf(store) as shelf:
        with store.read() as session:
            content, snapshot = _later(session, binding, shelf)
        bound = write_late_pages(content, snapshot, binding.out, press)
    values = {
        "snapshot": _json(bound.snapshot.to_plain()),
        "late_count": bound.snapshot.late_count,
    }
    with store.change(Deed("补页 学期汇编", binding.author)) as session:
        records.save(session, publications.TermVolume, binding.volume, values)
    return bound.result


def _later(
    session: Session, binding: Binding, shelf: PhotoShelf
) -> tuple[TermVolume, VolumeSnapshot]:
    kept = records.get(session, publications.TermVolume, binding.volume)
    snapshot = snapshot_of(kept)
    if snapshot is None:
        raise UserError("这一卷还没有装订，没有补页可印，资料没有变化。请先装订。")
    content = gather_volume(session, volume_asked(kept, binding.today), shelf).content
    if not late_items(content, snapshot):
        raise UserError("装订以后没有新的资料，没有生成补页，资料没有变化。")
    return content, snapshot


def is_as_bound(session: Session, volume: UUID, shelf: PhotoShelf) -> bool:
    """Whether a bound volume, printed now, would bear the check code that it bears on paper."""
    kept = records.get(session, publications.TermVolume, volume)
    snapshot = snapshot_of(kept)
    if snapshot is None or kept.bound_on is None:
        return False
    content = gather_volume(session, volume_asked(kept, kept.bound_on), shelf).content
    return code_of(content) == snapshot.code


def print_spine_label(store: Store, binding: Binding, press: Press) -> PrintResult:
    """The strip for the spine of a bound volume, as wide as its pages are thick."""
    with temporary_shelf(store) as shelf, store.read() as session:
        kept = records.get(session, publications.TermVolume, binding.volume)
        content = gather_volume(session, volume_asked(kept, binding.today), shelf).content
        return write_spine_label(content, kept.page_count or 0, binding.out, press)


def page_batches(pages: int, size: int = PAGES_IN_BATCH) -> list[tuple[int, int]]:
    """First and last page of each batch; batches begin on a right page, so that paper is turned."""
    even = max(size - size % 2, 2)
    return [(first, min(first + even - 1, pages)) for first in range(1, pages + 1, even)]
