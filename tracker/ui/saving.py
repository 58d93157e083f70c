"""What this session is saving, and what it has saved that nobody has been told of yet.

Streamlit ends a run of a page at its next word to the browser once another run has begun, and any press and any change
of a field begins one. A save may so be on the record while the run that made it is gone. What became of it is kept
here, outside of any run, until a run has told it.
"""

from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

KEY = "saving"


@dataclass(frozen=True)
class Saving:
    """One save of one form: where it stands, under which heading it is told, and the words that tell it."""

    place: str
    says: str
    done: Callable[[Any], str]
    outcome: "Future[Any]" = field(default_factory=Future)
    """What the command gave or refused; cancelled where the run was ended before the command."""

    @property
    def succeeded(self) -> bool:
        """Whether it is on the record."""
        return self.outcome.done() and not self.outcome.cancelled() and self.outcome.exception() is None


def untold() -> dict[str, Saving]:
    """The saves of this session that nobody has been told of, by the name of their form. One dictionary for the
    session: a run that was ended may still add to it what it had begun."""
    found: dict[str, Saving] = st.session_state.setdefault(KEY, {})
    return found


def wait_until_saved() -> None:
    """Let what is being saved come to its end, so that the page which is drawn next shows it."""
    going_on = [one.outcome for one in untold().values() if not one.outcome.done()]
    if going_on:
        with st.spinner("Saving …"):
            wait(going_on)
