"""`tracker init`: the register is made or upgraded."""

from typing import Annotated

import typer

from tracker.cli.frame import note, tell
from tracker.cli.places import settings_for
from tracker.rules.illustrative import ILLUSTRATIVE
from tracker.starting.serving import nobody_can_sign_in


def init(
    demo: Annotated[bool, typer.Option("--demo", help="Build the illustrative register, in its own place.")] = False,
) -> None:
    """Make the register or upgrade it, with both reviews as published in it. Safe to repeat."""
    from tracker import clock
    from tracker.commands.likeness import place_texts
    from tracker.rules.words import Door
    from tracker.server.preparing import prepare
    from tracker.store.database import SYSTEM
    from tracker.store.engine import opened_engine

    settings = settings_for(demo)
    prepare(settings, note)
    with opened_engine(settings.database_url) as engine:
        place_texts(engine, by=SYSTEM, at=clock.now(), door=Door.COMMAND_LINE)
    tell(f"The register is ready: {settings.database_path or 'at TRACKER_DATABASE_URL'}.")
    if settings.demo:
        tell("Look round it with: tracker serve --demo (the overview begins a tour).")
        tell(f"{ILLUSTRATIVE}.")
        return
    if hint := nobody_can_sign_in(settings):
        tell(hint)
    tell("Open the dashboard with: tracker serve")
    tell(
        "Getting started, on its first page, leads to the first workbooks out: board, review, agencies, owners, dates."
    )
    tell("To look round first, in an invented register of its own: tracker serve --demo")
