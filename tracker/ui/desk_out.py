"""What goes out without being addressed to anybody: the whole register, the published view, one agency's workbook."""

import streamlit as st

from tracker.ui import desk
from tracker.ui.frame import Frame
from tracker.ui.look import note, section


def downloads(at: Frame) -> None:
    """The downloads, each noted on the trail."""
    section("Downloads")
    note(
        "The published view is for anybody: published reviews and how they stand, without evidence, names or what "
        "agencies wrote."
    )
    with st.container(horizontal=True, key="controls_out", vertical_alignment="bottom"):
        st.link_button("Download the whole register", at.address("export/register.xlsx"), icon=":material/download:")
        st.link_button("Download the published view", at.address("export/published.xlsx"), icon=":material/public:")
        busy = at.standing.by_agency()
        names = {id_: a.name for id_, a in at.register.agencies.items() if id_ in busy}
        agency = desk.pick("Or one agency's", names, "agency", width=320)
        if agency:
            address = at.address("export/register.xlsx", agency=agency)
            st.link_button("Download this agency's workbook", address, icon=":material/download:")
