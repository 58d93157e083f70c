"""What evidence each kind of change needs: register data, dated by the trail; what was assured before stays assured."""

from typing import Any

from tracker.commands import settings
from tracker.rules.by_board import id_of
from tracker.rules.dates import plural
from tracker.rules.proof import CHANGED, LONGEST_MONTHS, NAMED, OLD_MONTHS, SETTING_ID, LeastRungs
from tracker.rules.words import ChangeKind, Rung
from tracker.ui import tables, whose
from tracker.ui.forms import Form, on_record, said
from tracker.ui.frame import Frame
from tracker.ui.in_force import least_rungs
from tracker.ui.look import note, section


def draw(at: Frame) -> None:
    """The least rungs in force; the form for those who may."""
    section("The least evidence for each kind of change")
    board_id = whose.board_of(at, "set_assurance")
    now = least_rungs(at.register.settings, board_id)
    pairs = {_capital(CHANGED[kind]): f"{NAMED[now.of(kind)]} at least" for kind in ChangeKind}
    pairs[OLD_MONTHS] = plural(now.old_months, "month")
    tables.facts(pairs, alt="The least evidence for each kind of change")
    whose.told(at, SETTING_ID, board_id, "verification", view="needed")
    note(
        "A claim on weaker evidence can be assured only with a reason, which is kept with the verdict. What kind of "
        "change a recommendation asks for is said where it is edited."
    )
    said("assurance")
    if whose.may_set(at, "set_assurance"):
        section("Set them")
        _form(at, least_rungs(at.now.register.settings, board_id, say=False), board_id)
        whose.follow_general(at, SETTING_ID, board_id, "assurance")


def _form(at: Frame, now: LeastRungs, board_id: str | None) -> None:
    id_ = id_of(SETTING_ID, board_id)
    form = Form(at, id_, seen=at.now.register.settings.get(id_), says="assurance")
    rungs = {rung: rung.label for rung in Rung}
    with form.box():
        chosen = {
            kind: form.pick(kind.value, f"**{_capital(CHANGED[kind])}** :gray[needs at least]", rungs, now.of(kind))
            for kind in ChangeKind
        }
        months = form.number("old", f"**{OLD_MONTHS}**", now.old_months, most=LONGEST_MONTHS)
        reason = form.text("reason", "**Why?** :gray[And where it was decided.]")

        def values() -> dict[str, Any]:
            least = {kind.value: form.needed(kind.label, rung) for kind, rung in chosen.items()}
            return {"least": LeastRungs(**least, old_months=form.needed(OLD_MONTHS, months))}

        form.send(
            "Set this", "Not set", settings.set_assurance, lambda s: f"**Set.** {on_record(at)}",
            before=values, reason=reason or None,
        )  # fmt: skip


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
