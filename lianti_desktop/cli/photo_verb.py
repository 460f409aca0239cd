"""photos add: files into an activity, with progress."""

from argparse import Namespace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from lianti_desktop.cli.output import Output
from lianti_desktop.cli.place import AUTHOR, Place
from lianti_desktop.cli.values import Reader
from lianti_desktop.domain.errors import UserError
from lianti_desktop.services.photos import Report, Wishes, sources_of
from lianti_desktop.services.photos import add_photos as take_in
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.storage.photo_import import Watch


def add_photos(place: Place, asked: Namespace, output: Output) -> None:
    """Photos into an activity; refused when none of the files is new and readable."""
    watch = Watch(progress=lambda done, total, name: output.note(f"{done}/{total}  {name}"))
    with place.store() as store:
        with store.read() as session:
            activity = Reader(session, AttachmentStore(place.data.attachments)).linked(
                Activity, asked.activity
            )
            taken_on = _held_on(session, activity)
        wishes = Wishes(AUTHOR, asked.keep_originals, taken_on, watch=watch)
        report = take_in(store, activity, sources_of(asked.files), wishes)
    _refuse_nothing(report)
    for refusal in report.refusals:
        output.note(refusal.sentence)
    output.give(_plain(report), [_sentence(report)])


def _held_on(session: Session, activity: UUID) -> date | None:
    found = session.get(Activity, activity)
    return found.held_on if found else None


def _refuse_nothing(report: Report) -> None:
    if report.refusals and not report.added and not report.duplicates:
        raise UserError("\n".join(refusal.sentence for refusal in report.refusals))


def _plain(report: Report) -> dict[str, object]:
    return {
        "added": [str(row) for row in report.added],
        "duplicates": list(report.duplicates),
        "refused": [{"file": one.name, "reason": one.sentence} for one in report.refusals],
    }


def _sentence(report: Report) -> str:
    same = f"，{len(report.duplicates)} 张已经有了，没有重复导入" if report.duplicates else ""
    bad = f"，{len(report.refusals)} 个文件没有导入" if report.refusals else ""
    return f"导入照片 {len(report.added)} 张{same}{bad}"
