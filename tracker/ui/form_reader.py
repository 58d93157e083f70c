"""Who reads a review that is not published: the people who are named, and the business manager."""

import streamlit as st

from tracker.commands import reviews
from tracker.rules.dates import list_in_words, plural
from tracker.rules.records import Review, ReviewReader
from tracker.rules.register import Register
from tracker.rules.sight import sight_of
from tracker.rules.words import Publication
from tracker.ui.forms import Form, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section


def draw(at: Frame, review: Review) -> None:
    """The readers in words; name one, name the leads of the agencies asked, take one off."""
    section(f"Who reads {plain(review.id)}?")
    named = _named(at.now.register, review)
    names = list_in_words([plain(name) for name in named.values()])
    if review.state == Publication.PUBLISHED:
        note("It is published, so everybody here sees it. The names count if it is withheld or withdrawn one day.")
    else:
        note(
            f"It is {review.state.label.lower()}: only the business manager and the people named here see it, or "
            "anything of it. An agency that was asked for something sees nothing of it until its lead is named."
        )
    st.markdown(f"Named: **{names}**." if named else "Nobody is named yet.")
    _leads(at, review)
    _name(at, review, named)
    if named:
        _take_off(at, review, named)


def _named(register: Register, review: Review) -> dict[str, str]:
    found = [reader.person_id for reader in register.review_readers.values() if reader.review_id == review.id]
    return {id_: register.people[id_].name for id_ in found}


def _leads(at: Frame, review: Review) -> None:
    form = Form(at, f"readers-leads:{review.id}", says="reviews")

    def done(made: tuple[ReviewReader, ...]) -> str:
        people = at.now.register.people
        if not made:
            return "**Nobody to name.** Every lead of the agencies asked is named already, or there is none."
        who = list_in_words([plain(people[reader.person_id].name) for reader in made])
        return f"**Named.** {plural(len(made), 'lead')}: {who}. {on_record(at)}"

    with form.open():
        form.send(
            "Name the leads of the agencies asked", "Not named", reviews.name_leads, done, review_id=review.id,
            primary=False,
        )  # fmt: skip


def _name(at: Frame, review: Review, named: dict[str, str]) -> None:
    register = at.now.register
    others = {
        id_: person.name
        for id_, person in register.people.items()
        if id_ not in named and person.disabled_on is None and not sight_of(register, id_).unpublished
    }
    form = Form(at, f"readers:{review.id}", says="reviews")
    with form.box():
        who = form.pick("person", "**Who may read it?**", others)
        form.send(
            "Name this reader", "Not named", reviews.name_reader,
            lambda r: f"**Named.** {plain(register.people[r.person_id].name)} now sees it. {on_record(at)}",
            before=lambda: {"person_id": form.needed("Who may read it", who)}, review_id=review.id,
        )  # fmt: skip


def _take_off(at: Frame, review: Review, named: dict[str, str]) -> None:
    form = Form(at, f"readers-off:{review.id}", says="reviews")
    with form.box():
        who = form.pick("person", "**Whom to take off?**", named)
        form.send(
            "Take this reader off", "Not taken off", reviews.unname_reader,
            lambda r: f"**Taken off.** {plain(named[r.person_id])}. {on_record(at)}",
            primary=False, before=lambda: {"person_id": form.needed("Whom to take off", who)}, review_id=review.id,
        )  # fmt: skip
