"""The file of a photo as a document takes it: a plain JPEG as it lies, anything else made over."""

from pathlib import Path

END_OF_JPEG = b"\xff\xd9"
_TAIL = 64


def is_complete(path: Path) -> bool:
    """Whether a JPEG goes on to its end; OSError when it cannot be read."""
    with path.open("rb") as stream:
        stream.seek(-min(_TAIL, path.stat().st_size), 2)
        return END_OF_JPEG in stream.read()


def size_of(path: Path) -> int:
    """How many bytes the file has; 0 when it is gone."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def plain_jpeg(path: Path) -> bytes | None:
    """What the file holds, to be put into a document as it is; None when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def made_over(path: Path) -> bytes | None:
    """An upright JPEG as the import makes it of a picture; None when that cannot be read."""
    from lianti_desktop.storage.pictures import PictureError, read_picture

    try:
        return read_picture(path).print_copy
    except PictureError:
        return None
