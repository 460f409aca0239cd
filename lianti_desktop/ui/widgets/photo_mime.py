"""What is in a drop or on the clipboard: files of this machine, or one picture."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage


def holds_photos(mime: QMimeData) -> bool:
    """Whether there is anything to take."""
    return bool(files_of(mime)) or mime.hasImage()


def files_of(mime: QMimeData) -> list[Path]:
    """The files and folders of this machine in it, each once."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return list(dict.fromkeys(paths))


def image_of(mime: QMimeData) -> QImage | None:
    """The picture in it, when it carries one instead of files."""
    if not mime.hasImage():
        return None
    image = mime.imageData()
    return image if isinstance(image, QImage) and not image.isNull() else None
