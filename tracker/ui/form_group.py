"""Groups of agencies, such as "all agencies": who belongs to one, and since when."""

import streamlit as st

from tracker.commands import agencies
from tracker.rules.dates import in_words, list_in_words
from tracker.rules.records import Group
from tracker.ui import desk, tables
from tracker.ui.forms import Form, may, may_or_say, on_record, per_line, said
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, titled

VERBS = {"add": "Add a group", "edit": "Edit", "join": "Add a member", "leave": "End a membership"}


def draw(at: Frame) -> None:
    """The groups with their members of today; forms for those who may."""
    said("groups")
    if may(at, "edit_register"):
        verb = desk.verbs(VERBS)
        if verb == "add":
            _edit(at, None)
        elif verb:
            one = desk.pick("Which group?", {g.id: g.name for g in at.now.register.groups.values()}, "group")
            if one:
                group = at.now.register.groups[one]
                {"edit": _edit, "join": _join, "leave": _leave}[verb](at, group)
    else:
        may_or_say(at, "edit_register")
    if not at.register.groups:
        st.markdown("No group yet. Add one for each phrase by which reviews address several agencies at once.")
    lines = [
        (titled(f"**{plain(g.name)}**", plain("; ".join(g.as_written))), _members(at, g))
        for g in at.register.groups.values()
    ]
    tables.table(lines, ("Group", "Members"), alt="Groups of agencies and their members")


def members(at: Frame, group: Group) -> dict[str, str]:
    """Today's members, by agency id."""
    today = at.today
    found = [m for m in at.register.memberships.values() if m.group_id == group.id]
    now = [
        m for m in found if (m.joined_on is None or m.joined_on <= today) and (m.left_on is None or today < m.left_on)
    ]
    return {m.agency_id: at.register.agency_name(m.agency_id) for m in now}


def _members(at: Frame, group: Group) -> str:
    return plain(list_in_words(sorted(members(at, group).values()))) or "nobody"


def _edit(at: Frame, group: Group | None) -> None:
    section(f"Edit {plain(group.name)}" if group else "Add a group")
    form = Form(at, f"group:{group.id if group else 'new'}", seen=group, says="groups")
    with form.box():
        name = form.text("name", "**Name**", getattr(group, "name", None))
        written = form.words(
            "written",
            "**As reviews write it** :gray[One to a line.]",
            "\n".join(group.as_written) if group else "",
            height=80,
        )
        remark = form.text("note", "**Note**", getattr(group, "note", None))
        if group:
            form.send(
                "Save this group", "Not saved", agencies.edit_group,
                lambda g: f"**Saved.** {plain(g.name)}. {on_record(at)}",
                group_id=group.id, name=name, as_written=per_line(written), note=remark,
            )  # fmt: skip
        else:
            living = {a.id: a.name for a in at.now.register.agencies.values() if a.closed_on is None}
            who = form.many("members", "**Members from today on**", living)
            form.send(
                "Add this group", "Not added", agencies.add_group,
                lambda g: f"**Added.** {plain(g.name)}. {on_record(at)}",
                name=name, member_ids=who, as_written=per_line(written), note=remark,
            )  # fmt: skip


def _join(at: Frame, group: Group) -> None:
    section(f"Add a member to {plain(group.name)}")
    note("What the group was asked for before is not asked of a later joiner by itself: ask it under Recommendations.")
    inside = members(at, group)
    outside = {a.id: a.name for a in at.now.register.agencies.values() if a.closed_on is None and a.id not in inside}
    form = Form(at, f"join:{group.id}", says="groups")
    with form.box():
        who = form.pick("who", "**Which agency?**", outside)
        on = form.day("on", "**Since when?** :gray[Today, if you leave it open.]")
        form.send(
            "Add this member", "Not added", agencies.join, lambda m: f"**Added.** {on_record(at)}",
            before=lambda: {"agency_id": form.needed("Which agency", who)}, group_id=group.id, on=on,
        )  # fmt: skip


def _leave(at: Frame, group: Group) -> None:
    section(f"End a membership of {plain(group.name)}")
    form = Form(at, f"leave:{group.id}", says="groups")
    with form.box():
        who = form.pick("who", "**Which agency?**", members(at, group))
        on = form.day("on", "**The first day on which it is no member** :gray[Today, if you leave it open.]")
        form.send(
            "End this membership", "Not ended", agencies.leave,
            lambda m: f"**Ended**{' on ' + in_words(m.left_on) if m.left_on else ''}**.** {on_record(at)}",
            before=lambda: {"agency_id": form.needed("Which agency", who)}, group_id=group.id, on=on,
        )  # fmt: skip
