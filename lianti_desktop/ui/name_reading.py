"""How a person's name is read, under the name in the form; entered by hand where it is wrong."""

from PySide6.QtCore import QObject
from sqlalchemy.orm import Session

from lianti_desktop.domain.names import reading_problem, syllables_of
from lianti_desktop.domain.pinyin import Readings
from lianti_desktop.ui.desk import Reply
from lianti_desktop.ui.record_rows import RecordRows
from lianti_desktop.ui.record_table import NAME
from lianti_desktop.ui.title_book import READING

PLAIN = "读作 {}"
DOUBTFUL = "读作 {}；不对就填“姓名读音”"


class NameReading(QObject):
    """Watches the fields of the name and of its reading."""

    def __init__(self, rows: RecordRows) -> None:
        super().__init__(rows)
        self._rows = rows
        self._name = rows.field(NAME)
        self._reading = rows.field(READING)
        rows.shown.connect(self.say)
        rows.cleared.connect(self.say)
        rows.field_changed.connect(self.say)

    def say(self) -> None:
        """Tells the reading of the name that is in the form now."""
        readings = self._rows.desk.titles.readings
        if readings is None:
            self._rows.desk.ask(self._load, Reply(self, lambda _: self.say()))
            return
        name = str(self._name.value() or "")
        entered = str(self._reading.value() or "")
        self._name.set_hint(words_of(name, entered, readings))
        wrong = reading_problem(name, entered, readings) if name and entered else None
        self._reading.show_error(wrong or "")

    def _load(self, _session: Session) -> Readings:
        return self._rows.desk.titles.load_readings()


def words_of(name: str, entered: str, readings: Readings) -> str:
    """The line under the name; "" where there is nothing to read."""
    spelt = " ".join(syllables_of(name, readings, entered or None))
    if not spelt or spelt.replace(" ", "") == name.casefold().replace(" ", ""):
        return ""
    has_several = any(len(readings.of(letter)) > 1 for letter in name)
    return (DOUBTFUL if has_several and not entered else PLAIN).format(spelt)
