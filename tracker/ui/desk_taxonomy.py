"""The list of themes: what each means, how much it is used, and the forms that change it."""

from tracker.queries.suggesting import Suggestions
from tracker.rules.dates import in_words, plural
from tracker.rules.records import Theme
from tracker.ui import desk, form_taxonomy
from tracker.ui.forms import may_or_say, said
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, soft, titled
from tracker.ui.show_suggested import waiting
from tracker.ui.tables import blocks, table


def draw(at: Frame) -> None:
    """Every theme in its order, with what it means and how much has it; the forms for whoever keeps the register."""
    section("The themes of this register")
    said(form_taxonomy.GROUP)
    if may_or_say(at, "edit_register"):
        verb = desk.verbs(form_taxonomy.VERBS, "theme_do")
        if verb:
            form_taxonomy.draw(at, verb)
    themes = sorted(at.register.themes.values(), key=lambda theme: theme.position)
    found = waiting(at)
    live = [_row(at, theme, found) for theme in themes if theme.retired_on is None]
    heads = ("Theme", "Words that suggest it", "Where")
    blocks(live, heads, alt="Themes with definition, cue words and use", key="themes")
    gone = [theme for theme in themes if theme.retired_on is not None]
    if gone:
        section("Retired: suggested and given no more")
        cells = [_retired(at, theme) for theme in gone]
        table(cells, ("Theme", "Why", "What it still has"), alt="Retired themes, why, and what they still have")
    note(
        "The same list, to be kept beside the register or carried to another one: "
        "`tracker taxonomy --out themes.json`, and back with `tracker taxonomy --take-over themes.json`."
    )


def _row(at: Frame, theme: Theme, found: Suggestions) -> tuple[str, str, str]:
    wait = sum(one.theme_id == theme.id for ones in found.waiting.values() for one in ones)
    more = at.link(
        f"{plural(wait, 'suggestion')} {'waits' if wait == 1 else 'wait'}", "themes", view="waiting", theme=theme.id
    )
    name = at.link(f"**{plain(theme.name)}**", "theme", id=theme.id)
    words = plain(", ".join(theme.cue_words[:8])) + (
        soft(f" and {len(theme.cue_words) - 8} more") if len(theme.cue_words) > 8 else ""
    )
    return (
        titled(name, plain(theme.definition)),
        words or soft("none: it is never suggested"),
        _used(at, theme.id) + (f"  \n{more}" if wait else ""),
    )


def _retired(at: Frame, theme: Theme) -> tuple[str, str, str]:
    on = in_words(theme.retired_on, at.today) if theme.retired_on else ""
    into = at.register.themes.get(theme.merged_into or "")
    merged = f"merged into {plain(into.name)}" if into else ""
    return (
        titled(f"**{plain(theme.name)}**", merged),
        titled(plain(theme.retired_reason or ""), on),
        _used(at, theme.id),
    )


def _used(at: Frame, theme_id: str) -> str:
    recs = {
        link.recommendation_id
        for link in at.register.theme_links.values()
        if link.confirmed and link.theme_id == theme_id
    }
    points = [one for one in at.register.learning_themes.values() if one.confirmed and one.theme_id == theme_id]
    said = [plural(len(recs), "recommendation")] if recs or not points else []
    return ", ".join([*said, *([plural(len(points), "learning point")] if points else [])])
