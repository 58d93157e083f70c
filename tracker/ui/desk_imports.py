"""What workbooks brought in: the list of them, what one of them did cell by cell, and taking it back."""

from collections.abc import Callable

import streamlit as st

from tracker.commands import taking_back
from tracker.queries.imports import Done, Listed, imports, what_it_did
from tracker.rules.dates import first_words, in_words, plural
from tracker.rules.errors import UnknownError, shown
from tracker.ui import desk, tables
from tracker.ui.desk_scope import GROUP
from tracker.ui.forms import Form, attempt, may, may_or_say, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, soft, titled

NEWEST = 20
PAGE = 50
STATE = {
    "whole": "can be taken back", "in_part": "can be taken back in part", "not_at_all": "stays", "done": "taken back",
}  # fmt: skip


def listed(at: Frame) -> None:
    """The imports that this person may see, newest first, each a link to what it did."""
    section("Brought in")
    found = imports(at.engine, sight=at.sight, most=NEWEST)
    if not found:
        note("No workbook was applied yet that you may see. Each one that is stands here, and can be taken back.")
        return
    tables.table([_row(at, one) for one in found], ("File", "When", "What it did"), alt="Workbooks brought in")
    if len(found) == NEWEST:
        note(f"These are the newest {NEWEST}. {at.link('The history', 'history', door='workbook')} has them all.")


def one(at: Frame, import_id: str, head: Callable[[str], None]) -> None:
    """What one import did, and the way to take it back: all of it, or some of its cells; `head` draws the title."""
    record = next(iter(imports(at.engine, sight=at.sight, only=import_id)), None)
    if record is None:
        head("Nothing to show")
        st.warning(plain(UnknownError("import", import_id)), icon=":material/block:")
        st.markdown(at.link("Everything that was brought in", "workbook", view="done"))
        return
    cells = attempt("Not shown", lambda: what_it_did(at.engine, import_id, sight=at.sight)) or ()
    back = sum(cell.back for cell in cells)
    since = "; all of it is taken back" if record.can == "done" else f"; {back:,} taken back" if back else ""
    head(f"{plain(_name(record))} changed {plural(len(cells), 'cell')}{since}")
    section("What it did")
    taken = record.record.taken_back_on
    tables.facts(
        {
            "Applied": f"{in_words(record.record.applied_on)}, by {plain(record.who)}",
            "Agency": plain(record.agency or ""),
            "Taken back": in_words(taken) if taken else "",
        },
        alt="This import",
    )
    note(record.why)
    pages = -(-len(cells) // PAGE)
    page = st.pagination(pages, key=f"import:{import_id}") if pages > 1 else 1
    shown_ = [_cell(at, cell) for cell in cells[(page - 1) * PAGE : page * PAGE]]
    with st.container(key="blocks_import"):
        tables.table(shown_, ("Action", "What it changed", "Since"), alt="What this import did, cell by cell")
    _take_back(at, record, [cell for cell in cells if not (cell.back or cell.blocked)])
    st.markdown(at.link("Everything that was brought in", "workbook", view="done"))


def _take_back(at: Frame, one: Listed, cells: list[Done]) -> None:
    if not cells:
        return
    if not may(at, "take_back_import", one.record.agency_id):
        may_or_say(at, "take_back_import", one.record.agency_id)
        return
    section("Take it back")
    form = Form(at, f"take_back:{one.record.id}", seen=one.record, says=GROUP)
    with form.open():
        chosen: list[str] | None = None
        much = {"all": "All of it", "some": "Some of its cells"}
        if one.can == "whole" and form.radio("much", "**How much?**", much, "all", across=True) != "some":
            what = f"**I mean all of it:** {plural(len(cells), 'cell')} will be as before, as if it had never come."
            label, ready = "Take it all back", form.sure(what)
        else:
            options = {cell.id: _label(cell) for cell in cells}
            chosen = form.many("cells", "**Which cells go back?**", options)
            label, ready = "Take these back", bool(chosen)
        reason = form.words("reason", "**Why is it taken back?** :gray[It stays on the record.]", height=80)
        form.send(
            label, "Nothing was taken back", taking_back.take_back, lambda done: _done(at, done), ready=ready,
            import_id=one.record.id, cells=chosen, reason=reason,
        )  # fmt: skip


def _done(at: Frame, done: taking_back.TakenBack) -> str:
    if done.whole:
        desk.go(**{"import": None, "view": "done"})
    cells = plural(len(done.cells), "cell") + (" is" if len(done.cells) == 1 else " are")
    rest = "Nothing of the file is left in the register." if done.whole else "The rest of it stays."
    return f"**Taken back.** {cells} as before. {rest} {on_record(at)}"


def _row(at: Frame, one: Listed) -> tuple[str, str, str]:
    link = at.link(f"**{plain(_name(one))}**", "workbook", **{"import": one.record.id})
    who = f"{at.day(one.record.applied_on)}, {plain(one.who)}"
    return titled(link, plain(one.agency or "")), who, titled(plural(one.changes, "cell"), STATE[one.can])


def _cell(at: Frame, cell: Done) -> tuple[str, str, str]:
    action = at.link(f"**{plain(cell.action)}**", "my_agency", action=cell.action)
    what = f"{_said(cell.before)} → **{_said(cell.after)}**" if cell.kind == "changed" else f"**{_said(cell.after)}**"
    since = "as before again" if cell.back else plain(cell.blocked or "")
    return (
        titled(action, plain(first_words(cell.title))),
        f"{soft(plain(cell.field).capitalize() + ':')} {what}",
        since or soft("nothing since"),
    )


def _label(cell: Done) -> str:
    return f"{cell.action}, {cell.field.lower()}: {first_words(cell.after or 'nothing', 60)}"


def _name(one: Listed) -> str:
    return shown(one.record.file_name) or f"the workbook {one.record.id}"


def _said(value: str | None) -> str:
    return plain(shown(value, 300)) if value else "nothing"
