"""The questions that must not be answered by reflex: a number has to be typed."""

import unicodedata
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from lianti_desktop.ui.dialogs.sheet import ButtonRole, Sheet
from lianti_desktop.ui.theme import set_look
from lianti_desktop.ui.widgets.line_edit import LineEdit


@dataclass(frozen=True)
class CountWords:
    """What such a question says: its title, what happens, sentences and warnings, both answers."""

    title: str
    heading: str
    sentence: str
    warning: str
    prompt: str
    keep: str
    go: str


class NumberSheet(Sheet):
    """Accepted once the number has been typed."""

    def __init__(self, count: int, words: CountWords, parent: QWidget | None = None) -> None:
        super().__init__(words.title, parent, width=30)
        self._count = count
        self.add_words(words.heading, "heading")
        self.add_words(words.sentence)
        if words.warning:
            self.add_words(words.warning, "waiting")
        self.line = LineEdit(f"写上 {count}")
        self.line.setAccessibleName(words.prompt)
        self.add_words(words.prompt, "secondary")
        self.body.addWidget(self.line)
        self.body.addStretch(1)
        keep = self.add_button(words.keep)
        keep.clicked.connect(self.reject)
        self.go = self.add_button(words.go, ButtonRole.DANGER)
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


class TypedCountDialog(NumberSheet):
    """Lets go of things for good once their number has been typed."""

    def __init__(self, count: int, young: int, parent: QWidget | None = None) -> None:
        words = CountWords(
            title="清空回收站",
            heading=f"彻底删除回收站里的 {count} 条",
            sentence=("删除以后不再列在这里，照片也不再显示。刚清空时还能用“撤销”拿回来。"),
            warning=f"其中 {young} 条放进来还不到 180 天，建议先留着。" if young else "",
            prompt=f"确定要删，请在下面写上数字 {count}：",
            keep="留着，不删",
            go=f"彻底删除这 {count} 条",
        )
        super().__init__(count, words, parent)


class MassChangeDialog(NumberSheet):
    """Lets a package change much of what is here once the number has been typed."""

    def __init__(self, title: str, count: int, parent: QWidget | None = None) -> None:
        words = CountWords(
            title="这个包改动得比平常多",
            heading=f"{title}会改动或删除本机已有的 {count} 条记录",
            sentence=(
                "现在还没有收，本机的数据没有变化。先打电话问问对方是不是真的改了这么多；"
                "收之前会自动备份，收下以后也能在“收包记录”里整个撤回。"
            ),
            warning="",
            prompt=f"核实过了、确实要收，请在下面写上数字 {count}：",
            keep="先不收",
            go=f"收下，改动这 {count} 条",
        )
        super().__init__(count, words, parent)
