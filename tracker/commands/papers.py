"""What the board's papers look like: its name, its logo, its Word template. Part of the record, and on the trail."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Engine

from tracker.commands._values import day_of, kept, line, maybe_line
from tracker.rules.papers_look import SETTING_ID, Look
from tracker.rules.records import Setting
from tracker.rules.words import Door
from tracker.store.database import changing


def set_look(
    engine: Engine,
    *,
    look: Look,
    reason: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Setting:
    """Set the look of the papers, whole: what it does not name is taken off. The vault holds the files already, under
    their hashes. Raises BadValueError for a logo that is no picture, or a template that is no Word document."""
    names = {
        "board": maybe_line("Name", look.board, limit=200),
        "logo_name": line("Logo", look.logo_name, limit=200) if look.logo else None,
        "template_name": line("Template", look.template_name, limit=200) if look.template else None,
    }
    sound = replace(look, **names)
    with changing(engine, by=by, verb="set_papers", at=at, door=door, reason=reason, token=token) as work:
        work.allow("set_papers")
        day_of(at)
        if work.find(Setting, SETTING_ID) is None:
            made: Setting = work.add(Setting(SETTING_ID, sound.to_json()))
            return made
        row = work.get(Setting, SETTING_ID, seen=seen)
        work.change(row, value=sound.to_json())
        return kept(work, Setting, row)
