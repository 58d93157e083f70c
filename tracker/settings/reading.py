"""Reading the environment: what each variable says, and what is wrong with it, all at once and in sentences."""

import os
from collections.abc import Mapping
from email.utils import parseaddr
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from platformdirs import user_data_path

from tracker.settings.checking import of_no_use, quarrels, strange_names, strange_values
from tracker.settings.fields import (
    DIRECTORY,
    LOCAL,
    LOG_LEVELS,
    LOGS,
    MACHINE,
    VARIABLES,
    WAYS,
    MailServer,
    Sender,
    Settings,
    address_of,
)

YES, NO = frozenset({"1", "true", "yes"}), frozenset({"", "0", "false", "no"})
LEAST_TOKEN = 20
"""Letters of the token that may ask for the figures: nobody guesses it."""


def load(*, demo: bool | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings as the environment has them. The demo is always in TRACKER_HOME/demo, whatever is set."""
    env = os.environ if environment is None else environment
    is_demo = env.get("TRACKER_DEMO", "").strip().lower() in YES if demo is None else demo
    home = (
        Path(os.path.expanduser(env["TRACKER_HOME"]))  # as the shell: `~nobody-known` stays what it is
        if env.get("TRACKER_HOME")
        else user_data_path("recommendation-tracker")
    )
    place = home / "demo" if is_demo else home
    addresses = {} if is_demo else env
    names, remarks = strange_names(env, VARIABLES)
    wrong: list[str] = [*names, *strange_values(env, VARIABLES)]
    if env.get("TRACKER_DEMO", "").strip().lower() not in YES | NO:
        wrong.append(f"TRACKER_DEMO: {_shown(env['TRACKER_DEMO'])} is neither yes nor no: write 1 or 0.")
    sign_in = _ways(env, wrong)
    if env.get("TRACKER_AS") and sign_in != {MACHINE}:
        wrong.append("TRACKER_AS takes everybody for one person, and TRACKER_SIGN_IN lets people sign in: unset one.")
    mail_server, mail_from = _mail_server(env, wrong), _sender(env, wrong)
    if mail_server and not env.get("TRACKER_MAIL_FROM", "").strip():
        wrong.append("TRACKER_SMTP_URL says how e-mail is sent, but not whom it is from: set TRACKER_MAIL_FROM too.")
    idle = _whole(env, "TRACKER_SESSION_IDLE", 60, 24 * 60, "minutes", wrong)
    longest = _whole(env, "TRACKER_SESSION_LONGEST", 10, 7 * 24, "hours", wrong)
    wrong += quarrels(idle=idle, longest=longest)
    remarks += of_no_use(
        env, demo=is_demo, by_machine=sign_in == {MACHINE}, by_directory=not sign_in or DIRECTORY in sign_in
    )
    log = _one_of(env, "TRACKER_LOG", LOGS, wrong)
    return Settings(
        home=place,
        database_url=addresses.get("TRACKER_DATABASE_URL") or address_of(place / "register.sqlite"),
        evidence_url=addresses.get("TRACKER_EVIDENCE_URL") or str(place / "evidence"),
        evidence_key=_given(env, "TRACKER_EVIDENCE_KEY"),
        evidence_secret=_given(env, "TRACKER_EVIDENCE_SECRET"),
        demo=is_demo,
        by=env.get("TRACKER_BY") or None,
        board=_given(env, "TRACKER_BOARD"),
        acting_as=env.get("TRACKER_AS") or None,
        upload_limit=_whole(env, "TRACKER_UPLOAD_LIMIT", 25, 99_999, "megabytes", wrong),
        run_by=_given(env, "TRACKER_RUN_BY"),
        contact=_given(env, "TRACKER_CONTACT"),
        sign_in=sign_in,
        public_url=_public_url(env, wrong),
        session_idle=idle,
        session_longest=longest,
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
        log=log,
        log_level=_one_of(env, "TRACKER_LOG_LEVEL", LOG_LEVELS, wrong),
        metrics=_metrics(env, wrong),
        least_room=_whole(env, "TRACKER_LEAST_ROOM", 200, 9_999_999, "megabytes", wrong),
        complaints=tuple(wrong),
        remarks=tuple(remarks),
    )


def _given(env: Mapping[str, str], name: str) -> str | None:
    return env.get(name, "").strip() or None


def _one_of(env: Mapping[str, str], name: str, words: tuple[str, ...], wrong: list[str]) -> str | None:
    text = env.get(name, "").strip().lower()
    if text and text not in words:
        wrong.append(f"{name}: {_shown(text)} is not one of its words: write {', '.join(words[:-1])} or {words[-1]}.")
        return None
    return text or None


def _metrics(env: Mapping[str, str], wrong: list[str]) -> str | None:
    """Who may ask for the figures: `local`, or a token. A complaint never repeats it."""
    text = env.get("TRACKER_METRICS", "").strip()
    if not text or text.lower() == "local":
        return text.lower() or None
    if len(text) >= LEAST_TOKEN and text.isascii() and text.isprintable() and " " not in text:
        return text
    wrong.append(
        f"TRACKER_METRICS is neither ‘local’ nor a token: write local, or {LEAST_TOKEN} or more letters and digits "
        "that nobody guesses."
    )
    return None


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
