"""Overdue: what is late on the current and on the original date, why, whom to ask, and what will be late soon."""

from tracker.ui import show_moves
from tracker.ui import show_overdue as show
from tracker.ui.frame import head, once, open_page

at = open_page()
late = show.find(at)
head(at, show.finding(late), show.scope(at))
show.complaints(at)
show_moves.sentence(at)
show.difference(at, late)
shown, order = show.controls(at)
once(at, show.everything, shown, order, show.known(at, "agency"), show.known(at, "review"))
show_moves.draw(at)
