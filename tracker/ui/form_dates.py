"""Asking for another due date, and agreeing or refusing one: the only way a date moves."""

import streamlit as st

from tracker.commands import actions, extensions
from tracker.rules.dates import in_words, times
from tracker.rules.lifecycle import OPEN
from tracker.rules.records import ActionFile, Extension
from tracker.rules.sign_off import extension_blockers
from tracker.ui.forms import Form, name_of, on_record, said
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain


def waiting(file: ActionFile) -> Extension | None:
    """The request that nobody has settled yet, if there is one."""
    return next((e for e in file.extensions if not e.agreed_on and not e.refused_on), None)


def ask(at: Frame, file: ActionFile) -> None:
    """The owner's form: a first date where there is none, else another one, with the reason."""
    place = f"dates:{file.action.id}"
    if pending := waiting(file):
        note(
            f"You asked on {in_words(pending.asked_on)} for {in_words(pending.to_due)}. "
            "Somebody of the subgroup agrees or refuses it; until then the date stays."
        )
    elif file.action.due is None:
        form = Form(at, place, seen=file.action)
        with form.box():
            due = form.day("due", "**When will it be done?** :gray[This becomes the original date, and never changes.]")
            form.send(
                "Set this date", "Not set", actions.set_first_date,
                lambda a: f"**Set.** It is due on {in_words(a.due) if a.due else '–'}. {on_record(at)}",
                primary=False, before=lambda: {"due": form.needed("Due date", due)}, action_id=file.action.id,
            )  # fmt: skip
    elif at.now.statuses[file.action.id] not in OPEN:
        note("Its date does not move any more.")
    else:
        form = Form(at, place)
        moved = f" It has moved {times(file.moves)} already." if file.moves else ""
        with form.box():
            due = form.day("due", f"**Which date do you ask for?** :gray[The original stays on record.{moved}]")
            why = form.words("why", "**Why?** :gray[What stands in the way, and what you do about it.]", height=96)
            form.send(
                "Ask for this date", "Not asked", extensions.ask,
                lambda e: f"**Asked.** The subgroup will agree or refuse {in_words(e.to_due)}. {on_record(at)}",
                primary=False, before=lambda: {"to_due": form.needed("New date", due)},
                action_id=file.action.id, reason=why,
            )  # fmt: skip
    said(place)


def settle(at: Frame, extension: Extension, file: ActionFile) -> None:
    """The verifier's form for one request: agree it, or refuse it with a reason."""
    assert at.who is not None
    who = plain(name_of(at.now.register, extension.asked_by))
    was = in_words(extension.from_due) if extension.from_due else "no date"
    original = f", original {in_words(file.action.original_due)}" if file.action.original_due else ""
    st.markdown(
        f"From {was}{original} to **{in_words(extension.to_due)}**; "
        f"it has {f'moved {times(file.moves)}' if file.moves else 'never moved'} before. "
        f"Asked by {who} on {in_words(extension.asked_on)}: {plain(extension.reason)}"
    )
    body = at.now.body.get(file.action.owner_id or "", frozenset())
    blockers = extension_blockers(extension, file, at.who.roles, at.who.id, same_body=body)
    if blockers:
        note(f"You cannot settle this one: {plain('; '.join(blockers))}.")
        return
    form = Form(at, f"settle:{extension.id}", says="verify")
    with form.open():
        answer = form.radio("answer", "**Do you agree?**", {"yes": "Agree this date", "no": "Refuse it"}, across=True)
        if answer == "yes":
            form.send(
                "Agree the date", "Not agreed", extensions.agree,
                lambda e: f"**Agreed.** {plain(e.action_id)} is due on {in_words(e.to_due)}. {on_record(at)}",
                primary=False, extension_id=extension.id,
            )  # fmt: skip
        elif answer == "no":
            why = form.words("why", "**Why not?** :gray[The owner reads this.]", height=96)
            form.send(
                "Refuse the date", "Not refused", extensions.refuse,
                lambda e: f"**Refused.** {plain(e.action_id)} is due when it was. {on_record(at)}",
                primary=False, extension_id=extension.id, reason=why,
            )  # fmt: skip
