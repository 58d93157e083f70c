"""Personal links: whether messages may carry them, which are out, one to hand over, and the way to take one back."""

import streamlit as st

from tracker import clock
from tracker.access.addresses import owed_address, why_no_links
from tracker.commands import personal_links, settings
from tracker.queries.secret_links import LinkSeen, links
from tracker.rules.dates import in_words, plural
from tracker.rules.personal_links import LONGEST_DAYS, SETTING_ID, PersonalLinks, why_no_link
from tracker.rules.register import Register
from tracker.ui import tables
from tracker.ui.forms import Form, may, may_or_say, on_record, said
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, soft, titled

WHAT = (
    "A personal link opens what one agency owes for its lead or a deputy, without an account. Whoever has the link "
    "can open that page, so it ends by itself, and is given to nobody who holds another role. A message about what is "
    "owed carries one where it goes to that one person."
)


def draw(at: Frame) -> None:
    """The setting, the links that are out, and the forms for whoever may."""
    register = at.now.register
    now = PersonalLinks.from_settings(register.settings)
    said("personal_links")
    note(WHAT)
    state = f"on: a new link works for {plural(now.days, 'day')}" if now.on else "off: no message carries one"
    tables.facts({"Personal links": state}, alt="The setting in force")
    if now.on and (why := why_no_links(at.settings)):
        st.warning(f"**None can be given here.** {why[:1].upper()}{why[1:]}.", icon=":material/link_off:")
    if at.who is None or not may_or_say(at, "give_link"):
        return
    _listed(at, links(at.engine, roles=at.who.roles, person_id=at.who.id, at=clock.now()))
    if now.on and not why_no_links(at.settings):
        section("Give a link")
        _give(at)
    if may(at, "set_links"):
        section("Set them")
        _set(at, now)


def _listed(at: Frame, found: tuple[LinkSeen, ...]) -> None:
    register = at.now.register
    if not found:
        st.markdown("No link has been given.")
        return
    tables.table([_row(register, one) for one in found], ("Whose", "State"), alt="Personal links, the newest first")
    live = {one.link: f"{_named(register, one)}, until {_day(one)}" for one in found if one.live}
    if live:
        form = Form(at, "link:back", says="personal_links")
        with form.box():
            link = form.pick("link", "**Take one back** :gray[Whoever is in by it is out at their next click.]", live)
            form.send(
                "Take this link back", "Not taken back", personal_links.revoke,
                lambda _: "**Taken back.** The link opens nothing any more.",
                before=lambda: {"link": form.needed("Link", link)}, primary=False,
            )  # fmt: skip


def _row(register: Register, one: LinkSeen) -> tuple[str, str]:
    state = f"works until {_day(one)}" if one.live else "taken back" if one.revoked_at else "opens nothing"
    used = f"last opened {in_words(clock.local_day(one.used_at))}" if one.used_at else "not opened yet"
    given = f"given {in_words(clock.local_day(one.made_at))}" + (f", with {one.chase_id}" if one.chase_id else "")
    return titled(plain(_named(register, one)), given), soft(f"{state}; {used}")


def _give(at: Frame) -> None:
    register = at.now.register
    choices = {
        (role.agency_id, role.person_id): _whose(register, role.agency_id, role.person_id)
        for role in register.person_roles.values()
        if role.agency_id
        and register.people[role.person_id].disabled_on is None
        and why_no_link(tuple(register.roles_of.get(role.person_id, ())), role.agency_id) is None
    }
    form = Form(at, "link:give", says="personal_links")
    with form.box():
        whose = form.pick("whose", "**For whom?** :gray[A lead or deputy who holds no other role.]", choices)
        form.send(
            "Make a link", "Not made", personal_links.give,
            lambda secret: (
                "**Made.** It is shown only now: copy it, and give it to nobody else. The one they had for this agency "
                f"opens nothing any more.\n\n```text\n{owed_address(at.settings, secret)}\n```"
            ),
            before=lambda: dict(zip(("agency_id", "person_id"), form.needed("For whom", whose), strict=True)),
        )  # fmt: skip


def _set(at: Frame, now: PersonalLinks) -> None:
    form = Form(at, "personal_links", seen=at.now.register.settings.get(SETTING_ID))
    with form.box():
        words = "**Messages may carry personal links** :gray[Off takes back every link that is out.]"
        on = form.tick("on", words, now.on)
        days = form.number("days", "**Days for which a new link works**", now.days, most=LONGEST_DAYS)
        reason = form.text("reason", "**Why?** :gray[And where it was decided.]")
        form.send(
            "Set this", "Not set", settings.set_personal_links, lambda _: f"**Set.** {on_record(at)}",
            before=lambda: {"setting": PersonalLinks(on, form.needed("Days", days))}, reason=reason or None,
            primary=False,
        )  # fmt: skip


def _named(register: Register, one: LinkSeen) -> str:
    return _whose(register, one.agency_id, one.person_id)


def _whose(register: Register, agency_id: str, person_id: str) -> str:
    person = register.people.get(person_id)
    return f"{register.agency_name(agency_id)}: {person.name if person else person_id}"


def _day(one: LinkSeen) -> str:
    return in_words(clock.local_day(one.ends_at))
