"""One window for one data folder: the second start brings the first to the front.

The lock is taken before the window is painted; what listens for a second start is loaded after.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

LOCK = "window.lock"
PATIENCE = 1000


def server_name(folder: Path) -> str:
    """The name under which the window of a data folder listens."""
    import hashlib

    return "lianti-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]


class SingleInstance(QObject):
    """`called` with the arguments of a second start."""

    called = Signal(list)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None
        self._watch_over(folder)

    def _watch_over(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._lock = QLockFile(str(folder / LOCK))
        self._lock.setStaleLockTime(0)

    def move(self, folder: Path) -> None:
        """The window has moved to another folder: from now on it is the first one of that."""
        if folder == self._folder:
            return
        self.release()
        self._watch_over(folder)
        if self.claim():
            self.listen()

    def claim(self) -> bool:
        """Whether this is the first window of the folder."""
        return self._lock.tryLock(0)

    def listen(self) -> None:
        """From now on a second start is heard."""
        from PySide6.QtNetwork import QLocalServer

        name = server_name(self._folder)
        self._server = server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(lambda: self._on_call(server))
        QLocalServer.removeServer(name)
        server.listen(name)

    def call_first(self, arguments: Sequence[str]) -> bool:
        """Hands the arguments to the first window; False when it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(server_name(self._folder))
        if not socket.waitForConnected(PATIENCE):
            return False
        socket.write(json.dumps(list(arguments)).encode() + b"\n")
        done = socket.waitForBytesWritten(PATIENCE)
        socket.disconnectFromServer()
        return done

    def release(self) -> None:
        """Lets go of the folder."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _on_call(self, server: "QLocalServer") -> None:
        socket = server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._read(socket))
        self._read(socket)

    def _read(self, socket: "QLocalSocket") -> None:
        if socket.canReadLine():
            words = json.loads(bytes(socket.readLine().data()).decode())
            socket.disconnectFromServer()
            self.called.emit([str(word) for word in words])
