"""画册与表册: a studio for albums, volumes and bulletins each, one for all forms, and what left."""

from collections.abc import Callable, Mapping
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from lianti_desktop.storage.activities import Activity
from lianti_desktop.storage.publications import Album, Bulletin, PrintSnapshot, TermVolume
from lianti_desktop.storage.record import table_of
from lianti_desktop.ui.desk import Desk
from lianti_desktop.ui.page import Page
from lianti_desktop.ui.pages.studio import Studio
from lianti_desktop.ui.pages.studio_album import AlbumStudio
from lianti_desktop.ui.pages.studio_bulletin import BulletinStudio
from lianti_desktop.ui.pages.studio_papers import PapersStudio
from lianti_desktop.ui.pages.studio_prints import PrintsView
from lianti_desktop.ui.pages.studio_volume import VolumeStudio
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.pills import Pills

ALBUM, VOLUME, BULLETIN, PAPERS, PRINTS = "album", "volume", "bulletin", "papers", "prints"
TABS: Mapping[str, str] = {
    ALBUM: "画册",
    VOLUME: "学期汇编",
    BULLETIN: "简报",
    PAPERS: "表格 名册 证书",
    PRINTS: "印过的",
}
TAB_OF: Mapping[str, str] = {
    table_of(Album): ALBUM,
    table_of(TermVolume): VOLUME,
    table_of(Bulletin): BULLETIN,
    table_of(PrintSnapshot): PRINTS,
}

Tab = AlbumStudio | VolumeStudio | BulletinStudio | PapersStudio | PrintsView


class PrintingPage(Page):
    """A tab is made when it is first looked at."""

    title = "画册与表册"
    help_topic = "printing"
    shows = frozenset({table_of(Activity), "term", *TAB_OF})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.tabs = Pills([Option(key, title) for key, title in TABS.items()])
        self.stack = QStackedWidget()
        self._made: dict[str, Tab] = {}
        self.tabs.chosen.connect(lambda key: self.turn(str(key)))
        desk.terms_read.connect(self.mark_stale)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, 0, Space.LARGE, Space.MEDIUM)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.stack, 1)

    def refresh(self) -> None:
        self.tab(str(self.tabs.current())).refresh()

    def commit(self) -> bool:
        """Store what is being typed in the tab in view; the papers only ask."""
        shown = self._made.get(str(self.tabs.current()))
        if isinstance(shown, Studio | PrintsView):
            shown.commit()
        return True

    def turn(self, key: str) -> Tab:
        """Look at another tab; what is being typed in this one is stored first."""
        self.commit()
        shown = self.tab(key)
        self.tabs.set_current(key)
        shown.refresh()
        return shown

    def tab(self, key: str) -> Tab:
        """A tab, in view."""
        if key not in self._made:
            makers: dict[str, Callable[[Desk], Tab]] = {
                ALBUM: AlbumStudio,
                VOLUME: VolumeStudio,
                BULLETIN: BulletinStudio,
                PAPERS: PapersStudio,
                PRINTS: PrintsView,
            }
            self._made[key] = made = makers[key](self.desk)
            self._connect(made)
            self.stack.addWidget(made)
        self.stack.setCurrentWidget(self._made[key])
        return self._made[key]

    def show_record(self, kind: str, row: UUID) -> None:
        shown = self.turn(TAB_OF[kind])
        if isinstance(shown, Studio):
            shown.open(row)
        elif isinstance(shown, PrintsView):
            shown.show_record(row)

    def show_field(self, name: str) -> None:
        shown = self.tab(str(self.tabs.current()))
        if isinstance(shown, Studio):
            shown.show_field(name)

    def new_record(self) -> None:
        shown = self.tab(str(self.tabs.current()))
        if isinstance(shown, Studio):
            shown.make_new()

    def _connect(self, made: Tab) -> None:
        if isinstance(made, Studio | PapersStudio):
            made.record_wanted.connect(self.record_wanted)
            made.field_wanted.connect(self.field_wanted)
        if isinstance(made, Studio):
            made.place_wanted.connect(self.place_wanted)
