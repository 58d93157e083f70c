"""People and their roles: who may do what here. A person may hold several roles, and lead several agencies."""

from tracker.commands import people
from tracker.queries.sights import addresses
from tracker.rules.dates import in_words, list_in_words
from tracker.rules.records import Person
from tracker.rules.register import Register
from tracker.rules.words import Role
from tracker.ui import desk, tables
from tracker.ui.forms import Form, may_or_say, on_record, said
from tracker.ui.frame import Frame
from tracker.ui.look import plain, section, titled

VERBS = {
    "add": "Add a person",
    "edit": "Edit",
    "give": "Give a role",
    "take": "Take a role",
    "disable": "Disable or enable",
}


def draw(at: Frame) -> None:
    """The people with their roles; forms for the business manager."""
    said("people")
    register = at.now.register
    if may_or_say(at, "manage_people"):
        verb = desk.verbs(VERBS)
        if verb == "add":
            _edit(at, None)
        elif verb:
            one = desk.pick("Who?", {p.id: _named(at, p) for p in register.people.values()}, "person")
            if one:
                person = register.people[one]
                {"edit": _edit, "give": _give, "take": _take, "disable": _disable}[verb](at, person)
    emails = addresses(at.engine, sight=at.sight)
    cells = [_line(at, p, emails.get(p.id, "")) for p in at.register.people.values()]
    tables.table(cells, ("Person", "Roles"), alt="People and their roles")


def _line(at: Frame, person: Person, email: str) -> tuple[str, str]:
    gone = f"disabled on {in_words(person.disabled_on)}" if person.disabled_on else ""
    held = list_in_words(_roles(at.register, person)) or "no role"
    return titled(f"**{plain(person.name)}**", plain(email), gone), plain(held[0].upper() + held[1:])


def _named(at: Frame, person: Person) -> str:
    held = list_in_words(_roles(at.now.register, person))
    return f"{person.name}, {held}" if held else person.name


def _roles(register: Register, person: Person) -> list[str]:
    """Every role of a person in words, with the agency where it has one."""
    return [
        r.role.label.lower() + (f" ({register.agency_name(r.agency_id)})" if r.agency_id else "")
        for r in register.person_roles.values()
        if r.person_id == person.id
    ]


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
    with form.box():
        role = form.pick("role", "**Role**", {r: r.label for r in Role if r != Role.SYSTEM})
        agency = form.pick("agency", "**Agency** :gray[That they lead or belong to; a lead needs one.]", agencies)
        form.send(
            "Give this role", "Not given", people.give_role, lambda r: f"**Given.** {r.role.label}. {on_record(at)}",
            before=lambda: {"role": form.needed("Role", role)}, person_id=person.id, agency_id=agency,
        )  # fmt: skip


def _take(at: Frame, person: Person) -> None:
    section(f"Take a role from {plain(person.name)}")
    register = at.now.register
    held = {r.id: r for r in register.person_roles.values() if r.person_id == person.id}
    names = {
        id_: r.role.label + (f", {register.agency_name(r.agency_id)}" if r.agency_id else "") for id_, r in held.items()
    }
    form = Form(at, f"take:{person.id}", says="people")
    with form.open():
        which = form.pick("which", "**Which role?**", names)
        sure = form.sure("They can no longer do what this role allows. It can be given again.")
        form.send(
            "Take this role", "Not taken", people.take_role, lambda r: f"**Taken.** {r.role.label}. {on_record(at)}",
            ready=sure and which is not None, person_id=person.id,
            role=held[which].role if which else None, agency_id=held[which].agency_id if which else None,
        )  # fmt: skip


def _disable(at: Frame, person: Person) -> None:
    form = Form(at, f"disable:{person.id}", seen=person, says="people")
    with form.open():
        if person.disabled_on:
            section(f"Enable {plain(person.name)} again")
            form.send(
                "Enable again", "Not enabled", people.enable,
                lambda p: f"**Enabled.** {plain(p.name)}. {on_record(at)}",
                person_id=person.id,
            )  # fmt: skip
        else:
            section(f"Disable {plain(person.name)}")
            sure = form.sure(
                "They can do nothing here any more. What they did stays theirs; they can be enabled again."
            )
            form.send(
                "Disable", "Not disabled", people.disable, lambda p: f"**Disabled.** {plain(p.name)}. {on_record(at)}",
                ready=sure, person_id=person.id,
            )  # fmt: skip
