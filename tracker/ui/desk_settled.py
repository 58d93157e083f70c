"""What somebody settled about a file: each answer can be asked again, and a name that was placed can be kept as another
name of that agency, so that no later file asks."""

from collections.abc import Mapping

import streamlit as st

from tracker.commands import agencies
from tracker.rules.dates import first_words, plural
from tracker.rules.errors import shown
from tracker.store.desk import Upload
from tracker.ui import desk_answers
from tracker.ui.desk_scope import GROUP
from tracker.ui.desk_values import FIELDS
from tracker.ui.forms import Form, may
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain

NOTHING = {
    "columns": "is not read", "owners": "is nobody in the register", "recommendations": "is none of the register’s",
}  # fmt: skip
LONGEST_NAME = 100


def settled(at: Frame, upload: Upload) -> None:
    """Every answer so far, folded away; nothing where there is none."""
    answers = desk_answers.settled(at, upload).answers
    kinds: dict[str, Mapping[str, str | None]] = {
        "columns": answers.columns, "owners": answers.owners, "recommendations": answers.recommendations,
    }  # fmt: skip
    number = sum(map(len, kinds.values()))
    if not number:
        return
    with st.expander(f"What you settled: {plural(number, 'answer')}"):
        for kind, found in kinds.items():
            for text, value in found.items():
                _one(at, upload, kind, text, value)


def _one(at: Frame, upload: Upload, kind: str, text: str, value: str | None) -> None:
    key = f"settled:{kind}:{text[:80]}"
    with st.container(horizontal=True, vertical_alignment="center"):
        said = f"is {_called(at, kind, value)}" if value else NOTHING[kind]
        st.markdown(f"‘{plain(first_words(text, 120))}’ {said}.", width="stretch")
        st.button(
            "Ask again", key=key, on_click=desk_answers.ask_again, args=(at, upload, kind, text),
            help=f"Take back what was settled about ‘{shown(text)}’",
        )  # fmt: skip
    if kind == "owners" and value:
        _remember(at, text, value)


def _remember(at: Frame, text: str, agency_id: str) -> None:
    agency = at.now.register.agencies.get(agency_id)
    name = " ".join(text.split())
    if agency is None or not may(at, "edit_register") or len(name) > LONGEST_NAME:
        return
    if name.casefold() in {n.casefold() for n in (agency.name, agency.short_name, *agency.other_names)}:
        note(f"‘{plain(name)}’ is kept as a name of {plain(agency.name)}.")
        return
    form = Form(at, f"name:{agency_id}:{name}", seen=agency, says=GROUP)
    with form.open():
        form.send(
            f"Remember ‘{plain(name)}’ as a name of {plain(agency.name)}", "Not kept", agencies.edit,
            lambda _: f"**Remembered.** ‘{plain(name)}’ is {plain(agency.name)} from now on, in every file.",
            primary=False, agency_id=agency_id, other_names=(*agency.other_names, name),
        )  # fmt: skip


def _called(at: Frame, kind: str, value: str) -> str:
    if kind == "owners":
        return plain(at.now.register.agency_name(value)) if value in at.now.register.agencies else plain(value)
    if kind == "columns":
        return f"‘{plain(FIELDS.get(value, value).lower())}’"
    return plain(value)
