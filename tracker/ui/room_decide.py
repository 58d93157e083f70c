"""What the room decides about an item: a key for each choice, one sentence, and it is done and minuted in one step."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from tracker import clock
from tracker.commands import agendas, decisions
from tracker.notices import chase
from tracker.queries import chasing
from tracker.rules.dates import in_words, list_in_words
from tracker.rules.lifecycle import OPEN, VERIFIED
from tracker.rules.permissions import why_not
from tracker.rules.records import ActionFile, AgendaItem, Decision, Meeting
from tracker.rules.recurrence import Recurrence
from tracker.rules.sign_off import check_back_blockers, verify_blockers
from tracker.rules.words import AgendaKind, CheckOutcome, LadderRung, NotDoingKind, Status
from tracker.ui import (
    desk_agenda,
    desk_meetings,
    form_dates,
    form_same_lesson,
    form_verify,
    keys,
    room_keys,
    show_proof,
    show_returned,
)
from tracker.ui.forms import Form, may_or_say, name_of
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, titled
from tracker.ui.room_item import Subject

GROUP = "room"
WORDS = {
    "assure": "Assure",
    "return": "Return, with the reason",
    "agree": "Agree the new date",
    "refuse": "Refuse the new date",
    "check": "Check back",
    "escalate": "Escalate",
    "raise": "Raise an action",
    "same": "The same lesson",
    "not_doing": "Not doing, until",
    "minute": "Minute only",
}


SETTLED = (
    "**Somebody was first.** This has been decided meanwhile: see below by whom. What you were typing is still here, "
    "to be copied into a note."
)
VERBS = {"escalate": "escalate", "raise": "raise_action", "not_doing": "not_doing"}


def draw(at: Frame, meeting: Meeting, item: AgendaItem, subject: Subject) -> None:
    """The choices, the form of the one that was chosen, what was decided already, and the note."""
    section("We decide")
    if desk_meetings.is_over(meeting, at.today):
        note("The meeting was ended: its minutes are complete. Open it again from the minutes to decide more.")
    elif may_or_say(at, "record_meeting"):
        found, in_the_way = _choices(at, item, subject)
        chosen = room_keys.chosen(item.id)
        with st.container():
            with st.container(gap="xsmall", horizontal=True, key="room_choices"):
                for number, what in enumerate(found, start=1):
                    st.button(
                        WORDS[what], key=f"room:{what}", shortcut=keys.one(str(number)), on_click=room_keys.choose,
                        args=(item.id, what),
                    )  # fmt: skip
            for words in in_the_way:
                note(plain(words))
        if chosen and (chosen in found or _was_settled(subject, chosen)):
            with st.container(border=True, key="room_deciding"):
                with st.container():  # of its own, so that what comes later does not take the cursor out of the form
                    st.markdown(f"**{WORDS[chosen]}**")
                    if chosen not in found:
                        st.warning(SETTLED, icon=":material/group:")
                FORMS[chosen](at, meeting, item, subject)
        _note(at, item, chosen)
        room_keys.listen()
    _decided(at, meeting, item)
    note(room_keys.KEYS)
    keys.switch()


def _choices(at: Frame, item: AgendaItem, subject: Subject) -> tuple[list[str], list[str]]:
    """What this person may decide here, in the order of the keys; and why not what one would expect."""
    assert at.who is not None, "asked before"
    file, found, why = subject.file, list[str](), list[str]()
    if file and at.now.statuses[file.action.id] == Status.CLAIMED:
        if blockers := _judge(at, file):
            why.append(f"You cannot judge this claim: {'; '.join(blockers)}.")
        else:
            found += ["assure", "return"]
    if file and subject.extension and not (subject.extension.agreed_on or subject.extension.refused_on):
        if blocked := form_dates.why_not_settled(at.now, at.who, subject.extension, file):
            why.append(f"You cannot settle this date: {'; '.join(blocked)}.")
        else:
            found += ["agree", "refuse"]
    if file and _check(subject) is not None:
        body = at.now.body.get(file.action.owner_id or "", frozenset())
        if blocked := check_back_blockers(
            file, at.who.roles, at.who.id, at.now.register.board_agencies, same_body=body
        ):
            why.append(f"You cannot check back: {'; '.join(blocked)}.")
        else:
            found.append("check")
    owed = at.now.statuses[file.action.id] in OPEN if file else subject.recommendation is not None
    if owed:
        may = [what for what, verb in VERBS.items() if not why_not(at.who.roles, verb)]
        found += [what for what in may if what != "raise" or subject.recommendation]
    if _undecided(at, item, subject):
        found.insert(0, "same")
    return [*found, "minute"], why


def _undecided(at: Frame, item: AgendaItem, subject: Subject) -> list[Recurrence]:
    """The earlier lessons that came back with this item's recommendation, of which no meeting has decided."""
    if item.kind != AgendaKind.RECURRENCE or subject.recommendation is None:
        return []
    return [one for one in show_returned.of(at, subject.recommendation.id) if one.decision is None]


def _was_settled(subject: Subject, chosen: str | None) -> bool:
    """Whether somebody else settled what this person was deciding: the form stays, so that no typed word is lost."""
    return bool(
        (chosen in ("assure", "return") and subject.file)
        or (chosen in ("agree", "refuse") and subject.extension)
    )  # fmt: skip


def _judge(at: Frame, file: ActionFile) -> tuple[str, ...]:
    assert at.who is not None, "asked before"
    body = at.now.body.get(file.action.owner_id or "", frozenset())
    return verify_blockers(file, at.who.roles, at.who.id, at.now.register.board_agencies, same_body=body)


def _check(subject: Subject) -> Any:
    """The check-back that waits: the item's own, else the first of the action."""
    if subject.check and subject.check.outcome is None:
        return subject.check
    if subject.file is None or subject.file.action.status not in VERIFIED or not (subject.check or subject.finding):
        return None
    return next((c for c in subject.file.check_backs if c.outcome is None), None)


def _form(at: Frame, meeting: Meeting, item: AgendaItem, what: str, seen: Any = None) -> tuple[Form, dict[str, Any]]:
    return Form(at, f"room:{item.id}:{what}", seen=seen, says=GROUP), {"meeting_id": meeting.id, "item_id": item.id}


def _done(made: Decision) -> str:
    room_keys.nothing_chosen()
    return f"**{plain(made.minute)}** {plain(made.text)}"


def _assure(at: Frame, meeting: Meeting, item: AgendaItem, subject: Subject) -> None:
    assert subject.file is not None, "only offered there"
    form, about = _form(at, meeting, item, "assure", subject.file.action)
    with form.box(enter=True):
        why = form.words("why", "**By what?** :gray[Which evidence convinced us, and of what. Ctrl + Enter records.]",
                         height=96)  # fmt: skip
        weak = show_proof.of(at, subject.file).weak
        although = form.words("although", form_verify.ALTHOUGH, height=72) if weak else ""
        form.send(
            "Record: assured", "Not assured", decisions.assure, _done, **about, action_id=subject.file.action.id,
            reason=why, although=although or None,
        )  # fmt: skip


def _return(at: Frame, meeting: Meeting, item: AgendaItem, subject: Subject) -> None:
    assert subject.file is not None, "only offered there"
    form, about = _form(at, meeting, item, "return", subject.file.action)
    with form.box(enter=True):
        why = form.words("why", "**What is missing, and by when?** :gray[The owner reads this. Ctrl + Enter records.]",
                         height=96)  # fmt: skip
        form.send(
            "Record: returned", "Not returned", decisions.return_claim, _done, **about,
            action_id=subject.file.action.id, reason=why,
        )  # fmt: skip


def _agree(at: Frame, meeting: Meeting, item: AgendaItem, subject: Subject) -> None:
    assert subject.extension is not None, "only offered there"
    form, about = _form(at, meeting, item, "agree")
    with form.box(enter=True):
        when = in_words(subject.extension.to_due)
        text = form.words("text", f"**In one sentence** :gray[Due on {when} then. May stay empty.]", height=72)
        form.send(
            f"Record: {when} agreed", "Not agreed", decisions.agree_extension, _done, **about,
            extension_id=subject.extension.id, text=text or None,
        )  # fmt: skip


def _refuse(at: Frame, meeting: Meeting, item: AgendaItem, subject: Subject) -> None:
    assert subject.extension is not None, "only offered there"
    form, about = _form(at, meeting, item, "refuse")
    with form.box(enter=True):
        why = form.words("why", "**Why not?** :gray[The owner reads this. Ctrl + Enter records.]", height=96)
        form.send(
            "Record: refused", "Not refused", decisions.refuse_extension, _done, **about,
            extension_id=subject.extension.id, reason=why,
        )  # fmt: skip


def _check_back(at: Frame, meeting: Meeting, item: AgendaItem, subject: Subject) -> None:
    assert subject.file is not None, "only offered there"
    check = _check(subject)
    form, about = _form(at, meeting, item, "check")
    options = {CheckOutcome.PASSED: "Yes, it is still there", CheckOutcome.FAILED: "No: the action is reopened"}
    with form.box(enter=True):
        outcome = form.radio("outcome", f"**{check.months} months on: is the change still there?**", options)
        label = "**What did we find?** :gray[Needed where the change is gone. Ctrl + Enter records.]"
        found = form.words("note", label, height=96)
        form.send(
            "Record this check-back", "Not recorded", decisions.check_back, _done, **about,
            before=lambda: {"outcome": form.needed(f"{check.months} months on: is the change still there", outcome)},
            action_id=subject.file.action.id, months=check.months, note=found,
        )  # fmt: skip


def _escalate(at: Frame, meeting: Meeting, item: AgendaItem, subject: Subject) -> None:
    register = at.now.register
    form, about = _form(at, meeting, item, "escalate")
    owners = [subject.file.action.owner_id] if subject.file else []
    if not owners and subject.recommendation:
        owners = list(register.owners_of(subject.recommendation.id))
    names = {id_: register.agency_name(id_) for id_ in owners if id_}
    rungs = {rung: rung.label for rung in LadderRung if rung != LadderRung.LEAD}
    with form.open():
        agency = form.pick("agency", "**Which agency?**", names, next(iter(names)) if len(names) == 1 else None)
        rung = form.radio("rung", "**To whom?**", rungs)
        if agency is None or rung is None:
            return
        assert at.who is not None, "asked before"
        letter = chasing.letter(at.engine, agency, rung, roles=at.who.roles, who=at.who.person.name, at=clock.now())
        nobody = "nobody: add a contact under Chase, Contacts"
        note(f"To {plain(list_in_words([who.name for who in letter.to]) or nobody)}.")
        why = form.words("why", "**What do we ask, and by when?**", height=96)
        drafted = chase.words(letter, "to be numbered", illustrative=at.illustrative)
        text = form.words(f"letter_{agency}_{rung.value}", "**The letter, as drafted**", drafted, height=220)
        form.send(
            "Record: escalated", "Not escalated", decisions.escalate, _done, **about, agency_id=agency, rung=rung,
            reason=why, listed=tuple(one.about for one in letter.owed), to=tuple(who.name for who in letter.to),
            letter=text,
        )  # fmt: skip


def _raise(at: Frame, meeting: Meeting, item: AgendaItem, subject: Subject) -> None:
    assert subject.recommendation is not None, "only offered there"
    register = at.now.register
    parts = {
        p.id: f"{p.label}: {p.text}"[:100] if p.label else p.text[:100]
        for p in register.parts_of.get(subject.recommendation.id, ())
        if p.context_reason is None
    }
    form, about = _form(at, meeting, item, "raise")
    agencies = {a.id: a.name for a in register.agencies.values() if a.closed_on is None}
    owners = register.owners_of(subject.recommendation.id)
    agencies = {id_: agencies[id_] for id_ in owners if id_ in agencies} | agencies
    with form.open():
        part_ids = form.many("parts", "**For which parts?**", parts, list(parts) if len(parts) == 1 else ())
        owner = form.pick("owner", "**Which agency?**", agencies, owners[0] if len(owners) == 1 else None)
        title = form.text("title", "**What will be done?**")
        due = form.day("due", "**By when?** :gray[This becomes the original date.]")
        meant = form.not_past(due)
        form.send(
            "Record: action raised", "Not raised", decisions.raise_action, _done, **about, ready=meant,
            before=lambda: {"owner_id": form.needed("Which agency", owner)}, part_ids=tuple(part_ids), title=title,
            due=due,
        )  # fmt: skip


def _not_doing(at: Frame, meeting: Meeting, item: AgendaItem, subject: Subject) -> None:
    form, about = _form(at, meeting, item, "not_doing")
    subject_id = (
        {"action_id": subject.file.action.id}
        if subject.file
        else {"recommendation_id": subject.recommendation.id if subject.recommendation else None}
    )
    with form.box(enter=True):
        kind = form.radio("kind", "**Why will it not be done?**", {k: k.label for k in NotDoingKind})
        reason = form.words("reason", "**The reason**", height=96)
        until = form.day("until", "**Until when?** :gray[On the next day it comes back. Leave open for no end.]")
        form.send(
            "Record: not doing", "Not recorded", decisions.not_doing, _done, **about,
            before=lambda: {"kind": form.needed("Why will it not be done", kind)}, reason=reason, until=until,
            **subject_id,
        )  # fmt: skip


def _same(at: Frame, meeting: Meeting, item: AgendaItem, subject: Subject) -> None:
    found = {one.earlier: one for one in _undecided(at, item, subject)}
    recs = at.register.recommendations
    names = {
        id_: f"{at.register.reviews[recs[id_].review_id].subject} {recs[id_].ref} {recs[id_].title}" for id_ in found
    }
    form, _ = _form(at, meeting, item, "same")
    with form.open():
        earlier = form.pick("earlier", "**Which earlier one?**", names, next(iter(names)) if len(names) == 1 else None)
        if earlier:
            form_same_lesson.draw(at, form, found[earlier], meeting.id, _done, item_id=item.id)


def _minute(at: Frame, meeting: Meeting, item: AgendaItem, subject: Subject) -> None:
    form, about = _form(at, meeting, item, "minute")
    with form.box(enter=True):
        text = form.words("text", "**What do we minute?** :gray[Ctrl + Enter records.]", height=96)
        form.send("Minute it", "Not minuted", decisions.note, _done, **about, about=item.about or meeting.id, text=text)


FORMS: dict[str, Callable[[Frame, Meeting, AgendaItem, Subject], None]] = {
    "assure": _assure,
    "return": _return,
    "agree": _agree,
    "refuse": _refuse,
    "check": _check_back,
    "escalate": _escalate,
    "raise": _raise,
    "not_doing": _not_doing,
    "same": _same,
    "minute": _minute,
}


def _note(at: Frame, item: AgendaItem, chosen: str | None) -> None:
    """A note on the item, which is no decision."""
    st.button(
        "Note" if not item.note else "Change the note", key="room:note", shortcut=keys.one("N"),
        on_click=room_keys.choose, args=(item.id, "note"),
    )  # fmt: skip
    if chosen == "note":
        with st.container(border=True, key="room_deciding"):
            form = Form(at, f"room:{item.id}:note", seen=item, says=GROUP)
            with form.box(enter=True):
                text = form.words("text", "**Note** :gray[It stands in the minutes under this item.]", item.note)
                form.send(
                    "Keep this note", "Not kept", agendas.note, lambda _: _kept(), item_id=item.id, text=text,
                )  # fmt: skip
    elif item.note:
        st.markdown(titled("**Note**", plain(item.note)))


def _kept() -> str:
    room_keys.nothing_chosen()
    return "**Noted.**"


def _decided(at: Frame, meeting: Meeting, item: AgendaItem) -> None:
    """What was decided about this item: by whoever is in the meeting."""
    for one in desk_agenda.decided(at, meeting).get(item.id, []):
        who = plain(name_of(at.now.register, one.decided_by))
        st.markdown(titled(f"**{plain(one.minute)}** {plain(one.text)}", f"recorded by {who}"))
    if item.kind == AgendaKind.CHANGED and not item.note:
        note("Nothing has to be decided here: note what the meeting says of it.")
