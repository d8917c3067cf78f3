"""
Signed checkpoints: where a journal ended at a moment, signed, to be kept or published elsewhere.

The hash chain shows any change inside a journal; it cannot show that the newest entries were cut
off together with the note of the last one. A checkpoint can: it says that entry N had hash H, and
is signed (Ed25519), so that nobody without the key can make another. A checkpoint is one JSON
object. `signature` is that over the canonical JSON (RFC 8785, as in `ledger.seal`) of all other
members; `key` is the first half of the SHA-256 of the public key's 32 bytes, in hexadecimal.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from solidarity.errors import InputError, OutOfScope, Problem, SolidarityError
from solidarity.ledger.canonical import canonical, parse
from solidarity.ledger.codec import JSON, moment, read_value
from solidarity.ledger.entries import BEFORE_THE_FIRST
from solidarity.ledger.journal import Journal

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

FORMAT: Final = "solidarity checkpoint"
VERSION: Final = 1

KEY_VARIABLE: Final = "SOLIDARITY_CHECKPOINT_KEY"
"""Environment variable that names the file of the private key."""

PASSPHRASE_VARIABLE: Final = "SOLIDARITY_CHECKPOINT_PASSPHRASE"  # noqa: S105 - a name, not a secret
"""Environment variable with the passphrase of that file, where it has one."""

_BYTES_MAX: Final = 100_000
_KEY: Final = "a key for Ed25519 in PEM, as `solidarity journal key` writes it"
_MEMBERS: Final = {"at", "entry", "format", "hash", "key", "signature", "version"}


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """
    Where a journal ended.

    Attributes:
        entry: Position of the last entry; 0 if there was none.
        hash: Its hash.
        at: When it was signed, in UTC.
        key: Which key signed it (see `fingerprint`).
        signature: The signature.
    """

    entry: int
    hash: str
    at: datetime
    key: str
    signature: bytes

    def signed(self) -> bytes:
        """Give the bytes that are signed."""
        return canonical(self._members()).encode()

    def text(self) -> str:
        """Write it as a file holds it: one line of JSON."""
        signature = base64.b64encode(self.signature).decode()
        return canonical({**self._members(), "signature": signature}) + "\n"

    def _members(self) -> dict[str, JSON]:
        return {
            "format": FORMAT,
            "version": VERSION,
            "entry": self.entry,
            "hash": self.hash,
            "at": moment(self.at),
            "key": self.key,
        }


def sign(journal: Journal, key: Ed25519PrivateKey, at: datetime) -> Checkpoint:
    """
    Sign where a journal ends now.

    Args:
        journal: The journal; verify it before, or a wrong one is signed.
        key: The private key.
        at: The moment, with its offset from UTC.

    Returns:
        The checkpoint.
    """
    entry, head = journal.head()
    unsigned = Checkpoint(entry, head, at.astimezone(UTC), fingerprint(key.public_key()), b"")
    signature = key.sign(unsigned.signed())
    return Checkpoint(unsigned.entry, unsigned.hash, unsigned.at, unsigned.key, signature)


def check(journal: Journal, checkpoint: Checkpoint, key: Ed25519PublicKey) -> None:
    """
    Check that a journal still holds what a checkpoint says; its chain is checked by `verify`.

    Args:
        journal: The journal.
        checkpoint: The checkpoint.
        key: The public key of whoever signs for this journal.

    Raises:
        InputError: If the checkpoint was not signed with the key, the journal ends before it, or
            another entry stands in that place.
    """
    from cryptography.exceptions import InvalidSignature

    signer = fingerprint(key)
    try:
        key.verify(checkpoint.signature, checkpoint.signed())
    except InvalidSignature:
        what = f"the checkpoint of entry {checkpoint.entry} was not signed with this key"
        expected = f"a checkpoint signed with key {signer}; it names key {checkpoint.key}"
        raise InputError(Problem(what, expected)) from None
    last, _ = journal.head()
    signed = f"entry {checkpoint.entry}, hash {checkpoint.hash}, as signed {moment(checkpoint.at)}"
    if last < checkpoint.entry:
        missing = checkpoint.entry - last
        what = f"the journal ends with entry {last}: {missing} entries at its end are missing"
        raise InputError(Problem(what, signed))
    entry = next(journal.entries(after=checkpoint.entry - 1), None) if checkpoint.entry else None
    found = BEFORE_THE_FIRST if entry is None else entry.hash
    if found != checkpoint.hash:
        what = f"entry {checkpoint.entry} is another one: its hash is {found}"
        raise InputError(Problem(what, signed))


def read_checkpoint(path: Path) -> Checkpoint:
    """
    Read a checkpoint; whether its signature is right is for `check` to say.

    Raises:
        InputError: If the file is not a checkpoint.
    """
    try:
        return _checkpoint(parse(_content(path, "a checkpoint").decode()))
    except InputError as error:
        found = [Problem(one.what, one.expected, str(path)) for one in error.problems]
        raise InputError(found) from None
    except ValueError:
        raise InputError(Problem("this is not a checkpoint", "JSON", str(path))) from None


def _checkpoint(document: object) -> Checkpoint:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise InputError(Problem("this is not a checkpoint", f'"format":"{FORMAT}"'))
    if document.get("version") != VERSION:
        what = f"this checkpoint is of version {document.get('version')}"
        raise InputError(Problem(what, f"version {VERSION}"))
    if document.keys() != _MEMBERS:
        odd = ", ".join(sorted(document.keys() ^ _MEMBERS))[:80]
        raise InputError(Problem(f"missing or unknown: {odd}", " ".join(sorted(_MEMBERS))))
    return Checkpoint(
        read_value("entry", int, document["entry"]),
        read_value("hash", str, document["hash"]),
        read_value("at", datetime, document["at"]),
        read_value("key", str, document["key"]),
        base64.b64decode(read_value("signature", str, document["signature"]), validate=True),
    )


def write_checkpoint(checkpoint: Checkpoint, path: Path) -> None:
    """
    Write a checkpoint into a new file.

    Raises:
        InputError: If the file exists: a checkpoint is never replaced.
        SolidarityError: If the file cannot be written.
    """
    _write_new(path, checkpoint.text().encode(), 0o644)


def make_key(path: Path, passphrase: str = "") -> str:
    """
    Make a key pair: the private key for its owner's eyes only, the public one beside it (`.pub`).

    Args:
        path: File of the private key; neither it nor that of the public key may exist.
        passphrase: Passphrase to lock the private key with; "" for none.

    Returns:
        The fingerprint of the key.

    Raises:
        InputError: If a file exists.
        SolidarityError: If a file cannot be written.
    """
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    lock = form.BestAvailableEncryption(passphrase.encode()) if passphrase else form.NoEncryption()
    public = key.public_key().public_bytes(
        form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo
    )
    _write_new(path, key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, lock), 0o600)
    _write_new(path.with_name(path.name + ".pub"), public, 0o644)
    return fingerprint(key.public_key())


def read_private_key(path: Path, passphrase: str = "") -> Ed25519PrivateKey:
    """
    Read a private key (PEM, PKCS #8).

    Raises:
        InputError: If the file is no such key, others may read it, or the passphrase is wrong.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    content = _content(path, "a private key")
    if os.name == "posix" and path.stat().st_mode & 0o077:
        what = "others than its owner may read this private key"
        raise InputError(Problem(what, f"chmod 600 {path.name}", str(path)))
    secret = passphrase.encode() or None
    key = _loaded(path, lambda: load_pem_private_key(content, secret))
    if not isinstance(key, Ed25519PrivateKey):
        raise InputError(Problem("this key is of another kind", _KEY, str(path)))
    return key


def read_public_key(path: Path) -> Ed25519PublicKey:
    """
    Read a public key (PEM).

    Raises:
        InputError: If the file is no such key.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    content = _content(path, "a public key")
    key = _loaded(path, lambda: load_pem_public_key(content))
    if not isinstance(key, Ed25519PublicKey):
        raise InputError(Problem("this key is of another kind", _KEY, str(path)))
    return key


def key_of_installation(named: Path | None) -> Ed25519PrivateKey:
    """
    Read the private key a command names, or else the one of the installation.

    Args:
        named: The file the command names; None for that of the environment.

    Raises:
        OutOfScope: If none is named.
        InputError: As `read_private_key`.
    """
    place = named or Path(os.environ.get(KEY_VARIABLE, ""))
    if place == Path():
        raise OutOfScope(
            f"no key to sign with: name one with --key or {KEY_VARIABLE}; "
            "make one with: solidarity journal key --out FILE"
        )
    return read_private_key(place, os.environ.get(PASSPHRASE_VARIABLE, ""))


def fingerprint(key: Ed25519PublicKey) -> str:
    """Give the short name of a public key."""
    return sha256(key.public_bytes_raw()).hexdigest()[:32]


def _loaded(path: Path, load: Callable[[], object]) -> object:
    from cryptography.exceptions import UnsupportedAlgorithm

    try:
        return load()
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        why = str(error).partition("\n")[0].partition("(")[0].strip()[:120]
        raise InputError(Problem(f"no key can be read: {why}", _KEY, str(path))) from None


def _content(path: Path, expected: str) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_BYTES_MAX + 1)
    except OSError as error:
        why = error.strerror or "it cannot be read"
        raise InputError(Problem(why, expected, str(path))) from None
    if len(content) > _BYTES_MAX:
        what = f"a file of more than {_BYTES_MAX} bytes"
        raise InputError(Problem(what, expected, str(path)))
    return content


def _write_new(path: Path, content: bytes, mode: int) -> None:
    """Write a new file, durably, and never over another."""
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise InputError(Problem("this file exists", "a new file", str(path))) from None
    except OSError as error:
        raise SolidarityError(f"{path}: {error.strerror}; nothing was written") from None
