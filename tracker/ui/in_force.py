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


def least_rungs(settings: Mapping[str, Setting], board_id: str | None = None, *, say: bool = True) -> LeastRungs:
    """What evidence each kind of change needs, at a board. A list, which asks for each of its rows, does not `say` it
    each time."""
    return _or_usual(lambda: LeastRungs.from_settings(settings, board_id), LeastRungs, say)


def chasing(settings: Mapping[str, Setting], board_id: str | None = None) -> Chasing:
    """When and whom messages chase, at a board."""
    return _or_usual(lambda: Chasing.from_settings(settings, board_id), Chasing, True)


def _or_usual(read: Callable[[], S], usual: Callable[[], S], say: bool) -> S:
    try:
        return read()
    except BadValueError as error:
        if say:
            st.warning(f"{plain(error)} Until then the usual ones are shown here.", icon=":material/warning:")
        return usual()
