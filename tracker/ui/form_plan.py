"""Planning what will be done: for a hole, by its agency; for any parts, by an agency or by each member of a group."""

from datetime import date

from tracker.commands import actions
from tracker.rules.dates import first_words, in_words, plural
from tracker.rules.records import Action, Ask
from tracker.ui import desk_owed
from tracker.ui.forms import Form, on_record, said
from tracker.ui.frame import Frame
from tracker.ui.look import plain


def for_ask(at: Frame, ask: Ask) -> None:
    """The agency's own form for something it was asked for and has agreed nothing about."""
    desk_owed.printed(at, (ask.part_id,))
    form = Form(at, f"plan:{ask.id}", says="my_agency")
    with form.open():
        _fields_and_button(form, part_ids=[ask.part_id], owner_id=ask.agency_id, primary=True)


def for_parts(at: Frame, recommendation_id: str) -> None:
    """The board's form: one or more parts, by one agency or by a group."""
    register = at.now.register
    parts = {
        p.id: f"{p.label}: {first_words(p.text, 90)}" if p.label else first_words(p.text, 100)
        for p in register.parts_of.get(recommendation_id, ())
        if p.context_reason is None
    }
    form = Form(at, f"plan:{recommendation_id}")
    with form.open():
        part_ids = form.many("parts", "**For which parts?**", parts, list(parts) if len(parts) == 1 else ())
        by_whom = form.radio(
            "by_whom", "**Who will do it?**",
            {"agency": "One agency", "group": "Each agency of a group", "nobody": "Nobody has agreed yet"},
        )  # fmt: skip
        if by_whom == "agency":
            names = {a.id: a.name for a in register.agencies.values() if a.closed_on is None}
            owner = form.pick("owner", "**Which agency?**", names)
            if owner:
                _fields_and_button(form, part_ids=part_ids, owner_id=owner)
        elif by_whom == "group":
            group = form.pick("group", "**Which group?**", {g.id: g.name for g in register.groups.values()})
            if group:
                _group(form, part_ids, group)
        elif by_whom == "nobody":
            _fields_and_button(form, part_ids=part_ids, owner_id=None)
    said(form.place)


def _fields_and_button(form: Form, *, part_ids: list[str], owner_id: str | None, primary: bool = False) -> None:
    title, due, meant, outcome = _what(form)
    lead = form.text("lead", "**Who leads it?** :gray[A role, not a name: Head of safeguarding.]")
    form.send(
        "Plan this action", "Not planned", actions.plan, lambda a: _planned(form, (a,)), primary=primary,
        ready=meant, part_ids=part_ids, owner_id=owner_id, title=title, due=due, lead=lead, intended_outcome=outcome,
    )  # fmt: skip


def _group(form: Form, part_ids: list[str], group_id: str) -> None:
    title, due, meant, outcome = _what(form)
    form.send(
        "Plan it for each member", "Not planned", actions.plan_for_group, lambda made: _planned(form, made),
        primary=False, ready=meant,
        part_ids=part_ids, group_id=group_id, title=title, due=due, intended_outcome=outcome,
    )  # fmt: skip


def _what(form: Form) -> tuple[str, date | None, bool, str]:
    title = form.text("title", "**What will be done?** :gray[One sentence that says who will see what by then.]")
    due = form.day("due", "**By when?** :gray[This becomes the original date, and never changes.]")
    meant = form.not_past(due)
    outcome = form.words("outcome", "**What will be different for children?**", height=80)
    return title, due, meant, outcome


def _planned(form: Form, made: tuple[Action, ...]) -> str:
    due = made[0].due
    when = f", due on {in_words(due)}" if due else ", with no date yet"
    what = plain(made[0].id) if len(made) == 1 else plural(len(made), "action")
    return f"**Planned.** {what}{when}. {on_record(form.at)}"
