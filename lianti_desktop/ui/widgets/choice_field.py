"""Choosing one of a few: a list that drops on a click and narrows as one types.

The mouse wheel never changes it.
"""

from collections.abc import Sequence

from lianti_desktop.ui.widgets.field import Field
from lianti_desktop.ui.widgets.option import Option
from lianti_desktop.ui.widgets.pick_line import PickLine


class ChoiceField(Field):
    """Holds the key of one option; None where nothing is chosen and `optional` allows it."""

    def __init__(self, options: Sequence[Option] = (), *, optional: bool = True) -> None:
        self._options = tuple(options)
        self._optional = optional
        self.line = PickLine(self._fitting, placeholder="请选择")
        super().__init__(self.line)
        self.line.set_trailing("chevron-down")
        self.line.picked.connect(self._on_picked)
        self.line.editingFinished.connect(self.commit)
        self.line.textEdited.connect(lambda _text: self.edited.emit())

    def set_options(self, options: Sequence[Option]) -> None:
        """Other options; the value stays."""
        self._options = tuple(options)
        self._write(self._kept)

    def _fitting(self, text: str, limit: int) -> list[Option]:
        plain = text.strip().lower()
        return [one for one in self._options if plain in one.title.lower()][:limit]

    def _on_picked(self, option: Option) -> None:
        self._accept(option.key)

    def _read(self) -> object:
        text = self.line.text().strip()
        if not text:
            if self._optional or self._kept is None:
                return None
            raise ValueError("这里要选一项，请从列表里选。")
        for option in self._options:
            if option.title == text:
                return option.key
        fitting = self._fitting(text, 2)
        if len(fitting) == 1:
            return fitting[0].key
        if self._kept is not None and text == self._words(self._kept):
            return self._kept
        raise ValueError(f"没有“{text}”这一项，请从列表里选。")

    def _write(self, value: object) -> None:
        self.line.setText(self._words(value))
        self.line.setCursorPosition(0)

    def _words(self, value: object) -> str:
        for option in self._options:
            if option.key == value:
                return option.title
        return "" if value is None else str(value)
