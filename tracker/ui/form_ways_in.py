"""How one person signs in: an invitation or a reset link to hand over, signed out everywhere, the council's sign-in."""

from collections.abc import Callable
from urllib.parse import urlsplit

import streamlit as st

from tracker.access.directory import directory_of
from tracker.commands import identities, invitations, sessions
from tracker.queries.ways_in import ways_in
from tracker.rules.dates import plural
from tracker.rules.records import Person
from tracker.rules.words import Way
from tracker.ui.forms import Form, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section


def draw(at: Frame, person: Person) -> None:
    """What the business manager can do so that somebody comes in, or no longer does."""
    section(f"How {plain(person.name)} signs in")
    if person.disabled_on:
        note("They are disabled, so nothing lets them in. Enable them first.")
        return
    held = ways_in(at.engine, at.now.register).get(person.id, ())
    council = directory_of(at.settings)
    said = ["They have a password."] if Way.PASSWORD in held else []
    said += [f"They come in with {plain(council.name)}."] if council and Way.DIRECTORY in held else []
    note(" ".join(said) or "No way to sign in yet: make an invitation, and hand it over yourself.")
    if at.settings.by_accounts and Way.PASSWORD in held:
        _link(at, person, "reset", "Make a link to set a new password", "within a day", invitations.reset)
    else:
        _link(at, person, "invite", "Make an invitation", "within seven days", invitations.invite)
    form = Form(at, f"out:{person.id}", says="people")
    with form.open():
        form.send(
            "Sign them out everywhere", "Not signed out", sessions.end_all,
            lambda ended: (
                f"**Signed out.** {plain(person.name)} was signed in {plural(ended, 'time') if ended else 'nowhere'}."
            ),
            primary=False, person_id=person.id,
        )  # fmt: skip
    if council and Way.DIRECTORY in held:
        _unlink(at, person, council.name)


def _link(at: Frame, person: Person, name: str, label: str, how_long: str, make: Callable[..., str]) -> None:
    form = Form(at, f"{name}:{person.id}", says="people")
    with form.open():
        form.send(
            label, "Not made", make,
            lambda secret: (
                f"**Made.** With this link {plain(person.name)} comes in, once, {how_long}. It is shown only now: "
                "copy it, and give it to nobody else. The link made before it, if any, opens nothing any more."
                f"\n\n```text\n{_base(at)}/join/{secret}\n```"
            ),
            person_id=person.id,
        )  # fmt: skip


def _base(at: Frame) -> str:
    """Where links of this server begin, as this browser knows it."""
    here = urlsplit(st.context.url or "")
    return at.settings.public_url or (f"{here.scheme}://{here.netloc}" if here.netloc else at.settings.address)


def _unlink(at: Frame, person: Person, council: str) -> None:
    form = Form(at, f"unlink:{person.id}", says="people")
    with form.open():
        sure = form.sure(
            f"They no longer come in with {plain(council)}; roles that it gave them go with it. Right when the wrong "
            "sign-in was linked."
        )
        form.send(
            "Take the council’s sign-in off", "Not taken off", identities.unlink,
            lambda p: f"**Taken off.** {plain(p.name)}. {on_record(at)}",
            ready=sure, primary=False, person_id=person.id,
        )  # fmt: skip
