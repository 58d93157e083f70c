"""The owner's form for one action: what has changed, where it stands, how they rate it, and the evidence. One press."""

from tracker.commands import report
from tracker.rules.brag import SHAPE
from tracker.rules.dates import in_words
from tracker.rules.lifecycle import VERB_OF
from tracker.rules.records import ActionFile, Update
from tracker.rules.sign_off import claim_blockers
from tracker.rules.words import Brag, OwnRating, Status
from tracker.ui import form_draft, form_proof
from tracker.ui.forms import Form, on_record, said
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain

CLAIMED = "Claimed: we say it is done, and the board will check it against our evidence"


def draw(at: Frame, file: ActionFile) -> None:
    """The form, with nothing chosen beforehand."""
    form = Form(at, f"report:{file.action.id}", seen=file.action)
    with form.open():
        form_draft.restore(form, "narrative")
        last = file.updates[-1].said_on if file.updates else None
        since = f" since {in_words(last)}" if last else ""
        narrative = form.words(
            "narrative",
            f"**What has changed{since}?** :gray[Say what is different for children, not only what was sent.]",
            change=form_draft.keeper(form, "narrative"),
        )
        offered = moves(at, file)
        status = form.radio("status", "**Where is this now?**", offered) if len(offered) > 1 else None
        why_no_claim(at, file)
        ratings = {OwnRating(b.value): f"{SHAPE[b]} {b.value.capitalize()}" for b in (Brag.RED, Brag.AMBER, Brag.GREEN)}
        rating = form.radio(
            "rating",
            "**How do you rate it yourself?** :gray[Kept beside the tracker's own rating.]",
            ratings,
            across=True,
        )
        kind, evidence = form_proof.asked(
            form, "**Do you send evidence?** :gray[Leave it open if not. A claim without any is up to the verifier.]"
        )
        form.send(
            "Send this update",
            "Not sent",
            report.send,
            lambda update: _done(form, update),
            before=lambda: form_proof.checked(form, kind, evidence),
            action_id=file.action.id,
            narrative=narrative,
            status=status if status != at.now.statuses[file.action.id] else None,
            own_rating=rating,
            evidence=kind,
            **{name: value for name, value in evidence.items() if name != "upload"},
        )
        said(form.place)
        form_draft.restored(form)
    note("You can claim that an action is done. Someone outside your agency verifies it.")


def moves(at: Frame, file: ActionFile) -> dict[Status, str]:
    """Where an owner's report may leave the action: what cannot be reached from here is not offered."""
    now = at.now.statuses[file.action.id]
    offered = {now: f"As it is: {now.label.lower()}"}
    if VERB_OF.get((now, Status.IN_PROGRESS)) == "update":
        offered[Status.IN_PROGRESS] = "In progress: " + (
            "work has begun" if now == Status.PLANNED else "we are at it again"
        )
    if not claim_blockers(file):
        offered[Status.CLAIMED] = CLAIMED
    return offered


def why_no_claim(at: Frame, file: ActionFile) -> None:
    """Why a claim is not among the choices, in words."""
    if why := claim_blockers(file):
        note(f"You cannot claim it now: {plain('; '.join(why))}.")


def _done(form: Form, update: Update) -> str:
    form_draft.forget(form)
    return f"**Sent.** Update {plain(update.id)}. {on_record(form.at)}"
