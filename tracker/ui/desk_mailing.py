"""Workbooks to agencies by e-mail, from the page: what it would do, a tick, one by one, and what was refused."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import streamlit as st
from sqlalchemy import Engine

from tracker import clock
from tracker.commands import downloads, sendings
from tracker.notices.message import compose
from tracker.notices.post import Post
from tracker.queries.leaving import leaving
from tracker.queries.sendings import Line, outgoing
from tracker.rules.dates import list_in_words, plural
from tracker.rules.records import Sending
from tracker.rules.sending import Outgoing
from tracker.rules.words import Door
from tracker.sheets.leaving import Place
from tracker.ui.forms import Form, attempt, may, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain

MOST = 8


def send(at: Frame, form: Form, lines: Sequence[Line], by: date | None) -> None:
    """The e-mail way, where a mail server is set: what it would do, a tick, and one button."""
    server, sender = at.settings.mail_server, at.settings.mail_from
    if (why := why_no_mail_from_here(at)) or server is None or sender is None:
        note(why or "")
        return
    held = [line for line in lines if line.reachable and line.held]
    again = False
    if held:
        names = list_in_words([plain(line.name) for line in held])
        again = form.tick("again", f"**Once more to {names}**: one went today, or it is not known whether it did.")
    to = [line for line in lines if line.reachable and (again or not line.held)]
    if not to:
        note("None of these can be sent by e-mail now.")
        return
    assert at.who is not None, "asked before"
    going = outgoing(at.engine, [line.agency_id for line in to], roles=at.who.roles, who=at.who.person.name)
    found = tuple({one: None for each in going for one in leaving(at.engine, each.standing, each.agency_id)})
    reason, may_leave = _look_through(at, form, found)
    people = sum(len(line.reachable) for line in to)
    counts = f"{plural(len(to), 'e-mail')} to {plural(people, 'person', 'people')}"
    sure = form.sure(f"**{counts}**, from {plain(sender.address)}. An e-mail that was sent cannot be taken back.")

    def all_of_them(
        engine: Engine, *, by: str, at: datetime, door: Door, token: str
    ) -> list[tuple[Outgoing, Sending | None]]:
        if found and reason:
            downloads.let_out(engine, places=found, why=reason, by=by, at=at, door=door)
        return _one_by_one(
            engine, going, Post(server), again=again, token=token,
            facts={"reply_by": asked_by, "reply_to": sender.address, "by": by, "door": door}, sender=sender,
        )  # fmt: skip

    asked_by = by
    form.send(
        f"Send {counts}", "Not sent", all_of_them, lambda results: _told(at, results), ready=sure and may_leave
    )  # fmt: skip


def why_no_mail_from_here(at: Frame) -> str | None:
    """Why this tracker sends no e-mail, in words; None where it does."""
    if at.illustrative or at.settings.demo:
        return "The demonstration sends no e-mail: its people are invented."
    if at.settings.mail_server is None or at.settings.mail_from is None:
        return "To send from here, whoever runs the tracker sets TRACKER_SMTP_URL and TRACKER_MAIL_FROM."
    return None


def _look_through(at: Frame, form: Form, found: Sequence[Place]) -> tuple[str | None, bool]:
    """What may identify somebody in what would leave, and for whoever may let it out, why it must: the reason, and
    whether it may leave."""
    if not found:
        return None, True
    places = "\n".join(f"- {plain(one.id)}: {plain(one.holds)}" for one in found[:MOST])
    more = f"\n- and {len(found) - MOST:,} more" if len(found) > MOST else ""
    st.error(
        f"**Not yet.** In {plural(len(found), 'place')} these workbooks may identify a child or a family. "
        f"Put the words right first:\n\n{places}{more}",
        icon=":material/block:",
    )
    if not may(at, "go_on"):
        return None, False
    why = form.text("why", "**Or why must they leave as they are?** :gray[It goes on the record; repeat no words.]")
    return why, bool(why)


def _one_by_one(
    engine: Engine,
    going: Sequence[Outgoing],
    post: Post,
    *,
    again: bool,
    token: str,
    facts: Mapping[str, Any],
    sender: Any,
) -> list[tuple[Outgoing, Sending | None]]:
    """Each message by itself, on the record before and after; a refusal is shown and the next one goes on."""
    results: list[tuple[Outgoing, Sending | None]] = []
    with post, st.status(f"Sending {plural(len(going), 'e-mail')}") as status:

        def hand_over(made: sendings.Made) -> Mapping[str, str]:
            message = compose(made.of, made.enclosed, sender=sender, reply_by=facts["reply_by"], at=clock.now())
            return post.hand_over(message)

        for number, one in enumerate(going, start=1):
            status.update(label=f"Sending {number} of {len(going)}: {plain(one.agency_name)}")
            results.append(
                (one, _one(engine, one, hand_over, again=again, token=f"{token} {one.agency_id}", facts=facts))
            )
        status.update(label="Done", state="complete")
    return results


def _one(
    engine: Engine, one: Outgoing, hand_over: Any, *, again: bool, token: str, facts: Mapping[str, Any]
) -> Sending | None:
    return attempt(
        f"Not known to have left: {one.agency_name}",
        lambda: sendings.send(
            engine, outgoing=one, hand_over=hand_over, again=again, token=token, at=clock.now(), **facts
        ),
    )


def _told(at: Frame, results: Sequence[tuple[Outgoing, Sending | None]]) -> str:
    """What was sent and what was not, in one message."""
    went = [done for _, done in results if done and done.sent_on]
    words = [f"**{plural(len(went), 'e-mail')} sent.** {on_record(at)}"]
    words += [
        f"- **Not sent:** {plain(one.agency_name)}, {plain(done.refused or '')}"
        for one, done in results
        if done and not done.sent_on
    ]
    words += [f"- **Not known to have left:** {plain(one.agency_name)}" for one, done in results if done is None]
    words += [f"- {plain(one.agency_name)}: {plain(d.refused)}" for one, d in results if d and d.sent_on and d.refused]
    return "\n\n".join((words[0], "\n".join(words[1:]))) if len(words) > 1 else words[0]
