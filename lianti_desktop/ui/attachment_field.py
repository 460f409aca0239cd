"""A stored file in a form: choose one, open it, take it away."""

import shutil
import tempfile
import zipfile
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from lianti_desktop.storage.attachments import AttachmentStore
from lianti_desktop.ui.desk import Desk, Reply
from lianti_desktop.ui.theme import Space
from lianti_desktop.ui.widgets.buttons import IconButton, PlainButton
from lianti_desktop.ui.widgets.field import Field
from lianti_desktop.ui.widgets.words import Words

_BEGINNINGS = (
    (b"%PDF", ".pdf", "PDF 文件"),
    (b"\xff\xd8\xff", ".jpg", "图片"),
    (b"\x89PNG", ".png", "图片"),
    (b"\xd0\xcf\x11\xe0", ".doc", "Word 文件"),
)
_IN_ZIP = (
    ("word/", ".docx", "Word 文件"),
    ("xl/", ".xlsx", "Excel 文件"),
    ("ppt/", ".pptx", "演示文稿"),
)
_KILOBYTE = 1024


class FileLine(QWidget):
    """What is attached, and the buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choose = PlainButton("选择文件", "folder", self)
        self.name = Words("", "plain", self)
        self.open = IconButton("eye", "打开看看", self)
        self.drop = IconButton("close", "去掉这个文件", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        for part in (self.name, self.open, self.drop, self.choose):
            row.addWidget(part)
        row.addStretch(1)
        self.setFocusProxy(self.choose)


class AttachmentField(Field):
    """Holds the SHA-256 of a stored file, or None."""

    def __init__(self, desk: Desk) -> None:
        self.line = FileLine()
        self._desk = desk
        self._picked: str | None = None
        super().__init__(self.line)
        self.line.choose.clicked.connect(self._choose)
        self.line.open.clicked.connect(self._open)
        self.line.drop.clicked.connect(lambda: self._take(None))
        self._write(None)

    def set_name(self, name: str) -> None:
        super().set_name(name)
        self.line.choose.setAccessibleName(f"{name}：选择文件")

    def take_file(self, path: Path) -> None:
        """Keep a copy of a file, in the background, and hold it."""
        folder = self._desk.store.data.attachments
        self._desk.run(
            lambda _progress: AttachmentStore(folder).put_file(path),
            Reply(self, self._take, self.show_error),
        )

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选择要附上的文件")
        if name:
            self.take_file(Path(name))

    def _take(self, digest: str | None) -> None:
        self._picked = digest
        self.commit()

    def _open(self) -> None:
        source = self._file()
        if source is None:
            self.show_error("这个文件不在本机，其他内容都在。请从有原件的电脑上再附一次。")
            return
        copy = Path(tempfile.mkdtemp(prefix="lianti-")) / f"附件{kind_of_file(source)[0]}"
        shutil.copyfile(source, copy)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))

    def _file(self) -> Path | None:
        held = self.value()
        if not held:
            return None
        store = AttachmentStore(self._desk.store.data.attachments)
        return store.path(held) if store.has(held) else None

    def _read(self) -> str | None:
        return self._picked

    def _write(self, value: str | None) -> None:
        self._picked = value
        self.line.name.setText(self._words(value))
        for part in (self.line.name, self.line.open, self.line.drop):
            part.setVisible(bool(value))
        self.line.choose.setText("换一个" if value else "选择文件")

    def _words(self, value: str | None) -> str:
        if not value:
            return ""
        source = self._file() if value == self.value() else None
        if source is None:
            return "已附文件"
        return f"{kind_of_file(source)[1]}，{size_in_words(source.stat().st_size)}"


def kind_of_file(path: Path) -> tuple[str, str]:
    """The suffix and the plain name of what a file holds, told by its content."""
    with path.open("rb") as file:
        head = file.read(8)
    for beginning, suffix, name in _BEGINNINGS:
        if head.startswith(beginning):
            return suffix, name
    if head.startswith(b"PK") and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            inside = packed.namelist()
        for folder, suffix, name in _IN_ZIP:
            if any(entry.startswith(folder) for entry in inside):
                return suffix, name
    return "", "文件"


def size_in_words(size: int) -> str:
    """12 KB, 3.4 MB."""
    if size < _KILOBYTE**2:
        return f"{max(1, round(size / _KILOBYTE))} KB"
    return f"{size / _KILOBYTE**2:.1f} MB"
