"""The pen with which the parts of the activity form write: each deed is one named change.

It writes to the activity that the fields show; one that does not exist yet is made by the first
change, with what it begins with.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from lianti_desktop.services.activity_consent import propose_consent
from lianti_desktop.services.activity_life import settle
from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.lessons import Media
from lianti_desktop.storage.record import Record, fields_of
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.record_target import Target
from lianti_desktop.ui.reply import Reply
from lianti_desktop.ui.unkept import Place, Waiting, wait

Work = Callable[[Session, Activity], Any]
Then = Callable[[Any], None]


@dataclass(frozen=True)
class Typed:
    """A value, and where it belongs."""

    place: Place
    value: Any


class ActivityPen(QObject):
    """Writes to one activity and to what belongs to it."""

    begun = Signal(object)
    """The id of an activity that now exists."""
    refused = Signal()
    """Something was not stored: what is shown must be read again."""

    def __init__(self, desk: Desk, target: Callable[[], Target], parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self._target = target
        self.writes = 0

    def row(self) -> UUID | None:
        """The activity, None before its first change."""
        return self._target().row

    def write(
        self, reason: str, work: Work, then: Then | None = None, typed: Typed | None = None
    ) -> None:
        """Does some work on the activity as one change; the checklist decides its state.

        What was `typed` is held and tried again where there is no room for it.
        """
        target = self._target()
        self.writes += 1
        is_new = target.row is None

        def whole(session: Session) -> Any:
            activity = _activity(session, target)
            answer = work(session, activity)
            settle(session, activity)
            return answer

        def done(answer: Any) -> None:
            target.is_stored = True
            if is_new and target is self._target():
                self.begun.emit(target.row)
            if then is not None:
                then(answer)

        deed = "新增 活动" if is_new else reason
        hold = self._holding(deed, whole, typed)
        refuse = partial(self._refuse, target, hold)
        self.desk.change(deed, whole, Reply(self, done, refuse))

    def _holding(
        self, deed: str, whole: Callable[[Session], Any], typed: Typed | None
    ) -> Callable[[], None]:
        """What holds the typed value, should it be refused; an older one is forgotten."""
        if typed is None:
            return lambda: None
        unkept, place = self.desk.unkept, typed.place
        unkept.forget(place)

        def again() -> None:
            self.desk.change(deed, whole, Reply(unkept, lambda _: unkept.forget(place), wait))

        return partial(unkept.hold, place, Waiting(typed.value, again))

    def _refuse(self, target: Target, hold: Callable[[], None], sentence: str) -> None:
        target.give_up()
        hold()
        self.desk.refused.emit(sentence)
        self.refused.emit()

    def add_part(
        self, kind: type[Record], values: dict[str, Any], then: Then | None = None
    ) -> None:
        """Adds a record that belongs to the activity; `then` gets its id."""

        def work(session: Session, activity: Activity) -> UUID:
            return records.save(session, kind, None, {"activity": activity} | values).id

        self.write(f"新增 {kind.__kind__.name}", work, then)

    def change_part(self, kind: type[Record], row: UUID, values: dict[str, Any]) -> None:
        """Stores fields of a record that belongs to the activity; pupils on a photo bring the
        default of the register of permissions with them."""

        def work(session: Session, _activity: Activity) -> None:
            saved = records.save(session, kind, row, values)
            if isinstance(saved, Media) and values.get("has_pupils"):
                today = date.today()  # noqa: DTZ011 - the school's own calendar day
                saved.consent_state = propose_consent(session, saved, today)

        name, value = next(iter(values.items()))
        typed = Typed((row, name), value) if value and type(value) is str else None
        self.write(f"修改 {field_words(kind, name)}", work, typed=typed)

    def remove_parts(self, kind: type[Record], rows: Sequence[UUID]) -> None:
        """Puts records that belong to the activity into the bin."""
        noun = f"{len(rows)} {kind.__kind__.measure}{kind.__kind__.name}"

        def work(session: Session, _activity: Activity) -> None:
            records.remove(session, [records.get(session, kind, row) for row in rows])

        self.write(f"移到回收站 {noun}", work)


def _activity(session: Session, target: Target) -> Activity:
    if target.row is None:
        target.row = records.save(session, Activity, None, target.preset).id
    return records.get(session, Activity, target.row)


def field_words(kind: type[Record], name: str) -> str:
    """How a reason names a field: 照片说明, 感言署名; 感言 for the text of a 感言."""
    noun, label = kind.__kind__.name, fields_of(kind)[name].label
    return label if label.startswith(noun) else f"{noun}{label}"
