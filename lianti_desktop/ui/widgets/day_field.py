"""A day: typed as people type it, shown in full, or picked from a small calendar."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QStyle,
    QStyleOptionFrame,
    QVBoxLayout,
    QWidget,
)

from lianti_desktop.ui.theme import Space, set_look
from lianti_desktop.ui.widgets.buttons import IconButton, QuietButton
from lianti_desktop.ui.widgets.line_fields import ParsedField
from lianti_desktop.ui.widgets.words import Words

EDGE = 2
"""What a line edit keeps free at each end of its text."""
FITTED_AFTER = (QEvent.Type.FocusOut, QEvent.Type.Resize, QEvent.Type.Show)


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
    """Holds a date; the calendar opens with its sign, Alt+↓ or F4.

    Where the line is too short for the day in full, the year is left out until the cursor comes.
    """

    def __init__(
        self,
        parse: Callable[[str], date],
        show: Callable[[date], str],
        placeholder: str = "例如 3.12、今天",
    ) -> None:
        super().__init__(parse, show, placeholder)
        self.line.set_trailing("calendar")
        self.line.trailing_clicked.connect(self.open_calendar)
        self.line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In full under the cursor, as it fits elsewhere."""
        if watched is self.line and self._kept is not None:
            if event.type() == QEvent.Type.FocusIn:
                self._fit(self._words(self._kept))
            elif event.type() in FITTED_AFTER:
                QTimer.singleShot(0, self, self._fit_unless_edited)
        return super().eventFilter(watched, event)

    def open_calendar(self) -> None:
        calendar = DayCalendar(self)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.picked.connect(self._accept)
        shown = self.value() or date.today()  # noqa: DTZ011 the day on this desk, not a moment
        calendar.open_at(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)), shown)

    def _read(self) -> date | None:
        if self._kept is not None and self.line.text() == _without_year(self._words(self._kept)):
            return self._kept  # type: ignore[no-any-return]
        return super()._read()  # type: ignore[no-any-return]

    def _write(self, value: date | None) -> None:
        super()._write(value)
        self._fit_unless_edited()

    def _fit_unless_edited(self) -> None:
        words = self._words(self._kept)
        if not self.line.hasFocus() and self.line.isVisible():
            is_short = self._room() < self.line.fontMetrics().horizontalAdvance(words)
            self._fit(_without_year(words) if is_short else words)

    def _fit(self, words: str) -> None:
        """Show another writing of the same day; what somebody typed is left alone."""
        full = self._words(self._kept)
        if self.line.text() in (full, _without_year(full)) and self.line.text() != words:
            self.line.setText(words)
            self.line.setCursorPosition(0)
        self.line.setToolTip(full if words != full else "")

    def _room(self) -> int:
        margins = self.line.textMargins()
        option = QStyleOptionFrame()
        self.line.initStyleOption(option)
        part = QStyle.SubElement.SE_LineEditContents
        inside = self.line.style().subElementRect(part, option, self.line)
        return inside.width() - margins.left() - margins.right() - 2 * EDGE

    def keyPressEvent(self, event: QKeyEvent) -> None:
        down = event.key() == Qt.Key.Key_Down
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_F4 or (down and alt):
            self.open_calendar()
            return
        super().keyPressEvent(event)


def _without_year(words: str) -> str:
    """12月14日（第16周 周一）."""
    return words.partition("年")[2] or words
