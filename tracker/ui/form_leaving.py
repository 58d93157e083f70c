"""Somebody goes: a role is taken or a person disabled; what is open goes to somebody else, or stays with a reason."""

from typing import Any

import streamlit as st

from tracker.commands import people
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.people import (
    LeftBehind,
    disable_blockers,
    is_last_manager,
    leads_alone,
    left_behind,
    left_without,
    take_role_blockers,
    waiting_besides,
)
from tracker.rules.records import ActionFile, Person, PersonRole
from tracker.rules.register import Register
from tracker.rules.words import Role
from tracker.ui.forms import Form, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section

MOST = 5
WHAT_BECOMES = {"to": "Somebody takes over", "nobody": "Nobody does for now, with a reason"}


def take(at: Frame, person: Person) -> None:
    """Take one role; the only lead of an agency hands over what is open there."""
    section(f"Take a role from {plain(person.name)}")
    register = at.now.register
    held = {r.id: r for r in register.roles_of.get(person.id, ())}
    names = {
        id_: r.role.label
        + (f", {register.agency_name(r.agency_id)}" if r.agency_id else "")
        + (f", {register.boards[r.board_id].name}" if r.board_id else "")
        for id_, r in held.items()
    }
    form = Form(at, f"take:{person.id}", says="people")
    with form.open():
        which = form.pick("which", "**Which role?**", names)
        role = held[which] if which else None
        handed: dict[str, Any] = {}
        last = role is not None and role.role == Role.ADMINISTRATOR and _last_manager(at, person)
        if role and role.source:
            note(
                "The council’s sign-in gave this role, and gives it again at the next sign-in unless it is taken there."
            )
        if role and take_role_blockers(at.now, role):
            handed = _handed_over(at, form, person, left_without(at.now, role))
        sure = form.sure("They can no longer do what this role allows. It can be given again.")
        form.send(
            "Take this role", "Not taken", people.take_role, lambda r: f"**Taken.** {r.role.label}. {on_record(at)}",
            ready=sure and role is not None and not last and _answered(handed), person_id=person.id,
            role=role.role if role else None, agency_id=role.agency_id if role else None,
            board_id=role.board_id if role else None, **handed,
        )  # fmt: skip


def disable(at: Frame, person: Person) -> None:
    """Disable a person, who hands over what is open; or enable them again."""
    form = Form(at, f"disable:{person.id}", seen=person, says="people")
    with form.open():
        if person.disabled_on:
            section(f"Enable {plain(person.name)} again")
            note(f"Disabled on {in_words(person.disabled_on)}. They get back the roles they had.")
            form.send(
                "Enable again", "Not enabled", people.enable,
                lambda p: f"**Enabled.** {plain(p.name)}. {on_record(at)}",
                person_id=person.id,
            )  # fmt: skip
            return
        section(f"Disable {plain(person.name)}")
        last = _last_manager(at, person)
        handed: dict[str, Any] = {}
        left = left_behind(at.now, person.id)
        for agency in leads_alone(at.now, person.id):
            if agency.id not in left.of_agencies:
                st.markdown(f"Nobody else leads for **{plain(agency.short_name)}**: it will have no lead.")
        if disable_blockers(at.now, person.id):
            handed = _handed_over(at, form, person, left)
        for words in waiting_besides(at.now.register, person.id):
            note(f"Also: {words}. That goes on without them.")
        sure = form.sure(
            "They can do nothing here any more and are signed out. What they did stays theirs; "
            "they can be enabled again."
        )
        form.send(
            "Disable", "Not disabled", people.disable, lambda p: f"**Disabled.** {plain(p.name)}. {on_record(at)}",
            ready=sure and not last and _answered(handed), person_id=person.id, **handed,
        )  # fmt: skip


def _last_manager(at: Frame, person: Person) -> bool:
    if not is_last_manager(at.now.register, person.id):
        return False
    st.warning(
        f"**{plain(person.name)} is the only business manager.** Give somebody else that role first.",
        icon=":material/person_alert:",
    )
    return True


def _answered(handed: dict[str, Any]) -> bool:
    """Whether the question who takes over has its answer, where it was asked."""
    return all(handed.values())


def _handed_over(at: Frame, form: Form, person: Person, left: LeftBehind) -> dict[str, Any]:
    """What would be left lying, and the question who takes over: the answer as the command takes it."""
    register = at.now.register
    for agency_id, files in left.of_agencies.items():
        st.markdown(f"Nobody else leads for **{at.agency(agency_id)}**. {_listed(at, files)}")
    if left.naming:
        st.markdown(f"Named as lead of: {_listed(at, left.naming)}")
    how = form.radio("how", "**What becomes of them?**", WHAT_BECOMES)
    if how == "nobody":
        why = form.words("why", "**Why does nobody take over?** :gray[It goes on the record.]", height=80)
        return {"leave_open_reason": why}
    if how != "to":
        return {"successor_id": None}
    deputies = [r.person_id for id_ in left.of_agencies for r in register.contacts_of.get(id_, ())]
    here = [p.id for p in register.people.values() if p.disabled_on is None]
    options = {id_: _with_roles(register, id_) for id_ in dict.fromkeys((*deputies, *here)) if id_ != person.id}
    to = form.pick("to", "**Who takes over?**", options)
    leads = list_in_words([at.agency(id_) for id_ in left.of_agencies])
    note(f"They lead for {leads} from now on." if leads else "They are named as lead from now on.")
    return {"successor_id": to}


def _with_roles(register: Register, person_id: str) -> str:
    held = [role_in_words(register, role) for role in register.roles_of.get(person_id, ())]
    return f"{register.people[person_id].name}, {list_in_words(held) or 'no role'}"


def role_in_words(register: Register, role: PersonRole) -> str:
    """A role in words: "agency lead (Police, deputy)"."""
    about = [register.agency_name(role.agency_id)] if role.agency_id else []
    about += ["deputy"] if role.deputy else []
    about += [register.boards[role.board_id].name] if role.board_id else []
    about += ["given by the council’s sign-in"] if role.source else []
    return role.role.label.lower() + (f" ({', '.join(about)})" if about else "")


def _listed(at: Frame, files: tuple[ActionFile, ...]) -> str:
    lines = [f"- {at.link(plain(f.action.title), 'my_agency', action=f.action.id)}" for f in files[:MOST]]
    lines += [f"- {len(files) - MOST:,} more"] if len(files) > MOST else []
    return "\n".join((f"{plural(len(files), 'open action')}:\n", *lines))
