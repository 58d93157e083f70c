"""What somebody decides about a file: each conflict, one by one or all together, and what is left out of the rest."""

from collections.abc import Mapping, Sequence

import streamlit as st

from tracker.rules.dates import in_words, plural
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


def key_of(item: Conflict | Edit | Addition) -> str:
    """What a decision about an item is kept under."""
    if isinstance(item, Addition):
        return f"+{item.sheet}|{item.row}|{item.action[:60]}"
    return f"{item.ref}|{item.field}"


def choices(settled: Settled, plan: Plan) -> Mapping[Key, Choice]:
    """What was decided about the items of a plan, as the plan takes it."""
    found: dict[Key, Choice] = {}
    for item in plan.conflicts:
        said = settled.choices.get(key_of(item))
        if said in ("file", "register"):
            found[cell_key(item)] = FILE if said == FILE else REGISTER
    found.update({cell_key(item): REGISTER for item in plan.edits if key_of(item) in settled.left_out})
    found.update({row_key(item): REGISTER for item in plan.additions if key_of(item) in settled.left_out})
    return found


def conflicts(at: Frame, upload: Upload, found: Sequence[Conflict]) -> None:
    """Every conflict with its three values, and the two ways out of it."""
    if not found:
        return
    section(f"{plural(len(found), 'conflict')}: changed in the file and, differently, here")
    decided = desk_answers.settled(at, upload).choices
    if len(found) > 1:
        with st.container(horizontal=True, key="controls_decide"):
            for choice, words in CHOICES.items():
                everything = {key_of(item): choice for item in found}
                st.button(
                    f"Everywhere: {words[0].lower()}{words[1:]}",
                    key=f"decide:{upload.hash}:{choice}",
                    on_click=desk_answers.choose,
                    args=(at, upload, everything),
                )
    for item in found[:MOST]:
        _one(at, upload, item, decided.get(key_of(item)))
    if len(found) > MOST:
        note(f"… and {plural(len(found) - MOST, 'more conflict')}: decide these first, or all of them together.")


def _one(at: Frame, upload: Upload, item: Conflict, chosen: str | None) -> None:
    action = at.now.register.actions.get(item.ref)
    key = f"decide:{upload.hash}:{key_of(item)}"
    st.session_state[key] = chosen
    by = f" {soft(_who(at, item))}" if item.now_by else ""
    with st.container(key=f"conflict_{item.row}_{item.field}"):
        st.markdown(
            titled(
                f"**{at.link(plain(item.ref), 'recommendation', action=item.ref)}** · {field_words(item.field)} · "
                f"row {item.row}",
                plain(action.title) if action else "",
            )
        )
        st.markdown(
            f"- sent: {shown_value(at, item.field, item.sent)}\n"
            f"- came back: **{shown_value(at, item.field, item.returned)}**\n"
            f"- now: **{shown_value(at, item.field, item.now)}**{by}"
        )
        st.segmented_control(
            f"{item.ref}, {field_words(item.field)}: which of them?", list(CHOICES), format_func=lambda o: CHOICES[o],
            key=key, label_visibility="collapsed", on_change=_chosen, args=(at, upload, item, key),
        )  # fmt: skip


def _chosen(at: Frame, upload: Upload, item: Conflict, key: str) -> None:
    desk_answers.choose(at, upload, {key_of(item): st.session_state[key] or ""})


def _who(at: Frame, item: Conflict) -> str:
    when = f" on {in_words(item.now_at.date())}" if item.now_at else ""
    return f"by {plain(name_of(at.now.register, item.now_by))}{when}"


def leave_out(at: Frame, upload: Upload, plan: Plan) -> None:
    """Let somebody leave single changes out: they stay in the file and change nothing."""
    items: list[Edit | Addition] = [*plan.edits, *plan.additions]
    if not items or len(items) > desk_answers.MANY:
        return
    options = {key_of(item): _line(at, item) for item in items}
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
        return f"Row {item.row}: new action, {item.action[:80]}"
    return f"Row {item.row}: {item.ref}, {field_words(item.field)}"
