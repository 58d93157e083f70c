"""`tracker serve`: what is looked at before, and which settings it may not be served with."""

import os
from typing import Annotated

import typer

from tracker.cli.frame import RefusedError, note, tell
from tracker.cli.places import Place, administrators, person, settings_for
from tracker.rules.errors import AddressRefusedError
from tracker.settings import Settings
from tracker.starting.ports import HOST, PORT, check_port
from tracker.starting.running import opened, run


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
    if settings.log != "json" and (hint := nobody_can_sign_in(settings)):  # it says what somebody is called
        note(hint)
    run(host, port, settings.proxy, lambda: opened(address, settings, browser=not no_browser))
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


def nobody_can_sign_in(settings: Settings) -> str | None:
    """The next step, where people sign in with passwords and no business manager has one yet."""
    if not settings.by_accounts:
        return None
    from tracker.queries.presence import has_password
    from tracker.store.engine import opened_engine

    with opened_engine(settings.database_url) as engine:
        managers = [person.id for person in administrators(Place(settings, engine))]
        if any(has_password(engine, id_) for id_ in managers):
            return None
    demo = " --demo" if settings.demo else ""
    who = f"tracker user invite {managers[0]}{demo}" if managers else f"tracker user add NAME{demo}"
    return f"No business manager can sign in with a password yet. For a link to set one: {who}"


def _person(settings: Settings, wanted: str) -> str:
    from tracker.store.engine import opened_engine

    with opened_engine(settings.database_url) as engine:
        return person(Place(settings, engine), wanted).id
