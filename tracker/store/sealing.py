"""Encryption of a backup, in the format of age (age-encryption.org/v1), which other programs open without us.

Either with a passphrase, or to public keys, so that the machine that writes it needs no secret. To keys it streams;
with a passphrase the library works in memory, so there is a limit.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pyrage

from tracker.rules.errors import TrackerError, shown

BEGINS = b"age-encryption.org/v1\n"
ENDING = ".age"
SHORTEST_PASSPHRASE = 12
MOST_IN_MEMORY = 1 << 30
"""Bytes that are encrypted with a passphrase at most: the library holds them three times over."""
MOST_OVERHEAD = 1 << 20
MOST_KEY_FILE = 1 << 16


class SealRefusedError(TrackerError):
    """A backup that cannot be encrypted, or not be opened with what was given."""

    def __init__(self, words: str) -> None:
        super().__init__(words)


@dataclass(frozen=True)
class Seal:
    """What a backup is encrypted with: a passphrase, or else public keys as they are written (age1…)."""

    passphrase: str | None = field(default=None, repr=False)
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Opener:
    """What a backup may be opened with: a passphrase, secret keys."""

    passphrase: str | None = field(default=None, repr=False)
    identities: tuple[Any, ...] = field(default=(), repr=False)


def seal_for(passphrase: str | None, keys: Sequence[str]) -> Seal:
    """What to encrypt with, looked at first. Raises SealRefusedError for a short passphrase or what is no key."""
    if passphrase is not None and keys:
        raise SealRefusedError("A backup is encrypted with a passphrase or to public keys, not with both.")
    if passphrase is not None and len(passphrase) < SHORTEST_PASSPHRASE:
        raise SealRefusedError(f"A passphrase for backups has at least {SHORTEST_PASSPHRASE} characters.")
    for key in keys:
        _recipient(key)
    return Seal(passphrase, tuple(keys))


def identities_in(file: Path) -> tuple[Any, ...]:
    """The secret keys in a file, one a line (AGE-SECRET-KEY-1…). Raises SealRefusedError, which never repeats one."""
    try:
        with file.open("rb") as opened:
            text = opened.read(MOST_KEY_FILE).decode("utf-8", "replace")
    except (OSError, ValueError) as error:
        raise SealRefusedError(
            f"The key file {shown(file, 300)} cannot be read: {getattr(error, 'strerror', None) or 'no such name'}."
        ) from error
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    try:
        found = tuple(pyrage.x25519.Identity.from_str(line) for line in lines)
    except pyrage.IdentityError:
        found = ()
    if not found:
        raise SealRefusedError(f"{shown(file, 300)} holds no secret key: one line that begins with AGE-SECRET-KEY-1.")
    return found


def new_identity() -> tuple[str, str]:
    """A new secret key and its public key, as they are written."""
    made = pyrage.x25519.Identity.generate()
    return str(made), str(made.to_public())


def is_sealed(file: Path) -> bool:
    """Whether a file is encrypted in this format. Raises OSError."""
    with file.open("rb") as opened:
        return opened.read(len(BEGINS)) == BEGINS


def by_passphrase(file: Path) -> bool:
    """Whether an encrypted file asks for a passphrase; else for a secret key. Raises OSError."""
    with file.open("rb") as opened:
        return opened.read(len(BEGINS) + 10).startswith(BEGINS + b"-> scrypt ")


def seal(plain: Path, out: IO[bytes], with_: Seal) -> Opener:
    """Encrypt a file, and give what reads it back in this process. To keys that is a key of one use, which nobody
    keeps: so what was written can be checked where no secret is. Raises SealRefusedError, OSError."""
    if with_.passphrase is not None:
        if plain.stat().st_size > MOST_IN_MEMORY:
            raise SealRefusedError(
                f"With a passphrase no more than {MOST_IN_MEMORY >> 30} GB can be encrypted: encrypt it to a public "
                "key instead, with --to."
            )
        out.write(pyrage.passphrase.encrypt(plain.read_bytes(), with_.passphrase))
        return Opener(passphrase=with_.passphrase)
    once = pyrage.x25519.Identity.generate()
    with plain.open("rb") as file:
        reader, writer = _Heard(file), _Heard(out)
        try:
            pyrage.encrypt_io(reader, writer, [*(_recipient(key) for key in with_.keys), once.to_public()])
        except (pyrage.EncryptError, OSError) as error:
            raise (reader.raised or writer.raised or error) from error
    return Opener(identities=(once,))


def unseal(file: Path, out: Path, opener: Opener) -> None:
    """Open an encrypted file into another. Raises SealRefusedError, OSError."""
    name = shown(file.name, 100)
    if by_passphrase(file):
        if opener.passphrase is None:
            raise SealRefusedError(f"{name} is encrypted with a passphrase: set TRACKER_BACKUP_PASSPHRASE.")
        if file.stat().st_size > MOST_IN_MEMORY + MOST_OVERHEAD:
            raise SealRefusedError(f"{name} is too large to be opened here: open it with ‘age -d’ first.")
        try:
            content = pyrage.passphrase.decrypt(file.read_bytes(), opener.passphrase)
        except pyrage.DecryptError as error:
            raise _not_opened(name, error, "the passphrase is not the one that it was encrypted with") from error
        _write(out, content)
        return
    if not opener.identities:
        raise SealRefusedError(f"{name} is encrypted to a public key: name the file of its secret key with --identity.")
    with file.open("rb") as sealed, open(out, "xb") as plain:
        reader, writer = _Heard(sealed), _Heard(plain)
        try:
            pyrage.decrypt_io(reader, writer, list(opener.identities))
        except (pyrage.DecryptError, OSError) as error:
            if raised := reader.raised or writer.raised:
                raise raised from error
            raise _not_opened(name, error, "none of the given keys is one that it was encrypted to") from error


def _not_opened(name: str, error: BaseException, otherwise: str) -> SealRefusedError:
    if "work parameter" in str(error):
        return SealRefusedError(f"{name} was encrypted on a much faster machine: open it with ‘age -d’ first.")
    wrong = str(error) in ("Decryption failed", "No matching keys found")
    return SealRefusedError(f"{name} cannot be opened: {otherwise if wrong else 'it was altered or cut short'}.")


def _recipient(key: str) -> Any:
    try:
        return pyrage.x25519.Recipient.from_str(key.strip())
    except pyrage.RecipientError:
        raise SealRefusedError(
            f"‘{shown(key, 80)}’ is no public key: that is 62 letters and figures, age1 first."
        ) from None


def _write(out: Path, content: bytes) -> None:
    with open(out, "xb") as file:
        file.write(content)


class _Heard(io.RawIOBase):
    """A file that remembers what was raised while the library read or wrote it: an end of the process, a full disk."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.raised: BaseException | None = None

    def readable(self) -> bool:
        """It can be read."""
        return True

    def writable(self) -> bool:
        """It can be written."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Read as the file does."""
        try:
            return self._file.read(size)
        except BaseException as error:
            self.raised = error
            raise

    def write(self, content: Any) -> int:
        """Write as the file does."""
        try:
            return self._file.write(content)
        except BaseException as error:
            self.raised = error
            raise
