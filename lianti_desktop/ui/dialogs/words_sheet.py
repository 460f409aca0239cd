"""A few words to write: a line, perhaps with a longer text below it."""

from PySide6.QtWidgets import QWidget

from lianti_desktop.ui.dialogs.sheet import ButtonRole, Sheet
from lianti_desktop.ui.widgets.form_rows import FormRows, Row
from lianti_desktop.ui.widgets.growing_text import TextField
from lianti_desktop.ui.widgets.line_fields import LineField


class WordsSheet(Sheet):
    """Accepted with `words()`, "" where nothing was written.

    `labels` are those of the line and, where there is one, of the longer text.
    """

    def __init__(
        self, title: str, labels: tuple[str, ...], words: tuple[str, ...], parent: QWidget | None
    ) -> None:
        super().__init__(title, parent, width=36)
        self.rows = FormRows(columns=1)
        self._fields = [LineField(), *(TextField() for _ in labels[1:])]
        for label, field, value in zip(labels, self._fields, words, strict=True):
            self.rows.add(Row(label, label), field)
            field.set_value(value or None)
        self.body.addWidget(self.rows)
        self.body.addStretch(1)
        self.rows.focus_field(labels[0])
        self.add_button("不改").clicked.connect(self.reject)
        self.add_button("改好了", ButtonRole.MAIN).clicked.connect(self._take)

    def words(self) -> tuple[str, ...]:
        """What is written, in the order of the labels."""
        return tuple(field.value() or "" for field in self._fields)

    def _take(self) -> None:
        if self.rows.commit():
            self.accept()
