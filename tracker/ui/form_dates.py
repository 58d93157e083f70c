"""Asking for another due date, and agreeing or refusing one: the only way a date moves."""

import streamlit as st

from tracker.commands import actions, extensions
from tracker.rules.dates import in_words, times
from tracker.rules.lifecycle import OPEN
from tracker.rules.permissions import why_not
from tracker.rules.records import ActionFile, Extension
from tracker.rules.sign_off import extension_blockers
from tracker.rules.standing import Standing
from tracker.ui.forms import Form, name_of, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain
from tracker.ui.who import Who


def waiting(file: ActionFile) -> Extension | None:
    """The request that nobody has settled yet, if there is one."""
    return next((e for e in file.extensions if not e.agreed_on and not e.refused_on), None)


def place(file: ActionFile) -> str:
    """Where asking for a date says what was done."""
    return f"dates:{file.action.id}"


def ask(at: Frame, file: ActionFile) -> None:
    """The owner's form: a first date where there is none, else another one, with the reason. The page says what was
    done."""
    if pending := waiting(file):
        note(
            f"You asked on {in_words(pending.asked_on)} for {in_words(pending.to_due)}. "
            "Somebody of the subgroup agrees or refuses it; until then the date stays."
        )
    elif file.action.due is None:
        form = Form(at, place(file), seen=file.action)
        with form.open():
            due = form.day("due", "**When will it be done?** :gray[This becomes the original date, and never changes.]")
            meant = form.not_past(due)
            form.send(
                "Set this date", "Not set", actions.set_first_date,
                lambda a: f"**Set.** It is due on {in_words(a.due) if a.due else '–'}. {on_record(at)}",
                primary=False, ready=meant, before=lambda: {"due": form.needed("When will it be done", due)},
                action_id=file.action.id,
            )  # fmt: skip
    elif at.now.statuses[file.action.id] not in OPEN:
        note("Its date does not move any more.")
    else:
        form = Form(at, place(file))
        moved = f" It has moved {times(file.moves)} already." if file.moves else ""
        with form.box():
            due = form.day("due", f"**Which date do you ask for?** :gray[The original stays on record.{moved}]")
            why = form.words("why", "**Why?** :gray[What stands in the way, and what you do about it.]", height=96)
            form.send(
                "Ask for this date", "Not asked", extensions.ask,
                lambda e: f"**Asked.** The subgroup will agree or refuse {in_words(e.to_due)}. {on_record(at)}",
                primary=False, before=lambda: {"to_due": form.needed("Which date do you ask for", due)},
                action_id=file.action.id, reason=why,
            )  # fmt: skip


def why_not_settled(standing: Standing, who: Who, extension: Extension, file: ActionFile) -> tuple[str, ...]:
    """Why this person can neither agree nor refuse a new date, in words; nothing where they can."""
    owner = file.action.owner_id
    role = why_not(who.roles, "agree_extension", owner)
    body = standing.body.get(owner or "", frozenset())
    return (*((role,) if role else ()), *extension_blockers(extension, file, who.roles, who.id, same_body=body))


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
    if in_the_way := why_not_settled(at.now, at.who, extension, file):
        note(f"You cannot settle this one: {plain('; '.join(in_the_way))}.")
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
