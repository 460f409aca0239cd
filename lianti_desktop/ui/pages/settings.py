"""设置: how it looks, where the data lies, who works here, and care for the data."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from lianti_desktop.paths import program_paths
from lianti_desktop.storage import records
from lianti_desktop.storage.record import table_of
from lianti_desktop.storage.schools import School
from lianti_desktop.storage.site import Site
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.page import Page
from lianti_desktop.ui.pages.settings_care import AboutCard, CareCard, SampleCard
from lianti_desktop.ui.pages.settings_exchange import FileTypesCard
from lianti_desktop.ui.pages.settings_look import LookCard, PhotosCard
from lianti_desktop.ui.pages.settings_people import PeopleCard
from lianti_desktop.ui.pages.settings_place import PlaceCard
from lianti_desktop.ui.theme import Space, current_sizes
from lianti_desktop.ui.widgets.card import Card, LinkLine
from lianti_desktop.ui.widgets.scrolling import scrolling

TWO_COLUMNS_IN_POINTS = 76


class SettingsPage(Page):
    """Cards in two columns, in one where it is narrow."""

    title = "设置"
    help_topic = "settings"
    shows = frozenset({table_of(School)})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.look = LookCard(desk.preferences)
        self.photos = PhotosCard(desk.preferences)
        self.packages = FileTypesCard(desk)
        self.place = PlaceCard(desk)
        self.people = PeopleCard(desk)
        self.school = Card("本校资料", icon="school")
        self.sample = SampleCard(desk)
        self.care = CareCard(desk, program_paths().logs)
        self.about = AboutCard()
        self._columns = 0
        self._left: tuple[Card, ...] = (self.look, self.people, self.place, self.school)
        self._right: tuple[Card, ...] = (
            self.photos,
            self.packages,
            self.sample,
            self.care,
            self.about,
        )
        self._lay_out()
        self.place.moving.connect(self.reopen_wanted)
        self.school.line_clicked.connect(lambda row: self.record_wanted.emit(table_of(School), row))

    def refresh(self) -> None:
        self.people.refresh()
        self.sample.refresh()
        self.place.refresh()
        self.desk.ask(_own_school, Reply(self, self._show_school))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._columns:
            self._share()

    def _show_school(self, found: tuple[object, str] | None) -> None:
        self.school.clear()
        self.people.school = found[1] if found else ""
        if found is not None:
            self.school.add_line(LinkLine(found[0], found[1], "改校名、地址、联系人"))
        self.school.setVisible(found is not None)

    def _share(self) -> None:
        """Cards side by side where there is room for two columns."""
        columns = 2 if self.width() >= TWO_COLUMNS_IN_POINTS * current_sizes().points else 1
        if columns == self._columns:
            return
        self._columns = columns
        self._row.setStretch(1, columns - 1)
        for column in self._stacks:
            while column.takeAt(0) is not None:
                pass
        right = self._stacks[1] if columns == 2 else self._stacks[0]  # noqa: PLR2004
        for cards, column in ((self._left, self._stacks[0]), (self._right, right)):
            for card in cards:
                column.addWidget(card)
        for column in self._stacks:
            column.addStretch(1)

    def _lay_out(self) -> None:
        inside = QWidget()
        self._row = row = QHBoxLayout(inside)
        row.setContentsMargins(Space.LARGE, 0, Space.LARGE, Space.LARGE)
        row.setSpacing(Space.MEDIUM)
        self._stacks = (QVBoxLayout(), QVBoxLayout())
        for column in self._stacks:
            column.setSpacing(Space.MEDIUM)
            row.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inside))


def _own_school(session: Session) -> tuple[object, str] | None:
    site: Site = session.info["site"]
    if site.school_id is None:
        return None
    school = records.get(session, School, site.school_id)
    return school.id, school.name or ""
