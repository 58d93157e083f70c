"""Themes by hand: answer what is suggested with one press, add one, take one off, think again about a rejected one."""

from collections.abc import Mapping

import streamlit as st

from tracker.commands import themes
from tracker.queries.suggesting import Suggestions, suggestions_of
from tracker.rules.records import Recommendation
from tracker.rules.theme_subjects import Subject, links_of, subjects_of
from tracker.themes.suggest import Suggested
from tracker.ui import desk
from tracker.ui.forms import Form, may, on_record, said
from tracker.ui.frame import Frame
from tracker.ui.look import plain

GROUP = "themes"


def draw(at: Frame, rec: Recommendation) -> None:
    """For whoever may confirm themes: the answers to what is suggested, and one form at a time; for others nothing."""
    if at.is_past or not may(at, "confirm_theme"):
        return
    said(GROUP)
    found = suggestions_of(at.engine, at.now, rec.id, sight=at.sight)
    subjects = list(subjects_of(at.now.register, rec))
    verbs = {"answer": f"Answer the suggestions ({found.number})"} if found.number else {}
    verbs |= {"add": "Add a theme"}
    verbs |= {"off": "Take one off"} if any(_confirmed(at, one) for one in subjects) else {}
    verbs |= {"again": "Think again about a rejected one"} if any(_rejected(at, one) for one in subjects) else {}
    with st.container(key="controls_themes"):
        verb = desk.verbs(verbs, "theme_do")
    if verb == "answer":
        for subject in subjects:
            _answer_all(at, subject, found)
    elif verb == "add":
        _add(at, subjects)
    elif verb == "off":
        _one_of(at, "off", {one.id: _confirmed(at, one) for one in subjects}, subjects)
    elif verb == "again":
        _one_of(at, "again", {one.id: _rejected(at, one) for one in subjects}, subjects)


def answer(at: Frame, subject: Subject, one: Suggested, says: str = GROUP) -> None:
    """Two buttons under a suggestion: confirm or reject. Each is one press, and both can be taken back."""
    name = at.now.register.themes[one.theme_id].name
    facts = {**subject.facts, "theme_id": one.theme_id, "score": one.score, "cues": one.cues}
    about = f"{plain(name)}, for {at.review(subject.review_id)} {plain(subject.name)}"
    with st.container(horizontal=True, key=f"controls_answer_{subject.id}_{one.theme_id}"):
        yes = Form(at, f"theme:yes:{subject.id}|{one.theme_id}", says=says)
        yes.send(
            f"Confirm: {name}", "Not confirmed", themes.confirm,
            lambda _: f"**Confirmed.** {about}. {on_record(at)}", primary=False, **facts,
        )  # fmt: skip
        no = Form(at, f"theme:no:{subject.id}|{one.theme_id}", says=says)
        no.send(
            f"Reject: {name}", "Not rejected", themes.reject,
            lambda _: f"**Rejected.** {about}: it is suggested no more. {on_record(at)}", primary=False, **facts,
        )  # fmt: skip


def _answer_all(at: Frame, subject: Subject, found: Suggestions) -> None:
    from tracker.ui.show_suggested import suggestion

    for one in found.waiting.get(subject.id, ()):
        st.markdown(f"{plain(_which(subject))}  \n{suggestion(at, one)}")
        answer(at, subject, one)


def add(at: Frame, subjects: Mapping[str, Subject], place: str, says: str = GROUP) -> None:
    """A form that gives a theme of the list to any of several things."""
    form = Form(at, place, says=says)
    live = {t.id: t.name for t in at.now.register.themes.values() if t.retired_on is None}
    with form.open():
        names = {
            id_: f"{at.now.register.reviews[one.review_id].subject} {_which(one)}" for id_, one in subjects.items()
        }
        of = next(iter(subjects)) if len(subjects) == 1 else form.pick("of", "**What is it about?**", names)
        which = form.pick("which", "**Which theme?**", live)

        def facts() -> dict[str, str]:
            subject = subjects[form.needed("What is it about", of)]
            return {**subject.facts, "theme_id": form.needed("Which theme", which)}

        form.send(
            "Add this theme", "Not added", themes.confirm,
            lambda link: f"**Added, and confirmed by you.** {plain(live[link.theme_id])}. {on_record(at)}",
            before=facts,
        )  # fmt: skip


def _add(at: Frame, subjects: list[Subject]) -> None:
    add(at, {one.id: one for one in subjects}, f"theme:add:{subjects[0].id}")


def _one_of(at: Frame, verb: str, held: Mapping[str, tuple[str, ...]], subjects: list[Subject]) -> None:
    """Take a confirmed theme off, or take a rejection back: one of those that there are."""
    names = at.now.register.themes
    by_key = {f"{one.id}|{id_}": (one, id_) for one in subjects for id_ in held[one.id]}
    options = {key: f"{names[id_].name}: {_which(one)}" for key, (one, id_) in by_key.items()}
    button, refused, command, done = {
        "off": ("Take this theme off", "Not taken off", themes.reject, "Taken off"),
        "again": (
            "Take the rejection back",
            "Not taken back",
            themes.take_back,
            "Taken back: it may be suggested again",
        ),
    }[verb]
    form = Form(at, f"theme:{verb}:{subjects[0].id}", says=GROUP)
    with form.open():
        key = form.pick("which", "**Which theme?**", options)

        def facts() -> dict[str, str]:
            subject, theme_id = by_key[form.needed("Which theme", key)]
            return {**subject.facts, "theme_id": theme_id}

        form.send(
            button, refused, command, lambda link: f"**{done}.** {plain(names[link.theme_id].name)}. {on_record(at)}",
            before=facts,
        )  # fmt: skip


def _which(subject: Subject) -> str:
    return {"part": f"part {subject.name}", "recommendation": f"{subject.name} as a whole"}.get(
        subject.kind.value, f"{subject.name} {subject.title}"
    )


def _confirmed(at: Frame, subject: Subject) -> tuple[str, ...]:
    return tuple(id_ for id_, link in links_of(at.now.register, subject).items() if link.confirmed)


def _rejected(at: Frame, subject: Subject) -> tuple[str, ...]:
    return tuple(sorted(at.now.register.rejected_themes.get(subject.id, ())))
