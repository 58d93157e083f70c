"""Recommendations: find them by review, agency, theme, rating, date and words; the filter lives in the address."""

import streamlit as st

from tracker.ui import show_list as show
from tracker.ui.frame import head, once, open_page
from tracker.ui.look import link, plain

at = open_page()
filters, sort = show.asked(at)
found = show.find(at, filters, sort)
head(at, show.finding(at, found), plain(filters.in_words(at.register)))
if not at.register.recommendations:
    st.markdown(f"Nothing is asked of anybody here yet. {link('**Put a review in**', 'start', step='review')}")
    st.stop()

show.controls(at, filters)
if not found.ids:
    show.nothing(at, filters)
once(at, show.listed, show.paged(at, found))
