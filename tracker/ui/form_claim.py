"""Taking a claim back before it is judged."""

from tracker.commands import actions
from tracker.rules.records import ActionFile
from tracker.ui.forms import Form, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import plain


def place(file: ActionFile) -> str:
    """Where the form says what was done."""
    return f"unclaim:{file.action.id}"


def withdraw(at: Frame, file: ActionFile) -> None:
    """The owner's form; the reason becomes an update. With the claim goes the form: the page says it was done."""
    form = Form(at, place(file), seen=file.action)
    with form.box():
        why = form.words(
            "why", "**Why do you take the claim back?** :gray[The action is in progress again.]", height=96
        )
        form.send(
            "Withdraw the claim", "Not withdrawn", actions.withdraw_claim,
            lambda a: f"**Withdrawn.** {plain(a.id)} is in progress again. {on_record(at)}",
            primary=False, action_id=file.action.id, reason=why,
        )  # fmt: skip
