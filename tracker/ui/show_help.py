"""Help where the question arises: the words of a page, its keys, the way on and whom to ask; and the page with all."""

import re
from pathlib import Path

import streamlit as st

from tracker.rules.dates import list_in_words
from tracker.rules.glossary import ENTRIES, in_markdown, looked_up
from tracker.rules.register import Register
from tracker.rules.words import Role
from tracker.street import street
from tracker.ui import desk
from tracker.ui.frame import Frame
from tracker.ui.look import link, note, plain, section

WORDS = {
    "overview": ("rating", "hole", "original date", "overturned", "claimed", "assured"),
    "recommendations": ("rating", "part", "addressed to", "single agency", "hole"),
    "recommendation": ("addressed to", "owner", "part", "hole", "original date", "claimed", "verified", "check-back"),
    "meeting": ("as at", "claimed", "extension", "check-back", "hole", "came back"),
    "overdue": ("overdue", "current date", "original date", "slippage", "extension"),
    "verification": ("claimed", "verified", "overturned", "rung", "dip sample", "check-back"),
    "compare": ("as at", "register number", "rating", "slippage"),
    "search": ("evidence", "restricted", "trail"),
    "themes": ("theme", "overlap", "came back", "promise", "learning point"),
    "theme": ("theme", "came back", "rung", "learning point"),
    "my_agency": ("claimed", "verified", "evidence", "rung", "original date", "extension", "hole"),
    "workbook": ("workbook", "owner", "hole", "original date"),
    "chase": ("chase", "escalation", "owner", "overdue"),
    "report": ("recommendation", "part", "addressed to", "single agency", "learning point", "promise"),
    "reviews": ("review", "recommendation", "ask", "owner", "published", "not doing"),
    "retention": ("evidence", "legal hold", "trail"),
    "start": ("review", "recommendation", "ask", "owner", "original date", "workbook"),
    "history": ("trail", "as at", "register number"),
    "help": ("rating", "original date", "claimed", "verified"),
}
"""The words of each page that a newcomer may not know, by the page's place in the address."""
KEYS = {
    "meeting": "In the room: ← and → go through the items, D or a figure decides, N notes, Ctrl + Enter records, "
    "F fills the screen, A leaves.",
    "report": "T takes, L leaves out, E changes, ← and → go through the list, Ctrl + Z takes a step back.",
    "themes": "Under *Same request twice*: ← and → go from pair to pair.",
}
"""What the keyboard does on a page beyond the browser's own keys."""
EVERYWHERE = "Tab goes from field to field, Space and Enter press, Esc closes; ← and → choose among options in a row."
GUIDES = {
    "for-the-business-manager.md": "For the board’s business manager",
    "for-an-agency-lead.md": "For an agency lead",
    "for-the-subgroup.md": "For the quality-assurance subgroup",
}
"""The manual's tutorials that can be read here, with what they are called where a file has no title."""

_PICTURE = re.compile(r"^!\[[^\]]*\]\([^)]*\)\s*$", re.MULTILINE)
_FILE_LINK = re.compile(r"\[([^\]]*)\]\((?!https?:)[^)]*\.md[^)]*\)")


def beside(page: str, *, by_link: bool = False, tour: str | None = None) -> None:
    """The help of one page: behind a button above it, which draws nothing more until it is opened."""
    with st.container(key="controls_help", horizontal=True, horizontal_alignment="right"):
        opened = st.popover("Help", icon=":material/help:", type="tertiary", key=f"help:{page}", on_change="rerun")
        if opened.open:
            with opened:
                _told(page, by_link=by_link, tour=tour)


def _told(page: str, *, by_link: bool, tour: str | None) -> None:
    if page in WORDS:
        st.markdown(f"**Words on this page**\n\n{in_markdown(WORDS[page])}")
    st.markdown(f"**Keys**  \n{KEYS[page]}" if page in KEYS else f"**Keys**  \n{EVERYWHERE}")
    if by_link:
        return
    ways = [link("All words, guides and whom to ask", "help"), link("Getting started", "start")]
    st.markdown(" · ".join([*ways, tour] if tour else ways))


def guides(folder: Path | None = None) -> dict[str, Path]:
    """The tutorials that are here, by their file's name, in the order of the three people."""
    docs = folder or street() / "docs"
    found = {path.name: path for path in docs.glob("for-*.md")} if docs.is_dir() else {}
    return {name: found[name] for name in (*GUIDES, *sorted(found)) if name in found}


def title_of(path: Path) -> str:
    """What a tutorial is called: its own first heading."""
    first = path.read_text(encoding="utf-8").lstrip().partition("\n")[0]
    return first.removeprefix("# ").strip() if first.startswith("# ") else GUIDES.get(path.name, path.stem)


def body_of(path: Path) -> str:
    """A tutorial as it is read here: without its title, its pictures, and links to files that are not pages here."""
    text = path.read_text(encoding="utf-8")
    text = text.partition("\n")[2] if text.startswith("# ") else text
    text = _PICTURE.sub("", text)
    return _FILE_LINK.sub(r"\1", text)


def words_of_help(at: Frame) -> None:
    """Every word with its meaning, or those that are looked for."""
    section("Words")
    with st.container(key="controls_words"):
        asked = desk.words("Find a word", "word", width=360)
    found = looked_up(asked)
    if asked:
        note(f"{len(found)} of {len(ENTRIES)} words")
    if not found:
        everywhere = at.link("look for it in the register", "search", words=asked)
        st.markdown(f"No word here is called so. {everywhere[0].upper()}{everywhere[1:]}, or ask whoever keeps it.")
        return
    with st.container(key="blocks_words"):
        st.table(
            {"Word": [f"**{one.word[0].upper()}{one.word[1:]}**" for one in found],
             "What it means here": [one.meaning for one in found]},
            border="horizontal", alt="Words and what they mean here",
        )  # fmt: skip


def read_a_guide() -> None:
    """One of the tutorials, chosen by whom it is for."""
    found = guides()
    if not found:
        return
    section("Guides")
    titles = {name.removesuffix(".md"): title_of(path) for name, path in found.items()}
    with st.container(key="controls_guide"):
        chosen = desk.verbs(titles, "guide")
    if chosen:
        with st.container(width=760, key="guide"):
            st.markdown(body_of(found[f"{chosen}.md"]))


def keys() -> None:
    """What the keyboard does, page by page."""
    section("Keys")
    from tracker.ui.pages import PAGES

    told = [f"- **{page.title}**: {KEYS[page.url]}" for page in PAGES if page.url in KEYS]
    st.markdown("\n".join([f"- **Everywhere**: {EVERYWHERE}", *told]))


def whom_to_ask(register: Register) -> None:
    """Who keeps the register, by name: the people who can put something right."""
    section("Whom to ask")
    names = [
        plain(register.people[r.person_id].name)
        for r in register.person_roles.values()
        if r.role == Role.ADMINISTRATOR
        and r.person_id in register.people
        and register.people[r.person_id].disabled_on is None
    ]
    who = list_in_words(list(dict.fromkeys(names))) or "nobody yet"
    st.markdown(
        f"Whoever keeps this register: **{who}**. Where a page breaks it says a reference and a time: "
        "tell them both. Whoever runs the server finds it in the log."
    )
