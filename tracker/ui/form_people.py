"""People and their roles: who may do what here. A person may hold several roles, and lead several agencies."""

from collections.abc import Callable

import streamlit as st

from tracker.access.directory import directory_of
from tracker.commands import people
from tracker.queries.sights import addresses
from tracker.queries.ways_in import ways_in
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.readers import unread_by
from tracker.rules.records import Person, PersonRole
from tracker.rules.register import Register
from tracker.rules.words import Role, Way
from tracker.ui import desk, form_leaving, form_ways_in, tables
from tracker.ui.forms import Form, may_or_say, on_record, said
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, soft, titled

DEPUTY = "deputy"
MANY = 12
"""So many people are looked through without a search."""


def draw(at: Frame) -> None:
    """The people with their roles; forms for the business manager."""
    said("people")
    register = at.now.register
    if may_or_say(at, "manage_people"):
        forms: dict[str, tuple[str, Callable[[Frame, Person], None]]] = {
            "edit": ("Edit", _edit),
            "give": ("Give a role", _give),
            "take": ("Take a role", form_leaving.take),
            "disable": ("Disable or enable", form_leaving.disable),
        }
        if not at.settings.by_machine:
            forms["in"] = ("How they sign in", form_ways_in.draw)
        verb = desk.verbs({"add": "Add a person"} | {name: words for name, (words, _) in forms.items()})
        if verb == "add":
            _edit(at, None)
        elif verb:
            one = desk.pick("Who?", {p.id: _named(register, p) for p in register.people.values()}, "person")
            if one:
                forms[verb][1](at, register.people[one])
    _table(at)


def _table(at: Frame) -> None:
    """Everybody, or those who are looked for by a word of their name, address, role or agency."""
    everybody = list(at.register.people.values())
    wanted = desk.words("Find a person, role or agency", "who", width=360) if len(everybody) > MANY else ""
    ways = None if at.settings.by_machine or not at.sight.addresses else ways_in(at.engine, at.register)
    emails = addresses(at.engine, sight=at.sight)
    lines = {p.id: _line(at, p, emails.get(p.id, "")) for p in everybody}
    found = [p for p in everybody if _matches(at.register, p, emails.get(p.id, ""), wanted)]
    if wanted:
        note(f"{len(found):,} of {plural(len(everybody), 'person', 'people')}")
    if not found:
        st.markdown("Nobody here has that in their name, address or roles.")
    heads = ("Person", "Roles") if ways is None else ("Person", "Roles", "How they sign in")
    rows = [lines[p.id] if ways is None else (*lines[p.id], _comes_in(at, ways.get(p.id, ()))) for p in found]
    with st.container(key="blocks_people"):
        tables.table(rows, heads, alt="People and their roles")


def _matches(register: Register, person: Person, email: str, wanted: str) -> bool:
    text = " ".join((person.name, email, *_roles(register, person))).casefold()
    return all(word in text for word in wanted.casefold().split())


def _comes_in(at: Frame, ways: tuple[Way, ...]) -> str:
    """How somebody comes in, in words; a way that is closed on this server does not count."""
    council = directory_of(at.settings)
    open_ = {Way.PASSWORD: "a password"} if at.settings.by_accounts else {}
    open_ |= {Way.DIRECTORY: council.name} if council else {}
    words = [plain(open_[way]) for way in ways if way in open_]
    return "Signs in with " + list_in_words(words) if words else soft("No way to sign in yet")


def _line(at: Frame, person: Person, email: str) -> tuple[str, str]:
    gone = f"disabled on {in_words(person.disabled_on)}" if person.disabled_on else ""
    held = list_in_words(_roles(at.register, person)) or "no role"
    return titled(f"**{plain(person.name)}**", plain(email), gone), plain(held[0].upper() + held[1:])


def _named(register: Register, person: Person) -> str:
    held = list_in_words(_roles(register, person))
    return f"{person.name}, {held}" if held else person.name


def _roles(register: Register, person: Person) -> list[str]:
    """Every role of a person in words, with the agency where it has one."""
    return [form_leaving.role_in_words(register, role) for role in register.roles_of.get(person.id, ())]


def _given(at: Frame, role: PersonRole) -> str:
    """What was given; and where an unpublished review asked the agency, that they see nothing of it yet."""
    register = at.now.register
    what = "Deputy of an agency’s lead" if role.deputy else role.role.label
    where = f", {plain(register.agency_name(role.agency_id))}" if role.agency_id else ""
    words = f"**Given.** {what}{where}. {on_record(at)}"
    if role.role != Role.LEAD or not role.agency_id:
        return words
    ways = [
        at.link(plain(r.subject), "reviews", tab="reviews", do="readers", review=r.id)
        for r in unread_by(register, role.person_id, role.agency_id)
    ]
    asked = "An unpublished review asked" if len(ways) == 1 else f"{len(ways)} unpublished reviews asked"
    return f"{words} {asked} this agency: name them as reader too ({list_in_words(ways)})." if ways else words


def _edit(at: Frame, person: Person | None) -> None:
    section(f"Edit {plain(person.name)}" if person else "Add a person")
    form = Form(at, f"person:{person.id if person else 'new'}", seen=person, says="people")
    with form.box():
        name = form.text("name", "**Name**", getattr(person, "name", None))
        email = form.text("email", "**E-mail**", getattr(person, "email", None))
        if person:
            form.send(
                "Save this person", "Not saved", people.edit, lambda p: f"**Saved.** {plain(p.name)}. {on_record(at)}",
                person_id=person.id, name=name, email=email,
            )  # fmt: skip
        else:
            form.send(
                "Add this person", "Not added", people.add,
                lambda p: f"**Added.** {plain(p.name)}; now give a role. {on_record(at)}",
                name=name, email=email or None,
            )  # fmt: skip


def _give(at: Frame, person: Person) -> None:
    section(f"Give {plain(person.name)} a role")
    form = Form(at, f"give:{person.id}", says="people")
    agencies = {a.id: a.name for a in at.now.register.agencies.values() if a.closed_on is None}
    roles: dict[str, str] = {}
    for one in Role:
        if one != Role.SYSTEM:
            roles[one] = one.label
        if one == Role.LEAD:
            roles[DEPUTY] = "Deputy of an agency's lead"
    with form.box():
        role = form.pick("role", "**Role** :gray[A deputy may do what the lead may.]", roles)
        agency = form.pick("agency", "**Agency** :gray[That they lead or belong to; a lead needs one.]", agencies)
        boards = {one.id: one.name for one in at.boards} if not at.board_id else {}
        board = (
            form.pick("board", "**Board** :gray[For which it holds; none chosen: every board.]", boards)
            if boards
            else None
        )
        wanted = Role.LEAD if role == DEPUTY else Role(role) if role else None
        form.send(
            "Give this role", "Not given", people.give_role, lambda r: _given(at, r),
            before=lambda: {"role": form.needed("Role", wanted)}, person_id=person.id, agency_id=agency,
            deputy=role == DEPUTY, board_id=board,
        )  # fmt: skip
