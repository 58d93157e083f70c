"""What the owner and the business manager may still do with evidence that was sent: a newer version, a restriction, a
correction, a withdrawal. Each with its reason; nothing is ever taken away."""

from enum import StrEnum

from tracker.commands import evidence
from tracker.rules.evidence import correct_blockers, replace_blockers, versions
from tracker.rules.records import ActionFile, Evidence
from tracker.ui import form_proof
from tracker.ui.forms import Form, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain


class Way(StrEnum):
    """What can be done with a piece of evidence."""

    REPLACE = "replace"
    RESTRICT = "restrict"
    CORRECT = "correct"
    WITHDRAW = "withdraw"


def place(file: ActionFile) -> str:
    """Where the page says what was done with evidence."""
    return f"evidence:{file.action.id}"


def draw(at: Frame, file: ActionFile) -> None:
    """Which piece, what to do with it, and the questions of that. The page says that it was done."""
    pieces = {one.id: one for one in file.evidence[::-1] if one.withdrawn_on is None}
    if not pieces:
        return
    form = Form(at, place(file))
    with form.open():
        names = {id_: _name(file, one) for id_, one in pieces.items()}
        chosen = form.pick("which", "**Change a piece of evidence** :gray[Nothing is ever taken away.]", names)
        if chosen is None:
            return
        one = pieces[chosen]
        way = form.radio("way", "**What do you want to do?**", _ways(file, one))
        if why := correct_blockers(file, one):
            note(f"Its rung and its date cannot be corrected: {plain('; '.join(why))}.")
    if way is not None:
        _DRAWS[way](at, file, one, Form(at, f"evidence:{way}:{one.id}", seen=one, says=place(file)))


def _name(file: ActionFile, one: Evidence) -> str:
    number = versions(file, one).in_words
    return f"{one.title} ({number})" if number else one.title


def _ways(file: ActionFile, one: Evidence) -> dict[Way, str]:
    found = {}
    if not replace_blockers(file, one):
        found[Way.REPLACE] = "Send a newer version"
    found[Way.RESTRICT] = "Lift its restriction" if one.restricted else "Restrict it"
    if not correct_blockers(file, one):
        found[Way.CORRECT] = "Correct its rung or its date"
    found[Way.WITHDRAW] = "Withdraw it"
    return found


def _replace(at: Frame, file: ActionFile, one: Evidence, form: Form) -> None:
    with form.open():
        note("The older version counts no more. It stays listed, and whoever may open it still can.")
        kind, found = form_proof.asked(form, "**What do you send?**", before=one)
        why = form.text("why", "**Why is there a newer version?**")
        form.send(
            "Send this version", "Not sent", evidence.replace,
            lambda e: f"**Sent.** {plain(e.title)} is the version that counts now. {on_record(at)}",
            primary=False,
            before=lambda: {"kind": form.needed("What do you send", kind), **form_proof.checked(form, kind, found)},
            evidence_id=one.id, reason=why, **{name: value for name, value in found.items() if name != "upload"},
        )  # fmt: skip


def _restrict(at: Frame, file: ActionFile, one: Evidence, form: Form) -> None:
    all_ = " All its versions are restricted with it." if versions(file, one).in_words else ""
    with form.box():
        note(
            "Everybody who may read the register can then open it again."
            if one.restricted
            else f"{form_proof.RESTRICTED}{all_}"
        )
        why = form.text("why", "**Why?** :gray[The trail keeps it.]")
        done = "can be opened by every reader again" if one.restricted else "is restricted now"
        form.send(
            "Lift the restriction" if one.restricted else "Restrict this evidence", "Not changed", evidence.restrict,
            lambda e: f"**Changed.** {plain(e.title)} {done}. {on_record(at)}",
            primary=False, evidence_id=one.id, restricted=not one.restricted, reason=why,
        )  # fmt: skip


def _correct(at: Frame, file: ActionFile, one: Evidence, form: Form) -> None:
    with form.box():
        rung = form.pick("rung", "**What does it show?**", form_proof.RUNGS, one.rung)
        about = form.day("about", "**What date is it about?**", one.about)
        why = form.text("why", "**Why was it wrong?** :gray[The trail keeps it.]")
        form.send(
            "Correct this evidence", "Not corrected", evidence.correct,
            lambda e: f"**Corrected.** {plain(e.title)}: {e.rung.label.lower()}. {on_record(at)}",
            primary=False, evidence_id=one.id, rung=rung, about=about, reason=why,
        )  # fmt: skip


def _withdraw(at: Frame, file: ActionFile, one: Evidence, form: Form) -> None:
    back = " An earlier version does not come back by itself: send it again." if versions(file, one).earlier else ""
    with form.box():
        note(f"It stays on record as withdrawn, with your reason. Its file is given to nobody any more.{back}")
        why = form.text("why", "**Why?**")
        form.send(
            "Withdraw this evidence", "Not withdrawn", evidence.withdraw,
            lambda e: f"**Withdrawn.** {plain(e.title)}. {on_record(at)}",
            primary=False, evidence_id=one.id, reason=why,
        )  # fmt: skip


_DRAWS = {Way.REPLACE: _replace, Way.RESTRICT: _restrict, Way.CORRECT: _correct, Way.WITHDRAW: _withdraw}
