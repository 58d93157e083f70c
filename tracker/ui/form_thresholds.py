"""The thresholds of the rating: register data, dated by the trail; past figures keep those of their day."""

from typing import Any

from tracker.commands import settings
from tracker.rules.by_board import id_of
from tracker.rules.dates import list_in_words
from tracker.rules.thresholds import CHECK_BACKS, LABELS, LONGEST_MONTHS, SETTING_ID, Thresholds
from tracker.ui import tables, whose
from tracker.ui.forms import Form, on_record, said
from tracker.ui.frame import Frame
from tracker.ui.look import note, section


def draw(at: Frame) -> None:
    """The thresholds in force; the form for those who may."""
    board_id = whose.board_of(at, "set_thresholds")
    now = Thresholds.from_settings(at.register.settings, board_id)
    pairs = {words: f"{getattr(now, name)} days" for name, words in LABELS.items()}
    pairs[CHECK_BACKS] = f"{list_in_words([str(m) for m in now.check_back_months])} months"
    tables.facts(pairs, alt="The thresholds in force")
    whose.told(at, SETTING_ID, board_id, "reviews", tab="thresholds")
    note("A change counts from now on. Any past day is still rated by the thresholds of that day.")
    said("thresholds")
    if whose.may_set(at, "set_thresholds"):
        section("Set them")
        _form(at, now, board_id)
        whose.follow_general(at, SETTING_ID, board_id, "thresholds")


def _form(at: Frame, now: Thresholds, board_id: str | None) -> None:
    id_ = id_of(SETTING_ID, board_id)
    form = Form(at, id_, seen=at.now.register.settings.get(id_), says="thresholds")
    with form.box():
        days = {name: form.number(name, f"**{words}**", getattr(now, name)) for name, words in LABELS.items()}
        last = len(now.check_back_months) - 1
        first = form.number(
            "first", "**Months to the first check-back**", now.check_back_months[0], most=LONGEST_MONTHS
        )
        final = form.number(
            "final", "**Months to the last one, which embeds** :gray[The same for only one.]",
            now.check_back_months[last],
            most=LONGEST_MONTHS,
        )  # fmt: skip
        reason = form.text("reason", "**Why?** :gray[And where it was decided.]")

        def values() -> dict[str, Any]:
            sure = {name: form.needed(LABELS[name], value) for name, value in days.items()}
            months = tuple(form.needed(CHECK_BACKS, m) for m in (first, final))
            kept = now.check_back_months[1:-1]
            return {
                "thresholds": Thresholds(**sure, check_back_months=tuple(dict.fromkeys((months[0], *kept, months[1]))))
            }

        form.send(
            "Set these thresholds", "Not set", settings.set_thresholds, lambda s: f"**Set.** {on_record(at)}",
            before=values, reason=reason or None,
        )  # fmt: skip
