"""What went wrong without anybody catching it: written to the log without people's data, and told.

The log holds where in the program it happened and the kind of error, never its text: that could
carry a name or a telephone number.
"""

import faulthandler
import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

LOG_NAME = "lianti"
LOG_BYTES, LOG_FILES = 500_000, 3
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_HARMLESS = (
    "This plugin does not support propagateSizeHints",
    "This plugin does not support raise",
)


class Mishaps(QObject):
    """Takes what nobody caught; `happened` carries the error number, always in the main thread."""

    happened = Signal(str)

    def __init__(self, logs: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = logs
        self.count = 0
        self._log = logging.getLogger(LOG_NAME)
        self._fault: TextIO | None = None

    def install(self) -> None:
        """From now on; a folder that cannot be written costs only the log."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._fault = (self.folder / "fault.log").open("a", encoding="utf-8")
            faulthandler.enable(self._fault)
            handler = LateLog(self.folder / "lianti.log")
            handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
            self._log.addHandler(handler)
        except OSError:
            self._log.addHandler(logging.NullHandler())
        self._log.propagate = False
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error
        qInstallMessageHandler(self._on_qt)

    def release(self) -> None:
        """Gives the hooks back and closes the log."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)
        faulthandler.disable()
        if self._fault is not None:
            self._fault.close()
        for handler in self._log.handlers[:]:
            handler.close()
            self._log.removeHandler(handler)

    def report(self, error: BaseException) -> str:
        """Notes an error that was caught at the last moment; gives its number."""
        from lianti_desktop.ui.messages import error_number

        number = error_number()
        self.count += 1
        self._log.error("%s %s", number, where_and_what(error))
        self.happened.emit(number)
        return number

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(1)
        self.report(error)

    def _on_thread_error(self, happening: threading.ExceptHookArgs) -> None:
        if happening.exc_value is not None:
            self.report(happening.exc_value)

    def _on_qt(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if not text.startswith(_HARMLESS):
            self._log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", text)


class LateLog(logging.Handler):
    """The log file, opened when there is something to write; a start that goes well never does."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            self._file = self._opened()
        self._file.handle(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()

    def _opened(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        file = RotatingFileHandler(
            self._path,
            maxBytes=LOG_BYTES,
            backupCount=LOG_FILES,
            encoding="utf-8",
            delay=True,
        )
        file.setFormatter(self.formatter)
        return file


def where_and_what(error: BaseException) -> str:
    """The kind of error and the places it passed, without its text."""
    places = traceback.extract_tb(error.__traceback__)
    lines = [type(error).__name__]
    lines += [f"  {Path(place.filename).name}:{place.lineno} {place.name}" for place in places]
    if error.__cause__ is not None:
        lines.append(f"after {where_and_what(error.__cause__)}")
    return "\n".join(lines)
