"""各校参加情况: what the schools that do not host wrote of their part, ours to be written here."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.storage import records
from lianti_desktop.storage.activities import Activity, ActivityContribution
from lianti_desktop.ui.pages.activity_part import ActivityPart, show_value, watch_typing
from lianti_desktop.ui.pages.activity_pen import ActivityPen, Typed
from lianti_desktop.ui.pages.activity_view import ActivityView, ContributionLine
from lianti_desktop.ui.pages.activity_waiting import CONTRIBUTION, place_at
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.growing_text import TextField
from lianti_desktop.ui.widgets.words import Words


class GuestBox(QWidget):
    """One school's words."""

    def __init__(self, line: ContributionLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = Words("", "label", self)
        self.text = TextField("写本校谁参加了、做了什么、有什么收获", lines=2)
        self.text.set_name(f"{line.name}参加情况")
        watch_typing(self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR)
        column.addWidget(self._name)
        column.addWidget(self.text)
        self.show_line(line)

    def show_line(self, line: ContributionLine) -> None:
        """Show the words; another school's are plain text with the reason on hover."""
        confirmed = f"，{line.confirmed} 确认" if line.confirmed else ""
        self._name.setText(f"{line.name}{confirmed}")
        show_value(self.text, line.text)
        if bool(line.locked) != self.text.is_readonly():
            self.text.set_readonly(line.locked)


class ActivityGuests(ActivityPart):
    """The contributions; hidden where there is none to read or to write."""

    def __init__(self, pen: ActivityPen) -> None:
        super().__init__("各校参加情况", pen)
        self._boxes: dict[UUID, GuestBox] = {}

    def show_view(self, view: ActivityView | None) -> None:
        """Show what the guests wrote, and the place for our own words."""
        lines = view.parts.contributions if view else ()
        for gone in set(self._boxes) - {line.school for line in lines}:
            box = self._boxes.pop(gone)
            self.body.removeWidget(box)
            box.hide()
            box.deleteLater()
        for line in lines:
            self._show_line(line)
        self.setVisible(bool(lines))

    def box(self, school: UUID) -> GuestBox:
        """The box of one school."""
        return self._boxes[school]

    def begin(self) -> None:
        """The cursor into our own words."""
        for box in self._boxes.values():
            if not box.text.is_readonly():
                box.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Store what is being typed."""
        for box in self._boxes.values():
            box.text.commit()

    def _show_line(self, line: ContributionLine) -> None:
        if line.school in self._boxes:
            self._boxes[line.school].show_line(line)
            return
        box = GuestBox(line)
        box.text.changed.connect(partial(self._write, line.school))
        self._boxes[line.school] = box
        self.body.addWidget(box)

    def _write(self, school: UUID, text: str | None) -> None:
        def work(session: Session, activity: Activity) -> None:
            found = records.living(
                session, ActivityContribution, activity_id=activity.id, school_id=school
            )
            values = {"activity": activity, "school": school, "text": text}
            row = found[0].id if found else None
            records.save(session, ActivityContribution, row, values)

        row = self.pen.row()
        typed = Typed(place_at(row, CONTRIBUTION, school), text) if row and text else None
        self.pen.write("修改 本校参加情况", work, typed=typed)
