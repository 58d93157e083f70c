"""Workbook: the register out as an Excel file, and what came back: problems, differences cell by cell, then apply."""

import streamlit as st

from tracker.rules.dates import plural
from tracker.ui import desk_imports, desk_workbook
from tracker.ui.forms import may, may_or_say, said
from tracker.ui.frame import asked_for, head, open_page, you
from tracker.ui.look import note, plain, section

at = open_page()
waiting = desk_workbook.waiting(at)
asked = asked_for("upload")
brought = asked_for("import")
upload = next((u for u in waiting if u.hash == asked), None)
top = st.container()
said(desk_workbook.GROUP)

if upload is None and brought:
    with top:
        head(at, "What a workbook brought in", "Cell by cell, and the way back")
        you(at)
    desk_imports.one(at, brought)
elif upload is None:
    with top:
        title = "The register as a workbook"
        head(
            at, f"{plural(len(waiting), 'workbook')} waiting for you" if waiting else title, "Out, filled in, and back"
        )
        you(at)
    if asked:
        st.warning("**Not here.** That workbook is not on your desk: bring it in again.", icon=":material/block:")
    desk_workbook.out(at)
    section("In")
    scope = desk_workbook.agency_scope(at)
    if may(at, "import_workbook") or (scope and may(at, "import_own_workbook", scope)):
        desk_workbook.bring_in(at)
        note("First you see what it would change, cell by cell. Nothing is changed until you apply it.")
    else:
        may_or_say(at, "import_workbook")
    for one in waiting:
        st.markdown(f"- {at.link(plain(one.name), 'workbook', upload=one.hash)}")
    desk_imports.listed(at)
else:
    plan = desk_workbook.plan_of(at, upload)
    with top:
        head(at, desk_workbook.finding(plan) if plan else "This workbook cannot be read", plain(upload.name))
        you(at)
    if plan:
        desk_workbook.show(at, plan)
    desk_workbook.apply(at, upload, plan)
