"""印过的: what left the office, and what must not be used since a permission was withdrawn."""

from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy import select
from sqlalchemy.orm import Session

from lianti_desktop.services.print_snapshots import Withdrawal, apply_withdrawal, withdrawn_now
from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.publications import PrintSnapshot
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.list_and_form import ListAndForm
from lianti_desktop.ui.pages.studio import today
from lianti_desktop.ui.record_form import RecordForm
from lianti_desktop.ui.record_list import RecordList
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.buttons import PlainButton
from lianti_desktop.ui.widgets.empty_state import EmptyWords
from lianti_desktop.ui.widgets.words import Words

WHY = "家长撤回授权"
NOTHING_PRINTED = EmptyWords(
    "printer", "还没有印过", "画册、汇编、简报打印、另存或送打印店以后，会自动记在这里。"
)
MADE_OF = frozenset({"consent", "media", "print_snapshot"})


class PrintsView(QWidget):
    """The list with the form of one print; above it what a withdrawn permission asks for."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._withdrawal = Withdrawal((), ())
        self.list = RecordList(desk, PrintSnapshot, "printer")
        self.list.nothing_yet = NOTHING_PRINTED
        self.form = RecordForm(desk, PrintSnapshot)
        self.split = ListAndForm(self.list, self.form)
        self.notice = Words("", "waiting").wrapping()
        self.stop = PlainButton("停用这些照片和印件", "close")
        self.stop.clicked.connect(self.stop_using)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self.show_record)
        self.list.edited.connect(self._on_edited)
        desk.changed.connect(self._on_changed)
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(self.notice, 1)
        head.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addLayout(head)
        column.addWidget(self.list.filter)
        column.addWidget(self.split, 1)
        self._show_withdrawal(self._withdrawal)

    def refresh(self) -> None:
        """Ask again for the prints, and for permissions that were withdrawn."""
        self.list.refresh()
        self.desk.ask(_withdrawn, Reply(self, self._show_withdrawal))

    def show_record(self, row: UUID) -> None:
        """One print into the form."""
        self.split.open_form()
        self.form.open(row)

    def commit(self) -> None:
        """Store what is being typed, in the list or in the form."""
        self.list.commit()
        self.form.commit()

    def stop_using(self) -> None:
        """Bars the photos and marks the prints in which they are."""
        withdrawal = self._withdrawal

        def work(session: Session) -> None:
            apply_withdrawal(session, withdrawal, WHY, today())

        self.desk.change("停用撤回授权的照片和印件", work, Reply(self, lambda _: self.refresh()))

    def _show_withdrawal(self, found: Withdrawal) -> None:
        self._withdrawal = found
        has_any = bool(found.photos or found.prints)
        self.notice.setText(
            f"有家长撤回了授权：还没停用的照片 {len(found.photos)} 张，"
            f"印件 {len(found.prints)} 份。已经发出去的请收回。"
        )
        self.notice.setVisible(has_any)
        self.stop.setVisible(has_any)

    def _on_chosen(self, row: UUID | None) -> None:
        if row is not None and self.split.is_wide():
            self.show_record(row)

    def _on_edited(self, row: UUID, name: str) -> None:
        self.show_record(row)
        self.form.focus_field(name)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if MADE_OF & touched and self.isVisible():
            self.refresh()


def _withdrawn(session: Session) -> Withdrawal:
    rows = session.scalars(select(Activity.id).where(Activity.deleted.is_(False))).all()
    return withdrawn_now(session, rows, today())
