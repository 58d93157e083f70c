"""The console command `tracker`. This is the only room that may start the server; every other command is in `cli`."""

import contextlib
import errno
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker import __version__
from tracker.cli import (
    backups,
    boards,
    chasing,
    checking,
    comparing,
    drilling,
    evidence,
    extracting,
    holds,
    imports,
    looking,
    meetings,
    moving,
    names,
    packing,
    passphrases,
    proving,
    redactions,
    restoring,
    retaining,
    searching,
    secret_links,
    sendings,
    taxonomy,
    themes,
    thresholds,
    tokens,
    trailing,
    users,
    workbooks,
)
from tracker.cli.frame import RefusedError, complain, group, note, speak_utf8, tell
from tracker.cli.logged import logged
from tracker.cli.places import Place, administrators, person, settings_for
from tracker.rules.errors import AddressRefusedError, PortTakenError
from tracker.rules.illustrative import ILLUSTRATIVE
from tracker.settings import Settings

if TYPE_CHECKING:
    from uvicorn import Server

HOST, PORT = "127.0.0.1", 8501
STOPPING_SECONDS = 2

app = group("What a safeguarding board was told to do, and whether it was done.")


def _say_version(wanted: bool) -> None:
    if wanted:
        tell(f"tracker {__version__}")
        raise typer.Exit


@app.callback()
def _tracker(
    version: Annotated[
        bool,
        typer.Option("--version", help="Say which version this is, and stop.", callback=_say_version, is_eager=True),
    ] = False,
) -> None:
    """What a safeguarding board was told to do, and whether it was done."""


@app.command(acts=False)
def init(
    demo: Annotated[bool, typer.Option("--demo", help="Build the illustrative register, in its own place.")] = False,
) -> None:
    """Make the register or upgrade it, with both reviews as published in it. Safe to repeat."""
    from tracker import clock
    from tracker.commands.likeness import place_texts
    from tracker.rules.words import Door
    from tracker.server.preparing import prepare
    from tracker.store.database import SYSTEM
    from tracker.store.engine import engine_for

    settings = settings_for(demo)
    prepare(settings, note)
    place_texts(engine_for(settings.database_url), by=SYSTEM, at=clock.now(), door=Door.COMMAND_LINE)
    tell(f"The register is ready: {settings.database_path or 'at TRACKER_DATABASE_URL'}.")
    if settings.demo:
        tell("Look round it with: tracker serve --demo (the overview begins a tour).")
        tell(f"{ILLUSTRATIVE}.")
        return
    if hint := _nobody_can_sign_in(settings):
        tell(hint)
    tell("Open the dashboard with: tracker serve")
    tell(
        "Getting started, on its first page, leads to the first workbooks out: board, review, agencies, owners, dates."
    )
    tell("To look round first, in an invented register of its own: tracker serve --demo")


@app.command(acts=False)
def serve(
    demo: Annotated[bool, typer.Option("--demo", help="Show an illustrative register, marked as such.")] = False,
    host: Annotated[
        str, typer.Option("--host", help="The address to listen on: this machine's own, or, where people sign in, any.")
    ] = HOST,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")] = PORT,
    as_person: Annotated[
        str | None, typer.Option("--as", metavar="PERSON", help="Take everybody for this person, by id or name.")
    ] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
) -> None:
    """Open the dashboard in the browser. Ctrl-C stops it."""
    settings = settings_for(demo)
    check_settings(settings, host, as_person)
    check_port(host, port)
    from tracker.server.preparing import prepare

    prepare(settings, _unsaid if settings.log == "json" else note)
    os.environ["TRACKER_DEMO"] = "1" if settings.demo else "0"
    if as_person or settings.acting_as:
        os.environ["TRACKER_AS"] = _person(settings, as_person or settings.acting_as or "")
    for remark in settings.remarks if settings.log != "json" else ():
        note(remark)
    address = settings.public_url or f"http://{f'[{host}]' if ':' in host else host}:{port}"
    if settings.log != "json" and (hint := _nobody_can_sign_in(settings)):  # it says what somebody is called
        note(hint)
    _serve(host, port, settings.proxy, lambda: _opened(address, settings, browser=not no_browser))
    tell("The tracker is stopped.")


def check_settings(settings: Settings, host: str, as_person: str | None = None) -> None:
    """Raise a sentence if the tracker may not be served so: by nonsense in the environment, or to other machines while
    nobody signs in, or for one person where people sign in."""
    from tracker.server.guard import is_this_machine
    from tracker.server.preparing import SettingRefusedError

    if settings.complaints:
        raise SettingRefusedError(settings.complaints)
    if not is_this_machine(host) and (settings.by_machine or settings.public_url is None):
        raise AddressRefusedError(host, nobody_signs_in=settings.by_machine)
    if as_person and not settings.by_machine:
        raise RefusedError("People sign in here (TRACKER_SIGN_IN), so the tracker takes nobody for --as somebody else.")


def _unsaid(_words: str) -> None:
    """What a machine that reads the log would stumble over."""


def _nobody_can_sign_in(settings: Settings) -> str | None:
    """The next step, where people sign in with passwords and no business manager has one yet."""
    if not settings.by_accounts:
        return None
    from tracker.queries.presence import has_password
    from tracker.store.engine import engine_for

    engine = engine_for(settings.database_url)
    managers = [person.id for person in administrators(Place(settings, engine))]
    if any(has_password(engine, id_) for id_ in managers):
        return None
    demo = " --demo" if settings.demo else ""
    who = f"tracker user invite {managers[0]}{demo}" if managers else f"tracker user add NAME{demo}"
    return f"No business manager can sign in with a password yet. For a link to set one: {who}"


def check_port(host: str, port: int) -> None:
    """Raise a sentence if nothing can listen there: another program does, or this one may not."""
    try:
        _try_port(host, port)
    except PermissionError:
        words = f"You may not listen on port {port} on this machine: choose another, such as --port {PORT}."
        raise RefusedError(words) from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            free = next((n for n in range(port + 1, min(port + 100, 65536)) if _is_free(host, n)), None)
            if free is None or free == port + 1:
                raise PortTakenError(port) from None
            raise RefusedError(
                f"Port {port} is taken by another program, perhaps another tracker: "
                f"stop that one, or choose another with --port {free}."
            ) from None
        raise RefusedError(f"Nothing can listen on {host}: {(error.strerror or str(error)).rstrip('.')}.") from None


def _is_free(host: str, port: int) -> bool:
    try:
        _try_port(host, port)
    except OSError:
        return False
    return True


def _try_port(host: str, port: int) -> None:
    for family, kind, proto, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        with socket.socket(family, kind, proto) as tried:
            if os.name != "nt":  # there, it would let two programs have one port
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)


def _person(settings: Settings, wanted: str) -> str:
    from tracker.store.engine import engine_for

    return person(Place(settings, engine_for(settings.database_url)), wanted).id


def _serve(host: str, port: int, proxy: str | None, opened: Callable[[], None]) -> None:
    """Run the server in this process until it is told to stop. Only `proxy` is believed about who asks through it."""
    import runpy

    import uvicorn

    from tracker.street import street

    app_: Any = runpy.run_path(str(street() / "app.py"), run_name="tracker_street")["app"]
    server = uvicorn.Server(
        uvicorn.Config(
            app_,
            host=host,
            port=port,
            log_config=None,  # its lines go where ours go
            access_log=False,
            server_header=False,
            proxy_headers=proxy is not None,
            forwarded_allow_ips=proxy or "",
            ws="websockets-sansio",
            ws_ping_interval=30,
            ws_ping_timeout=30,
            timeout_graceful_shutdown=STOPPING_SECONDS,
        )
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stopped by a supervisor is stopped as by Ctrl-C
    threading.Thread(target=_when_started, args=(server, opened), daemon=True).start()
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        raise RefusedError(f"The server could not start on {host}, port {port}.")


def _when_started(server: "Server", opened: Callable[[], None]) -> None:
    while not server.started:
        if server.should_exit:
            return
        time.sleep(0.05)
    opened()


def _opened(address: str, settings: Settings, *, browser: bool) -> None:
    if settings.demo:
        tell(f"{ILLUSTRATIVE}.")
        tell("The board's own register, with nothing invented, opens with: tracker serve")
    tell(f"The dashboard is open at {address} (Ctrl-C stops it).")
    sys.stdout.flush()
    if browser and _has_display():
        import webbrowser

        webbrowser.open(address)


def _has_display() -> bool:
    if os.environ.get("CI"):
        return False
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


app.command(acts=False)(checking.check)
app.command()(looking.status)
app.command()(looking.overdue)
app.command()(looking.recommendations)
app.command()(themes.themes)
app.command()(taxonomy.taxonomy)
app.command()(searching.search)
app.command()(proving.sample)
app.command()(proving.measures)
app.command()(comparing.compare)
app.command()(trailing.trail)
app.command()(extracting.extract)
app.command("export")(workbooks.export)
app.command("import")(workbooks.import_)
app.command()(imports.imports)
app.command()(imports.take_back)
app.command()(packing.pack)
app.add_typer(packing.app, name="papers")
app.command()(sendings.send)
app.command()(sendings.sent)
app.command()(meetings.meetings)
app.command()(meetings.hold)
app.command()(meetings.agenda)
app.command()(meetings.minutes)
app.command()(chasing.chase)
app.command()(chasing.chases)
app.add_typer(users.app, name="user")
app.add_typer(boards.app, name="board")
app.add_typer(thresholds.app, name="thresholds")
app.add_typer(evidence.app, name="evidence")
app.add_typer(names.app, name="names")
app.add_typer(secret_links.app, name="link")
app.command()(secret_links.calendar)
app.add_typer(tokens.app, name="tokens")
app.add_typer(redactions.app, name="redactions")
app.add_typer(retaining.app, name="retention")
app.add_typer(holds.app, name="holds")
app.command(acts=False)(backups.backup)
app.command("backup-key", acts=False)(passphrases.backup_key)
app.command(acts=False)(restoring.restore)
app.command(acts=False)(drilling.drill)
app.command(acts=False)(moving.move)


def main() -> None:
    """Run one console command. A reader that stops reading early, such as `head`, is no error; a full disk is."""
    _have_somewhere_to_write()
    speak_utf8()
    try:
        try:
            with logged(app, sys.argv[1:]):
                app(prog_name="tracker")
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _stop_writing()
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
            raise
        _stop_writing()
        complain(f"What there was to say could not be written: {(error.strerror or str(error)).rstrip('.')}.")
        raise SystemExit(1) from None


def _have_somewhere_to_write() -> None:
    """A program that closed our standard output or error before it started us does not want to hear from us."""
    nowhere = open(os.devnull, "w", encoding="utf-8") if None in (sys.stdout, sys.stderr) else None  # noqa: SIM115 for good
    sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere


def _stop_writing() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


if __name__ == "__main__":
    main()
