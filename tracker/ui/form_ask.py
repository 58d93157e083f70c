"""Asks: which agency was asked for which part; asking one or each of a group, accepting, asking no more."""

from tracker.commands import asks
from tracker.rules.dates import first_words, in_words, plural
from tracker.rules.records import Ask, Recommendation
from tracker.ui import desk, tables
from tracker.ui.forms import Form, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import chip, plain, section, soft, titled

VERBS = {"ask": "Ask", "accept": "Record that one accepted", "withdraw": "Ask one no longer"}


def draw(at: Frame, rec: Recommendation) -> None:
    """Who was asked for what, and one form at a time."""
    register = at.now.register
    section(f"Who was asked for {plain(rec.ref)}")
    standing = [ask for part in register.parts_of.get(rec.id, ()) for ask in register.asks_of.get(part.id, ())]
    tables.table([_line(at, a) for a in standing], ("Rating", "Asked"), alt=f"Who was asked for {rec.ref}")
    verb = desk.verbs(VERBS if standing else {"ask": "Ask"}, "ask_do")
    names = {
        a.id: f"{register.agency_name(a.agency_id)}: part {register.parts[a.part_id].label or 'one'}" for a in standing
    }
    if verb == "ask":
        _ask(at, rec)
    elif verb == "accept":
        _accept(at, {k: v for k, v in names.items() if register.asks[k].accepted_on is None})
    elif verb == "withdraw":
        _withdraw(at, names)


def _line(at: Frame, ask: Ask) -> tuple[str, str]:
    register = at.now.register
    rating = at.now.ask_ratings.get(ask.id)
    part = register.parts[ask.part_id]
    group = f" as one of {plain(register.groups[ask.group_id].name)}" if ask.group_id else ""
    accepted = f"accepted on {in_words(ask.accepted_on)}" if ask.accepted_on else "not yet accepted"
    label = f"part {plain(part.label)}, " if part.label else ""
    why = plain(rating.reason) if rating else "context, not tracked"
    name = plain(register.agency_name(ask.agency_id))
    return chip(rating.brag) if rating else soft("context"), titled(f"**{name}**{group}", f"{label}{accepted} · {why}")


def _ask(at: Frame, rec: Recommendation) -> None:
    register = at.now.register
    tracked = [p for p in register.parts_of.get(rec.id, ()) if p.context_reason is None]
    parts = {p.id: f"{p.label}: {first_words(p.text, 80)}" if p.label else first_words(p.text, 90) for p in tracked}
    form = Form(at, f"ask:{rec.id}", says="recommendations")
    with form.open():
        part_ids = form.many("parts", "**For which parts?**", parts, list(parts) if len(parts) == 1 else ())
        whom = form.radio("whom", "**Whom?**", {"agency": "One agency", "group": "Each agency of a group"}, across=True)
        if whom == "agency":
            agencies = {a.id: a.name for a in register.agencies.values() if a.closed_on is None}
            agency = form.pick("agency", "**Which agency?**", agencies)
            form.send(
                "Ask this agency", "Not asked", asks.ask,
                lambda m: f"**Asked.** {plural(len(m), 'ask')}. {on_record(at)}",
                before=lambda: {"agency_id": form.needed("Which agency", agency)}, part_ids=part_ids,
            )  # fmt: skip
        elif whom == "group":
            group = form.pick("group", "**Which group?**", {g.id: g.name for g in register.groups.values()})
            form.send(
                "Ask each member", "Not asked", asks.ask_group,
                lambda m: f"**Asked.** {plural(len(m), 'ask')}. {on_record(at)}",
                before=lambda: {"group_id": form.needed("Which group", group)}, part_ids=part_ids,
            )  # fmt: skip


def _accept(at: Frame, names: dict[str, str]) -> None:
    form = Form(at, "ask-accept", says="recommendations")
    with form.box():
        ask_id = form.pick("ask", "**Which one accepted?**", names)
        on = form.day("on", "**On which day?** :gray[Today, if you leave it open.]")
        form.send(
            "Record the acceptance", "Not recorded", asks.accept, lambda a: f"**Recorded.** {on_record(at)}",
            before=lambda: {"ask_id": form.needed("Which one accepted", ask_id)}, on=on,
        )  # fmt: skip


def _withdraw(at: Frame, names: dict[str, str]) -> None:
    form = Form(at, "ask-withdraw", says="recommendations")
    with form.open():
        ask_id = form.pick("ask", "**Which one?**", names)
        reason = form.words("reason", "**Why is it asked no longer?**", height=96)
        sure = form.sure("This ask no longer counts in any figure. Its actions stay; it can be asked again.")
        form.send(
            "Ask it no longer", "Not withdrawn", asks.withdraw, lambda a: f"**Withdrawn.** {on_record(at)}",
            ready=sure, before=lambda: {"ask_id": form.needed("Which one", ask_id)}, reason=reason,
        )  # fmt: skip
