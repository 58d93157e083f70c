"""Taking out what identifies somebody: asked for by one person, agreed by another, and what left before it."""

import json
from collections.abc import Sequence
from typing import Any

import streamlit as st

from tracker.commands import redactions as commands
from tracker.queries import redactions
from tracker.queries.telling import named, thing
from tracker.rules.dates import first_words, in_words, list_in_words, plural
from tracker.rules.holds import in_a_sentence, in_force
from tracker.rules.permissions import allowed
from tracker.rules.records import Redaction, TrailEntry
from tracker.rules.redaction import FILE, WHO_AGREES, redaction_blockers, what_goes
from tracker.store.redacting import TEXTS
from tracker.store.vault import vault_at
from tracker.ui import desk
from tracker.ui.forms import Form, may, may_or_say, name_of, on_record, said
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, soft, titled
from tracker.ui.tables import rows

GROUP = "redaction"
VERBS = {"ask": "Ask for a removal", "settle": "Requests and removals"}
FILE_FIELDS = {("evidence", "file_hash"), ("review", "document_hash")}
KINDS = {
    "workbook": "Workbook", "backup": "Backup", "paper": "Paper", "evidence": "File taken", "review": "File taken",
    "evidence_place": "Copied to",
}  # fmt: skip
SHORT = 60


def draw(at: Frame, behind: Sequence[TrailEntry]) -> None:
    """The section of the History page. `behind` are the entries on it: what is asked for stands in one of them."""
    section("Does something here identify somebody?")
    note(
        "A name, or anything else that tells who a child is, can be taken out for good: from every text, the trail, "
        "drafts and waiting workbooks; or a file. One person asks, another agrees. The trail then still holds, "
        "and shows that something was taken out, when and by whom. What is only old goes by "
        f"{at.link('retention', 'retention')}."
    )
    said(GROUP)
    found = redactions.listed(at.engine, sight=at.sight)
    waiting = [one for one in found if not (one.agreed_on or one.refused_on)]
    words = dict(VERBS)
    if waiting:
        words["settle"] = f"Requests ({len(waiting)} waiting)"
    verb = desk.verbs(words if found else {"ask": VERBS["ask"]}, "redact", drops=("redaction",))
    if verb == "ask" and (_leads(at) or may_or_say(at, "ask_redaction")):
        _ask(at, behind)
    elif verb == "settle":
        _settle(at, found)


def _leads(at: Frame) -> bool:
    """A lead may ask about what is their agency's; which that is, the command finds out."""
    return at.who is not None and not at.is_past and bool(at.who.agency_ids)


def _ask(at: Frame, behind: Sequence[TrailEntry]) -> None:
    places = _places(at, behind)
    if not places:
        note("None of the changes above holds a text or a file: find the one that does with the filters first.")
        return
    form = Form(at, "redaction:ask", says=GROUP)
    with form.box():
        place = form.pick(
            "place", "**Where does it stand?** :gray[A text or a file among the changes on this page.]", places
        )
        words = form.text("words", "**The words to take out** :gray[As they stand there. Empty for a file.]")
        reason = form.words("reason", "**Why?** :gray[This stays for good: say it without the words.]", height=80)
        form.send(
            "Ask for its removal", "Not asked", commands.ask,
            lambda r: f"**Asked:** {plain(r.id)}, that {plain(what_goes(r))} go. {WHO_AGREES} {on_record(at)}",
            before=lambda: _place(form.needed("Where does it stand", place)),
            words=words or None, reason=reason,
        )  # fmt: skip


def _places(at: Frame, behind: Sequence[TrailEntry]) -> dict[str, str]:
    """Every text and file among these entries, each once, by what the command needs to know of it."""
    found: dict[str, str] = {}
    for entry in behind:
        if entry.field is None or entry.after is None:
            continue
        name = named(at.now.register, entry.entity, entry.entity_id)
        if (entry.entity, entry.field) in FILE_FIELDS:
            found.setdefault(_key(entry.entity, entry.entity_id, None), f"The file of {thing(entry.entity)}: {name}")
        elif entry.field in TEXTS.get(entry.entity, ()):
            text = first_words(_shown(entry.after), SHORT)
            what = f"{entry.field.replace('_', ' ').capitalize()} of {thing(entry.entity)}: {name}"
            found.setdefault(_key(entry.entity, entry.entity_id, entry.field), f"“{text}” · {what}")
    return found


def _key(*place: str | None) -> str:
    return json.dumps(place)


def _place(key: str) -> dict[str, Any]:
    entity, entity_id, field = json.loads(key)
    return {"entity": entity, "entity_id": entity_id, "field": field}


def _shown(told: str) -> str:
    value = json.loads(told)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _settle(at: Frame, found: Sequence[Redaction]) -> None:
    rows(
        [(_state(one), _what(at, one), _who(at, one)) for one in found],
        ("Redaction", "What", "Who"),
        alt="Redactions, newest first",
        key="rows_redactions",
    )
    by_id = {one.id: one for one in found}
    id_ = desk.pick("Look at one", {k: f"{k}, {_state_words(one)}" for k, one in by_id.items()}, "redaction")
    if id_ is None:
        return
    one = by_id[id_]
    if not (one.agreed_on or one.refused_on):
        _decide(at, one)
    _copies(at, one)


def _decide(at: Frame, one: Redaction) -> None:
    """A waiting request: its words, what agreeing would touch, and both answers."""
    if at.who is None or not may_or_say(at, "agree_redaction"):
        return
    words = redactions.waiting_words(at.engine, one, at.who.roles, at.who.id)
    with st.spinner("Counting what it would change …"):
        roles = at.who.roles
        touched = at.worked_out(
            lambda: redactions.touched(at.engine, one, sight=at.sight, roles=roles), "redaction", one.id
        )
    section(f"Settle {plain(one.id)}")
    if words:
        st.markdown(f"The words: **{plain(words)}**")
    st.markdown(plain(touched.in_words))
    blockers = redaction_blockers(one, at.who.id)
    if blockers:
        note(f"You cannot settle it: {plain('; '.join(blockers))}.")
        return
    form = Form(at, f"redaction:{one.id}", seen=one, says=GROUP)
    with form.open():
        held = in_force(at.now.register.legal_holds.values())
        although = ""
        if held:
            although = form.words(
                "although",
                "**If a legal hold stands over what goes: why all the same?** "
                f":gray[{plain('; '.join(map(in_a_sentence, held)))}. Empty where none does. It stays for good.]",
                height=80,
            )
        sure = form.sure("I agree. What is taken out cannot be brought back.")
        form.send(
            "Take it out for good", "Not taken out", commands.agree,
            lambda done: f"**Taken out.** {_done(done)} {on_record(at)}",
            ready=sure, redaction_id=one.id, vault=vault_at(at.settings), although=although or None,
        )  # fmt: skip
    no = Form(at, f"redaction:no:{one.id}", seen=one, says=GROUP)
    with no.box():
        reason = no.words("reason", "**Or why not?** :gray[Without the words.]", height=80)
        no.send(
            "Refuse it", "Not refused", commands.refuse, lambda r: f"**Refused.** {plain(r.id)}. {on_record(at)}",
            primary=False, redaction_id=one.id, reason=reason,
        )  # fmt: skip


def _done(done: commands.Redacted) -> str:
    late = "" if done.swept else " The database's own files are cleaned as soon as nobody reads them."
    return f"{plain(done.redaction.id)}: {_how_much(done.redaction)}. Look at the copies that left before.{late}"


def _how_much(one: Redaction) -> str:
    files = sum(value.startswith(FILE) for value in one.values)
    said = [plural(len(one.values) - files, "value") + " of the trail"] if len(one.values) > files else []
    return list_in_words([*said, *([plural(files, "file")] if files else [])]) or "nothing was left of it to take out"


def _copies(at: Frame, one: Redaction) -> None:
    """The copies that left, or were kept, while it was there. Who took them is for few to see."""
    names = at.who is not None and allowed(at.who.roles, "see_accesses")
    if not one.refused_on and (names or may(at, "agree_redaction")):
        copies(at, redactions.copies(at.engine, one, sight=at.sight))


def copies(at: Frame, found: Sequence[redactions.Copy]) -> None:
    """Copies that left or were kept, each to be dealt with by hand: of a redaction, or of a disposal."""
    section(f"Copies that may hold it: {len(found):,}")
    if not found:
        note("No workbook, backup or paper left since it first came in.")
        return
    note("These left, or were kept, since it first came in. The tracker cannot reach them: deal with each by hand.")
    rows(
        [
            (
                in_words(copy.at.date()),
                titled(plain(copy.what), KINDS.get(copy.kind, "")),
                titled(_taker(at, copy), f"no.\u00a0{copy.number:,}"),
            )
            for copy in found
        ],
        ("When", "What", "Who"),
        alt="Copies that left before",
        key="rows_copies",
    )


def _taker(at: Frame, copy: redactions.Copy) -> str:
    return _capital(plain(name_of(at.now.register, copy.by))) if copy.by else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _state(one: Redaction) -> str:
    return titled(f"**{plain(one.id)}**", _state_words(one))


def _state_words(one: Redaction) -> str:
    if one.agreed_on:
        return f"taken out on {in_words(one.agreed_on)}"
    return f"refused on {in_words(one.refused_on)}" if one.refused_on else "waiting"


def _what(at: Frame, one: Redaction) -> str:
    where = f"{one.field.replace('_', ' ').capitalize()}" if one.field else "File"
    name = named(at.now.register, one.entity, one.entity_id)
    done = _how_much(one) if one.agreed_on else ""
    refused = f"Refused: {plain(one.refusal_reason)}" if one.refusal_reason else ""
    despite = f"Although a legal hold stood: {plain(one.although)}" if one.although else ""
    return titled(f"{plain(where)} of {plain(name)}", plain(one.reason), done, refused, despite)


def _who(at: Frame, one: Redaction) -> str:
    asked = f"asked by {plain(name_of(at.now.register, one.asked_by))}"
    settled, word = (one.agreed_by, "agreed") if one.agreed_by else (one.refused_by, "refused")
    return f"{asked}  \n{soft(f'{word} by {plain(name_of(at.now.register, settled))}')}" if settled else asked
