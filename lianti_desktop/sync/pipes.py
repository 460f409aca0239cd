"""Streams between our files and the age container, with progress and a way to stop.

The container is written in another language and loses the errors of the files that it is given:
they are kept here and raised again behind it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from lianti_desktop.storage.watch import Watch, heed


class Pace:
    """How far long work is, in bytes of `total`; stops it when the user has had enough."""

    def __init__(self, watch: Watch, total: int, words: str = "正在写包") -> None:
        self._watch = watch
        self._total = max(total, 1)
        self._words = words
        self._done = 0
        self._told = -1

    def heed(self, size: int) -> None:
        """Some more bytes are done."""
        heed(self._watch)
        self._done += size
        percent = min(99, 100 * self._done // self._total)
        if percent > self._told:
            self._told = percent
            self._watch.tell(self._words, percent, 100)

    def finish(self) -> None:
        """Everything is done."""
        self._watch.tell(self._words, 100, 100)


class Source:
    """Bytes that are made piece by piece, read like a file."""

    def __init__(self, pieces: Iterator[bytes], pace: Pace) -> None:
        self._pieces = pieces
        self._pace = pace
        self._piece = memoryview(b"")
        self.error: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes; b"" at the end."""
        try:
            while not self._piece:
                fresh = next(self._pieces, None)
                if fresh is None:
                    return b""
                self._pace.heed(len(fresh))
                self._piece = memoryview(fresh)
        except BaseException as error:
            self.error = error
            raise
        part = self._piece if size < 0 else self._piece[:size]
        self._piece = self._piece[len(part) :]
        return bytes(part)

    @contextmanager
    def spoken(self) -> Iterator[None]:
        """Raises the first error of either end in the place of the container's own."""
        try:
            yield
        except BaseException as error:
            if self.error is not None and self.error is not error:
                raise self.error from None
            raise


class Target:
    """A file to be written to; its errors are kept with the source."""

    def __init__(self, file: BinaryIO, source: Source) -> None:
        self._file = file
        self._source = source

    def write(self, data: bytes) -> int:
        """Writes."""
        try:
            return self._file.write(data)
        except BaseException as error:
            self._source.error = error
            raise

    def flush(self) -> None:
        """The file is flushed by the one who opened it."""
