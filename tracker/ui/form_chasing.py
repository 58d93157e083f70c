"""When and whom messages chase: register data, dated by the trail; past figures keep those of their day."""

from typing import Any

from tracker.commands import settings
from tracker.rules.by_board import id_of
from tracker.rules.chasing import LABELS, LADDER, SETTING_ID, Chasing
from tracker.rules.words import LadderRung
from tracker.ui import tables, whose
from tracker.ui.desk_chase import GROUP
from tracker.ui.forms import Form, on_record
from tracker.ui.frame import Frame
from tracker.ui.in_force import chasing
from tracker.ui.look import note, plain, section


def finding(at: Frame) -> str:
    """ "No more than one message in 7 days"."""
    days = chasing(at.register.settings, whose.board_of(at, "set_chasing")).days_between
    return f"No more than one message in {days} days" if days > 1 else "No more than one message a day"


def draw(at: Frame) -> None:
    """What is in force; the form for those who may."""
    board_id = whose.board_of(at, "set_chasing")
    now = chasing(at.register.settings, board_id)
    tables.facts({name: plain(value) for name, value in now.in_words.items()}, alt="When and whom messages chase")
    whose.told(at, SETTING_ID, board_id, "chase", view="settings")
    note("Quiet hours keep e-mail from leaving by itself; a message may be made as a file at any hour.")
    if whose.may_set(at, "set_chasing"):
        section("Set them")
        _form(at, now, board_id)
        whose.follow_general(at, SETTING_ID, board_id, GROUP)


def _form(at: Frame, now: Chasing, board_id: str | None) -> None:
    id_ = id_of(SETTING_ID, board_id)
    form = Form(at, f"{id_}-settings", seen=at.now.register.settings.get(id_), says=GROUP)
    with form.box():
        above = {rung: rung.label for rung in LadderRung if rung != LadderRung.LEAD}
        hint = ":gray[The agency’s lead is always the first.]"
        rungs = form.many("ladder", f"**{LADDER}** {hint}", above, [rung for rung in now.ladder if rung in above])
        days = {name: form.number(name, f"**{words}**", getattr(now, name)) for name, words in LABELS.items()}
        start = form.text("from", "**Quiet from** :gray[Such as 18:00. Empty: no quiet hours.]", now.quiet_from)
        end = form.text("until", "**Quiet until**", now.quiet_until)
        weekends = form.tick("weekends", "Quiet on Saturdays and Sundays too", now.quiet_weekends)
        reason = form.text("reason", "**Why?** :gray[And where it was decided.]")

        def values() -> dict[str, Any]:
            sure = {name: form.needed(LABELS[name], value) for name, value in days.items()}
            ladder = tuple(rung for rung in LadderRung if rung == LadderRung.LEAD or rung in rungs)
            hours = {"quiet_from": start or None, "quiet_until": end or None}
            return {"chasing": Chasing(ladder=ladder, quiet_weekends=weekends, **sure, **hours)}  # type: ignore[arg-type]

        form.send(
            "Set these", "Not set", settings.set_chasing, lambda s: f"**Set.** {on_record(at)}", before=values,
            reason=reason or None,
        )  # fmt: skip
