"""Messages by e-mail, from the page: what it would do, a tick, one by one, and what was refused."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import streamlit as st
from sqlalchemy import Engine

from tracker import clock
from tracker.commands import chases
from tracker.notices.chase import compose
from tracker.notices.post import Post
from tracker.queries.chasing import workbooks
from tracker.rules.chasing_log import State, state_of
from tracker.rules.chasing_plan import Planned
from tracker.rules.dates import list_in_words, plural
from tracker.rules.records import Chase
from tracker.rules.sending import Outgoing
from tracker.rules.words import Door
from tracker.ui.desk_mailing import why_no_mail_from_here
from tracker.ui.forms import Form, attempt, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain

Result = tuple[Planned, Chase | None]


def send(at: Frame, form: Form, going: Sequence[Planned]) -> None:
    """The e-mail way, where a mail server is set: what it would do, a tick, and one button."""
    server, sender = at.settings.mail_server, at.settings.mail_from
    if (why := why_no_mail_from_here(at)) or server is None or sender is None:
        note(why or "")
        return
    held = [one for one in going if one.reached and one.why_not]
    again, reason = False, ""
    if held:
        names = list_in_words([plain(one.agency_name) for one in held])
        again = form.tick("again", f"**All the same to {names}**: {plain(held[0].why_not or '')}.")
        reason = form.text("reason", "**Why all the same?** :gray[It goes on the record.]") if again else ""
    to = [one for one in going if one.reached and (again or not one.why_not)]
    if not to:
        note("None of these can be sent by e-mail now.")
        return
    assert at.who is not None, "asked before"
    books, stay = workbooks(at.engine, to, roles=at.who.roles, who=at.who.person.name)
    for id_, places in stay.items():
        name = plain(at.now.register.agency_name(id_))
        where = plural(places, "place")
        st.warning(f"**{name} gets no workbook.** In {where} it may identify somebody.", icon=":material/block:")
    people = sum(len(one.reached) for one in to)
    counts = f"{plural(len(to), 'message')} to {plural(people, 'person', 'people')}"
    linked = sum(one.link_for is not None for one in to)
    said = f"**{counts}**" + (f", {linked:,} with a personal link" if linked else "")
    sure = form.sure(f"{said}, from {plain(sender.address)}. An e-mail that was sent cannot be taken back.")

    def all_of_them(engine: Engine, *, by: str, at: datetime, door: Door, token: str) -> list[Result]:
        facts: dict[str, Any] = {"by": by, "door": door, "again": again, "reason": reason or None,
                                 "reply_to": sender.address}  # fmt: skip
        return _one_by_one(engine, to, Post(server), books=books, token=token, facts=facts, sender=sender)

    ready = sure and (not again or bool(reason))
    form.send(f"Send {counts}", "Not sent", all_of_them, lambda results: _told(at, results), ready=ready)


def _one_by_one(
    engine: Engine, to: Sequence[Planned], post: Post, *, books: Mapping[str, Outgoing], token: str,
    facts: Mapping[str, Any], sender: Any,
) -> list[Result]:  # fmt: skip
    """Each message by itself, on the record before and after; a refusal is shown and the next one goes on."""
    results: list[Result] = []
    with post, st.status(f"Sending {plural(len(to), 'message')}") as status:

        def hand_over(made: chases.Made) -> Mapping[str, str]:
            message = compose(
                made.of, chase_id=made.chase.id, sender=sender, at=clock.now(), enclosed=made.enclosed, link=made.link
            )
            return post.hand_over(message)

        for number, one in enumerate(to, start=1):
            status.update(label=f"Sending {number} of {len(to)}: {plain(one.agency_name)}")
            results.append((one, _one(engine, one, hand_over, books, f"{token} {one.agency_id}", facts)))
        status.update(label="Done", state="complete")
    return results


def _one(
    engine: Engine, one: Planned, hand_over: Any, books: Mapping[str, Outgoing], token: str, facts: Mapping[str, Any]
) -> Chase | None:
    return attempt(
        f"Not known to have left: {one.agency_name}",
        lambda: chases.send(
            engine,
            planned=one,
            hand_over=hand_over,
            workbook=books.get(one.agency_id),
            token=token,
            at=clock.now(),
            **facts,
        ),
    )


def _told(at: Frame, results: Sequence[Result]) -> str:
    """What was sent and what was not, in one message."""
    went = [done for _, done in results if done and state_of(done) == State.SENT]
    lines = [f"- **Not known to have left:** {plain(one.agency_name)}" for one, done in results if done is None]
    for one, done in results:
        if done and done.refused:
            verdict = "" if state_of(done) == State.SENT else "**Not sent:** "
            lines.append(f"- {verdict}{plain(one.agency_name)}, {plain(done.refused)}")
    first = f"**{plural(len(went), 'message')} sent.** {on_record(at)}"
    return "\n\n".join((first, "\n".join(lines))) if lines else first
