"""Addresses, limits and secrets, from the environment. What is part of the record is in the store instead."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import unquote

from platformdirs import user_data_path


@dataclass(frozen=True)
class Settings:
    """Where things are and how big they may be. Each field is one TRACKER_ variable."""

    home: Path = field(metadata={"env": "TRACKER_HOME", "help": "folder of the store and its evidence"})
    database_url: str = field(metadata={"env": "TRACKER_DATABASE_URL", "help": "the store, as a SQLAlchemy address"})
    evidence_url: str = field(
        metadata={"env": "TRACKER_EVIDENCE_URL", "help": "the evidence folder, as a path or file address"}
    )
    demo: bool = field(default=False, metadata={"env": "TRACKER_DEMO", "help": "1 reads the illustrative register"})
    by: str | None = field(
        default=None, metadata={"env": "TRACKER_BY", "help": "who signs what the command line changes"}
    )
    acting_as: str | None = field(
        default=None, metadata={"env": "TRACKER_AS", "help": "who the dashboard takes everybody for"}
    )
    upload_limit: int = field(
        default=25, metadata={"env": "TRACKER_UPLOAD_LIMIT", "help": "largest uploaded file, in megabytes"}
    )

    @property
    def evidence_folder(self) -> Path:
        """The evidence folder as a path."""
        return Path(os.path.expanduser(self.evidence_url.removeprefix("file://")))

    @property
    def database_path(self) -> Path | None:
        """The store's file, or None where the store is not a SQLite file."""
        for prefix in ("sqlite+pysqlite:///", "sqlite:///"):
            if self.database_url.startswith(prefix):
                return Path(unquote(self.database_url.removeprefix(prefix).partition("?")[0]))
        return None


def address_of(path: Path) -> str:
    """The address of the store in a file, whatever its folder is called."""
    return f"sqlite:///{str(path).replace('%', '%25').replace('?', '%3F')}"


def load(*, demo: bool | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings as the environment has them. The demo is always in TRACKER_HOME/demo, whatever is set."""
    env = os.environ if environment is None else environment
    is_demo = env.get("TRACKER_DEMO", "").strip().lower() in {"1", "true", "yes"} if demo is None else demo
    home = (
        Path(os.path.expanduser(env["TRACKER_HOME"]))  # as the shell: `~nobody-known` stays what it is
        if env.get("TRACKER_HOME")
        else user_data_path("recommendation-tracker")
    )
    place = home / "demo" if is_demo else home
    addresses = {} if is_demo else env
    return Settings(
        home=place,
        database_url=addresses.get("TRACKER_DATABASE_URL") or address_of(place / "register.sqlite"),
        evidence_url=addresses.get("TRACKER_EVIDENCE_URL") or str(place / "evidence"),
        demo=is_demo,
        by=env.get("TRACKER_BY") or None,
        acting_as=env.get("TRACKER_AS") or None,
        upload_limit=_megabytes(env.get("TRACKER_UPLOAD_LIMIT")),
    )


def _megabytes(text: str | None) -> int:
    digits = (text or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 10 and int(digits) > 0 else 25


def manual() -> list[tuple[str, str, str]]:
    """(variable, default, help) of every setting, for the manual."""
    return [(f.metadata["env"], _default(f.name), f.metadata["help"]) for f in fields(Settings)]


def _default(name: str) -> str:
    return {
        "home": "the platform's user data folder",
        "database_url": "a SQLite file in TRACKER_HOME",
        "evidence_url": "a folder beside the store",
        "upload_limit": "25",
    }.get(name, "not set")
