"""`tracker taxonomy`: the list of themes as a file, in the form of `data/themes.json`, written and taken over."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker import clock
from tracker.cli.frame import RefusedError, tell, tell_json
from tracker.cli.looking import standing_of
from tracker.cli.options import Demo, Json
from tracker.cli.paper import paragraph, table
from tracker.cli.places import existing, signer
from tracker.cli.users import By
from tracker.rules.dates import plural
from tracker.rules.errors import shown
from tracker.rules.words import Door

if TYPE_CHECKING:
    from tracker.rules.records import Theme

Out = Annotated[
    Path | None, typer.Option("--out", help="Write the list into this file, as data/themes.json holds one.")
]
TakeOver = Annotated[
    Path | None,
    typer.Option(
        "--take-over",
        help="Take names, definitions, cue words and order over from this file. Nothing is taken out, no link changes.",
    ),
]


def taxonomy(
    out: Out = None, take_over: TakeOver = None, by: By = None, demo: Demo = False, as_json: Json = False
) -> None:
    """The list of themes: look at it, write it into a file, or take a changed file over."""
    if take_over is not None:
        _take_over(take_over, by, demo)
        return
    _, standing, _ = standing_of(demo, None)
    themes = sorted(standing.register.themes.values(), key=lambda theme: theme.position)
    kept = [_as_kept(theme) for theme in themes if theme.retired_on is None]
    if out is not None:
        try:
            out.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        except OSError as error:
            raise RefusedError(f"‘{shown(out)}’ cannot be written: {error.strerror or error}.") from None
        tell(paragraph(f"{plural(len(kept), 'theme')} written. Retired themes are left out."))
    elif as_json:
        tell_json(kept)
    else:
        tell(table(["Theme", "Id", "What it means"], [[one["name"], one["id"], one["definition"]] for one in kept]))


def _as_kept(theme: "Theme") -> dict[str, Any]:
    return {"id": theme.id, "name": theme.name, "definition": theme.definition, "cue_words": list(theme.cue_words)}


def _take_over(file: Path, by: str | None, demo: bool) -> None:
    from tracker.commands import taxonomy as commands

    themes = _read(file)
    place = existing(demo)
    changed = commands.take_over(
        place.engine, themes=themes, by=signer(place, by).id, at=clock.now(), door=Door.COMMAND_LINE
    )
    names = ", ".join(theme.name for theme in changed)
    tell(paragraph(f"{plural(len(changed), 'theme')} added or changed: {names}." if changed else "Nothing differs."))


def _read(file: Path) -> "list[Theme]":
    """The themes of a file. Raises RefusedError with the place of what is not as it should be."""
    from tracker.rules.records import Theme

    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise RefusedError(f"‘{shown(file)}’ cannot be opened: {error.strerror or error}.") from None
    except ValueError as error:
        raise RefusedError(f"‘{shown(file)}’ is not JSON: {error}.") from None
    if not isinstance(kept, list):
        raise RefusedError(f"‘{shown(file)}’ is not a list of themes.")
    found = list[Theme]()
    for number, one in enumerate(kept, start=1):
        texts = [one.get(name) for name in ("id", "name", "definition")] if isinstance(one, dict) else []
        cues = one.get("cue_words", []) if isinstance(one, dict) else None
        sound = texts and all(isinstance(text, str) and text.strip() for text in texts) and isinstance(cues, list)
        if not sound or not all(isinstance(cue, str) for cue in cues or ()):
            raise RefusedError(
                f"‘{shown(file)}’, theme {number}: it needs an id, a name and a definition as text, "
                "and cue_words as a list."
            )
        found.append(Theme(one["id"].strip(), one["name"], number, one["definition"], tuple(one.get("cue_words", ()))))
    if len({theme.id for theme in found}) != len(found):
        raise RefusedError(f"‘{shown(file)}’ names a theme twice: each id stands once.")
    return found
