"""One file on the desk: what it would change, what somebody decides about it, and the button that applies it."""

from collections.abc import Callable

import streamlit as st

from tracker.commands import uploads, workbooks
from tracker.rules.dates import list_in_words, plural
from tracker.rules.words import Door
from tracker.sheets.decide import decided
from tracker.sheets.plan import Plan
from tracker.store.database import going_on
from tracker.store.desk import Upload
from tracker.ui import desk, desk_answers, desk_decide, desk_plan, desk_settle
from tracker.ui.desk_incoming import as_read, plan_of
from tracker.ui.desk_scope import GROUP, WHOSE, may_bring_in
from tracker.ui.forms import Form, may, may_or_say, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section


def one(at: Frame, upload: Upload, head: Callable[[str], None]) -> None:
    """Everything about one file; `head` draws the page's title once the finding is known."""
    plan = plan_of(at, upload)
    if plan is None:
        head("This file cannot be read")
        _put_aside(at, upload, primary=True)
        return
    head(desk_plan.finding(plan))
    _from(at, plan)
    desk_plan.besides(plan)
    desk_settle.settle(at, upload, plan)
    desk_decide.conflicts(at, upload, plan.conflicts)
    desk_plan.show(at, plan)
    desk_settle.layout(at, plan)
    with st.container(key="controls_apply"):
        _apply(at, upload, plan)


def _from(at: Frame, plan: Plan) -> None:
    """Which workbook this is: whose, and when it went out."""
    if plan.layout != desk_plan.RETURN:
        note("Another board’s plan, or an older one of yours: every row would be a new action, none is changed.")
        return
    sending = at.now.register.sendings.get(plan.sending_id or "")
    if sending:
        whose = plain(at.now.register.agency_name(sending.agency_id))
        note(f"Workbook {plain(sending.id)} of {whose}, made on {at.day(sending.made_on)}.")
    elif plan.agency_id in at.now.register.agencies:
        note(f"A workbook of {plain(at.now.register.agency_name(plan.agency_id))}, downloaded here.")


def _decided(at: Frame, upload: Upload, plan: Plan) -> Plan:
    return decided(plan, desk_decide.choices(desk_answers.settled(at, upload), plan))


def _apply(at: Frame, upload: Upload, plan: Plan) -> None:
    """Apply it or put it aside. The button waits while something is in the way that nobody said to leave out."""
    unguarded = (as_read(at, upload) or plan) if may(at, "go_on") else plan
    if not (unguarded.changes or unguarded.conflicts):
        _put_aside(at, upload, primary=True)
        return
    section("Apply it, or put it aside")
    if not may_bring_in(at):
        may_or_say(at, "import_workbook")
        _put_aside(at, upload)
        return
    desk_decide.leave_out(at, upload, plan)
    form = Form(at, f"workbook:{upload.hash}", says=GROUP, door=Door.WORKBOOK)
    with form.open():
        skip, why = False, None
        if unguarded != plan and form.tick("through", "**Let through what may identify somebody**, with a reason."):
            why = form.text("through_why", "**Why must it stay?** :gray[It goes on the record; repeat no words.]")
            plan = unguarded
        plan = _decided(at, upload, plan)
        number = desk_plan.applicable(plan)
        whole = plan.clean and number == plan.changes
        if not whole:
            skip = form.tick("skip", f"**Leave out what cannot be taken:** {desk_plan.left(plan)}. Apply the rest.")
        form.send(
            f"Apply {plural(number, 'change')}", "Nothing was changed", workbooks.apply,
            lambda applied: _applied(at, upload, applied), ready=bool(number) and (whole or skip),
            engine=None if why is None else going_on(at.engine, why),
            plan=plan, file_hash=upload.hash, skip_problems=skip,
        )  # fmt: skip
    _put_aside(at, upload)
    note(f"It stays on your desk until then: you can go on later. {at.link('Everything on your desk', 'workbook')}")


def _applied(at: Frame, upload: Upload, applied: workbooks.Applied) -> str:
    _forget(at, upload)
    did = [plural(len(applied.edited), "action") + " changed"] if applied.edited else []
    did += [plural(len(applied.added), "action") + " added"] if applied.added else []
    seen = at.link("See what it did, or take it back", "workbook", **{"import": applied.import_id})
    return f"**Applied.** {list_in_words(did)}. {on_record(at)} {seen}."


def _put_aside(at: Frame, upload: Upload, *, primary: bool = False) -> None:
    form = Form(at, f"aside:{upload.hash}", says=GROUP)
    with form.open():
        form.send(
            "Put it aside",
            "Not put aside",
            uploads.drop,
            lambda _: _aside(at, upload),
            primary=primary,
            file_hash=upload.hash,
        )


def _aside(at: Frame, upload: Upload) -> str:
    desk_answers.forget(at, upload)
    desk.go(upload=None, **{WHOSE: None})
    return f"**Put aside.** Nothing of {plain(upload.name)} was applied."


def _forget(at: Frame, upload: Upload) -> None:
    desk_answers.forget(at, upload)
    Form(at, f"aside:{upload.hash}").quietly(uploads.drop, file_hash=upload.hash)
    desk.go(upload=None, **{WHOSE: None})
