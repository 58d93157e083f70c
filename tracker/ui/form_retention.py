"""For how many years evidence is kept: register data, dated by the trail."""

from tracker.commands import settings
from tracker.rules.dates import plural
from tracker.rules.retention import LONGEST_YEARS, SETTING_ID, YEARS, Retention
from tracker.ui import tables
from tracker.ui.desk_retention import GROUP
from tracker.ui.forms import Form, may_or_say, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import note, section


def draw(at: Frame) -> None:
    """The rule in force; the form for those who may."""
    setting = at.now.register.settings.get(SETTING_ID)
    now = Retention.from_settings(at.now.register.settings)
    tables.facts({"Years after a review was closed": plural(now.years, "year")}, alt="The rule in force")
    if setting is None:
        note("The board has not set it: this is what the tracker comes with. Set what your own policy says.")
    note("A change counts from now on. What was disposed of stays gone, and says by which rule it went.")
    if may_or_say(at, "set_retention"):
        section("Set it")
        form = Form(at, "retention:years", seen=setting, says=GROUP)
        with form.box():
            years = form.number("years", f"**{YEARS}**", now.years, most=LONGEST_YEARS)
            reason = form.text("reason", "**Why?** :gray[The policy, and where it was decided.]")
            form.send(
                "Set the years", "Not set", settings.set_retention, lambda s: f"**Set.** {on_record(at)}",
                before=lambda: {"retention": Retention(form.needed(YEARS, years))}, reason=reason or None,
            )  # fmt: skip
