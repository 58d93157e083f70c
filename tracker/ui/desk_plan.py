"""A plan on the screen: the finding, what needs no change, and what a file would change as tables that are read in a
minute."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
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

PAGE = 25
OFTEN = 3
"""What so many new actions say of themselves is said once, above them."""
RETURN = "return_workbook"
EXACT = {
    DateExactness.MONTH: "exact to the month",
    DateExactness.QUARTER: "exact to the quarter",
    DateExactness.YEAR: "exact to the year",
}


def finding(plan: Plan) -> str:
    """The plan as a title: "12 changes, 1 conflict and 2 problems"; a stranger's, "7 new actions and 2 questions"."""
    if plan.nothing_to_do:
        return "Nothing to do: the file says what the register says"
    ours = plan.layout == RETURN
    found = [plural(plan.changes, "change" if ours else "new action")] if plan.changes else []
    found += [plural(len(plan.conflicts), "conflict")] if plan.conflicts else []
    found += [plural(len(plan.problems), "problem")] if plan.problems else []
    found += [plural(len(plan.questions), "question")] if plan.questions else []
    return list_in_words(found) + ("" if plan.changes or plan.conflicts else ", and nothing to apply")


def applicable(plan: Plan) -> int:
    """How many changes would be made: in a stranger's plan, no row with a problem or without a recommendation."""
    sick = set() if plan.layout == RETURN else {(p.sheet, p.row) for p in plan.problems}
    return len(plan.edits) + sum(new.ref is not None and (new.sheet, new.row) not in sick for new in plan.additions)


def left(plan: Plan) -> str:
    """What stays out when the rest is applied, in words: "1 open conflict and 2 problems"."""
    rows = plan.changes - applicable(plan)
    found = [plural(len(plan.conflicts), "open conflict")] if plan.conflicts else []
    found += [plural(len(plan.problems), "problem")] if plan.problems else []
    found += [plural(rows, "new action") + " without a recommendation, or with a problem"] if rows else []
    return list_in_words(found)


def besides(plan: Plan) -> None:
    """What is in the file and changes nothing, so that nobody looks for it below; then what was left out of reading."""
    said = []
    if plan.unchanged:
        said.append(f"{plural(plan.unchanged, 'row is', 'rows are')} as sent")
    if plan.already:
        said.append(f"{plural(plan.already, 'cell says', 'cells say')} what the register says by now")
    if said:
        note(f"Nothing to do about the rest: {list_in_words(said)}.")
    for words in plan.notices:
        note(plain(words))


def show(at: Frame, plan: Plan) -> None:
    """What may not be done, what cannot be read, then the changes and the new actions."""
    places: list[Problem | Edit | Addition] = [*plan.problems, *plan.edits, *plan.additions]
    many = len({item.sheet for item in places}) > 1

    def problem(item: Problem) -> tuple[str, str]:
        value = f"“{plain(shown(item.value))}”" if item.value else ""
        return titled(f"**{_place(item, many=many)}**", value), plain(item.why)

    barred = [p for p in plan.problems if p.kind == "not_allowed"]
    bad = [p for p in plan.problems if p.kind != "not_allowed"]
    if _paged("Not allowed", barred, ("Where", "Why"), problem):
        note("A workbook cannot do these, whoever brings it in. They are left out; the rest can be applied.")
    if _paged("Problems", bad, ("Where", "Why"), problem):
        first = "Answer the questions above, or put" if plan.questions else "Put"
        note(f"{first} these right in the file and bring it in again, or tick below to apply the rest without them.")
    by_action = [list(edits) for _, edits in groupby(plan.edits, key=lambda e: (e.ref, e.sheet, e.row))]
    cells = f", in {plural(len(by_action), 'row')}" if len(by_action) < len(plan.edits) else ""
    title = f"Changes, cell by cell: {len(plan.edits):,}{cells}"
    _paged("Changes", by_action, ("Action", "What changes"), lambda e: _edits(at, e, many=many), title=title)
    new = "New actions" if plan.layout == RETURN else "What each row would become"
    often = _often(plan.additions)
    _paged(
        "New actions", plan.additions, ("Action", "Owner and date"),
        lambda a: _addition(at, a, often, many=many),
        title=f"{new}: {len(plan.additions):,}", above=lambda: _said(often, len(plan.additions)),
    )  # fmt: skip


def _paged(
    name: str,
    items: Sequence[Any],
    columns: tuple[str, ...],
    line: Callable[[Any], tuple[str, ...]],
    *,
    title: str = "",
    above: Callable[[], None] | None = None,
) -> bool:
    if not items:
        return False
    key = name.lower().replace(" ", "_")
    section(title or f"{name}: {len(items):,}")
    if above:
        above()
    pages = -(-len(items) // PAGE)
    page = min(st.session_state.get(f"plan:{key}", 1), pages)
    with st.container(key=f"blocks_{key}"), st.container(key=f"even_{key}"):
        tables.table([line(item) for item in items[(page - 1) * PAGE : page * PAGE]], columns, alt=name)
    if pages > 1:
        with st.container(key=f"controls_{key}"):
            st.pagination(pages, key=f"plan:{key}")
        note(f"{(page - 1) * PAGE + 1:,} to {min(page * PAGE, len(items)):,} of {len(items):,}")
    return True


def _place(item: Any, *, many: bool) -> str:
    """Where a cell is: "row 12, Due date"; with its sheet where the file has several, or where the sheet is meant."""
    row = f"row {item.row}" if item.row else ""
    sheet = item.sheet if many or not row else ""
    return plain(", ".join(each for each in (sheet, row, item.column or "") if each) or "the file")


def _row(item: Any, *, many: bool) -> str:
    return plain(f"{item.sheet}, row {item.row}" if many else f"row {item.row}")


def _edits(at: Frame, edits: Sequence[Edit], *, many: bool) -> tuple[str, str]:
    """One action, and every cell of it that the file changes."""
    first = edits[0]
    action = at.now.register.actions.get(first.ref)
    about = at.link(f"**{plain(first.ref)}**", "my_agency", action=first.ref)
    lines = []
    for edit in edits:
        before, after = (shown_value(at, edit.field, value) for value in (edit.before, edit.after))
        moved = f"**{after}**" if edit.before in (None, "") else f"{before} → **{after}**"
        more = [f"because: {plain(edit.reason)}"] if edit.reason else []
        more += [f"about {in_words(edit.evidence_about)}"] if edit.evidence_about else []
        more += [plain(edit.evidence_link)] if edit.evidence_link and edit.evidence_link != edit.after else []
        lines.append(f"{soft(field_words(edit.field).capitalize() + ':')} {moved}")
        lines += [soft(", ".join(more))] if more else []
    return titled(about, plain(action.title) if action else "", _row(first, many=many)), "  \n".join(lines)


def _often(additions: Iterable[Addition]) -> dict[str, int]:
    """Sentences that several rows would repeat word for word, with how often."""
    counted = Counter(flag for item in additions for flag in set(item.flags))
    return {flag: number for flag, number in counted.most_common() if number >= OFTEN}


def _said(often: dict[str, int], every: int) -> None:
    where = {flag: "all" if number == every else f"{number:,}" for flag, number in often.items()}
    lines = [f":small[{soft(f':material/flag: {plain(flag)} In {n} of these.')}]" for flag, n in where.items()]
    st.markdown("  \n".join(lines))


def _addition(at: Frame, item: Addition, often: Iterable[str], *, many: bool) -> tuple[str, str]:
    about = plain(item.ref) if item.ref else f"“{plain(shown(item.ref_text, 80))}”" if item.ref_text else "No number"
    what = titled(
        f"**{plain(shown(item.action, 300))}**",
        f"{about} · {_row(item, many=many)}",
        *(f":material/flag: {plain(flag)}" for flag in item.flags if flag not in often),
    )
    if item.owner:
        owner = shown_value(at, "owner", item.owner)
    else:
        owner = f"“{plain(shown(item.owner_text))}”, not placed" if item.owner_text else "no owner"
    more = {
        "Led by": item.lead, "Should change": item.intended_outcome, "Done": item.progress, "Evidence": item.evidence,
    }  # fmt: skip
    told = [f"{name}: {plain(shown(text, 300))}" for name, text in more.items() if text]
    return what, titled(owner, _due(item), _how_far(item), *told)


def _due(item: Addition) -> str:
    said = [f"due {in_words(item.due)}" if item.due else "no date", EXACT.get(item.due_exact, "") if item.due else ""]
    if item.due_text and (item.due is None or item.due_exact in EXACT):
        said.append(f"written “{plain(item.due_text)}”")
    return ", ".join(each for each in said if each)


def _how_far(item: Addition) -> str:
    said = [item.status.label.lower()] if item.status else []
    if item.rating:
        brag = Brag(item.rating.value)
        said.append(f"{SHAPE[brag]} {item.rating.value}")
    return ", ".join(said)
