"""Settings of the register for a page: one that is damaged is told, and the usual ones are shown, so that the page with
the form that sets it again is drawn. Commands and figures refuse it."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import streamlit as st

from tracker.rules.chasing import Chasing
from tracker.rules.errors import BadValueError
from tracker.rules.proof import LeastRungs
from tracker.rules.records import Setting
from tracker.ui.look import plain

S = TypeVar("S", LeastRungs, Chasing)


def least_rungs(settings: Mapping[str, Setting], *, say: bool = True) -> LeastRungs:
    """What evidence each kind of change needs. A list, which asks for each of its rows, does not `say` it each time."""
    return _or_usual(LeastRungs.from_settings, LeastRungs, settings, say)


def chasing(settings: Mapping[str, Setting]) -> Chasing:
    """When and whom messages chase."""
    return _or_usual(Chasing.from_settings, Chasing, settings, True)


def _or_usual(
    read: Callable[[Mapping[str, Setting]], S], usual: Callable[[], S], settings: Mapping[str, Setting], say: bool
) -> S:
    try:
        return read(settings)
    except BadValueError as error:
        if say:
            st.warning(f"{plain(error)} Until then the usual ones are shown here.", icon=":material/warning:")
        return usual()
