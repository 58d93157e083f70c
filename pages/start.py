"""Getting started: from an empty register to the first workbooks out, one step at a time."""

import streamlit as st

from tracker.rules.first_steps import next_step
from tracker.ui import form_start, show_start
from tracker.ui.forms import may_or_say, said
from tracker.ui.frame import asked_for, head, open_page, someone, you
from tracker.ui.look import section

at = open_page()
someone(at)
steps = show_start.steps(at)
waiting = next_step(steps)
done = sum(step.done for step in steps)
words = f"{done} of {len(steps)} first steps done" if waiting else "Every first step is done"
head(at, words, "From an empty register to the first workbooks out", steps=False)
you(at)
said("start")
asked = next((step for step in steps if step.key == asked_for("step")), waiting)
if may_or_say(at, "edit_register"):
    if asked:
        form_start.draw(at, asked)
    else:
        st.markdown(f"Workbooks come back by e-mail: {at.link('**bring them in**', 'workbook', view='in')}.")
    section("All steps")
    show_start.table(at, asked)
    form_start.put_away(at)
