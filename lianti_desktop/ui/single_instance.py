"""One window for one data folder: the second start brings the first to the front."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

LOCK = "window.lock"
PATIENCE = 1000


def server_name(folder: Path) -> str:
    """The name under which the window of a data folder listens."""
    return "lianti-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]


class SingleInstance(QObject):
    """`called` with the arguments of a second start."""

    called = Signal(list)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        folder.mkdir(parents=True, exist_ok=True)
        self._name = server_name(folder)
        self._lock = QLockFile(str(folder / LOCK))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_call)

    def claim(self) -> bool:
        """Whether this is the first window of the folder."""
        if not self._lock.tryLock(0):
            return False
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def call_first(self, arguments: Sequence[str]) -> bool:
        """Hands the arguments to the first window; False when it does not answer."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(PATIENCE):
            return False
        socket.write(json.dumps(list(arguments)).encode() + b"\n")
        done = socket.waitForBytesWritten(PATIENCE)
        socket.disconnectFromServer()
        return done

    def release(self) -> None:
        """Lets go of the folder."""
        self._server.close()
        self._lock.unlock()

    def _on_call(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._read(socket))
        self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.canReadLine():
            words = json.loads(bytes(socket.readLine().data()).decode())
            socket.disconnectFromServer()
            self.called.emit([str(word) for word in words])
