"""For how many years evidence is kept: register data, dated by the trail."""

from tracker.commands import settings
from tracker.rules.by_board import id_of
from tracker.rules.dates import plural
from tracker.rules.retention import LONGEST_YEARS, SETTING_ID, YEARS, Retention
from tracker.ui import tables, whose
from tracker.ui.desk_retention import GROUP
from tracker.ui.forms import Form, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import note, section


def draw(at: Frame) -> None:
    """The rule in force; the form for those who may."""
    board_id = whose.board_of(at, "set_retention")
    id_ = id_of(SETTING_ID, board_id)
    known = at.now.register.settings
    setting, now = known.get(id_), Retention.from_settings(known, board_id)
    tables.facts({"Years after a review was closed": plural(now.years, "year")}, alt="The rule in force")
    whose.told(at, SETTING_ID, board_id, "retention", view="years")
    if setting is None and SETTING_ID not in known:
        note("It was never set: this is what the tracker comes with. Set what your own policy says.")
    note("A change counts from now on. What was disposed of stays gone, and says by which rule it went.")
    if whose.may_set(at, "set_retention"):
        section("Set it")
        form = Form(at, f"{id_}:years", seen=setting, says=GROUP)
        with form.box():
            years = form.number("years", f"**{YEARS}**", now.years, most=LONGEST_YEARS)
            reason = form.text("reason", "**Why?** :gray[The policy, and where it was decided.]")
            form.send(
                "Set the years", "Not set", settings.set_retention, lambda s: f"**Set.** {on_record(at)}",
                before=lambda: {"retention": Retention(form.needed(YEARS, years))}, reason=reason or None,
            )  # fmt: skip
        whose.follow_general(at, SETTING_ID, board_id, GROUP)
