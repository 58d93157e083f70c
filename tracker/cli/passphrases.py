"""What a backup is encrypted and opened with: asked for, or read where it is kept. Never an argument, which others on
the machine could read in its list of programs."""

import os
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.frame import RefusedError, note, tell
from tracker.rules.errors import shown
from tracker.settings import Settings

if TYPE_CHECKING:
    from tracker.store.sealing import Opener, Seal

MOST = 4096
PassphraseFile = Annotated[
    Path | None,
    typer.Option("--passphrase-file", metavar="FILE", help="The passphrase is the first line of this file."),
]
Identity = Annotated[
    Path | None,
    typer.Option("--identity", metavar="FILE", help="A file of secret keys (AGE-SECRET-KEY-1…) that open the backup."),
]
NO_PASSPHRASE = "{} a passphrase: set TRACKER_BACKUP_PASSPHRASE, or name a file that holds it with --passphrase-file."


def backup_key(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file for the secret key, such as key.txt.")],
) -> None:
    """Make a pair of keys for backups: the secret one goes into a file, the public one, for --to, is printed."""
    from tracker.store.sealing import new_identity

    secret, public = new_identity()
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as opened:
            opened.write(f"# public key: {public}\n{secret}\n")
    except FileExistsError:
        raise RefusedError(f"There is a file {shown(file, 300)} already: a key is never written over.") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise RefusedError(f"The key file {shown(file, 300)} cannot be written: {why}.") from error
    tell(public)
    note("Keep the file in two safe places: without it, no backup that was encrypted to this key can be opened.")


def seal_wanted(settings: Settings, *, encrypt: bool, to: Sequence[str], file: Path | None) -> "Seal | None":
    """What a backup is to be encrypted with; None where nobody asked. Raises RefusedError, SealRefusedError."""
    from tracker.store.sealing import seal_for

    if to:
        return seal_for(None, to)
    if encrypt or file:
        return seal_for(_passphrase(settings, file, NO_PASSPHRASE.format("An encrypted backup needs"), new=True), ())
    if settings.backup_passphrase or settings.backup_passphrase_file:
        note("This backup is not encrypted: a passphrase is set, but --encrypt was not said.")
    return None


def opener_for(backup: Path, settings: Settings, *, file: Path | None, identity: Path | None) -> "Opener":
    """What a backup is to be opened with, asked for only where it is needed. Raises RefusedError, SealRefusedError."""
    from tracker.store.sealing import Opener, by_passphrase, identities_in, is_sealed

    try:
        if not is_sealed(backup):
            return Opener()
        asks = by_passphrase(backup)
    except OSError as error:
        raise RefusedError(f"{shown(backup, 300)} cannot be read: {error.strerror}.") from error
    if not asks:
        return Opener(identities=identities_in(identity) if identity else ())
    words = NO_PASSPHRASE.format(f"{shown(backup.name, 100)} is opened with")
    return Opener(passphrase=_passphrase(settings, file, words, new=False))


def _passphrase(settings: Settings, file: Path | None, otherwise: str, *, new: bool) -> str:
    if file is not None:
        return _first_line(file)
    if settings.backup_passphrase:
        return settings.backup_passphrase
    if settings.backup_passphrase_file:
        return _first_line(settings.backup_passphrase_file)
    if not sys.stdin.isatty():
        raise RefusedError(otherwise)
    return str(typer.prompt("Passphrase for the backup", hide_input=True, confirmation_prompt=new, err=True))


def _first_line(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            if os.name == "posix" and stat.S_IMODE(os.fstat(opened.fileno()).st_mode) & 0o077:
                note(f"Others on this machine may read the passphrase in {shown(file, 300)}: close it with chmod 600.")
            text = opened.readline(MOST).decode("utf-8")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is not text"
        raise RefusedError(f"The passphrase file {shown(file, 300)} cannot be read: {why}.") from error
    if not (line := text.rstrip("\r\n")):
        raise RefusedError(f"The passphrase file {shown(file, 300)} is empty.")
    return line
