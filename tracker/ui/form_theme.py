"""Themes of a recommendation by hand: confirm a suggested one, add one, or say that one is not what it is about."""

from collections.abc import Callable
from typing import TypeAlias

import streamlit as st

from tracker.commands import themes
from tracker.rules.records import Recommendation, ThemeLink
from tracker.ui import desk
from tracker.ui.forms import Form, may, on_record, said
from tracker.ui.frame import Frame
from tracker.ui.look import plain

Command: TypeAlias = Callable[..., ThemeLink]


def draw(at: Frame, rec: Recommendation) -> None:
    """For whoever may confirm themes: one form at a time; for everybody else nothing."""
    if at.is_past or not may(at, "confirm_theme"):
        return
    said("themes")
    links = at.now.register.links_of.get(rec.id, ())
    names = {theme.id: theme.name for theme in at.now.register.themes.values()}
    suggested = {link.theme_id: names[link.theme_id] for link in links if not link.confirmed}
    held = {link.theme_id: names[link.theme_id] for link in links}
    verbs = {"confirm": "Confirm a suggestion"} if suggested else {}
    verbs |= {"add": "Add a theme"} | ({"remove": "Take one off"} if held else {})
    with st.container(key="controls_themes"):
        verb = desk.verbs(verbs, "theme_do")
    if verb == "confirm":
        _one(at, rec, suggested, "Confirm this theme", "Not confirmed", themes.confirm, "Confirmed")
    elif verb == "add":
        free = {id_: name for id_, name in names.items() if id_ not in held}
        _one(at, rec, free, "Add this theme", "Not added", themes.confirm, "Added, and confirmed by you")
    elif verb == "remove":
        _one(at, rec, held, "Take this theme off", "Not taken off", themes.remove, "Taken off")


def _one(
    at: Frame, rec: Recommendation, names: dict[str, str], button: str, refused: str, command: Command, done: str
) -> None:
    form = Form(at, f"theme:{button}:{rec.id}", says="themes")
    with form.open():
        which = form.pick("which", "**Which theme?**", names)
        form.send(
            button, refused, command, lambda link: f"**{done}.** {plain(names[link.theme_id])}. {on_record(at)}",
            before=lambda: {"theme_id": form.needed("Which theme", which)}, recommendation_id=rec.id,
        )  # fmt: skip
