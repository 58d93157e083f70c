"""A plan on the screen: the finding, the tally, and what a file would change as tables that are read in a minute."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from tracker.rules.brag import SHAPE
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.errors import shown
from tracker.rules.words import Brag, DateExactness
from tracker.sheets.plan import Addition, Edit, Plan, Problem
from tracker.ui import tables
from tracker.ui.desk_values import field_words, shown_value
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, soft, titled

MOST = 100
EXACT = {
    DateExactness.MONTH: "exact to the month",
    DateExactness.QUARTER: "exact to the quarter",
    DateExactness.YEAR: "exact to the year",
}


def finding(plan: Plan) -> str:
    """The plan as a title: "12 changes, 1 conflict and 2 problems"."""
    if plan.nothing_to_do:
        return "Nothing to do: the file says what the register says"
    found = [plural(plan.changes, "change")]
    found += [plural(len(plan.conflicts), "conflict")] if plan.conflicts else []
    found += [plural(len(plan.problems), "problem")] if plan.problems else []
    return list_in_words(found)


def tally(plan: Plan) -> None:
    """How much of the file is what: every row and cell of it is in one of these."""
    not_allowed = sum(problem.kind == "not_allowed" for problem in plan.problems)
    counts = {
        "to apply": plan.changes,
        "conflicts": len(plan.conflicts),
        "not allowed": not_allowed,
        "problems": len(plan.problems) - not_allowed,
        "already so": plan.already,
        "rows unchanged": plan.unchanged,
    }
    with st.container(horizontal=True, key="tally"):
        for words, number in counts.items():
            st.metric(words.capitalize(), f"{number:,}", width=130)


def show(at: Frame, plan: Plan) -> None:
    """What stands in the way, then the changes and the new actions; notices of what was left out without harm."""
    for words in plan.notices:
        note(plain(words))
    barred = [p for p in plan.problems if p.kind == "not_allowed"]
    bad = [p for p in plan.problems if p.kind != "not_allowed"]
    _table("Not allowed", barred, ("Where", "What", "Why"), _problem)
    _table("Problems", bad, ("Where", "What", "Why"), _problem)
    if plan.problems:
        note("Put these cells right in the file and bring it in again, or leave their rows out below.")
    _table("Changes, cell by cell", plan.edits, ("Where", "What", "Change"), lambda e: _edit(at, e))
    _table("New actions", plan.additions, ("Where", "New action", "Owner and date"), lambda a: _addition(at, a))


def _table(title: str, items: Sequence[Any], columns: tuple[str, ...], line: Callable[[Any], tuple[str, ...]]) -> None:
    if not items:
        return
    section(f"{title}: {len(items):,}")
    with st.container(key=f"blocks_{title.split(',')[0].lower().replace(' ', '_')}"):
        tables.table([line(item) for item in items[:MOST]], columns, alt=title)
    if len(items) > MOST:
        note(f"… and {len(items) - MOST:,} more like these.")


def _where(item: Any) -> str:
    row = f"row {item.row}" if item.row else ""
    return titled(plain(item.sheet), row, plain(item.column or ""))


def _problem(item: Problem) -> tuple[str, str, str]:
    return _where(item), f"“{plain(shown(item.value))}”" if item.value else "–", plain(item.why)


def _edit(at: Frame, item: Edit) -> tuple[str, str, str]:
    action = at.now.register.actions.get(item.ref)
    title = plain(action.title) if action else ""
    before, after = (shown_value(at, item.field, value) for value in (item.before, item.after))
    why = soft(f"because: {plain(item.reason)}") if item.reason else ""
    return (
        _where(item),
        titled(f"**{plain(item.ref)}** {field_words(item.field)}", title),
        titled(f"{before} → **{after}**", why),
    )


def _addition(at: Frame, item: Addition) -> tuple[str, str, str]:
    about = plain(item.ref or item.ref_text or "no recommendation")
    what = titled(
        f"**{about}** {plain(shown(item.action, 300))}",
        plain(shown(item.progress, 300)) if item.progress else "",
        *(f":material/flag: {plain(flag)}" for flag in item.flags),
    )
    owner = shown_value(at, "owner", item.owner) if item.owner else soft("no owner")
    if not item.owner and item.owner_text:
        owner = soft(f"“{plain(item.owner_text)}” not placed")
    return _where(item), what, titled(owner, _due(item), _how_far(item))


def _due(item: Addition) -> str:
    written = f" {soft(f'written “{plain(item.due_text)}”')}" if item.due_text else ""
    if item.due is None:
        return "no date" + written
    exact = EXACT.get(item.due_exact)
    return f"due {in_words(item.due)}" + (f", {exact}" if exact else "") + (f", {written.strip()}" if exact and written else "")


def _how_far(item: Addition) -> str:
    said = [item.status.label.lower()] if item.status else []
    if item.rating:
        brag = Brag(item.rating.value)
        said.append(f"{SHAPE[brag]} {item.rating.value}")
    return ", ".join(said)
