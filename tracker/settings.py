"""Addresses, limits and secrets, from the environment. What is part of the record is in the store instead."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from email.utils import parseaddr
from ipaddress import ip_network
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

from platformdirs import user_data_path

MACHINE, ACCOUNTS, DIRECTORY = "machine", "accounts", "directory"
WAYS = ({MACHINE}, {ACCOUNTS}, {DIRECTORY}, {ACCOUNTS, DIRECTORY})
LOCAL = ("localhost", "127.0.0.1", "::1")


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
    acting_as: str | None = field(
        default=None, metadata={"env": "TRACKER_AS", "help": "who the dashboard takes everybody for"}
    )
    upload_limit: int = field(
        default=25, metadata={"env": "TRACKER_UPLOAD_LIMIT", "help": "largest uploaded file, in megabytes"}
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
    complaints: tuple[str, ...] = ()
    """What is wrong with the environment, in sentences. Nothing is served while there is any."""

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
    wrong: list[str] = []
    sign_in = _ways(env, wrong)
    if env.get("TRACKER_AS") and sign_in != {MACHINE}:
        wrong.append("TRACKER_AS takes everybody for one person, and TRACKER_SIGN_IN lets people sign in: unset one.")
    mail_server, mail_from = _mail_server(env, wrong), _sender(env, wrong)
    if mail_server and not env.get("TRACKER_MAIL_FROM", "").strip():
        wrong.append("TRACKER_SMTP_URL says how e-mail is sent, but not whom it is from: set TRACKER_MAIL_FROM too.")
    return Settings(
        home=place,
        database_url=addresses.get("TRACKER_DATABASE_URL") or address_of(place / "register.sqlite"),
        evidence_url=addresses.get("TRACKER_EVIDENCE_URL") or str(place / "evidence"),
        evidence_key=_given(env, "TRACKER_EVIDENCE_KEY"),
        evidence_secret=_given(env, "TRACKER_EVIDENCE_SECRET"),
        demo=is_demo,
        by=env.get("TRACKER_BY") or None,
        acting_as=env.get("TRACKER_AS") or None,
        upload_limit=_megabytes(env.get("TRACKER_UPLOAD_LIMIT")),
        sign_in=sign_in,
        public_url=_public_url(env, wrong),
        session_idle=_whole(env, "TRACKER_SESSION_IDLE", 60, 24 * 60, "minutes", wrong),
        session_longest=_whole(env, "TRACKER_SESSION_LONGEST", 10, 7 * 24, "hours", wrong),
        proxy=_addresses(env, wrong),
        api_per_minute=_whole(env, "TRACKER_API_PER_MINUTE", 300, 100_000, "requests", wrong),
        directory_issuer=_given(env, "TRACKER_DIRECTORY_ISSUER"),
        directory_client_id=_given(env, "TRACKER_DIRECTORY_CLIENT_ID"),
        directory_client_secret=_given(env, "TRACKER_DIRECTORY_CLIENT_SECRET"),
        directory_name=_given(env, "TRACKER_DIRECTORY_NAME"),
        directory_roles=_given(env, "TRACKER_DIRECTORY_ROLES"),
        secret=_given(env, "TRACKER_SECRET"),
        mail_server=mail_server,
        mail_from=mail_from,
        backup_passphrase=env.get("TRACKER_BACKUP_PASSPHRASE") or None,
        backup_passphrase_file=Path(os.path.expanduser(file))
        if (file := env.get("TRACKER_BACKUP_PASSPHRASE_FILE"))
        else None,
        complaints=tuple(wrong),
    )


def _given(env: Mapping[str, str], name: str) -> str | None:
    return env.get(name, "").strip() or None


def _megabytes(text: str | None) -> int:
    digits = (text or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 10 and int(digits) > 0 else 25


def _ways(env: Mapping[str, str], wrong: list[str]) -> frozenset[str]:
    text = env.get("TRACKER_SIGN_IN", "").strip().lower()
    found = {word.strip() for word in text.split(",")} if text else {MACHINE}
    if found in WAYS:
        return frozenset(found)
    wrong.append(
        f"TRACKER_SIGN_IN: {_shown(text)} is no way to come in: "
        "write machine, accounts, directory or accounts,directory."
    )
    return frozenset()


def _public_url(env: Mapping[str, str], wrong: list[str]) -> str | None:
    text = env.get("TRACKER_PUBLIC_URL", "").strip().rstrip("/")
    if not text:
        return None
    try:
        parts = urlsplit(text)
        sound = (
            parts.scheme in ("http", "https") and parts.hostname and not (parts.path or parts.query or parts.username)
        )
        _ = parts.port
    except ValueError:
        sound = False
    if sound and "#" not in text and text.isascii() and text.isprintable():
        return f"{parts.scheme}://{parts.netloc.lower()}"
    wrong.append(
        f"TRACKER_PUBLIC_URL: {_shown(text)} is not the address of a site: "
        "write it as https://tracker.example.gov.uk, with nothing behind the name."
    )
    return None


def _whole(env: Mapping[str, str], name: str, otherwise: int, most: int, unit: str, wrong: list[str]) -> int:
    text = env.get(name, "").strip()
    if not text:
        return otherwise
    if text.isascii() and text.isdecimal() and len(text) < 10 and 0 < int(text) <= most:
        return int(text)
    wrong.append(f"{name}: {_shown(text)} is no number of {unit} from 1 to {most}.")
    return otherwise


def _addresses(env: Mapping[str, str], wrong: list[str]) -> str | None:
    text = env.get("TRACKER_PROXY", "").strip()
    if not text:
        return None
    try:
        networks = [ip_network(word.strip(), strict=False) for word in text.split(",")]
        if not all(network.prefixlen for network in networks):
            raise ValueError("everybody")
        return ",".join(str(network).removesuffix("/32") for network in networks)
    except ValueError:
        wrong.append(
            f"TRACKER_PROXY: {_shown(text)} is no list of addresses: write the proxy's own, such as 127.0.0.1."
        )
        return None


def _mail_server(env: Mapping[str, str], wrong: list[str]) -> MailServer | None:
    """The mail server's address, taken apart. A complaint never repeats it: it may hold a password."""
    text = env.get("TRACKER_SMTP_URL", "").strip()
    if not text:
        return None
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
        user, password = (unquote(each, errors="strict") if each else None for each in (parts.username, parts.password))
        if parts.scheme not in ("smtp", "smtps") or not host or parts.path.strip("/") or parts.fragment or port == 0:
            raise ValueError("no address of a mail server")
        asked = parse_qs(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        if asked not in ({}, {"tls": ["off"]}) or (user is None) != (password is None) or not text.isprintable():
            raise ValueError("no address of a mail server")
    except ValueError:
        wrong.append(
            "TRACKER_SMTP_URL is not the address of a mail server: write it as "
            "smtp://user:password@mail.example.gov.uk:587, with marks such as @ or / in the password written as %40 "
            "and %2F."
        )
        return None
    off = bool(asked)
    if off and (user or parts.scheme == "smtps"):
        wrong.append("TRACKER_SMTP_URL: ‘tls=off’ is for a server that asks for no password: leave it out.")
    if parts.scheme == "smtps":
        return MailServer(host, port or 465, "at_once", user, password)
    plain = off or (host in LOCAL and user is None)
    return MailServer(host, port or (25 if plain else 587), "off" if plain else "starttls", user, password)


def _sender(env: Mapping[str, str], wrong: list[str]) -> Sender | None:
    text = env.get("TRACKER_MAIL_FROM", "").strip()
    if not text:
        return None
    name, address = parseaddr(text)
    before, _, host = address.partition("@")
    sound = before and "." in host.strip(".") and "@" not in host and address.isascii() and " " not in address
    if sound and text.isprintable():
        return Sender(name.strip() or address, address)
    wrong.append(
        f"TRACKER_MAIL_FROM: {_shown(text)} is not somebody with an e-mail address: "
        "write it as The Board <board@example.gov.uk>."
    )
    return None


def _shown(text: str) -> str:
    return "‘" + "".join(c if c.isprintable() else "?" for c in text[:80]) + "’"


def manual() -> list[tuple[str, str, str]]:
    """(variable, default, help) of every setting, for the manual."""
    return [(f.metadata["env"], _default(f.name), f.metadata["help"]) for f in fields(Settings) if f.metadata]


def _default(name: str) -> str:
    return {
        "home": "the platform's user data folder",
        "database_url": "a SQLite file in TRACKER_HOME",
        "evidence_url": "a folder beside the store",
        "upload_limit": "25",
        "sign_in": MACHINE,
        "session_idle": "60",
        "session_longest": "10",
        "api_per_minute": "300",
    }.get(name, "not set")
