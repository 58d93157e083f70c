"""Every setting: where things are and how big they may be. Each field is one TRACKER_ variable, with its help."""

import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

MACHINE, ACCOUNTS, DIRECTORY = "machine", "accounts", "directory"
WAYS = ({MACHINE}, {ACCOUNTS}, {DIRECTORY}, {ACCOUNTS, DIRECTORY})
LOCAL = ("localhost", "127.0.0.1", "::1")
LOGS = ("text", "json")
LOG_LEVELS = ("debug", "info", "warning", "error")


@dataclass(frozen=True)
class MailServer:
    """The server that takes e-mail from us. `tls` is how the line is closed to others: at once, after a hello, or not
    at all, which is for this machine and for where the address says so."""

    host: str
    port: int
    tls: Literal["at_once", "starttls", "off"]
    user: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Sender:
    """Whom e-mail is from, and where answers go."""

    name: str
    address: str


@dataclass(frozen=True)
class Settings:
    """Where things are and how big they may be. Each field is one TRACKER_ variable."""

    home: Path = field(metadata={"env": "TRACKER_HOME", "help": "folder of the store and its evidence"})
    database_url: str = field(metadata={"env": "TRACKER_DATABASE_URL", "help": "the store, as a SQLAlchemy address"})
    evidence_url: str = field(
        metadata={
            "env": "TRACKER_EVIDENCE_URL",
            "help": "where evidence is kept: a folder, as a path or file address, or a bucket, as "
            "s3://bucket/prefix?endpoint=https://objects.example.gov.uk&region=eu-west-2",
        }
    )
    evidence_key: str | None = field(
        default=None,
        repr=False,
        metadata={"env": "TRACKER_EVIDENCE_KEY", "help": "the access key of the bucket; never shown"},
    )
    evidence_secret: str | None = field(
        default=None,
        repr=False,
        metadata={"env": "TRACKER_EVIDENCE_SECRET", "help": "the secret of that key; never shown"},
    )
    demo: bool = field(default=False, metadata={"env": "TRACKER_DEMO", "help": "1 reads the illustrative register"})
    by: str | None = field(
        default=None, metadata={"env": "TRACKER_BY", "help": "who signs what the command line changes"}
    )
    board: str | None = field(
        default=None,
        metadata={
            "env": "TRACKER_BOARD",
            "help": "for which one of several boards the command line acts, by id or name",
        },
    )
    acting_as: str | None = field(
        default=None, metadata={"env": "TRACKER_AS", "help": "who the dashboard takes everybody for"}
    )
    upload_limit: int = field(
        default=25, metadata={"env": "TRACKER_UPLOAD_LIMIT", "help": "largest uploaded file, in megabytes"}
    )

    run_by: str | None = field(
        default=None,
        metadata={"env": "TRACKER_RUN_BY", "help": "who runs this tracker, as its accessibility statement names them"},
    )
    contact: str | None = field(
        default=None,
        metadata={
            "env": "TRACKER_CONTACT",
            "help": "whom to ask about accessibility: a name, an e-mail address, a telephone number",
        },
    )

    sign_in: frozenset[str] = field(
        default=frozenset({MACHINE}),
        metadata={
            "env": "TRACKER_SIGN_IN",
            "help": "how people come in: machine (no sign-in, this machine only), accounts, directory, "
            "or accounts,directory",
        },
    )
    public_url: str | None = field(
        default=None,
        metadata={
            "env": "TRACKER_PUBLIC_URL",
            "help": "where people open the dashboard, such as https://tracker.example.gov.uk",
        },
    )
    session_idle: int = field(
        default=60, metadata={"env": "TRACKER_SESSION_IDLE", "help": "minutes without a click that end a session"}
    )
    session_longest: int = field(
        default=10, metadata={"env": "TRACKER_SESSION_LONGEST", "help": "hours after which a session ends anyway"}
    )
    proxy: str | None = field(
        default=None,
        metadata={
            "env": "TRACKER_PROXY",
            "help": "addresses of the reverse proxy that says who asks, such as 127.0.0.1 or 10.0.0.0/28",
        },
    )
    api_per_minute: int = field(
        default=300,
        metadata={"env": "TRACKER_API_PER_MINUTE", "help": "requests that one API token may make in a minute"},
    )
    directory_issuer: str | None = field(
        default=None,
        metadata={
            "env": "TRACKER_DIRECTORY_ISSUER",
            "help": "the address of the council's own sign-in, such as https://login.microsoftonline.com/TENANT/v2.0",
        },
    )
    directory_client_id: str | None = field(
        default=None, metadata={"env": "TRACKER_DIRECTORY_CLIENT_ID", "help": "the number of the tracker there"}
    )
    directory_client_secret: str | None = field(
        default=None,
        repr=False,
        metadata={"env": "TRACKER_DIRECTORY_CLIENT_SECRET", "help": "the secret of the tracker there; never shown"},
    )
    directory_name: str | None = field(
        default=None,
        metadata={
            "env": "TRACKER_DIRECTORY_NAME",
            "help": "whose sign-in it is: the button says “Sign in with …”",
        },
    )
    directory_roles: str | None = field(
        default=None,
        metadata={
            "env": "TRACKER_DIRECTORY_ROLES",
            "help": "which of its app roles is which role here, such as Tracker.Manager=administrator, "
            "Tracker.Lead.Police=lead:hampshire-constabulary",
        },
    )
    secret: str | None = field(
        default=None,
        repr=False,
        metadata={
            "env": "TRACKER_SECRET",
            "help": "signs what a browser keeps while it is away at the council's sign-in; "
            "else a new one at each start",
        },
    )
    mail_server: MailServer | None = field(
        default=None,
        metadata={
            "env": "TRACKER_SMTP_URL",
            "help": "the server that sends e-mail, such as smtp://user:password@mail.example.gov.uk:587, or smtps://; "
            "the password is never shown",
        },
    )
    mail_from: Sender | None = field(
        default=None,
        metadata={
            "env": "TRACKER_MAIL_FROM",
            "help": "whom e-mail is from and where answers go, such as The Board <board@example.gov.uk>",
        },
    )
    backup_passphrase: str | None = field(
        default=None,
        repr=False,
        metadata={
            "env": "TRACKER_BACKUP_PASSPHRASE",
            "help": "what `tracker backup --encrypt` encrypts with, and what opens such a backup; never shown",
        },
    )
    backup_passphrase_file: Path | None = field(
        default=None,
        metadata={
            "env": "TRACKER_BACKUP_PASSPHRASE_FILE",
            "help": "a file whose first line is that passphrase, for who would rather not have it in the environment",
        },
    )
    log: str | None = field(
        default=None,
        metadata={
            "env": "TRACKER_LOG",
            "help": "how the log is written, on standard error: text, for a person, or json, one object a line for a "
            "machine; neither ever holds a name, a secret or anything that somebody wrote",
        },
    )
    log_level: str | None = field(
        default=None,
        metadata={
            "env": "TRACKER_LOG_LEVEL",
            "help": "how much the log says: debug, info (a line for every request, page and save), warning (what was "
            "refused) or error (what broke)",
        },
    )
    metrics: str | None = field(
        default=None,
        repr=False,
        metadata={
            "env": "TRACKER_METRICS",
            "help": "lets /metrics be asked for, in the form of Prometheus: local lets this machine ask; a token lets "
            "whoever sends it as “Authorization: Bearer …”; never shown",
        },
    )
    least_room: int = field(
        default=200,
        metadata={
            "env": "TRACKER_LEAST_ROOM",
            "help": "megabytes that must be free where the store and the evidence are, for /healthz to say it is well",
        },
    )
    complaints: tuple[str, ...] = ()
    """What is wrong with the environment, in sentences. Nothing is made or served while there is any."""
    remarks: tuple[str, ...] = ()
    """What in the environment changes nothing, in sentences: told, and no reason to stop."""

    @property
    def by_machine(self) -> bool:
        """Whether nobody signs in, and so nobody but this machine is answered."""
        return self.sign_in == {MACHINE}

    @property
    def by_accounts(self) -> bool:
        """Whether people may sign in with a password kept here."""
        return ACCOUNTS in self.sign_in

    @property
    def by_directory(self) -> bool:
        """Whether people may sign in with the council's own sign-in."""
        return DIRECTORY in self.sign_in

    @property
    def public_host(self) -> str | None:
        """The host that browsers ask for, with its port where the address has one."""
        return urlsplit(self.public_url).netloc.lower() if self.public_url else None

    @property
    def address(self) -> str:
        """Where one-time links begin: the public address, else this machine's own."""
        return self.public_url or "http://127.0.0.1:8501"

    @property
    def is_https(self) -> bool:
        """Whether the public address is an https one."""
        return bool(self.public_url and self.public_url.startswith("https://"))

    @property
    def evidence_folder(self) -> Path | None:
        """The evidence folder as a path, or None where evidence is not kept in a folder."""
        return folder_of(self.evidence_url)

    @property
    def database_path(self) -> Path | None:
        """The store's file, or None where the store is not a SQLite file."""
        for prefix in ("sqlite+pysqlite:///", "sqlite:///"):
            if self.database_url.startswith(prefix):
                return Path(unquote(self.database_url.removeprefix(prefix).partition("?")[0]))
        return None


def folder_of(address: str) -> Path | None:
    """The folder at a path or a file address; None for an address of another kind."""
    path = address.removeprefix("file://")
    return None if path.startswith("s3:") or "://" in path else Path(os.path.expanduser(path))


def address_of(path: Path) -> str:
    """The address of the store in a file, whatever its folder is called."""
    return f"sqlite:///{str(path).replace('%', '%25').replace('?', '%3F')}"


VARIABLES = frozenset(each.metadata["env"] for each in fields(Settings) if each.metadata)
"""The name of every setting."""


def manual() -> list[tuple[str, str, str]]:
    """(variable, default, help) of every setting, for the manual."""
    return [(f.metadata["env"], usual(f.name), f.metadata["help"]) for f in fields(Settings) if f.metadata]


def usual(name: str) -> str:
    """What a setting is where the environment does not say, in words."""
    return {
        "home": "the platform's user data folder",
        "database_url": "a SQLite file in TRACKER_HOME",
        "evidence_url": "a folder beside the store",
        "upload_limit": "25",
        "sign_in": MACHINE,
        "session_idle": "60",
        "session_longest": "10",
        "log": "text",
        "log_level": "info where the log is json, else warning",
        "least_room": "200",
        "api_per_minute": "300",
    }.get(name, "not set")
