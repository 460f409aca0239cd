"""A whole page as the place to drop photos on."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from lianti_desktop.ui.widgets.photo_mime import holds_photos
from lianti_desktop.ui.widgets.photo_strip import PhotoStrip


class PhotoDropZone(QObject):
    """Makes a whole page the place to drop photos for its strip."""

    def __init__(self, page: QWidget, strip: PhotoStrip) -> None:
        super().__init__(page)
        self._strip = strip
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            if holds_photos(event.mimeData()) and not self._strip.is_readonly():
                event.acceptProposedAction()
                return True
        elif isinstance(event, QDropEvent) and self._strip.take_mime(event.mimeData()):
            event.acceptProposedAction()
            return True
        return super().eventFilter(watched, event)
