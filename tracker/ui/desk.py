"""Choices that live in the address: what is picked here survives a refresh, can be sent to a colleague, and is an id.

Streamlit's own binding writes the words of an option into the address; a renamed agency would break every link to it.
"""

from collections.abc import Mapping
from datetime import date

import streamlit as st


def pick(
    label: str,
    options: Mapping[str, str],
    name: str,
    *,
    drops: tuple[str, ...] = (),
    empty: str = "Choose one",
    width: int = 360,
) -> str | None:
    """One of many by id, or None. `drops` are parameters that make no sense any more once another is chosen."""
    key = _begin(name, _asked(name, options))
    found: str | None = st.selectbox(
        label, list(options), index=None, format_func=lambda o: options[o], key=key, placeholder=empty,
        on_change=_to_address, args=(name, key, drops), width=width,
    )  # fmt: skip
    return found


def segments(label: str, options: Mapping[str, str], name: str, *, first: str, drops: tuple[str, ...] = ()) -> str:
    """One of a few, always one: `first` unless the address says another. The options' words are Markdown."""
    key = _begin(name, _asked(name, options) or first)
    found = st.segmented_control(
        label, list(options), format_func=lambda o: options[o], key=key, required=True, wrap=True,
        label_visibility="collapsed", on_change=_to_address, args=(name, key, drops),
    )  # fmt: skip
    return found or first


def verbs(options: Mapping[str, str], name: str = "do", *, drops: tuple[str, ...] = ()) -> str | None:
    """What somebody wants to do here, or nothing yet. The options' words are Markdown."""
    key = _begin(name, _asked(name, options))
    found: str | None = st.segmented_control(
        "What do you want to do?", list(options), format_func=lambda o: options[o], key=key, wrap=True,
        on_change=_to_address, args=(name, key, drops),
    )  # fmt: skip
    return found


def words(label: str, name: str, *, drops: tuple[str, ...] = (), width: int = 220) -> str:
    """Words to look for."""
    key = _begin(name, st.query_params.get(name, "")[:200])
    return (st.text_input(label, key=key, on_change=_to_address, args=(name, key, drops), width=width) or "").strip()


def day(label: str, name: str, *, drops: tuple[str, ...] = (), width: int = 160) -> date | None:
    """A day; what is no day in the address counts as none."""
    key = _begin(name, _day(st.query_params.get(name, "")))
    found = st.date_input(
        label, value=None, key=key, format="DD/MM/YYYY", on_change=_to_address, args=(name, key, drops), width=width,
        min_value=date(1990, 1, 1), max_value=date(2100, 12, 31),
    )  # fmt: skip
    return found if isinstance(found, date) else None


def go(**parameters: str | None) -> None:
    """Write parameters into the address of this page; None takes one out."""
    for name, value in parameters.items():
        if value:
            st.query_params[name] = value
        elif name in st.query_params:
            del st.query_params[name]


def _begin(name: str, value: object) -> str:
    key = f"address:{name}"
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value  # only then: what is set here undoes what is chosen while the page is drawn
    return key


def _asked(name: str, options: Mapping[str, str]) -> str | None:
    asked = st.query_params.get(name)
    return asked if asked in options else None


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return found if found and 1990 <= found.year <= 2100 else None


def _to_address(name: str, key: str, drops: tuple[str, ...]) -> None:
    value = st.session_state[key]
    go(**{name: value.isoformat() if isinstance(value, date) else value}, **dict.fromkeys(drops))
