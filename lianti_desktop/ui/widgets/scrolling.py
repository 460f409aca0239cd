"""A page that scrolls up and down, on whatever ground it lies."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolling(inside: QWidget) -> QScrollArea:
    """The widget in a frameless, see-through area that scrolls only upright.

    Its viewport is ours: to name the one that Qt makes, PySide would have to look through all the
    widgets it knows, which the first picture of the window cannot wait for.
    """
    area = QScrollArea()
    area.setViewport(QWidget())
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    inside.setAutoFillBackground(False)
    return area
