"""The evidence folder: files kept by the SHA-256 of their content, never under the name somebody gave them."""

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tracker.rules.errors import StoreUnavailableError

_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Vault:
    """A folder of files by content hash."""

    folder: Path

    def put(self, content: bytes) -> str:
        """Keep some bytes and say their hash. Keeping the same bytes again changes nothing."""
        name = hashlib.sha256(content).hexdigest()
        target = self._path(name)
        if target.exists():
            return name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=target.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(temporary, target)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise StoreUnavailableError(str(self.folder), error.strerror or str(error)) from error
        return name

    def get(self, name: str) -> bytes | None:
        """The bytes of a hash, or None where the folder does not hold them or they are not what was kept."""
        if not _HASH.fullmatch(name):
            return None
        path = self._path(name)
        if not path.is_file():
            return None
        content = path.read_bytes()
        return content if hashlib.sha256(content).hexdigest() == name else None

    def remove(self, name: str) -> bool:
        """Take the bytes of a hash away for good; True if they were there. Only a redaction does this."""
        if not _HASH.fullmatch(name):
            return False
        try:
            self._path(name).unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise StoreUnavailableError(str(self.folder), error.strerror or str(error)) from error
        return True

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name
