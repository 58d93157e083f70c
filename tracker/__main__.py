"""The console command `tracker`: one word more says which command, found in `tracker.starting.table`."""

import errno
import os
import sys
from typing import Annotated

import typer

from tracker import __version__
from tracker.cli.frame import complain, group, speak_utf8, tell
from tracker.cli.logged import logged
from tracker.starting.table import EveryCommand

app = group("What a safeguarding board was told to do, and whether it was done.", cls=EveryCommand)


def _say_version(wanted: bool) -> None:
    if wanted:
        tell(f"tracker {__version__}")
        raise typer.Exit


@app.callback()
def _tracker(
    version: Annotated[
        bool,
        typer.Option("--version", help="Say which version this is, and stop.", callback=_say_version, is_eager=True),
    ] = False,
) -> None:
    """What a safeguarding board was told to do, and whether it was done."""


def main() -> None:
    """Run one console command. A reader that stops reading early, such as `head`, is no error; a full disk is."""
    _have_somewhere_to_write()
    speak_utf8()
    try:
        try:
            with logged(app, sys.argv[1:]):
                app(prog_name="tracker")
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _stop_writing()
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
            raise
        _stop_writing()
        complain(f"What there was to say could not be written: {(error.strerror or str(error)).rstrip('.')}.")
        raise SystemExit(1) from None


def _have_somewhere_to_write() -> None:
    """A program that closed our standard output or error before it started us does not want to hear from us."""
    nowhere = open(os.devnull, "w", encoding="utf-8") if None in (sys.stdout, sys.stderr) else None  # noqa: SIM115 for good
    sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere


def _stop_writing() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


if __name__ == "__main__":
    main()
