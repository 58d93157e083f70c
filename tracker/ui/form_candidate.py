"""Changing a candidate before it is taken: its words, where it is parted, which other it is joined with."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from tracker.queries.reports import Helped
from tracker.rules import working_list
from tracker.rules.candidates import CandidatePart
from tracker.rules.dates import first_words
from tracker.rules.errors import TrackerError
from tracker.rules.words import CandidateKind
from tracker.rules.working_list import LIST, Item, Items
from tracker.store.desk import Upload
from tracker.ui import desk_report
from tracker.ui.forms import Form, refuse
from tracker.ui.frame import Frame
from tracker.ui.look import note

DOING = "report:doing"
SENTENCE = re.compile(r"(?<=[.;:!?])\s+(?=\S)|\s+(?=(?:[a-z]|[ivx]+)\)\s)|\s+(?=•\s)")
"""Where a text may be parted: after a sentence or a semicolon, before a limb."""
THEMES = (
    "**Themes** :gray[What is suggested stays a suggestion; what you add is confirmed, what you take out is rejected.]"
)


def begin(item_id: str, what: str) -> None:
    """Open one of the forms for an item. For callbacks."""
    st.session_state[DOING] = (item_id, what)


def end() -> None:
    """Close it again, with nothing done. For callbacks."""
    st.session_state.pop(DOING, None)


def edit(at: Frame, upload: Upload, items: Items, item: Item, ideas: Helped) -> None:
    """Everything an item says, in one form."""
    form = Form(at, f"report:{upload.hash[:12]}:{item.id}:edit")
    listed = item.kind in LIST
    agencies = {a.id: a.name for a in at.register.agencies.values() if a.closed_on is None}
    everybody = agencies | {g.id: f"{g.name} (group)" for g in at.register.groups.values()}
    with form.box():
        values: dict[str, Any] = {
            "kind": form.pick("kind", "**Kind**", {k: k.label for k in CandidateKind}, item.kind) or item.kind
        }
        if listed:
            values["ref"] = form.text("ref", "**Reference, as printed**", item.ref)
        values["title"] = form.text("title", "**Short title** :gray[Ours: what lists show.]", item.title)
        values["text"] = form.words("text", "**Text, as printed**", item.text, height=260)
        if listed:
            label = "**Parts** :gray[One to a paragraph, an empty line between: a) … None where it is one ask.]"
            values["parts"] = parts_of(form.words("parts", label, words_of(item.parts), height=180))
            label = "**Addressed to, as written** :gray[One to a line.]"
            values["addressed_to"] = lines(form.words("to", label, "\n".join(item.addressed_to), height=90))
            owners = item.owners if item.owners is not None else (*ideas.agencies, *ideas.groups)
            values["owners"] = tuple(form.many("owners", "**To be asked**", everybody, owners))
            suggested = item.themes if item.themes is not None else tuple(one.theme_id for one in ideas.themes)
            themes = {t.id: t.name for t in at.register.themes.values() if t.retired_on is None or t.id in suggested}
            kept = tuple(form.many("themes", THEMES, themes, suggested))
            values["themes"] = item.themes if set(kept) == set(suggested) else kept
        else:
            values["about"] = form.words("about", "**What it is about**", item.about, height=80)
        if item.kind == CandidateKind.SINGLE_AGENCY:
            values["agency_id"] = form.pick("agency", "**Whose own recommendation is it?**", agencies, item.agency_id)
        if item.kind in (CandidateKind.PROMISE, CandidateKind.CROSS_REFERENCE):
            refs = {one.ref: f"{one.ref} {one.title}" for one in items if one.kind in LIST and one.ref}
            label = "**Kept by**" if item.kind == CandidateKind.PROMISE else "**Which recommendation refers to it?**"
            values["kept_by"] = form.pick("kept_by", label, refs, item.kept_by, empty="None")
        _send(at, upload, items, form, "Keep these changes", lambda: values,
              lambda now, values: working_list.edited(now, item.id, **values))  # fmt: skip


def split(at: Frame, upload: Upload, items: Items, item: Item, ideas: Helped) -> None:
    """Where the second one begins: one of the places at which a sentence or a limb begins."""
    form = Form(at, f"report:{upload.hash[:12]}:{item.id}:split")
    places = {found.end(): item.text[found.end() :] for found in SENTENCE.finditer(item.text)}
    if not places:
        note("It is one sentence: change its words instead, and put the rest in by hand.")
        st.button("Do not part it", on_click=end, key="report:split:no")
        return
    with form.box():
        at_ = form.pick("at", "**The second one begins with …**", {n: first_words(w, 100) for n, w in places.items()})
        _send(at, upload, items, form, "Part it here", lambda: {"at": form.needed("Where it is parted", at_)},
              lambda now, values: working_list.split(now, item.id, values["at"]))  # fmt: skip


def join(at: Frame, upload: Upload, items: Items, item: Item, ideas: Helped) -> None:
    """Which other one it is really one with."""
    form = Form(at, f"report:{upload.hash[:12]}:{item.id}:join")
    order = [one.id for one in items]
    others = [one for one in items if one.kind == item.kind and one.id != item.id]
    others.sort(key=lambda one: abs(order.index(one.id) - order.index(item.id)))
    with form.box():
        other = form.pick("other", "**Join it with …**", {o.id: f"{o.ref} {first_words(o.text, 90)}" for o in others})
        _send(at, upload, items, form, "Join the two", lambda: {"other": form.needed("Which other one", other)},
              lambda now, values: working_list.joined(now, item.id, values["other"]))  # fmt: skip


FORMS: dict[str, Callable[[Frame, Upload, Items, Item, Helped], None]] = {"edit": edit, "split": split, "join": join}


def _send(
    at: Frame, upload: Upload, items: Items, form: Form, label: str,
    found: Callable[[], dict[str, Any]], change: Callable[[Items, dict[str, Any]], Items],
) -> None:  # fmt: skip
    with st.container(horizontal=True):
        kept = st.form_submit_button(label, type="primary")
        left = st.form_submit_button("Leave it as it is")
    if left:
        form.renew()
        end()
        st.rerun()
    if not kept:
        return
    try:
        desk_report.step(at, upload, items, lambda now: change(now, found()))
    except TrackerError as error:
        refuse("Not changed", str(error))
        return
    form.renew()
    end()
    st.rerun()


def parts_of(text: str) -> tuple[CandidatePart, ...]:
    """Parts as they are written in a form: a paragraph each, "a) …" or "1) …"; without a label they are counted."""
    pieces = [" ".join(piece.split()) for piece in re.split(r"\n\s*\n", text) if piece.strip()]
    found = list[CandidatePart]()
    for number, piece in enumerate(pieces, start=1):
        label = re.match(r"([\w.-]{1,12})\)\s+(?=\S)", piece)
        found.append(
            CandidatePart(label.group(1), piece[label.end() :]) if label else CandidatePart(str(number), piece)
        )
    return tuple(found)


def words_of(parts: Sequence[CandidatePart]) -> str:
    """The same the other way round."""
    return "\n\n".join(f"{part.label}) {part.text}" for part in parts)


def lines(text: str) -> tuple[str, ...]:
    """The lines of a field, without the empty ones."""
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())
