"""Choosing one of many: people, schools, activities, found as one types."""

from lianti_desktop.ui.widgets.field import Field
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.pick_line import Create, PickLine, Search


class PickerField(Field):
    """Holds an Option, or None; `create` is asked to make what was not found."""

    def __init__(self, search: Search, create: Create | None = None, placeholder: str = "") -> None:
        self.line = PickLine(search, creates=create is not None, placeholder=placeholder)
        self._create = create
        super().__init__(self.line)
        self.line.set_trailing("search")
        self.line.picked.connect(self._accept)
        self.line.creation_asked.connect(self._make)
        self.line.editingFinished.connect(self.commit)
        self.line.textEdited.connect(lambda _text: self.edited.emit())

    def _make(self, text: str) -> None:
        made = self._create(text) if self._create else None
        if made is not None:
            self._accept(made)

    def _read(self) -> Option | None:
        text = self.line.text().strip()
        if not text:
            return None
        if self._kept is not None and text == self._kept.title:
            kept: Option = self._kept
            return kept
        fitting = [option for option in self.line.search(text, 2) if option.title == text]
        if len(fitting) == 1:
            return fitting[0]
        raise ValueError(self._not_found(text))

    def _not_found(self, text: str) -> str:
        way = "或选最后一行新建" if self._create else "或换几个字再找"
        return f"没有找到唯一的“{text}”。请从列表里选一个，{way}。"

    def _write(self, value: Option | None) -> None:
        words = self._words(value)
        if self.line.text() != words:
            self.line.setText(words)
            self.line.setCursorPosition(0)

    def _words(self, value: Option | None) -> str:
        return value.title if value else ""
