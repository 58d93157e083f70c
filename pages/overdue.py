"""Overdue: what is late on the current and on the original date, why, whom to ask, and what will be late soon."""

from tracker.ui import show_overdue as show
from tracker.ui.frame import head, open_page

at = open_page()
late = show.find(at)
head(at, show.finding(late), show.scope(at))
show.complaints(at)
show.difference(at, late)
shown, order = show.controls(at)
files = late.either if shown == "either" else late.current

if files:
    show.moved_dates(at, files)
    show.listed(at, files, order)
    show.by_agency_and_age(at, late)
else:
    show.nothing(at)
show.soon(at, late)
