"""Getting started: what takes a fresh register to the first workbooks out, how far it is, and the way on.

Nothing is ticked off: `tracker.rules.first_steps` asks the register. Only that somebody put the steps away is kept,
beside their drafts, and only for them.
"""

from collections.abc import Mapping

import streamlit as st

from tracker.queries.drafts import kept
from tracker.rules.first_steps import Step, first_steps, next_step
from tracker.rules.permissions import allowed
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, titled
from tracker.ui.tables import rows

PAGE = "start"
PLACE = "first-steps"
"""Where it is kept, beside somebody's drafts, that they put the steps away."""
AWAY = "put away"


def steps(at: Frame) -> tuple[Step, ...]:
    """The steps as today's register has them."""
    return at.worked_out(lambda: first_steps(at.now.register), "first steps", at.now_number)


def waiting(at: Frame) -> Step | None:
    """The step that somebody is to be shown on every page: who keeps the register, until all is done or they put the
    steps away. None on a past day, in the demonstration, and for everybody else."""
    if at.who is None or at.is_past or at.illustrative or not allowed(at.who.roles, "edit_register"):
        return None
    step = next_step(steps(at))
    return None if step is None or is_away(at) else step


def is_away(at: Frame) -> bool:
    """Whether this person put the steps away."""
    return at.who is not None and kept(at.engine, person_id=at.who.id, place=PLACE) is not None


def line(at: Frame) -> None:
    """One quiet line under a page's title: the next step, and the way to it. Nothing where there is none."""
    if step := waiting(at):
        number = steps(at).index(step) + 1
        way = at.link(f"**{step.go}**", PAGE, step=step.key)
        note(f"Getting started, step {number} of {len(steps(at))}: {step.title.lower()}. {way}")


def way_on(at: Frame) -> str:
    """For a page that has nothing to show yet: a sentence with the way to the next step. Nothing where none waits."""
    step = waiting(at)
    return f" To begin: {at.link(f'**{step.go.lower()}**', PAGE, step=step.key)}." if step else ""


def panel(at: Frame) -> None:
    """The steps above the overview, with the next one as the primary button. Nothing where none waits."""
    if step := waiting(at):
        section(f"Getting started: {sum(s.done for s in steps(at))} of {len(steps(at))} steps done")
        table(at, step)
        with st.container(key="controls_start", horizontal=True, vertical_alignment="center"):
            if st.button(step.go, type="primary", key="start:go"):
                go(PAGE, step=step.key)


def table(at: Frame, here: Step | None) -> None:
    """Every step: whether it is done, what the register says of it, and the way to it."""
    cells = []
    for number, step in enumerate(steps(at), start=1):
        state = ":gray-badge[✓\u00a0Done]" if step.done else f"**{'Next' if step is here else 'To do'}**"
        way = at.link("Look again" if step.done else step.go, PAGE, step=step.key)
        cells.append((state, titled(f"**{number}. {step.title}**", told(step)), way))
    rows(cells, ("State", "Step", "The way"), alt="The first steps, and how far they are", key="rows_start")


def told(step: Step) -> str:
    """What the register says of a step, safe to print."""
    return plain(step.told)


def go(page: str, **parameters: str | None) -> None:
    """To another page of ours, from a button."""
    st.switch_page(f"pages/{page}.py", query_params=_given(parameters))


def _given(parameters: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in parameters.items() if value}
