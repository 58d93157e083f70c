"""Every disposal: what was asked for, by whom, agreed or refused; settling one; the copies that left before it."""

from collections.abc import Sequence

import streamlit as st

from tracker.commands import disposals as commands
from tracker.queries import redactions, retention
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.records import Disposal
from tracker.rules.redaction import FILE
from tracker.rules.retention import disposal_blockers
from tracker.store.vault import vault_at
from tracker.ui import desk
from tracker.ui.desk_retention import GROUP, piece
from tracker.ui.form_redaction import copies as copies_of
from tracker.ui.forms import Form, may_or_say, name_of, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, soft, titled
from tracker.ui.tables import rows


def draw(at: Frame) -> None:
    """The list, the newest first; one of them with its forms and its copies."""
    found = retention.disposals(at.engine, sight=at.sight)
    if not found:
        where = at.link("What is due", "retention", view="due")
        st.markdown(f"Nobody has asked for a disposal yet. {where} is where one begins.")
        return
    rows(
        [(_state(one), _what(at, one), _who(at, one)) for one in found],
        ("Disposal", "What", "Who"),
        alt="Disposals, newest first",
        key="rows_disposals",
    )
    if waiting := redactions.unfinished(at.engine):
        note(f"{list_in_words(waiting)}: the old bytes go from the files as soon as nobody reads them.")
    by_id = {one.id: one for one in found}
    id_ = desk.pick("Look at one", {k: f"{k}, {_state_words(one)}" for k, one in by_id.items()}, "disposal")
    if id_ is None:
        return
    one = by_id[id_]
    if not (one.agreed_on or one.refused_on):
        _settle(at, one)
    if not one.refused_on:
        copies_of(at, retention.copies(at.engine, one, sight=at.sight))


def _settle(at: Frame, one: Disposal) -> None:
    if at.who is None or not may_or_say(at, "agree_disposal"):
        return
    section(f"Settle {plain(one.id)}")
    kept = next((k for k in retention.kept(at.engine, sight=at.sight) if k.review_id == one.review_id), None)
    fates = {fate.evidence.id: fate for fate in kept.fates} if kept else {}
    rows(
        [piece(at, fates[id_]) for id_ in one.evidence if id_ in fates],
        ("State", "Evidence, and why", "What it is"),
        alt="What would go",
        key="rows_would_go",
    )
    blockers = disposal_blockers(one, at.who.id, fates)
    if blockers:
        note(f"You cannot agree to it: {plain('; '.join(blockers))}.")
    else:
        form = Form(at, f"disposal:{one.id}", seen=one, says=GROUP)
        with form.open():
            count = plural(len(one.evidence), "piece")
            sure = form.sure(f"I agree that {count} of evidence go. What is disposed of cannot be brought back.")
            form.send(
                f"Dispose of {count}", "Not disposed of", commands.agree,
                lambda done: f"**Disposed of.** {_done(done)} {on_record(at)}",
                ready=sure, disposal_id=one.id, vault=vault_at(at.settings),
            )  # fmt: skip
    no = Form(at, f"disposal:no:{one.id}", seen=one, says=GROUP)
    with no.box():
        reason = no.words("reason", "**Or why not?**", height=80)
        no.send(
            "Refuse it", "Not refused", commands.refuse, lambda d: f"**Refused.** {plain(d.id)}. {on_record(at)}",
            primary=False, disposal_id=one.id, reason=reason,
        )  # fmt: skip


def _done(done: commands.Disposed) -> str:
    late = "" if done.swept else " The database's own files are cleaned as soon as nobody reads them."
    return f"{plain(done.disposal.id)}: {_how_much(done.disposal)}. Look at the copies that left before.{late}"


def _how_much(one: Disposal) -> str:
    files = sum(value.startswith(FILE) for value in one.values)
    return f"{plural(len(one.evidence), 'piece')} of evidence, {plural(files, 'file')} removed"


def _state(one: Disposal) -> str:
    return titled(f"**{plain(one.id)}**", _state_words(one))


def _state_words(one: Disposal) -> str:
    if one.agreed_on:
        return f"disposed of on {in_words(one.agreed_on)}"
    return f"refused on {in_words(one.refused_on)}" if one.refused_on else "waiting"


def _what(at: Frame, one: Disposal) -> str:
    said: Sequence[str] = (
        f"{one.review_id}, {plural(one.years, 'year')} after it was closed",
        one.reason,
        f"Refused: {one.refusal_reason}" if one.refusal_reason else "",
    )
    head = _how_much(one) if one.agreed_on else plural(len(one.evidence), "piece") + " of evidence"
    return titled(f"{at.review(one.review_id)}: {head}", *map(plain, said))


def _who(at: Frame, one: Disposal) -> str:
    asked = f"asked by {plain(name_of(at.now.register, one.asked_by))} on {at.day(one.asked_on)}"
    settled, word = (one.agreed_by, "agreed") if one.agreed_by else (one.refused_by, "refused")
    return f"{asked}  \n{soft(f'{word} by {plain(name_of(at.now.register, settled))}')}" if settled else asked
