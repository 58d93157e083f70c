"""The list of themes, changed by hand: add, edit, split, merge, retire, bring back.

Before a theme is merged the form says what becomes of each of its links; before it is split a person says it, link by
link, from the tracker's proposal.
"""

import streamlit as st

from tracker.commands import taxonomy, themes
from tracker.rules.records import LearningTheme, Theme, ThemeLink
from tracker.rules.taxonomy import Fate, Link, merging, subject_of
from tracker.rules.theme_subjects import Subject, every_subject
from tracker.themes.suggest import suggest
from tracker.ui.forms import Form, on_record, per_line
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section

GROUP = "taxonomy"
VERBS = {
    "add": "Add a theme", "edit": "Change one", "split": "Split one", "merge": "Merge two", "retire": "Retire one",
    "back": "Bring one back",
}  # fmt: skip
CUES = "**Words that suggest it** :gray[One word or phrase to a line. Endings and capitals do not matter.]"
DEFINITION = "**What does it mean?** :gray[A sentence that tells what is right when this is done well.]"
WHERE = {Fate.STAYS: "Stays", Fate.GOES: "Goes to the new one", Fate.BOTH: "Both"}


def draw(at: Frame, verb: str) -> None:
    """One of the forms."""
    {"add": _add, "edit": _edit, "split": _split, "merge": _merge, "retire": _retire, "back": _bring_back}[verb](at)


def _add(at: Frame) -> None:
    form = Form(at, "theme:new", says=GROUP)
    with form.box():
        name = form.text("name", "**Name**")
        definition = form.words("definition", DEFINITION)
        cues = form.words("cues", CUES)
        form.send(
            "Add this theme to the list", "Not added", themes.add_theme,
            lambda theme: f"**Added.** {plain(theme.name)}. {on_record(at)}",
            name=name, definition=definition, cue_words=per_line(cues),
        )  # fmt: skip


def _edit(at: Frame) -> None:
    theme = _chosen(at, "edit")
    if theme is None:
        return
    form = Form(at, f"theme:edit:{theme.id}", seen=theme, says=GROUP)
    with form.box():
        name = form.text("name", "**Name**", theme.name)
        definition = form.words("definition", DEFINITION, theme.definition)
        cues = form.words("cues", CUES, "\n".join(theme.cue_words), height=220)
        form.send(
            "Save this theme", "Not saved", themes.edit_theme,
            lambda made: f"**Saved.** {plain(made.name)}. Suggestions follow at once. {on_record(at)}",
            theme_id=theme.id, name=name, definition=definition, cue_words=per_line(cues),
        )  # fmt: skip


def _split(at: Frame) -> None:
    theme = _chosen(at, "split")
    if theme is None:
        return
    form = Form(at, f"theme:split:{theme.id}", seen=theme, says=GROUP)
    with form.open():
        name = form.text("name", "**Name of the new theme**")
        definition = form.words("definition", DEFINITION)
        label = "**Words that suggest it** :gray[One to a line. Those of the old theme go over to the new one.]"
        cues = per_line(form.words("cues", label))
        goes: dict[str, Fate] = {}
        links = _links(at, theme.id)
        if links:
            section("Where does each go?")
            note(
                "The tracker proposes by the words above; you decide. What was confirmed "
                "stays confirmed, by whom and when."
            )
        subjects = _subjects(at)
        new = Theme("new", name or "new", 0, "", cues)
        for link in links:
            subject = subjects.get(subject_of(link))
            if subject is None:
                continue
            field, words = f"{link.id}|{len(cues)}|{hash(cues)}", f"**{_named(at, subject)}**{_state(link)}"
            fate = form.radio(field, words, WHERE, _proposed(theme, new, subject), across=True)
            goes[link.id] = fate or Fate.STAYS
        form.send(
            "Split this theme", "Not split", taxonomy.split,
            lambda made: f"**Split.** {plain(made.name)} is a theme of its own now. {on_record(at)}",
            theme_id=theme.id, name=name, definition=definition, cue_words=cues, goes=goes,
        )  # fmt: skip


def _proposed(old: Theme, new: Theme, subject: Subject) -> Fate:
    """Where the words of a text would send its link: to the new theme where they speak of it, to both where of both."""
    left = Theme(old.id, old.name, 0, "", tuple(word for word in old.cue_words if word not in new.cue_words))
    found = {one.theme_id for one in suggest(f"{subject.title}. {subject.text}", (left, new))}
    if new.id not in found:
        return Fate.STAYS
    return Fate.BOTH if old.id in found else Fate.GOES


def _merge(at: Frame) -> None:
    theme = _chosen(at, "merge")
    if theme is None:
        return
    form = Form(at, f"theme:merge:{theme.id}", seen=theme, says=GROUP)
    with form.open():
        others = {id_: name for id_, name in _live(at).items() if id_ != theme.id}
        into = form.pick("into", "**Into which theme?** :gray[It stays; the one above is retired.]", others)
        if into:
            plan = merging(_links(at, theme.id), _links(at, into))
            st.markdown("\n".join(f"- {words}" for words in ("What will happen:", *plan.in_words)[1:]))
            note("Its cue words go along. It can be brought back later, but without the links that went to the other.")
        reason = form.text("reason", "**Why?**")
        ready = form.sure("**I have read what happens to the links.**")
        form.send(
            "Merge these themes", "Not merged", taxonomy.merge,
            lambda gone: f"**Merged.** {plain(gone.name)} is retired. {on_record(at)}", ready=ready,
            before=lambda: {"into_id": form.needed("Into which theme", into)}, theme_id=theme.id, reason=reason,
        )  # fmt: skip


def _retire(at: Frame) -> None:
    theme = _chosen(at, "retire")
    if theme is None:
        return
    form = Form(at, f"theme:retire:{theme.id}", seen=theme, says=GROUP)
    with form.box():
        note("It keeps what it has, is suggested and given no more, and can be brought back.")
        reason = form.text("reason", "**Why?**")
        form.send(
            "Retire this theme", "Not retired", taxonomy.retire,
            lambda gone: f"**Retired.** {plain(gone.name)}. {on_record(at)}", theme_id=theme.id, reason=reason,
        )  # fmt: skip


def _bring_back(at: Frame) -> None:
    gone = {t.id: t.name for t in at.now.register.themes.values() if t.retired_on is not None}
    if not gone:
        st.markdown("No theme is retired.")
        return
    form = Form(at, "theme:bring_back", says=GROUP)
    with form.open():
        which = form.pick("which", "**Which theme?**", gone)
        form.send(
            "Bring this theme back", "Not brought back", taxonomy.bring_back,
            lambda back: f"**Brought back.** {plain(back.name)}. {on_record(at)}",
            before=lambda: {"theme_id": form.needed("Which theme", which)},
        )  # fmt: skip


def _chosen(at: Frame, verb: str) -> Theme | None:
    with st.container(width=640):
        form = Form(at, f"theme:choose:{verb}", says=GROUP)
        id_ = form.pick("which", "**Which theme?**", _live(at))
    return at.now.register.themes.get(id_ or "")


def _live(at: Frame) -> dict[str, str]:
    themes_ = sorted(at.now.register.themes.values(), key=lambda theme: theme.position)
    return {theme.id: theme.name for theme in themes_ if theme.retired_on is None}


def _links(at: Frame, theme_id: str) -> list[Link]:
    """Every link of a theme, those of learning points last."""
    register = at.now.register
    every: list[ThemeLink | LearningTheme] = [*register.theme_links.values(), *register.learning_themes.values()]
    return [link for link in every if link.theme_id == theme_id]


def _subjects(at: Frame) -> dict[str, Subject]:
    return {one.id: one for one in every_subject(at.now.register)}


def _named(at: Frame, subject: Subject) -> str:
    return f"{at.review(subject.review_id)} {plain(subject.name)} {plain(subject.title)}"


def _state(link: Link) -> str:
    return (
        " :gray[✓ confirmed]" if link.confirmed else " :gray[✕ rejected]" if link.rejected_on else " :gray[? suggested]"
    )
