"""Workbooks: out to every agency, and back: what a file would change cell by cell, decided, applied, taken back."""

import streamlit as st

from tracker.rules.dates import plural
from tracker.ui import desk, desk_imports, desk_incoming, desk_out, desk_sending, desk_workbook
from tracker.ui.desk_scope import GROUP, may_bring_in
from tracker.ui.forms import may, may_or_say, said
from tracker.ui.frame import asked_for, head, open_page, you
from tracker.ui.look import note, plain, section

at = open_page()
waiting = desk_incoming.waiting(at)
asked = asked_for("upload")
upload = next((one for one in waiting if one.hash == asked), None)
top = st.container()
said(GROUP)
desk_incoming.not_read()


def title(finding: str, context: str) -> None:
    with top:
        head(at, finding, context)
        you(at)


def finding(view: str) -> str:
    """What waits for this person; where they send out, what is not back from the agencies."""
    if waiting and view != "out":
        return f"{plural(len(waiting), 'file waits', 'files wait')} for your decision"
    if may(at, "send_workbooks"):
        return desk_sending.finding(at)
    return "No file waits for your decision" if may_bring_in(at) else "The register as a workbook"


if upload is not None:
    name = plain(upload.name)
    desk_workbook.one(at, upload, lambda finding: title(finding, name))
elif done := asked_for("import"):
    desk_imports.one(at, done, lambda finding: title(finding, plain(done)))
else:
    if asked:
        st.warning(
            "**Not here.** That file is not on your desk: it was applied or put aside, or somebody else brought it in.",
            icon=":material/block:",
        )
    views = {"in": "Bring in"} if may_bring_in(at) else {}
    views |= {"out": "Send out" if may(at, "send_workbooks") else "Downloads", "done": "Brought in before"}
    with st.container(key="controls_view"):
        view = desk.segments("What do you want to see?", views, "view", first=next(iter(views)))
    title(finding(view), "Workbooks out, filled in, and back")
    if view == "in":
        desk_incoming.listed(at, waiting)
        section("Bring in")
        note("First you see what it would change, cell by cell. Nothing is changed until you apply it.")
        desk_incoming.bring_in(at)
    elif view == "out":
        if may(at, "send_workbooks"):
            desk_sending.board(at)
        desk_out.downloads(at)
        if not may_bring_in(at):
            may_or_say(at, "import_workbook")
    else:
        desk_imports.listed(at)
