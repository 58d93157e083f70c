"""Measures of a recommendation, by hand: begin one, read it, correct it, take a reading back, end it."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from tracker.commands import measures
from tracker.rules.dates import first_words, in_words
from tracker.rules.impact import amount
from tracker.rules.records import Measure, Recommendation
from tracker.rules.words import Direction
from tracker.ui import desk
from tracker.ui.forms import Form, may_or_say, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain

VERBS = {
    "read": "Enter a reading", "measure": "Add a measure", "correct": "Correct a measure",
    "withdraw": "Take a reading back", "end": "End a measure",
}  # fmt: skip
DIRECTIONS = {direction: direction.label for direction in Direction}


def draw(at: Frame, rec: Recommendation) -> None:
    """What this person may do about the measures of a recommendation."""
    if not may_or_say(at, "measure"):
        return
    found = {m.id: m for m in at.now.register.measures_of.get(rec.id, ())}
    kept = {id_: one for id_, one in found.items() if one.ended_on is None}
    read = {r.id: r for id_ in found for r in at.now.register.readings_of.get(id_, ())}
    needs = {"measure": True, "read": bool(kept), "correct": bool(kept), "end": bool(kept), "withdraw": bool(read)}
    with st.container(key="controls_measures"):
        verb = desk.verbs({name: words for name, words in VERBS.items() if needs[name]}, "measure_do")
    if verb == "measure":
        _add(at, rec)
    elif verb == "withdraw":
        _withdraw(at, rec, found)
    elif verb:
        one = next(iter(kept.values())) if len(kept) == 1 else kept.get(_which(kept) or "")
        if one is None:
            note("Choose the measure first.")
        else:
            OF_ONE[verb](at, one)


def _which(kept: dict[str, Measure]) -> str | None:
    with st.container(key="controls_measure"):
        return desk.pick("Which measure?", {id_: first_words(one.what, 70) for id_, one in kept.items()}, "measure")


def _add(at: Frame, rec: Recommendation) -> None:
    form = Form(at, f"measure:new:{rec.id}", says="measures")
    with form.box():
        what, unit, direction, more = _fields(form, None)
        form.send(
            "Add this measure", "Not added", measures.add,
            lambda m: f"**Added.** {plain(m.what)}. {on_record(at)}",
            before=lambda: {"direction": form.needed("Which way should it move", direction)}, primary=False,
            recommendation_id=rec.id, what=what, unit=unit, **more,
        )  # fmt: skip


def _correct(at: Frame, one: Measure) -> None:
    form = Form(at, f"measure:{one.id}", seen=one, says="measures")
    note("A field left empty keeps what it says now. To measure something else, end this one and add another.")
    with form.box():
        what, unit, direction, more = _fields(form, one)
        form.send(
            "Save this measure", "Not saved", measures.edit,
            lambda m: f"**Saved.** {plain(m.what)}. {on_record(at)}", primary=False,
            measure_id=one.id, what=what, unit=unit, direction=direction, **more,
        )  # fmt: skip


def _fields(form: Form, one: Measure | None) -> tuple[str, str, Direction | None, dict[str, Any]]:
    def now(name: str) -> Any:
        return getattr(one, name, None)

    what = form.text("what", "**What is measured?** :gray[Say what is different for children.]", now("what"))
    unit = form.text("unit", "**In what unit?** :gray[%, days, children.]", now("unit"))
    direction = form.radio("direction", "**Which way should it move?**", DIRECTIONS, now("direction"))
    return what, unit, direction, {
        "baseline": form.amount("baseline", "**Baseline** :gray[What it was before.]", now("baseline")),
        "baseline_on": form.day("baseline_on", "**Day of the baseline**", now("baseline_on")),
        "target": form.amount("target", "**Target** :gray[May be left out.]", now("target")),
        "target_on": form.day("target_on", "**To be reached by** :gray[May be left out.]", now("target_on")),
        "source": form.text("source", "**Where is it read?** :gray[Which audit, system or survey.]", now("source")),
    }  # fmt: skip


def _read(at: Frame, one: Measure) -> None:
    form = Form(at, f"reading:{one.id}", says="measures")
    with form.box():
        value = form.amount("value", f"**{plain(first_words(one.what, 120))}** :gray[In {plain(one.unit)}.]", None)
        day = form.day("on", "**On which day was it so?** :gray[Today, if you leave it empty.]")
        source = form.text("source", "**Where was it read?** :gray[So that somebody else can read it too.]", one.source)
        form.send(
            "Enter this reading", "Not entered", measures.read,
            lambda r: f"**Entered.** {plain(amount(r.value, one.unit))}. {on_record(at)}",
            before=lambda: {"value": form.needed("Value", value)}, primary=False,
            measure_id=one.id, on=day, source=source,
        )  # fmt: skip


def _withdraw(at: Frame, rec: Recommendation, found: dict[str, Measure]) -> None:
    readings = {
        r.id: f"{in_words(r.read_on)}: {amount(r.value, one.unit)}, {first_words(one.what, 50)}"
        for id_, one in found.items()
        for r in reversed(at.now.register.readings_of.get(id_, ()))
    }
    form = Form(at, f"unread:{rec.id}", says="measures")
    with form.box():
        id_ = form.pick("reading", "**Which reading was wrong?**", readings)
        why = form.text("why", "**Why?** :gray[It stays on the record and counts no more.]")
        form.send(
            "Take it back", "Not taken back", measures.withdraw_reading,
            lambda r: f"**Taken back.** The reading of {in_words(r.read_on)}. {on_record(at)}",
            before=lambda: {"reading_id": form.needed("Which reading was wrong", id_)}, primary=False, reason=why,
        )  # fmt: skip


def _end(at: Frame, one: Measure) -> None:
    form = Form(at, f"measure:end:{one.id}", seen=one, says="measures")
    with form.box():
        why = form.text("why", f"**Why is “{plain(first_words(one.what, 80))}” read no more?**")
        form.send(
            "End this measure", "Not ended", measures.end,
            lambda m: f"**Ended.** {plain(m.what)}; what was read stays. {on_record(at)}", primary=False,
            measure_id=one.id, reason=why,
        )  # fmt: skip


OF_ONE: dict[str, Callable[[Frame, Measure], None]] = {"read": _read, "correct": _correct, "end": _end}
