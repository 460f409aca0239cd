"""Words of Qt's own windows that its Chinese translation has left out."""

from PySide6.QtCore import QTranslator

WORDS = {
    ("QAbstractFileIconProvider", "Folder"): "文件夹",
    ("QAbstractFileIconProvider", "Drive"): "磁盘",
    ("QAbstractFileIconProvider", "File"): "文件",
    ("QAbstractFileIconProvider", "Unknown"): "其他",
}
"""By context and English word."""


class LeftOut(QTranslator):
    """Asked for what the translation installed after it does not know."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        return WORDS.get((context, source))  # type: ignore[return-value]  # None passes it on

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False
