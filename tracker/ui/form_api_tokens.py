"""API tokens: which programs read the register, in which role and until when; a new one, and the way to revoke one."""

import streamlit as st

from tracker import clock
from tracker.commands import api_tokens
from tracker.queries.api_tokens import TokenSeen, tokens
from tracker.rules.dates import in_words
from tracker.rules.register import Register
from tracker.rules.words import Role
from tracker.ui import tables
from tracker.ui.forms import Form, may_or_say, name_of, said
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, soft, titled

WHAT = (
    "A token lets another program, such as Power BI, read the register and change nothing. It sees what a person of "
    "its role sees, and never more than whoever made it. Give each program its own, in the narrowest role that does."
)
READS = {
    Role.READER: "Board member: what is published, no restricted evidence",
    Role.AUDITOR: "Auditor: the same, and the trail with who signed in",
    Role.LEAD: "Agency lead: the same, and what is restricted to that agency",
    Role.SCRUTINEER: "Independent scrutineer: all restricted evidence",
    Role.SUBGROUP: "Subgroup member: all restricted evidence",
    Role.ADMINISTRATOR: "Business manager: everything, reviews that are not published too",
}
"""The narrowest first."""


def draw(at: Frame) -> None:
    """The tokens there are, and the forms for whoever manages people."""
    said("api_tokens")
    note(WHAT)
    st.markdown("What it reads, and how, stands at [/api/v1/](/api/v1/).")
    if at.who is None or not may_or_say(at, "manage_people"):
        return
    found = tokens(at.engine, roles=at.who.roles, at=clock.now())
    if found:
        rows = [_row(at.now.register, one) for one in found]
        tables.table(rows, ("Program", "State"), alt="API tokens, the newest first")
    else:
        st.markdown("No token has been made: no other program reads this register.")
    section("Make a token")
    _make(at)
    if live := {one.id: f"{one.name} ({one.id})" for one in found if one.live}:
        section("Revoke a token")
        _revoke(at, live)


def _row(register: Register, one: TokenSeen) -> tuple[str, str]:
    until = in_words(clock.local_day(one.ends_at))
    state = f"works until {until}" if one.live else "revoked" if one.revoked_at else f"over: it worked until {until}"
    used = f"last used {in_words(one.used_on)}" if one.used_on else "not used yet"
    role = one.role.label + (f", {register.agency_name(one.agency_id)}" if one.agency_id else "")
    role += f", {register.boards[one.board_id].name}" if one.board_id else ""
    made = f"made {in_words(clock.local_day(one.made_at))} by {name_of(register, one.made_by)}"
    return titled(plain(one.name), plain(f"reads as {role}; {made}")), soft(f"{state}; {used}")


def _make(at: Frame) -> None:
    agencies = {id_: one.name for id_, one in at.now.register.agencies.items() if one.closed_on is None}
    form = Form(at, "token:make", says="api_tokens")
    with form.box():
        name = form.text("name", "**For which program?** :gray[Such as ‘Power BI, county council’.]")
        role = form.pick("role", "**In which role does it read?**", READS, Role.READER)
        agency = form.pick("agency", "**Of which agency?** :gray[For an agency lead’s only.]", agencies)
        days = form.number("days", "**Days for which it works**", api_tokens.A_YEAR, most=api_tokens.LONGEST)
        form.send(
            "Make a token", "Not made", api_tokens.make,
            lambda secret: (
                "**Made.** It is shown only now: copy it into the program, and nowhere else.\n\n"
                f"```text\n{secret}\n```"
            ),
            before=lambda: {"role": form.needed("Role", role), "days": form.needed("Days", days)},
            name=name, agency_id=agency,
        )  # fmt: skip


def _revoke(at: Frame, live: dict[str, str]) -> None:
    form = Form(at, "token:revoke", says="api_tokens")
    with form.open():
        which = form.pick("which", "**Which one?**", live)
        sure = form.sure("**End it now.** The program that uses it gets nothing any more, and it cannot be undone.")
        form.send(
            "Revoke this token", "Not revoked", api_tokens.revoke,
            lambda name: f"**Revoked.** The token of {plain(name)} opens nothing any more.",
            ready=sure and which is not None, primary=False,
            before=lambda: {"token_id": form.needed("Token", which)},
        )  # fmt: skip
