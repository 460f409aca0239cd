"""The request of a PC to be admitted (.ltreq): readable first lines, then its public keys."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from lianti_desktop.storage.log.commit import canonical
from lianti_desktop.sync import wire
from lianti_desktop.sync.files import put_file
from lianti_desktop.sync.keys import SIGNATURE_BYTES, ReplicaKeys, holds
from lianti_desktop.sync.refusal import Reason, RefusedError
from lianti_desktop.sync.words import check_words

SUFFIX = ".ltreq"
REQUEST = "request"
FORMAT = 1
LARGEST_REQUEST = 256 * 1024
_DIVIDER = b"---\n"
OPENING_LINE = "联体桌面 入盟申请\n"
_HEAD = "{}学校：{}\n核对词：{}\n请交给中心校办理，不要改动本文件。\n"


@dataclass(frozen=True)
class Request:
    """Who asks: the copy, the id its school gave itself, the school's name, its public keys."""

    replica: UUID
    school: UUID | None
    name: str
    signing: bytes
    recipient: str
    former: tuple[UUID, ...]

    def body(self) -> bytes:
        """What is signed and what the check words are made of."""
        return canonical(
            {
                "format": FORMAT,
                "replica": self.replica.bytes,
                "school": self.school.bytes if self.school else None,
                "name": self.name,
                "signing": self.signing,
                "recipient": self.recipient,
                "former": [replica.bytes for replica in self.former],
            }
        )

    @property
    def words(self) -> str:
        """Six words to compare by telephone or on paper."""
        return check_words(self.body())


def write_request(request: Request, keys: ReplicaKeys, file: Path) -> None:
    """Makes the file."""
    head = _HEAD.format(OPENING_LINE, request.name, request.words)
    body = request.body()
    put_file(file, head.encode() + _DIVIDER + body + keys.signing.sign(REQUEST, body))


def read_request(file: Path) -> Request:
    """The request in a file; its keys have signed it."""
    if file.stat().st_size > LARGEST_REQUEST:
        raise RefusedError(Reason.UNKNOWN_FILE)
    head, divider, rest = file.read_bytes().partition(_DIVIDER)
    if not divider or not head.startswith(OPENING_LINE.encode()):
        raise RefusedError(Reason.UNKNOWN_FILE)
    raw = wire.decoded(rest[:-SIGNATURE_BYTES])
    request = Request(
        replica=wire.identifier(raw, "replica"),
        school=wire.optional(raw, "school"),
        name=wire.part(raw, "name", str),
        signing=wire.fixed(raw, "signing"),
        recipient=wire.part(raw, "recipient", str),
        former=wire.identifiers(raw, "former"),
    )
    if request.body() != rest[:-SIGNATURE_BYTES]:
        raise RefusedError(Reason.DAMAGED)
    if not holds(request.signing, REQUEST, request.body(), rest[-SIGNATURE_BYTES:]):
        raise RefusedError(Reason.BAD_SIGNATURE)
    return request
