"""A line in the log for each command, where TRACKER_LOG asks for one: its name and how it ended, none of its words."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer

from tracker import journal
from tracker import settings as settings_room


@contextmanager
def logged(app: typer.Typer, words: Sequence[str]) -> Iterator[None]:
    """Tell of the command that `words` give when it has ended. Where nobody asked for a log, say nothing."""
    try:
        settings = settings_room.load()
    except RuntimeError:  # no home folder: the command itself says so
        settings = None
    if settings is None or settings.log is None:
        yield
        return
    journal.begin(form=settings.log, level=settings.log_level or ("info" if settings.log == "json" else "warning"))
    begun, status = time.perf_counter(), 0
    try:
        yield
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        raise
    except BaseException:
        status = 1
        raise
    finally:
        ms = round((time.perf_counter() - begun) * 1000, 1)
        journal.say("command", journal.INFO, command=_command(app, words), exit=status, ms=ms)


def _command(app: typer.Typer, words: Sequence[str]) -> str | None:
    """The words that name a command of ours; None where they do not."""
    group: Any = typer.main.get_command(app)
    found = list[str]()
    for word in words:
        group = getattr(group, "commands", {}).get(word)
        if group is None:
            break
        found.append(word)
    return " ".join(found) or None
