"""Keys of one letter or figure that press a button, and the way to turn them off.

Somebody who speaks to their computer, or whose hand shakes, presses such a key without meaning it (WCAG 2.1.4). Arrow
keys and keys with Ctrl stay as they are.
"""

import streamlit as st

OFF, SWITCH = "keys:off", "keys:switch"


def one(key: str | None) -> str | None:
    """The key for a button's `shortcut`; none while such keys are turned off."""
    return None if is_off() else key


def is_off() -> bool:
    """Whether this person has turned such keys off, for as long as this tab is open."""
    return bool(st.session_state.get(OFF))


def switch() -> None:
    """The tick that turns them off. It stands beside the words that say what the keys do."""
    st.checkbox("Keys of one letter or figure work on this page", value=not is_off(), key=SWITCH, on_change=_turn)


def _turn() -> None:
    st.session_state[OFF] = not st.session_state[SWITCH]
