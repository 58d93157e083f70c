"""What every command stands in: how it refuses, how it prints, and the exit statuses that other programs rely on.

0 done; 1 refused, with one sentence on standard error; 2 wrong usage. Never a traceback for what a person did.
"""

import io
import json
import sys
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperGroup

from tracker.cli.acting import for_every_board, for_one_board
from tracker.rules.errors import NoOneError, TrackerError


class WrongUsageError(TrackerError):
    """The command was told something that it cannot read. The sentence says what to write instead."""

    def __init__(self, words: str) -> None:
        super().__init__(words)


class RefusedError(TrackerError):
    """The command was understood and says no: a sentence that only the command line has to say."""

    def __init__(self, words: str) -> None:
        super().__init__(words)


class Commands(TyperGroup):
    """A group of commands whose refusals are sentences."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command; a refusal becomes a sentence on standard error and exit status 1, wrong usage 2. However it
        ends, what it opened is closed."""
        try:
            return super().invoke(ctx)
        except (WrongUsageError, NoOneError) as error:
            complain(str(error))
            raise typer.Exit(2) from error
        except TrackerError as error:
            complain(str(error))
            raise typer.Exit(1) from error
        finally:
            while _at_end:
                _at_end.pop()()


_at_end: list[Callable[[], None]] = []


def at_end(close: Callable[[], None]) -> None:
    """Have something closed when the command ends that is being run."""
    _at_end.append(close)


class Group(typer.Typer):
    """A group whose commands have `--board`, but those that are put in with `acts=False`: they act for no board, or
    for every one."""

    def command(self, name: str | None = None, *, acts: bool = True, **more: Any) -> Callable[..., Any]:
        """Put a command in, as typer does."""
        put_in = super().command(name, **more)

        def put(command: Callable[..., Any]) -> Callable[..., Any]:
            put_in((for_one_board if acts else for_every_board)(command))
            return command

        return put


def group(help: str, *, cls: type[TyperGroup] = Commands, **more: Any) -> Group:
    """A group of commands in this frame: plain text, no coloured tracebacks, no completion scripts."""
    return Group(
        help=help,
        cls=cls,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        **more,
    )


def speak_utf8() -> None:
    """Write UTF-8 whatever the terminal says it can read; what cannot be written at all becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def complain(words: str) -> None:
    """One sentence on standard error."""
    print(words.encode("utf-8", "replace").decode("utf-8"), file=sys.stderr, flush=True)


def note(words: str) -> None:
    """One line of progress on standard error, so that standard output stays what was asked for."""
    complain(words)


def tell(words: str = "") -> None:
    """Lines on standard output."""
    print(words.encode("utf-8", "replace").decode("utf-8"))


def tell_json(document: Any) -> None:
    """The one JSON document of a command with --json, and nothing else."""
    tell(json.dumps(document, ensure_ascii=False, indent=2))
