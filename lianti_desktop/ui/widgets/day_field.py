"""A day: typed as people type it, shown in full, or picked from a small calendar."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lianti_desktop.ui.theme import Space, set_look
from lianti_desktop.ui.widgets.buttons import IconButton, QuietButton
from lianti_desktop.ui.widgets.line_fields import ParsedField
from lianti_desktop.ui.widgets.words import Words


class DayCalendar(QFrame):
    """A month to click a day in; closes by itself."""

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        set_look(self, "float")
        self.month = QCalendarWidget(self)
        self.month.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setNavigationBarVisible(False)
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(weekday, QTextCharFormat())
        self._title = Words("", "heading", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        column.setSpacing(Space.HAIR)
        column.addLayout(self._head())
        column.addWidget(self.month)
        self.month.clicked.connect(self._take)
        self.month.activated.connect(self._take)
        self.month.currentPageChanged.connect(self._show_title)

    def open_at(self, place: QPoint, day: date) -> None:
        """Open with its corner at `place`, moved so that all of it is on the screen."""
        self.month.setSelectedDate(QDate(day.year, day.month, day.day))
        self._show_title(self.month.yearShown(), self.month.monthShown())
        self.adjustSize()
        screen = self.screen().availableGeometry()
        left = min(place.x(), screen.right() - self.width())
        self.move(left, min(place.y(), screen.bottom() - self.height()))
        self.show()
        self.month.setFocus()

    def _head(self) -> QHBoxLayout:
        back = IconButton("chevron-left", "上个月", self)
        back.clicked.connect(self.month.showPreviousMonth)
        forth = IconButton("chevron-right", "下个月", self)
        forth.clicked.connect(self.month.showNextMonth)
        today = QuietButton("今天", parent=self)
        today.clicked.connect(lambda: self._take(QDate.currentDate()))
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(back)
        head.addWidget(self._title, 1, Qt.AlignmentFlag.AlignCenter)
        head.addWidget(forth)
        head.addWidget(today)
        return head

    def _show_title(self, year: int, month: int) -> None:
        self._title.setText(f"{year}年{month}月")

    def _take(self, day: QDate) -> None:
        self.close()
        self.picked.emit(date(day.year(), day.month(), day.day()))


class DayField(ParsedField):
    """Holds a date; the calendar opens with its sign, Alt+↓ or F4."""

    def __init__(
        self,
        parse: Callable[[str], date],
        show: Callable[[date], str],
        placeholder: str = "例如 3.12、今天",
    ) -> None:
        super().__init__(parse, show, placeholder)
        self.line.set_trailing("calendar")
        self.line.trailing_clicked.connect(self.open_calendar)

    def open_calendar(self) -> None:
        calendar = DayCalendar(self)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.picked.connect(self._accept)
        shown = self.value() or date.today()  # noqa: DTZ011 the day on this desk, not a moment
        calendar.open_at(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)), shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        down = event.key() == Qt.Key.Key_Down
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_F4 or (down and alt):
            self.open_calendar()
            return
        super().keyPressEvent(event)
