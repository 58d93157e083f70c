"""A piece of evidence opened in place, beside what it is evidence for: a page, a picture, its text or a table.

    show_preview.draw(at, evidence, key="item")                        # on a page
    show_preview.draw(at, evidence, key="item", meeting_id=meeting.id) # in the room of a meeting

Nothing is opened before somebody asks for it, and whoever does is noted on the trail: a look as a download is, a
restricted piece in a meeting as shown in the room.
"""

from base64 import b64encode
from collections.abc import Sequence

import streamlit as st

from tracker.commands import downloads
from tracker.queries.previews import Preview, preview
from tracker.rules.dates import first_words
from tracker.rules.evidence import why_no_file
from tracker.rules.records import ActionFile, Evidence
from tracker.store.vault import vault_at
from tracker.ui.forms import Form, may, said
from tracker.ui.frame import Frame
from tracker.ui.look import note, paragraphs, plain
from tracker.ui.tables import table

MOST_TEXT = 4_000


def draw(at: Frame, evidence: Evidence, *, key: str, meeting_id: str | None = None) -> None:
    """One piece of evidence: the button that opens it, or what is in it. `key` tells it from others on the page. With
    `meeting_id` it is the room of that meeting that looks: a restricted piece takes "Show in this room" first."""
    place = f"preview:{key}:{evidence.id}"
    if not at.may_open(evidence) or at.who is None:
        note(f"{plain(evidence.title)}: it is restricted, or you have not said who you are, so it is not opened here.")
        return
    opened = st.session_state.get(place)
    if opened != at.who.id:  # nobody sees what the one before them opened
        _closed(at, evidence, place, meeting_id)
        return
    _opened(at, evidence, place)


def choose(at: Frame, files: Sequence[ActionFile], *, key: str) -> None:
    """One of the pieces of evidence of some actions, opened in place; nothing is drawn where there is none to open."""
    found = {
        one.id: one
        for file in files
        for one in file.current_evidence
        if at.may_open(one) and (one.statement or why_no_file(one) is None)
    }
    if not found or at.who is None:
        return
    with st.expander("Look at the evidence here"):
        picked = st.selectbox(
            "Which piece of evidence?",
            list(found),
            index=None,
            format_func=lambda id_: f"{found[id_].title} ({found[id_].action_id})",
            key=f"preview:{key}:which",
            placeholder="Choose one",
            width=640,
        )
        if picked:
            draw(at, found[picked], key=key)


def _closed(at: Frame, evidence: Evidence, place: str, meeting_id: str | None) -> None:
    if meeting_id and evidence.restricted:
        note("Restricted. Everybody in the room will see it; the trail keeps who showed it, and in which meeting.")
        if not may(at, "show_in_room"):
            return
        form = Form(at, f"{place}:room", says=place)
        form.send(
            f"Show “{first_words(evidence.title, 60)}” in this room", "Not shown", downloads.show_in_room,
            lambda _: _open(at, place, "Shown in the room"), primary=False, evidence_id=evidence.id,
            meeting_id=meeting_id,
        )  # fmt: skip
        return
    form = Form(at, f"{place}:look", says=place)
    form.send(
        f"Open “{first_words(evidence.title, 70)}”" if meeting_id else "Open it here", "Not opened", downloads.note,
        lambda _: _open(at, place, "Opened"),
        primary=False, entity="evidence", id_=evidence.id,
    )  # fmt: skip
    if not meeting_id:
        note("Opening it is noted on the trail, as a download is.")


def _open(at: Frame, place: str, word: str) -> str:
    """Remember who opened it; what the page says then."""
    st.session_state[place] = at.who.id if at.who else None
    return f"**{word}.** It is noted on the trail."


def _opened(at: Frame, evidence: Evidence, place: str) -> None:
    said(place)
    page = st.session_state.setdefault(f"{place}:page", 1)
    large = bool(st.session_state.get(f"{place}:zoom"))
    with st.spinner("Opening the file …"):
        get = vault_at(at.settings).get
        seen = preview(at.engine, get, evidence.id, sight=at.sight, page=page, zoom=2 if large else 1)
    st.markdown(f"**{plain(seen.title)}**")
    if not seen.is_shown:
        st.markdown(plain(seen.note))
    note(f"{plain(seen.note) if seen.is_shown else ''} {_file(evidence)}")
    _controls(seen, place)
    _content(seen, large=large)


def _file(evidence: Evidence) -> str:
    return f"[Download the file](/evidence/{evidence.id})" if why_no_file(evidence) is None else ""


def _controls(seen: Preview, place: str) -> None:
    with st.container(horizontal=True, key=f"controls_{place.replace(':', '_')}"):
        word = "sheet" if seen.kind == "table" else "page"
        if seen.pages > 1:
            for label, page in (("Previous", seen.page - 1), ("Next", seen.page + 1)):
                beyond = not 1 <= page <= seen.pages
                where = f"{place}:{label}"
                st.button(f"{label} {word}", disabled=beyond, key=where, on_click=_turn, args=(place, page))
        if seen.kind == "picture":
            st.toggle("Larger", key=f"{place}:zoom")
        st.button("Close", key=f"{place}:close", on_click=_close, args=(place,))


def _turn(place: str, page: int) -> None:
    st.session_state[f"{place}:page"] = page


def _close(place: str) -> None:
    st.session_state.pop(place, None)
    st.session_state.pop(f"{place}:page", None)


def _content(seen: Preview, *, large: bool) -> None:
    if seen.kind == "picture":
        # A data address, not a file of the server's: what one person may see has no address that another could open.
        data = f"data:{seen.media};base64,{b64encode(seen.picture).decode()}"
        st.image(data, alt=_alt(seen), width="stretch" if large else 760)
        if seen.text.strip():
            with st.expander("The text on this page"):
                st.markdown(paragraphs(seen.text[:MOST_TEXT]))
    elif seen.kind == "table":
        table(
            [[plain(cell) for cell in row] for row in seen.rows],
            [plain(head) for head in seen.heads],
            alt=f"{seen.title}: {seen.note}",
        )
    for block in seen.blocks:
        if block.kind == "heading":
            st.markdown(f"**{plain(block.text)}**")
        elif block.kind == "table" and block.rows:
            widest = max(len(row) for row in block.rows)
            rows = [[plain(cell) for cell in (*row, *[""] * (widest - len(row)))] for row in block.rows[:30]]
            table(rows, [str(n + 1) for n in range(widest)], alt=f"A table in {seen.title}")
        else:
            st.markdown(paragraphs(block.text))


def _alt(seen: Preview) -> str:
    said = first_words(seen.text, 300) if seen.text.strip() else "a picture; it holds no text that can be read aloud"
    return f"{seen.title}, {seen.note}: {said}"
