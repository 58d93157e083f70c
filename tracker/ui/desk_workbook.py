"""A workbook on the desk: kept by its hash, compared with the register, shown, and applied when somebody says so."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from tracker.commands import uploads, workbooks
from tracker.queries.drafts import files
from tracker.queries.last_changes import last_changes
from tracker.queries.names import looked_for
from tracker.queries.register import files_as_at_number
from tracker.queries.standing import change_number
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.errors import shown
from tracker.rules.words import Door
from tracker.sheets.decide import with_who
from tracker.sheets.grid import Limits, Sheets
from tracker.sheets.identify import looked_through
from tracker.sheets.merge import make_plan
from tracker.sheets.plan import Plan
from tracker.sheets.read import read
from tracker.sheets.recognise import sent_number
from tracker.store.database import going_on
from tracker.store.desk import Upload
from tracker.store.vault import Vault
from tracker.ui import desk, tables
from tracker.ui.forms import Form, attempt, content_of, may, may_or_say, on_record
from tracker.ui.frame import Frame, asked_for
from tracker.ui.look import note, plain, section, titled

SLOW = 200_000
"""Bytes of a workbook from which reading it takes long enough to name its steps."""
MOST = 100
GROUP = "workbook"
WHOSE = "whose"


def agency_scope(at: Frame) -> str | None:
    """Whose actions a workbook of this person may change: everybody's (None), or those of an agency they lead: the one
    chosen in the address, else the first."""
    own = _own(at)
    asked = asked_for(WHOSE)
    return asked if asked in own else next(iter(own), None)


def _own(at: Frame) -> tuple[str, ...]:
    """The agencies among which a lead of several chooses; none for whoever may bring in the whole register."""
    if may(at, "import_workbook") or at.who is None:
        return ()
    return tuple(id_ for id_ in at.who.agency_ids if may(at, "import_own_workbook", id_))


def _choose_scope(at: Frame) -> None:
    """Let a lead of several agencies say whose workbook this is."""
    own = _own(at)
    if len(own) < 2:
        return
    if asked_for(WHOSE) not in own:
        desk.go(**{WHOSE: own[0]})
    names = {id_: at.now.register.agency_name(id_) for id_ in own}
    note("Whose workbook is it? You report for several agencies: only the actions of the one chosen here can change.")
    desk.segments("Whose workbook is it?", {k: plain(v) for k, v in names.items()}, WHOSE, first=own[0])


def out(at: Frame) -> None:
    """The way out: the whole register, or one agency's workbook."""
    section("Out")
    note("One Excel file that reads as a paper. Fill in the open cells and bring it back here, or by e-mail.")
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


def bring_in(at: Frame) -> None:
    """The uploader. The file is looked at before it is kept; nothing in the register changes."""
    form = Form(at, "workbook:in", says=GROUP)
    with form.open():
        upload = form.file(
            "file",
            "**The workbook** :gray[.xlsx.]",
            kinds=["xlsx", "xlsm", "xls"],
        )

        kept: dict[str, Any] = {}

        def keep() -> dict[str, Any]:
            content = content_of(at, upload, "workbook")
            planned(at, content, upload.name)
            kept["file_hash"] = Vault(at.settings.evidence_folder).put(content)
            return {**kept, "name": upload.name, "size": len(content)}

        def done(_: None) -> str:
            desk.go(upload=kept["file_hash"])
            return "**Read.** Nothing has been changed yet."

        form.send("Show what it would change", "Not read", uploads.keep, done, before=keep)


def waiting(at: Frame) -> tuple[Upload, ...]:
    """The files that this person brought in and has not dealt with."""
    return files(at.engine, person_id=at.who.id) if at.who else ()


def planned(at: Frame, content: bytes, name: str) -> Plan:
    """What the file would change. Raises FileRefusedError for one that cannot be read or is none of ours."""
    limits = Limits(megabytes=at.settings.upload_limit)
    if len(content) < SLOW:
        return _plan(at, read(content, name, limits))
    with st.status("Reading the workbook") as status:
        sheets = read(content, name, limits)
        status.update(label="Looking up what was sent, and comparing cell by cell")
        plan = _plan(at, sheets)
        status.update(label="Read and compared", state="complete")
    return plan


def _plan(at: Frame, sheets: Sheets) -> Plan:
    number = sent_number(sheets)
    known = number is not None and 0 < number <= change_number(at.engine)
    sent = partial(files_as_at_number, at.engine, number, sight=at.sight) if known and number else None
    plan = make_plan(sheets, now=at.now.register, sent=sent, today=at.now.today, agency_id=agency_scope(at))
    return with_who(plan, last_changes(at.engine, [(c.ref, c.field) for c in plan.conflicts], sight=at.sight))


def plan_of(at: Frame, upload: Upload) -> Plan | None:
    """The plan of a file on the desk, looked through by the identity guard."""
    _choose_scope(at)
    plan = _as_read(at, upload)
    if plan is None:
        return None
    names = looked_for(at.engine)
    kept = st.session_state.get("workbook:looked_through")
    if not kept or kept[0] is not plan or kept[1] != names:
        kept = st.session_state["workbook:looked_through"] = (plan, names, looked_through(plan, names))
    found: Plan = kept[2]
    return found


def _as_read(at: Frame, upload: Upload) -> Plan | None:
    """The plan as the file says it, worked out once for each state of the register."""
    key = (upload.hash, change_number(at.engine), at.now.today, at.who.id if at.who else "", agency_scope(at))
    kept = st.session_state.get("workbook:plan")
    if kept and kept[0] == key:
        found: Plan = kept[1]
        return found
    content = Vault(at.settings.evidence_folder).get(upload.hash)
    if content is None:
        note(f"{plain(upload.name)} is no longer in the evidence folder. Bring it in again.")
        return None
    plan = attempt("Not read", lambda: planned(at, content, upload.name))
    if plan is not None:
        st.session_state["workbook:plan"] = (key, plan)
    return plan


def finding(plan: Plan) -> str:
    """The plan as a title: "12 changes, 1 conflict, 2 problems"."""
    if plan.nothing_to_do:
        return "Nothing to do: the workbook says what the register says"
    found = [plural(plan.changes, "change")]
    found += [plural(len(plan.conflicts), "conflict")] if plan.conflicts else []
    found += [plural(len(plan.problems), "problem")] if plan.problems else []
    return list_in_words(found)


def show(at: Frame, plan: Plan) -> None:
    """Everything in the plan, what stands in the way first."""
    for notice in plan.notices:
        note(plain(notice))
    _table("Problems", plan.problems, ("Where", "What", "Why"), _problem)
    if plan.problems:
        note("Put these cells right in the workbook and bring it in again, or leave their rows out below.")
    _table(
        "Conflicts: changed in the workbook and, differently, here", plan.conflicts, ("Where", "What", "Now"), _conflict
    )
    _table("Changes, cell by cell", plan.edits, ("Where", "What", "Change"), lambda e: _edit(at, e))
    _table("New actions", plan.additions, ("Where", "What", "Owner"), lambda a: _addition(at, a))
    note(f"{plan.unchanged:,} rows say what the register says.")


def apply(at: Frame, upload: Upload, plan: Plan | None) -> None:
    """Apply it or put it aside. The button waits while something is in the way that nobody said to leave out."""
    if plan is None or plan.nothing_to_do:
        _put_aside(at, upload, primary=True)
        return
    scope = agency_scope(at)
    if not may(at, "import_workbook") and not (scope and may(at, "import_own_workbook", scope)):
        may_or_say(at, "import_workbook")
        _put_aside(at, upload)
        return
    form = Form(at, f"workbook:{upload.hash}", says=GROUP, door=Door.WORKBOOK)
    as_read = _as_read(at, upload) or plan
    with form.open():
        skip, why = False, None
        if as_read != plan and may(at, "go_on"):
            words = "**Let through what may identify somebody**, with a reason."
            if form.tick("through", words):
                why = form.text("through_why", "**Why must it stay?** :gray[It goes on the record; repeat no words.]")
                plan = as_read
        if not plan.clean:
            skip = form.tick("skip", "**Leave out what has a problem or a conflict**, and apply the rest.")
        form.send(
            f"Apply {plural(plan.changes, 'change')}", "Nothing was changed", workbooks.apply,
            lambda applied: _applied(at, upload, applied), ready=bool(plan.changes) and (plan.clean or skip),
            engine=None if why is None else going_on(at.engine, why),
            plan=plan, file_hash=upload.hash, skip_problems=skip,
        )  # fmt: skip
    _put_aside(at, upload)


def _applied(at: Frame, upload: Upload, applied: workbooks.Applied) -> str:
    assert at.who is not None
    _forget(at, upload)
    did = [plural(len(applied.edited), "action") + " changed"] if applied.edited else []
    did += [plural(len(applied.added), "action") + " added"] if applied.added else []
    seen = at.link("See it in the history", "history", door="workbook")
    return f"**Applied.** {list_in_words(did)}. {on_record(at)} {seen}."


def _put_aside(at: Frame, upload: Upload, *, primary: bool = False) -> None:
    form = Form(at, f"aside:{upload.hash}", says=GROUP)
    with form.open():
        form.send(
            "Put it aside",
            "Not put aside",
            uploads.drop,
            lambda _: _aside(upload),
            primary=primary,
            file_hash=upload.hash,
        )


def _aside(upload: Upload) -> str:
    desk.go(upload=None, **{WHOSE: None})
    return f"**Put aside.** Nothing of {plain(upload.name)} was applied."


def _forget(at: Frame, upload: Upload) -> None:
    Form(at, f"aside:{upload.hash}").quietly(uploads.drop, file_hash=upload.hash)
    desk.go(upload=None, **{WHOSE: None})


def _table(title: str, items: Sequence[Any], columns: tuple[str, ...], line: Any) -> None:
    if not items:
        return
    section(title)
    tables.table([line(item) for item in items[:MOST]], columns, alt=title)
    if len(items) > MOST:
        note(f"… and {len(items) - MOST:,} more like these.")


def _where(item: Any) -> str:
    row = f"row {item.row}" if item.row else ""
    return titled(plain(item.sheet), row, plain(item.column or ""))


def _problem(item: Any) -> tuple[str, str, str]:
    return _where(item), f"“{plain(shown(item.value))}”" if item.value else "–", plain(item.why)


def _conflict(item: Any) -> tuple[str, str, str]:
    said = f"sent {_value(item.sent)}, came back {_value(item.returned)}"
    return _where(item), titled(f"**{plain(item.ref)}** {_field(item.field)}", said), f"now {_value(item.now)}"


def _edit(at: Frame, item: Any) -> tuple[str, str, str]:
    action = at.now.register.actions.get(item.ref)
    title = plain(action.title) if action else ""
    before, after = (_agency(at, v) if item.field == "owner" else _value(v) for v in (item.before, item.after))
    return _where(item), titled(f"**{plain(item.ref)}** {_field(item.field)}", title), f"{before} → **{after}**"


def _addition(at: Frame, item: Any) -> tuple[str, str, str]:
    due = f"due {in_words(item.due)}" if item.due else plain(item.due_text or "no date")
    what = titled(f"**{plain(item.ref)}** {plain(item.action)}", due, plain(item.progress or ""))
    return _where(item), what, _agency(at, item.owner)


def _agency(at: Frame, value: object) -> str:
    return plain(at.now.register.agency_name(str(value))) if value in at.now.register.agencies else _value(value)


def _field(name: str) -> str:
    return name.replace("_", " ")


def _value(value: object) -> str:
    if value is None or value == "":
        return "nothing"
    return plain(in_words(value) if isinstance(value, date) else shown(getattr(value, "label", value), 300))
