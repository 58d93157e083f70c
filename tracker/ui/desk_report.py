"""Reports on a desk: brought in, read, and their working list, kept with every step and with the steps back."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import streamlit as st
from sqlalchemy import Engine

from tracker.commands import drafts, uploads
from tracker.demo.report import illustrative_report
from tracker.queries.drafts import files, kept
from tracker.queries.reports import KINDS, read_report
from tracker.queries.standing import zone_of
from tracker.rules.candidates import ReadReport
from tracker.rules.dates import list_in_words
from tracker.rules.files import clean_name
from tracker.rules.words import Door
from tracker.rules.working_list import Items, read_again, start, written
from tracker.store.desk import REPORT, Upload
from tracker.store.vault import vault_at
from tracker.ui import desk, tables
from tracker.ui.forms import Form, attempt, content_of
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section

GROUP = "report"
SLOW = 300_000
"""Bytes of a report from which reading it takes long enough to say so."""
BACK = "report:back"
MOST_BACK = 30


def waiting(at: Frame) -> tuple[Upload, ...]:
    """The reports that this person brought in and has not taken in or put aside."""
    return files(at.engine, person_id=at.who.id, purpose=REPORT) if at.who else ()


def listed(at: Frame, found: tuple[Upload, ...]) -> None:
    """The reports on the desk, each a link to its candidates."""
    if not found:
        return
    section("On your desk")
    rows = []
    for one in found:
        local = one.kept_at.astimezone(zone_of(at.now))
        when = f"brought in {at.day(local.date())} at {local:%H:%M}"
        rows.append((at.link(f"**{plain(one.name)}**", "report", upload=one.hash), when))
    tables.table(rows, ("Report", "When"), alt="Reports that you have brought in")


def bring_in(at: Frame) -> None:
    """The uploader: one report. It is read before it is kept; nothing in the register changes."""
    section("Bring in a report")
    form = Form(at, "report:in", says=GROUP)
    kinds = list_in_words(list(dict.fromkeys(KINDS.values())), "or")
    with form.box():
        chosen = form.file("file", f"**The report** :gray[{kinds}.]", kinds=tuple(KINDS))

        def look() -> dict[str, Any]:
            content = content_of(at, chosen, "report")
            vault, name = vault_at(at.settings), clean_name(chosen.name)
            with st.status("Reading the report, page by page", expanded=False) as status:
                report = read_report(lambda _: content, sha256(content).hexdigest(), name)
                status.update(label="Read", state="complete")
            return {"file_hash": vault.put(content), "name": name, "size": len(content), "report": report}

        form.send("Read it", "Not read", _keep, _kept, before=look)
    note("You see what was found, each with its place in the report. Nothing enters the register until you put it in.")
    if at.illustrative:
        _invented(at)


def _invented(at: Frame) -> None:
    """In the demonstration only: an invented report, for whoever has none at hand."""
    form = Form(at, "report:invented", says=GROUP)

    def look() -> dict[str, Any]:
        name, content = illustrative_report()
        file_hash = vault_at(at.settings).put(content)
        report = read_report(lambda _: content, file_hash, name)
        return {"file_hash": file_hash, "name": name, "size": len(content), "report": report}

    form.send("Try it on an invented report", "Not read", _keep, _kept, before=look, primary=False)


def _keep(
    engine: Engine, *, file_hash: str, name: str, size: int, report: ReadReport, by: str, at: Any, door: Door
) -> tuple[str, ReadReport]:
    uploads.keep(engine, file_hash=file_hash, name=name, size=size, purpose=REPORT, by=by, at=at, door=door)
    return file_hash, report


def _kept(made: tuple[str, ReadReport]) -> str:
    desk.go(upload=made[0])
    return "**Read.** Nothing has been put in yet."


def report_of(at: Frame, upload: Upload) -> ReadReport | None:
    """The report as read; None, with its sentence on the page, where it cannot be read any more."""
    get = vault_at(at.settings).get

    def read() -> ReadReport:
        return read_report(get, upload.hash, upload.name)

    if upload.size < SLOW:
        return attempt("Not read", read)
    with st.spinner("Reading the report …", show_time=True):
        return attempt("Not read", read)


def first_list(at: Frame, report: ReadReport) -> Items:
    """The working list as read, before anybody touched it."""
    agencies = {name.lower(): a.id for a in at.now.register.agencies.values() for name in (a.name, a.short_name)}
    return start(report.candidates, lambda words: agencies.get(words.lower().removeprefix("the ")))


def working_list(at: Frame, upload: Upload, report: ReadReport) -> Items:
    """The list as this person left it, or as read."""
    assert at.who is not None, "asked before"
    draft = kept(at.engine, person_id=at.who.id, place=_place(upload))
    if draft is not None:
        try:
            return read_again(draft.text)
        except (ValueError, TypeError, KeyError):
            note("What you had decided about this report could not be read any more, so it begins anew.")
    return first_list(at, report)


def step(at: Frame, upload: Upload, items: Items, change: Callable[[Items], Items]) -> None:
    """One step further: the list after it is kept, and the one before for going back. For callbacks."""
    after = change(items)
    st.session_state.setdefault(BACK, []).append((upload.hash, written(items)))
    del st.session_state[BACK][:-MOST_BACK]
    _keep_list(at, upload, after)


def back(at: Frame, upload: Upload) -> None:
    """One step back. For callbacks."""
    while steps := st.session_state.get(BACK, []):
        whose, text = steps.pop()
        if whose == upload.hash:
            _keep_list(at, upload, read_again(text))
            return


def steps_back(upload: Upload) -> int:
    """How many steps can be taken back."""
    return sum(whose == upload.hash for whose, _ in st.session_state.get(BACK, []))


def offer_to_put_aside(at: Frame, upload: Upload) -> None:
    """The way to take a report off the desk, which asks first: what was decided about it goes with it."""
    with st.popover("Put aside"):
        st.markdown("It leaves your desk with all that you decided about it. Nothing in the register changes.")
        st.button("Put it aside", key="report:aside", on_click=put_aside, args=(at, upload))


def put_aside(at: Frame, upload: Upload) -> None:
    """Take a report off the desk with what was decided about it. The file stays where evidence is kept."""
    form = Form(at, f"report:{upload.hash}:aside", says=GROUP)
    form.quietly(uploads.drop, file_hash=upload.hash, purpose=REPORT)
    form.quietly(drafts.drop, place=_place(upload))
    desk.go(upload=None, item=None, view=None)


def _keep_list(at: Frame, upload: Upload, items: Items) -> None:
    Form(at, f"report:{upload.hash}:list").quietly(drafts.keep, place=_place(upload), text=written(items))


def _place(upload: Upload) -> str:
    return f"{drafts.REPORTS}{upload.hash}"
