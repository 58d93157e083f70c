"""What goes out without being addressed to anybody: the whole register, the published view, one agency's workbook."""

import streamlit as st

from tracker.ui import desk
from tracker.ui.forms import may
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section


def downloads(at: Frame) -> None:
    """The downloads, each noted on the trail."""
    section("Downloads")
    note(
        "The published view is for anybody: published reviews and how they stand, without evidence, names or what "
        "agencies wrote."
    )
    own = [id_ for id_ in at.who.agency_ids if id_ in at.register.agencies] if at.who else []
    with st.container(horizontal=True, key="controls_out", vertical_alignment="bottom"):
        for id_ in own if not may(at, "send_workbooks") else ():
            label = f"Download the workbook of {plain(at.register.agencies[id_].short_name)}"
            st.link_button(label, at.address("export/register.xlsx", agency=id_), icon=":material/download:")
        st.link_button("Download the whole register", at.address("export/register.xlsx"), icon=":material/download:")
        st.link_button("Download the published view", at.address("export/published.xlsx"), icon=":material/public:")
        busy = at.standing.by_agency()
        names = {id_: a.name for id_, a in at.register.agencies.items() if id_ in busy}
        agency = desk.pick("Or one agency's", names, "agency", width=320)
        if agency:
            address = at.address("export/register.xlsx", agency=agency)
            st.link_button("Download this agency's workbook", address, icon=":material/download:")
