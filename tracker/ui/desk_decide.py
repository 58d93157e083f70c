"""What somebody decides about a file: each conflict, one by one or all together, and what is left out of the rest."""

from collections.abc import Mapping, Sequence

import streamlit as st

from tracker.queries.standing import zone_of
from tracker.rules.dates import first_words, in_words, plural
from tracker.sheets.decide import Choice, Key, cell_key, row_key
from tracker.sheets.plan import Addition, Conflict, Edit, Plan
from tracker.store.desk import Upload
from tracker.ui import desk_answers
from tracker.ui.desk_answers import Settled
from tracker.ui.desk_values import field_words, shown_value
from tracker.ui.forms import name_of
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, soft, titled

FILE: Choice = "file"
REGISTER: Choice = "register"
CHOICES: Mapping[Choice, str] = {FILE: "What the file says", REGISTER: "What the register says"}
MOST = 25
CONFLICT = 2_000
"""So much of a word that is to be decided about is shown: a shorter piece might be the same in both."""


def key_of(item: Conflict | Edit | Addition) -> str:
    """What a decision about an item is kept under: a cell, or the whole row of a new action."""
    if isinstance(item, Addition):
        return f"+{item.sheet}|{item.row}"
    return f"{item.ref}|{item.field}"


def choices(settled: Settled, plan: Plan) -> Mapping[Key, Choice]:
    """What was decided about the items of a plan, as the plan takes it."""
    found: dict[Key, Choice] = {}
    for item in plan.conflicts:
        if said := chosen(settled, item):
            found[cell_key(item)] = said
    found.update({cell_key(item): REGISTER for item in plan.edits if key_of(item) in settled.left_out})
    found.update({row_key(item): REGISTER for item in plan.additions if key_of(item) in settled.left_out})
    return found


def chosen(settled: Settled, item: Conflict) -> Choice | None:
    """What was decided about a conflict, alone or with all of them; nothing where the file's word cannot be taken."""
    said = settled.choices.get(key_of(item)) or settled.choices.get(desk_answers.ALL)
    if said == FILE:
        return None if item.cannot else FILE
    return REGISTER if said == REGISTER else None


def conflicts(at: Frame, upload: Upload, found: Sequence[Conflict]) -> None:
    """Every conflict with its three values, and the two ways out of it."""
    if not found:
        return
    settled = desk_answers.settled(at, upload)
    open_ones = sum(chosen(settled, item) is None for item in found)
    still = "all decided" if not open_ones else f"{open_ones:,} to decide" if open_ones < len(found) else ""
    section(f"{plural(len(found), 'conflict')}{f', {still}' if still else ''}")
    note("The file and the register both changed these since the workbook was sent. Say which word stands.")
    if len(found) > 1:
        with st.container(horizontal=True, key="controls_decide"):
            for choice, words in CHOICES.items():
                st.button(
                    f"Everywhere: {words[0].lower()}{words[1:]}",
                    key=f"decide:{upload.hash}:{choice}",
                    on_click=desk_answers.choose_all,
                    args=(at, upload, choice),
                )
    pages = -(-len(found) // MOST)
    page = min(st.session_state.get("conflicts:page", 1), pages)
    for item in found[(page - 1) * MOST : page * MOST]:
        _one(at, upload, item, chosen(settled, item))
    if pages > 1:
        st.pagination(pages, key="conflicts:page")


def _one(at: Frame, upload: Upload, item: Conflict, said: Choice | None) -> None:
    action = at.now.register.actions.get(item.ref)
    key = f"decide:{upload.hash}:{key_of(item)}"
    options = {FILE: f"**{_value(at, item, item.returned)}** :gray[in the file]",
               REGISTER: f"**{_value(at, item, item.now)}** {soft(f'in the register{_who(at, item)}')}"}  # fmt: skip
    sent = f"Sent as: {_value(at, item, item.sent)}"
    if item.cannot:
        wanted = _value(at, item, item.returned)
        sent += f"  \nThe file says **{wanted}**, and that cannot be taken: it {plain(item.cannot)}"
        del options[FILE]
    st.session_state[key] = said
    link = at.link(plain(item.ref), "my_agency", action=item.ref)
    with st.container(key=f"conflict_{item.row}_{item.field}"):
        st.markdown(
            titled(
                f"**{field_words(item.field).capitalize()}** of {link}",
                f"{plain(action.title)} · row {item.row}" if action else f"row {item.row}",
            )
            + f"  \n{sent}"
        )
        st.radio(
            f"{item.ref}, {field_words(item.field)}: which of them?", list(options), index=None, width=720,
            format_func=lambda o: options[o], key=key, label_visibility="collapsed",
            on_change=_chosen, args=(at, upload, item, key),
        )  # fmt: skip


def _value(at: Frame, item: Conflict, value: object) -> str:
    return shown_value(at, item.field, value, CONFLICT)


def _chosen(at: Frame, upload: Upload, item: Conflict, key: str) -> None:
    desk_answers.choose(at, upload, {key_of(item): st.session_state[key] or ""})


def _who(at: Frame, item: Conflict) -> str:
    if not item.now_by:
        return ""
    when = f", {in_words(item.now_at.astimezone(zone_of(at.now)).date())}" if item.now_at else ""
    return f": {plain(name_of(at.now.register, item.now_by))}{when}"


def leave_out(at: Frame, upload: Upload, plan: Plan) -> None:
    """Let somebody leave single changes out: they stay in the file and change nothing."""
    items: list[Edit | Addition] = [*plan.edits, *plan.additions]
    if not items:
        return
    if len(items) > desk_answers.MANY:
        note(f"Single changes can be left out of a file with at most {desk_answers.MANY:,} of them.")
        return
    options: dict[str, str] = {}
    for item in items:
        options.setdefault(key_of(item), _line(at, item))
    key = f"leave:{upload.hash}"
    out = desk_answers.settled(at, upload).left_out
    st.session_state[key] = [k for k in options if k in out]
    st.multiselect(
        "**Leave some of these out** :gray[They change nothing; the file can be brought in again.]",
        list(options), format_func=lambda o: options[o], key=key, placeholder="Choose any number", width=640,
        on_change=lambda: desk_answers.leave_out(at, upload, frozenset(st.session_state[key])),
    )  # fmt: skip


def _line(at: Frame, item: Edit | Addition) -> str:
    if isinstance(item, Addition):
        return f"Row {item.row}, all that is new: {first_words(item.action, 80)}"
    return f"Row {item.row}: {item.ref}, {field_words(item.field)}"
