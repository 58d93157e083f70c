"""What somebody was writing, kept in the store so that it outlives the tab."""

from collections.abc import Callable

import streamlit as st

from tracker.commands import drafts
from tracker.queries.drafts import kept
from tracker.queries.standing import zone_of
from tracker.rules.dates import in_words
from tracker.ui.forms import Form
from tracker.ui.look import note


def restore(form: Form, name: str) -> None:
    """Put what was kept into a field that nobody has typed into yet. Call before the field is drawn."""
    at = form.at
    key = form.key(name)
    if at.who is None or key in st.session_state:
        return
    draft = kept(at.engine, person_id=at.who.id, place=form.place)
    if draft is not None:
        st.session_state[key] = draft.text
        local = draft.kept_at.astimezone(zone_of(at.now))
        st.session_state[form.key("restored")] = f"{local:%H:%M}" + (
            "" if local.date() == at.now.today else f" on {in_words(local.date())}"
        )


def keeper(form: Form, name: str) -> Callable[[], None]:
    """What a field does whenever its text changes: keep it."""

    def keep() -> None:
        text = st.session_state.get(form.key(name)) or ""
        form.quietly(drafts.keep, place=form.place, text=text)

    return keep


def restored(form: Form) -> None:
    """ "We kept what you were writing at 10:42", with the way to throw it away. Stands under the form, so that nothing
    moves while somebody reaches for the button."""
    when = st.session_state.get(form.key("restored"))
    if when is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        note(f"We kept what you were writing at {when}.")
        st.button("Throw it away", key=form.key("throw"), type="tertiary", on_click=drop, args=(form,))


def drop(form: Form) -> None:
    """Throw away what was kept, and empty the form."""
    forget(form)
    form.renew()


def forget(form: Form) -> None:
    """Throw away what was kept: it has been sent."""
    form.quietly(drafts.drop, place=form.place)
