"""Whose work the program stands on, and under which licences."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from lianti_desktop.ui.dialogs.sheet import ButtonRole, Sheet
from lianti_desktop.ui.theme import current_sizes
from lianti_desktop.ui.widgets.choice_field import ChoiceField
from lianti_desktop.ui.widgets.option import Option

LINES = 16


def licence_files(resources: Path) -> Iterator[Path]:
    """The texts that are shipped: of the program, of the libraries, of the fonts."""
    root = resources.parent
    own = root / "LICENSE"
    if own.is_file():
        yield own
    for folder in (root / "LICENSES", resources / "fonts" / "licences"):
        yield from sorted(folder.glob("*.txt"))


class LicencesDialog(Sheet):
    """One text at a time."""

    def __init__(self, resources: Path, parent: QWidget | None = None) -> None:
        super().__init__("用到的软件和字体", parent, width=48)
        self._files = {str(path): path for path in licence_files(resources)}
        self.add_words(
            "本程序按 Apache-2.0 许可发布。窗口用 Qt（PySide6，LGPL-3.0），字体是思源宋体、"
            "思源黑体、霞鹜文楷和花园明朝。各自的许可全文：",
            "secondary",
        )
        self.choice = ChoiceField(
            [Option(key, _name(path)) for key, path in self._files.items()], optional=False
        )
        self.choice.set_name("哪一份许可")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("许可全文")
        self.text.setMinimumHeight(round(current_sizes().points * LINES))
        self.choice.changed.connect(self.show_text)
        self.body.addWidget(self.choice)
        self.body.addWidget(self.text, 1)
        self.add_button("关闭", ButtonRole.MAIN).clicked.connect(self.accept)
        if self._files:
            first = next(iter(self._files))
            self.choice.set_value(first)
            self.show_text(first)

    def show_text(self, key: object) -> None:
        """Another licence."""
        path = self._files[str(key)]
        self.text.setPlainText(path.read_text(encoding="utf-8", errors="replace"))


def _name(path: Path) -> str:
    return "本程序" if path.stem == "LICENSE" else path.stem
