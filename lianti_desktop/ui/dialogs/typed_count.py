"""The one question that must not be answered by reflex: the number has to be typed."""

import unicodedata

from PySide6.QtWidgets import QWidget

from lianti_desktop.ui.dialogs.sheet import ButtonRole, Sheet
from lianti_desktop.ui.theme import set_look
from lianti_desktop.ui.widgets.line_edit import LineEdit


class TypedCountDialog(Sheet):
    """Lets go of things for good once their number has been typed."""

    def __init__(self, count: int, young: int, parent: QWidget | None = None) -> None:
        super().__init__("清空回收站", parent, width=30)
        self._count = count
        self.add_words(f"彻底删除回收站里的 {count} 条", "heading")
        self.add_words("删除以后不再列在这里，照片也不再显示。刚清空时还能用“撤销”拿回来。")
        if young:
            self.add_words(f"其中 {young} 条放进来还不到 180 天，建议先留着。", "waiting")
        self.line = LineEdit(f"写上 {count}")
        self.line.setAccessibleName(f"写上要删除的条数 {count}")
        self.add_words(f"确定要删，请在下面写上数字 {count}：", "secondary")
        self.body.addWidget(self.line)
        self.body.addStretch(1)
        keep = self.add_button("留着，不删")
        keep.clicked.connect(self.reject)
        self.go = self.add_button(f"彻底删除这 {count} 条", ButtonRole.DANGER)
        self.go.setEnabled(False)
        self.go.clicked.connect(self.accept)
        self.line.textChanged.connect(self._on_typed)
        self.line.returnPressed.connect(self._on_enter)

    def _on_typed(self, text: str) -> None:
        fits = unicodedata.normalize("NFKC", text).strip() == str(self._count)
        self.go.setEnabled(fits)
        set_look(self.line, "wrong" if text and not str(self._count).startswith(text) else "")

    def _on_enter(self) -> None:
        if self.go.isEnabled():
            self.accept()
