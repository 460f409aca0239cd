"""The private keys of this PC, kept beside the program's data and never in a database or backup.

Each copy of a database has two: one to sign with (Ed25519) and one to open what is sealed for it
(age, X25519). The core school's PC also keeps the key that signs the registry.
"""

import json
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import x25519  # type: ignore[import-untyped]

from lianti_desktop.paths import APP_NAME, PORTABLE_MARK, resources_folder
from lianti_desktop.storage.attachments import disk_full_spoken

SEED_BYTES = 32
SIGNATURE_BYTES = 64
_OWNER_ONLY = 0o600
_USED = "used"
_SMALL = 4096
"""Bytes of the longest message whose proof is remembered: a certificate, not a manifest."""


@dataclass(frozen=True)
class SigningKey:
    """A key to sign with; each signature is for one purpose and good for no other."""

    seed: bytes

    @property
    def public(self) -> bytes:
        """What others check signatures with."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()

    def sign(self, purpose: str, data: bytes) -> bytes:
        """64 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(_message(purpose, data))


@dataclass(frozen=True)
class ReplicaKeys:
    """The two keys of one copy."""

    signing: SigningKey
    secret: str

    @property
    def recipient(self) -> str:
        """The public half of the age identity."""
        return str(x25519.Identity.from_str(self.secret).to_public())


def new_signing_key() -> SigningKey:
    """A fresh random key."""
    return SigningKey(secrets.token_bytes(SEED_BYTES))


def holds(public: bytes, purpose: str, data: bytes, signature: bytes) -> bool:
    """Whether a signature for this purpose is good."""
    message = _message(purpose, data)
    verify = _is_good if len(message) <= _SMALL else _is_good.__wrapped__
    return verify(public, message, signature)


@lru_cache(maxsize=2048)
def _is_good(public: bytes, message: bytes, signature: bytes) -> bool:
    """Remembered for small messages: the certificates of an alliance are proved again and again."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _message(purpose: str, data: bytes) -> bytes:
    return b"lianti " + purpose.encode() + b"\0" + data


def usual_folder() -> Path:
    """Where keys lie when nobody says otherwise: with the user's data, apart from the records."""
    beside = resources_folder().parent
    if (beside / PORTABLE_MARK).exists():
        return beside / "钥匙"
    import platformdirs

    return platformdirs.PlatformDirs(f"{APP_NAME}-keys", appauthor=False).user_data_path


@dataclass(frozen=True)
class KeyRing:
    """The folder in which this PC keeps its keys; files that only its user can read."""

    folder: Path

    def of(self, replica: UUID) -> ReplicaKeys | None:
        """The keys of a copy, or None on a PC that never had them."""
        kept = self._read(replica.hex)
        return (
            ReplicaKeys(SigningKey(bytes.fromhex(kept["signing"])), kept["age"]) if kept else None
        )

    def made(self, replica: UUID) -> ReplicaKeys:
        """The keys of a copy, made when there are none."""
        found = self.of(replica)
        if found is None:
            found = ReplicaKeys(new_signing_key(), str(x25519.Identity.generate()))
            self._write(replica.hex, {"signing": found.signing.seed.hex(), "age": found.secret})
        return found

    def registry_key(self, alliance: bytes) -> SigningKey | None:
        """The key that signs the registry of an alliance; only the core school's PC has it."""
        kept = self._read(f"registry-{alliance.hex()[:32]}")
        return SigningKey(bytes.fromhex(kept["signing"])) if kept else None

    def keep_registry_key(self, alliance: bytes, key: SigningKey) -> None:
        """Keeps the key that signs the registry."""
        self._write(f"registry-{alliance.hex()[:32]}", {"signing": key.seed.hex()})

    def witness(self, replica: UUID) -> dict[str, str] | None:
        """What was noted when a copy last wrote a package."""
        return self._read(f"{replica.hex}-witness")

    def keep_witness(self, replica: UUID, note: dict[str, str]) -> None:
        """Notes how far a copy was when it wrote a package."""
        self._write(f"{replica.hex}-witness", note)

    def is_used(self, number: UUID) -> bool:
        """Whether something that is good for once was used on this PC."""
        return number.hex in (self._read(_USED) or {})

    def note_used(self, number: UUID) -> None:
        """Notes that it was."""
        self._write(_USED, {**(self._read(_USED) or {}), number.hex: ""})

    def _read(self, name: str) -> dict[str, str] | None:
        try:
            kept: dict[str, str] = json.loads((self.folder / f"{name}.json").read_text("utf-8"))
        except OSError:
            return None
        return kept

    def _write(self, name: str, value: dict[str, str]) -> None:
        path = self.folder / f"{name}.json"
        fresh = path.with_suffix(".tmp")
        with disk_full_spoken():
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(value, file)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
